"""Two thousand random series: no crash, and the same signals as the second implementation."""

import math
import random
from datetime import date, timedelta

from engagement_metrics import spc
from tests.spc import plain

SERIES = 2_000
FIRST = date(2020, 1, 1)


def drawn(draw: random.Random) -> list[float]:
    """Values of one of the kinds that measures have, often with ties, jumps and noughts."""
    length = draw.choice([1, 2, 3, 6, 7, 8, 12, 13, 14, 20, 24, 36, 40])
    kind = draw.randrange(7)
    if kind == 0:
        return [float(draw.randint(0, 6)) for _ in range(length)]
    if kind == 1:
        return [draw.choice([0.0] * 8 + [1.0, 2.0]) for _ in range(length)]
    if kind == 2:
        return [draw.choice([0.1, 33.3, 100.0])] * length
    if kind == 3:
        return [round(draw.gauss(0.7, 0.1), 2) for _ in range(length)]
    values, at = [], draw.uniform(10, 1000)
    for _ in range(length):
        step = {4: 3.0, 5: 20.0, 6: 0.5}[kind]
        drift = draw.choice([0, 0, 0, step, -step])
        at += drift + (draw.gauss(0, step) if kind != 6 else step * draw.choice([-1, 0, 1]))
        values.append(round(at, draw.choice([0, 1, 5])))
    return values


def close(ours: float, theirs: float | None) -> bool:
    if theirs is None:
        return math.isnan(ours)
    return math.isclose(ours, theirs, rel_tol=1e-9, abs_tol=1e-9)


def test_two_thousand_random_series_are_judged_alike_by_both():
    draw = random.Random(20_261_122)
    labels, icons = set(), set()
    for number in range(SERIES):
        values: list[float | None] = list(drawn(draw))
        if draw.random() < 0.4:
            values = [None if draw.random() < 0.1 else value for value in values]
        dates = [FIRST + timedelta(30 * at) for at in range(len(values))]
        rebases = draw.sample(dates, min(len(dates), draw.choice([0, 0, 0, 1, 2])))
        target = draw.choice([None, 0.0, 50.0, *[value for value in values if value is not None]])
        direction = draw.choice(["increase", "decrease", "neutral"])
        fix, screen = draw.choice([None, None, 12, 15]), draw.random() < 0.7

        found = spc.judge(
            values, dates=dates, target=target, improvement_direction=direction,
            rebase_dates=rebases, fix_after_n_points=fix, screen_outliers=screen,
        )  # fmt: skip
        rows, variation, assurance = plain.judge(
            values, dates, target, direction, rebases, fix, screen
        )

        about = (number, values, rebases, direction, fix, screen)
        points = found.points
        assert list(points["special_cause"]) == [row[3] for row in rows], about
        assert list(points["point_type"]) == [row[4] for row in rows], about
        for at, line in enumerate(("mean", "lower_limit", "upper_limit")):
            assert all(
                close(a, row[at]) for a, row in zip(points[line], rows, strict=True)
            ), (line, *about)  # fmt: skip
        assert (found.variation_icon, found.assurance_icon) == (variation, assurance), about
        labels |= set(points["special_cause"])
        icons |= {found.variation_icon, found.assurance_icon}

    assert len(labels) == 9  # every signal came up
    assert len(icons) == 7 + 4  # and every icon, and none
