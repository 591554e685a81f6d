"""Reviews by a forum: read by everybody inside, noted in by who takes notes, on both databases."""

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from engagement_metrics import store
from engagement_metrics.access import ANYBODY, LOCAL_USER, Actor, Refused
from engagement_metrics.models import (
    ActionStatus,
    ForumReview,
    RecordType,
    ReviewAction,
    ReviewItem,
    ReviewState,
    Role,
)

MEMBER = Actor("Robin", frozenset({Role.FORUM_MEMBER}))
OTHER = Actor("Alex", frozenset({Role.FACILITATOR}))
SPRING, SUMMER, AUTUMN = date(2026, 5, 20), date(2026, 8, 20), date(2026, 11, 18)


def meet(town, held_on, place=None) -> int:
    return town.add(
        ForumReview(title="Forum", held_on=held_on, place_id=place, period="2026-27-Q1")
    )


def ask(town, review, task, **more) -> int:
    return town.add(ReviewAction(review_id=review, task=task, owner="Access team", **more))


def settle(town, action, on, status=ActionStatus.DONE) -> None:
    town.change(ReviewAction, action, 1, status=status, done_on=on, came_of_it="It was easy.")


def tasks(actions) -> list[str]:
    return [action.task for action in actions]


def test_a_review_comes_with_its_agenda_in_order_and_what_was_asked_for(town):
    number = meet(town, AUTUMN, town.north)
    for position, indicator in ((2, "INV-01"), (1, "ENG-01"), (3, "FBK-01")):
        town.add(ReviewItem(review_id=number, position=position, indicator=indicator))
    town.withdraw(ReviewItem, 3)
    ask(town, number, "Later", due=date(2026, 12, 2), indicator="ENG-01")
    ask(town, number, "Some day")
    ask(town, number, "Sooner", due=date(2026, 12, 1))

    found = store.review(MEMBER, number)

    assert (found.review.title, found.review.state) == ("Forum", ReviewState.BEING_PREPARED)
    assert [item.indicator for item in found.items] == ["ENG-01", "INV-01"]
    assert tasks(found.actions) == ["Sooner", "Later", "Some day"]
    assert tasks(found.asked_of("ENG-01")) == ["Later"]
    assert tasks(found.asked_of(None)) == ["Sooner", "Some day"]
    assert found.before == ()


def test_there_is_no_review_of_another_number(town):
    for number in (1, 0, -1, 2**40):
        with pytest.raises(LookupError):
            store.review(MEMBER, number)


def test_reviews_come_with_the_latest_meeting_first_and_withdrawn_ones_apart(town):
    first, last, gone = meet(town, SPRING), meet(town, AUTUMN), meet(town, SUMMER)
    town.withdraw(ForumReview, gone)

    assert [review.id for review in store.reviews(MEMBER)] == [last, first]
    assert [review.id for review in store.reviews(MEMBER, withdrawn=True)] == [gone]


def test_what_is_open_returns_at_the_next_review_and_so_does_what_was_settled_since(town):
    spring, summer, autumn = (meet(town, day) for day in (SPRING, SUMMER, AUTUMN))
    still_open = ask(town, spring, "Still open")
    settle(town, ask(town, spring, "Settled before the summer"), date(2026, 6, 1))
    settle(town, ask(town, spring, "Settled since"), date(2026, 9, 1), ActionStatus.DROPPED)
    settle(town, ask(town, summer, "Settled the same day"), SUMMER)
    ask(town, autumn, "Asked for now")
    town.withdraw(ReviewAction, ask(town, summer, "A slip"))

    found = store.review(MEMBER, autumn)

    assert tasks(found.before) == ["Still open", "Settled since", "Settled the same day"]
    assert found.asked_at[still_open] == SPRING
    assert tasks(store.review(MEMBER, summer).before) == [
        "Still open", "Settled before the summer", "Settled since",
    ]  # fmt: skip
    assert store.review(MEMBER, spring).before == ()


def test_actions_return_to_a_review_of_their_place_or_of_one_above_it(town):
    here = meet(town, SPRING, town.north)
    ask(town, here, "Of the north")
    south, system, every = (meet(town, AUTUMN, p) for p in (town.south, town.system, None))

    returned = {n: tasks(store.review(MEMBER, n).before) for n in (south, system, every)}

    assert returned == {south: [], system: ["Of the north"], every: ["Of the north"]}


def test_what_a_withdrawn_review_asked_for_is_asked_for_no_more(town):
    gone, later = meet(town, SPRING), meet(town, AUTUMN)
    ask(town, gone, "Not really")
    town.withdraw(ForumReview, gone)

    assert store.review(MEMBER, later).before == ()
    assert store.actions(MEMBER) == ()


def test_open_actions_are_listed_by_their_day_and_settled_ones_the_latest_first(town):
    review = meet(town, SPRING)
    ask(town, review, "No day")
    ask(town, review, "Late", due=date(2026, 6, 1))
    settle(town, ask(town, review, "First done"), date(2026, 6, 1))
    settle(town, ask(town, review, "Then done"), date(2026, 7, 1))

    assert [action.task for action, _ in store.actions(MEMBER)] == ["Late", "No day"]
    settled = store.actions(MEMBER, settled=True)
    assert [action.task for action, _ in settled] == ["Then done", "First done"]
    assert {asked.id for _, asked in settled} == {review}


def test_a_forum_member_takes_notes_and_the_history_tells_of_them(town):
    number = meet(town, AUTUMN, town.north)
    item = town.add(ReviewItem(review_id=number, position=1, indicator="ENG-01"))
    with store.session(MEMBER) as write:
        write.change(ReviewItem, item, 1, {"said": "More people came."})

    line = store.history(LOCAL_USER, RecordType.REVIEW_ITEM, item)[0]
    assert (line.who, line.before, line.after) == (
        "Robin", {"said": ""}, {"said": "More people came."},
    )  # fmt: skip
    assert store.record(MEMBER, ReviewItem, item)[0].said == "More people came."


def test_two_who_note_at_once_do_not_overwrite_each_other(town):
    number = meet(town, AUTUMN)
    item = town.add(ReviewItem(review_id=number, position=1, indicator="ENG-01"))
    with store.session(MEMBER) as write:
        write.change(ReviewItem, item, 1, {"said": "First"})
    with pytest.raises(store.Stale) as stale, store.session(OTHER) as write:
        write.change(ReviewItem, item, 1, {"said": "Second"})

    assert stale.value.current.said == "First"
    assert stale.value.proposed == {"said": "Second"}
    assert store.record(OTHER, ReviewItem, item)[0].said == "First"


def test_nobody_outside_reads_a_review(town):
    number = meet(town, AUTUMN)
    for read in (
        lambda: store.review(ANYBODY, number),
        lambda: store.reviews(ANYBODY),
        lambda: store.actions(ANYBODY),
        lambda: store.record(ANYBODY, ForumReview, number),
    ):
        with pytest.raises(Refused):
            read()


def test_the_draft_of_a_note_opens_for_whoever_began_it_and_for_no_other_note_taker(town):
    store.begin_draft(MEMBER, "abc", "note.1", {"said": "More"}, {"page": "meeting"})

    assert store.draft(MEMBER, "abc").values == {"said": "More"}
    for act in (store.draft, store.drop_draft):
        with pytest.raises(Refused):
            act(OTHER, "abc")
    with pytest.raises(Refused):
        store.keep_draft(OTHER, "abc", {"said": "Less"}, {})
    assert store.my_drafts(OTHER) == ()


def test_a_note_taker_does_not_open_the_draft_of_a_return(town):
    store.begin_draft(LOCAL_USER, "abc", "entry", {"place": town.north}, {})

    with pytest.raises(Refused):
        store.draft(MEMBER, "abc")


def test_an_open_action_has_no_day_on_which_it_was_settled(town):
    number = meet(town, AUTUMN)

    with pytest.raises(IntegrityError):
        ask(town, number, "Both", done_on=AUTUMN)
