"""The command line, run as a person runs it, on SQLite and PostgreSQL."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlmodel import select

from engagement_metrics import framework, store, upkeep
from engagement_metrics.__main__ import main
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import Activity, GroupTotal, Person, RecordType, Topic
from engagement_metrics.store import retention
from engagement_metrics.store.engine import reading

ROOT = Path(__file__).parents[1]
SHEETS = ROOT / "data" / "examples"
HEADER = "title,aim,place,ends,heads\n"
TOTALS_OF_SEED_7 = (1512, 39376)


def in_a_process(*arguments, url=None):
    """A command as a person starts it: how it ended, what it said, what it complained of."""
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}
    if url:
        surroundings["DATABASE_URL"] = url
    done = subprocess.run(
        [sys.executable, "-m", "engagement_metrics", *map(str, arguments)],
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def run(capsys, monkeypatch):
    """The same in this process, which spares the seconds that starting one takes."""

    def run_here(*arguments, url=None):
        if url:
            monkeypatch.setenv("DATABASE_URL", url)
        code = main([str(argument) for argument in arguments])
        return code, *capsys.readouterr()

    return run_here


def titles():
    with reading() as orm:
        return list(orm.exec(select(Activity.title).order_by(Activity.id)))


def test_demo_fills_an_empty_store_says_what_was_refused_and_fills_none_twice(bare_database_url):
    code, said, _ = in_a_process("demo", "--database", bare_database_url)

    assert code == 0
    assert said.splitlines()[0] == "Activities: 72 come in, 43 are refused."
    assert "  35 refused: '…' is not one of your places." in said
    assert len(titles()) == 72

    assert in_a_process("demo", url=bare_database_url) == (
        1,
        "",
        "This store is in use already. Only an empty store can be started.\n",
    )
    assert len(titles()) == 72
    assert in_a_process("check", url=bare_database_url) == (
        0,
        "The definitions load and the store is whole.\n",
        "",
    )


def test_demo_fills_the_made_up_year(run, sqlite_url):
    code, said, _ = run("demo", "--set", "made-up", url=sqlite_url)

    assert (code, said) == (0, "The store now holds the examples 'Made-up year'.\n")
    assert len(titles()) > 100
    assert run("check", url=sqlite_url)[0] == 0


def test_demo_makes_the_same_synthetic_store_from_the_same_seed(run, database_url):
    code, said, _ = run("demo", "--activities", "200", "--seed", "7", url=database_url)

    assert code == 0
    assert said == (
        "The store now holds a synthetic log: 200 activities with 1,552 group counts, "
        "20 suggestions, 20 sheets with 400 counts of answers.\n"
    )
    with reading() as orm:
        totals = sorted((row.category, row.n) for row in orm.exec(select(GroupTotal)))
    assert (len(totals), sum(n for _, n in totals)) == TOTALS_OF_SEED_7
    assert run("check", url=database_url)[0] == 0
    assert run("demo", "--activities", "200", url=database_url)[0] == 1


def test_a_synthetic_store_takes_further_records(run, database_url, tmp_path):
    run("demo", "--activities", "50", url=database_url)
    (tmp_path / "more.csv").write_text(HEADER + "One more,engage,Thurrock,2024,5\n")

    code, said, _ = run("import-activities", tmp_path / "more.csv", url=database_url)

    assert (code, said.splitlines()[-1]) == (0, "Stored: 1 activities and 0 suggestions.")
    assert titles()[-1] == "One more"


def test_check_names_each_fault_on_a_line_and_rebuilding_mends_the_totals(run, database_url):
    run("demo", url=database_url)
    with store.session(LOCAL_USER) as writer:
        for total in writer.orm.exec(select(GroupTotal).where(GroupTotal.category == "female")):
            total.n += 1
            writer.orm.add(total)

    code, said, _ = run("check", url=database_url)

    assert code == 1
    lines = said.splitlines()
    assert len(lines) == 3
    assert all(line.startswith("The total ") and "female" in line for line in lines)
    assert run("rebuild-totals", url=database_url) == (0, "The totals were added up anew.\n", "")
    assert run("check", url=database_url)[0] == 0


def test_a_dry_run_says_all_that_an_import_would_and_stores_nothing(run, database_url):
    run("demo", "--activities", "1", url=database_url)
    files = [SHEETS / "published_activities.csv", "--suggestions"]
    files.append(SHEETS / "published_suggestions.csv")

    code, said, _ = run("import-activities", *files, "--dry-run", url=database_url)

    assert code == 0
    line = next(line for line in said.splitlines() if line.startswith("Line 82 (OTH01, "))
    assert line.endswith(": 'Herefordshire' is not one of your places.")
    assert "\nNothing was stored: this was a dry run.\n" in said
    assert titles() == ["Activity 1"]


def test_an_import_lists_each_refused_row_stores_the_others_and_does_so_once(
    database_url, tmp_path
):
    in_a_process("demo", "--activities", "1", url=database_url)
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(
        HEADER
        + "Stall,engage,Thurrock,2024-05-20,9\n"
        + "Fair,engage,Atlantis,2024-05-20,9\n"
        + "Talk by Dr Smith,inform,Thurrock,2024-05-20,9\n"
    )

    first = in_a_process("import-activities", sheet, url=database_url)
    again = in_a_process("import-activities", sheet, url=database_url)
    looked_at = in_a_process("import-activities", sheet, "--checked", url=database_url)

    refused = (
        "Line 3 ('Fair'): 'Atlantis' is not one of your places.\n"
        "Line 4 ('Talk by Dr Smith'): The title may hold a person's name. "
        "Take it out, or tick that it is not about one person.\n"
        "If you have looked at what 'may' be wrong and it is right, add --checked.\n"
    )
    summary = (
        "  1 refused: '…' is not one of your places.\n"
        "  1 refused: The title may hold a person's name. "
        "Take it out, or tick that it is not about one person.\n"
    )
    assert first == (
        0,
        f"{refused}Activities: 1 come in, 2 are refused.\n{summary}"
        "Stored: 1 activities and 0 suggestions.\n",
        "",
    )
    assert again == (
        0,
        f"{refused}Activities: 0 come in, 2 are refused.\n{summary}"
        "1 rows went in before from this very file. Not stored again.\n"
        "Stored: 0 activities and 0 suggestions.\n",
        "",
    )
    assert looked_at[1].endswith(
        "1 rows went in before from this very file. Not stored again.\n"
        "Stored: 1 activities and 0 suggestions.\n"
    )
    assert titles() == ["Activity 1", "Stall", "Talk by Dr Smith"]


def test_an_import_of_nothing_but_refused_rows_ends_in_failure(run, sqlite_url, tmp_path):
    run("demo", "--activities", "1", url=sqlite_url)
    (tmp_path / "sheet.csv").write_text(HEADER + "Fair,engage,Atlantis,2024-05-20,9\n")

    code, said, _ = run("import-activities", tmp_path / "sheet.csv", url=sqlite_url)

    assert (code, said.splitlines()[-1]) == (1, "Stored: 0 activities and 0 suggestions.")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"when,where\n1,2\n", "These columns are not known: 'when', 'where'."),
        (b"PK\x03\x04", "The workbook cannot be read."),
    ],
    ids=["empty", "other columns", "broken workbook"],
)
def test_a_file_that_cannot_be_read_is_told_in_a_sentence(
    run, sqlite_url, tmp_path, content, sentence
):
    run("demo", "--activities", "1", url=sqlite_url)
    (tmp_path / "sheet").write_bytes(content)

    code, said, complaint = run("import-activities", tmp_path / "sheet", url=sqlite_url)

    assert (code, said) == (1, "")
    assert complaint.startswith(sentence)


def test_a_store_that_nobody_has_set_up_takes_no_import(run, database_url, tmp_path):
    assert run("import-activities", SHEETS / "published_activities.csv", url=database_url) == (
        1,
        "",
        "This store is not set up yet. "
        "Open the app and set up your organisation and its places first.\n",
    )


def test_a_store_that_is_not_there_is_not_made_by_looking_at_it(run, tmp_path):
    url, file = f"sqlite:///{tmp_path}/none.db", tmp_path / "none.db"

    assert run("check", "--database", url) == (
        1,
        f"There is no store at {file} yet. The app makes one when it starts.\n",
        "",
    )
    for command in (["rebuild-totals"], ["import-activities", SHEETS / "README.md"]):
        assert run(*command, "--database", url) == (
            1,
            "",
            f"There is no store at {file}. Check the name.\n",
        )
    assert not file.exists()


NO_ADDRESS = (
    "The database's address cannot be used. "
    "Write sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME.\n"
)


@pytest.mark.parametrize("command", ["check", "demo", "rebuild-totals"])
@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("nonsense", NO_ADDRESS),
        ("mysql://somewhere/else", NO_ADDRESS),
        ("postgresql://somewhere/else", NO_ADDRESS),
        ("sqlite://", NO_ADDRESS),
        (
            "postgresql+psycopg://nobody@/none?host=/nowhere",
            "The store cannot be reached. Try again in a moment: a save is stored only once, "
            "however often you try. If it goes on, ask the person who looks after this tool.\n",
        ),
        (
            "sqlite:///{folder}/text.db",
            "The file {folder}/text.db is not a store. Nothing was changed.\n",
        ),
    ],
    ids=["nonsense", "another kind", "another driver", "memory", "unreachable", "another file"],
)
def test_a_store_that_cannot_be_opened_is_told_in_a_sentence(run, tmp_path, command, url, sentence):
    (tmp_path / "text.db").write_text("A letter to somebody, and no store at all.")

    code, said, complaint = run(command, "--database", url.format(folder=tmp_path))

    assert (code, said, complaint) == (1, "", sentence.format(folder=tmp_path))
    assert (tmp_path / "text.db").read_text() == "A letter to somebody, and no store at all."


def test_a_wrong_command_is_answered_with_how_to_use_it():
    code, _, complaint = in_a_process("dance")

    assert code == 2
    assert "usage: python -m engagement_metrics" in complaint


# ---- looking after the store -------------------------------------------------------------------


def small_store(run, url):
    """Two activities of a synthetic log, and one that was changed since."""
    run("demo", "--activities", "2", url=url)


def test_a_backup_is_written_and_restored_by_two_commands(run, database_url, tmp_path):
    small_store(run, database_url)
    file = tmp_path / "store.backup"

    code, said, _ = run("backup", file)
    assert code == 0
    first, second = said.splitlines()
    assert re.fullmatch(
        re.escape(f"{file} now holds the store as it was at ")
        + r"\d\d:\d\d UTC: 2 activities, 0 suggestions and [\d,]+ rows in all\.",
        first,
    )
    assert second.endswith("Keep it as safe as the store itself.")

    assert run("restore", file) == (
        1,
        "",
        "The store is not empty. Nothing was changed: add --replace to set it aside first.\n",
    )
    code, said, _ = run("restore", file, "--replace")
    assert code == 0
    assert [line.split(" ")[0] for line in said.splitlines()] == ["The", "The", "The"]
    assert "is kept whole as " in said
    assert said.endswith("The store was checked and is whole.\n")
    assert run("check", url=database_url)[0] == 0
    assert titles() == ["Activity 1", "Activity 2"]


def test_a_store_is_moved_from_sqlite_to_postgresql_by_two_commands(
    run, tmp_path, sqlite_url, postgres_url
):
    small_store(run, sqlite_url)
    file = tmp_path / "store.backup"

    assert run("backup", file, url=sqlite_url)[0] == 0
    assert run("restore", file, url=postgres_url)[0] == 0

    assert titles() == ["Activity 1", "Activity 2"]
    assert run("check", url=postgres_url)[0] == 0


def test_a_restored_store_that_is_not_whole_is_told(run, sqlite_url, tmp_path):
    small_store(run, sqlite_url)
    with store.session(LOCAL_USER) as writer:
        for total in writer.orm.exec(select(GroupTotal).where(GroupTotal.category == "female")):
            total.n += 1
            writer.orm.add(total)
    run("backup", tmp_path / "store.backup")

    code, said, _ = run("restore", tmp_path / "store.backup", "--replace")

    assert code == 1
    assert said.splitlines()[-1].startswith("The total ")


def test_a_store_whose_head_is_damaged_can_be_replaced(run, sqlite_url, tmp_path):
    small_store(run, sqlite_url)
    run("backup", tmp_path / "store.backup")
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    file.write_bytes(b"x" * 8192)

    assert run("restore", tmp_path / "store.backup")[2].endswith(
        "is not a store. Nothing was changed.\n"
    )
    code, said, _ = run("restore", tmp_path / "store.backup", "--replace")

    assert code == 0
    assert "is kept whole as store-replaced-" in said
    assert titles() == ["Activity 1", "Activity 2"]


def test_retention_lists_what_is_due_and_removes_it_only_when_told_why(run, database_url):
    small_store(run, database_url)
    with store.session(LOCAL_USER) as writer:
        for activity in writer.orm.exec(select(Activity)):
            activity.financial_year, activity.updated_at = 2012, datetime(2013, 1, 1, tzinfo=UTC)
            writer.orm.add(activity)

    code, said, _ = run("retention", url=database_url)
    assert code == 0
    assert (
        "Activities are kept for 10 years: 1 activity would go (1 of 2012/13). 1 as old stays: "
        "a younger record needs it, or no activity has a higher number yet.\n"
    ) in said
    assert "Suggestions are kept for 10 years: none is due.\n" in said
    assert said.endswith("Nothing was removed. To remove them add --remove and --reason.\n")
    assert titles() == ["Activity 1", "Activity 2"]

    assert run("retention", "--remove") == (
        1, "", "Say who decided it, and why: add --reason.\n",
    )  # fmt: skip
    code, said, _ = run("retention", "--remove", "--reason", "Agreed with the records manager.")
    assert code == 0
    assert "1 activity went (1 of 2012/13)." in said
    assert "Backups made before today still hold them." in said
    assert titles() == ["Activity 2"]
    assert run("check", url=database_url)[0] == 0
    assert "To remove them" not in run("retention")[1]
    assert "Backups" not in run("retention", "--remove", "--reason", "Again.")[1]


def test_a_kind_of_record_that_has_no_limit_is_kept_for_good(sqlite_url):
    rules = framework.load().retention
    keeping = {
        RecordType.ACTIVITY: replace(rules[RecordType.ACTIVITY], years=None),
        RecordType.CHANGE: rules[RecordType.CHANGE],
    }
    found = retention.due(LOCAL_USER, keeping, date(2026, 11, 22))

    assert upkeep._would_go(found, keeping, "would go") == [
        "Activities are kept for good.",
        "Suggestions are kept for good.",
        "Changes are kept for 10 years: none is due.",
        "Evaluation sheets are kept for good.",
        "Typed figures are kept for good.",
    ]


def test_after_a_restore_one_is_told_to_look_at_who_may_sign_in(run, sqlite_url, tmp_path):
    small_store(run, sqlite_url)
    with store.session(LOCAL_USER) as writer:
        writer.add(Person(issuer="https://provider.example", subject="1", name="Alex"))
    run("backup", tmp_path / "store.backup")

    said = run("restore", tmp_path / "store.backup", "--replace")[1]

    assert (
        "Everybody must sign in again. Look at who may: those taken out since then are in again.\n"
    ) in said


def test_words_are_erased_from_the_history_of_one_record(run, sqlite_url):
    small_store(run, sqlite_url)
    with store.session(LOCAL_USER) as writer:
        number = writer.add(Topic(name="Mrs Example"))

    code, said, _ = run("erase-text", "topic", number, "--reason", "A name stood there.")
    assert code == 0
    assert said.startswith("One line of its history was changed: people's own words are erased.")
    assert store.history(LOCAL_USER, RecordType.TOPIC, number)[1].after == {"name": "(erased)"}
    [who] = {line.who for line in store.history(LOCAL_USER, RecordType.TOPIC, number)[:1]}
    assert who.startswith("Command line (")

    assert run("erase-text", "topic", number, "--reason", "Again.")[1].startswith("0 lines")
    assert run("erase-text", "typed-figure", 99, "--reason", "None.") == (
        1, "", "There is no history of typed_figure number 99.\n",
    )  # fmt: skip
    assert run("erase-text", "topic", number, "--reason", " ")[2].startswith("Say who decided it")
    with pytest.raises(SystemExit):
        run("erase-text", "something", 1, "--reason", "None.")


def test_what_looks_after_a_store_makes_none(run, tmp_path):
    url = f"sqlite:///{tmp_path}/none.db"
    for command in (
        ["backup", tmp_path / "a.backup"],
        ["retention"],
        ["erase-text", "topic", "1", "--reason", "None."],
    ):
        code, _, complaint = run(*command, url=url)
        assert (code, complaint) == (
            1,
            f"There is no store at {tmp_path}/none.db. Check the name.\n",
        )
    assert list(tmp_path.iterdir()) == []
