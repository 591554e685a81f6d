"""An address with a slip in it: each page says a true sentence, and none breaks."""

import pytest

from pages.parts import paging

PAGES = [
    ("you_said.py", "suggestion", "suggestion"),
    ("you_said.py", "change", "change"),
    ("activities.py", "activity", "activity"),
    ("meeting.py", "review", "meeting"),
    ("room.py", "round", "round"),
]


def test_the_number_of_a_record_is_written_in_plain_figures():
    texts = ["7", "0", "", "x", "-1", "1.5", "²", "٣", "9" * 30]

    assert [paging.number_in(text) for text in texts] == [7, 0, 0, 0, 0, 0, 0, 0, 0]


def told(app) -> list[str]:
    assert [fault.message for fault in app.exception] == []
    return [box.value for box in (*app.warning, *app.error)]


@pytest.fixture(params=[page[:2] for page in PAGES], ids=" ".join)
def lost(request, made_up_url, open_page):
    """A page of the made-up year, opened at an address with a slip in it."""
    name, asked = request.param

    def opened(slip):
        return told(open_page(name, **{asked: slip}))

    return opened, {one[:2]: one[2] for one in PAGES}[request.param]


@pytest.mark.parametrize("slip", ["x", "9" * 30])
def test_what_is_no_number_of_a_record_leads_nowhere_and_it_says_so(lost, slip):
    opened, kind = lost

    assert opened(slip) == [f"This address leads to no {kind}. There may be a slip in it."]


def test_a_number_that_no_record_has_is_named(lost):
    opened, kind = lost

    assert opened("999") == [f"There is no {kind} 999. It may be a slip in the address."]


@pytest.mark.parametrize("slip", ["x", "9" * 30])
@pytest.mark.parametrize(
    ("name", "asked", "kind"),
    [
        ("quick_entry.py", "activity", "activity"),
        ("quick_entry.py", "copy", "activity"),
        ("figures.py", "figure", "figure"),
    ],
)
def test_a_form_is_not_opened_for_a_record_that_is_not_there(
    made_up_url, open_page, name, asked, kind, slip
):
    (sentence,) = told(open_page(name, **{asked: slip}))

    assert sentence.startswith(f"There is no {kind} of that number. Choose one from ")


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        ("x", "This address leads to no activity. There may be a slip in it."),
        ("9999", "There is no activity 9999. It may be a slip in the address."),
    ],
)
def test_answers_are_asked_for_of_another_activity_where_there_is_none(
    made_up_url, open_page, slip, said
):
    app = open_page("evaluation_answers.py", activity=slip)

    assert said in told(app)
