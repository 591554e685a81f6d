"""Which way imports point: a module imports from its left and the layers above, never below."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "engagement_metrics"

# Left to right: a module imports from those before it. A package counts as the module of its name.
ORDER = [
    *("models", "disclosure", "access", "sign_in", "door", "spc"),
    *("framework", "population", "store", "entry", "spreadsheet"),
    *("equality", "feedback", "maturity", "indicators"),
    *("charts", "documents"),
    *("examples", "upkeep", "__main__"),
]
FORBIDDEN_TO_PAGES = {"pandas", "altair", "sqlmodel", "sqlalchemy"}

CODE = sorted(PACKAGE.rglob("*.py"))
PAGES = sorted((ROOT / "pages").rglob("*.py"))


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> set[str]:
    """Every module that a file imports, anywhere in it; `from a import b` may mean module a.b."""
    found = set()
    inside = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = inside[: len(inside) - node.level + 1] if node.level else ()
            module = ".".join([*above, *([node.module] if node.module else [])])
            found |= {module} | {f"{module}.{name.name}" for name in node.names}
    return found


def own_module(path: Path) -> str:
    """The top module of the package that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def tops(path: Path) -> set[str]:
    return {name.split(".")[0] for name in imports(path)}


@pytest.mark.parametrize("path", CODE, ids=relative)
def test_a_module_imports_from_its_left_and_the_layers_above(path):
    here = own_module(path)
    if here == "__init__":
        assert not {name for name in imports(path) if name.startswith("engagement_metrics.")}
        return
    assert here in ORDER, f"{here} has no place in the order yet: give it one"
    before = set(ORDER[: ORDER.index(here) + 1])

    imported = {
        name.split(".")[1] for name in imports(path) if name.startswith("engagement_metrics.")
    }
    modules = {
        name for name in imported if (PACKAGE / f"{name}.py").exists() or (PACKAGE / name).is_dir()
    }

    assert modules - before == set()


@pytest.mark.parametrize("path", CODE, ids=relative)
def test_the_package_knows_no_screen(path):
    assert tops(path) & {"streamlit", "pages", "app"} == set()


@pytest.mark.parametrize("path", PAGES, ids=relative)
def test_a_page_asks_the_package_for_its_figures_and_tables(path):
    assert tops(path) & FORBIDDEN_TO_PAGES == set()


@pytest.mark.parametrize("path", PAGES, ids=relative)
def test_a_page_imports_no_other_page(path):
    others = {p.stem for p in (ROOT / "pages").glob("*.py")}
    of_pages = {name for name in imports(path) if name.split(".")[0] == "pages"}

    assert {name for name in of_pages - {"pages"} if name.split(".")[1] != "parts"} == set()
    assert tops(path) & others == set()


def test_only_the_guard_makes_a_part_that_runs_without_navigation():
    makers = {relative(path) for path in PAGES if "st.fragment" in path.read_text("utf-8")}

    assert makers == {"pages/parts/guard.py"}


def test_only_the_store_speaks_to_the_database():
    speak = {
        relative(path)
        for path in [*CODE, *PAGES]
        if "sqlalchemy" in tops(path) and own_or_page(path) not in {"models", "store"}
    }

    assert speak == set()


def own_or_page(path: Path) -> str:
    return own_module(path) if PACKAGE in path.parents else "pages"


def test_the_check_reads_every_form_of_import(tmp_path, monkeypatch):
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    (tmp_path / "engagement_metrics").mkdir()
    file = tmp_path / "engagement_metrics" / "spc.py"
    file.write_text(
        "import altair as alt\n"
        "from engagement_metrics import store\n"
        "from . import entry\n"
        "def late():\n"
        "    from .charts import trend\n"
    )

    assert imports(file) == {
        "altair",
        "engagement_metrics",
        "engagement_metrics.store",
        "engagement_metrics.entry",
        "engagement_metrics.charts",
        "engagement_metrics.charts.trend",
    }
