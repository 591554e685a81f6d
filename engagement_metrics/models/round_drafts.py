"""What a group proposes in a self-assessment, as it was typed; `entry` says whether it is valid."""

from dataclasses import dataclass, field

from engagement_metrics.models.drafts import Typed


@dataclass
class RoundDraft:
    """A round of self-assessment that is being prepared.

    `model` is the code and edition of the wording. `dimensions` are the ids of what is assessed, in
    order, each with the day it is talked about, where the round goes over several.
    """

    title: str = ""
    held_on: Typed = None
    place: int | None = None
    model: tuple[str, int] | None = None
    dimensions: dict[str, Typed] = field(default_factory=dict)
    anchor: str = ""
    rules: str = ""
    scorers_expected: Typed = None
    volunteers_expected: Typed = None
    checked: bool = False


@dataclass
class AgreedDraft:
    """What a group came to in one dimension: a level, or that it did not agree.

    `backed` numbers the sentences of that level's statement for which there is dated evidence, from
    1. `why` is asked where something that was settled is put right.
    """

    level: Typed = None
    not_agreed: bool = False
    backed: list[int] = field(default_factory=list)
    reason: str = ""
    missing: str = ""
    note: str = ""
    elsewhere: str = ""
    minority: str = ""
    why: str = ""
    checked: bool = False


@dataclass
class AimDraft:
    """Where a dimension should be, and by when; not chosen to improve, it needs neither."""

    improve: bool = False
    target_level: Typed = None
    target_by: Typed = None


@dataclass
class ImprovementDraft:
    """Something to be done so that a dimension gets better."""

    task: str = ""
    first_step: str = ""
    owner: str = ""
    due: Typed = None
    checked: bool = False
