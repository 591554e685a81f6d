"""Whether one answer of somebody who scores, or evidence that they add, is valid."""

import re
from dataclasses import dataclass
from datetime import date

from engagement_metrics.entry.faults import Form
from engagement_metrics.models import AssessmentEvidence, Sureness, Typed
from engagement_metrics.models.assessments import LINK
from engagement_metrics.store.scores import Given

DONT_KNOW = 0  # among the choices, where a level is a number from 1
MOST_OF_A_WHY = 500
CHOOSE = "Choose a level, or 'I do not know'."
_ADDRESS = re.compile(r"https?://[^\s/?#@]+\.[^\s/?#@]+(?:[/?#][!-~]*)?", re.IGNORECASE)


@dataclass(frozen=True)
class ScoreDraft:
    """One answer as it was given: a level from 1, or DONT_KNOW; None where nothing was chosen.

    `checked` says that the words were looked at again, and may stand.
    """

    choice: Typed = None
    sure: str | None = None
    reason: str = ""
    shared: bool = False
    checked: bool = False


@dataclass(frozen=True)
class EvidenceDraft:
    """Something that shows how a dimension stands, as it was typed."""

    text: str = ""
    link: str = ""
    dated_on: Typed = None
    good: bool | None = None
    checked: bool = False


def accept_score(draft: ScoreDraft, levels: int, today: date) -> Given:
    """The answer a draft stands for; EntryError says what must change. `levels` is how many.

    How sure somebody is goes with a level alone, and words are only shared where there are some.
    """
    form = Form(today, draft.checked)
    choice = form.whole("level", draft.choice, "The level", needed=CHOOSE)
    if choice is not None and not 0 <= choice <= levels:
        form.fault("level", f"This model has no level {choice}. {CHOOSE}")
    sure = None
    if choice and draft.sure:
        sure = form.word("sure", draft.sure, Sureness, "Say how sure you are: low, medium or high.")
    reason = form.text("reason", draft.reason, "What you wrote", most=MOST_OF_A_WHY)
    form.done()
    return Given(choice or None, sure, reason, draft.shared and bool(reason))


def accept_evidence(draft: EvidenceDraft, dimension: str, today: date) -> AssessmentEvidence:
    """The evidence a draft stands for, of no round yet; EntryError says what must change."""
    form = Form(today, draft.checked)
    text = form.text(
        "text", draft.text, "What you wrote", most=MOST_OF_A_WHY,
        needed="Write what it shows, in a sentence.",
    )  # fmt: skip
    link = form.name_of_length("link", draft.link, "The link", LINK)
    if link and not _ADDRESS.fullmatch(link):
        form.fault("link", "A link begins with https:// and has no spaces. Copy it once more.")
    dated_on = form.day(
        "dated_on", draft.dated_on, "The day", ahead="That day lies ahead. Choose today or earlier."
    )
    if draft.good is None:
        form.fault("good", "Say whether it is good or bad news.")
    form.done()
    return AssessmentEvidence(
        round_id=0, dimension=dimension, text=text, link=link, dated_on=dated_on,
        good=bool(draft.good),
    )  # fmt: skip
