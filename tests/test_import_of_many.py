"""An import judges and stores many rows at once, just as each would be by itself."""

import csv
import io
import json
import random
import re
from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from engagement_metrics import entry, spreadsheet, store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.entry import EntryError
from engagement_metrics.spreadsheet import drafts, sheets
from engagement_metrics.store.engine import reading
from tests.test_spreadsheet import set_up

# What a cell may hold: right, blank, wrong, doubtful.
CELLS = {
    "title": ["Stall", "Talk at the library", "Walk  with  carers", "", "<b>", "With Mrs Jones"],
    "aim": ["engage", "Inform", "co-produce", "engage", "inform", "listen"],
    "method": ["", "survey", "Survey", "", "survey", "dance"],
    "place": ["Thurrock", "Suffolk", "thurrock", "Suffolk", "Thurrock", "Atlantis"],
    "topic": ["", "Asthma", "asthma", "", "", "Unheard of"],
    "starts": ["", "2024-05", "2024-05-20", "", "", "2031"],
    "ends": ["2024-05-20", "2024-06", "2024", "2023/24", "2024-05-20", "2024-02-30"],
    "status": ["", "complete", "complete", "figures_to_follow", "planned", "over"],
    "heads": ["100", "1,200", "60", "60", "", "many"],
    "heads_basis": ["", "counted", "estimated", "", "", "guessed"],
    "modes": ["", "online", "in person; online", "", "", "by owl"],
    "sessions": ["", "1", "2", "", "", "0"],
    "open_to_public": ["", "yes", "No", "", "", "perhaps"],
    "feedback_promised_on": ["", "", "2024-09-01", "", "", "1999-01-01"],
    "fed_back_on": ["", "", "2024-12-01", "", "", "2031-01-01"],
    "note": ["", "At the market", "  Two   rooms  ", "Café", "=1", "Ring 01473 123456"],
    "source": ["", "Register", "https://example.org/a@b.org", "", "", "Register"],
    "groups": [
        "", "sex:female=20; sex:male=5", "age:75p=~4 ; ; sex:female=3", "age:u16=60;age:16_24=0",
        "sex:female=20", "sex:female=999", "sex:female=1; sex:female=2", "shoe:red=1", "sex:female",
        "age:75p=x", "sex:blue=1", "sex:male=",
    ],
}  # fmt: skip
COLUMNS = ("reference", "part_of", *CELLS)


def drawn(rows, seed, wrong):
    """A table whose cells are drawn; one in so many of them from all that may be wrong with it."""
    dice = random.Random(seed)
    found = []
    for number in range(1, rows + 1):
        row = {"reference": f"R{number}"}
        for name, cells in CELLS.items():
            row[name] = dice.choice(cells if not dice.randrange(wrong) else cells[:3])
        row["title"] += f" {number}" if row["title"] else ""
        found.append(row)
    return found


def as_file(rows):
    made = io.StringIO()
    writer = csv.DictWriter(made, COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return made.getvalue().encode()


def alone(line, known, checked):
    """What entry itself makes of a row: the record and its parts, or the sentences it says."""
    row = drafts.Row(line, known)
    draft = drafts.activity(row, checked)
    try:
        accepted = entry.accept_activity(draft, known)
    except EntryError as error:
        own = [said for name, said in error.faults.items() if name not in row.faults]
        doubts = [said for name, said in error.doubts.items() if name not in row.faults]
        return tuple(dict.fromkeys([*row.faults.values(), *own, *doubts]))
    return tuple(row.faults.values()) or accepted


def told(accepted):
    return accepted.record.model_dump(), sorted(str(part.model_dump()) for part in accepted.parts)


@pytest.mark.parametrize("checked", [False, True])
@pytest.mark.parametrize("seed", [1, 2])
def test_each_row_of_a_drawn_table_is_judged_as_it_is_by_itself(sqlite_url, seed, checked):
    known = set_up()
    content = as_file(drawn(300, seed, wrong=12))

    proposal = spreadsheet.propose(content, known, checked=checked)

    lines = sheets.read(content, spreadsheet.ACTIVITIES).lines
    by_itself = {line.number: alone(line, known, checked) for line in lines}
    fine = {at for at, one in by_itself.items() if not isinstance(one, tuple)}
    assert 60 < len(fine) < 240
    assert {row.line: told(row.accepted) for row in proposal.accepted} == {
        at: told(by_itself[at]) for at in fine
    }
    assert {row.line: row.reasons for row in proposal.refused} == {
        at: by_itself[at] for at in by_itself if at not in fine
    }


def stored(table, left_out=()):
    with reading() as orm:
        rows = orm.connection().exec_driver_sql(f"SELECT * FROM {table}").mappings()
        return [{name: row[name] for name in row if name not in left_out} for row in rows]


def totals():
    return {
        tuple(value for name, value in row.items() if name not in ("n", "estimated")): (
            row["n"],
            row["estimated"],
        )
        for row in stored("group_total")
    }


def by_number(table, key="id"):
    return sorted(stored(table), key=lambda row: row[key])


def family_table():
    """Rows with group counts and suggestions; one in five is part of a row above it."""
    dice = random.Random(3)
    rows = [row for row in drawn(120, 3, wrong=1000) if row["ends"] != "2024"]
    for row in rows:
        row["suggestions"] = dice.choice(["", "", "A ramp", "A bench | More light"])
    for whole, part in zip(rows[::5], rows[1::5], strict=False):
        part["part_of"] = whole["reference"]
        part["aim"] = dice.choice([whole["aim"], "inform"])
    return rows


def test_records_counts_history_and_totals_are_those_of_adding_one_by_one(database_url):
    known = set_up()
    made = io.StringIO()
    writer = csv.DictWriter(made, [*COLUMNS, "suggestions"], restval="")
    writer.writeheader()
    writer.writerows(family_table())
    content = made.getvalue().encode()
    proposal = spreadsheet.propose(content, known)
    assert len(proposal.accepted) > 80
    assert any(row.belongs_to for row in proposal.accepted)
    before = len(stored("history"))

    outcome = spreadsheet.store_all(LOCAL_USER, proposal)
    first_totals, version = totals(), store.data_version()
    add_one_by_one(proposal, content, known)

    many, said = outcome.activities, outcome.suggestions
    assert many == len(proposal.accepted)
    assert said > 20
    later = totals()
    assert {key: (n // 2, e // 2) for key, (n, e) in later.items()} == first_totals
    assert all(n % 2 == 0 and e % 2 == 0 for n, e in later.values())
    assert sum(n for n, _ in first_totals.values()) > 0
    assert store.data_version() - version == many + said
    assert pairs("activity", many, {"id", "created_at", "updated_at", "part_of_id"}) == []
    assert pairs("suggestion", said, {"id", "created_at", "updated_at", "activity_id"}) == []
    assert linked("activity", "part_of_id", many, many) == []
    assert linked("suggestion", "activity_id", said, many) == []
    counts = stored("group_count")
    own = {(c["activity_id"], *list(c.values())[1:]) for c in counts if c["activity_id"] <= many}
    again = {
        (c["activity_id"] - many, *list(c.values())[1:]) for c in counts if c["activity_id"] > many
    }
    assert own == again
    assert own
    assert history(before, many, said) == []
    assert store.faults() == []


def add_one_by_one(proposal, content, known):
    """Every accepted row once more, each by `Writer.add`, in the order they were stored in."""
    lines = {line.number: line for line in sheets.read(content, spreadsheet.ACTIVITIES).lines}
    numbers = {}
    with store.session(LOCAL_USER, routine="Brought in from a spreadsheet") as writer:
        for row in sorted(proposal.accepted, key=lambda row: bool(row.belongs_to)):
            accepted = alone(lines[row.line], known, checked=False)
            accepted.record.part_of_id = numbers.get(row.belongs_to)
            numbers[row.reference] = writer.add(accepted.record, accepted.parts)
        for row in proposal.accepted:
            draft = drafts.activity(drafts.Row(lines[row.line], known), checked=False)
            for text in draft.suggestions:
                one = entry.accept_suggestion(drafts.said_at(draft, text), known)
                one.record.activity_id = numbers[row.reference]
                writer.add(one.record, one.parts)


def pairs(table, many, left_out):
    """The records that differ from those that were added one by one after them."""
    rows = [{k: v for k, v in row.items() if k not in left_out} for row in by_number(table)]
    assert len(rows) == 2 * many
    return [(a, b) for a, b in zip(rows[:many], rows[many:], strict=True) if a != b]


def linked(table, link, many, further):
    """The records whose link does not lead to the like of where the later one's leads."""
    found = [row[link] for row in by_number(table)]
    return [
        (a, b) for a, b in zip(found[:many], found[many:], strict=True) if (a and a + further) != b
    ]


def history(before, many, said):
    """The lines of history that differ from those of the records added one by one."""

    def lines(rows):
        found = []
        for row in rows:
            after = json.loads(row["after"]) if isinstance(row["after"], str) else row["after"]
            links = {name: None for name in ("part_of_id", "activity_id") if name in after}
            found.append((list(after), after | links, row["who"], row["event"], row["reason"]))
        return found

    rows = by_number("history")[before:]
    assert [row["record_id"] for row in rows[: many + said]] == [
        *range(1, many + 1),
        *range(1, said + 1),
    ]
    own, again = lines(rows[: many + said]), lines(rows[many + said :])
    return [(a, b) for a, b in zip(own, again, strict=True) if a != b]


def test_a_part_of_an_activity_that_is_stored_already_adds_what_its_whole_does_not(database_url):
    known = set_up()
    columns = "reference,title,aim,place,ends,heads,part_of,groups"
    whole = f"{columns}\nW,Campaign,engage,Suffolk,2024-05,100,,sex:female=60"
    spreadsheet.store_all(LOCAL_USER, spreadsheet.propose(whole.encode(), known))
    part = (
        f"{columns}\nP,Survey,engage,Suffolk,2024-05,30,W,sex:female=20;age:75p=3"
        "\nQ,Stall,inform,Suffolk,2024-05,7,W,sex:female=2"
    )

    spreadsheet.store_all(LOCAL_USER, spreadsheet.propose(part.encode(), known))

    assert sorted((row["aim"], row["category"], row["n"]) for row in stored("group_total")) == [
        ("engage", "75p", 3),
        ("engage", "female", 60),
        ("inform", "female", 2),
    ]
    assert {row["reference"]: bool(row["heads_added"]) for row in stored("activity")} == {
        "W": True,
        "P": False,
        "Q": True,
    }
    assert store.faults() == []


def test_what_the_database_refuses_is_told_without_a_word_of_the_row(database_url):
    known = set_up()
    content = b"title,aim,place,ends,heads\nSecret stall,engage,Thurrock,2024,1"
    proposal = spreadsheet.propose(content, known)
    proposal.accepted[0].accepted.record.heads = -1

    with pytest.raises(IntegrityError) as raised:
        spreadsheet.store_all(LOCAL_USER, proposal)

    assert "heads_not_negative" in str(raised.value)
    assert "Secret" not in str(raised.value)
    assert "Secret" not in str(raised.value.orig)
    assert stored("activity") == []


def test_activities_are_found_by_more_references_than_one_question_can_name(sqlite_url):
    known = set_up()
    names = [f"R{number}" for number in range(1, 2502)]
    rows = "\n".join(f"{name},Stall,engage,Thurrock,2024,9" for name in names)
    content = f"reference,title,aim,place,ends,heads\n{rows}".encode()
    spreadsheet.store_all(LOCAL_USER, spreadsheet.propose(content, known))

    again = spreadsheet.propose(content + b"\nNEW,Stall,engage,Thurrock,2024,9", known)

    assert [row.reference for row in again.accepted] == ["NEW"]
    assert len(again.refused) == len(names)
    assert all(re.search(r"The store holds an activity", row.reasons[0]) for row in again.refused)


def test_the_day_of_the_return_is_reckoned_in_bulk_as_by_itself(sqlite_url):
    known = set_up()
    content = b"title,aim,place,ends,heads\nStall,engage,Thurrock,2024-05-20,9"

    spreadsheet.store_all(LOCAL_USER, spreadsheet.propose(content, known))

    [row] = stored("activity")
    assert (row["return_due_on"], row["month"]) == (date(2024, 6, 3).isoformat(), "2024-05")
