"""A made-up health system with three full years of records, whose answers add up by hand.

Nothing in it is real. It is there to show every measure at work, and to test every calculation:
each number follows a pattern that a person can add up on paper.

The parts of the pattern: `k` is the month of the financial year, 1 for April to 12 for March; `y`
is the year, 0 for 2023/24, 1 for 2024/25 and 2 for 2025/26; `p` is the place, 1 North, 2 South,
3 East and 4 West. Over a year k adds up to 78. Topics take turns: topic number (p + k) modulo 6.

Activities (`activities`), in each place and month unless said otherwise:

- inform: 100p + 10k + 20y heads; engage: 20p + 2k + 5y heads.
  One place in 2025/26: inform 1,200p + 780 + 480, engage 240p + 156 + 120.
- involve: two a month, in North and East in odd k, in South and West in even k: 10 + k + y heads.
- co-produce: one a month, the places in turn: 6 + y heads.
- families: at the end of each quarter a campaign of the system with 400 + 20 x quarter heads, an
  inform part of it in North (80, not added again) and an engage part in South (30, added, since
  its aim differs). A part is added where the whole has its figures to follow (25, East, k 6), was
  cancelled (15, South, k 8) or withdrawn (22, West, k 10).
- once a year: leaflets known by the year alone (240, estimated), a postcard survey known by the
  calendar year alone (36, West), a talk known by its month alone (50, South, k 2), and a survey
  from June to July (44, East, counted in July).
- planned, cancelled and withdrawn ones, and ones whose figures are to follow, add nothing.

Groups, heads that are known: see `groups`. Suggestions and changes: see `feedback`. Answers: see
`answers`. Figures that are typed, targets and baselines: see `figures`. Rounds of self-assessment:
see `assessed`.

2026/27 (y 3), up to the day it is loaded: inform and engage in all four places by the same pattern,
with the answers that go with them, and two plans; three suggestions a month, and the changes that
answer them; answers of services; figures typed by month and quarter. The three years do not change
with the day.
"""

from engagement_metrics.access import Actor
from engagement_metrics.examples.made_up import activities, answers, assessed, feedback, figures
from engagement_metrics.examples.made_up.setting import World, set_up

__all__ = ["fill"]


def fill(actor: Actor) -> None:
    """Fill an empty store with the made-up health system.

    A handful of transactions. EntryError when a definition has changed so that a record no longer
    fits, Refused when the role does not allow it, NotEmpty where the store is in use.
    """
    world: World = set_up(actor)
    activities.add(world)
    answers.add(world)
    feedback.add(world)
    figures.add(world)
    assessed.add(world)
