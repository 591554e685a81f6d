"""Who signs in: let in and kept out, at each rerun, by what the store holds now."""

from datetime import UTC, datetime, timedelta

import pytest

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER, Action, Refused
from engagement_metrics.models import (
    Activity,
    AnswerSheet,
    Change,
    Organisation,
    Person,
    PersonRole,
    Place,
    RecordType,
    Role,
    Suggestion,
    Target,
    TargetForm,
    TypedFigure,
)
from engagement_metrics.sign_in import claimed
from engagement_metrics.store import Standing, setting_aside
from tests.signed_in import LEE, SAM, by, claims, come_in, given

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def again(person, at, **more):
    """The same sign-in as at nine, looked at again at another moment."""
    return store.visit(claimed(claims(person, NOW, **more), by()), by(), at)


# ---- coming in ---------------------------------------------------------------------------------


def test_the_first_administrator_is_who_the_settings_name_while_there_is_none(town):
    lee = come_in(LEE)
    other = come_in({"sub": "other", "name": "Other", "email": "lee@example.org"})

    assert (lee.standing, lee.actor.roles) == (Standing.IN, {Role.ADMINISTRATOR})
    assert (other.standing, other.actor.roles) == (Standing.NO_ROLE, set())


@pytest.mark.parametrize("verified", [False, "false", "true", None, 0, 1])
def test_an_email_that_nobody_checked_makes_no_administrator(town, verified):
    assert come_in(LEE, email_verified=verified).standing is Standing.NO_ROLE


def test_an_email_that_was_checked_makes_an_administrator(town):
    assert come_in(LEE, email_verified=True).standing is Standing.IN


def test_an_administrator_may_be_named_by_subject_as_well(town):
    who = claimed(claims({"sub": "s-17", "name": "Jo"}), by())

    assert store.visit(who, by(FIRST_ADMINISTRATOR="s-17")).actor.roles == {Role.ADMINISTRATOR}


def test_the_first_administrator_is_named_anew_once_the_last_one_is_gone(town):
    lee = come_in(LEE).actor
    jo = given("Jo", [("administrator", None)])
    with store.session(jo) as write:
        write.withdraw(Person, lee.signed_in.person, lee.signed_in.version)
    with store.session(LOCAL_USER) as write:
        write.withdraw(Person, jo.signed_in.person, jo.signed_in.version)

    new = store.visit(claimed(claims({"sub": "s-17", "name": "Ash"}), by()),
                      by(FIRST_ADMINISTRATOR="s-17"))  # fmt: skip

    assert new.actor.roles == {Role.ADMINISTRATOR}


def test_somebody_new_is_kept_by_issuer_and_subject_and_may_do_nothing_yet(town):
    visit = come_in(SAM)
    same = come_in(SAM, NOW + timedelta(days=300), nonce="second", name="Sam Married")
    elsewhere = come_in(SAM, iss="https://another.example")

    assert visit.standing is Standing.NO_ROLE
    assert [action for action in Action if visit.actor.may(action)] == []
    assert same.actor.signed_in.person == visit.actor.signed_in.person
    assert same.actor.name == "Sam North"  # until an administrator changes it
    assert elsewhere.actor.signed_in.person != visit.actor.signed_in.person
    assert elsewhere.actor.name == "Sam North (2)"  # the history tells the two apart


def test_the_history_of_a_person_names_nothing_they_are_known_by_elsewhere(town):
    come_in(LEE)

    assert town.sql("SELECT who, event, reason FROM history WHERE record_type = 'person'") == [
        ("Lee Ad", "added", "Named in the settings as the first administrator.")
    ]
    kept = str(town.sql("SELECT before, after FROM history WHERE record_type = 'person'"))
    assert "Lee Ad" in kept
    assert "lee@example.org" not in kept
    assert "provider.example" not in kept


def test_nobody_gets_a_name_that_looks_like_anothers_or_stands_for_no_person(town):
    come_in(SAM)
    alike = come_in({"sub": "b", "name": "\u202eSAM\u200b  North"})
    local = come_in({"sub": "c", "name": "Local user"})

    assert alike.actor.name == "SAM North (2)"
    assert local.actor.name == "Local user (2)"


# ---- roles and places --------------------------------------------------------------------------


def test_a_contributor_works_for_their_place_and_all_below_it(town):
    sam = given("Sam", [("contributor", town.system)])
    kim = given("Kim", [("contributor", town.north)])

    assert sam.places == {town.system, town.north, town.south}
    assert kim.places == {town.north}


def test_roles_come_from_claims_too_and_add_to_those_given_here(town):
    words = "leads=lead, n=contributor@North Wold, x=contributor@Gone"
    settings = by(SIGN_IN_ROLE_CLAIM="realm.roles", SIGN_IN_ROLES=words)
    given("Sam", [("facilitator", None)])

    def roles(*words):
        who = claimed(claims({"sub": "Sam", "name": "Sam"}, realm={"roles": words}), settings)
        visit = store.visit(who, settings)
        return visit.actor.roles, visit.actor.places

    assert roles() == ({Role.FACILITATOR}, set())
    assert roles("leads", "other") == ({Role.FACILITATOR, Role.LEAD}, set())
    assert roles("n") == ({Role.FACILITATOR, Role.CONTRIBUTOR}, {town.north})
    assert roles("x") == ({Role.FACILITATOR}, set())


# ---- staying in --------------------------------------------------------------------------------


def test_a_sign_in_lasts_ten_hours_and_no_longer_however_busy(town):
    come_in(LEE, NOW)
    for hour in range(1, 20):
        assert again(LEE, NOW + hour * 30 * MINUTE).standing is Standing.IN

    assert again(LEE, NOW + timedelta(hours=10) - MINUTE).standing is Standing.IN
    assert again(LEE, NOW + timedelta(hours=10) + MINUTE).standing is Standing.EXPIRED


@pytest.mark.parametrize("at", [NOW + 6 * MINUTE, NOW - 6 * MINUTE, NOW + timedelta(hours=11)])
def test_a_sign_in_of_another_moment_that_this_store_never_saw_lets_nobody_in(town, at):
    assert again(LEE, at).standing is Standing.EXPIRED
    assert town.sql("SELECT count(*) FROM person") == [(0,)]


def test_clocks_that_are_a_few_minutes_apart_let_people_in(town):
    assert again(LEE, NOW - 4 * MINUTE).standing is Standing.IN


def test_who_signed_out_stays_out_in_a_store_restored_without_its_sign_ins(town):
    store.sign_out(come_in(LEE, NOW).actor)
    assert again(LEE, NOW + 6 * MINUTE).standing is Standing.ENDED
    town.sql("DELETE FROM sign_in")  # as a backup has it

    assert again(LEE, NOW + 6 * MINUTE).standing is Standing.EXPIRED
    assert come_in(LEE, NOW + 7 * MINUTE, nonce="next").standing is Standing.IN


def test_an_hour_away_ends_a_sign_in_and_it_stays_ended(town):
    come_in(LEE, NOW)
    assert again(LEE, NOW + 59 * MINUTE).standing is Standing.IN

    assert again(LEE, NOW + 121 * MINUTE).standing is Standing.IDLE
    assert again(LEE, NOW + 122 * MINUTE).standing is Standing.IDLE
    assert come_in(LEE, NOW + 123 * MINUTE, nonce="next").standing is Standing.IN


def test_a_click_a_second_writes_once_a_minute(town):
    come_in(LEE, NOW)
    version, seen = store.data_version(), set()
    for second in range(0, 180, 5):
        again(LEE, NOW + timedelta(seconds=second))
        seen |= set(town.sql("SELECT seen_at FROM sign_in"))

    assert len(seen) == 3
    assert store.data_version() == version  # and nobody's figures are read anew for it


def test_signing_out_ends_that_sign_in_and_not_one_on_another_device(town):
    now = datetime.now(UTC)
    desk, phone = come_in(LEE, now).actor, come_in(LEE, now, nonce="phone").actor

    store.sign_out(desk)

    assert come_in(LEE, now).standing is Standing.ENDED
    assert come_in(LEE, now, nonce="phone").standing is Standing.IN
    with pytest.raises(Refused, match="Your sign-in has ended"):
        store.people(desk)
    assert len(store.people(phone)) == 1


@pytest.mark.parametrize(
    ("began", "idle"),
    [(timedelta(hours=11), timedelta(0)), (timedelta(hours=3), timedelta(hours=2))],
    ids=["too old", "away too long"],
)
def test_a_click_in_a_tab_left_open_too_long_does_nothing_though_it_comes_before_the_guard(
    town, began, idle
):
    now = datetime.now(UTC)
    lee = come_in(LEE, now - began).actor
    town.sql("UPDATE sign_in SET seen_at = :at", at=now - idle)

    with pytest.raises(Refused, match="Your sign-in has ended"), store.session(lee) as write:
        write.add(Place(name="East"))
    with pytest.raises(Refused, match="Your sign-in has ended"):
        store.people(lee)


def test_signing_out_does_nothing_where_there_is_no_sign_in(town):
    version = store.data_version()
    store.sign_out(LOCAL_USER)

    assert store.data_version() == version


def test_old_sign_ins_are_forgotten_once_their_cookie_could_not_be_used(town):
    come_in(LEE, NOW)
    come_in(LEE, NOW + timedelta(days=41), nonce="later")

    assert town.sql("SELECT count(*) FROM sign_in") == [(1,)]


# ---- being kept out ----------------------------------------------------------------------------


def test_somebody_whose_access_ended_is_out_and_their_last_click_does_nothing(town):
    sam, lee = given("Sam", [("lead", None)]), come_in(LEE).actor
    with store.session(lee, "Left the team.") as write:
        write.withdraw(Person, sam.signed_in.person, sam.signed_in.version)

    assert come_in({"sub": "Sam", "name": "Sam"}).standing is Standing.REVOKED
    for attempt in (lambda: store.activities(sam), lambda: store.team_frames(sam, town.all())):
        with pytest.raises(Refused, match="Your sign-in has ended"):
            attempt()
    with pytest.raises(Refused, match="Your sign-in has ended"), store.session(sam) as write:
        write.add(town.activity())
    assert town.sql("SELECT count(*) FROM activity") == [(0,)]


def test_a_role_that_was_taken_away_no_longer_holds_for_the_click_already_made(town):
    sam, lee = given("Sam", [("lead", None)]), come_in(LEE).actor
    with store.session(lee) as write:
        write.change(Person, sam.signed_in.person, sam.signed_in.version, {}, [
            PersonRole(person_id=0, role=Role.FORUM_MEMBER)
        ])  # fmt: skip

    with pytest.raises(Refused, match="was changed just now"), store.session(sam) as write:
        write.add(town.activity())
    with pytest.raises(Refused, match="was changed just now"):
        store.activities(sam)
    now = come_in({"sub": "Sam", "name": "Sam"}).actor
    assert (now.name, now.roles) == ("Sam", {Role.FORUM_MEMBER})


def test_an_administrator_cannot_shut_themselves_out(town):
    lee = come_in(LEE).actor
    number, version = lee.signed_in.person, lee.signed_in.version
    for attempt in (
        lambda write: write.withdraw(Person, number, version),
        lambda write: write.change(Person, number, version, {}, []),
    ):
        with pytest.raises(Refused, match="Ask another administrator"), store.session(lee) as write:
            attempt(write)

    with store.session(lee) as write:
        write.change(Person, number, version, {"name": "Lee A"}, [
            PersonRole(person_id=0, role=Role.ADMINISTRATOR),
            PersonRole(person_id=0, role=Role.LEAD),
        ])  # fmt: skip
    assert come_in(LEE).actor.roles == {Role.ADMINISTRATOR, Role.LEAD}


def test_people_are_listed_with_their_roles_for_an_administrator_alone(town):
    given("Sam", [("contributor", town.north), ("facilitator", None)])
    lee = come_in(LEE).actor

    assert [(row.name, row.email, row.grants) for row in store.people(lee)] == [
        ("Lee Ad", "lee@example.org", ((Role.ADMINISTRATOR, None),)),
        ("Sam", "", ((Role.CONTRIBUTOR, town.north), (Role.FACILITATOR, None))),
    ]
    kim = given("Kim", [("lead", None)])
    for read in (
        lambda: store.people(kim),
        lambda: store.record(kim, Person, 1),
        lambda: store.history(kim, RecordType.PERSON, 1),
    ):
        with pytest.raises(Refused):
            read()
    assert store.record(lee, Person, 1)[0].name == "Lee Ad"
    assert len(store.history(lee, RecordType.PERSON, 1)) == 1


# ---- by place ----------------------------------------------------------------------------------


def test_a_contributor_writes_at_their_own_places_and_no_other(town):
    sam = given("Sam", [("contributor", town.north)])
    there = town.add(town.activity(place_id=town.south))
    with store.session(sam) as write:
        own = write.add(town.activity())

    for attempt in (
        lambda write: write.add(town.activity(place_id=town.south)),
        lambda write: write.change(Activity, own, 1, {"place_id": town.south}),
        lambda write: write.change(Activity, there, 1, {"place_id": town.north}),
        lambda write: write.withdraw(Activity, there, 1),
        lambda write: write.restore(Activity, there, 1),
        lambda write: write.add(town.figure(place_id=town.system)),
    ):
        with pytest.raises(Refused, match="covers other places"), store.session(sam) as write:
            attempt(write)
    assert town.sql("SELECT place_id, version, withdrawn FROM activity ORDER BY id") == [
        (town.south, 1, False), (town.north, 1, False),
    ]  # fmt: skip


def test_a_contributor_links_to_records_of_their_own_places_and_no_other(town):
    sam = given("Sam", [("contributor", town.north)])
    at = {place: town.add(town.activity(place_id=place)) for place in (town.north, town.south)}
    heard = {place: town.add(town.suggestion(place_id=place)) for place in at}
    own, there = at[town.north], at[town.south]
    with store.session(sam) as write:
        part = write.add(town.activity(part_of_id=own))
        said = write.add(town.suggestion(activity_id=own))
        sheet = write.add(town.sheet(own))
        ramp = write.add(town.made_change(), town.because_of(heard[town.north]))
    before = store.data_version()

    for attempt in (
        lambda write: write.add(town.activity(part_of_id=there)),
        lambda write: write.change(Activity, part, 1, {"part_of_id": there}),
        lambda write: write.add(town.suggestion(activity_id=there)),
        lambda write: write.change(Suggestion, said, 1, {"activity_id": there}),
        lambda write: write.add(town.sheet(there)),
        lambda write: write.change(AnswerSheet, sheet, 1, {"activity_id": there}),
        lambda write: write.add(town.made_change(), town.because_of(*heard.values())),
        lambda write: write.change(Change, ramp, 1, {}, town.because_of(*heard.values())),
    ):
        with pytest.raises(Refused, match="record of another place"), store.session(sam) as write:
            attempt(write)
    assert store.data_version() == before
    assert store.faults() == []


def test_a_link_that_the_lead_made_to_another_place_stays_while_a_contributor_changes_the_rest(
    town,
):
    sam = given("Sam", [("contributor", town.north)])
    there = town.add(town.suggestion(place_id=town.south))
    own = town.add(town.suggestion())
    ramp = town.add(town.made_change(), town.because_of(there))

    with store.session(sam) as write:
        write.change(Change, ramp, 1, {"title": "A ramp"}, town.because_of(there, own))

    assert town.sql("SELECT suggestion_id FROM change_suggestion ORDER BY 1") == [(there,), (own,)]


def test_a_contributor_sees_the_team_view_of_their_own_places_and_no_other(town):
    sam = given("Sam", [("contributor", town.north)])
    own, there = town.add(town.activity()), town.add(town.activity(place_id=town.south))
    heard = [town.add(town.suggestion(place_id=at)) for at in (town.north, town.south)]
    sheets = [town.add(town.sheet(own)), town.add(town.sheet(there, place_id=town.south))]
    figure = town.add(town.figure(place_id=town.north))
    town.add(town.figure(place_id=town.south))
    town.add(town.figure(place_id=town.system))
    north = town.all(place_id=town.north, place_ids=(town.north,))
    south = town.all(place_id=town.south, place_ids=(town.south,))

    assert store.team_frames(sam, north).activities["heads"].sum() == 10
    for read in (
        lambda: store.team_frames(sam, south),
        lambda: store.team_frames(sam, town.all()),
        lambda: store.record(sam, Activity, there),
        lambda: store.history(sam, RecordType.ACTIVITY, there),
        lambda: store.alike(sam, "Market stall", town.south, "2026-05-20"),
    ):
        with pytest.raises(Refused, match="covers other places"):
            read()
    assert [row.id for row in store.activities(sam).rows] == [own]
    assert [row.id for row in store.suggestions(sam).rows] == heard[:1]
    assert [row.id for row in store.sheets(sam).rows] == sheets[:1]
    assert [row.id for row, _ in store.sheets_typed_in(sam).rows] == sheets[:1]
    assert [row.id for row in store.figures(sam).rows] == [figure]
    assert [row.id for row in store.suggestions_by_number(sam, heard)] == heard[:1]
    assert store.record(sam, Activity, own)[0].id == own
    assert len(store.history(sam, RecordType.ACTIVITY, own)) == 1


def test_a_contributor_sees_of_other_places_what_everybody_sees(town):
    sam = given("Sam", [("contributor", town.north)])
    town.add(town.activity(place_id=town.south))

    assert store.shared_frames(sam, town.all()).activities["heads"].sum() == 10


def test_a_lead_sees_and_writes_everywhere(town):
    kim = given("Kim", [("lead", None), ("contributor", town.north)])
    with store.session(kim) as write:
        write.add(town.activity(place_id=town.south))
        write.add(TypedFigure(**town.figure(place_id=town.system).model_dump(exclude={"id"})))
        write.add(Target(indicator="INF-01", form=TargetForm.AT_LEAST, low=5))

    assert store.team_frames(kim, town.all()).activities["heads"].sum() == 10


def test_clearing_the_examples_leaves_people_their_sign_in_and_their_roles(town):
    with store.session(LOCAL_USER) as write:
        write.add(Organisation(name="An example", example="made-up year"))
    kim, lee = given("Kim", [("lead", None), ("contributor", town.north)]), come_in(LEE).actor

    setting_aside.set_aside(kim)

    assert store.setup().empty
    assert [(row.name, row.grants) for row in store.people(lee)] == [
        ("Kim", ((Role.LEAD, None),)),
        ("Lee Ad", ((Role.ADMINISTRATOR, None),)),
    ]
    assert come_in({"sub": "new", "name": "New"}).actor.name == "New"  # numbered after them
