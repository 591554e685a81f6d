"""Who lives in a place: the baselines in data/population, read, checked, and added up by place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from engagement_metrics.framework import BASES, Framework, FrameworkError
from engagement_metrics.framework import load as definitions
from engagement_metrics.framework.sheets import Faults, Layout, Row, Sheet

FOLDER = Path(__file__).resolve().parents[1] / "data" / "population"
INDEX = Layout(
    "baselines.csv",
    ("baseline", "characteristic", "base", "judged", "counted_on", "table", "publisher", "licence",
     "caution"),
    ("baseline", "characteristic"),
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Table:
    """One characteristic of one baseline: residents by local authority and category.

    `base` says whom it counts. `judged` is False where the figures may stand beside ours, and no
    verdict may rest on them. An authority has no entry for a category nobody published.
    """

    baseline: str
    characteristic: str
    base: str
    judged: bool
    counted_on: date
    table: str
    publisher: str
    licence: str
    caution: str
    counts: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, eq=False)
class Benchmark:
    """The residents of a place by category of one characteristic, 'Not answered' left out.

    `counts` holds each category that is known for the whole place, roll-ups among them; `residents`
    is how many they are in all.
    """

    table: Table
    counts: Mapping[str, int]
    residents: int

    def share(self, category: str) -> float | None:
        """The share of a category among residents, 0 to 1; None where it is not known."""
        if category not in self.counts or not self.residents:
            return None
        return self.counts[category] / self.residents


@dataclass(frozen=True, eq=False)
class Population:
    """All baselines; for one characteristic the one counted last comes first."""

    framework: Framework
    tables: Mapping[str, tuple[Table, ...]]

    def benchmark(self, characteristic: str, authorities: Iterable[str]) -> Benchmark | None:
        """The residents of the authorities together; None where they are not all known.

        Sums within one table, so that bases are never mixed: where the latest baseline lacks one of
        the authorities, an earlier one that has them all is taken.
        """
        return _benchmark(self, characteristic, tuple(sorted(set(authorities))))


@lru_cache(maxsize=4096)
def _benchmark(of: Population, characteristic: str, areas: tuple[str, ...]) -> Benchmark | None:
    for table in of.tables.get(characteristic, ()):
        if areas and all(area in table.counts for area in areas):
            counts = _added(of.framework, table, areas)
            quick = [row.key for row in of.framework.quick_categories(characteristic)]
            if all(key in counts for key in quick):
                return Benchmark(table, counts, sum(counts[key] for key in quick))
    return None


def _added(framework: Framework, table: Table, areas: tuple[str, ...]) -> dict[str, int]:
    """Each category that every area has, added up; a roll-up from its parts, or else its own."""

    def known(area: str, category: str) -> int | None:
        parts = framework.parts_of(table.characteristic, category)
        found = [table.counts[area].get(part.key) for part in parts]
        if parts and None not in found:
            return sum(number for number in found if number is not None)
        return table.counts[area].get(category)

    added = {}
    for row in framework.categories_of(table.characteristic):
        numbers = [known(area, row.key) for area in areas]
        if None not in numbers:
            added[row.key] = sum(number for number in numbers if number is not None)
    return added


def load(folder: Path | None = None) -> Population:
    """The baselines in a folder, or in the app's own, which is read once and kept.

    All faults of all files are found before anything is refused.

    Raises FrameworkError with a line for each: "census_2021/sex.csv line 7: unknown authority 'X'".
    """
    return _own() if folder is None else _read(folder, definitions())


@cache
def _own() -> Population:
    return _read(FOLDER, definitions())


def _read(folder: Path, framework: Framework) -> Population:
    faults = Faults()
    index = Sheet.read(folder, INDEX, faults)
    tables: dict[str, list[Table]] = {}
    for row in index.rows:
        if (table := _table(folder, framework, row, faults)) is not None:
            tables.setdefault(table.characteristic, []).append(table)
    if faults:
        raise FrameworkError(faults.lines())
    for found in tables.values():
        found.sort(key=lambda table: table.counted_on, reverse=True)
    return Population(framework, {key: tuple(found) for key, found in tables.items()})


def _table(folder: Path, framework: Framework, row: Row, faults: Faults) -> Table | None:
    baseline, characteristic = row.key("baseline"), row.text("characteristic")
    row.word("characteristic", framework.characteristics)
    base = row.word("base", BASES)
    if characteristic in framework.characteristics:
        expected = framework.characteristics[characteristic].base
        if base in BASES and base != expected:
            row.fault(f"base '{base}' is not that of {characteristic}, which is '{expected}'")
    table = Table(
        baseline, characteristic, base, row.yes_no("judged"), row.day("counted_on"),
        row.text("table"), row.text("publisher"), row.text("licence"), row.optional("caution"),
        counts := {},
    )  # fmt: skip
    if not baseline or characteristic not in framework.characteristics:
        return None
    categories = tuple(one.key for one in framework.categories_of(characteristic))
    file = f"{baseline}/{characteristic}.csv"
    sheet = Sheet.read(folder, _layout(folder / file, file, categories), faults)
    for line in sheet.rows:
        line.word("authority", framework.authorities)
        line.text("table")
        counts[line.cells["authority"]] = {
            category: line.number(category, least=0)
            for category in categories
            if line.cells.get(category)
        }
        if not counts[line.cells["authority"]]:
            line.fault("no category has a count")
    return table


def _layout(path: Path, file: str, categories: tuple[str, ...]) -> Layout:
    """What the file's header may be: a column for each category it has, in any order."""
    there: set[str] = set()
    if path.is_file():
        with path.open(encoding="utf-8-sig", errors="replace") as opened:
            there = {name.strip() for name in opened.readline().split(",")}
    kept = tuple(category for category in categories if category in there) or categories
    return Layout(file, ("authority", *kept, "table"), ("authority",))
