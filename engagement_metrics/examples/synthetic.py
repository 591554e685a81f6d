"""A synthetic store of any size, the same for the same seed: to measure and to try large stores.

Nothing in it is real, and its numbers follow no pattern that means anything.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from engagement_metrics import framework, store
from engagement_metrics.access import Action, Actor, require
from engagement_metrics.examples import published
from engagement_metrics.models import (
    Activity,
    ActivityStatus,
    Aim,
    AnswerCount,
    AnswerSheet,
    Change,
    ChangeSuggestion,
    FormFormat,
    GroupCount,
    HeadsBasis,
    Suggestion,
    SuggestionStatus,
    SuggestionStep,
    Topic,
    Wave,
    financial_year_of,
)
from engagement_metrics.store import bulk
from engagement_metrics.store.adding_up import rebuild

NAME, EXAMPLE = "A synthetic store", "synthetic"
FIRST_DAY, DAYS = date(2021, 4, 1), 5 * 365
MADE = datetime(2026, 4, 1, 12, tzinfo=UTC)
TOPICS = ("Access to care", "Children", "Long-term conditions", "Mental health", "Staying well")
CHARACTERISTICS = ("age", "sex", "ethnic_group", "disability")
# One in so many activities has a suggestion, a sheet of answers, led to a change, and so on.
A_SUGGESTION, A_SHEET, A_CHANGE, A_PART, WITHOUT_HEADS = 10, 10, 50, 40, 25
CHOICES, MOST_TICKS = 5, 12
COMPLETE, TO_FOLLOW = ActivityStatus.COMPLETE, ActivityStatus.FIGURES_TO_FOLLOW
AIMS = tuple(Aim)
ANSWERS = (
    SuggestionStep.ACTED_IN_FULL,
    SuggestionStep.LOOKED_INTO,
    SuggestionStep.ACTED_IN_PART,
    SuggestionStep.NOT_POSSIBLE,
)
KEPT: dict[str, Any] = {
    "version": 1, "withdrawn": False, "created_at": MADE, "created_by": EXAMPLE,
    "updated_at": MADE, "updated_by": EXAMPLE,
}  # fmt: skip


def fill(actor: Actor, activities: int, seed: int = 1) -> str:
    """Fill an empty store with that many activities and what belongs to them, in one write.

    About eight group counts an activity; a suggestion and a sheet of answers for every tenth. The
    answer says how many there are of each.
    """
    require(actor, Action.SET_UP)
    published.set_up(actor, NAME, EXAMPLE)
    with store.session(actor, "Synthetic store") as writer:
        made = _Made(seed, activities)
        bulk.pour(writer, Topic, made.topics())
        bulk.pour(writer, Activity, made.activities())
        counts = bulk.pour(writer, GroupCount, made.group_counts())
        suggestions = bulk.pour(writer, Suggestion, made.suggestions())
        bulk.pour(writer, SuggestionStatus, made.statuses())
        bulk.pour(writer, Change, made.changes())
        bulk.pour(writer, ChangeSuggestion, made.change_links())
        sheets = bulk.pour(writer, AnswerSheet, made.sheets())
        answers = bulk.pour(writer, AnswerCount, made.answers())
        rebuild(writer.orm)
    return (
        f"{activities:,} activities with {counts:,} group counts, {suggestions:,} suggestions, "
        f"{sheets:,} sheets with {answers:,} counts of answers"
    )


@dataclass(frozen=True)
class _Bare:
    """What other tables need to know of an activity."""

    number: int
    place: int
    topic: int
    aim: Aim
    day: int
    heads: int | None


class _Made:
    """The rows of a synthetic store, table by table; each table has dice of its own.

    What other tables need of an activity is worked out from its number again, so that a million
    activities need no memory.
    """

    def __init__(self, seed: int, activities: int) -> None:
        definitions = framework.load()
        places = store.setup().places.values()
        self.seed, self.number = seed, activities
        self.places = sorted(place.id for place in places if place.parent_id is not None)
        self.methods = sorted(definitions.methods)
        self.categories = {
            key: [category.key for category in definitions.quick_categories(key)]
            for key in CHARACTERISTICS
        }
        self.questions = {
            aim: [
                (question.id, question.version)
                for question in definitions.questions.values()
                if Wave.ON_THE_DAY in question.waves
                and len(question.choices) == CHOICES
                and question.indicator
                and aim in definitions.indicators[question.indicator].aims
            ]
            for aim in Aim
        }
        self.days = [FIRST_DAY + timedelta(days=number) for number in range(DAYS)]
        self.when = [
            {"month": f"{day:%Y-%m}", "financial_year": financial_year_of(day)} for day in self.days
        ]

    def dice(self, table: str) -> Random:
        return Random(f"{self.seed} {table}")  # noqa: S311  (made-up rows, not secrets)

    def bare(self, number: int) -> _Bare:
        """An activity from its number alone, its parts spread as if by chance."""
        mixed = (number * 2_654_435_761 + self.seed * 97_561) % 4_294_967_291
        mixed, place = divmod(mixed, len(self.places))
        mixed, aim = divmod(mixed, len(AIMS))
        mixed, topic = divmod(mixed, len(TOPICS))
        mixed, day = divmod(mixed, DAYS)
        known = mixed % WITHOUT_HEADS != 0
        heads = 5 + (mixed * 7 + number) % 196 if known else None
        return _Bare(number, self.places[place], topic + 1, AIMS[aim], day, heads)

    def each(self, every: int = 1) -> Iterator[_Bare]:
        return (self.bare(number) for number in range(every, self.number + 1, every))

    def topics(self) -> Iterator[dict[str, Any]]:
        for number, name in enumerate(TOPICS, start=1):
            yield {**KEPT, "id": number, "name": name}

    def activities(self) -> Iterator[dict[str, Any]]:
        dice = self.dice("activities")
        for one in self.each():
            day = self.days[one.day]
            yield {
                **KEPT, **self.when[one.day], "id": one.number,
                "withdrawn": one.number % 50 == 0,
                "title": f"Activity {one.number}", "aim": one.aim,
                "method": self.methods[int(dice.random() * len(self.methods))],
                "place_id": one.place, "topic_id": one.topic,
                "piece_of_work_id": None, "part_of_id": self._whole(one),
                "starts": day.isoformat(), "ends": day.isoformat(),
                "status": COMPLETE if one.heads else TO_FOLLOW,
                "heads": one.heads,
                "heads_basis": HeadsBasis.ESTIMATED if dice.random() < 0.1 else HeadsBasis.COUNTED,
                "heads_added": False,  # rebuild works this out
                "modes": "", "sessions": 1, "open_to_public": None, "people_invited": None,
                "minutes_taken": 2 + int(dice.random() * 10),
                "return_due_on": day + timedelta(days=14),
                "return_completed_on": day + timedelta(days=int(dice.random() * 20)),
                "feedback_promised_on": None, "fed_back_on": None,
                "note": "", "source": EXAMPLE, "reference": f"S{one.number}",
            }  # fmt: skip

    def _whole(self, one: _Bare) -> int | None:
        """One in forty is part of the activity before it, which is part of none."""
        return one.number - 1 if one.number % A_PART == 1 and one.number > 1 else None

    def group_counts(self) -> Iterator[dict[str, Any]]:
        dice = self.dice("groups").random
        for one in self.each():
            if not one.heads:
                continue
            for characteristic, categories in self.categories.items():
                first = int(dice() * len(categories))
                second = (first + 1) % len(categories)
                known = 1 + int(dice() * one.heads)
                n = int(dice() * known)
                for category, people in ((first, n), (second, known - n)):
                    yield {
                        "activity_id": one.number, "characteristic": characteristic,
                        "category": categories[category], "n": people,
                        "estimated": people % 9 == 0,
                    }  # fmt: skip

    def suggestions(self) -> Iterator[dict[str, Any]]:
        for one in self.each(A_SUGGESTION):
            number = one.number // A_SUGGESTION
            received = self.days[one.day]
            steps = self._steps(number, received)
            said = [step for step, _ in steps if step is not SuggestionStep.TOLD]
            yield {
                **KEPT, **self.when[one.day], "id": number, "text": f"Suggestion {number}",
                "activity_id": one.number, "place_id": one.place, "topic_id": one.topic,
                "piece_of_work_id": None, "raised_by": 1 + number % 4, "received_on": received,
                "owner": "", "promised_on": None, "source": EXAMPLE, "note": "",
                "step": said[-1] if said else None, "day_90": received + timedelta(days=90),
                "answered_on": steps[0][1] if steps else None,
                "told_on": steps[1][1] if len(steps) > 1 else None,
            }  # fmt: skip

    def _steps(self, number: int, received: date) -> list[tuple[SuggestionStep, date]]:
        """Three in four are answered, half of those that are have been told."""
        if number % 4 == 0:
            return []
        on = received + timedelta(days=10 + number * 37 % 140)
        answer = [(ANSWERS[number % len(ANSWERS)], on)]
        return [*answer, (SuggestionStep.TOLD, on + timedelta(days=7))] if number % 2 else answer

    def statuses(self) -> Iterator[dict[str, Any]]:
        at = 0
        for one in self.each(A_SUGGESTION):
            number = one.number // A_SUGGESTION
            for step, on in self._steps(number, self.days[one.day]):
                at += 1
                yield {
                    "id": at, "suggestion_id": number, "step": step, "on": on,
                    "who": "A team", "result": "A result",
                }  # fmt: skip

    def changes(self) -> Iterator[dict[str, Any]]:
        for one in self.each(A_CHANGE):
            number = one.number // A_CHANGE
            yield {
                **KEPT, **self.when[one.day], "id": number, "what": f"Change {number}",
                "title": f"Change {number}", "on": self.days[one.day], "place_id": one.place,
                "topic_id": one.topic, "piece_of_work_id": None, "size": "", "reversed_on": None,
            }  # fmt: skip

    def change_links(self) -> Iterator[dict[str, Any]]:
        for one in self.each(A_CHANGE):
            yield {
                "change_id": one.number // A_CHANGE, "suggestion_id": one.number // A_SUGGESTION
            }  # fmt: skip

    def sheets(self) -> Iterator[dict[str, Any]]:
        for one in self.each(A_SHEET):
            yield {
                **KEPT, **self.when[one.day], "id": one.number // A_SHEET,
                "activity_id": one.number, "piece_of_work_id": None, "place_id": one.place,
                "topic_id": one.topic, "wave": Wave.ON_THE_DAY, "format": FormFormat.STANDARD,
                "collected_on": None, "forms_received": CHOICES * MOST_TICKS,
                "people_invited": None, "note": "",
            }  # fmt: skip

    def answers(self) -> Iterator[dict[str, Any]]:
        dice = self.dice("answers").random
        for one in self.each(A_SHEET):
            for question, version in self.questions[one.aim]:
                for choice in range(1, CHOICES + 1):
                    yield {
                        "sheet_id": one.number // A_SHEET, "question": question,
                        "choice": str(choice), "question_version": version,
                        "n": int(dice() * (MOST_TICKS + 1)),
                    }  # fmt: skip
