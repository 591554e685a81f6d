"""A record behind a cell in words: what it is, and what it adds to the figure."""

from engagement_metrics import indicators, store
from engagement_metrics.models import FormFormat, PartialDate, Period, Stage, Wave
from engagement_metrics.store import Mark, Row, Source
from pages.parts import suggestion_words
from pages.parts.view import View

ADDS = {
    Source.HEADS: ("Adds",),
    Source.GROUPS: ("In the group, of those known",),
    Source.RETURNS: ("Return done in time",),
    Source.MINUTES: ("Minutes",),
    Source.SUGGESTIONS: ("Answered by day 90",),
    Source.CHANGES: ("Adds",),
    Source.ANSWERS: ("Top answers", "Answers that count"),
    Source.FORMS: ("Forms back", "People asked"),
    Source.FIGURES: ("Figure", "Out of"),
    Source.OWED: ("Told in time",),
    Source.TOLD: ("Days",),
    Source.WAYS: ("A second way or time",),
    Source.REFUSED: ("Told why",),
    Source.OPEN: ("Too long",),
    Source.WORK: ("Came in early",),
}
YES_OR_NO = (
    Source.RETURNS, Source.SUGGESTIONS, Source.OWED, Source.WAYS, Source.REFUSED, Source.OPEN,
    Source.WORK,
)  # fmt: skip
FIGURES = (
    Source.MINUTES, Source.CHANGES, Source.ANSWERS, Source.FORMS, Source.FIGURES, Source.TOLD,
)  # fmt: skip
MARKS = {
    Mark.TO_FOLLOW: "0, figures to follow",
    Mark.IN_LARGER: "0, counted in a larger activity",
    Mark.NO_NUMBER: "0, no number given",
}
YES = {0: "no", 1: "yes"}
STAGES = {
    None: "not known", Stage.IDEAS: "ideas", Stage.OPTIONS: "options", Stage.DESIGN: "design",
    Stage.DELIVERY: "delivery", Stage.REVIEW: "review",
}  # fmt: skip


def about(view: View, row: Row) -> tuple[str, ...]:
    """What it is: a place and a time, with a title or how far it has come."""
    place = view.setup.place_name(row.place_id)
    if isinstance(row, store.FigureRow):
        return Period.parse(row.when).short, place
    when = PartialDate.parse(row.when).label
    if isinstance(row, store.ProjectRow):
        return row.title, place, when, STAGES[row.stage]
    if isinstance(row, store.ActivityRow):
        method = view.definitions.methods.get(row.method)
        return row.title, place, when, method.name if method else row.method
    if isinstance(row, store.SuggestionRow):
        told = ", people told" if row.told else ""
        return when, place, suggestion_words.state(row.step) + told
    if isinstance(row, store.ChangeRow):
        return f"{when} (undone since)" if row.undone else when, place, f"{row.linked:,}"
    assert isinstance(row, store.SheetRow)
    asked = "On the day" if row.wave is Wave.ON_THE_DAY else "At follow-up"
    easy = ", easy read form" if row.format is FormFormat.EASY_READ else ""
    return when, place, asked + easy


def adds(view: View, source: Source, row: Row) -> tuple[str, ...]:
    """What the row adds, in as many columns as `ADDS` names."""
    if isinstance(row, store.ActivityRow) and row.mark is not None:
        return (MARKS[row.mark],)
    told = []
    for one in row.adds:
        near = "about " if one.estimated else ""
        group = view.setup.groups.get(one.group_id or 0)
        name = f"{group.name}: " if group and view.group_id is None else ""
        top, bottom = near + indicators.plain(one.top), indicators.plain(one.bottom or 0)
        if source is Source.GROUPS:
            told.append(f"{name}{top} of {bottom}")
        elif source is Source.WORK and not one.bottom:
            told.append("stage not known")
        elif source in YES_OR_NO:
            told.append(YES[int(one.top)])
        elif len(ADDS[source]) > 1:
            return name + top, "" if one.bottom is None else bottom
        else:
            told.append(top)
    return ("; ".join(told),)


def words(row: Row) -> str:
    """People's own words, or what a sheet is about; for the team alone."""
    return row.title if isinstance(row, store.SheetRow) else row.words
