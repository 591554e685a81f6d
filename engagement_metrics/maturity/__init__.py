"""Self-assessment by a group: how its scores lie, what it agreed on, and its path over rounds."""

from engagement_metrics.maturity import wording
from engagement_metrics.maturity.agreement import FEWEST_FOR_INDEX, Band, band, consensus
from engagement_metrics.maturity.measured import (
    Measured,
    MeasuredPart,
    mat_01,
    mat_02,
    mat_03,
    mat_04,
)
from engagement_metrics.maturity.moving import Path, Step, movement, wording_of
from engagement_metrics.maturity.reminding import Reminder, coming, months_after, reminders
from engagement_metrics.maturity.rounds import (
    AssessedRound,
    ProfileRow,
    Standing,
    backed,
    parts,
    profile,
    standing,
    unbacked,
)
from engagement_metrics.maturity.spreads import (
    FEWEST_APART,
    Answer,
    Spread,
    outside_middle_half,
    spread,
    talk_order,
)

__all__ = [
    "consensus",
    "FEWEST_APART",
    "FEWEST_FOR_INDEX",
    "Answer",
    "AssessedRound",
    "Band",
    "Measured",
    "MeasuredPart",
    "Path",
    "ProfileRow",
    "Reminder",
    "Spread",
    "Standing",
    "Step",
    "backed",
    "band",
    "coming",
    "mat_01",
    "mat_02",
    "mat_03",
    "mat_04",
    "months_after",
    "movement",
    "outside_middle_half",
    "parts",
    "profile",
    "reminders",
    "spread",
    "standing",
    "talk_order",
    "unbacked",
    "wording",
    "wording_of",
]
