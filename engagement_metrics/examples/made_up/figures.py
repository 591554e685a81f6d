"""The made-up figures that are typed in, and the baselines and targets that all is held against.

For place p, quarter q and year y (0 is 2023/24):

- INF-03, each month: 1,000p + 100k + 500y views;
- ENG-03, each quarter: 20 + 5p + 2q + 10y people at 3 meetings;
- INV-01, each year: the system 40 + 15y people, a place 8 + 2p + 2y; places do not add up to it;
- INV-02, each year, the system: group number g has 3g + y people;
- COP-01, each year: 1, 2, 1, 2 services passed of 2, 2, 2, 3 in places 1 to 4, in 2023/24 none in
  the last two;
- INF-13, each year: 1 of 2, 2 of 3, 2 of 2, 1 of 3 topics, in 2023/24 the first two places alone;
- COP-12, each year: 1 of 1, 2 of 2, 1 of 2 services in places 1 to 3;
- COP-13, each quarter: South 80 + 10q + 5y of 100 times planned, West 100 + 10q of 120, which is
  a best guess;
- COP-14, each year: South 1 of 1 and West 1 of 2 services.

The measures beyond Appendix 2: see `catalogue`.
"""

from collections.abc import Iterator
from datetime import date

from engagement_metrics import entry, store
from engagement_metrics.entry import Known
from engagement_metrics.examples.made_up import catalogue
from engagement_metrics.examples.made_up.months import FULL, THIS_YEAR
from engagement_metrics.examples.made_up.setting import NOTE, REASON, World
from engagement_metrics.models import BaselineDraft, FigureDraft, Period, TargetDraft

SOURCE = "Made up, as a pattern that adds up by hand"
SET_ON = date(2023, 4, 3)
PASSED = {1: (1, 2), 2: (2, 2), 3: (1, 2), 4: (2, 3)}
MOVED = {1: (1, 2), 2: (2, 3), 3: (2, 2), 4: (1, 3)}
RUNNING = {1: (1, 1), 2: (2, 2), 3: (1, 2)}
REACHED = {2: (1, 1), 4: (1, 2)}


def add(world: World) -> None:
    """Store the typed figures, and the baselines and targets as they were set in April 2023."""
    then = Known(world.known.framework, world.known.setup, SET_ON)
    with store.session(world.actor, REASON) as writer:
        for figure in _all(world):
            if Period.parse(str(figure.period)).end <= world.today:
                figure.source, figure.note = SOURCE, NOTE
                accepted = entry.accept_figure(figure, world.known)
                writer.add(accepted.record, accepted.parts)
        for baseline in _baselines(world):
            baseline.note = NOTE
            writer.add(entry.accept_baseline(baseline, then).record)
        for target in [*_targets(), *_local_targets(world)]:
            target.note = NOTE
            writer.add(entry.accept_target(target, then).record)


def _all(world: World) -> Iterator[FigureDraft]:
    yield from _monthly(world)
    yield from _quarterly(world)
    yield from _yearly(world)
    yield from catalogue.drafts(world)


def _monthly(world: World) -> Iterator[FigureDraft]:
    for month in (*FULL, *THIS_YEAR):
        for p, place in world.places.items():
            views = 1000 * p + 100 * month.k + 500 * month.y
            yield FigureDraft("INF-03", place, month.code, top=views)


def _quarterly(world: World) -> Iterator[FigureDraft]:
    for y in range(4):
        for q in range(1, 5):
            code = Period.quarter(2023 + y, q).code
            for p, place in world.places.items():
                people = 20 + 5 * p + 2 * q + 10 * y
                yield FigureDraft("ENG-03", place, code, top=people, bottom=3)
            used = 80 + 10 * q + 5 * y
            yield FigureDraft("COP-13", world.places[2], code, top=used, bottom=100)
            yield FigureDraft(
                "COP-13", world.places[4], code, top=100 + 10 * q, bottom=120, basis="estimated"
            )


def _yearly(world: World) -> Iterator[FigureDraft]:
    for y in range(3):
        code = Period.year(2023 + y).code
        yield FigureDraft("INV-01", world.system, code, top=40 + 15 * y)
        for p, place in world.places.items():
            yield FigureDraft("INV-01", place, code, top=8 + 2 * p + 2 * y)
        for g, group in enumerate(world.groups, start=1):
            yield FigureDraft("INV-02", world.system, code, group, top=3 * g + y)
        for indicator, table in (
            ("COP-01", PASSED), ("INF-13", MOVED), ("COP-12", RUNNING), ("COP-14", REACHED)
        ):  # fmt: skip
            for p, (top, bottom) in table.items():
                if y > 0 or p < 3 or indicator not in ("COP-01", "INF-13"):
                    yield FigureDraft(indicator, world.places[p], code, top=top, bottom=bottom)


def _baselines(world: World) -> Iterator[BaselineDraft]:
    before = Period.year(2022).code
    yield BaselineDraft("ENG-03", None, before, value=10)
    for p, place in world.places.items():
        yield BaselineDraft("ENG-03", place, before, value=8 + p)
    yield BaselineDraft("INV-01", None, before, value=40)
    yield BaselineDraft("ENG-12", None, before, value=30)


def _targets() -> Iterator[TargetDraft]:
    """Targets of the whole system, each in the form its measure asks for."""
    yield TargetDraft("ENG-02", "share_of", low=60)
    yield TargetDraft("ENG-03", "up_by_percent", low=50)
    yield TargetDraft("INF-02", "not_below_chance")
    yield TargetDraft("INV-01", "from_to", low=40, high=80, by=date(2027, 3, 31))
    yield TargetDraft("ENG-12", "from_to", low=30, high=50, by=date(2026, 3, 31))
    yield TargetDraft("INF-13", "some_of", period="year", low=6, high=10)
    yield TargetDraft("COP-14", "some_of", period="year", low=3, high=3)
    yield TargetDraft("REC-01", "at_least", low=90)
    yield TargetDraft("REC-02", "at_most", high=5)
    yield TargetDraft("FBK-04", "at_most", high=0)
    yield TargetDraft("RDR-02", "watch")
    yield TargetDraft("RDR-03", "at_most", high=13)
    yield TargetDraft("CMS-01", "from_to", low=1200, high=1500, by=date(2027, 3, 31))
    yield TargetDraft("NET-01", "from_to", low=60, high=80, by=date(2026, 3, 31))
    yield TargetDraft("PLN-02", "done_by", by=date(2026, 3, 31))
    for indicator, period, least in (
        ("INF-01", "year", 18000), ("INF-01", "month", 1400), ("INF-03", "month", 15000),
        ("INF-03", "year", 180000),
        ("ENG-01", "year", 4000), ("ENG-01", "quarter", 900), ("COP-01", "year", 6),
        ("ENG-13", "year", 12), ("INF-11", "any", 50), ("INF-12", "any", 60),
        ("ENG-11", "any", 65), ("INV-11", "any", 60), ("INV-12", "any", 60),
        ("INV-13", "any", 50), ("COP-11", "any", 60), ("COP-12", "any", 75),
        ("COP-13", "any", 100), ("REC-03", "any", 40), ("FBK-01", "any", 90),
        ("PRJ-01", "any", 100), ("FRM-01", "any", 100), ("INC-06", "any", 100),
        ("PLN-01", "any", 100), ("DEV-03", "any", 90), ("GOV-06", "any", 85),
        ("INC-01", "any", 100), ("RDR-01", "year", 20), ("CMS-02", "month", 450),
    ):  # fmt: skip
        yield TargetDraft(indicator, "at_least", period=period, low=least)


def _local_targets(world: World) -> Iterator[TargetDraft]:
    """One for each topic, one for each place and one for each priority group."""
    for topic in world.topics:
        yield TargetDraft("INF-01", "at_least", period="year", topic=topic, low=2800)
    for p, place in world.places.items():
        yield TargetDraft("ENG-01", "at_least", place, "year", low=250 * (p + 1))
    least = {
        "INF-04": (500, 400, 300, 100, 70), "ENG-04": (80, 100, 80, 60, 40),
        "INV-02": (5, 8, 11, 15, 15),
    }  # fmt: skip
    for indicator, numbers in least.items():
        for group, low in zip(world.groups, numbers, strict=True):
            yield TargetDraft(indicator, "at_least", period="year", priority_group=group, low=low)
