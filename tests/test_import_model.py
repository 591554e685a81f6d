"""The command that brings in a maturity model as a file."""

from dataclasses import replace

import pytest

from engagement_metrics import store
from engagement_metrics.__main__ import main
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.framework import maturity, maturity_edits
from engagement_metrics.models import Organisation
from engagement_metrics.store import rounds

DEFAULT = maturity.models()[0]
REWORDED = maturity_edits.with_cell(DEFAULT, "A1", 3, "Most groups are linked.")


@pytest.fixture
def file(sqlite_url, tmp_path):
    """A file that words one statement anew, beside a store that is set up."""
    with store.session(LOCAL_USER) as write:
        write.add(Organisation(name="Fifth system"))
    found = tmp_path / "ours.csv"
    found.write_bytes(maturity.written(REWORDED).encode("utf-8-sig"))
    return found


def kept():
    return rounds.models(LOCAL_USER)


def test_a_file_becomes_the_next_wording_and_says_which_paths_break(file, capsys):
    assert main(["import-model", str(file), "--note", "Worded by the forum"]) == 0

    assert capsys.readouterr().out.splitlines() == [
        "The path breaks: A1 How well the network works: the statement for level 3.",
        "Stored: The network and the ten principles as wording 2.",
    ]
    assert kept() == (replace(REWORDED, edition=2),)
    assert main(["import-model", str(file), "--note", "Once more"]) == 1
    assert "It says the same as wording 2. Nothing to save." in capsys.readouterr().err
    assert len(kept()) == 1


def test_a_dry_run_stores_nothing_and_a_save_needs_a_note(file, capsys):
    assert main(["import-model", str(file), "--dry-run"]) == 0
    assert "Nothing was stored: this was a dry run." in capsys.readouterr().out
    assert main(["import-model", str(file)]) == 1
    assert capsys.readouterr().err == "Say why it is worded so: add --note.\n"
    assert kept() == ()


def test_a_faulty_file_tells_twenty_lines_and_how_many_more_and_stores_nothing(file, capsys):
    faulty = "".join(f"measure,A1,,NOT-{at:02},\n" for at in range(23))
    file.write_text(maturity.written(DEFAULT) + faulty, encoding="utf-8")
    first = len(maturity.written(DEFAULT).splitlines()) + 1

    assert main(["import-model", str(file), "--note", "Ours"]) == 1
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 21
    assert told[0] == f"ours.csv line {first}: unknown measure 'NOT-00'"
    assert told[-1] == "And 3 more."
    assert kept() == ()


def test_a_file_that_is_not_there_is_told_in_a_sentence(file, capsys):
    assert main(["import-model", str(file.with_name("other.csv")), "--note", "Ours"]) == 1
    assert "other.csv cannot be read: No such file or directory." in capsys.readouterr().err
