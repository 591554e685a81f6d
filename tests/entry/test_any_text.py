"""Whatever is typed anywhere, the draft is accepted or told what to change, and no more."""

import contextlib
from dataclasses import fields

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engagement_metrics import entry, store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import (
    ActivityDraft,
    AnswersDraft,
    BaselineDraft,
    ChangeDraft,
    FigureDraft,
    GroupDraft,
    PlaceDraft,
    StepDraft,
    SuggestionDraft,
    TargetDraft,
    WorkDraft,
)

HOSTILE = st.sampled_from(
    [
        "", " ", "\x00", "=1+1", "<script>", "943 476 5919", "٣", "1e400", "-0", "1_0", "nan",
        "9" * 400, "2026-02-30", "2026/27", "0000-00-00", "2026-13", "\ud800", "x" * 10_000,
    ]
)  # fmt: skip
TEXT = st.text(max_size=30) | HOSTILE
TYPED = st.none() | TEXT | st.integers() | st.floats() | st.booleans() | st.dates() | st.datetimes()
NUMBER = st.none() | st.integers()
COUNTS = st.dictionaries(
    TEXT | st.sampled_from(["age", "sex", "Q3", "Q9"]),
    st.dictionaries(TEXT | st.sampled_from(["u16", "5", "yes"]), TYPED, max_size=3),
    max_size=3,
)
STEP = st.builds(StepDraft, step=TEXT | st.just("told"), on=TYPED, who=TEXT, result=TEXT)
WORDS = {
    "modes": st.lists(TEXT, max_size=3),
    "categories": st.lists(TEXT, max_size=3),
    "authorities": st.lists(TEXT, max_size=3),
    "suggestions": st.lists(st.integers(), max_size=3),
    "estimated": st.just(set()),
    "groups": COUNTS,
    "counts": COUNTS,
    "steps": st.lists(STEP, max_size=3),
    "aim": TEXT | st.just("engage"),
    "method": TEXT | st.just("survey"),
    "status": TEXT | st.sampled_from(["complete", "planned"]),
    "indicator": TEXT | st.sampled_from(["INV-01", "COP-12", "INF-01"]),
    "form": TEXT | st.sampled_from(["from_to", "some_of"]),
    "characteristic": TEXT | st.just("age"),
    "kind": TEXT | st.just("service"),
    "stage": TEXT,
    "wave": TEXT | st.just("on_the_day"),
    "format": TEXT | st.just("standard"),
    "heads_basis": TEXT | st.just("counted"),
    "basis": TEXT | st.just("counted"),
    "period": TEXT | st.sampled_from(["2025-26", "2026-05", "FY2005"]),
}
NUMBERS = {
    "place", "topic", "piece_of_work", "part_of", "record_id", "activity", "service",
    "priority_group", "parent",
}  # fmt: skip
FLAGS = {"checked", "undated_steps", "open_to_public"}
PLAIN = {
    "title", "note", "source", "reference", "text", "owner", "what", "size", "name", "caution",
}  # fmt: skip


def any_of(draft_class):
    """Drafts of a kind, with anything in any field; often with a place and a day that will do."""
    chosen = {}
    for field in fields(draft_class):
        if field.name == "suggestions" and draft_class is ActivityDraft:
            chosen[field.name] = st.just([])
        elif field.name in WORDS:
            chosen[field.name] = WORDS[field.name]
        elif field.name in NUMBERS:
            chosen[field.name] = st.sampled_from([None, 1, 2]) | NUMBER
        elif field.name in FLAGS:
            chosen[field.name] = st.booleans()
        elif field.name in PLAIN:
            chosen[field.name] = TEXT
        else:
            chosen[field.name] = TYPED | st.sampled_from(["2026-05-20", 3])
    return st.builds(draft_class, **chosen)


WAYS_IN = [
    (entry.accept_activity, ActivityDraft),
    (entry.accept_suggestion, SuggestionDraft),
    (entry.accept_change, ChangeDraft),
    (entry.accept_answers, AnswersDraft),
    (entry.accept_figure, FigureDraft),
    (entry.accept_target, TargetDraft),
    (entry.accept_baseline, BaselineDraft),
    (entry.accept_place, PlaceDraft),
    (entry.accept_group, GroupDraft),
    (entry.accept_work, WorkDraft),
]
HURRIED = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.mark.parametrize(("accept", "draft_class"), WAYS_IN, ids=lambda x: x.__name__)
@HURRIED
@given(st.data())
def test_any_draft_is_accepted_or_told_what_to_change(known, accept, draft_class, data):
    try_it(known, accept, data.draw(any_of(draft_class)))


def try_it(known, accept, *draft):
    """Accept it, and store what was accepted; or be told."""
    said = {}
    try:
        accepted = accept(*draft, known)
    except entry.EntryError as error:
        said = {**error.faults, **error.doubts} or {"nothing": "was said"}
    assert all(sentence.endswith(".") for sentence in said.values())
    if not said:
        with contextlib.suppress(store.Taken), store.session(LOCAL_USER) as write:
            write.add(accepted.record, accepted.parts)


@HURRIED
@given(TEXT, TEXT)
def test_any_name_is_accepted_or_told_what_to_change(known, name, more):
    try_it(known, entry.accept_topic, name)
    try_it(known, entry.accept_organisation, name, more)


@HURRIED
@given(TEXT, TEXT)
def test_a_good_return_with_any_words_is_accepted_or_told(known, returned, title, note):
    try_it(known, entry.accept_activity, returned(title=title, note=note, checked=True))
