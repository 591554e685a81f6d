"""Who may use this tool: people as a provider knows them, their roles, and their sign-ins."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from engagement_metrics.models.columns import NAME, Kept, Moment, closed
from engagement_metrics.models.lists import Role

EMAIL, IDENTITY = 254, 255


class Person(Kept, table=True):
    """Somebody who signed in at least once; withdrawn when they may not come in any more.

    A provider knows them by issuer and subject. The name is shown and stands in the history, so no
    two people have the same. The email is for telling people apart; no history holds it.
    """

    issuer: str = Field(max_length=IDENTITY)
    subject: str = Field(max_length=IDENTITY)
    name: str = Field(max_length=NAME)
    email: str = Field(default="", max_length=EMAIL)
    __table_args__ = (
        sa.UniqueConstraint("issuer", "subject", name="uq_person_identity"),
        sa.UniqueConstraint("name", name="uq_person_name"),
    )


class PersonRole(SQLModel, table=True):
    """A role that an administrator gave; a contributor has one for each place they work for."""

    __tablename__ = "person_role"
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    role: Role = Field(sa_type=closed(Role, "role"))  # type: ignore[call-overload]
    place_id: int | None = Field(default=None, foreign_key="place.id")


class SignIn(SQLModel, table=True):
    """One sign-in of a person, for all tabs of a browser: since when, last used, and ended when.

    `id` is made from what the provider said at the time, and tells nothing of it.
    """

    __tablename__ = "sign_in"
    id: str = Field(primary_key=True, max_length=64)
    person_id: int = Field(foreign_key="person.id", index=True)
    began_at: datetime = Field(sa_type=Moment)  # type: ignore[call-overload]
    seen_at: datetime = Field(sa_type=Moment)  # type: ignore[call-overload]
    ended_at: datetime | None = Field(default=None, sa_type=Moment)  # type: ignore[call-overload]
