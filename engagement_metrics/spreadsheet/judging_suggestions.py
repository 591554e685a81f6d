"""Holding each row of suggestions against the rules of entry and against the other rows."""

from functools import partial
from pathlib import Path

from engagement_metrics import entry
from engagement_metrics.entry import Known
from engagement_metrics.models import Accepted, Activity, SuggestionDraft
from engagement_metrics.spreadsheet import drafts
from engagement_metrics.spreadsheet.layouts import SUGGESTIONS
from engagement_metrics.spreadsheet.proposals import Proposal
from engagement_metrics.spreadsheet.rows import Rows, nowhere, tried
from engagement_metrics.spreadsheet.sheets import Line, Sheet, read
from engagement_metrics.spreadsheet.undisturbed import undisturbed
from engagement_metrics.store import bulk


def propose_suggestions(
    file: Path | str | bytes,
    known: Known,
    activities: Proposal | None = None,
    *,
    checked: bool = False,
) -> Proposal:
    """The suggestions of a spreadsheet; their activities are those proposed, or in the store."""
    with undisturbed():
        return _Suggestions(read(file, SUGGESTIONS), known, checked, activities).proposal()


class _Suggestions(Rows):
    layout = SUGGESTIONS

    def __init__(
        self, sheet: Sheet, known: Known, checked: bool, activities: Proposal | None
    ) -> None:
        super().__init__(sheet, known, checked)
        wanted = {self.cell(line, "activity") for line in self.lines} - {""}
        self.in_store = bulk.activities_called(wanted)
        self.proposed = {row.reference: row for row in activities.accepted} if activities else {}
        self.turned_away = {row.reference: row for row in activities.refused} if activities else {}
        self.seen = bulk.like_suggestions({self.cell(line, "text") for line in self.lines})

    def judge(self, line: Line) -> None:
        row = drafts.Row(line, self.known)
        draft = drafts.suggestion(row, self.checked)
        doubts: dict[str, str] = {}
        belongs_to = self._activity(row, draft)
        accepted = tried(partial(entry.accept_suggestion, draft, self.known), row, doubts)
        if accepted is not None and not belongs_to:
            self._typed_twice(draft, accepted, doubts)
        if accepted is not None and not row.faults and not doubts:
            self.accept(row.line, belongs_to, accepted, ())
        else:
            self.refuse(row, doubts)

    def _activity(self, row: drafts.Row, draft: SuggestionDraft) -> str:
        """Tie the suggestion to its activity; the reference of one that is not stored yet."""
        wanted = row.text("activity")
        if not wanted:
            return ""
        if wanted in self.proposed:
            _fill_in(row, draft, self.proposed[wanted].accepted.record)
            return wanted
        if len(self.in_store.get(wanted, ())) == 1:
            _fill_in(row, draft, self.in_store[wanted][0])
            draft.activity = self.in_store[wanted][0].id
        elif wanted in self.turned_away:
            row.faults["activity"] = (
                f"The activity it came from, '{wanted}' on line "
                f"{self.turned_away[wanted].line} of its sheet, cannot go in."
            )
        else:
            row.faults["activity"] = nowhere(wanted, self.in_store.get(wanted, []))
        return ""

    def _typed_twice(
        self, draft: SuggestionDraft, accepted: Accepted, doubts: dict[str, str]
    ) -> None:
        record = accepted.record
        alike = (record.text, record.place_id, draft.activity, record.received_on)
        if alike in self.seen and not self.checked:
            doubts["text"] = (
                "There is a suggestion with these words, from the same place and day, already. "
                "Take the row out, or tick that it is another one."
            )
        self.seen.add(alike)


def _fill_in(row: drafts.Row, draft: SuggestionDraft, activity: Activity | bulk.Called) -> None:
    """What a suggestion does not say of itself, its activity says."""
    if not row.text("place"):
        draft.place = activity.place_id
    if not row.text("topic"):
        draft.topic = activity.topic_id
    draft.piece_of_work = activity.piece_of_work_id
