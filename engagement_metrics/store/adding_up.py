"""Which heads and group counts go into totals, and the table that keeps the group totals."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from engagement_metrics.models import (
    Activity,
    ActivityStatus,
    Aim,
    DataVersion,
    GroupCount,
    GroupTotal,
)

# place, financial year, month or '', aim, topic or 0, characteristic, category
Key = tuple[int, int, str, Aim, int, str, str]
KEYS = ("place_id", "financial_year", "month", "aim", "topic_id", "characteristic", "category")


@dataclass
class Contribution:
    """What some activities put into the group totals: people, and how many of them estimated."""

    people: Counter[Key] = field(default_factory=Counter)
    estimated: Counter[Key] = field(default_factory=Counter)

    def less(self, other: "Contribution") -> "Contribution":
        """This contribution with another taken away; entries that come to nothing are left out."""
        people, estimated = Counter(self.people), Counter(self.estimated)
        people.subtract(other.people)
        estimated.subtract(other.estimated)
        changed = {key for key in people if people[key]} | {k for k in estimated if estimated[k]}
        return Contribution(
            Counter({key: people[key] for key in changed}),
            Counter({key: estimated[key] for key in changed}),
        )


def family(session: Session, roots: Iterable[int]) -> list[Activity]:
    """The activities of those numbers and all that are part of them, by number."""
    wanted = sorted(set(roots))
    found = session.exec(
        select(Activity)
        .where(sa.or_(col(Activity.id).in_(wanted), col(Activity.part_of_id).in_(wanted)))
        .order_by(col(Activity.id))
    )
    return list(found)


class Counting(Protocol):
    """What says whether an activity counts."""

    @property
    def withdrawn(self) -> bool: ...
    @property
    def status(self) -> ActivityStatus: ...
    @property
    def aim(self) -> Aim: ...
    @property
    def heads(self) -> int | None: ...


def counts(activity: Counting) -> bool:
    """Whether an activity's figures count at all: it stands and its return is complete."""
    return not activity.withdrawn and activity.status is ActivityStatus.COMPLETE


def covered_by(activity: Counting, whole: Counting | None) -> bool:
    """Whether the activity it is part of has the same aim and counts in its stead."""
    return whole is not None and counts(whole) and whole.aim is activity.aim


def adds_heads(activity: Counting, whole: Counting | None) -> bool:
    """Whether an activity's heads are added: not where the one it is part of counts them."""
    counted_above = whole is not None and whole.heads is not None and covered_by(activity, whole)
    return counts(activity) and activity.heads is not None and not counted_above


def mark_heads(members: list[Activity]) -> None:
    """Note on each activity whether its heads are added: once, and not again in a part of it.

    A member whose whole is not among them is left as it is: nothing of its own has changed.
    """
    by_id = {member.id: member for member in members}
    for member in members:
        whole = by_id.get(member.part_of_id)
        if member.part_of_id is not None and whole is None:
            continue
        added = adds_heads(member, whole)
        if member.heads_added != added:
            member.heads_added = added


def contribution(session: Session, members: list[Activity]) -> Contribution:
    """What the activities put into the group totals, characteristic by characteristic."""
    by_id = {member.id: member for member in members}
    given: dict[int | None, list[GroupCount]] = {}
    for row in session.exec(
        select(GroupCount).where(col(GroupCount.activity_id).in_(sorted(filter(None, by_id))))
    ):
        given.setdefault(row.activity_id, []).append(row)
    total = Contribution()
    for member in members:
        if not counts(member):
            continue
        whole = by_id.get(member.part_of_id)
        above = (
            {row.characteristic for row in given.get(member.part_of_id, ())}
            if covered_by(member, whole)
            else set()
        )
        for row in given.get(member.id, ()):
            if row.characteristic in above:
                continue
            key = (
                member.place_id, member.financial_year, member.month or "", member.aim,
                member.topic_id or 0, row.characteristic, row.category,
            )  # fmt: skip
            total.people[key] += row.n
            total.estimated[key] += row.n if row.estimated else 0
    return total


def add_to_totals(session: Session, difference: Contribution) -> None:
    """Add a difference to the totals table; keys in one order, so that two writers never cross."""
    rows = [
        dict(zip(KEYS, key, strict=True))
        | {"n": difference.people[key], "estimated": difference.estimated[key]}
        for key in sorted(difference.people)
    ]
    if not rows:
        return
    dialect = session.get_bind().dialect.name
    insert = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}[dialect](GroupTotal)
    session.connection().execute(
        insert.on_conflict_do_update(
            index_elements=list(KEYS),
            set_={
                "n": GroupTotal.n + insert.excluded.n,  # type: ignore[operator]
                "estimated": GroupTotal.estimated + insert.excluded.estimated,  # type: ignore[operator]
            },
        ),
        rows,
    )


# The same rules once more, for the whole store at once and in the database's own words.
WHOLE_COUNTS = """
  w.id IS NOT NULL AND NOT w.withdrawn AND w.status = 'complete' AND w.aim = a.aim
"""
# That a group count `g` of an activity `a`, part of `w` or of none, counts: it is complete, and
# its whole does not count the same characteristic in its stead.
COUNT_COUNTS = f"""
  NOT a.withdrawn AND a.status = 'complete' AND NOT ({WHOLE_COUNTS} AND EXISTS (
    SELECT 1 FROM group_count o
    WHERE o.activity_id = w.id AND o.characteristic = g.characteristic))
"""  # noqa: S608  (no value in it)
RECOUNT = sa.text(f"""
SELECT a.place_id, a.financial_year, coalesce(a.month, '') AS month, a.aim,
       coalesce(a.topic_id, 0) AS topic_id, g.characteristic, g.category,
       sum(g.n) AS n, sum(CASE WHEN g.estimated THEN g.n ELSE 0 END) AS estimated
FROM group_count g JOIN activity a ON a.id = g.activity_id
LEFT JOIN activity w ON w.id = a.part_of_id
WHERE {COUNT_COUNTS}
GROUP BY 1, 2, 3, 4, 5, 6, 7
""")  # noqa: S608  (no value in it)
REMARK = sa.text(f"""
UPDATE activity SET heads_added = (
  NOT withdrawn AND status = 'complete' AND heads IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM activity w, (SELECT activity.aim AS aim) a
    WHERE w.id = activity.part_of_id AND w.heads IS NOT NULL AND {WHOLE_COUNTS}))
""")  # noqa: S608


def rebuild(session: Session) -> None:
    """Make the totals anew from the records, for the whole store; readers look again."""
    session.connection().execute(REMARK)
    session.connection().execute(sa.delete(GroupTotal))
    session.connection().execute(
        sa.insert(GroupTotal).from_select(
            [*KEYS, "n", "estimated"],
            RECOUNT.columns(*[sa.column(name) for name in (*KEYS, "n", "estimated")])
            .subquery()
            .select(),
        )
    )
    session.connection().execute(
        sa.update(DataVersion).values(number=DataVersion.number + 1, at=datetime.now(UTC))  # type: ignore[operator]
    )
