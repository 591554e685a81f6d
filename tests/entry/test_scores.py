"""One private score, and evidence that a scorer adds: what is let in, what is said of the rest."""

from datetime import date

import pytest

from engagement_metrics.entry import EntryError
from engagement_metrics.entry.scores import (
    DONT_KNOW,
    EvidenceDraft,
    ScoreDraft,
    accept_evidence,
    accept_score,
)
from engagement_metrics.models import Sureness
from engagement_metrics.store.scores import Given

TODAY = date(2026, 11, 22)


def evidence(**other) -> EvidenceDraft:
    """A piece of evidence in which all is well, but for what is given."""
    return EvidenceDraft(**{"text": "Twelve groups have joined.", "good": True} | other)


def test_a_level_comes_out_with_how_sure_and_why():
    draft = ScoreDraft(3, "high", "  We meet in most   places. ", shared=True)

    assert accept_score(draft, 5, TODAY) == Given(
        3, Sureness.HIGH, "We meet in most places.", shared=True
    )


def test_i_do_not_know_is_an_answer_of_its_own_and_nobody_is_sure_of_it():
    assert accept_score(ScoreDraft(DONT_KNOW, "high", "I am new here."), 5, TODAY) == Given(
        None, None, "I am new here."
    )


def test_words_are_shared_only_where_there_are_some():
    assert accept_score(ScoreDraft(2, shared=True), 5, TODAY) == Given(2)


@pytest.mark.parametrize("levels", [3, 8])
def test_the_highest_level_of_a_model_can_be_chosen_whatever_it_is(levels):
    assert accept_score(ScoreDraft(levels), levels, TODAY) == Given(levels)


@pytest.mark.parametrize(
    ("draft", "field", "sentence"),
    [
        (ScoreDraft(), "level", "Choose a level, or 'I do not know'."),
        (
            ScoreDraft(6),
            "level",
            "This model has no level 6. Choose a level, or 'I do not know'.",
        ),
        (ScoreDraft(-1), "level", "The level cannot be below 0. Type 0 or more."),
        (ScoreDraft(2.5), "level", "The level: type a whole number, not 2.5."),
        (ScoreDraft("three"), "level", "The level: 'three' is not a number."),
        (ScoreDraft(3, "quite"), "sure", "Say how sure you are: low, medium or high."),
        (
            ScoreDraft(3, reason="x" * 501),
            "reason",
            "What you wrote is 501 characters long. Keep it to 500 or fewer.",
        ),
        (
            ScoreDraft(3, reason="A patient, NHS 943 476 5919, said so."),
            "reason",
            "What you wrote seems to hold an NHS number. Take it out: no person is kept here.",
        ),
        (
            ScoreDraft(3, reason="<b>never</b>"),
            "reason",
            "What you wrote holds the sign < as in a web page. Write it in plain words.",
        ),
        (
            ScoreDraft(3, reason="=1+1"),
            "reason",
            "What you wrote begins with '=', which a spreadsheet would run. Begin with a word.",
        ),
    ],
)
def test_a_fault_of_an_answer_is_told_in_a_sentence(draft, field, sentence):
    with pytest.raises(EntryError) as told:
        accept_score(draft, 5, TODAY)

    assert told.value.faults == {field: sentence}


def test_words_that_may_name_somebody_are_asked_about_and_stand_once_looked_at():
    draft = ScoreDraft(3, reason="Dr Green never answers.")
    with pytest.raises(EntryError) as told:
        accept_score(draft, 5, TODAY)

    assert told.value.doubts == {
        "reason": "What you wrote may hold a person's name. Take it out, or tick that it is not "
        "about one person."
    }
    looked_at = ScoreDraft(3, reason="Dr Green never answers.", checked=True)
    assert accept_score(looked_at, 5, TODAY).reason == "Dr Green never answers."


def test_evidence_comes_out_about_its_dimension():
    draft = evidence(link="https://example.org/minutes?of=may", dated_on="2026-05-20", good=False)

    assert accept_evidence(draft, "A1", TODAY).model_dump(
        include={"dimension", "text", "link", "dated_on", "good"}
    ) == {
        "dimension": "A1",
        "text": "Twelve groups have joined.",
        "link": "https://example.org/minutes?of=may",
        "dated_on": date(2026, 5, 20),
        "good": False,
    }


@pytest.mark.parametrize(
    ("draft", "field", "sentence"),
    [
        (evidence(text=" "), "text", "Write what it shows, in a sentence."),
        (evidence(good=None), "good", "Say whether it is good or bad news."),
        (
            evidence(dated_on="2026-11-23"),
            "dated_on",
            "That day lies ahead. Choose today or earlier.",
        ),
        (
            evidence(dated_on="2026-11"),
            "dated_on",
            "The day: give the day as well, as in 2026-05-20.",
        ),
        *(
            (
                evidence(link=link),
                "link",
                "A link begins with https:// and has no spaces. Copy it once more.",
            )
            for link in (
                "example.org/minutes",
                "javascript:alert(1)",
                "https://",
                "https://somebody@example.org/",
                "https://example.org/our minutes",
                "ftp://example.org/minutes",
            )
        ),
    ],
)
def test_a_fault_of_evidence_is_told_in_a_sentence(draft, field, sentence):
    with pytest.raises(EntryError) as told:
        accept_evidence(draft, "A1", TODAY)

    assert told.value.faults == {field: sentence}


def test_all_that_is_wrong_with_evidence_is_told_at_once():
    with pytest.raises(EntryError) as told:
        accept_evidence(EvidenceDraft(link="nowhere"), "A1", TODAY)

    assert told.value.faults.keys() == {"text", "good", "link"}
