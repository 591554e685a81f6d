"""The sentences of the home page: what changed, what is off track, who is missing, what waits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from engagement_metrics.framework import Framework, Indicator
from engagement_metrics.indicators import settled
from engagement_metrics.indicators.standing import Aimed, Standing
from engagement_metrics.indicators.values import Value
from engagement_metrics.indicators.wording import face
from engagement_metrics.models import Direction, Period

NAMED = 2


@dataclass(frozen=True)
class Sentence:
    """A sentence, and the measure it is best opened at; None leads elsewhere."""

    text: str
    indicator: str | None = None


def changed(
    framework: Framework,
    now: dict[str, Value],
    before: dict[str, Value],
    period: Period,
    day: date,
) -> Sentence:
    """Which measures moved most since the period before, in proportion.

    While the period is under way its counts still grow, so they are not compared; nor is a figure
    that stands in for a period in which too few answered, nor one under another wording. What may
    still change is said to stand where it does so far, and comes after what is settled.
    """
    earlier = period.before()
    moves: list[tuple[bool, float, Indicator, str]] = []
    compared = 0
    for key, indicator in framework.indicators.items():
        if key not in now:
            continue
        new, old = now[key].number, before[key].number
        if new is None or old is None or indicator.direction is Direction.WATCH:
            continue
        if now[key].pooled or before[key].pooled or now[key].edition != before[key].edition:
            continue
        if settled.grows(indicator, period, day):
            continue
        compared += 1
        to, since = face(indicator, now[key]), face(indicator, before[key])
        if to == since:
            continue
        size = abs(new - old) / old if old else 1.0
        open_still = settled.until(indicator, period, day) is not None
        verb = "rose" if new > old else "fell"
        said = f"{verb} from {since} to {to}"
        if open_still:
            then = " so far" if settled.until(indicator, earlier, day) is not None else ""
            said = f"stands at {to} so far, after {since}{then}"
        moves.append((open_still, -size, indicator, f"{indicator.name} {said}"))
    if not compared:
        return Sentence(f"Nothing can be compared with {earlier.short} yet.")
    if not moves:
        return Sentence(f"No measure has moved since {earlier.short}.")
    moves.sort(key=lambda move: (*move[:2], move[2].id))
    named = "; ".join(text for *_, text in moves[:NAMED])
    rest = len(moves) - NAMED
    more = f" {rest} other {'measure' if rest == 1 else 'measures'} moved too." if rest > 0 else ""
    return Sentence(f"Since {earlier.short}: {named}.{more}", moves[0][2].id)


def off_track(framework: Framework, aims: dict[str, Aimed | None]) -> Sentence:
    """How many of the measures that can be judged miss their target, and which first.

    Those whose figure may still change are among them, and it says how many they are.
    """
    judged = {
        key: aimed
        for key, aimed in aims.items()
        if aimed is not None
        and framework.indicators[key].direction is not Direction.WATCH
        and (aimed.met or aimed.missed)
    }
    if not judged:
        known = (key for key, aimed in aims.items() if aimed is not None)
        any_set = any(framework.indicators[key].direction is not Direction.WATCH for key in known)
        set_one = "" if any_set else " Open a measure to set one."
        return Sentence(f"No target can be judged here yet.{set_one}")
    missed = [key for key, aimed in judged.items() if aimed.missed]
    if not missed:
        every = "The one measure" if len(judged) == 1 else f"All {len(judged)} measures"
        meet = "meets its" if len(judged) == 1 else "meet their"
        rest = _so_far(judged.values(), Standing.MET_SO_FAR)
        return Sentence(f"{every} that can be judged {meet} target.{rest}")
    names = "; ".join(framework.indicators[key].name for key in missed[:NAMED])
    names += f"; and {len(missed) - NAMED} more" if len(missed) > NAMED else ""
    of = f"{len(missed)} of {len(judged)} measures" if len(judged) > 1 else "The one measure"
    be = "is" if len(missed) == 1 else "are"
    rest = _so_far((judged[key] for key in missed), Standing.NOT_MET_SO_FAR)
    return Sentence(f"{of} that can be judged {be} off track: {names}.{rest}", missed[0])


def _so_far(aims: Iterable[Aimed], standing: Standing) -> str:
    """How many of some measures stand so only so far, in a sentence; '' for none."""
    found = [aimed.standing is standing for aimed in aims]
    if not any(found):
        return ""
    if all(found):
        return " That may still change."
    return f" For {sum(found)} of them that may still change."


def not_heard(now: dict[str, Value], shared: bool) -> Sentence:
    """Which priority groups gave no views, told apart from those nobody asked about."""
    value = now["ENG-04"]
    if shared:
        return Sentence(
            "Who we have not heard from is shown here once a period has been closed.", "ENG-04"
        )
    if not value.measured:
        return Sentence(f"Who we have not heard from: {value.because}", "ENG-04")
    if not value.parts:  # one group alone was asked for
        heard = "We heard" if value.number else "We have not heard"
        return Sentence(f"{heard} from people in this group.", "ENG-04")
    silent = [part.label for part in value.parts if part.value.measured and not part.value.number]
    unasked = [part.label for part in value.parts if not part.value.measured]
    told = []
    if silent:
        told.append(f"We have not heard from: {', '.join(silent)}.")
    if unasked:
        told.append(f"We have not asked about: {', '.join(unasked)}.")
    if not told:
        told.append("We heard from people in every priority group.")
    return Sentence(" ".join(told), "ENG-04")


def waiting(overdue: int, soon: int, activities: int = 0) -> Sentence:
    """How many promises to people wait, past their day or due within a month.

    `activities` of the overdue ones are about activities; all others are about suggestions.
    """
    promises = "promise" if (overdue or soon) == 1 else "promises"
    late = f"{overdue:,} {promises} {'is' if overdue == 1 else 'are'} overdue"
    if activities:
        late += (
            f" ({activities:,} of them about {'an activity' if activities == 1 else 'activities'})"
        )
    due = f"{'falls' if soon == 1 else 'fall'} due in the next 30 days"
    if overdue and soon:
        return Sentence(f"{late} and {soon:,} {due}.")
    if overdue:
        return Sentence(f"{late}.")
    if soon:
        return Sentence(f"{soon:,} {promises} {due}.")
    return Sentence("No promise to people is overdue or due in the next 30 days.")
