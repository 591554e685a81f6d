"""You said, we did: the list, each suggestion, its steps, and what everybody may see."""

import re
from datetime import date, timedelta

import pytest

from engagement_metrics import framework, store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.entry import (
    Known,
    accept_change,
    accept_organisation,
    accept_place,
    accept_suggestion,
    accept_topic,
)
from engagement_metrics.models import (
    Audience,
    Change,
    ChangeDraft,
    PlaceDraft,
    RecordType,
    StepDraft,
    Suggestion,
    SuggestionDraft,
    SuggestionStep,
)
from engagement_metrics.store import Filter

TODAY = date.today()
SYSTEM, NORTH, SOUTH = 1, 2, 3


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def put(accept, *given) -> int:
    known = Known(framework.load(), store.setup(), TODAY)
    accepted = accept(*given, known)
    with store.session(LOCAL_USER) as session:
        return session.add(accepted.record, accepted.parts)


def suggest(text: str, **more) -> int:
    return put(accept_suggestion, SuggestionDraft(text=text, **{"place": NORTH, **more}))


@pytest.fixture
def places(sqlite_url):
    """A county with a north and a south, and one topic."""
    put(accept_organisation, "Example Partnership", "")
    put(accept_place, PlaceDraft("County"))
    put(accept_place, PlaceDraft("North", SYSTEM))
    put(accept_place, PlaceDraft("South", SYSTEM))
    put(accept_topic, "Hearing")


def shown(app) -> str:
    """All that stands on the page, as one text."""
    kinds = (app.title, app.header, app.subheader, app.markdown, app.caption)
    texts = [element.value for kind in kinds for element in kind]
    texts += [element.proto.body for element in app.get("html")]
    texts += [element.value for kind in (app.error, app.info, app.success) for element in kind]
    return "\n".join(texts)


def headings(app) -> list[str]:
    found = [element.value for element in app.subheader]
    for html in app.get("html"):
        found += re.findall("<h3>(.*?)</h3>", html.proto.body)
    return found


def all_of(**more):
    return store.suggestions(LOCAL_USER, **more).rows


def steps_of(number: int):
    return [
        (step.step, step.on, step.who, step.result)
        for step in store.statuses(LOCAL_USER, Audience.TEAM, [number])[number]
    ]


def test_an_empty_list_says_what_to_do(places, open_page):
    app = open_page("you_said.py")

    assert "No suggestion is here. Choose other filters, or add the first one." in shown(app)
    assert "No change is here yet." in shown(app)


def test_overdue_promises_come_first_and_say_by_how_much(places, open_page):
    suggest("Waits longest", received_on=ago(300))
    suggest("Promise ahead", received_on=ago(10), promised_on=TODAY + timedelta(days=1))
    suggest("Promise broken", received_on=ago(20), promised_on=ago(3), owner="Access team")
    told = [StepDraft("acted_in_full", ago(9)), StepDraft("told", ago(8))]
    suggest("Promise kept", received_on=ago(20), promised_on=ago(4), steps=told)

    app = open_page("you_said.py")

    assert headings(app) == [
        "Suggestion 3: waiting, promise overdue",
        "Suggestion 2: waiting",
        "Suggestion 1: waiting",
        "Suggestion 4: acted on in full",
    ]
    text = shown(app)
    assert "Owner: Access team. Promised by" in text
    assert ": overdue by 3 days." in text
    assert ": in 1 day." in text
    assert ", in time." in text


@pytest.mark.parametrize(
    ("received", "steps", "said"),
    [
        (ago(89), [], "Still in time: 1 day left until day 90"),
        (ago(90), [], "Today is day 90. An answer today still counts."),
        (ago(91), [], "No answer by day 90"),
        (ago(91), [StepDraft("acted_in_part", ago(1), "", "Half")], "It counts: answered on"),
        (ago(91), [StepDraft("acted_in_full", TODAY)], ". It counts as missed."),
        (ago(89), [StepDraft("acted_in_full", TODAY)], "Answered in time, on"),
        (None, [], "It has no date of receipt, so it never counts."),
        (ago(91), [StepDraft("removed", ago(5), "", "Twice")], "It is off the list"),
        (ago(91), [StepDraft("not_possible", ago(9), "", "Too dear")], "No answer by day 90"),
    ],
)
def test_each_suggestion_says_what_it_means_for_the_60_per_cent_measure(
    received, steps, said, places, open_page
):
    suggest("An idea", received_on=received, steps=steps)

    assert said in shown(open_page("you_said.py"))


def test_people_s_own_words_are_shown_as_they_were_typed(places, open_page):
    suggest("*Bold* & [a link](x) :red[y]", received_on=ago(1))

    assert "“*Bold* &amp; [a link](x) :red[y]”" in shown(open_page("you_said.py"))


def test_the_filters_leave_what_was_asked_for(places, open_page):
    suggest("North waits", received_on=ago(5))
    suggest("South waits", place=SOUTH, received_on=ago(4), topic=1)
    suggest(
        "South done", place=SOUTH, received_on=ago(9), steps=[StepDraft("acted_in_full", TODAY)]
    )
    app = open_page("you_said.py")

    app.selectbox(key="place").select("South").run()
    assert headings(app) == ["Suggestion 2: waiting", "Suggestion 3: acted on in full"]
    app.selectbox(key="step").select("Acted on").run()
    assert headings(app) == ["Suggestion 3: acted on in full"]
    app.selectbox(key="step").select("People were told").run()
    assert headings(app) == []
    app.selectbox(key="step").select("All").run()
    app.selectbox(key="topic").select("Hearing").run()
    assert headings(app) == ["Suggestion 2: waiting"]


def test_the_list_comes_a_page_at_a_time(places, open_page):
    for at in range(26):
        suggest(f"Idea {at}", received_on=ago(100 - at))
    app = open_page("you_said.py")
    assert len(headings(app)) == 25

    app.button(key="page_next").click().run()

    assert headings(app) == ["Suggestion 26: waiting"]
    assert "Page 2 of 2, 26 suggestions in all." in shown(app)


def test_a_suggestion_is_added_once_and_says_when_day_90_is(places, open_page):
    app = open_page("you_said.py")
    app.button(key="open_suggestion").click().run()
    app.text_area(key="suggestion.text").set_value("A quiet room")
    app.selectbox(key="suggestion.place").select("North")
    app.number_input(key="suggestion.raised_by").set_value(4)
    app.button(key="suggestion.save").click().run()

    (row,) = all_of()
    assert (row.text, row.place_id, row.raised_by) == ("A quiet room", NORTH, 4)
    assert (row.received_on, row.day_90) == (TODAY, TODAY + timedelta(days=90))
    assert "(day 90)" in app.success[0].value.replace("\\", "")
    assert [button.key for button in app.button if button.key == "suggestion.save"] == []


def test_a_suggestion_without_a_text_is_refused_and_nothing_is_stored(places, open_page):
    app = open_page("you_said.py")
    app.button(key="open_suggestion").click().run()
    app.text_input(key="suggestion.owner").set_value("Access team")
    app.button(key="suggestion.save").click().run()

    assert "Nothing is saved yet. 2 things to put right below." in app.error[0].value
    assert "Write what was suggested." in shown(app)
    assert "Choose a place." in shown(app)
    assert app.text_input(key="suggestion.owner").value == "Access team"
    assert all_of() == ()


def test_a_text_that_may_name_a_person_is_stored_once_somebody_has_looked(places, open_page):
    app = open_page("you_said.py")
    app.button(key="open_suggestion").click().run()
    app.text_area(key="suggestion.text").set_value("Praise for Dr Example")
    app.selectbox(key="suggestion.place").select("North")
    app.button(key="suggestion.save").click().run()
    assert all_of() == ()

    app.checkbox(key="suggestion.checked").check()
    app.button(key="suggestion.save").click().run()

    assert [row.text for row in all_of()] == ["Praise for Dr Example"]


def test_a_step_is_added_with_its_day_who_and_result(places, open_page):
    put(
        accept_suggestion,
        SuggestionDraft("Praise for Dr Example", NORTH, received_on=ago(30), checked=True),
    )
    app = open_page("you_said.py", suggestion="1")
    app.button(key="open_step").click().run()
    app.radio(key="step.step").set_value("Looked into")
    app.text_input(key="step.who").set_value("A. Officer")
    app.text_area(key="step.result").set_value("There is room")
    app.button(key="step.save").click().run()

    looked_into = (SuggestionStep.LOOKED_INTO, TODAY, "A. Officer", "There is room")
    assert steps_of(1) == [looked_into]
    assert all_of()[0].answered_on == TODAY
    assert "Looked into on" in shown(app)
    assert "by A. Officer: There is room" in shown(app)
    assert "no step" in shown(app)  # in the history, as it was before

    app.button(key="open_step").click().run()
    app.radio(key="step.step").set_value("People were told")
    app.button(key="step.save").click().run()

    assert steps_of(1) == [looked_into, (SuggestionStep.TOLD, TODAY, "", "")]
    assert all_of()[0].told_on == TODAY


def test_looked_into_without_a_name_and_a_result_is_refused(places, open_page):
    suggest("An idea", received_on=ago(30))
    app = open_page("you_said.py", suggestion="1")
    app.button(key="open_step").click().run()
    app.radio(key="step.step").set_value("Looked into")
    app.date_input(key="step.on").set_value(None)
    app.button(key="step.save").click().run()

    text = shown(app)
    assert "Say who looked into it." in text
    assert "Write what was found." in text
    assert "Give the day it was done." in text
    assert steps_of(1) == []


def test_a_step_can_follow_steps_without_a_day_but_must_have_one_itself(places, open_page):
    old = SuggestionDraft("Old", NORTH, steps=[StepDraft("acted_in_full")], undated_steps=True)
    put(accept_suggestion, old)
    app = open_page("you_said.py", suggestion="1")
    app.button(key="open_step").click().run()
    app.radio(key="step.step").set_value("People were told")
    app.date_input(key="step.on").set_value(None)
    app.button(key="step.save").click().run()
    assert "Give the day it was done." in shown(app)

    app.date_input(key="step.on").set_value(ago(2))
    app.button(key="step.save").click().run()

    assert steps_of(1) == [
        (SuggestionStep.ACTED_IN_FULL, None, "", ""),
        (SuggestionStep.TOLD, ago(2), "", ""),
    ]


def test_owner_and_promise_are_changed_and_told_in_the_history(places, open_page):
    suggest("An idea", received_on=ago(30), steps=[StepDraft("acted_in_full", ago(3))])
    app = open_page("you_said.py", suggestion="1")
    app.button(key="open_suggestion").click().run()
    app.text_input(key="suggestion.owner").set_value("Access team")
    app.date_input(key="suggestion.promised_on").set_value(TODAY)
    app.button(key="suggestion.save").click().run()

    (row,) = all_of()
    assert (row.owner, row.promised_on, row.version) == ("Access team", TODAY, 2)
    assert steps_of(1) == [(SuggestionStep.ACTED_IN_FULL, ago(3), "", "")]
    line = store.history(LOCAL_USER, RecordType.SUGGESTION, 1)[0]
    assert line.after == {"owner": "Access team", "promised_on": TODAY.isoformat()}
    assert "<td>Who looks after it</td><td>empty</td><td>Access team</td>" in shown(app)


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(places, open_page):
    suggest("An idea", received_on=ago(30))
    app = open_page("you_said.py", suggestion="1")
    app.button(key="open_suggestion").click().run()
    with store.session(LOCAL_USER) as session:
        session.change(Suggestion, 1, 1, {"owner": "Somebody"})
    app.text_input(key="suggestion.owner").set_value("Me")
    app.button(key="suggestion.save").click().run()

    assert "changed this while you had it open" in app.error[0].value
    assert app.text_input(key="suggestion.owner").value == "Me"
    assert all_of()[0].owner == "Somebody"


def test_a_suggestion_is_withdrawn_with_a_reason_found_again_and_restored(
    places, open_page, follow
):
    suggest("An idea", received_on=ago(30))
    app = open_page("you_said.py", suggestion="1")
    app.button(key="open_withdraw").click().run()
    app.button(key="withdraw.save").click().run()
    assert "Say why it should not count." in shown(app)
    assert len(all_of()) == 1

    app.text_input(key="withdraw.reason").set_value("Typed in twice")
    app.button(key="withdraw.save").click().run()
    assert all_of() == ()
    assert store.history(LOCAL_USER, RecordType.SUGGESTION, 1)[0].reason == "Typed in twice"

    app.selectbox(key="step").select("Withdrawn").run()
    assert headings(app) == ["Suggestion 1: waiting, withdrawn"]
    follow(app, "Open suggestion 1")
    app.button(key="open_restore").click().run()
    app.text_input(key="restore.reason").set_value("It was not")
    app.button(key="restore.save").click().run()
    assert len(all_of()) == 1


def test_a_change_answers_several_suggestions(places, open_page, follow):
    suggest("A quiet room", received_on=ago(30))
    suggest("Less noise", received_on=ago(20))
    app = open_page("you_said.py")
    app.button(key="open_change").click().run()
    app.button(key="change.save").click().run()
    assert "Choose at least one suggestion that this change answers." in shown(app)
    assert store.changes(LOCAL_USER).rows == ()

    app.text_input(key="change.title").set_value("Quiet room")
    app.text_area(key="change.what").set_value("There is a quiet room now")
    app.selectbox(key="change.place").select("North")
    app.multiselect(key="change.suggestions").set_value([1, 2])
    app.button(key="change.save").click().run()

    ((change, answered),) = store.changes(LOCAL_USER).rows
    assert (change.title, change.on, change.place_id, answered) == ("Quiet room", TODAY, NORTH, 2)
    app.button(key="see_list").click().run()
    assert "answers 2 suggestions" in shown(app)
    follow(app, "Open change 1")
    assert "“Less noise”" in shown(app)


def test_a_change_is_put_right_and_withdrawn(places, open_page):
    suggest("A quiet room", received_on=ago(30))
    suggest("Less noise", received_on=ago(20))
    put(accept_change, ChangeDraft("Room", "A room", ago(2), NORTH, suggestions=[1]))
    app = open_page("you_said.py", change="1")
    app.button(key="open_change").click().run()
    app.text_input(key="change.title").set_value("Quiet room")
    app.multiselect(key="change.suggestions").set_value([2])
    app.button(key="change.save").click().run()

    change, links = store.record(LOCAL_USER, Change, 1)
    assert change.title == "Quiet room"
    assert [link.suggestion_id for link in links] == [2]

    app.button(key="open_withdraw").click().run()
    app.text_input(key="withdraw.reason").set_value("Not so")
    app.button(key="withdraw.save").click().run()
    assert store.changes(LOCAL_USER).rows == ()


def test_the_shared_view_shows_no_free_text_and_offers_nothing_to_record(places, open_page, links):
    steps = [StepDraft("looked_into", ago(20), "Named officer", "Secret result")]
    suggest(
        "Secret words", received_on=ago(30), owner="Secret owner", note="Secret note", topic=1,
        promised_on=ago(1), raised_by=3, steps=steps,
    )  # fmt: skip
    put(accept_change, ChangeDraft("Secret title", "Secret change", ago(2), NORTH, suggestions=[1]))

    for asked in ({}, {"suggestion": "1"}, {"change": "1"}):
        app = open_page("you_said.py", view="Shared", **asked)
        text = shown(app)
        assert "Secret" not in text
        assert "Named" not in text
        assert headings(app) == ["Suggestion 1: looked into, promise overdue"]
        assert "North · Hearing · Received" in text
        assert "3 people said so" in text
        assert "Looked into on" in text
        assert "answers 1 suggestion" in text
        assert "<td>Looked into</td><td class=n>1</td>" in text
        assert "nobody has yet checked that each text is safe to share" in text
        keys = {button.key for button in app.button}
        assert keys & {"open_suggestion", "open_change"} == set()
        assert links(app) == {}


@pytest.mark.parametrize("number", ["7", "x", "-1", "99999999999999999999"])
@pytest.mark.parametrize("kind", ["suggestion", "change"])
def test_a_number_that_is_not_there_is_answered_in_a_plain_sentence(
    kind, number, places, open_page
):
    app = open_page("you_said.py", **{kind: number})

    lost = f"There is no {kind} 7." if number == "7" else f"This address leads to no {kind}."
    assert app.warning[0].value.startswith(lost)


def test_a_suggestion_of_a_place_that_is_gone_is_still_shown(places, open_page):
    suggest("An idea", place=SOUTH, received_on=ago(3))
    from engagement_metrics.models import Place

    with store.session(LOCAL_USER, "merged") as session:
        session.withdraw(Place, SOUTH, 1)

    assert "South · Received" in shown(open_page("you_said.py", suggestion="1"))
    assert store.suggestions(LOCAL_USER, Filter(None, (SOUTH,), None)).total == 1


def test_a_change_of_filter_leaves_what_is_being_typed(places, open_page):
    app = open_page("you_said.py")
    app.button(key="open_suggestion").click().run()
    app.text_area(key="suggestion.text").set_value("A quiet room").run()
    app.selectbox(key="place").select("South").run()

    assert app.text_area(key="suggestion.text").value == "A quiet room"
