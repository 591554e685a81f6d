"""Our own drawings of what a judged series says, told by shape and letter and not by colour."""

from base64 import b64encode
from functools import cache
from html import escape

# What each icon says, in words: its text alternative, and what may stand beside it.
ICONS = {
    "common_cause": "As usual",
    "improvement_high": "Better: high",
    "improvement_low": "Better: low",
    "concern_high": "Worse: high",
    "concern_low": "Worse: low",
    "neutral_high": "High",
    "neutral_low": "Low",
    "pass": "Should meet the target",
    "fail": "Will miss the target",
    "inconsistent": "May hit or miss the target",
}
BLUE, ORANGE, PURPLE, INK = "#1d70b8", "#b04b00", "#6d47a8", "#425563"
# Frames as the points of the chart have them: a diamond is better, a square worse, a ring neither.
FRAMES = {
    "improvement": (BLUE, '<path d="M36 3 L69 36 L36 69 L3 36 Z"'),
    "concern": (ORANGE, '<rect x="6" y="6" width="60" height="60" rx="3"'),
    "neutral": (PURPLE, '<circle cx="36" cy="36" r="32" stroke-dasharray="9 6"'),
    "common": (INK, '<circle cx="36" cy="36" r="32"'),
}
# The target's frame is a hexagon, with a dashed line for the target in it.
TARGETS = {"pass": ("P", BLUE), "fail": ("F", ORANGE), "inconsistent": ("?", INK)}
HEXAGON = '<path d="M19 5 H53 L69 36 L53 67 H19 L3 36 Z"'
ARROWS = {"high": "M47 48 V25 M40 32 L47 25 L54 32", "low": "M47 24 V47 M40 40 L47 47 L54 40"}
LETTERS = {"high": "H", "low": "L"}


@cache
def icon(name: str, size: int = 64) -> str:
    """An icon as HTML with its text alternative; KeyError for a name that is none.

    It is an image that holds its drawing (SVG): a page takes no bare drawing. It stands on white,
    so that it looks alike in light and dark and on paper.
    """
    words = ICONS[name]
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72">{_drawn(name)}</svg>'
    held = b64encode(drawing.encode()).decode()
    return (
        f'<img src="data:image/svg+xml;base64,{held}" width="{size}" height="{size}" '
        f'alt="{escape(words)}">'
    )


def _drawn(name: str) -> str:
    if name in TARGETS:
        letter, colour = TARGETS[name]
        line = _path("M14 52 H58", colour, "7 5")
        return _framed(HEXAGON, colour) + _letter(letter, 36, 44, 34, colour) + line
    kind, _, side = name.partition("_")
    colour, frame = FRAMES[kind]
    if kind == "common":
        return _framed(frame, colour) + _path("M13 38 L23 27 L33 45 L43 27 L52 45 L59 35", colour)
    letter = _letter(LETTERS[side], 28, 46, 27, colour)
    return _framed(frame, colour) + letter + _path(ARROWS[side], colour)


def _framed(frame: str, colour: str) -> str:
    return f'{frame} fill="#ffffff" stroke="{colour}" stroke-width="5" stroke-linejoin="round"/>'


def _path(line: str, colour: str, dashes: str = "none") -> str:
    return (
        f'<path d="{line}" fill="none" stroke="{colour}" stroke-width="4.5" '
        f'stroke-dasharray="{dashes}" stroke-linejoin="round"/>'
    )


def _letter(letter: str, x: int, y: int, size: int, colour: str) -> str:
    return (
        f'<text x="{x}" y="{y}" font-family="Arial, sans-serif" font-size="{size}" '
        f'font-weight="bold" text-anchor="middle" fill="{colour}">{letter}</text>'
    )
