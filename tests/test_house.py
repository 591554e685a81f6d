"""The house rules that a machine can keep: sizes, names, and what the front files say."""

import ast
import re
import stat
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CODE = sorted((ROOT / "engagement_metrics").rglob("*.py"))
PARTS = sorted((ROOT / "pages" / "parts").rglob("*.py"))
PAGES = sorted((ROOT / "pages").glob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
EVERYTHING = [ROOT / "app.py", *CODE, *PAGES, *PARTS, *TESTS]
UNDONE = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b")
MIGRATIONS = {path for path in CODE if "migrations" in path.parts}


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def longest_allowed(path: Path) -> int:
    if path in PARTS:
        return 150
    return 80 if path in PAGES else 300


@pytest.mark.parametrize("path", sorted({*EVERYTHING} - MIGRATIONS - {*TESTS}), ids=relative)
def test_a_file_is_short_enough_to_read_at_once(path):
    assert lines(path) <= longest_allowed(path)


@pytest.mark.parametrize("path", sorted({*EVERYTHING} - MIGRATIONS), ids=relative)
def test_a_function_is_at_most_60_lines_long(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno + 1 > 60
    ]

    assert long == []


@pytest.mark.parametrize("path", EVERYTHING, ids=relative)
def test_a_file_opens_with_a_sentence_that_says_what_it_is(path):
    text = path.read_text(encoding="utf-8")
    said = ast.get_docstring(ast.parse(text)) or ""

    assert text == "" or said.split("\n\n")[0].rstrip().endswith((".", "?"))


@pytest.mark.parametrize("path", EVERYTHING, ids=relative)
def test_nothing_is_left_undone_or_skipped(path):
    text = path.read_text(encoding="utf-8")

    assert UNDONE.findall(text) == []
    assert re.findall(r"mark\.(?:skip|skipif|xfail)\b|pytest\.(?:skip|xfail)\(", text) == []


@pytest.mark.parametrize("path", [*PAGES, *PARTS], ids=relative)
def test_a_page_puts_no_raw_html_on_the_screen(path):
    assert "unsafe_allow" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PAGES, ids=relative)
def test_a_page_hides_no_module_behind_its_name(path):
    # Streamlit puts pages/ first on the import path: pages/calendar.py would be `import calendar`.
    names = {*sys.stdlib_module_names, *packages_distributions(), "app", "engagement_metrics"}

    assert path.stem not in names


@pytest.mark.parametrize("path", CODE, ids=relative)
def test_a_module_is_named_for_its_subject(path):
    assert path.stem not in {"utils", "util", "helpers", "common", "manager", "service", "misc"}


@pytest.mark.parametrize("command", ["make run", "make test"])
def test_the_readme_names_the_two_commands(command):
    assert command in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_build_server_runs_what_a_person_runs():
    script = ROOT / ".ci" / "run"

    assert "make test" in script.read_text(encoding="utf-8")
    assert script.stat().st_mode & stat.S_IXUSR


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements-dev.txt", "requirements-uv.txt"]
)
def test_every_requirement_is_pinned_with_its_hash_and_names_no_index(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = [
        entry for entry in re.split(r"\n(?=\S)", text) if not entry.startswith(("#", "-r ", " "))
    ]

    assert entries != []
    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []
    assert re.findall(r"https?://|--(?:index-url|extra-index-url|find-links)", text) == []


def test_development_starts_from_what_runs_the_app():
    assert (ROOT / "requirements-dev.txt").read_text().startswith("-r requirements.txt\n")


def test_the_app_is_served_to_this_machine_and_tells_nobody_about_it():
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))

    assert settings["server"]["address"] == "127.0.0.1"
    assert settings["server"]["allowedHosts"] == ["localhost", "127.0.0.1"]
    assert settings["server"]["fileWatcherType"] == "none"
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["client"]["showErrorDetails"] == "none"
    assert settings["client"]["toolbarMode"] == "minimal"
    assert settings["runner"]["postScriptGC"] is False
