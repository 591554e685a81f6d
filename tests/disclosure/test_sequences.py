"""Whoever asks one thing after another finds out no count, though they know how many came."""

import numpy as np

from engagement_metrics.disclosure import ReleasedCell, ReleasedGroups
from tests.disclosure.sequences import (
    STATES,
    Store,
    answers_of,
    attack,
    given_away,
    puzzle_of_table,
    puzzles_of,
    puzzles_of_tables,
    random_store,
    sequence,
)


def told(by_place, people, parents=None):
    """A store that shows these women, men and states of each place, whatever the audit says."""
    answers = ("c0", "c1", *STATES)
    cells = tuple(
        ReleasedCell(place, "2026-27", "engage", "sex", answer, count)
        for place, counts in by_place.items()
        for answer, count in zip(answers, counts, strict=True)
    )
    heads = {(place, "2026-27", "engage"): heads for place, heads in people.items()}
    return Store(parents or dict.fromkeys(by_place), ReleasedGroups(cells), 0, heads)


def test_no_sequence_of_questions_gives_a_count_of_a_small_store_away():
    made = attack(range(60), 200)

    assert made.given_away == []
    assert (made.stores, made.tables > 400, made.left_out > 0) == (60, True, True)


def test_a_table_that_fixes_its_counts_is_found_out():
    # Twelve people. Each category is six at least, so they are six each, and nobody is in between.
    store = told({1: (10, 10, 10, 0, 0, 0)}, {1: 12})
    [(_, alike)] = puzzles_of_tables(store)

    assert {at for _, at in given_away([puzzle_of_table(alike)])} == {0, 1, 2, 3, 4, 5}


def test_a_count_that_only_a_subtraction_gives_away_is_found_out():
    # Nothing of the second place is asked for: only of both places, and of the first.
    store = told(
        {2: (10, 10, 10, 0, 0, 0), 3: (20, 20, 40, 5, 0, 5)}, {2: 12, 3: 50}, {1: None, 2: 1, 3: 1}
    )
    both, first = [(1, None, None, False)], [(3, None, None, False)]

    assert given_away(list(puzzles_of(0, store, both))) == []
    assert given_away(list(puzzles_of(0, store, first))) == []
    assert len(given_away(list(puzzles_of(0, store, both + first)))) == 6


def test_nothing_is_answered_by_topic():
    store = random_store(3)

    assert answers_of(store, [(None, None, None, False)]) != {}
    assert answers_of(store, [(None, None, None, True)]) == {}


def test_the_sequences_ask_for_places_periods_aims_and_topics():
    every = [question for number in range(200) for question in sequence(number)]

    for at, kinds in ((0, 4), (2, 3), (3, 2)):
        assert len({question[at] for question in every}) == kinds
    assert len({str(question[1]) for question in every}) == 6
    assert np.mean([len(sequence(number)) for number in range(200)]) > 12
