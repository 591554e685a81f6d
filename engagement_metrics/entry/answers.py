"""Whether typed-in evaluation answers are valid."""

from typing import Any

from engagement_metrics.entry import records
from engagement_metrics.entry.faults import Form
from engagement_metrics.entry.known import Known
from engagement_metrics.framework import EASY_READ
from engagement_metrics.models import (
    Accepted,
    Activity,
    ActivityStatus,
    AnswerCount,
    AnswersDraft,
    AnswerSheet,
    FormFormat,
    Period,
    PeriodKind,
    PieceOfWork,
    Wave,
    WorkKind,
    financial_year_of,
)

ABOUT_A_SERVICE = ("Q9",)


def accept_answers(draft: AnswersDraft, known: Known) -> Accepted:
    """The sheet and its counts by choice.

    Answers on the day count in the activity's own period; answers at follow-up, and about a
    service, in the month they were collected. EntryError names a count 'counts.Q1.4'.
    """
    form = Form(known.today, draft.checked)
    wave = form.word("wave", draft.wave, Wave, "Say when people were asked.")
    layout = form.word("format", draft.format, FormFormat, "Say which form it was.")
    about, at = _about(form, draft)
    needs_day = draft.service is not None or wave is Wave.FOLLOW_UP
    collected = form.day(
        "collected_on", draft.collected_on, "The day the answers came in",
        needed="Give the day the answers came in." if needs_day else "",
        ahead="The day the answers came in lies ahead.",
    )  # fmt: skip
    received = form.whole(
        "forms_received", draft.forms_received, "Forms received",
        needed="Type how many forms came back.",
    )  # fmt: skip
    invited = form.whole("people_invited", draft.people_invited, "People invited")
    if received is not None and invited is not None and received > invited:
        form.doubts["people_invited"] = (
            f"{received:,} forms came back from {invited:,} people invited. "
            "Check both, or tick that they are right."
        )
    counts = _counts(form, draft, known, wave, layout, received)
    if needs_day and collected is not None:
        at["month"] = Period.containing(collected, PeriodKind.MONTH).code
        at["financial_year"] = financial_year_of(collected)
    note = form.text("note", draft.note, "The note")
    form.done()
    record: dict[str, Any] = {
        **about,
        **at,
        "wave": wave,
        "format": layout,
        "collected_on": collected,
        "forms_received": received,
        "people_invited": invited,
        "note": note,
    }
    return Accepted(AnswerSheet(**record), tuple(counts))


def _about(form: Form, draft: AnswersDraft) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the answers are about, and where and when they count."""
    if (draft.activity is None) == (draft.service is None):
        form.fault("activity", "Choose the activity, or the service, that people were asked about.")
        return {}, {}
    if draft.activity is not None:
        activity = records.standing(Activity, [draft.activity]).get(draft.activity)
        if activity is None:
            form.fault("activity", "Choose an activity from the list.")
            return {}, {}
        if activity.status in (ActivityStatus.PLANNED, ActivityStatus.CANCELLED):
            form.fault("activity", "That activity has not been held, so nobody can have answered.")
        return {"activity_id": activity.id}, {
            "place_id": activity.place_id, "topic_id": activity.topic_id,
            "month": activity.month, "financial_year": activity.financial_year,
        }  # fmt: skip
    service = records.standing(PieceOfWork, [draft.service]).get(draft.service or 0)
    if service is None or service.kind is not WorkKind.SERVICE:
        form.fault("service", "Choose a service from the list.")
        return {}, {}
    return {"piece_of_work_id": service.id}, {"place_id": service.place_id}


def _counts(
    form: Form, draft: AnswersDraft, known: Known, wave: Wave | None,
    layout: FormFormat | None, received: int | None,
) -> list[AnswerCount]:  # fmt: skip
    rows: list[AnswerCount] = []
    for key, typed in draft.counts.items():
        question = known.framework.questions.get(key)
        if question is None:
            form.fault(f"counts.{key}", f"'{key}' is not one of the questions.")
            continue
        if wave is not None and wave not in question.waves:
            form.fault(
                f"counts.{key}",
                f"'{question.wording()}' is asked "
                f"{'later' if wave is Wave.ON_THE_DAY else 'on the day'}, not in this round.",
            )
        if key in ABOUT_A_SERVICE and draft.service is None:
            form.fault(
                f"counts.{key}", f"'{question.wording()}' is asked about a service. Choose one."
            )
        own = [str(number + 1) for number in range(len(question.choices))]
        choices = {*(EASY_READ if layout is FormFormat.EASY_READ else own), *question.extra_choices}
        total = 0
        for choice, value in typed.items():
            if choice not in choices:
                form.fault(
                    f"counts.{key}.{choice}", f"'{choice}' is not a choice of that question."
                )
                continue
            number = form.whole(f"counts.{key}.{choice}", value, "Answers")
            if number is not None:
                total += number
                rows.append(
                    AnswerCount(
                        sheet_id=0, question=key, choice=choice, n=number,
                        question_version=question.version,
                    )
                )  # fmt: skip
        if received is not None and total > received:
            form.fault(
                f"counts.{key}",
                f"The answers to '{question.wording()}' add up to {total:,}, "
                f"but {received:,} forms came back.",
            )
    if not rows and not form.faults:
        form.fault("counts", "Type the answers to at least one question.")
    return rows
