"""A measure over time and by place: its sentence is read as it was written."""

from datetime import date

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import Organisation, Place, TypedFigure


def test_signs_in_a_place_s_name_are_shown_as_they_are(sqlite_url, open_page, caplog):
    with store.session(LOCAL_USER) as session:
        session.add(Organisation(name="Ours"))
        for number, name in enumerate(("*North* [x](y)", "South"), start=1):
            session.add(Place(name=name))
            session.add(
                TypedFigure(
                    indicator="INF-03",
                    indicator_version=1,
                    place_id=number,
                    period=f"{date.today():%Y-%m}",
                    top=number * 10,
                    source="Page",
                )
            )

    app = open_page(None, cell="INF-03")

    said = " ".join(element.value for element in app.markdown)
    assert r"lowest in \*North\* \[x\]\(y\) \(10\)" in said
    assert [line for line in caplog.messages if "description" in line] == []
