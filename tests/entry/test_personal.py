"""Personal details, markup and formulas are found in free text."""

import pytest

from engagement_metrics.entry import accept_activity
from engagement_metrics.entry.personal import certain, likely, unsafe


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("943 476 5919 came", "an NHS number"),
        ("943-476-5919", "an NHS number"),
        ("943.476.5919", "an NHS number"),
        ("her nhs no is 9434765919", "an NHS number"),
        ("9434765919 (NHS)", "an NHS number"),
        ("AB 12 34 56 C", "a National Insurance number"),
        ("ab123456c", "a National Insurance number"),
        ("born 3 May 1961", "a date of birth"),
        ("Born on 03/05/1961", "a date of birth"),
        ("DOB: 3.5.61", "a date of birth"),
        ("d.o.b. 1961-05-03", "a date of birth"),
        ("Date of birth is 3rd May 1961", "a date of birth"),
    ],
)
def test_what_can_hardly_be_anything_else_is_refused(text, what):
    assert certain(text) == what


@pytest.mark.parametrize(
    "text",
    [
        "9434765919",  # ten digits by themselves: one in eleven passes the check by chance
        "943 476 5918",  # does not pass the check
        "999 999 9999",  # all one digit
        "1943 476 5919 and 943 476 59191",
        "GB 12 34 56 C",
        "born in 1961 or so",
        "About 2,026 people came on 3 May 2026.",
        "Born leaders, all of them",
    ],
)
def test_what_may_well_be_something_else_is_not_refused(text):
    assert certain(text) is None


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("order 9434765919", "an NHS number"),
        ("write to jo.bloggs+a@example.co.uk", "an email address"),
        ("01473 123456", "a phone number"),
        ("(01473) 123456", "a phone number"),
        ("+44 7700 900123", "a phone number"),
        ("07700-900-123", "a phone number"),
        ("the hall, IP33 1YB", "a full postcode"),
        ("sw1a 1aa", "a full postcode"),
        ("Mrs Bloggs said so", "a person's name"),
        ("Dr. Bloggs", "a person's name"),
        ("who lives at 4 High Street", "where somebody lives"),
        ("lives in flat 3", "where somebody lives"),
    ],
)
def test_what_may_be_about_a_person_is_asked_about(text, what):
    assert likely(text) == what


@pytest.mark.parametrize(
    "text",
    [
        "Open later, please: 9 to 5 is too short.",
        "9999999999",
        "0123",
        "IP33 is far",
        "In phase B2 1st of two",
        "Mrs and Mr, nobody by name",
        "Everybody lives in Suffolk",
        "1234567891 leaflets",
    ],
)
def test_plain_words_pass(text):
    assert (certain(text), likely(text), unsafe(text)) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ("<script>", "holds the sign < as in a web page. Write it in plain words."),
        ("a </b>", "holds the sign < as in a web page. Write it in plain words."),
        ("< img src=x>", "holds the sign < as in a web page. Write it in plain words."),
        ("<!-- -->", "holds the sign < as in a web page. Write it in plain words."),
        ("=1+1", "begins with '=', which a spreadsheet would run. Begin with a word."),
        (
            "+cmd|' /C calc'!A0",
            "begins with '+', which a spreadsheet would run. Begin with a word.",
        ),
        ("@SUM(A1)", "begins with '@', which a spreadsheet would run. Begin with a word."),
        ("-2+3", "begins with '-', which a spreadsheet would run. Begin with a word."),
        ("a\x00b", "holds signs that cannot be seen. Type it afresh."),
        ("a\u202eb", "holds signs that cannot be seen. Type it afresh."),
        ("a\u200bb", "holds signs that cannot be seen. Type it afresh."),
        ("a\ud800b", "holds signs that cannot be seen. Type it afresh."),
    ],
)
def test_what_a_page_or_a_spreadsheet_could_run_is_refused(text, ending):
    assert unsafe(text) == ending


@pytest.mark.parametrize("text", ["- a list", "fewer than <5", "3 < 4", "a = b", "two\nlines"])
def test_signs_with_a_plain_use_pass(text):
    assert unsafe(text) is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "943 476 5919",
            "The note seems to hold an NHS number. Take it out: no person is kept here.",
        ),
        (
            "QQ 12 34 56 C and AB 12 34 56 C",
            "The note seems to hold a National Insurance number. Take it out: no person is "
             "kept here.",
        ),
        (
            "9434765919",
            "The note may hold an NHS number. Take it out, or tick that it is not about one "
             "person.",
        ),
    ],
)  # fmt: skip
def test_the_sentence_says_what_was_found_and_never_repeats_it(told, returned, text, sentence):
    assert told(accept_activity, returned(note=text)) == {"note": sentence}


def test_what_is_certain_is_refused_however_often_it_is_ticked(told, returned):
    assert list(told(accept_activity, returned(note="943 476 5919", checked=True))) == ["note"]


def test_a_name_may_stand_where_staff_are_named_but_no_number_of_a_person(told, returned):
    assert told(accept_activity, returned(reference="Dr Bloggs")) == {}
    assert told(accept_activity, returned(source="Ask jo@example.org")) == {}
    assert list(told(accept_activity, returned(reference="943 476 5919"))) == ["reference"]
    assert list(told(accept_activity, returned(source="943 476 5919"))) == ["source"]
