"""The made-up figures of the measures beyond Suffolk's Appendix 2, for the system as a whole.

For year y (0 is 2023/24), quarter q and month n (0 is April 2023):

- CMS-01, each month: 1,200 readers, more or less as `WOBBLE` has it, and 150 more from April 2025;
- CMS-02, each month: 300 + 6n members;
- DEV-03, each month: 20 claims, of which `LATE` are paid late, and 3 more from October 2025;
- INC-01, each quarter in place p: 8 + p of 10 + p needs are met, one fewer in quarter 1;
- INS-04, each quarter for group number g: g + y times in the six months before;
- all others, each quarter or each year: as `QUARTERS` and `YEARS` have it, top and bottom.

Where figures of quarters do not make one for the year, the year has its own.
"""

from collections.abc import Callable, Iterator

from engagement_metrics.examples.made_up.months import FULL, THIS_YEAR
from engagement_metrics.examples.made_up.setting import World
from engagement_metrics.models import FigureDraft, Period

WOBBLE = (0, 12, -8, 5, -10, 9)
LATE = (1, 2, 0, 3, 1, 2)
MORE_READERS, MORE_LATE = 24, 30  # from which month
Pattern = Callable[[int, int], tuple[int | float, int | None]]

QUARTERS: dict[str, Pattern] = {
    "PRJ-01": lambda y, q: (4 + y + (q == 4), 8),
    "FBK-05": lambda y, q: (240 + 20 * y + 5 * q, 250 + 20 * y + 5 * q),
    "FRM-01": lambda y, q: (2 + y + (q > 2), 6),
    "FRM-02": lambda y, q: (5 + (y > 0) + q % 2, 8),
    "FRM-03": lambda y, _q: (2 + y, 5),
    "EIA-01": lambda _y, q: (1 + (q > 1) + (q > 3), 4),
    "EIA-02": lambda y, _q: (6 + y, 10),
    "RDR-01": lambda _y, q: (3 + q, None),
    "RDR-02": lambda _y, q: (1 + q, 3 + q),
    "RDR-03": lambda y, q: (14.5 - y - (q > 2), 3 + q),
    "NET-01": lambda y, q: (58 + 8 * y + 2 * q, None),
    "NET-02": lambda y, q: (7 + y + (q == 4), 12),
    "NET-05": lambda y, q: (8 + y + q % 2, 20),
    "GOV-01": lambda y, q: (10 + y + (q == 4), 14),
    "GOV-02": lambda y, _q: (4 + (y > 0), 6),
    "GOV-03": lambda _y, q: (1 + (q > 1) + (q > 3), 3),
    "GOV-05": lambda _y, q: (5 + (q % 2 == 0), 6),
    "GOV-06": lambda y, q: (12 + q + (y > 1), 15 + q),
    "GOV-07": lambda y, q: (3 + y + (q == 4), 10),
    "INC-02": lambda y, q: (30 + 8 * y + 2 * q, 40 + 8 * y + 2 * q),
    "INC-04": lambda y, _q: (12 + 2 * y, 20),
    "INC-05": lambda y, q: (9 + y + q, 20),
    "INS-01": lambda y, q: (5 + y + q, None),
    "INS-03": lambda y, _q: (2 + (y > 0) + (y > 1), 4),
    "DEV-02": lambda _y, q: (3 + (q > 2), 5),
    "CMS-03": lambda _y, q: (6 + q, None),
    "PLN-05": lambda _y, q: (2 + (q > 1), 4),
}
YEARS: dict[str, Pattern] = {
    "PRJ-01": lambda y, _: (10 + 2 * y, 16),
    "FRM-04": lambda y, _: (3 + y, 6),
    "EIA-03": lambda y, _: (5 + y, 9),
    "RDR-03": lambda y, _: (14 - y, 22),
    "RDR-04": lambda y, _: (4 + y, 15),
    "NET-03": lambda y, _: (40 + 6 * y, 80),
    "NET-04": lambda y, _: (8 + 2 * y, 16),
    "NET-05": lambda y, _: (12 + y, 20),
    "NET-06": lambda y, _: (3 + y, 8),
    "NET-07": lambda y, _: (round(0.78 + 0.03 * y, 2), None),
    "GOV-04": lambda y, _: (4 + y, 6),
    "INC-06": lambda y, _: (8 + 2 * y, 14),
    "INC-07": lambda y, _: (5 + y, 10),
    "INS-02": lambda y, _: (18 + 5 * y, 40),
    "DEV-01": lambda y, _: (30 + 8 * y, 60),
    "DEV-04": lambda y, _: (50 + 3 * y, 60),
    "CMS-03": lambda y, _: (18 + 2 * y, None),
    "CMS-04": lambda y, _: (6 + y, 10),
    "PLN-01": lambda y, _: (30 + 8 * y, 50),
    "PLN-02": lambda _y, _: (1, 1),
    "PLN-03": lambda y, _: (4 + 2 * y, 10),
    "PLN-04": lambda y, _: (2 + y, 4),
    "SEN-01": lambda y, _: (3 + y, 5),
}


def drafts(world: World) -> Iterator[FigureDraft]:
    """Each figure of all the years, also of periods that have not ended."""
    yield from _monthly(world)
    for y in range(4):
        for q in range(1, 5):
            yield from _quarterly(world, y, q)
    for y in range(3):
        for indicator, pattern in YEARS.items():
            if (indicator, y) != ("PLN-02", 0):  # too early in the first year
                top, bottom = pattern(y, 0)
                year = Period.year(2023 + y).code
                yield FigureDraft(indicator, world.system, year, top=top, bottom=bottom)


def _monthly(world: World) -> Iterator[FigureDraft]:
    for n, month in enumerate((*FULL, *THIS_YEAR)):
        readers = 1_200 + WOBBLE[n % 6] + 150 * (n >= MORE_READERS)
        late = LATE[n % 6] + 3 * (n >= MORE_LATE)
        yield FigureDraft("CMS-01", world.system, month.code, top=readers)
        yield FigureDraft("CMS-02", world.system, month.code, top=300 + 6 * n)
        yield FigureDraft("DEV-03", world.system, month.code, top=20 - late, bottom=20)


def _quarterly(world: World, y: int, q: int) -> Iterator[FigureDraft]:
    code = Period.quarter(2023 + y, q).code
    for indicator, pattern in QUARTERS.items():
        top, bottom = pattern(y, q)
        yield FigureDraft(indicator, world.system, code, top=top, bottom=bottom)
    for p, place in world.places.items():
        met = 8 + p - (q == 1)
        yield FigureDraft("INC-01", place, code, top=met, bottom=10 + p)
    for g, group in enumerate(world.groups, start=1):
        yield FigureDraft("INS-04", world.system, code, group, top=g + y)
