"""Pictures of calculated values: a Vega-Lite specification made with Altair, and its sentence."""

from engagement_metrics.charts.by_place import places
from engagement_metrics.charts.heard import heard
from engagement_metrics.charts.icons import ICONS, icon
from engagement_metrics.charts.in_parts import Trends, each_part, parts_moved
from engagement_metrics.charts.judged import xmr
from engagement_metrics.charts.levels import PATH_KEY, PROFILE_KEY, level_path, level_profile
from engagement_metrics.charts.maturity import scores
from engagement_metrics.charts.over_time import trend
from engagement_metrics.charts.pictures import Picture

__all__ = [
    "ICONS",
    "PATH_KEY",
    "PROFILE_KEY",
    "Trends",
    "Picture",
    "each_part",
    "heard",
    "icon",
    "level_path",
    "level_profile",
    "parts_moved",
    "places",
    "scores",
    "trend",
    "xmr",
]
