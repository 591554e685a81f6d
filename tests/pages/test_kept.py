"""What a page keeps of its figures: the same for the same ones, never another audience's."""

from html import unescape

import pyarrow as pa
import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.charts import Picture
from engagement_metrics.models import Suggestion
from pages.parts import drawn

STATES = [
    ("measure.py", {"cell": "ENG-04"}),  # of groups
    ("equality.py", {}),
]


def see(app: AppTest, view: str) -> str:
    """All that the page sends in a view, with the rows of its charts."""
    if app.segmented_control(key="view").value != view:
        app.segmented_control(key="view").set_value(view).run()
    assert [fault.message for fault in app.exception] == []
    said = [one.proto.body for one in (*app.markdown, *app.caption, *app.info, *app.get("html"))]
    for chart in app.get("vega_lite_chart"):
        rows = (pa.ipc.open_stream(each.data.data).read_all() for each in chart.proto.datasets)
        said += [chart.proto.alt, chart.proto.spec, *(str(one.to_pylist()) for one in rows)]
    return unescape(" ".join(said))


@pytest.mark.parametrize(("page", "asked"), STATES, ids=lambda value: str(value))
def test_the_shared_view_is_the_same_whether_or_not_the_team_looked_before(
    made_up_url, open_page, page, asked
):
    app = open_page(page, view="Shared", **asked)
    app.selectbox(key="period").set_value("2025/26").run()
    alone = see(app, "Shared")

    team = see(app, "Team")

    assert team != alone
    assert see(app, "Shared") == alone


def test_a_list_has_people_s_words_for_the_team_alone_and_follows_a_change(made_up_url, open_page):
    app = open_page("measure.py", cell="ENG-02", period="2025/26")
    before, shared = see(app, "Team"), see(app, "Shared")
    assert "Suggestions: 91, page 1 of 4" in before
    assert "Suggestions: 91, page 1 of 4" in shared
    assert 'role="columnheader">Suggestion</th>' in before
    assert 'role="columnheader">Suggestion</th>' not in shared

    with store.session(LOCAL_USER, "It was written down twice.") as session:
        rows = session.orm.exec(select(Suggestion)).all()
        listed = [row for row in rows if f"<span>{row.text}</span></td>" in before]
        one = next(row for row in listed if row.financial_year == 2025)
        words = [row.text for row in listed]
        session.withdraw(Suggestion, one.id, one.version)
    after = see(app, "Team")

    assert [text for text in words if text in shared] == []
    assert "Suggestions: 90, page 1 of 4" in after


def test_the_rows_of_a_chart_are_sent_as_streamlit_would_send_them():
    """And they are turned once: the same chart is handed the same bytes again."""
    script = """
import streamlit as st
from engagement_metrics.charts import Picture
from pages.parts import drawn

rows = [
    {"at": "May 2026", "order": 0, "number": 4, "mean": 3.5, "words": "4", "notes": ""},
    {"at": "June 2026", "order": 1, "number": None, "mean": None, "words": "–", "notes": "1"},
]
mark = {"mark": "point", "data": {"name": "points"}, "encoding": {"x": {"field": "at"}}}
spec = {"layer": [mark], "datasets": {"points": rows, "target": []}}
drawn.show(Picture(spec, rows, "It rose."), "ours")
st.vega_lite_chart(spec, alt="It rose.", width="stretch", key="theirs")
"""
    ours, theirs = AppTest.from_string(script).run().get("vega_lite_chart")

    assert ours.proto.spec == theirs.proto.spec
    assert ours.proto.alt == theirs.proto.alt
    sent = {each.name: each.data.data for each in ours.proto.datasets}
    assert sent == {each.name: each.data.data for each in theirs.proto.datasets}
    assert set(sent) == {"points", "target"}

    picture = Picture({"datasets": {"points": [{"at": "May 2026"}]}}, [], "")
    first, again = drawn._sent(picture), drawn._sent(picture)
    assert first["datasets"]["points"] is again["datasets"]["points"]
    assert picture.spec["datasets"] == {"points": [{"at": "May 2026"}]}
