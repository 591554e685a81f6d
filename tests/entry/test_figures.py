"""Typed figures, targets and baselines are read, or told what to change."""

from datetime import date

import pytest

from engagement_metrics.entry import accept_baseline, accept_figure, accept_target
from engagement_metrics.models import (
    BaselineDraft,
    FigureDraft,
    HeadsBasis,
    TargetDraft,
    TargetForm,
)


def figure(**other):
    fields = {
        "indicator": "INV-01",
        "place": 2,
        "period": "2025-26",
        "top": 7,
        "source": "Register",
    }
    return FigureDraft(**fields | other)


def test_a_figure_carries_the_version_of_its_definition(known):
    record = accept_figure(figure(top="1,234", basis="estimated", note="Checked."), known).record

    assert record.model_dump(exclude_unset=True) == {
        "indicator": "INV-01", "indicator_version": known.framework.indicators["INV-01"].version,
        "place_id": 2, "period": "2025-26", "priority_group_id": None, "top": 1234,
        "bottom": None, "basis": HeadsBasis.ESTIMATED, "source": "Register", "note": "Checked.",
    }  # fmt: skip


def test_an_empty_figure_is_told_what_is_missing(told):
    assert told(accept_figure, FigureDraft()) == {
        "indicator": "Choose a measure from the list.",
        "place": "Choose a place.",
        "period": "Choose a period.",
        "top": "Type the figure.",
        "source": "Say where the figure comes from.",
    }


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("indicator", "INF-01", "Choose a measure from the list."),  # is calculated
        ("indicator", "ZZZ", "Choose a measure from the list."),
        ("place", 3, "Choose a place from the list."),
        ("period", "soon", "'soon' is not a month, quarter or year. Choose a period from the "
         "list."),
        ("period", "2026-12", "December 2026 has not begun. Choose an earlier one."),
        (
            "period", "2027-28",
            "2027/28 (April 2027 to March 2028) has not begun. Choose an earlier one.",
        ),
        ("priority_group", 1, "This measure is not recorded by group. Leave this empty."),
        ("priority_group", 2, "Choose a group from the list."),
        ("top", -1, "The figure cannot be below 0. Type 0 or more."),
        ("top", 12.5, "The figure: type a whole number, not 12.5."),
        ("top", 1_000_001, "The figure: 1,000,001 is more than 1,000,000. Check the number."),
        ("top", 1e16, "The figure: the number is too large. Check it."),
        ("top", "lots", "The figure: 'lots' is not a number."),
        ("bottom", 5, "This measure is a plain count. Leave this empty."),
        ("basis", "guessed", "Say whether it was counted or estimated."),
        ("source", " ", "Say where the figure comes from."),
    ],
)  # fmt: skip
def test_a_field_that_cannot_stand_is_told_so(told, field, value, sentence):
    assert told(accept_figure, figure(**{field: value})) == {field: sentence}


def test_a_share_needs_what_it_is_out_of(told, known):
    share = figure(indicator="COP-12", top=3)
    bottom = known.framework.indicators["COP-12"].bottom

    assert told(accept_figure, share) == {"bottom": f"Type what it is out of: {bottom}."}


@pytest.mark.parametrize(
    ("bottom", "sentence"),
    [
        (0, "The number it is out of must be above 0. If there was none, there is no figure to "
         "record."),
        (-3, "The number it is out of cannot be below 0. Type 0 or more."),
    ],
)  # fmt: skip
def test_nothing_can_be_out_of_nought(told, bottom, sentence):
    draft = figure(indicator="COP-12", top=0, bottom=bottom)

    assert told(accept_figure, draft)["bottom"] == sentence


def test_a_count_that_is_out_of_nought_may_stand_without_it(told):
    assert told(accept_figure, figure(indicator="CMS-04", top=0, bottom=0)) == {
        "bottom": "The number it is out of must be above 0. Leave it empty if none."
    }
    assert told(accept_figure, figure(indicator="CMS-04", top=4)) == {}


def test_a_middle_number_of_days_may_lie_between_two_and_needs_of_how_many(told):
    assert told(accept_figure, figure(indicator="RDR-03", top=12.5, bottom=8)) == {}
    assert told(accept_figure, figure(indicator="RDR-03", top=12.5)) == {
        "bottom": "Type what it is out of: Finished checks."
    }
    assert told(accept_figure, figure(indicator="RDR-03", top=-1, bottom=8)) == {
        "top": "The figure must lie between 0 and 1,000,000. Check the number."
    }


def test_every_typed_measure_of_the_catalogue_takes_a_figure_and_no_share_over_100_per_cent(
    told, known
):
    typed = [one for one in known.framework.indicators.values() if one.typed]
    refused, passed = {}, []
    for one in typed:
        group = 1 if one.by_group else None
        draft = figure(indicator=one.id, top=7, bottom=9 if one.bottom else None)
        draft.priority_group = group
        if faults := told(accept_figure, draft):
            refused[one.id] = faults
        over = figure(indicator=one.id, top=9, bottom=7, priority_group=group)
        if one.bottom and "top" not in told(accept_figure, over):
            passed.append(one.id)
    assert len(typed) == 60
    assert refused == {}
    # people a meeting, use against plan, and a middle number of days are no shares
    assert passed == ["ENG-03", "COP-13", "RDR-03"]


def test_views_may_be_a_thousand_million_and_no_more(told):
    assert told(accept_figure, figure(indicator="INF-03", top=10**9)) == {}
    assert told(accept_figure, figure(indicator="INF-03", top=10**9 + 1)) == {
        "top": "The figure: 1,000,000,001 is more than 1,000,000,000. Check the number."
    }


def test_meetings_and_people_at_them_are_whole_numbers(told):
    assert told(accept_figure, figure(indicator="ENG-03", top=60, bottom=4.5)) == {
        "bottom": "The number it is out of: type a whole number, not 4.5."
    }


def test_a_share_cannot_be_over_100_per_cent_and_both_counts_are_said(told):
    assert told(accept_figure, figure(indicator="COP-12", top=1200, bottom=1000)) == {
        "top": "1,200 out of 1,000 is over 100%. Check both numbers."
    }
    assert told(accept_figure, figure(indicator="COP-12", top=1000, bottom=1000)) == {}


def test_use_against_plan_may_be_over_100_per_cent(told):
    assert told(accept_figure, figure(indicator="COP-13", top=1200, bottom=1000)) == {}


def test_a_measure_by_group_needs_its_group(told, known):
    by_group = next(i for i in known.framework.indicators.values() if i.by_group and i.typed)

    draft = figure(indicator=by_group.id)
    assert told(accept_figure, draft)["priority_group"] == (
        "Choose which group the figure is about."
    )
    assert "priority_group" not in told(
        accept_figure, figure(indicator=by_group.id, priority_group=1)
    )


def target(form, **other):
    return TargetDraft(**{"indicator": "INF-01", "form": form} | other)


COMPLETE = {
    "at_least": {"low": 5},
    "at_most": {"high": 5},
    "share_of": {"low": 5},
    "some_of": {"low": 5, "high": 5},
    "from_to": {"low": 5, "high": 9, "by": "2027-03-31"},
    "up_by_percent": {"low": 150},
    "done_by": {"by": "2027-03-31"},
    "not_below_chance": {},
    "watch": {},
}


@pytest.mark.parametrize("form", TargetForm)
def test_each_form_of_target_needs_its_numbers(told, known, form):
    whole = COMPLETE[form]
    about = {"done_by": "PLN-02", "not_below_chance": "INF-02"}.get(form, "INF-01")
    record = accept_target(target(form.value, indicator=about, **whole), known).record
    assert (record.form, record.set_on, record.period) == (form, date(2026, 11, 21), "any")

    assert told(accept_target, target(form.value, indicator=about)) == {
        name: "Give the date." if name == "by" else "Type a number." for name in whole
    }


def test_a_target_from_a_number_to_the_same_number_goes_nowhere(told):
    assert told(accept_target, target("from_to", low=5, high="5.0", by="2027-03-31")) == {
        "high": "From and to are the same number, so there is no way to go."
    }


def test_more_of_fewer_cannot_be_reached(told):
    assert told(accept_target, target("some_of", low=6, high=5)) == {
        "low": "6 of 5 cannot be reached. Check both numbers."
    }


@pytest.mark.parametrize(
    ("draft", "faults"),
    [
        (target("at_least", low=100, indicator="COP-12"), {}),
        (
            target("at_least", low=101, indicator="COP-12"),
            {"low": "A percentage lies between 0 and 100."},
        ),
        (
            target("at_most", high=-1, indicator="COP-12"),
            {"high": "A percentage lies between 0 and 100."},
        ),
        (target("up_by_percent", low=150, indicator="COP-12"), {}),
        (
            target("up_by_percent", low=-5, indicator="ENG-03"),
            {"low": "A percentage lies between 0 and 1,000."},
        ),
        (
            target("share_of", low=101, indicator="COP-01"),
            {"low": "A percentage lies between 0 and 100."},
        ),
        (target("some_of", low=50, high=120, indicator="INF-13"), {}),
        (
            target("some_of", low=-1, high=2.5, indicator="INF-13"),
            {
                "low": "The number cannot be below 0. Type 0 or more.",
                "high": "The number: type a whole number, not 2.5.",
            },
        ),
        (
            target("from_to", low=-1, high=2_000_000, by="2027-03-31"),
            {
                "low": "The number cannot be below 0. Type 0 or more.",
                "high": "The number: 2,000,000 is more than 1,000,000. Check the number.",
            },
        ),
        (target("at_least", low=2_000_000, indicator="INF-03"), {}),
        (target("at_least", low=150, indicator="COP-13"), {}),
        (target("at_least", low=150), {}),
        (target("at_least", low=12.5), {"low": "The number: type a whole number, not 12.5."}),
        (
            target("from_to", low=0.5, high=2.5, by="2027-03-31", indicator="COP-01"),
            {
                "low": "The number: type a whole number, not 0.5.",
                "high": "The number: type a whole number, not 2.5.",
            },
        ),
        (target("at_most", high=12.5, indicator="ENG-03"), {}),
        (target("at_most", high=2.5, indicator="FBK-02"), {}),
        (target("at_least", low=12.5, indicator="ENG-02"), {}),
        (target("up_by_percent", low=12.5), {}),
        (target("at_least", low=0.9, indicator="INF-02"), {}),
        (
            target("at_least", low=60, indicator="INF-02"),
            {"low": "This measure lies between 0 and 1. Check the number."},
        ),
        (target("from_to", low=2, high=5, by="2027-03-31", indicator="MAT-01"), {}),
        (
            target("from_to", low=2, high=6, by="2027-03-31", indicator="MAT-01"),
            {"high": "This measure lies between 0 and 5. Check the number."},
        ),
        (
            target("at_least", low=60, indicator="RDR-02"),
            {"form": "This measure is only watched, as neither more nor less is better."},
        ),
        (target("at_most", high=6, indicator="INS-04", priority_group=1), {}),
        (target("watch", indicator="RDR-02"), {}),
        (
            target("done_by", by="2027-03-31"),
            {"form": "This measure is never all done. Choose another kind of target."},
        ),
        (target("done_by", by="2027-03-31", indicator="PLN-01"), {}),
        (
            target("done_by", by="2027-03-31", indicator="REC-02"),
            {"form": "This measure is never all done. Choose another kind of target."},
        ),
        (
            target("not_below_chance"),
            {"form": "This measure is not held against chance. Choose another kind."},
        ),
        (target("share_of", low=60.5, indicator="ENG-02"), {}),
        (
            target("share_of", low=160, indicator="ENG-02"),
            {"low": "A percentage lies between 0 and 100."},
        ),
        (
            TargetDraft(),
            {
                "indicator": "Choose a measure from the list.",
                "form": "Choose what kind of target it is.",
            },
        ),
        (
            target("watch", period="never"),
            {
                "period": "'never' is not a month, quarter or year. Choose a period from the list.",
            },
        ),
        (target("watch", period="2026-27-Q4"), {}),
        (target("watch", period="quarter"), {}),
        (target("watch", place=3), {"place": "Choose a place from the list."}),
        (target("watch", topic=2), {"topic": "Choose a topic from the list."}),
        (target("watch", priority_group=2), {"priority_group": "Choose a group from the list."}),
    ],
    ids=range(38),
)
def test_a_target_is_held_to_what_it_is_about(told, draft, faults):
    assert told(accept_target, draft) == faults


def baseline(**other):
    return BaselineDraft(**{"indicator": "INF-01", "period": "2025-26", "value": 40} | other)


def test_a_baseline_says_where_a_measure_stood(known):
    record = accept_baseline(baseline(place=2, topic=1, priority_group=1, note="Log"), known).record

    assert record.model_dump(exclude_unset=True) == {
        "indicator": "INF-01", "period": "2025-26", "value": 40, "place_id": 2, "topic_id": 1,
        "priority_group_id": 1, "note": "Log",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("indicator", "ZZZ", "Choose a measure from the list."),
        ("period", None, "Choose a period."),
        ("value", None, "Type where it stood."),
        ("value", -1, "The number cannot be below 0. Type 0 or more."),
        ("value", 12.5, "The number: type a whole number, not 12.5."),
        ("value", 1_000_001, "The number: 1,000,001 is more than 1,000,000. Check the number."),
        ("place", 3, "Choose a place from the list."),
    ],
)
def test_a_baseline_that_cannot_stand_is_told_so(told, field, value, sentence):
    assert told(accept_baseline, baseline(**{field: value})) == {field: sentence}
