"""The evaluation sheets that were typed in, and taking one back."""

import streamlit as st

from engagement_metrics import store
from engagement_metrics.access import Actor
from engagement_metrics.models import AnswerSheet
from pages.parts import days, fields, paging, standing
from pages.parts.answers_words import FORMATS, WAVES
from pages.parts.hints import hint


def show(actor: Actor) -> None:
    """The sheets, the latest first, a page at a time; one can be withdrawn and brought back."""
    standing.tell("sheet")
    page = store.sheets_typed_in(actor, page=paging.number())
    back = store.sheets_typed_in(actor, withdrawn=True)
    if not page.total:
        st.info("No sheets yet. Each one you save above is listed here.")
    else:
        fields.table(
            "Sheets, the latest first",
            ("About", "Forms"),
            [_row(sheet, title) for sheet, title in page.rows],
        )
        paging.turn(page, "sheets")
        _withdraw(actor, page)
    standing.restore(
        "sheet", actor, AnswerSheet,
        {sheet.id: (_name(sheet, title), sheet.version) for sheet, title in back.rows},
    )  # fmt: skip


def _row(sheet: AnswerSheet, title: str) -> tuple[str, str]:
    assert sheet.created_at is not None, "every stored record has its moment"
    typed_in = f"Typed in on {days.moment(sheet.created_at)} by {sheet.created_by}."
    return title, f"{_forms(sheet)}. {typed_in}"


def _name(sheet: AnswerSheet, title: str) -> str:
    return f"{title}: {_forms(sheet)}"


def _forms(sheet: AnswerSheet) -> str:
    number = "1 form" if sheet.forms_received == 1 else f"{sheet.forms_received:,} forms"
    return f"{number}, {FORMATS[sheet.format].lower()}, {WAVES[sheet.wave].lower()}"


def _withdraw(actor: Actor, page: store.Page) -> None:
    sheets = {sheet.id: (sheet, title) for sheet, title in page.rows}
    chosen = st.selectbox(
        "Withdraw a sheet that is wrong", list(sheets), index=None, key="sheet.chosen",
        placeholder="Choose one", format_func=lambda at: _name(*sheets[at]),
    )  # fmt: skip
    if chosen is None:
        return
    sheet, title = sheets[chosen]
    hint("To put a sheet right, withdraw it and type it in again.")
    standing.withdraw("sheet", actor, AnswerSheet, chosen, sheet.version, _name(sheet, title))
