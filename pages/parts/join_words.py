"""What the phone of somebody in a round says, in plain words."""

from datetime import date

from engagement_metrics.models import MaturityModel, ScorerKind, Sureness
from engagement_metrics.store.scores import Given

KINDS = {
    ScorerKind.VOLUNTEER: "A volunteer or patient",
    ScorerKind.STAFF: "Staff",
    ScorerKind.OTHER: "Somebody else",
}
SURE = {
    Sureness.LOW: "Not very sure",
    Sureness.MEDIUM: "Fairly sure",
    Sureness.HIGH: "Very sure",
}
PRIVATE = (
    "Nobody sees your scores before all scores are shown together.",
    "There are no names. Nobody is told who gave which score.",
    "If fewer than five people score, others may guess which is yours.",
    "Until the group agrees on a level, someone who runs the database could match your link with "
    "your scores. Then that tie is deleted. Backups made before keep it until they are removed.",
)
NOTHING_YET = "There is nothing to join here yet. Ask the person who runs the round."
KEEP_LINK = "Keep this link to get your answers back on another phone."
LINK_IS_YOURS = "It opens your answers, so do not pass it on."
NOT_A_CODE = "A code has six letters. You typed {found}. Look again at the big screen."
CHOOSE_WHO = "Say who you are in this round."
NOTHING_OPEN = "Nothing is open to score just now. This page goes on by itself when it is."
ON_SCREEN = "The scores are on the big screen."
TOO_LATE = "They were shown before you scored this one, so it cannot be scored now."
LEFT = "You have left the round. Your scores stay and count. Nobody waits for more from you."
BACK = "You can still score what is open. You count as here again once you do."
NOT_SAVED = "Not saved: {why} It is tried again by itself. Leave this page open."
UNSAVED_WORDS = "Your words are not saved yet: look at the red or yellow line."
TYPE_AGAIN = "Type a code"


def day(when: date) -> str:
    """A day in words.

    >>> day(date(2026, 6, 1))
    '1 June 2026'
    """
    return f"{when.day} {when:%B %Y}"


def level(model: MaturityModel, number: int | None) -> str:
    """A level by its number and name; without one, that somebody does not know."""
    if number is None:
        return "I do not know"
    return f"level {number}, {model.levels[number - 1].name}"


def saved(given: Given) -> str:
    """What of an answer is in the store, as it stands there.

    >>> saved(Given(3)), saved(Given(None, reason="I am new here."))
    ('Saved: level 3.', 'Saved: I do not know, with your words.')
    """
    what = "I do not know" if given.level is None else f"level {given.level}"
    return f"Saved: {what}{', with your words' if given.reason else ''}."


def progress(answered: int, open_now: int) -> str:
    """How many of those that are open somebody has answered.

    >>> progress(3, 13)
    'You have answered 3 of 13.'
    >>> progress(13, 13)
    'You have answered all 13. You may change them until the scores are shown.'
    """
    if answered == open_now and open_now > 1:
        return f"You have answered all {open_now}. You may change them until the scores are shown."
    return f"You have answered {answered} of {open_now}."


def not_kept(why: str) -> str:
    """Why something typed is not in the store; what was typed stays on the screen."""
    return f"Not saved. {why} What you typed still stands here: try again."
