"""Parts of a page that run by themselves, without navigation: for whoever is no longer let in."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from streamlit.testing.v1 import AppTest, app_test
from streamlit.testing.v1.local_script_runner import LocalScriptRunner

from engagement_metrics import store
from engagement_metrics.models import Organisation, Person, SignIn
from engagement_metrics.store.engine import engine
from tests.conftest import ROOT
from tests.signed_in import LEE, SETTINGS, claims, come_in, given
from tests.store.conftest import settle

KIM = {"sub": "kim", "name": "kim"}
DRAFT = "d" * 32


@pytest.fixture
def town(sqlite_url, monkeypatch):
    """A town with a lead who is signed in, and has a return to tally for."""
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)
    town = settle(sqlite_url)
    town.add(Organisation(name="Wold and Mere"))
    # One sign-in throughout: its key follows from the second in which the provider said so.
    at = datetime.now(UTC)
    monkeypatch.setitem(KIM, "iat", int(at.timestamp()))
    town.kim = given("kim", [("lead", None)], at)
    store.begin_draft(town.kim, DRAFT, "entry", {"title": "Stall"}, {"page": "quick-entry"})
    return town


def opened(page: str, **query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "pages" / "navigation.py"), default_timeout=120)
    app.user = claims(KIM)
    app.query_params.update(query)
    app.run()
    app.switch_page(page).run()
    assert [fault.message for fault in app.exception] == []
    return app


@pytest.fixture
def alone(monkeypatch):
    """Run the part of a page that it drew last by itself, as a browser asks; the title then."""

    def run(app: AppTest) -> str | None:
        part = list(app._fragment_storage._fragments)[-1]

        class Part(LocalScriptRunner):
            def _run_script(self, data, wanted=iter([[part]])):  # noqa: B008  (first, then anew)
                super()._run_script(replace(data, fragment_id_queue=next(wanted, [])))

        with monkeypatch.context() as patch:
            patch.setattr(app_test, "LocalScriptRunner", Part)
            app.run()
        assert [fault.message for fault in app.exception] == []
        return app.title[0].value if app.title else None

    return run


def put(town, **values):
    with engine(town.url).begin() as connection:
        connection.execute(sa.update(SignIn).values(**values))


def seen(town):
    with engine(town.url).connect() as connection:
        return connection.execute(
            sa.select(SignIn.seen_at).where(SignIn.id == town.kim.signed_in.key)
        ).scalar_one()


@pytest.mark.parametrize(
    "page", ["outcomes.py", "quick_entry.py", "evaluation_answers.py", "tally.py", "help_page.py"]
)
def test_each_part_leads_whoever_is_let_in_no_more_to_the_page_that_says_so(town, alone, page):
    app = opened(page, draft=DRAFT)
    put(town, seen_at=datetime.now(UTC) - timedelta(hours=2))

    assert alone(app) == "Sign in again"


@pytest.mark.parametrize("page", ["quick_entry.py", "tally.py"])
def test_a_part_leads_whoever_was_shut_out_to_the_page_that_says_so(town, alone, page):
    app = opened(page, draft=DRAFT)
    assert town.kim.signed_in is not None
    with store.session(come_in(LEE).actor) as write:
        write.withdraw(Person, town.kim.signed_in.person, town.kim.signed_in.version)

    assert alone(app) == "You cannot come in"


def test_a_new_tap_is_use_of_the_tool_and_the_clock_is_not(town, alone):
    app = opened("tally.py", draft=DRAFT)
    before = datetime.now(UTC) - timedelta(minutes=30)
    put(town, seen_at=before)
    assert alone(app) is None, "the part alone, without its page"
    assert seen(town) == before

    sheet = app.query_params["sheet"]
    hears(town.kim, sheet, {"people": 1, "groups": {}, "taps": 1})
    assert seen(town) > before
    put(town, seen_at=before)
    hears(town.kim, sheet, {"people": 1, "groups": {}, "taps": 1})  # the same once more
    assert seen(town) == before


def hears(actor, sheet, tally):
    """What the tally's component calls when the browser sends a sheet."""

    def callback(actor, sheet):
        from pages.parts import tally_button

        tally_button._heard(actor, sheet)

    app = AppTest.from_function(callback, args=(actor, sheet))
    app.user = claims(KIM)
    app.session_state[f"tally_{sheet}"] = {"tally": tally}
    assert [fault.message for fault in app.run().exception] == []
    assert store.tally(actor, sheet).people == tally["people"]
