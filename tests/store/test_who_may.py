"""The store asks who may do it before every write and every read of the team's."""

import pytest

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER, Actor, Refused
from engagement_metrics.models import (
    Activity,
    AnswerSheet,
    Audience,
    Baseline,
    Change,
    Organisation,
    PieceOfWork,
    Place,
    PriorityGroup,
    RecordType,
    Role,
    Suggestion,
    Target,
    TargetForm,
    Topic,
    TypedFigure,
    WorkKind,
)

RECORDS, TARGETS, SETS_UP = (
    {Role.CONTRIBUTOR, Role.LEAD},
    {Role.LEAD},
    {Role.LEAD, Role.ADMINISTRATOR},
)
SEES_TEAM = {Role.CONTRIBUTOR, Role.LEAD}
WHO_WRITES = {
    Organisation: SETS_UP,
    Place: SETS_UP,
    Topic: SETS_UP,
    PriorityGroup: SETS_UP,
    PieceOfWork: RECORDS,
    Activity: RECORDS,
    Suggestion: RECORDS,
    Change: RECORDS,
    AnswerSheet: RECORDS,
    TypedFigure: RECORDS,
    Target: TARGETS,
    Baseline: TARGETS,
}
NOBODY = Actor("Nobody", frozenset())


def holding(role: Role) -> Actor:
    return Actor("Alex", frozenset({role}), frozenset(store.setup().places))


def one_of_each(town):
    activity = town.add(town.activity())
    suggestion = town.add(town.suggestion())
    return {
        Organisation: Organisation(name="Wold"),
        Place: Place(name="East"),
        Topic: Topic(name="Sleep"),
        PriorityGroup: PriorityGroup(name="Under 16s", characteristic="age"),
        PieceOfWork: PieceOfWork(name="Clinic", kind=WorkKind.SERVICE, place_id=town.north),
        Activity: town.activity(),
        Suggestion: town.suggestion(),
        Change: town.made_change(),
        AnswerSheet: town.sheet(activity),
        TypedFigure: town.figure(),
        Target: Target(indicator="INF-01", form=TargetForm.AT_LEAST, low=5),
        Baseline: Baseline(indicator="INF-01", period="2025-26", value=5),
    }, suggestion


def test_each_kind_of_record_is_written_by_the_roles_that_may_and_no_other(town):
    records, suggestion = one_of_each(town)
    could = {}
    for kind, record in records.items():
        parts = town.because_of(suggestion) if kind is Change else ()
        for role in Role:
            try:
                with store.session(holding(role)) as write:
                    number = write.add(kind(**record.model_dump(exclude={"id"})), parts)
                    write.withdraw(kind, number, 1)
                could.setdefault(kind, set()).add(role)
            except Refused:
                pass

    assert could == WHO_WRITES


def test_a_refused_write_stores_nothing_and_says_why(town):
    version = store.data_version()

    with pytest.raises(Refused) as refused, store.session(holding(Role.FACILITATOR)) as write:
        write.add(town.activity(), key="a-save")

    assert str(refused.value) == (
        "Your role does not allow this. Ask the person who looks after this tool."
    )
    assert store.data_version() == version
    assert town.sql("SELECT count(*) FROM write_key") == [(0,)]


def test_who_may_not_record_may_not_change_withdraw_or_restore(town):
    number = town.add(town.activity())
    for role in set(Role) - RECORDS:
        for attempt in (
            lambda write: write.change(Activity, number, 1, {"heads": 1}),
            lambda write: write.withdraw(Activity, number, 1),
            lambda write: write.restore(Activity, number, 1),
        ):
            with pytest.raises(Refused), store.session(holding(role)) as write:
                attempt(write)

    assert town.sql("SELECT heads, version FROM activity") == [(10, 1)]


def team_reads(town):
    return {
        "frames": lambda who: store.team_frames(who, town.all()),
        "record": lambda who: store.record(who, Activity, 1),
        "figures": lambda who: store.figures(who),
        "history": lambda who: store.history(who, RecordType.ACTIVITY, 1),
        "alike": lambda who: store.alike(who, "Market stall", town.north, "2026"),
        "last return": lambda who: store.last_return(who),
        "minutes": lambda who: store.minutes_of_returns(who),
    }


def test_what_the_team_sees_is_read_by_the_roles_that_may_and_no_other(town):
    town.add(town.activity())
    could = {name: set() for name in team_reads(town)}
    for name, read in team_reads(town).items():
        for role in Role:
            try:
                read(holding(role))
                could[name].add(role)
            except Refused:
                pass

    assert could == dict.fromkeys(could, SEES_TEAM)


def test_frames_that_somebody_read_are_not_handed_to_who_may_not_see_them(town):
    store.team_frames(LOCAL_USER, town.all())

    with pytest.raises(Refused):
        store.team_frames(holding(Role.FORUM_MEMBER), town.all())


def test_every_role_reads_what_is_shared(town):
    town.add(town.activity())

    for who in map(holding, set(Role) - {Role.PUBLIC}):
        assert store.shared_frames(who, town.all()).activities["heads"].sum() == 10
        assert store.activities(who, audience=Audience.SHARED).total == 1
        assert store.suggestions(who, audience=Audience.SHARED).total == 0
        assert store.changes(who, audience=Audience.SHARED).total == 0
        assert store.sheets(who, audience=Audience.SHARED).total == 0


def test_who_holds_no_role_reads_nothing(town):
    for read in (
        lambda: store.shared_frames(NOBODY, town.all()),
        lambda: store.activities(NOBODY),
        lambda: store.suggestions(NOBODY),
        lambda: store.changes(NOBODY),
        lambda: store.sheets(NOBODY),
    ):
        with pytest.raises(Refused):
            read()
