"""Who was heard in a place and period, characteristic by characteristic, beside who lives there."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from engagement_metrics.equality.comparing import Comparison, Verdict, compare
from engagement_metrics.equality.completeness import Completeness, complete
from engagement_metrics.equality.matching import Match, match
from engagement_metrics.framework import Category, Characteristic, Framework
from engagement_metrics.models import AnswerState
from engagement_metrics.population import Benchmark, Population

FEWEST_KNOWN = 10  # in the team view
FEWEST_SHOWN = 30  # in the shared view, of released counts
FEWEST_COMPLETE = 0.3  # of the people who came: below it no verdict
Counts = Mapping[str, Mapping[str, int]]  # characteristic -> category or answer state -> people


class Why(StrEnum):
    """Why nothing is judged of a characteristic, where nothing is."""

    JUDGED = "judged"
    NOBODY = "nobody"
    NOT_ASKED = "not_asked"
    NO_FIGURE = "no_figure"
    CONTEXT = "context"
    INCOMPLETE = "incomplete"
    TOO_FEW = "too_few"
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class Line:
    """One category: how many were heard, and how that compares.

    `last` is the code of the period in which somebody of it was last heard from; None for never.
    """

    category: Category
    comparison: Comparison
    last: str | None = None


@dataclass(frozen=True)
class Coverage:
    """One characteristic in one place and period.

    `completeness` counts attendances, not people: whoever came twice counts twice. `lines` are the
    broad categories, `finer` their parts where all of those heard are told apart so finely. Of
    overlapping groups there is the one line, 'yes'. `why` says whether anything was judged.
    """

    characteristic: Characteristic
    completeness: Completeness
    benchmark: Benchmark | None
    lines: tuple[Line, ...]
    finer: tuple[Line, ...]
    why: Why
    match: Match | None = None

    @property
    def judged(self) -> bool:
        """Whether a verdict may be read from the lines."""
        return self.why is Why.JUDGED


def coverage(
    framework: Framework,
    population: Population,
    characteristic: str,
    counts: Counts,
    people: int,
    authorities: tuple[str, ...],
    last: Mapping[tuple[str, str], str] | None = None,
    fewest: int = FEWEST_KNOWN,
) -> Coverage:
    """Who was heard about one characteristic, out of so many people, beside their residents.

    `counts` holds exact counts for the team, or released ones, for which `fewest` is 30. `last` is
    the code of the period in which somebody of a category was last heard from, if anybody ever was.
    No authorities: no population figure.
    """
    about = framework.characteristics[characteristic]
    own = counts.get(characteristic, {})
    answers = {key: n for key, n in own.items() if (characteristic, key) in framework.categories}
    found = complete(
        people, answers, own.get(AnswerState.PREFER_NOT_TO_SAY, 0),
        own.get(AnswerState.NOT_KNOWN, 0),
    )  # fmt: skip
    benchmark = population.benchmark(characteristic, authorities)
    why = _why(found, benchmark, fewest)
    added = _added(framework, characteristic, answers)

    def line(category: Category) -> Line:
        share = benchmark.share(category.key) if benchmark and why is not Why.CONTEXT else None
        compared = compare(added[category.key], found.known, share, minimum_known=fewest)
        if why in (Why.INCOMPLETE, Why.TOO_FEW) and compared.ratio is not None:
            compared = replace(compared, status=Verdict.TOO_FEW)
        return Line(category, compared, (last or {}).get((characteristic, category.key)))

    quick = framework.quick_categories(characteristic)
    if about.overlapping:
        quick = tuple(row for row in quick if row.key == "yes")
    finer = tuple(
        part
        for broad in quick
        if not answers.get(broad.key)
        for part in framework.parts_of(characteristic, broad.key)
    )
    return Coverage(
        about, found, benchmark, tuple(map(line, quick)), tuple(map(line, finer)), why,
        _match(about, added, benchmark, quick) if why is Why.JUDGED else None,
    )  # fmt: skip


def _why(found: Completeness, benchmark: Benchmark | None, fewest: int) -> Why:
    if not found.headcount and not found.known:
        return Why.NOBODY
    if not found.known:
        return Why.NOT_ASKED
    if benchmark is None:
        return Why.NO_FIGURE
    if not benchmark.table.judged:
        return Why.CONTEXT
    if found.known < fewest:
        return Why.TOO_FEW
    share = found.known_share
    return Why.INCOMPLETE if share is not None and share < FEWEST_COMPLETE else Why.JUDGED


def _added(framework: Framework, characteristic: str, answers: Mapping[str, int]) -> dict[str, int]:
    """People by category, each roll-up with those of its parts."""
    added = {row.key: answers.get(row.key, 0) for row in framework.categories_of(characteristic)}
    for key, n in answers.items():
        broad = framework.categories[characteristic, key].roll_up
        if broad:
            added[broad] += n
    return added


def _match(
    about: Characteristic,
    added: Mapping[str, int],
    benchmark: Benchmark | None,
    quick: tuple[Category, ...],
) -> Match | None:
    if about.overlapping or benchmark is None:
        return None
    shares = [benchmark.share(row.key) for row in quick]
    known = [share for share in shares if share is not None]
    if len(known) < len(shares):
        return None
    return match([added[row.key] for row in quick], known)
