"""Wordings of maturity models: what may be kept, what a change breaks, and a file brought in."""

import csv
import io
from dataclasses import replace

import pytest

from engagement_metrics import entry, store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.entry import maturity_models
from engagement_metrics.entry.maturity_models import WordingDraft
from engagement_metrics.framework import FrameworkError, maturity, maturity_edits
from engagement_metrics.models import LocalMaturityModel
from engagement_metrics.models.maturity_models import from_json
from engagement_metrics.store import rounds

DEFAULT = maturity.models()[0]
THERE = maturity_models.wordings(())
REWORDED = maturity_edits.with_cell(DEFAULT, "A1", 3, "Most groups are linked.")


def wording(model=REWORDED, seen=1, note="The forum asked for it", **other):
    return WordingDraft(model, seen, note, **other)


def test_a_model_of_the_files_that_is_reworded_becomes_wording_2_of_the_same_code(known):
    kept = maturity_models.accept_wording(wording(), THERE, known).record

    assert (kept.code, kept.edition, kept.note) == (
        "network_and_principles", 2, "The forum asked for it",
    )  # fmt: skip
    assert from_json(kept.content) == replace(REWORDED, edition=2)
    assert [one.edition for one in THERE[kept.code]] == [1]
    both = maturity_models.wordings([from_json(kept.content)])
    assert [one.edition for one in both[kept.code]] == [1, 2]


@pytest.mark.parametrize(
    ("draft", "name", "said"),
    [
        (wording(note=" "), "note", "Say why it is worded so. One line is enough."),
        (wording(DEFAULT), "wording", "It says the same as wording 1. Nothing to save."),
        (
            wording(maturity_edits.with_cell(DEFAULT, "A1", 1, "Ring 01438 555 123 now.")),
            "wording",
            "'Ring 01438 555 123 now.' may hold a phone number. Take it out, or tick that it is "
            "not about one person.",
        ),
        (
            wording(maturity_edits.with_cell(DEFAULT, "A1", 1, "Born on 3 May 1980.")),
            "wording",
            "'Born on 3 May 1980.' seems to hold a date of birth. Take it out.",
        ),
        (
            wording(maturity_edits.with_heading(DEFAULT, name=maturity.models()[1].name)),
            "wording",
            f"There is a model called {maturity.models()[1].name}. Use another name.",
        ),
    ],
)
def test_a_wording_that_may_not_be_kept_says_why(told, draft, name, said):
    def accept(wording, known):
        maturity_models.accept_wording(wording, THERE, known)

    assert told(accept, draft) == {name: said}


def test_what_may_be_a_phone_number_is_kept_once_somebody_has_looked(known):
    model = maturity_edits.with_cell(DEFAULT, "A1", 1, "Ring 01438 555 123 now.")

    kept = maturity_models.accept_wording(wording(model, checked=True), THERE, known).record
    assert kept.edition == 2


def test_who_began_from_an_older_wording_is_told_that_there_is_a_later_one(known):
    other = replace(maturity_edits.with_cell(DEFAULT, "A2", 1, "None."), edition=2)
    there = maturity_models.wordings([other])

    with pytest.raises(entry.EntryError) as fault:
        maturity_models.accept_wording(wording(seen=1), there, known)
    assert "Somebody else saved wording 2 of this model meanwhile." in fault.value.faults["wording"]
    assert maturity_models.accept_wording(wording(seen=2), there, known).record.edition == 3


def test_two_people_who_save_the_same_wording_at_once_are_told_and_the_first_stands(known):
    first = maturity_models.accept_wording(wording(), THERE, known).record
    second = maturity_models.accept_wording(wording(note="Mine"), THERE, known).record
    with store.session(LOCAL_USER) as write:
        write.add(first)
    with (
        pytest.raises(store.Taken, match="Somebody else saved a wording of this model meanwhile"),
        store.session(LOCAL_USER) as write,
    ):
        write.add(second)

    assert [one.edition for one in rounds.models(LOCAL_USER)] == [2]


def test_a_break_is_told_for_each_dimension_whose_words_or_levels_changed():
    after = maturity_edits.with_dimension(REWORDED, "A1", question="Does news flow?")
    told = maturity_models.what_changes(DEFAULT, after)

    assert told.breaks == ("A1 How well the network works: the question and the statement for "
                           "level 3.",)  # fmt: skip
    assert told.others == ()

    shorter = maturity_models.what_changes(DEFAULT, maturity_edits.without_last_level(DEFAULT))
    assert len(shorter.breaks) == 13
    assert shorter.breaks[0] == "A1 How well the network works: the number of levels."
    assert shorter.others == ("There are 4 levels. Before, there were 5.",)


def test_what_breaks_no_path_is_told_apart():
    after = maturity_edits.with_dimension(
        DEFAULT, "A1", name="The network", evidence="Minutes", measures=()
    )
    after = maturity_edits.without(after, "P3")
    after = maturity_edits.moved(after, "A3", 1)
    after = maturity_edits.with_level(after, 2, name="Begun")
    after = maturity_edits.with_added(after, replace(DEFAULT.dimension("P3"), id="P11", name="New"))
    told = maturity_models.what_changes(DEFAULT, after)

    assert told.breaks == ()
    assert told.others == (
        "Level 2 is called Begun. Before, it was Getting started.",
        f"P3 {DEFAULT.dimension('P3').name} is taken out. What was agreed on it can still be read.",
        "A1 The network: the name, the evidence to look for and the linked measures changed. "
        "This breaks no path.",
        "P11 New is new. Its path begins with its first round.",
        "The dimensions stand in another order.",
    )
    assert not maturity_models.what_changes(DEFAULT, DEFAULT)


def test_a_model_begun_from_another_has_a_code_of_its_own_and_says_whose_words_it_has(known):
    kept = maturity_models.accept_new_model(
        DEFAULT, "Café steps!", "Ours", THERE, known, False
    ).record

    assert (kept.code, kept.edition, kept.name) == ("cafe_steps", 1, "Café steps!")
    assert from_json(kept.content).dimensions == DEFAULT.dimensions
    assert kept.note == "Begun from The network and the ten principles, wording 1."
    there = maturity_models.wordings([from_json(kept.content)])
    again = maturity_models.accept_new_model(DEFAULT, "Cafe steps", "Ours", there, known, False)
    assert again.record.code == "cafe_steps_2"


def test_a_new_model_needs_a_name_that_is_free_and_whose_words_it_has(known):
    with pytest.raises(entry.EntryError) as fault:
        maturity_models.accept_new_model(DEFAULT, DEFAULT.name, " ", THERE, known, False)

    assert fault.value.faults == {
        "name": f"There is a model called {DEFAULT.name}. Use another name.",
        "source": "Say whose words they are, such as 'Ours, begun from theirs'.",
    }


@pytest.mark.parametrize("tabs", [False, True], ids=["as it is", "as cells copied from Excel"])
def test_a_file_of_a_model_that_is_here_becomes_its_next_wording(known, tabs):
    text = maturity.written(REWORDED)
    if tabs:
        cells = io.StringIO()
        csv.writer(cells, delimiter="\t").writerows(csv.reader(io.StringIO(text)))
        text = cells.getvalue()

    read = maturity_models.read_file(text, "Pasted text", THERE, known)
    assert read == replace(REWORDED, edition=2)


def test_a_file_of_a_model_that_is_not_here_becomes_wording_1(known):
    text = maturity.written(replace(DEFAULT, code="theirs", name="Theirs", edition=7))

    read = maturity_models.read_file(text, "Pasted text", THERE, known)
    assert (read.code, read.edition) == ("theirs", 1)
    kept = maturity_models.accept_wording(wording(read, seen=0), THERE, known).record
    assert (kept.code, kept.edition) == ("theirs", 1)


def test_a_faulty_file_tells_twenty_faults_with_their_lines_and_how_many_more(known):
    lines = maturity.written(DEFAULT).splitlines()
    lines += [f"measure,A1,,NOT-{at:02}," for at in range(1, 24)]

    with pytest.raises(FrameworkError) as fault:
        maturity_models.read_file("\n".join(lines), "ours.csv", THERE, known)
    told = maturity_models.first_faults(fault.value.faults)
    assert len(told) == 21
    assert "unknown measure 'NOT-01'" in told[0]
    assert told[0].startswith(f"ours.csv line {len(maturity.written(DEFAULT).splitlines()) + 1}:")
    assert told[-1] == "And 3 more."


def test_the_code_of_one_more_dimension_counts_the_last_one_on():
    assert maturity_models.next_id(DEFAULT) == "P11"
    only = replace(DEFAULT, dimensions=(replace(DEFAULT.dimensions[0], id="7"),))
    assert maturity_models.next_id(only) == "D1"


def test_the_record_of_a_wording_is_one_the_store_takes(known):
    with store.session(LOCAL_USER) as write:
        number = write.add(maturity_models.accept_wording(wording(), THERE, known).record)

    record, _ = store.record(LOCAL_USER, LocalMaturityModel, number)
    assert (record.name, record.edition) == (DEFAULT.name, 2)
