"""The command line, run as a person runs it, on SQLite and PostgreSQL."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlmodel import select

from engagement_metrics import store
from engagement_metrics.__main__ import main
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import Activity, GroupTotal

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
    with store.reading() as orm:
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
        "20 suggestions, 20 sheets with 200 counts of answers.\n"
    )
    with store.reading() as orm:
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
            "The store cannot be reached. Nothing was saved: try again in a moment, "
            "or ask the person who looks after this tool.\n",
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
