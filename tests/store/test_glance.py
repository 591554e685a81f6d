"""What every page needs at a glance: the years there are, and the promises that wait."""

from datetime import date

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import Activity, SuggestionStatus, SuggestionStep, TypedFigure

TODAY = date(2026, 11, 21)


def promises(town, *places):
    return store.promises(LOCAL_USER, places or town.places, TODAY)


def test_only_years_with_something_in_them_are_offered(town):
    assert store.years(LOCAL_USER) == ()
    town.add(town.activity("2024-05-20"))
    gone = town.add(town.activity("2019-05-20"))
    town.withdraw(Activity, gone)
    assert store.years(LOCAL_USER) == (2024,)


def test_the_year_of_a_typed_figure_is_offered_too(town):
    town.add(town.figure(period="2022-23-Q4"))
    gone = town.add(town.figure(period="2019-05"))
    town.withdraw(TypedFigure, gone)
    assert store.years(LOCAL_USER) == (2022,)


def test_promises_past_their_day_and_soon_due_are_counted_by_what_they_are_about(town):
    town.add(town.suggestion(promised_on=date(2026, 11, 20)))
    town.add(town.suggestion(promised_on=TODAY))
    town.add(town.suggestion(promised_on=date(2026, 12, 21)))
    town.add(town.suggestion(promised_on=date(2026, 12, 22)))
    late = town.add(town.activity(feedback_promised_on=date(2026, 6, 1)))
    found = promises(town)
    assert (found.overdue, found.soon, found.activities) == (2, 2, (late,))
    assert promises(town, town.south) == store.Promises(0, 0)


def test_a_promise_that_was_kept_or_has_no_object_any_more_does_not_wait(town):
    day = date(2026, 6, 1)
    told = SuggestionStatus(suggestion_id=0, step=SuggestionStep.TOLD, on=day)
    town.add(town.suggestion(promised_on=day, told_on=day), [told])
    town.add(town.suggestion(promised_on=day, step=SuggestionStep.REMOVED))
    town.add(town.activity(feedback_promised_on=day, fed_back_on=day))
    town.add(town.activity(feedback_promised_on=day, status="cancelled"))
    assert promises(town) == store.Promises(0, 0)


def test_the_last_change_tells_when_the_store_was_written(town):
    number, _ = store.last_change(LOCAL_USER)
    town.add(town.activity())
    later, at = store.last_change(LOCAL_USER)
    assert later > number
    assert at is not None
