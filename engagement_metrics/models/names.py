"""A person's name as others see it: in one way of writing it, with nothing unseen."""

import unicodedata

UNSEEN = {"Cc", "Cf"}  # by Unicode: signs that steer a screen, and signs that nobody sees


def as_seen(name: str) -> str:
    r"""A name in one way of writing it, so that no two look alike: Unicode's NFKC, nothing unseen.

    >>> as_seen("\uff33am\u200b  No\u202erth\n")
    'Sam North'
    """
    signs = (" " if sign.isspace() else sign for sign in unicodedata.normalize("NFKC", name))
    return " ".join("".join(s for s in signs if unicodedata.category(s) not in UNSEEN).split())
