"""What the list of measures holds, drawn once for what it is asked for and each set of frames."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from engagement_metrics import indicators
from engagement_metrics.access import Actor
from engagement_metrics.framework import Framework, Indicator
from engagement_metrics.indicators import Aimed
from engagement_metrics.models import Aim, Audience, Direction
from engagement_metrics.store import Filter, Frames, Setup, until_changed
from pages.parts import measures_signs, measures_table
from pages.parts.measures_links import Along
from pages.parts.view import View, frames

FIRST = "The first twelve"
Sections = tuple[tuple[str, tuple[Indicator, ...]], ...]


@dataclass(frozen=True)
class Asked:
    """Which measures are asked for: all or the first, of which aim, off track or any."""

    every: bool
    aim: Aim | None
    off_track: bool


@dataclass(frozen=True)
class Listed:
    """How many measures there are and how they stand in a sentence, the tables, what they say."""

    told: str
    html: str
    sections: Sections
    said: Mapping[str, str]


def of(definitions: Framework, asked: Asked) -> Sections:
    """The measures that are asked for, under their headings; off track or not."""
    found = definitions.sections() if asked.every else ((FIRST, definitions.first_twelve()),)
    if asked.aim is None:
        return found
    return tuple((name, tuple(i for i in under if asked.aim in i.aims)) for name, under in found)


def read(actor: Actor, view: View, asked: Asked, along: Along) -> Listed:
    """The list for a view of the measures that are asked for; it must not be changed."""
    wanted = view.wanted
    return _read(
        actor, view.definitions, view.setup, view.audience, wanted, view.frames,
        frames(actor, view.audience, _before(wanted)),
        frames(actor, view.audience, wanted, "month"), asked, along,
    )  # fmt: skip


@until_changed(64)
def _read(
    actor: Actor,
    definitions: Framework,
    setup: Setup,
    audience: Audience,
    wanted: Filter,
    now: Frames,
    earlier: Frames,
    by_month: Frames,
    asked: Asked,
    along: Along,
) -> Listed:
    sections = of(definitions, asked)
    only = frozenset(one.id for _, under in sections for one in under)
    board = indicators.board(definitions, setup, now, wanted, None, only)
    view = View(definitions, setup, audience, wanted, None, now, board.values, board.aimed)
    told = _told(definitions, board.aimed, len(only))
    if asked.off_track:
        sections = tuple(
            (name, tuple(one for one in under if _off_track(one, board.aimed[one.id])))
            for name, under in sections
        )
    sections = tuple((name, under) for name, under in sections if under)
    # Beside 'none received' a judgement would be of some earlier time, and seem to be of this one.
    signs = {
        key: sign
        for key, sign in measures_signs.found(actor, view, by_month, only).items()
        if board.values[key].measured
    }
    before = indicators.board(definitions, setup, earlier, _before(wanted), None, only).values
    said = measures_signs.said(view, before, only) | {key: sign.said for key, sign in signs.items()}
    html = measures_table.drawn(view, sections, said, signs, along) if sections else ""
    return Listed(told, html, sections, said)


def _before(wanted: Filter) -> Filter:
    """The same of the period before."""
    assert wanted.period is not None
    return replace(wanted, period=wanted.period.before())


def _off_track(one: Indicator, aimed: Aimed | None) -> bool:
    missed = aimed is not None and aimed.missed
    return missed and one.direction is not Direction.WATCH


def _told(definitions: Framework, aims: Mapping[str, Aimed | None], number: int) -> str:
    judged = {
        key: aimed
        for key, aimed in aims.items()
        if definitions.indicators[key].direction is not Direction.WATCH
    }
    line = indicators.off_track(definitions, judged).text
    return f"{number} {'measure' if number == 1 else 'measures'}. {line}"
