"""What the figures about who was heard say, in plain words."""

from collections.abc import Iterable, Mapping

from engagement_metrics.equality.comparing import Comparison, Verdict
from engagement_metrics.equality.completeness import Band
from engagement_metrics.equality.coverage import Coverage, Line, Why
from engagement_metrics.equality.heard import Heard, Missing
from engagement_metrics.models import Period

VERDICTS: Mapping[Verdict, str] = {
    Verdict.UNDER: "Heard less than we would expect",
    Verdict.POSSIBLY_UNDER: "Perhaps heard less than we would expect",
    Verdict.IN_LINE: "Heard about as much as we would expect",
    Verdict.POSSIBLY_OVER: "Perhaps heard more than we would expect",
    Verdict.OVER: "Heard more than we would expect",
    Verdict.TOO_FEW: "Too few to say",
    Verdict.NO_DATA: "Nobody was asked",
    Verdict.NO_BENCHMARK: "No population figure",
    Verdict.NOT_APPLICABLE: "The census found nobody here",
    Verdict.CHECK_BENCHMARK: "Check the population figure",
}
SHORT: Mapping[Verdict, str] = {
    Verdict.UNDER: "Heard less", Verdict.POSSIBLY_UNDER: "Perhaps less",
    Verdict.IN_LINE: "As expected", Verdict.POSSIBLY_OVER: "Perhaps more",
    Verdict.OVER: "Heard more", Verdict.TOO_FEW: "Too few to say",
    Verdict.NO_DATA: "Not asked", Verdict.NO_BENCHMARK: "No population figure",
    Verdict.NOT_APPLICABLE: "Nobody lives here", Verdict.CHECK_BENCHMARK: "Check the figure",
}  # fmt: skip
REASONS: Mapping[Why, str] = {
    Why.JUDGED: "",
    Why.NOBODY: "Nobody is counted here.",
    Why.NOT_ASKED: "Nobody was asked about this, or nobody said.",
    Why.NO_FIGURE: "There is no population figure for this, so we only say when we last heard.",
    Why.CONTEXT: "We show this beside our figures, and do not judge by it.",
    Why.INCOMPLETE: "We know the answer for fewer than 3 in 10 people. That is too few to say.",
    Why.TOO_FEW: "Too few people told us to say anything yet.",
    Why.LEFT_OUT: "This is left out to protect people.",
}
ROUNDED = "Rounded to protect people: 5 means between 1 and 9."
ATTENDANCES = "Someone who came twice counts twice."
CHOSE_TO_COME = (
    "People chose to come. They may differ from others like them, however many they are."
)
MOST = 3  # groups that the sentences name
HEADINGS = ("How many", "Compared with whom", "How sure", "Since when", "What to do")


def shown_count(count: float, rounded: bool) -> str:
    """A count as people read it; of a rounded one under ten never that it is none.

    >>> shown_count(5, True), shown_count(25, True), shown_count(0, False)
    ('none or very few', '25', '0')
    """
    return "none or very few" if rounded and count < 10 else f"{count:,.0f}"


def told(line: Line, rounded: bool = False) -> str:
    """One category in a sentence: how many we heard from, and how many we would expect."""
    found = line.comparison
    if not found.known:
        return "Nobody was asked."
    heard = f"{shown_count(found.reached, rounded)} of {found.known:,.0f}"
    if found.expected_people is None:
        return f"{heard}."
    expected = _people(found.expected_people)
    return f"{heard}; {expected if expected.startswith('f') else f'about {expected}'} expected."


def for_every_ten(found: Comparison) -> str:
    """How many were heard for every ten we would expect; '' where that cannot be told.

    >>> from engagement_metrics.equality import compare
    >>> for_every_ten(compare(6, 240, 0.12))
    'For every 10 we would expect, we heard from 2.'
    """
    if found.ratio is None or found.status is Verdict.TOO_FEW:
        return ""
    return f"For every 10 we would expect, we heard from {_people(10 * found.ratio)}."


def sentences(
    heard: Heard, people: int, where: str, when: str, rounded: bool = False
) -> dict[str, str]:
    """The five sentences about a place and period, by their heading.

    `where` is the place in words, `when` the period. `people` came in all.
    """
    return dict(
        zip(
            HEADINGS,
            (
                _how_many(people, where, when, rounded),
                _with_whom(heard.coverages.values()),
                _how_sure(heard.coverages.values(), rounded),
                _since_when(heard),
                _what_to_do(heard),
            ),
            strict=True,
        )
    )


def not_heard(heard: Heard) -> str:
    """Whom we have not heard from, in one sentence; '' where there is nobody to name."""
    names = [group_name(one) for one in (*heard.missing, *heard.silent)]
    return f"We have not heard enough from: {'; '.join(names)}." if names else ""


def not_asked(heard: Heard) -> str:
    """What nobody was asked about; '' where all was. Groups that overlap are told by themselves."""
    about = "; ".join(one.name for one in heard.not_asked if not one.overlapping)
    groups = "; ".join(one.name for one in heard.not_asked if one.overlapping)
    sentences = [
        f"We have not asked about: {about}." if about else "",
        f"We have not asked whether people are of these groups: {groups}." if groups else "",
    ]
    return " ".join(filter(None, sentences))


def since(code: str | None) -> str:
    """When somebody was last heard from, in words.

    >>> since("2026-05"), since("2024-25"), since(None)
    ('last heard from in May 2026', 'last heard from in 2024/25', 'never heard from')
    """
    return "never heard from" if code is None else f"last heard from in {when(code)}"


def when(code: str | None) -> str:
    """The same for a column of its own."""
    return "never" if code is None else Period.parse(code).short


def as_reported(codes: Iterable[str]) -> str:
    """Of which closed periods the released figures are; `codes` are theirs.

    >>> as_reported(["2025-26-Q2", "2025-26-Q1", "2025-26-Q2"])
    'As reported: groups are as released for Q1 2025/26; Q2 2025/26. That stays as it is.'
    """
    periods = sorted(map(Period.parse, set(codes)), key=lambda period: (period.end, period.start))
    told = "; ".join(period.short for period in periods)
    return f"As reported: groups are as released for {told}. That stays as it is."


def completeness(coverage: Coverage, rounded: bool = False) -> str:
    """Of how many people we know the answer; of rounded counts no more than roughly."""
    found = coverage.completeness
    if found.known_share is None:
        return "Nobody is counted here."
    if rounded:
        band = {
            Band.UNDER_30: "fewer than 3 in 10", Band.FROM_30: "3 to 6 in 10",
            Band.FROM_60: "6 to 8 in 10", Band.OVER_80: "more than 8 in 10",
        }[found.band or Band.UNDER_30]  # fmt: skip
        return f"We know the answer for {band} people."
    return f"We know the answer for {found.known:,} of {found.headcount:,} people."


def _how_many(people: int, where: str, when: str, rounded: bool) -> str:
    if not people:
        return f"Nobody is counted in {where} for {when}."
    came = f"{people:,} people" if people != 1 else "1 person"
    more = f" Counts of groups are r{ROUNDED[1:]}" if rounded else ""
    return f"We heard from {came} in {where} in {when}. {ATTENDANCES}{more}"


def _with_whom(coverages: Iterable[Coverage]) -> str:
    most = max(
        (one.benchmark for one in coverages if one.benchmark and one.benchmark.table.judged),
        key=lambda benchmark: benchmark.residents,
        default=None,
    )
    if most is None:
        return "There is no population figure for this place, so we compare with nobody."
    counted = most.table.counted_on
    return (
        f"We compare them with the {most.residents:,} people who live here. "
        f"They were counted in {counted:%B %Y}."
    )


def _how_sure(coverages: Iterable[Coverage], rounded: bool) -> str:
    asked = [one for one in coverages if one.why not in (Why.NOBODY, Why.NOT_ASKED)]
    sure = [one for one in asked if one.judged]
    if not asked:
        return "We cannot say: nobody was asked about themselves."
    if not sure:
        return "We cannot say yet: too few people told us about themselves."
    whole = [one.completeness.known_share or 0 for one in sure]
    lowest = sure[whole.index(min(whole))]
    knows = completeness(lowest, rounded).removesuffix(".")
    return (
        f"We can judge {len(sure)} of {len(asked)} questions. We know least about "
        f"{_of(lowest)}: {knows[0].lower()}{knows[1:]}. {CHOSE_TO_COME}"
    ).replace(": we know the answer for", ": the answer of")


def _since_when(heard: Heard) -> str:
    longest = sorted(
        (*heard.missing, *heard.silent),
        key=lambda one: -(one.gap.days_since if one.gap.days_since is not None else 10**9),
    )[:MOST]
    if not longest:
        if not any(one.judged for one in heard.coverages.values()):
            return "We cannot say yet."
        return "No group is missing that we asked about."
    return "; ".join(f"{group_name(one)}: {since(one.line.last)}" for one in longest) + "."


def _what_to_do(heard: Heard) -> str:
    first = [one for one in heard.missing if one.line.comparison.people_short_of_parity][:MOST]
    if first:
        wanted = "; ".join(
            f"{group_name(one)}: {one.line.comparison.people_short_of_parity:,} more"
            for one in first
        )
        return f"Go next to: {wanted}. With so many more, each would be heard like others here."
    if heard.not_asked:
        return f"Ask about {_of_name(heard.not_asked[0].name)} next time."
    if heard.silent:
        return f"Go next to: {'; '.join(group_name(one) for one in heard.silent[:MOST])}."
    return "Keep on as you do, and keep asking."


def group_name(one: Missing) -> str:
    """A group as people call it: a plain yes is called by what was asked."""
    if one.line.category.key == "yes":
        return one.characteristic.name
    return f"{one.line.category.name} ({_of_name(one.characteristic.name)})"


def _of(coverage: Coverage) -> str:
    return _of_name(coverage.characteristic.name)


def _of_name(name: str) -> str:
    return name[0].lower() + name[1:] if not name.isupper() else name


def _people(number: float) -> str:
    """How many people, as a whole number, or 'fewer than 1'."""
    if 0 < number < 0.5:
        return "fewer than 1"
    return f"{number:,.0f}"
