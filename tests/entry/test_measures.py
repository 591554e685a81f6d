"""Measures of one's own: what makes one valid, its wordings, and the figures made under each."""

from datetime import date

import pytest

from engagement_metrics import entry, framework, store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import FigureDraft, LocalMeasure, MeasureDraft
from tests.local_measures import walks

TODAY = date(2026, 11, 21)


def draft(**other) -> MeasureDraft:
    fields = {
        "name": "Walks with residents", "aims": ["involve", "engage"], "kind": "output",
        "unit_kind": "count", "unit": "walks", "direction": "up",
        "definition": "How many walks we led.", "top": "Walks we led", "adds_over_time": "sum",
        "adds_over_place": "sum", "periods": ["year", "quarter"],
    }  # fmt: skip
    return MeasureDraft(**fields | other)


@pytest.fixture
def worded(known):
    """The known store with Walks in two wordings, the second from July 2026, and Talks retired."""

    def with_them() -> entry.Known:
        return entry.Known(framework.load(), store.setup(), TODAY)

    with store.session(LOCAL_USER) as write:
        write.add(walks())
        write.add(walks(key="LOC-01", edition=2, version=2, from_period="2026-27-Q2"))
        write.add(walks(name="Talks", retired_on=TODAY))
    return with_them()


def number(known: entry.Known, name: str, edition: int = 1) -> int:
    (found,) = (
        one.number
        for one in known.setup.measures
        if (one.indicator.name, one.indicator.version) == (name, edition)
    )
    return found


def faults(call, *arguments) -> dict[str, str]:
    with pytest.raises(entry.EntryError) as refused:
        call(*arguments)
    return refused.value.faults


def test_a_draft_becomes_the_first_wording_and_the_store_gives_its_key(known):
    made = entry.accept_measure(draft(), known).record

    told = made.model_dump(include={"key", "edition", "aims", "periods", "from_period", "source"})
    assert told == {
        "key": "", "edition": 1, "aims": "engage;involve", "periods": "quarter;year",
        "from_period": "", "source": "Added locally",
    }  # fmt: skip


def test_where_a_measure_comes_from_is_kept_as_typed(known):
    made = entry.accept_measure(draft(source="Our network of carers"), known).record

    assert made.source == "Our network of carers"


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "", "Give the measure a name."),
        ("name", "people REACHED with information",
         "There is a measure called People reached with information already. Use another name."),
        ("aims", [], "Choose at least one aim."),
        ("aims", ["listen"], "Choose at least one aim."),
        ("kind", None, "Say what kind of measure it is."),
        ("kind", "method", "Say whether it is something we did, or something that changed."),
        ("unit_kind", None, "Say what kind of figure it has."),
        ("unit_kind", "minutes", "Say what kind of figure it has."),
        ("unit", "", "Say what the number counts, such as people or visits."),
        ("unit", "w" * 61, "The unit is 61 characters long. Keep it to 60 or fewer."),
        ("direction", "sideways", "Say which way it should move."),
        ("definition", " ", "Say in plain words what it counts, and what it leaves out."),
        ("top", "", "Say what is counted, in a few words."),
        ("bottom", "Walks planned",
         "Only a percentage or an average is out of something. Leave it empty."),
        ("adds_over_time", "ratio_of_sums",
         "Figures of this kind cannot be joined like that. Choose another way."),
        ("adds_over_place", "latest",
         "Figures of this kind cannot be joined like that. Choose another way."),
        ("adds_over_place", None, "Say how figures make one."),
        ("periods", [], "Choose at least one length of time."),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_measure_is_said_beside_its_field(known, field, typed, sentence):
    assert faults(entry.accept_measure, draft(**{field: typed}), known) == {field: sentence}


PERCENTAGE = {
    "unit_kind": "percent", "unit": "", "bottom": "Walks we planned",
    "adds_over_time": "ratio_of_sums", "adds_over_place": "ratio_of_sums",
}  # fmt: skip


def test_a_percentage_needs_what_it_is_out_of_and_has_its_unit_by_itself(known):
    assert entry.accept_measure(draft(**PERCENTAGE), known).record.unit == "%"
    assert faults(entry.accept_measure, draft(**PERCENTAGE | {"bottom": ""}), known) == {
        "bottom": "Say what the top number is out of. This kind of figure needs both."
    }
    assert faults(
        entry.accept_measure, draft(**PERCENTAGE | {"bottom": "walks WE led"}), known
    ) == {"bottom": "The top and the bottom are the same, so it would always be 1."}


def test_what_seems_to_be_about_a_person_is_looked_at_again(known):
    telling = draft(definition="Ask jo.bloggs@example.org how many walks we led.")

    with pytest.raises(entry.EntryError) as refused:
        entry.accept_measure(telling, known)

    assert (list(refused.value.doubts), refused.value.faults) == (["definition"], {})
    telling.checked = True
    assert entry.accept_measure(telling, known).record.definition == telling.definition


def test_a_slip_keeps_the_edition_and_its_first_period(worded):
    right = draft(name="Walks", change="slip", record_id=number(worded, "Walks", 2))

    made = entry.accept_measure(right, worded).record

    assert (made.key, made.edition, made.from_period) == ("LOC-01", 2, "2026-27-Q2")


def test_another_meaning_is_the_next_edition_from_its_first_period(worded):
    anew = draft(
        name="Walks", change="meaning", from_period="2026-10", record_id=number(worded, "Walks", 2)
    )

    made = entry.accept_measure(anew, worded).record

    told = (made.key, made.edition, made.version, made.from_period)
    assert told == ("LOC-01", 3, 3, "2026-10")


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({}, "change", "Say whether it is still the same measure."),
        ({"change": "meaning"}, "from_period", "Choose the first period of the new wording."),
        ({"change": "meaning", "from_period": "soon"}, "from_period",
         "Choose the first period of the new wording."),
        ({"change": "meaning", "from_period": "2026-12"}, "from_period",
         "December 2026 has not begun. Choose an earlier one."),
        ({"change": "meaning", "from_period": "2026-27-Q2"}, "from_period",
         "The wording before it holds from Q2 2026/27. Choose a later period."),
        ({"change": "slip", **PERCENTAGE}, "unit_kind",
         "The kind of figure cannot change. Retire this measure and add a new one."),
        ({"change": "slip", "name": "Talks"}, "name",
         "A retired measure is called Talks. Use another name."),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_change_is_said_beside_its_field(worded, typed, field, sentence):
    changed = draft(**{"name": "Walks", "record_id": number(worded, "Walks", 2)} | typed)

    assert faults(entry.accept_measure, changed, worded) == {field: sentence}


def test_only_the_last_wording_of_a_measure_in_use_is_changed(worded):
    for record, sentence in (
        (number(worded, "Walks", 1), "There is a later wording of this measure. Change that one."),
        (number(worded, "Talks"),
         "This measure is retired. To use it again, a lead brings it back in Set up."),
        (99, "This measure is not here any more. Load this page again."),
    ):  # fmt: skip
        changed = draft(name="New", change="slip", record_id=record)
        assert faults(entry.accept_measure, changed, worded) == {"name": sentence}


def test_a_retired_measure_does_not_come_back_beside_another_of_its_name(worded):
    talks = number(worded, "Talks")
    entry.accept_measure_back(talks, worded)
    with store.session(LOCAL_USER) as write:
        write.change(LocalMeasure, number(worded, "Walks", 2), 2, {"name": "talks"})

    beside = entry.Known(framework.load(), store.setup(), TODAY)

    assert faults(entry.accept_measure_back, talks, beside) == {
        "name": "There is a measure called talks already. Use another name."
    }


# ---- figures -------------------------------------------------------------------------------------


def figure(period: str, **other) -> FigureDraft:
    fields = {"indicator": "LOC-01", "place": 2, "top": 12, "source": "Our diary"}
    return FigureDraft(**fields | other, period=period)


@pytest.mark.parametrize(
    ("period", "edition"),
    [("2026-06", 1), ("2026-27-Q1", 1), ("2026-27-Q2", 2), ("2026-07", 2), ("2026-11", 2)],
)
def test_a_figure_is_made_under_the_wording_of_its_period(worded, period, edition):
    assert entry.accept_figure(figure(period), worded).record.indicator_version == edition


def test_a_figure_for_a_period_in_which_the_wording_changed_is_refused(worded):
    assert faults(entry.accept_figure, figure("2026-27"), worded) == {
        "period": "The wording changed within this period. Choose a shorter one."
    }


def test_a_retired_measure_takes_no_figure(worded):
    refused = faults(entry.accept_figure, figure("2026-06", indicator="LOC-02"), worded)

    assert refused == {
        "indicator": "This measure is retired. To use it again, a lead brings it back in Set up."
    }


def test_a_score_may_lie_between_two_whole_numbers_and_a_count_may_not(known):
    with store.session(LOCAL_USER) as write:
        write.add(walks(unit_kind="index", adds_over_time="latest", adds_over_place="never"))
        write.add(walks(name="Talks"))
    now = entry.Known(framework.load(), store.setup(), TODAY)

    assert entry.accept_figure(figure("2026-06", top="0.47"), now).record.top == 0.47
    assert faults(entry.accept_figure, figure("2026-06", top=-1), now) == {
        "top": "The figure must lie between 0 and 1,000,000. Check the number."
    }
    assert faults(entry.accept_figure, figure("2026-06", indicator="LOC-02", top=0.5), now) == {
        "top": "The figure: type a whole number, not 0.5."
    }
