"""What a store is set up with: places in their order, and what lies within what."""

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import (
    Organisation,
    PieceOfWork,
    Place,
    PlaceAuthority,
    PriorityGroup,
    PriorityGroupCategory,
    Stage,
    Topic,
    WorkKind,
)
from engagement_metrics.store import PlaceRow, Setup


def places(*rows):
    """Places as number, name, number of the one above, and whether withdrawn."""
    return Setup(
        1,
        None,
        {row[0]: PlaceRow(row[0], row[1], row[2], (), len(row) > 3, 1) for row in rows},
    )


TREE = places(
    (1, "Wold", None), (2, "South", 1), (3, "North", 1), (4, "Hill", 3),
    (5, "Gone", 1, "withdrawn"),
    (6, "Elsewhere", None), (7, "Hill", 2),
)  # fmt: skip


def test_places_come_by_name_each_followed_by_those_below_it():
    assert TREE.in_order == (6, 1, 3, 4, 2, 7)
    assert [TREE.depth(place) for place in TREE.in_order] == [0, 0, 1, 2, 1, 2]


def test_a_place_holds_all_that_lies_below_it_withdrawn_ones_too():
    assert TREE.within(1) == (1, 2, 3, 4, 5, 7)
    assert TREE.within(4) == (4,)
    assert TREE.within(None) == (1, 2, 3, 4, 5, 6, 7)


def test_children_stand_directly_below_their_place():
    assert TREE.children(1) == (3, 2)
    assert TREE.children(None) == (6, 1)
    assert TREE.children(4) == ()


def test_ancestors_come_nearest_first():
    assert TREE.ancestors(4) == (4, 3, 1)
    assert TREE.ancestors(None) == ()


def test_a_place_is_found_by_its_name_when_it_is_the_only_one():
    assert TREE.find_place(" north ") == 3
    assert TREE.find_place("hill") is None
    assert TREE.find_place("South > Hill") == 7
    assert TREE.find_place("Wold > Hill") is None
    assert TREE.find_place("Wold > Wold") is None
    assert TREE.find_place("Gone") is None
    assert TREE.find_place("") is None


def test_a_place_has_a_name_and_so_have_all_together():
    assert (TREE.place_name(4), TREE.place_name(None)) == ("Hill", "All places")


def test_places_that_lie_within_each_other_do_not_hold_the_page_for_ever():
    ring = places((1, "A", 2), (2, "B", 1))

    assert ring.within(1) == (1, 2)
    assert ring.ancestors(1) == (1, 2)
    assert ring.depth(2) == 1


def test_the_set_up_is_read_whole(town):
    with store.session(LOCAL_USER) as write:
        write.add(Organisation(name="Wold Health", vision="Heard."))
        east = write.add(
            Place(name="East", parent_id=town.system, caution="Part."),
            [PlaceAuthority(place_id=0, code=code) for code in ("E2", "E1")],
        )
        group = write.add(
            PriorityGroup(name="Older", characteristic="age"),
            [PriorityGroupCategory(priority_group_id=0, category=c) for c in ("75p", "65_74")],
        )
        work = write.add(
            PieceOfWork(name="Clinic", kind=WorkKind.SERVICE, place_id=east, stage=Stage.IDEAS)
        )
        write.withdraw(Topic, town.travel, 1)

    found = store.setup()

    assert not found.empty
    assert found.organisation.name == "Wold Health"
    assert found.version == store.data_version()
    assert found.places[east] == PlaceRow(
        east, "East", town.system, ("E1", "E2"), False, 1, "Part."
    )
    assert found.groups[group] == store.GroupRow(group, "Older", "age", ("65_74", "75p"), False, 1)
    assert found.works[work] == store.WorkRow(
        work, "Clinic", WorkKind.SERVICE, east, False, False, 1
    )
    assert {topic.name: topic.withdrawn for topic in found.topics.values()} == {
        "Heart health": False, "Travel": True,
    }  # fmt: skip


def test_a_store_that_nobody_started_is_empty(town):
    assert store.setup().empty
