"""Pictures of calculated values: a Vega-Lite specification made with Altair, and its sentence."""

from engagement_metrics.charts.by_place import places
from engagement_metrics.charts.heard import heard
from engagement_metrics.charts.icons import ICONS, icon
from engagement_metrics.charts.judged import xmr
from engagement_metrics.charts.over_time import trend
from engagement_metrics.charts.pictures import Picture

__all__ = ["ICONS", "Picture", "heard", "icon", "places", "trend", "xmr"]
