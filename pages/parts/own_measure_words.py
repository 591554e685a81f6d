"""The words of the form for a measure of one's own."""

from engagement_metrics.models import AddsUp, Direction, IndicatorKind, PeriodKind

KINDS = {
    IndicatorKind.OUTPUT: "An output: something we did",
    IndicatorKind.OUTCOME: "An outcome: something that changed for people",
}
FIGURES = {
    "count": "A count, such as 42 visits",
    "percent": "A percentage: one number out of another",
    "average": "An average: a total shared out, such as people a meeting",
    "index": "A score that is worked out elsewhere",
}
NOUNS = {
    "count": "a count", "percent": "a percentage", "average": "an average", "index": "a score",
}  # fmt: skip
UNITS = {
    "count": "What it counts, such as people or visits",
    "percent": "Unit (if not just %), such as % of services",
    "average": "Unit, such as people a meeting",
    "index": "Unit, such as points",
}
TOPS = {
    "count": "What is counted, in full",
    "percent": "Top number: what is counted",
    "average": "Top number: the total",
    "index": "What the score tells",
}
DIRECTIONS = {
    Direction.UP: "Higher is better",
    Direction.DOWN: "Lower is better",
    Direction.WATCH: "Neither: we just watch it",
}
PERIODS = {
    PeriodKind.MONTH: "Months",
    PeriodKind.QUARTER: "Quarters",
    PeriodKind.YEAR: "Years",
}
OVER_TIME = {
    AddsUp.SUM: "Add them up",
    AddsUp.RATIO_OF_SUMS: "Add up the tops and the bottoms, then divide",
    AddsUp.LATEST: "The last one stands for the whole time",
    AddsUp.NEVER: "They are not joined",
}
OVER_PLACE = OVER_TIME
CHANGES = {
    "slip": "A slip of wording: it is still the same measure",
    "meaning": "It means something else from now on",
}
