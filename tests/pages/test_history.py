"""History: the page finds lines, tells them in plain words, and gives them as a file."""

import csv
import io
from datetime import date

import pytest

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER, Actor
from engagement_metrics.models import (
    Activity,
    Event,
    ForumReview,
    History,
    Organisation,
    RecordType,
    ReviewItem,
    Role,
    Suggestion,
    TypedFigure,
)
from engagement_metrics.store import histories, retention
from engagement_metrics.store.histories import Asked
from pages.parts import history_export, history_lines
from tests.store.conftest import settle


@pytest.fixture
def town(sqlite_url):
    """A store with an activity that was changed, a suggestion, a change and a typed figure."""
    town = settle(sqlite_url)
    with store.session(Actor("=Alex", frozenset(Role))) as write:
        write.add(Organisation(name="Wold and Mere"))
        town.stall = write.add(
            town.activity(title="Stall <b>one</b>", note="=1+1", piece_of_work_id=None),
            town.ages(u16=3),
        )
    with store.session(LOCAL_USER, "A slip of the pen") as write:
        values = {"heads": 12, "ends": "2026-06", "topic_id": town.health}
        write.change(Activity, town.stall, 1, values, town.ages(u16=4))
    town.said = town.add(town.suggestion(), [town.looked_into(date(2026, 5, 2))])
    town.add(town.made_change(), town.because_of(town.said))
    town.typed = town.add(town.figure(top=7.5, bottom=10.0))
    return town


def lines(app):
    [html] = [block.value for block in app.get("html") if "<ol" in block.value]
    return html


def test_each_line_says_what_happened_who_did_it_when_and_why(town, open_page):
    page = open_page("history.py", words="slip")

    assert [head.value for head in page.header] == ["1 line"]
    told = lines(page)
    assert "<strong>Changed: activity 1, Stall &lt;b&gt;one&lt;/b&gt;</strong>" in told
    assert ", Local user</span><br>Why: A slip of the pen<ul>" in told
    assert "<li>People: was 10, now 12</li>" in told
    assert "<li>Date: was 20 May 2026, now June 2026</li>" in told
    assert "<li>Topic: was empty, now Heart health</li>" in told
    assert "<li>Who came: was numbers are not kept here, now changed</li>" in told


def test_every_kind_of_line_is_told_in_words(town, open_page):
    retention.erase_text(LOCAL_USER, RecordType.SUGGESTION, town.said, "Told by a person.")

    told = lines(open_page("history.py"))

    for sentence in (
        "<strong>Added: typed figure 1, Residents and service users shaping services</strong>",
        "<li>Measure: Residents and service users shaping services</li>",
        "<li>Figure: 7.5</li>",
        "<li>Period: 2025/26</li>",
        "<strong>Added: change 1, Ramp</strong>",
        "<li>Suggestions it answers: suggestion 1</li>",
        "<strong>Erased: suggestion 1, Open later.</strong>",
        "<li>Lines whose words were erased: 1</li>",
        "<li>Steps: Looked into, 2 May 2026, (erased), (erased)</li>",
        "<strong>Added: place 2, North Wold</strong>",
        "<li>Within: Wold and Mere</li>",
    ):
        assert sentence in told, sentence


@pytest.mark.parametrize(
    ("seen", "told"),
    [
        (
            {"figure": "92%", "base": "11 of 12", "target": "at least 80%", "standing": "met"},
            "was empty, now 92% (11 of 12), target at least 80%, met",
        ),
        (
            {"figure": "None received", "base": "", "target": "", "standing": ""},
            "was empty, now None received, no target",
        ),
        ({"figure": "5", "standing": "Watched"}, "was empty, now 5, no target, Watched"),
    ],
)
def test_what_a_finished_meeting_had_seen_is_told_in_words(town, open_page, seen, told):
    with store.session(LOCAL_USER) as write:
        review = write.add(ForumReview(title="Spring", held_on=date(2026, 5, 2), period="2025-26"))
        item = write.add(ReviewItem(review_id=review, position=1, indicator="PLN-05"))
    with store.session(LOCAL_USER) as write:
        kept = {"name": "Promises", "sentence": "It rose.", **seen}
        write.change(ReviewItem, item, 1, {"shown": kept})

    page = open_page("history.py", about="Review of a measure")

    assert f"<li>What was shown: {told}</li>" in lines(page)


def test_filters_stand_in_the_address_and_leave_what_fits(town, open_page):
    page = open_page("history.py", about="Place", number="2")
    assert [head.value for head in page.header] == ["1 line"]

    page = open_page("history.py", who="=Alex")
    assert [head.value for head in page.header] == ["2 lines"]

    page.text_input(key="words").set_value("nowhere").run()
    assert [head.value for head in page.header] == ["0 lines"]
    assert "Nothing here. Choose other words or days." in [text.value for text in page.markdown]

    page = open_page("history.py", number="two")
    assert [fault.value for fault in page.error] == [
        "Write the number of the record in digits, such as 57."
    ]


def test_what_a_figure_said_on_a_day_can_be_asked(town, open_page):
    page = open_page("history.py", about="Typed figure", number=str(town.typed))
    assert page.text[0].value.endswith(
        "figure 1 said: Residents and service users shaping services, North Wold, 2025/26: "
        "7.5 out of 10."
    )

    town.withdraw(TypedFigure, town.typed)
    assert "It had been withdrawn and counted nowhere." in page.run().text[0].value

    page.date_input(key="history.on").set_value(date(2020, 1, 1)).run()
    assert "On 1 January 2020 there was no figure 1." in [text.value for text in page.markdown]


def test_an_administrator_alone_is_told_who_and_when_of_what_people_said(town):
    alone = Actor("Alex", frozenset({Role.ADMINISTRATOR}))

    file = history_export.as_csv(alone, store.setup(), Asked()).decode("utf-8-sig")

    assert "Suggestion,1,,,,," in file
    assert "North Wold" in file
    for said in ("Open later", "Stall", "A slip of the pen", "7.5"):
        assert said not in file, said


def test_a_number_about_a_group_is_not_told_of_a_day(town):
    values = {"indicator": "INF-01", "place_id": town.north, "period": "2025-26", "top": "changed"}

    assert history_lines._figure(store.setup(), values).endswith(
        "2025/26: a number about a group, which is not kept here"
    )


def test_the_shared_view_shows_none_of_it(town, open_page):
    page = open_page("history.py", view="Shared")

    assert [info.value for info in page.info] == [
        "The history holds small numbers, so it is in the team's view only."
    ]
    assert not page.header


def test_the_file_has_a_row_for_each_field_and_runs_no_formula(town):
    with store.session(LOCAL_USER, "=2+2") as write:
        write.withdraw(Suggestion, town.said, 1)

    file = history_export.as_csv(LOCAL_USER, store.setup(), Asked())

    assert file.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(file.decode("utf-8-sig"))))
    assert rows[0] == ["Internal: small numbers. Do not share."]
    assert rows[1][:5] == ["when", "who", "what happened", "record", "number"]
    assert rows[2][1:] == [
        "Local user", "Withdrawn", "Suggestion", "1", "Open later.", "", "", "", "'=2+2",
    ]  # fmt: skip
    changed = [row[1:] for row in rows[2:] if row[2] == "Changed"]
    assert ["Local user", "Changed", "Activity", "1", "Stall <b>one</b>", "People", "10", "12",
            "A slip of the pen"] in changed  # fmt: skip
    added = [row for row in rows[2:] if row[2:4] == ["Added", "Activity"]]
    assert {row[1] for row in added} == {"'=Alex"}
    assert ["Note", "", "'=1+1"] in [row[6:9] for row in added]
    assert len(list(histories.everything(LOCAL_USER, Asked()))) < len(rows)


def test_what_was_removed_and_put_back_is_told_of_the_store(town, open_page):
    with store.session(LOCAL_USER) as write:
        for event, before, after in (
            (Event.REMOVED, {"activity": {"years": {"2014/15": 2}, "numbers": "1-2"}}, {}),
            (Event.RESTORED, {}, {"made_at": "2026-11-22T10:00:00+00:00"}),
        ):
            write.orm.add(History(
                at=write.now, who="Command line (root)", event=event, reason="Agreed.",
                record_type=RecordType.STORE, record_id=0, before=before, after=after,
            ))  # fmt: skip

    told = lines(open_page("history.py", about="Store"))

    assert "<strong>Removed: the store</strong>" in told
    assert "<li>Activity: 2 of 2014/15 (numbers 1-2)</li>" in told
    assert "<strong>Restored: the store</strong>" in told
    assert "<li>Backup made: 22 November 2026 at " in told
