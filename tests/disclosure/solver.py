"""The oracle of what could be worked out: integer optimisation, sharing nothing with the app."""

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp


def ranges(categories, states, people):
    """The least and most of each true count that fits what is shown and how many came.

    `categories` and `states` are lists of shown counts, `states` with that of 'known' first. By
    hand: a shown count lies less than five from the true one; the categories make up 'known'; all
    states make up the people.
    """
    counts = len(categories) + len(states)
    made_of = np.zeros((2, counts))
    made_of[0, : len(categories)] = 1
    made_of[0, len(categories)] = -1
    made_of[1, len(categories) :] = 1
    fits = LinearConstraint(made_of, lb=[0, people], ub=[0, people])
    shown = np.array([*categories, *states])
    near = Bounds(np.maximum(shown - 4, 0), shown + 4)
    found = []
    for at in range(counts):
        wanted = np.zeros(counts)
        wanted[at] = 1
        ends = [
            milp(sign * wanted, constraints=fits, bounds=near, integrality=np.ones(counts))
            for sign in (1, -1)
        ]
        assert all(end.success for end in ends)
        found.append((round(ends[0].fun), round(-ends[1].fun)))
    return found
