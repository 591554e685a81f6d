"""Who took part, in quick entry: chips to ask about, sums as they are typed, 'not asked'."""

import sqlite3

import pytest
from streamlit.testing.v1 import AppTest

from engagement_metrics import framework, store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.entry import AnswersSoFar
from engagement_metrics.models import Activity, GroupCount, Organisation, Place
from engagement_metrics.store import Tally
from pages.parts import entry_sums
from tests.pages.test_quick_entry import COMPLETE, button, fill, shown, stored

USUAL = ["Age", "Sex", "Disability", "Ethnic group", "Religion or belief", "Unpaid carers"]
OVER = (
    "Age adds up to 43, more than the 42 people who were there. "
    "Lower a count, or raise the number of people."
)


@pytest.fixture
def form(sqlite_url, open_page) -> AppTest:
    """A fresh return, complete but for who took part, on a store of one place."""
    with store.session(LOCAL_USER) as session:
        session.add(Organisation(name="Our system"))
        session.add(Place(name="Riverside"))
    return fill(open_page("quick_entry.py"), **COMPLETE, who=True)


def chips(app: AppTest) -> list[str]:
    return list(app.button_group(key="entry.characteristics").options)


def tables(app: AppTest) -> list[str]:
    """The names of the tables that are open."""
    headings = (html.proto.body for html in app.get("html"))
    return [h.removeprefix("<h3>").removesuffix("</h3>") for h in headings if h.startswith("<h3>")]


def counted() -> dict[tuple[str, str], int]:
    """The counts of the one activity that is stored."""
    (activity,) = stored()
    _, parts = store.record(LOCAL_USER, Activity, activity.id)
    return {(p.characteristic, p.category): p.n for p in parts if isinstance(p, GroupCount)}


def not_asked(app: AppTest, characteristic: str) -> AppTest:
    return app.button(key=f"not_asked_{characteristic}").click().run()


def test_the_usual_chips_come_first_and_the_rest_in_the_order_of_the_framework(form):
    assert chips(form) == USUAL
    assert tables(form) == ["Age", "Sex"]

    button(form, "Show 19 more").click().run()

    every = framework.load().characteristics.values()
    assert chips(form) == [one.name for one in every]
    assert tables(form) == ["Age", "Sex"]


def test_a_chip_opens_its_table_and_stays_where_it_is_when_it_is_tapped_again(form):
    button(form, "Show 19 more").click().run()
    fill(form, characteristics=["religion", "marriage", "sex"])
    assert tables(form) == ["Sex", "Marriage or civil partnership", "Religion or belief"]
    assert "For people aged 16 and over. Children count as not asked." in [
        caption.value for caption in form.caption
    ]
    before = chips(form)

    fill(form, characteristics=["sex"])

    assert tables(form) == ["Sex"]
    assert chips(form) == before


def test_what_is_typed_adds_up_against_the_heads_as_it_is_typed(form):
    assert shown(form).count("Nothing typed yet: all 42 people count as not asked.") == 2
    fill(form, **{"group.age.u16": 3, "group.age.16_24": 30, "group.age.prefer_not_to_say": 2,
                  "group.sex.female": 0})  # fmt: skip

    assert "33 of 42 people told us; 2 preferred not to say; 7 not asked." in shown(form)
    assert "0 of 42 people told us; 42 not asked." in shown(form)
    assert "Nothing typed yet" not in shown(form)


@pytest.mark.parametrize(
    ("answers", "heads", "sentence"),
    [
        (AnswersSoFar(42, 0, 0, 0), 42, "42 of 42 people told us."),
        (AnswersSoFar(1_200, 0, 3, 97), 1_300, "1,200 of 1,300 people told us; 3 not known; "
                                              "97 not asked."),
        (AnswersSoFar(0, 1, 0, 0), 1, "0 of 1 person told us; 1 preferred not to say."),
        (AnswersSoFar(5, 0, 0, None), None, "5 people told us."),
    ],
)  # fmt: skip
def test_a_sum_is_told_in_words(answers, heads, sentence):
    assert entry_sums.words(answers, heads) == sentence


def test_more_people_than_there_were_is_told_at_once_and_no_longer_once_put_right(form):
    fill(form, **{"group.age.u16": 43})
    assert OVER in shown(form)
    assert not form.error

    button(form, "Save").click().run()
    assert stored() == []
    assert shown(form).count(OVER) == 1
    assert form.error[0].value == "Nothing is saved yet. One thing to put right below."

    fill(form, **{"group.age.u16": 42})
    assert OVER not in shown(form)
    assert "Nothing is saved yet" not in shown(form)
    assert not form.error
    button(form, "Save").click().run()
    assert counted() == {("age", "u16"): 42}


def test_before_the_heads_are_there_the_page_asks_for_them(form):
    fill(form, heads=None)
    assert entry_sums.HEADS_FIRST in shown(form)

    fill(form, **{"group.age.u16": 4})
    assert entry_sums.HEADS_FIRST not in shown(form)
    assert "Type how many people there were before saying who they were." in shown(form)
    assert "4 people told us." in shown(form)


def test_one_tap_says_not_asked_and_what_was_typed_is_kept_until_it_is_saved(form):
    fill(form, **{"group.age.u16": 5, "group.age.16_24": 2, "group.sex.female": 9})

    not_asked(form, "age")
    assert tables(form) == ["Sex"]
    assert (
        "Age: saved as not asked. The 7 people you typed stay here until you save. "
        "Tap Age above to see them again." in shown(form)
    )

    fill(form, characteristics=["age", "sex"])
    assert form.number_input(key="entry.group.age.u16").value == 5
    assert "saved as not asked" not in shown(form)

    not_asked(form, "age")
    button(form, "Save").click().run()
    assert counted() == {("sex", "female"): 9}


def test_a_sum_that_is_too_large_hinders_nobody_once_it_is_not_asked(form):
    fill(form, **{"group.age.u16": 43})
    not_asked(form, "age")
    assert OVER not in shown(form)

    button(form, "Save").click().run()
    assert counted() == {}


def test_who_switches_it_off_is_told_that_it_will_not_be_saved(form):
    fill(form, who=False)
    assert "is not saved while this is off" not in shown(form)

    fill(form, who=True, **{"group.age.u16": 5})
    fill(form, who=False)
    assert "Who took part is not saved while this is off." in shown(form)
    fill(form, who=True)
    assert form.number_input(key="entry.group.age.u16").value == 5


def test_what_was_asked_about_last_time_is_chosen_again_but_no_number_of_it(form, open_page):
    button(form, "Show 19 more").click().run()
    fill(form, characteristics=["sex", "inclusion_autism"], **{"group.inclusion_autism.yes": 2,
                                                             "group.sex.female": 0})  # fmt: skip
    button(form, "Save").click().run()

    for app in (open_page("quick_entry.py"), open_page("quick_entry.py", copy="1")):
        assert app.toggle(key="entry.who").value is False
        fill(app, who=True)
        assert tables(app) == ["Sex", "Autistic people"]
        assert chips(app) == [*USUAL, "Autistic people"]
        assert app.number_input(key="entry.group.inclusion_autism.yes").value is None
        assert any("What you asked about last time is chosen." in c.value for c in app.caption)


def test_what_was_tallied_is_in_the_sum_and_in_what_is_too_much(form):
    fill(form, heads=2, **{"group.age.u16": 1})
    (draft,) = store.my_drafts(LOCAL_USER)
    sheet = store.open_tally(LOCAL_USER, draft.id)
    tapped = {"age": {"u16": 4}, "religion": {"none": 13}}
    store.keep_tally(LOCAL_USER, Tally(sheet.sheet, draft.id, sheet.name, 10, tapped, 10))
    form.run()
    assert "5 of 12 people told us; 7 not asked. Of these, 4 were tallied." in shown(form)
    assert "Religion or belief adds up to 13, more than the 12 people" in shown(form)

    not_asked(form, "age")
    assert "Age: only what was tallied is saved." in shown(form)
    fill(form, who=False)
    assert "Religion or belief adds up to 13, more than the 12 people" in shown(form)


def test_a_draft_of_another_version_says_what_has_no_place_now_and_keeps_the_rest(form, open_page):
    fill(form, **{"group.age.u16": 3})
    (draft,) = store.my_drafts(LOCAL_USER)
    older = {
        "characteristics": {"list": ["age", "shoe_size"]},
        "group.age.teens": 5, "group.shoe_size.large": 6, "group.age.16_24": 4,
    }  # fmt: skip
    store.keep_draft(LOCAL_USER, draft.id, older, {})

    app = open_page("quick_entry.py", draft=draft.id)

    assert "'teens' is not a choice of Age in version 1 of its list." in shown(app).replace(
        "&#x27;", "'"
    )
    assert (
        "‘shoe_size’ is not something this version asks about, so its 6 people cannot be saved. "
        "The rest is kept." in shown(app)
    )
    assert "7 of 42 people told us; 35 not asked." in shown(app)
    button(app, "Save").click().run()
    assert stored() == []

    fill(app, **{"group.age.teens": None, "group.age.25_64": 5})
    button(app, "Save").click().run()
    assert counted() == {("age", "u16"): 3, ("age", "16_24"): 4, ("age", "25_64"): 5}


def test_a_stored_count_of_another_version_is_shown_by_its_key(form, open_page, sqlite_url):
    fill(form, **{"group.age.u16": 3, "group.age.16_24": 4, "group.sex.male": 2})
    button(form, "Save").click().run()
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as other:
        other.execute("UPDATE group_count SET category = 'teens' WHERE category = '16_24'")
        other.execute(
            "UPDATE group_count SET characteristic = 'shoe_size', category = 'large' "
            "WHERE characteristic = 'sex'"
        )
    other.close()

    app = open_page("activities.py", activity="1")

    assert "<td>‘teens’ (not a choice now)</td><td class=n>4</td>" in shown(app)
    assert "‘shoe_size’ (not asked about now)" in shown(app)
