"""What the scores of a group say, in plain words; the middle score is no answer."""

import math
from collections.abc import Sequence

from engagement_metrics.maturity.agreement import FEWEST_FOR_INDEX, Band, band
from engagement_metrics.maturity.spreads import STAFF_AND_OTHERS, Spread

BANDS = {
    Band.CLOSE: "The scores are close together.",
    Band.SOME_SPREAD: "The scores are spread a little.",
    Band.FAR_APART: "The scores are far apart.",
}
BAND_WORDS = {
    Band.CLOSE: "Close", Band.SOME_SPREAD: "Some spread", Band.FAR_APART: "Far apart",
}  # fmt: skip
TOO_FEW_FOR_INDEX = "Fewer than five people gave a level, so we do not say how far they agree."
TOO_FEW_FOR_RANGE = "Too few people scored for us to show how their scores lie."
NO_SCORES = "Nobody gave a level."
NO_ANSWER = "The middle score is not the answer. That is for the group to agree."
OWN_WORDING = "The words of these levels are our own. They are not from a published table."
NO_HEADLINE = "Levels tell an order. So we do not add them up, and there is no one score for all."
WHOLE_LEVELS = "Choose a whole level. If you are torn between two, take the lower one."
NEEDS_EVIDENCE = "A level above 1 needs something dated to show for each part of what it says."
NOT_AGREED_IS_FINE = "Not to agree is a finding too. It shows what to look into."
FEWEST_FOR_RANGE = 3  # scorers, or a report tells nothing of their scores


def people(count: int) -> str:
    """How many people.

    >>> people(1), people(1200)
    ('1 person', '1,200 people')
    """
    return f"{count:,} {'person' if count == 1 else 'people'}"


def plain(number: float) -> str:
    """A level, or a place between two, without needless decimals.

    >>> plain(3.0), plain(2.5), plain(2.25)
    ('3', '2.5', '2.25')
    """
    return f"{number:.2f}".rstrip("0").rstrip(".")


def scorers(found: Spread) -> str:
    """How many gave a level, and how many said that they do not know."""
    told = f"{people(found.n)} gave a level." if found.n else NO_SCORES
    if found.dont_know:
        told += f" {people(found.dont_know)} said 'I do not know'."
    return told


def range_of(found: Spread) -> str:
    """From where to where the scores go.

    >>> range_of(Spread(5, (0, 1, 0, 1, 0), 2, 0, low=2, high=4))
    'Scores go from 2 to 4.'
    """
    if found.low is None:
        return NO_SCORES
    if found.low == found.high:
        return f"Every score is {found.low}."
    return f"Scores go from {found.low} to {found.high}."


def by_level(counts: Sequence[int]) -> str:
    """How many scores each level has, of those that have any.

    >>> by_level((1, 0, 0, 5, 0))
    '1 at level 1, 5 at level 4.'
    """
    at = [f"{count:,} at level {level}" for level, count in enumerate(counts, 1) if count]
    return f"{', '.join(at)}." if at else NO_SCORES


def middle_of(found: Spread) -> str:
    """The middle score, or between which two scores the middle lies."""
    if found.middle is None:
        return NO_SCORES
    low, high = found.middle
    if low == high:
        return f"The middle score is {low}."
    return f"The middle of the scores lies between {low} and {high}."


def middle_half_of(found: Spread) -> str:
    """Where the middle half of the scores lies."""
    if found.lower_quartile is None or found.upper_quartile is None:
        return NO_SCORES
    low, high = plain(found.lower_quartile), plain(found.upper_quartile)
    if low == high:
        return f"The middle half of the scores is at {low}."
    return f"The middle half of the scores goes from {low} to {high}."


def within_one_of(found: Spread) -> str:
    """How many scores lie within one level of the middle."""
    if found.within_one is None:
        return NO_SCORES
    near = round(found.within_one * found.n)
    if near == found.n:
        return "All of them are within one level of the middle."
    if not near:
        return "None of them is within one level of the middle."
    are = "is" if near == 1 else "are"
    return f"{near} of {found.n} {are} within one level of the middle."


def agreement(found: Spread) -> str:
    """How far the scores agree: the band in words, with its index where five or more scored."""
    if not found.n:
        return NO_SCORES
    if found.band is None or found.consensus is None:
        return TOO_FEW_FOR_INDEX
    return f"{BANDS[found.band]} The index is {index(found.consensus)}, where 1 means all the same."


def index(consensus: float) -> str:
    """A consensus index with two decimals, never rounded into the band above its own.

    >>> index(0.585), index(0.7256876), index(0.798)
    ('0.58', '0.73', '0.79')
    """
    rounded = f"{consensus:.2f}"
    if band(float(rounded)) is not band(consensus):
        return f"{math.floor(consensus * 100) / 100:.2f}"
    return rounded


def stands_alone(found: Spread) -> str:
    """That a score is two or more levels from every other one; '' where none is."""
    if not found.lone_voices:
        return ""
    if len(found.lone_voices) == 1:
        return f"One score, {found.lone_voices[0]}, is two or more levels from all the others."
    alone = _listed(found.lone_voices)
    return f"Some scores stand alone: {alone}. Each is two or more levels from all the others."


def lone(found: Spread) -> str:
    """That a score stands alone, and how to ask about it in the room; '' where none does."""
    said = stands_alone(found)
    return said and f"{said} It may see what others do not. Nobody has to say whose it is."


def gap(found: Spread) -> str:
    """How far the middle scores of volunteers and staff lie apart; '' where they are not shown."""
    if found.gap is None or found.rows is None:
        return ""
    whom = "staff and others" if STAFF_AND_OTHERS in found.rows else "staff"
    if not found.gap:
        return f"The middle score is the same for volunteers as for {whom}."
    levels = plain(abs(found.gap))
    far = f"{levels} {'level' if levels == '1' else 'levels'}".replace("0.5 levels", "half a level")
    side = "higher" if found.gap > 0 else "lower"
    return f"The middle score of volunteers is {far} {side} than that of {whom}."


def why_not_apart(found: Spread) -> str:
    """Why volunteers and staff are not shown apart; '' where they are."""
    if found.rows is not None:
        return ""
    return (
        "Volunteers and staff are shown in one row. They are told apart once three or more of each "
        "gave a level."
    )


def guessable(found: Spread) -> str:
    """A warning that who gave which score may be guessed; '' where that is not likely."""
    if 0 < found.n < FEWEST_FOR_INDEX:
        return f"Only {people(found.n)} gave a level. Some may guess who gave which."
    if found.rows is not None and min(map(sum, found.rows.values())) < FEWEST_FOR_INDEX:
        return "A row here is of three or four people. Some may guess who gave which."
    return ""


def told(found: Spread) -> tuple[str, ...]:
    """All that a spread says, a sentence or two for each thing, in the order to read it aloud."""
    if not found.n:
        return (scorers(found),)
    said = (
        scorers(found), range_of(found), middle_of(found), middle_half_of(found),
        within_one_of(found), agreement(found), lone(found), gap(found), guessable(found),
    )  # fmt: skip
    return tuple(one for one in said if one)


def apart_in_words(found: Spread) -> str:
    """How far the group agreed at first, for a report: no index under five, nothing under three."""
    if not found.n:
        return scorers(found)
    if found.n < FEWEST_FOR_RANGE:
        return TOO_FEW_FOR_RANGE
    if found.band is None or found.consensus is None:
        return f"{scorers(found)} {range_of(found)} {TOO_FEW_FOR_INDEX}"
    return f"{scorers(found)} {range_of(found)} {BANDS[found.band]}"


def reason_needed(level: int, found: Spread) -> str:
    """Why a level outside the middle half of the scores needs a reason."""
    return (
        f"Level {level} is not in the middle half of the scores. "
        f"{middle_half_of(found)} Say why the group chose it."
    )


def range_of_few(found: Spread) -> str:
    """The range of the scores for a report, which tells nothing where under three scored."""
    return range_of(found) if found.n >= FEWEST_FOR_RANGE or not found.n else TOO_FEW_FOR_RANGE


def _listed(levels: Sequence[int]) -> str:
    return f"{', '.join(map(str, levels[:-1]))} and {levels[-1]}"
