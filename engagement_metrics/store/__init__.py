"""The only module with SQL: opens and migrates the database, writes records, reads frames."""

from engagement_metrics.store.adding_up import rebuild
from engagement_metrics.store.around import (
    changes_answering,
    figures_awaited,
    parts_of_activity,
    statuses,
    suggestion_choices,
    suggestion_steps,
    suggestions_by_number,
    suggestions_heard_at,
)
from engagement_metrics.store.cache import data_version
from engagement_metrics.store.checking import faults
from engagement_metrics.store.engine import (
    EMBEDDED,
    StoreUnavailable,
    close,
    database_url,
    reading,
)
from engagement_metrics.store.filters import Filter
from engagement_metrics.store.frames import (
    By,
    Frames,
    SharedFrames,
    TeamFrames,
    shared_frames,
    team_frames,
)
from engagement_metrics.store.glance import (
    Promises,
    last_change,
    last_figure_update,
    promises,
    years,
)
from engagement_metrics.store.migration import migrate
from engagement_metrics.store.records import (
    PAGE,
    Page,
    activities,
    changes,
    figures,
    find,
    has_parts,
    history,
    like_titles,
    record,
    setup,
    sheets,
    suggestions,
)
from engagement_metrics.store.setup import GroupRow, PlaceRow, Setup, TopicRow, WorkRow
from engagement_metrics.store.typed_in import figures_withdrawn, sheets_typed_in
from engagement_metrics.store.writing import Stale, Taken, Writer, session

__all__ = [
    "figures_withdrawn",
    "sheets_typed_in",
    "changes_answering",
    "figures_awaited",
    "parts_of_activity",
    "statuses",
    "suggestion_choices",
    "suggestion_steps",
    "suggestions_by_number",
    "suggestions_heard_at",
    "By",
    "years",
    "promises",
    "last_figure_update",
    "last_change",
    "Promises",
    "EMBEDDED",
    "PAGE",
    "Filter",
    "Frames",
    "GroupRow",
    "Page",
    "PlaceRow",
    "Setup",
    "SharedFrames",
    "Stale",
    "StoreUnavailable",
    "Taken",
    "TeamFrames",
    "TopicRow",
    "WorkRow",
    "Writer",
    "activities",
    "changes",
    "close",
    "data_version",
    "database_url",
    "faults",
    "figures",
    "find",
    "has_parts",
    "history",
    "like_titles",
    "migrate",
    "reading",
    "rebuild",
    "record",
    "session",
    "setup",
    "sheets",
    "shared_frames",
    "suggestions",
    "team_frames",
]
