"""What a printed sheet is put together from: boxes to write in, boxes to tick, and its frame."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from html import escape

TOTAL = "Total"
GATE = "<span class='gate' aria-hidden='true'><i></i><i></i><i></i><i></i><b></b></span>"


@dataclass(frozen=True)
class Asked:
    """What somebody wants on the sheet before it is printed; an empty text leaves a box to fill."""

    large: bool = False
    organisation: str = ""
    place: str = ""
    day: date | None = None
    characteristics: tuple[str, ...] = ()


def framed(kind: str, title: str, asked: Asked, told: Iterable[str], body: str) -> str:
    """A whole sheet: whose it is, which of how many, its title, what to know, and its fields.

    What is told is HTML of our own.
    """
    size = " large" if asked.large else ""
    ours = f"<p class='ours'>{escape(asked.organisation)}</p>" if asked.organisation else ""
    sentences = "".join(f"<p>{sentence}</p>" for sentence in told)
    return (
        f"<div class='preview' role='region' tabindex='0' aria-label='The sheet as it will print'>"
        f"<article class='sheet {kind}{size}'><header>{ours}"
        "<p class='which'>Sheet <span class='gap'></span> of <span class='gap'></span></p>"
        f"</header><h2>{escape(title)}</h2>{sentences}{body}</article></div>"
    )


def field(label: str, boxes: str, hint: str = "") -> str:
    """A label with what is to be filled in below it."""
    more = f"<p class='hint'>{escape(hint)}</p>" if hint else ""
    return f"<div class='field'><p class='label'>{escape(label)}</p>{more}{boxes}</div>"


def beside(*fields: str) -> str:
    """Fields that stand next to each other, in the order they are read."""
    return f"<div class='row'>{''.join(fields)}</div>"


def box(filled: str = "") -> str:
    """A box for a few words, empty or with some in it."""
    return f"<div class='box'>{escape(filled)}</div>"


def number() -> str:
    """A box for a whole number."""
    return "<div class='box number'></div>"


def day(filled: date | None = None) -> str:
    """Boxes for a day, a month and a year, in the order the screen has them."""
    parts = (("Day", "%d"), ("Month", "%m"), ("Year", "%Y"))
    return (
        "<div class='days'>"
        + "".join(
            f"<p class='{name.lower()}'><span class='box'>"
            f"{filled.strftime(form) if filled else ''}</span>{name}</p>"
            for name, form in parts
        )
        + "</div>"
    )


def lines(how_many: int) -> str:
    """Ruled lines to write on."""
    return f"<div class='lines'>{'<p></p>' * how_many}</div>"


def ticks(options: Iterable[str], across: int = 1) -> str:
    """Boxes to tick, read down each column; `across` is how many columns standard print has."""
    items = "".join(f"<li><span class='tick'></span>{escape(option)}</li>" for option in options)
    return f"<ul class='ticks across-{across}'>{items}</ul>"


def tally(title: str, rows: Iterable[str], heading: str, spaces: int, deep: int = 1) -> str:
    """A table to tally in: `spaces` for five marks each beside every name, then its total.

    A row `deep` lines deep has that many times the spaces. The title heads the names, which leaves
    more of the page to write on than a line of its own would.
    """
    empty = f"<tr>{'<td class=five></td>' * spaces}</tr>" * (deep - 1)
    body = "".join(
        f"<tr><th scope='row' rowspan='{deep}'>{escape(row)}</th>"
        f"{'<td class=five></td>' * spaces}<td class='total' rowspan='{deep}'></td></tr>{empty}"
        for row in rows
    )
    return (
        f"<table class='tally'><thead><tr><th scope='col' class='label'>{escape(title)}</th>"
        f"<th scope='col' colspan='{spaces}'>{escape(heading)}</th>"
        f"<th scope='col'>{TOTAL}</th></tr></thead><tbody>{body}</tbody></table>"
    )


def counts(title: str, rows: Iterable[str], heading: str) -> str:
    """A table with a box for a count beside each name."""
    body = "".join(f"<tr><th scope='row'>{escape(row)}</th><td></td></tr>" for row in rows)
    return (
        f"<table class='counts'><thead><tr><th scope='col' class='label'>{escape(title)}</th>"
        f"<th scope='col'>{escape(heading)}</th></tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )
