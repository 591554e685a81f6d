"""Whether what an administrator says of a person is valid: their name, roles and places."""

from collections.abc import Mapping

from engagement_metrics.access import LOCAL_USER
from engagement_metrics.entry.faults import Form
from engagement_metrics.entry.known import Known
from engagement_metrics.models import Accepted, Person, PersonDraft, PersonRole, Role
from engagement_metrics.models.names import as_seen
from engagement_metrics.sign_in import GRANTED

# As the history names whoever did something without signing in.
NOBODYS = (LOCAL_USER.name, "Command line")


def accept_person(draft: PersonDraft, known: Known, names: Mapping[int, str]) -> Accepted:
    """The person's name, and a role for each; a contributor's once for each of their places.

    `names` are those of everybody there is, by number: the history must tell two people apart. No
    role at all is valid: such a person signs in and finds nothing open.
    """
    form = Form(known.today)
    name = form.name(
        "name", as_seen(draft.name), "The name", "Give the name to show for this person."
    )
    for number, other in names.items():
        if as_seen(other).casefold() == name.casefold() and number != draft.record_id:
            form.fault("name", f"Somebody else is called {other} here. Add what tells them apart.")
    if name.casefold() in {nobodys.casefold() for nobodys in NOBODYS}:
        form.fault("name", f"Nobody can be called {name}: the history calls no person that.")
    wrong = [role for role in draft.roles if role not in GRANTED]
    if wrong:
        form.fault("roles", f"'{wrong[0]}' is not a role that can be given.")
    contributes = Role.CONTRIBUTOR in draft.roles
    if contributes and not draft.places:
        form.fault("places", "Choose the places that this contributor works for.")
    if draft.places and not contributes:
        form.fault("places", "Only a contributor has places. Leave this empty, or add that role.")
    if not all(known.place(place) for place in draft.places):
        form.fault("places", "Choose places from the list.")
    form.done()
    roles = [Role(role) for role in dict.fromkeys(draft.roles)]
    return Accepted(
        Person(issuer="", subject="", name=name),
        tuple(
            PersonRole(person_id=0, role=role, place_id=place)
            for role in roles
            for place in (sorted(set(draft.places)) if role is Role.CONTRIBUTOR else [None])
        ),
    )
