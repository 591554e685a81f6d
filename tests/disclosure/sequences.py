"""Small random stores, what is released of them, and somebody who asks one thing after another.

The pure part of a release is used (pool, release, and the reading of what was released), without a
database: what `store.releases` adds is when that happens and where it is kept. Everything else here
is worked out anew, and what could be found out is left to integer optimisation.
"""

from dataclasses import dataclass, field, replace

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from engagement_metrics.disclosure import Heard, ReleasedGroups, pool, release

AIMS = ("inform", "engage")
YEARS = {"2025-26": ["2025-26"], "2026-27": ["2026-27", "2026-27-Q1", "2026-27-Q2"]}
STATES = ("known", "prefer_not_to_say", "not_known", "not_asked")
SHARES = {
    "sex": (0.6, 0.4),
    "ethnic_group": (0.7, 0.15, 0.1, 0.05),
    "carer": (0.9, 0.1),
}
CATEGORIES = {name: [f"c{at}" for at in range(len(share))] for name, share in SHARES.items()}


@dataclass(frozen=True)
class Store:
    """One store: the place above each place, what was released, and how many people came."""

    parents: dict
    released: ReleasedGroups
    left_out: int
    people: dict  # (place, period, aim) of each released table -> people

    def within(self, place):
        """A place and all below it; all places for None."""
        if place is None:
            return set(self.parents)
        found = {place}
        for at in sorted(self.parents):
            if self.parents[at] in found:
                found.add(at)
        return found


def random_store(seed):
    """A few places, with few people each; two years, in one of them some places by quarter."""
    draw = np.random.default_rng(seed)
    parents = {1: None} | {at: int(draw.integers(1, at)) for at in range(2, draw.integers(3, 5))}
    names = list(draw.choice(list(SHARES), size=draw.integers(1, 3), replace=False))
    by_quarter = {place for place in parents if draw.random() < 0.3}
    rest = {year: [] for year in YEARS}
    shown, key = [], seed.to_bytes(8, "big")
    for year, periods in YEARS.items():
        for place in parents:
            quarters = periods[1:] if place in by_quarter else []
            for period in quarters:
                heard = _heard(draw, place, period, names)
                enough = sum(one.people for one in heard) >= 30
                if enough:
                    shown += heard
                else:
                    rest[year] += [replace(one, period=year) for one in heard]
            if not quarters:
                rest[year] += _heard(draw, place, year, names)
    for heard in rest.values():
        shown += pool(_by_place_and_aim(heard), parents)[0]
    cells, left_out = release(shown, CATEGORIES, key)
    people = {(one.place, one.period, one.aim): one.people for one in shown}
    return Store(parents, ReleasedGroups(cells, left_out), len(left_out), people)


def _heard(draw, place, period, names):
    found = []
    for aim in AIMS:
        people = int(draw.integers(0, 45)) if draw.random() < 0.8 else 0
        counts = {}
        for name in names:
            known = int(draw.integers(0, people + 1)) if draw.random() < 0.7 else people
            answers = draw.multinomial(known, SHARES[name]).tolist()
            refused = int(draw.integers(0, people - known + 1))
            counts[name] = dict(zip(CATEGORIES[name], answers, strict=True))
            counts[name]["prefer_not_to_say"] = refused
        if people:
            found.append(Heard(place, period, aim, people, counts))
    return found


def _by_place_and_aim(heard):
    """The quarters that wait for their year added up, one for each place and aim."""
    found = {}
    for one in heard:
        there = found.get((one.place, one.aim))
        if there is None:
            found[one.place, one.aim] = one
            continue
        counts = {
            name: {answer: there.counts[name][answer] + n for answer, n in answers.items()}
            for name, answers in one.counts.items()
        }
        people = there.people + one.people
        found[one.place, one.aim] = replace(there, people=people, counts=counts)
    return list(found.values())


# ---- asking --------------------------------------------------------------------------------------


def sequence(number):
    """What is asked one after another: (place, codes of the period, aim, by topic), 4 to 24 times.

    Every fourth asks for all there is to ask for.
    """
    draw = np.random.default_rng(1_000_000 + number)
    periods = [None, *([code] for codes in YEARS.values() for code in codes), *YEARS.values()]
    if number % 4 == 0:
        return [
            (place, period, aim, False)
            for place in (None, 1, 2, 3) for period in periods for aim in (None, *AIMS)
        ]  # fmt: skip
    return [
        (
            [None, 1, 2, 3][draw.integers(4)], periods[draw.integers(len(periods))],
            [None, *AIMS][draw.integers(3)], bool(draw.random() < 0.1),
        )
        for _ in range(int(draw.integers(4, 25)))
    ]  # fmt: skip


def answers_of(store, asked):
    """What each question shows, as {characteristic: [(tables, {answer: shown}), ...]}."""
    found = {}
    for place, codes, aim, by_topic in asked:
        if by_topic or (place is not None and place not in store.parents):
            continue  # of a topic nothing is released
        told = store.released.of_places(store.within(place))
        if aim is not None:
            told = told.of_aim(aim)
        shown = {}
        for cell in told.cells:
            if codes is None or cell.period in codes:
                tables, answers = shown.setdefault(cell.characteristic, (set(), {}))
                tables.add((cell.place, cell.period, cell.aim))
                answers[cell.answer] = answers.get(cell.answer, 0) + cell.shown
        for name, (tables, answers) in shown.items():
            line = frozenset(tables), tuple(sorted(answers.items()))
            if line not in found.setdefault(name, []):
                found[name].append(line)
    return found


# ---- finding out ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Puzzle:
    """Whole numbers of which something is known; the first `size` are the ones to find out.

    `rows` are what is known, each as ({number: weight}, least, most); `least` and `most` are those
    of the numbers themselves.
    """

    name: object
    size: int
    rows: list
    least: list
    most: list


def puzzles_of(number, store, asked):
    """What all answers of a sequence together say of a store, by characteristic."""
    for name, lines in answers_of(store, asked).items():
        tables = sorted(set().union(*(tables for tables, _ in lines)))
        answers = (*CATEGORIES[name], *STATES)
        at = {table: begin * len(answers) for begin, table in enumerate(tables)}
        size = len(tables) * len(answers)
        rows = [
            row for table in tables
            for row in _adding_up(at[table], len(answers), store.people[table])
        ]  # fmt: skip
        rows += [({cell: 1, size + cell: -5}, -4, 4) for cell in range(size)]
        for of_tables, shown in lines:
            for answer, count in shown:
                fives = [size + at[table] + answers.index(answer) for table in of_tables]
                rows.append((dict.fromkeys(fives, 5), count, count))
        most = [store.people[table] for table in tables for _ in answers]
        fives = [count // 5 + 1 for count in most]
        yield Puzzle((number, name), size, rows, [0] * 2 * size, most + fives)


def puzzles_of_tables(store):
    """What each released table says by itself, to who knows all of it: (name, what it is like).

    Tables share nothing but headcounts, which are known. Those that are alike are one puzzle.
    """
    tables = {}
    for cell in store.released.cells:
        at = cell.place, cell.period, cell.aim, cell.characteristic
        tables.setdefault(at, {})[cell.answer] = cell.shown
    for at, shown in tables.items():
        counts = tuple(sorted(n for answer, n in shown.items() if answer not in STATES))
        yield at, (counts, tuple(shown[state] for state in STATES), store.people[at[:3]])


def puzzle_of_table(alike):
    """The puzzle of tables that show these counts and states, of so many people."""
    counts, states, people = alike
    shown = (*counts, *states)
    rows = _adding_up(0, len(shown), people)
    least, most = [max(0, n - 4) for n in shown], [n + 4 for n in shown]
    return Puzzle(alike, len(shown), rows, least, most)


def _adding_up(begin, width, people):
    """Categories make up those who answered; states make up the people."""
    known = begin + width - len(STATES)
    categories = dict.fromkeys(range(begin, known), 1) | {known: -1}
    return [
        (categories, 0, 0), (dict.fromkeys(range(known, begin + width), 1), people, people)
    ]  # fmt: skip


def given_away(puzzles):
    """The numbers that have one value in every solution, as (name of the puzzle, which number).

    Solutions that differ from those found are sought for all puzzles at once, as they have nothing
    in common; what never differed is tried at both its ends, in its own puzzle.
    """
    if not puzzles:
        return []
    draw = np.random.default_rng(len(puzzles))
    asked = np.concatenate([np.arange(len(one.most)) < one.size for one in puzzles])
    ends = _Ends(puzzles, asked)
    for _ in range(4):
        signs = draw.choice([-1.0, 1.0], len(asked))
        for aim in (signs, -signs):
            ends.seek(aim * asked * (ends.least >= ends.greatest), any_will_do=True)
        if not (asked & (ends.least >= ends.greatest)).any():
            return []
    found, begin = [], 0
    for one in puzzles:
        same = ends.least[begin : begin + one.size] >= ends.greatest[begin : begin + one.size]
        begin += len(one.most)
        alone = _Ends([one], np.arange(len(one.most)) < one.size)
        for cell in np.flatnonzero(same):
            aim = np.zeros(len(one.most))
            aim[cell] = 1
            alone.seek(aim)
            alone.seek(-aim)
            if alone.least[cell] == alone.greatest[cell]:
                found.append((one.name, int(cell)))
    return found


class _Ends:
    """The least and greatest value of each number in the solutions found so far."""

    def __init__(self, puzzles, asked):
        rows, columns, weights, low, high = [], [], [], [], []
        begin = 0
        for one in puzzles:
            for known, least, most in one.rows:
                rows += [len(low)] * len(known)
                columns += [begin + at for at in known]
                weights += known.values()
                low.append(least)
                high.append(most)
            begin += len(one.most)
        made_of = csr_array((weights, (rows, columns)), shape=(len(low), begin), dtype=float)
        self.fits = LinearConstraint(made_of, low, high)
        least = [number for one in puzzles for number in one.least]
        self.near = Bounds(least, [number for one in puzzles for number in one.most])
        self.least = np.full(begin, np.inf)
        self.greatest = np.full(begin, -np.inf)
        self.asked = asked

    def seek(self, aim, any_will_do=False):
        """The solution that is least by an aim, or the first that is found on the way to it."""
        end = milp(
            aim, constraints=self.fits, bounds=self.near, integrality=np.ones(len(aim)),
            options={"mip_rel_gap": 1.0} if any_will_do else {},
        )  # fmt: skip
        assert end.success, end.message
        np.minimum(self.least, np.round(end.x), out=self.least)
        np.maximum(self.greatest, np.round(end.x), out=self.greatest)


@dataclass
class Attack:
    """How much was attacked, and what was given away."""

    stores: int = 0
    tables: int = 0
    unlike: int = 0
    left_out: int = 0
    given_away: list = field(default_factory=list)


def attack(seeds, sequences, together=10):
    """Attack stores, each with one sequence of questions and with all there is, headcounts known.

    `together` stores are solved at once.
    """
    made, known = Attack(), set()
    seeds = list(seeds)
    for first in range(0, len(seeds), together):
        puzzles, new = [], {}
        for seed in seeds[first : first + together]:
            store = random_store(seed)
            puzzles += puzzles_of(seed, store, sequence(seed % sequences))
            for _, alike in puzzles_of_tables(store):
                made.tables += 1
                if alike not in known:
                    new[alike] = puzzle_of_table(alike)
            made.stores += 1
            made.left_out += store.left_out
        known |= new.keys()
        made.given_away += given_away(puzzles) + given_away(list(new.values()))
    made.unlike = len(known)
    return made
