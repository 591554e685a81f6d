"""A second way to judge a series: slow, in plain Python, point by point; written apart."""

from fractions import Fraction
from itertools import pairwise


def judge(values, dates, target, direction, rebases, fix, screen):
    """Rows of (mean, lower, upper, label, kind), then the two icons, for values in date order."""
    rows = []
    stretch = []
    for value, day in zip(values, dates, strict=True):
        if day in rebases and stretch:
            rows += one_stretch(stretch, fix, screen)
            stretch = []
        stretch.append(value)
    rows += one_stretch(stretch, fix, screen)
    rows = [(*row, kind_of(row[3], direction)) for row in rows]
    return rows, variation(rows[-1], direction), assurance(rows[-1], target, direction)


def middle(numbers):
    exact = sum((Fraction(number) for number in numbers), Fraction(0))
    return float(exact / len(numbers)) if numbers else None


def one_stretch(values, fix, screen):
    baseline = values if fix is None else values[:fix]
    mean = middle([value for value in baseline if value is not None])
    moves = []
    for at in range(1, len(baseline)):
        if baseline[at] is not None and baseline[at - 1] is not None:
            moves.append(abs(baseline[at] - baseline[at - 1]))
    typical = middle(moves)
    if screen and moves:
        small = middle([move for move in moves if move < 3.267 * typical])
        # Ours, not the package's: what would leave no range, or none but noughts, is not done.
        if small:
            typical = small
    if mean is None or typical is None:
        return [(mean, None, None, "Common Cause") for _ in values]
    lower, upper = mean - 2.66 * typical, mean + 2.66 * typical
    near = 2 * (2.66 / 3) * typical
    return [
        (mean, lower, upper, label_of(at, values, mean, lower, upper, near))
        for at in range(len(values))
    ]


def label_of(at, values, mean, lower, upper, near):
    value = values[at]
    if value is None:
        return "Common Cause"
    if value > upper:
        return "Above UCL"
    if value < lower:
        return "Below LCL"
    if trending(at, values):
        return f"7 Point Trend ({way(at, values)})"
    if two_in_three(at, values, mean, lower, upper, near):
        return "2 in 3 Above CL" if value > mean else "2 in 3 Below CL"
    if any(all_above(window, mean) for window in windows(at, values, 7)):
        return "7 Points Above CL"
    if any(all_below(window, mean) for window in windows(at, values, 7)):
        return "7 Points Below CL"
    return "Common Cause"


def windows(at, values, length):
    """Every run of so many values that holds the one at `at`."""
    return [
        values[start : start + length]
        for start in range(at - length + 1, at + 1)
        if start >= 0 and start + length <= len(values)
    ]


def all_above(window, mean):
    return all(value is not None and value > mean for value in window)


def all_below(window, mean):
    return all(value is not None and value < mean for value in window)


def rising(window):
    return None not in window and all(a < b for a, b in pairwise(window))


def falling(window):
    return None not in window and all(a > b for a, b in pairwise(window))


def trending(at, values):
    if not 0 <= at < len(values):
        return False
    return any(rising(window) or falling(window) for window in windows(at, values, 7))


def way(at, values):
    if trending(at + 1, values):
        up = values[at + 1] > values[at]
    else:
        up = values[at] > values[at - 1]
    return "Increasing" if up else "Decreasing"


def two_in_three(at, values, mean, lower, upper, near):
    def close(value):
        return lower <= value <= upper and abs_over(value, mean, near)

    if not close(values[at]):
        return False
    for window in windows(at, values, 3):
        same_side = all_above(window, mean) or all_below(window, mean)
        if same_side and sum(1 for value in window if close(value)) >= 2:
            return True
    return False


def abs_over(value, mean, near):
    return value > mean + near or value < mean - near


def kind_of(label, direction):
    if label == "Common Cause":
        return "common_cause"
    high = "Above" in label or "Increasing" in label
    if direction == "neutral":
        return "special_cause_neutral_high" if high else "special_cause_neutral_low"
    good = high if direction == "increase" else not high
    return "special_cause_improvement" if good else "special_cause_concern"


def variation(row, direction):
    label, kind = row[3], row[4]
    if kind == "common_cause":
        return kind
    side = "high" if "Above" in label or "Increasing" in label else "low"
    if direction == "neutral":
        return "neutral_" + side
    return kind.removeprefix("special_cause_") + "_" + side


def assurance(row, target, direction):
    if target is None or direction == "neutral":
        return None
    lower, upper = row[1], row[2]
    if lower is None:
        return "inconsistent"
    if lower <= target <= upper:
        return "inconsistent"
    above = target > upper
    return "fail" if above == (direction == "increase") else "pass"
