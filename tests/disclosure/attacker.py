"""Somebody who subtracts: integer optimisation over everything that was shared of answers.

It shares nothing with the app but the rule, which anybody may read: a figure that is not shown has
one to nine people, and those of a place and year go together, or in with the place above. It is
even told which of them went into which figure, and which of them had no answers at all.
"""

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp


def ranges(parts, sums, tops, groups=()):
    """The least and most of the people and of the top of each part that fit what is known.

    `parts` are (least, most) people of each; `sums` the shown base and top of some parts together;
    `tops` says whether tops are asked for too. `groups` are parts known to be under ten together.
    """
    count = len(parts)
    rows, low, high = [], [], []

    def known(row, least, most):
        rows.append(row)
        low.append(least)
        high.append(most)

    for at in range(count):  # a top is no more than its base
        row = np.zeros(2 * count)
        row[at], row[count + at] = 1, -1
        known(row, 0, np.inf)
    for members, base, top in sums:
        for offset, number in ((0, base), (count, top)):
            row = np.zeros(2 * count)
            row[[offset + at for at in members]] = 1
            known(row, number, number)
    for members in groups:
        row = np.zeros(2 * count)
        row[list(members)] = 1
        known(row, 0, 9)
    fits = LinearConstraint(np.array(rows), low, high)
    near = Bounds([least for least, _ in parts] + [0] * count, [most for _, most in parts] * 2)
    return [_ends(at, 2 * count, fits, near) for at in range(2 * count if tops else count)]


def _ends(at, size, fits, near):
    wanted = np.zeros(size)
    wanted[at] = 1
    ends = [
        milp(sign * wanted, constraints=fits, bounds=near, integrality=np.ones(size))
        for sign in (1, -1)
    ]
    assert all(end.success for end in ends), [end.message for end in ends]
    return round(ends[0].fun), round(-ends[1].fun)


def pinned(found, people):
    """Which people or tops were fixed exactly, of parts with fewer than ten people."""
    few = [at for at, number in enumerate(people) if number < 10]
    count = len(people)
    wanted = [*few, *(count + at for at in few if len(found) > count)]
    return [at for at in wanted if found[at][0] == found[at][1]]


def kept_apart(cells, parents, released):
    """Which parts of a year went into which figure, worked out anew: (members, place, groups).

    `cells` are (place, quarter or 'year', people, top); `released` are the places of the year's
    own figures. By the rule: a place's parts go together from ten people on, else into a group that
    goes in with the place above.
    """
    hidden = [at for at, (_, when, people, _) in enumerate(cells) if _kept(when, people)]
    depth = dict.fromkeys(parents, 0)
    for place in parents:
        above = parents[place]
        while above is not None:
            depth[place], above = depth[place] + 1, parents[above]
    waiting = {place: [] for place in parents}  # groups of parts, each group under ten
    found, groups = [], []
    for place in sorted(parents, key=lambda at: -depth[at]):
        own = [at for at in hidden if cells[at][0] == place and cells[at][2]]
        mine = sum(cells[at][2] for at in own)
        few = waiting[place]
        apart = []
        if own and mine < 10:
            few = [*few, own]
        elif own:
            apart.append((own, []))
        together = [at for group in few for at in group]
        if sum(cells[at][2] for at in together) >= 10:
            apart.append((together, few))
        elif together and parents[place] is not None:
            waiting[parents[place]].append(together)
        for members, within in apart:
            found.append((members, place))
            groups += within
    return [(members, place) for members, place in found if place in released], groups


def _kept(when, people):
    return when == "year" or people < 10
