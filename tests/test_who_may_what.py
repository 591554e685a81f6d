"""One table: every page, every write and every read, by every role, signed out, revoked, expired.

What is not in the table fails here: a new page, kind of record or function of the store needs a
row that says who may.
"""

import ast
import importlib
import inspect
import pkgutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from engagement_metrics import access, store
from engagement_metrics.access import ANYBODY, LOCAL_USER, Action, Refused
from engagement_metrics.framework import load
from engagement_metrics.models import (
    Activity,
    Aim,
    AnswerSheet,
    AssessedDimension,
    AssessmentEvidence,
    AssessmentRound,
    Audience,
    Baseline,
    Change,
    Closing,
    ForumReview,
    ImprovementAction,
    LocalMaturityModel,
    LocalMeasure,
    Organisation,
    Period,
    Person,
    PieceOfWork,
    Place,
    PointNote,
    PriorityGroup,
    ReBase,
    RecordType,
    ReviewAction,
    ReviewItem,
    ScorerKind,
    ScoringStage,
    Suggestion,
    Target,
    TargetForm,
    Topic,
    TypedFigure,
    WorkKind,
)
from engagement_metrics.store import (
    assessed,
    backup,
    closings,
    histories,
    retention,
    round_plans,
    round_steps,
    rounds,
    scores,
    setting_aside,
)
from engagement_metrics.store.behind.rows import MadeOf, Source
from engagement_metrics.store.telling import KINDS
from tests.assessments import model, opened, prepared, shown
from tests.assessments import settled as settle_one
from tests.local_measures import walks
from tests.signed_in import LEE, SETTINGS, claims, come_in, given
from tests.store.conftest import TODAY, settle

ROOT = Path(__file__).parents[1]
MEMBER, HERE, ELSEWHERE = "forum member", "contributor here", "contributor elsewhere"
FACILITATOR, LEAD, ADMINISTRATOR = "facilitator", "lead", "administrator"
INSIDE = {MEMBER, HERE, ELSEWHERE, FACILITATOR, LEAD, ADMINISTRATOR}
OUTSIDE = {"no role", "public", "signed out", "revoked", "expired", "away too long"}
CONTRIBUTORS = {HERE, ELSEWHERE}
TEAM = {HERE, LEAD}  # of the north, where all that is read and written here lies
SETS_UP = {LEAD, ADMINISTRATOR}
TAKES_NOTES = {MEMBER, FACILITATOR, LEAD}
FACILITATES = {FACILITATOR, LEAD}
NOW = datetime.now(UTC)  # and then, for each test, the moment at which it begins

# ---- the table -----------------------------------------------------------------------------------

PAGES = {
    "outcomes": INSIDE,
    "measures": INSIDE,
    "measure": INSIDE,
    "equality": INSIDE,
    "you_said": INSIDE,
    "meeting": INSIDE,
    "self_assessment": INSIDE,
    "room": FACILITATES,
    "maturity_model": {LEAD},
    "join": INSIDE | OUTSIDE,
    "help_page": INSIDE,
    "quick_entry": {*CONTRIBUTORS, LEAD},
    "tally": {*CONTRIBUTORS, LEAD},
    "paper": {*CONTRIBUTORS, LEAD},
    "unfinished": INSIDE,
    "evaluation_answers": {*CONTRIBUTORS, LEAD},
    "figures": {*CONTRIBUTORS, LEAD},
    "activities": {*CONTRIBUTORS, LEAD},
    "set_up": SETS_UP,
    "people": {ADMINISTRATOR},
    "closing": {LEAD},
    "history": SETS_UP,
}
RECORDS = {
    Organisation: SETS_UP,
    Place: SETS_UP,
    Topic: SETS_UP,
    PriorityGroup: SETS_UP,
    PieceOfWork: TEAM,
    Activity: TEAM,
    Suggestion: TEAM,
    Change: TEAM,
    AnswerSheet: TEAM,
    TypedFigure: TEAM,
    Target: {LEAD},
    Baseline: {LEAD},
    LocalMeasure: {LEAD},
    ReBase: {LEAD},
    PointNote: {LEAD},
    Person: {ADMINISTRATOR},
    Closing: {LEAD},
    ForumReview: TAKES_NOTES,
    ReviewItem: TAKES_NOTES,
    ReviewAction: TAKES_NOTES,
    LocalMaturityModel: {LEAD},
    AssessmentRound: FACILITATES,
    AssessedDimension: FACILITATES,
    AssessmentEvidence: FACILITATES,
    ImprovementAction: FACILITATES,
}
RECORDERS = {*CONTRIBUTORS, LEAD}
# Who sees something, or does it; the rest are refused, or find nothing.
FUNCTIONS = {
    "around.statuses": TEAM,
    "around.suggestion_steps": INSIDE,
    "around.suggestion_choices": TEAM,
    "around.suggestions_by_number": TEAM,
    "around.suggestions_heard_at": TEAM,
    "around.changes_answering": TEAM,
    "around.parts_of_activity": TEAM,
    "around.figures_awaited": TEAM,
    "behind.behind": TEAM,
    "frames.team_frames": TEAM,
    "frames.shared_frames": INSIDE,
    "groups.team_groups": TEAM,
    "groups.shared_groups": INSIDE,
    "glance.years": INSIDE,
    "glance.promises": INSIDE,
    "glance.last_change": INSIDE,
    "records.record": TEAM,
    "records.activities": TEAM,
    "records.suggestions": TEAM,
    "records.changes": TEAM,
    "records.sheets": TEAM,
    "records.figures": TEAM,
    "records.history": TEAM,
    "reviews.reviews": INSIDE,
    "reviews.review": INSIDE,
    "reviews.actions": INSIDE,
    "assessed.finished": INSIDE,
    "round_plans.plan": FACILITATES,
    "rounds.listed": INSIDE,
    "rounds.in_full": INSIDE,
    "rounds.room": INSIDE,
    "rounds.models": INSIDE,
    "round_steps.begin": FACILITATES,
    "round_steps.new_code": FACILITATES,
    "round_steps.move": FACILITATES,
    "round_steps.settle": FACILITATES,
    "round_steps.finish": FACILITATES,
    "scores.put_sheet": FACILITATES,
    "returns.alike": TEAM,
    "returns.last_return": RECORDERS,
    "returns.minutes_of_returns": TEAM,
    "typed_in.sheets_typed_in": TEAM,
    "typed_in.figures_withdrawn": TEAM,
    "typed_in.aims_withdrawn": {LEAD},
    "notes.chart_notes": INSIDE,
    "notes.chart_notes_withdrawn": {LEAD},
    "histories.search": SETS_UP,
    "histories.everything": SETS_UP,
    "histories.people": SETS_UP,
    "histories.figure_on": {LEAD},
    "drafts.begin_draft": INSIDE,
    "drafts.keep_draft": TEAM,
    "drafts.draft": TEAM,
    "drafts.my_drafts": INSIDE,
    "drafts.drafts_waiting": INSIDE,
    "drafts.drop_draft": TEAM,
    "tallies.open_tally": TEAM,
    "tallies.tally": TEAM,
    "tallies.tallies": TEAM,
    "tallies.keep_tally": TEAM,
    "tallies.drop_tally": TEAM,
    "people.people": {ADMINISTRATOR},
    "releases.released": INSIDE,
    "releases.shown_with": INSIDE,
    "last_heard.last_heard": TEAM,
    "last_heard.heard_at": TEAM,
    "closings.listed": {LEAD},
    "closings.closed": INSIDE,
    "closings.standing": INSIDE,
    "closings.reported": INSIDE,
    "closings.reported_in": INSIDE,
    "closings.late_changes": TEAM,
    "closings.close": {LEAD},
    "closings.reopen": {LEAD},
    "setting_aside.set_aside": SETS_UP,
    "backup.making.make": {ADMINISTRATOR},
    "backup.restoring.restore": {ADMINISTRATOR},
    "retention.erasing.erase_text": {ADMINISTRATOR},
    "retention.removing.due": {ADMINISTRATOR},
    "retention.removing.remove": {ADMINISTRATOR},
}
# The same lists as everybody sees them.
SHARED_LISTS = ("statuses", "activities", "suggestions", "changes", "sheets", "behind")
ASKED_OTHERWISE = {
    "writing.session": "each write in it is asked: RECORDS",
    "drafts.permit_draft": "asks itself whether the link of a draft opens it",
    "drafts.remove": "part of a write, asks permit_draft: test_drafts",
    "tallies.standing": "part of a write, asks permit_draft: test_drafts",
    "people.sign_out": "ends their own sign-in and nothing else",
    "histories.reads_all": "says what they may see, and shows none of it",
}
WITHOUT_AN_ACTOR = {
    "setup": "names for lists, read before anybody is known; it holds no figure and nobody's words",
    "visit": "how somebody who signed in becomes an actor",
    "data_version": "a count of writes",
    "one_moment": "keeps a page to one data version, and reads nothing by itself",
    "until_changed": "keeps what somebody worked out, and reads nothing by itself",
    "database_url": "the command line and tests: it names the store",
    "migrate": "at start and from the command line",
    "close": "the command line and tests",
    "faults": "the command line: it tells faults of shape and totals by number",
    "remove_old_drafts": "takes away what nobody has used for 30 days, whoever calls",
}

# ---- who and what there is -----------------------------------------------------------------------


@pytest.fixture
def town(sqlite_url, monkeypatch):
    """A town with a record of each kind in the north."""
    monkeypatch.setitem(globals(), "NOW", datetime.now(UTC))
    return settle(sqlite_url)


@pytest.fixture
def everybody(town):
    """Each who of the table as an actor, made by signing in and by what happened since."""
    found = {
        MEMBER: given(MEMBER, [("forum_member", None)], NOW),
        HERE: given(HERE, [("contributor", town.north)], NOW),
        ELSEWHERE: given(ELSEWHERE, [("contributor", town.south)], NOW),
        FACILITATOR: given(FACILITATOR, [("facilitator", None)], NOW),
        LEAD: given(LEAD, [("lead", None)], NOW),
        ADMINISTRATOR: come_in(LEE, NOW).actor,
        "no role": come_in({"sub": "no role", "name": "No role"}, NOW).actor,
        "public": ANYBODY,
    }
    for state in ("signed out", "revoked", "expired", "away too long"):
        found[state] = given(state, [("lead", None), ("administrator", None)], NOW)
    store.sign_out(found["signed out"])
    gone, away = found["revoked"].signed_in, found["away too long"].signed_in
    town.withdraw(Person, gone.person, gone.version)
    long_ago = f"{NOW - timedelta(hours=2):%F %T.%f}"
    town.sql("UPDATE sign_in SET seen_at = :at WHERE id = :id", at=long_ago, id=away.key)
    found["expired"] = replace(
        found["expired"], signed_in=replace(found["expired"].signed_in, until=NOW)
    )
    assert found.keys() == INSIDE | OUTSIDE
    return found


def may(call, *arguments) -> bool:
    """Whether a call was let through the door and saw or did something."""
    try:
        return bool(call(*arguments))
    except Refused as refused:
        # Whether the store holds examples is asked after the role.
        return str(refused) == setting_aside.NOT_AN_EXAMPLE
    except (backup.BackupRefused, LookupError):
        return True  # past the door: there was nothing of that name


# ---- pages ---------------------------------------------------------------------------------------


def test_every_page_on_disk_is_in_the_table():
    there = {path.stem for path in (ROOT / "pages").glob("*.py")} - {"navigation"}

    assert there == PAGES.keys() == access.PAGES.keys() | access.OPEN_TO_ALL


def test_each_page_opens_for_whom_the_table_says_by_the_menu_and_by_its_own_guard(
    everybody, monkeypatch
):
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)
    offered = {page: set() for page in PAGES}
    for who in everybody:
        by_menu = visiting(ROOT / "pages" / "navigation.py", who)
        for page in PAGES:
            try:
                by_menu.switch_page(f"{page}.py")
            except ValueError:
                itself = visiting(ROOT / "pages" / f"{page}.py", who)
                assert len(itself.error) == 1, (who, page)
                assert [*itself.title, *itself.header, *itself.table] == [], (who, page)
            else:
                offered[page].add(who)

    assert offered == PAGES


def visiting(script, who):
    """A page as somebody comes to it: the browser's cookie says who, the store how they stand."""
    app = AppTest.from_file(str(script), default_timeout=120)
    cookie = LEE if who == ADMINISTRATOR else {"sub": who, "name": who}
    since = NOW - timedelta(hours=11) if who == "expired" else NOW
    app.user = {} if who == "public" else claims(cookie, since)
    return app.run()


# ---- writes --------------------------------------------------------------------------------------


def test_every_kind_of_record_is_in_the_table():
    from engagement_metrics.models.columns import Kept

    def kinds(of):
        return {of, *(kind for below in of.__subclasses__() for kind in kinds(below))}

    tables = {kind for kind in kinds(Kept) if hasattr(kind, "__table__")}
    assert tables == KINDS.keys() == RECORDS.keys()


def met(town):
    """The number of a meeting that was held."""
    found = store.reviews(LOCAL_USER)
    return found[0].id if found else town.add(one(town, ForumReview, 1))


def a_round(town):
    """The number of a round that is being prepared."""
    found = rounds.listed(LOCAL_USER)
    return found[0].id if found else town.add(prepared("A round"))


def one(town, kind, number):
    """A record of a kind, in the north where it has a place, unlike any other."""
    name = f"{kind.__name__} {number}"
    made = {
        Organisation: lambda: Organisation(name=name),
        Place: lambda: Place(name=name),
        Topic: lambda: Topic(name=name),
        PriorityGroup: lambda: PriorityGroup(name=name, characteristic="age"),
        PieceOfWork: lambda: PieceOfWork(name=name, kind=WorkKind.SERVICE, place_id=town.north),
        Activity: town.activity,
        Suggestion: town.suggestion,
        Change: town.made_change,
        AnswerSheet: lambda: town.sheet(1),
        TypedFigure: lambda: town.figure(period=f"{number}"),
        Target: lambda: Target(indicator="INF-01", form=TargetForm.AT_LEAST, low=5),
        Baseline: lambda: Baseline(indicator="INF-01", period=f"{number}", value=5),
        ReBase: lambda: ReBase(indicator="INF-01", period="2026-05", reason=name),
        PointNote: lambda: PointNote(indicator="INF-01", period="2026-05", text=name),
        ForumReview: lambda: ForumReview(title=name, held_on=TODAY, period="2026-27"),
        ReviewItem: lambda: ReviewItem(review_id=met(town), position=number, indicator="INF-01"),
        ReviewAction: lambda: ReviewAction(review_id=met(town), task=name, owner="Access team"),
        LocalMeasure: lambda: walks(name=name),
        Person: lambda: Person(issuer="i", subject=name, name=name),
        Closing: lambda: Closing(period="2020-05", closed_on=TODAY),
        LocalMaturityModel: lambda: LocalMaturityModel(
            code=f"m{number}", edition=1, name=name, content=model().as_json()
        ),
        AssessmentRound: lambda: prepared(name),
        AssessedDimension: lambda: AssessedDimension(
            round_id=a_round(town), dimension=f"D{number}", position=number
        ),
        AssessmentEvidence: lambda: AssessmentEvidence(
            round_id=a_round(town), dimension="A1", text=name
        ),
        ImprovementAction: lambda: ImprovementAction(
            round_id=a_round(town), dimension="A1", task=name, owner="Access team", due=TODAY
        ),
    }
    return made[kind]()


CHANGES = {
    Organisation: "vision", Place: "caution", Topic: "name", PriorityGroup: "characteristic",
    PieceOfWork: "name", Activity: "note", Suggestion: "note", Change: "what", AnswerSheet: "note",
    TypedFigure: "note", Target: "note", Baseline: "note", LocalMeasure: "unit",
    ReBase: "reason", PointNote: "text", Person: "name", Closing: "note",
    ForumReview: "note", ReviewItem: "said", ReviewAction: "owner",
    LocalMaturityModel: "note", AssessmentRound: "rules", AssessedDimension: "note",
    AssessmentEvidence: "text", ImprovementAction: "first_step",
}  # fmt: skip


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_each_kind_of_record_is_written_in_each_way_by_whom_the_table_says(kind, town, everybody):
    town.add(town.activity())
    numbers = iter(range(1000, 9999))
    could = {verb: set() for verb in ("add", "change", "withdraw", "restore")}

    def write(actor, act, *arguments):
        with store.session(actor) as writer:
            getattr(writer, act)(*arguments)
        return True

    for who, actor in everybody.items():
        if may(write, actor, "add", one(town, kind, next(numbers))):
            could["add"].add(who)
        there = town.add(one(town, kind, next(numbers)))
        to = {CHANGES[kind]: f"New {there}"}
        if may(write, actor, "change", kind, there, 1, to):
            could["change"].add(who)
        there = town.add(one(town, kind, next(numbers)))
        if may(write, actor, "withdraw", kind, there, 1):
            could["withdraw"].add(who)
        else:
            town.withdraw(kind, there)
        if may(write, actor, "restore", kind, there, 2):
            could["restore"].add(who)

    assert could == dict.fromkeys(could, RECORDS[kind])


# ---- reads, and what else the store does ---------------------------------------------------------


def of_the_store():
    """Every function of the store that takes an actor, by module and name; asking itself aside."""
    found = {}
    for module in pkgutil.walk_packages(store.__path__, "engagement_metrics.store."):
        if ".migrations" in module.name or module.name.endswith(".asking"):
            continue
        for name, thing in vars(importlib.import_module(module.name)).items():
            own = inspect.isfunction(thing) and thing.__module__ == module.name
            if own and not name.startswith("_") and "actor" in inspect.signature(thing).parameters:
                short = module.name.removeprefix("engagement_metrics.store.")
                found[f"{short}.{name}"] = thing
    return found


def test_every_function_that_somebody_calls_is_in_the_table():
    assert of_the_store().keys() == FUNCTIONS.keys() | ASKED_OTHERWISE.keys()


def test_what_the_store_offers_takes_an_actor_or_says_why_it_does_not():
    offered = {name for name in store.__all__ if inspect.isfunction(getattr(store, name))}
    asking_nobody = {
        name
        for name in offered
        if "actor" not in inspect.signature(getattr(store, name)).parameters
    }

    assert asking_nobody == WITHOUT_AN_ACTOR.keys()


def used_by_pages():
    """Every function of the store that a page names, in `store.this` or `from ... import this`."""
    found = {}
    for path in (ROOT / "pages").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        modules = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("engagement_"):
                for alias in node.names:
                    thing = getattr(importlib.import_module(node.module), alias.name, None)
                    name = alias.asname or alias.name
                    if inspect.ismodule(thing):
                        modules[name] = thing
                    found[f"{node.module}.{name}"] = thing
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                module = modules.get(node.value.id)
                found[f"{node.value.id}.{node.attr}"] = getattr(module, node.attr, None)
    return {
        thing.__name__: thing
        for thing in found.values()
        if inspect.isfunction(thing) and thing.__module__.startswith("engagement_metrics.store")
    }


def test_a_page_calls_nothing_of_the_store_that_does_not_ask_who_calls():
    used = used_by_pages()
    asks_nobody = {n for n, f in used.items() if "actor" not in inspect.signature(f).parameters}

    assert {"team_frames", "record", "setup", "search"} <= used.keys()
    by_link = {"door", "new_link", "hashed", "join", "seat", "score", "leave", "add_evidence"}
    by_nobody = {
        "setup",
        "visit",
        "remove_old_drafts",
        "one_moment",
        "data_version",
        "until_changed",
    }
    assert asks_nobody <= by_nobody | by_link


def done(act, *arguments):
    """True where the call was let through, whatever it gave."""
    act(*arguments)
    return True


def calls(town, tmp_path):
    """Each function called about the north, giving what it saw, or True for what it did."""
    north = town.all(place_id=town.north, place_ids=(town.north,))
    whole = town.add(town.activity(minutes_taken=3), town.ages(u16=3))
    part = town.add(town.activity(part_of_id=whole, status="figures_to_follow", heads=None))
    heard = town.add(town.suggestion(activity_id=whole), [town.looked_into(date(2026, 5, 9))])
    town.add(town.made_change(), town.because_of(heard))
    town.add(town.sheet(whole))
    figure = town.add(town.figure())
    town.withdraw(TypedFigure, gone := town.add(town.figure(period="2024-25")))
    met = town.add(one(town, ForumReview, 1))
    town.add(ReviewAction(review_id=met, task="Ask again", owner="Access team"))
    aim = Target(indicator="INF-01", form=TargetForm.AT_LEAST, low=5)
    town.withdraw(Target, town.add(aim))
    town.add(PointNote(indicator="INF-01", period="2026-05", text="Snow."))
    begun = ReBase(indicator="INF-01", period="2026-05", reason="A new way to count.")
    town.withdraw(ReBase, town.add(begun))
    assert part and gone
    of_activities = MadeOf(Source.HEADS, Aim.ENGAGE)
    return {
        "around.statuses": lambda who: store.statuses(who, Audience.TEAM, [heard])[heard],
        "around.suggestion_steps": lambda who: store.suggestion_steps(who, north),
        "around.suggestion_choices": lambda who: store.suggestion_choices(who, north),
        "around.suggestions_by_number": lambda who: store.suggestions_by_number(who, [heard]),
        "around.suggestions_heard_at": lambda who: store.suggestions_heard_at(who, whole),
        "around.changes_answering": lambda who: store.changes_answering(who, heard),
        "around.parts_of_activity": lambda who: store.parts_of_activity(who, whole),
        "around.figures_awaited": lambda who: any(store.figures_awaited(who, (town.north,), TODAY)),
        "behind.behind": lambda who: store.behind(who, Audience.TEAM, north, of_activities).total,
        "frames.team_frames": lambda who: len(store.team_frames(who, north).activities),
        "frames.shared_frames": lambda who: len(store.shared_frames(who, north).activities),
        "groups.team_groups": lambda who: store.team_groups(who, north).heads,
        "groups.shared_groups": lambda who: store.shared_groups(who, north).heads,
        "glance.years": store.years,
        "glance.promises": lambda who: store.promises(who, (town.north,), TODAY) is not None,
        "glance.last_change": store.last_change,
        "records.record": lambda who: store.record(who, Activity, whole),
        "records.activities": lambda who: store.activities(who).total,
        "records.suggestions": lambda who: store.suggestions(who).total,
        "records.changes": lambda who: store.changes(who).total,
        "records.sheets": lambda who: store.sheets(who).total,
        "records.figures": lambda who: store.figures(who).total,
        "records.history": lambda who: store.history(who, RecordType.ACTIVITY, whole),
        "releases.released": lambda who: store.released(who, north) is not None,
        "releases.shown_with": lambda who: store.shown_with(who, Period.year(2026)) == {},
        "last_heard.last_heard": lambda who: store.last_heard(who, north).codes,
        "last_heard.heard_at": lambda who: store.heard_at(who, north, "age", ["u16"]),
        **reviewing(met),
        "returns.alike": lambda who: store.alike(who, "Market stall", town.north, "2026-05-20"),
        "returns.last_return": lambda who: done(store.last_return, who),
        "returns.minutes_of_returns": store.minutes_of_returns,
        "typed_in.sheets_typed_in": lambda who: store.sheets_typed_in(who).total,
        "typed_in.figures_withdrawn": store.figures_withdrawn,
        "typed_in.aims_withdrawn": lambda who: store.aims_withdrawn(who, Target, "INF-01"),
        "notes.chart_notes": lambda who: store.chart_notes(who, "INF-01", [None]).notes,
        "notes.chart_notes_withdrawn": lambda who: store.chart_notes_withdrawn(
            who, ReBase, "INF-01"
        ),
    } | doings(figure, tmp_path)


def reviewing(met):
    """What forums looked at and asked for."""
    return {
        "reviews.reviews": store.reviews,
        "reviews.review": lambda who: store.review(who, met),
        "reviews.actions": store.actions,
    }


def doings(figure, tmp_path):
    """The rest of the functions: history, drafts, tally sheets, people, and looking after it."""
    keeping, files = load().retention, iter(range(99))

    def drafted(who):
        north = next(n for n, place in store.setup().places.items() if "orth" in place.name)
        store.begin_draft(LOCAL_USER, f"d-{who.name}", "entry", {"place": north}, {})
        return f"d-{who.name}"

    def sheet(who):
        return store.open_tally(LOCAL_USER, drafted(who))

    return {
        "histories.search": lambda who: histories.search(who, histories.Asked()).total,
        "histories.everything": lambda who: [*histories.everything(who, histories.Asked())],
        "histories.people": histories.people,
        "histories.figure_on": lambda who: done(histories.figure_on, who, figure, TODAY),
        "drafts.begin_draft": lambda who: done(
            store.begin_draft, who, f"n-{who.name}", "entry", {}, {}
        ),
        "drafts.keep_draft": lambda who: store.keep_draft(who, drafted(who), {}, {}),
        "drafts.draft": lambda who: store.draft(who, drafted(who)),
        "drafts.my_drafts": lambda who: done(store.my_drafts, who),
        "drafts.drafts_waiting": lambda who: done(store.drafts_waiting, who),
        "drafts.drop_draft": lambda who: done(store.drop_draft, who, drafted(who)),
        "tallies.open_tally": lambda who: store.open_tally(who, drafted(who)),
        "tallies.tally": lambda who: store.tally(who, sheet(who).sheet),
        "tallies.tallies": lambda who: store.tallies(who, sheet(who).of),
        "tallies.keep_tally": lambda who: done(store.keep_tally, who, sheet(who)),
        "tallies.drop_tally": lambda who: done(store.drop_tally, who, sheet(who).sheet),
        "people.people": store.people,
        **closing(),
        **assessing(),
        "setting_aside.set_aside": setting_aside.set_aside,
        "backup.making.make": lambda who: backup.make(who, tmp_path / f"{next(files)}.zip"),
        "backup.restoring.restore": lambda who: backup.restore(who, tmp_path / "none.zip"),
        "retention.erasing.erase_text": lambda who: retention.erase_text(
            who, RecordType.ACTIVITY, 99, "Asked for."
        ),
        "retention.removing.due": lambda who: done(retention.due, who, keeping, TODAY),
        "retention.removing.remove": lambda who: done(
            retention.remove, who, "Due.", keeping, TODAY
        ),
    }


def assessing():
    """Rounds of self-assessment, each call with a round of its own."""

    def step(act, *arguments):
        def taken(who):
            _, dimension = opened()
            return done(act, who, dimension, *arguments)

        return taken

    def one_settled():
        number, _ = opened()
        shown(number)
        settle_one(number)
        return number

    def settled(who):
        _, dimension = opened(scored=True)
        round_steps.move(LOCAL_USER, dimension, 2, ScoringStage.REVEALED)
        return done(round_steps.settle, who, dimension, 3, {"agreed_level": 1})

    return {
        "assessed.finished": lambda who: done(assessed.finished, who),
        "round_plans.plan": lambda who: done(
            round_plans.plan, who, prepared(), [], f"a key {who.name}"
        ),
        "rounds.listed": lambda who: opened() and rounds.listed(who),
        "rounds.in_full": lambda who: rounds.in_full(who, opened()[0]),
        "rounds.room": lambda who: rounds.room(who, opened(scored=True)[0]).answered,
        "rounds.models": lambda who: done(rounds.models, who),
        "round_steps.begin": lambda who: done(round_steps.begin, who, opened(False)[0], 1),
        "round_steps.new_code": lambda who: done(round_steps.new_code, who, opened()[0]),
        "round_steps.move": step(round_steps.move, 1, ScoringStage.SCORING),
        "round_steps.settle": settled,
        "round_steps.finish": lambda who: done(round_steps.finish, who, one_settled(), 2, TODAY),
        "scores.put_sheet": lambda who: scores.put_sheet(
            who, opened(scored=True)[0], ScorerKind.OTHER, {}, None, f"sheet {who.name}"
        ),
    }


def closing():
    """Closing periods, and reading what was reported of them."""
    may, by_month = Period.parse("2026-05"), iter(Period.year(2020).months + ("2026-05",) * 9)

    def shut(who):
        made = Closing(period=next(by_month), closed_on=TODAY)
        return closings.close(who, lambda: [(made, [])], first=Period.parse(made.period))

    def reopened(who):
        made = Closing(period="2019-05", closed_on=TODAY)
        closings.close(LOCAL_USER, lambda: [(made, [])])
        return done(closings.reopen, who, Period.parse("2019-05"), "Asked for.")

    def late(who):
        north = next(n for n, place in store.setup().places.items() if "orth" in place.name)
        return done(store.late_changes, who, (north,), may, NOW)

    return {
        "closings.listed": lambda who: done(closings.listed, who),
        "closings.closed": lambda who: done(store.closed, who),
        "closings.standing": lambda who: done(closings.standing, who),
        "closings.reported": lambda who: done(store.reported, who, None, may),
        "closings.reported_in": lambda who: done(store.reported_in, who, may),
        "closings.late_changes": late,
        "closings.close": shut,
        "closings.reopen": reopened,
    }


def test_each_function_serves_whom_the_table_says(town, everybody, tmp_path):
    with store.session(LOCAL_USER) as write:
        write.add(Organisation(name="Wold"))
    could = {
        name: {who for who, actor in everybody.items() if may(call, actor)}
        for name, call in calls(town, tmp_path).items()
    }

    assert could == FUNCTIONS


def test_what_everybody_may_see_is_seen_by_every_role_and_by_nobody_outside(town, everybody):
    north = town.all(place_id=town.north, place_ids=(town.north,))
    shared = {
        "statuses": lambda who: store.statuses(who, Audience.SHARED, [1]) is not None,
        "activities": lambda who: store.activities(who, audience=Audience.SHARED).pages,
        "suggestions": lambda who: store.suggestions(who, audience=Audience.SHARED).pages,
        "changes": lambda who: store.changes(who, audience=Audience.SHARED).pages,
        "sheets": lambda who: store.sheets(who, audience=Audience.SHARED).pages,
        "behind": lambda who: (
            store.behind(who, Audience.SHARED, north, MadeOf(Source.HEADS, Aim.ENGAGE)) is not None
        ),
    }
    with_both = {
        name.split(".")[1]
        for name, function in of_the_store().items()
        if "audience" in inspect.signature(function).parameters
    }
    assert with_both == set(shared) == set(SHARED_LISTS)
    for call in shared.values():
        assert {w for w, actor in everybody.items() if may(call, actor)} == INSIDE


def test_the_actions_that_are_asked_for_are_all_given_to_somebody():
    assert {action for role in access.ALLOWED.values() for action in role} == set(Action)
