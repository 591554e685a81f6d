"""Fixed random rounding to five: a count is shown as a multiple of five near it, and stays so."""

import hashlib
import hmac

BASE = 5
SLACK = BASE - 1  # how far a shown count may lie from the true one


def shown(count: int, cell: str, key: bytes, base: int = BASE) -> int:
    """The multiple of `base` that is shown for a count in a cell.

    A lasting toss for each cell, made with a key that nobody sees, decides whether it goes up or
    down: up as often as makes the long-run mean the count itself. A multiple stays as it is.

    `cell` is opaque text made of ids, never of labels. ValueError for a count below 0.

    >>> [shown(count, "west|2025Q1|ethnicity|arab", b"test-key") for count in (4, 5, 9)]
    [0, 5, 5]
    """
    if count < 0:
        raise ValueError(f"a count is 0 or more, not {count}")
    whole, rest = divmod(count, base)
    return base * whole + (base if toss(cell, key) < rest / base else 0)


def toss(cell: str, key: bytes) -> float:
    """The lasting coin toss of a cell, from 0 to just below 1."""
    digest = hmac.new(key, cell.encode(), hashlib.sha256).digest()
    return float(int.from_bytes(digest[:8], "big") / 2**64)
