"""What who came adds up to while it is typed, by the rules it is saved by."""

import pytest

from engagement_metrics.entry import AnswersSoFar, EntryError, accept_activity, add_up


def test_the_answers_are_told_apart_and_the_rest_of_the_heads_is_not_asked(known, returned):
    groups = {
        "age": {"u16": 3, "16_24": "4", "prefer_not_to_say": 2, "not_known": 1},
        "sex": {"female": 0, "male": None},
        "disability": {"disabled": "", "not_disabled": None},
    }

    came = add_up(returned(heads=12, groups=groups), known)

    assert came.heads == 12
    assert came.answers == {
        "age": AnswersSoFar(known=7, prefer_not_to_say=2, not_known=1, not_asked=2),
        "sex": AnswersSoFar(known=0, prefer_not_to_say=0, not_known=0, not_asked=12),
    }
    assert came.faults == {}


@pytest.mark.parametrize(
    ("heads", "groups", "fields"),
    [
        (12, {"age": {"u16": 13}}, {"groups.age"}),
        (12, {"age": {"u16": 9, "not_known": 4}, "sex": {"male": 1}}, {"groups.age"}),
        (12, {"age": {"u16": 13}, "sex": {"male": 13}}, {"groups.age", "groups.sex"}),
        (12, {"age": {"25_64": 3, "25_34": 2}}, {"groups.age"}),
        (12, {"age": {"old": 1, "u16": 2}}, {"groups.age.old"}),
        (12, {"age": {"u16": -1}}, {"groups.age.u16"}),
        (12, {"shoe": {"42": 1}}, {"groups"}),
        (-1, {"age": {"u16": 1}}, {"heads"}),
        (12, {"age": {"u16": 12}, "inclusion_autism": {"yes": 12}}, set()),
    ],
)  # fmt: skip
def test_what_is_said_while_it_is_typed_is_what_saving_says(known, returned, heads, groups, fields):
    draft = returned(heads=heads, groups=groups)
    refused: dict[str, str] = {}
    try:
        accept_activity(draft, known)
    except EntryError as error:
        refused = error.faults

    assert add_up(draft, known).faults == refused
    assert refused.keys() == fields


def test_what_cannot_be_read_is_no_part_of_the_sum_and_the_rest_is_kept(known, returned):
    came = add_up(returned(heads=12, groups={"age": {"old": 1, "u16": 2, "16_24": "x"}}), known)

    assert came.answers == {"age": AnswersSoFar(2, 0, 0, 10)}


def test_without_heads_nobody_knows_who_was_not_asked(known, returned):
    came = add_up(returned(heads=None, groups={"age": {"u16": 2}}), known)

    assert came.heads is None
    assert came.answers == {"age": AnswersSoFar(2, 0, 0, None)}
    assert came.faults == {"heads": "Type how many people there were before saying who they were."}


def test_a_sum_over_the_heads_leaves_no_rest(known, returned):
    came = add_up(returned(heads=1, groups={"age": {"u16": 2}}), known)

    assert came.answers == {"age": AnswersSoFar(2, 0, 0, None)}
