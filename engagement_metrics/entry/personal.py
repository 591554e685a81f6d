"""Finding what must not stand in free text: details of one person, markup, formulas."""

import re

import nhs_number

# Rule of equality/EQUALITY, section 5: refuse what can hardly be anything else, ask about the rest.
_TEN = re.compile(r"(?<![\d-])(\d{3})([ .–-]?)(\d{3})\2(\d{4})(?![\d-])", re.ASCII)
_NINO = re.compile(
    r"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d\d ?\d\d ?\d\d ?[A-D]\b",
    re.IGNORECASE,
)
_BORN = re.compile(
    r"\b(?:d\.?o\.?b\.?|date of birth|born)(?: on| is| was)?\W{0,3}(?:"
    r"\d{1,2}(?:st|nd|rd|th)?[ ./-](?:\d{1,2}|[A-Za-z]{3,9})[ ./-]\d{2,4}"
    r"|\d{4}[ ./-]\d{1,2}[ ./-]\d{1,2})",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")
_PHONE = re.compile(r"(?<!\d)(?:\+44 ?\(?0?\)?|0)(?:\d[ )-]{0,2}){9,10}(?!\d)")
_POSTCODE = re.compile(
    r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d(?!st|nd|rd|th)[ABD-HJLNP-UW-Z]{2}\b", re.IGNORECASE
)
_NAMED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sister|Nurse)\.? [A-Z][a-z]+")
_LIVES = re.compile(r"\blives? (?:at|in|on) (?:\d|flat)", re.IGNORECASE)

_FORMULA = re.compile(r"[=+@\t]|-\S")
_MARKUP = re.compile(r"<\s*[A-Za-z/!?]")
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ud800-\udfff\ufeff]"
)


def digits_of(text: str) -> int:
    """How many digits a text has: with too few of them, most patterns need not be tried."""
    if text.isascii():
        return len(text) - len(text.encode().translate(None, b"0123456789"))
    return sum(map(str.isdecimal, text))


def certain(text: str, digits: int | None = None) -> str | None:
    """What in a text can hardly be anything but one person's detail, as a word; None if nothing.

    An NHS number counts when it is set 3-3-4 or has 'NHS' near it: one ten-digit number in eleven
    passes the check by chance. `digits` is how many there are, where that is known.
    """
    digits = digits_of(text) if digits is None else digits
    for found in _TEN.finditer(text) if digits >= 10 else ():
        ten = found[1] + found[3] + found[4]
        near = text[max(0, found.start() - 25) : found.end() + 25]
        said = found[2] or re.search(r"\bnhs\b", near, re.IGNORECASE)
        if said and _passes(ten):
            return "an NHS number"
    if digits >= 6 and _NINO.search(text):
        return "a National Insurance number"
    if digits >= 3 and _BORN.search(text):
        return "a date of birth"
    return None


def _passes(digits: str) -> bool:
    return len(set(digits)) > 1 and nhs_number.is_valid(digits)


def likely(text: str, digits: int | None = None, *, names: bool = False) -> str | None:
    """What in a text may be one person's detail, to be looked at again; None if nothing.

    `names` lets the name of a person pass, as where an owner or a member of staff is asked for.
    """
    digits = digits_of(text) if digits is None else digits
    if "@" in text and _EMAIL.search(text):
        return "an email address"
    if digits >= 10 and _PHONE.search(text):
        return "a phone number"
    if digits >= 2 and _POSTCODE.search(text):
        return "a full postcode"
    if not names and _has_title(text) and _NAMED.search(text):
        return "a person's name"
    if ("live" in text.lower() or not text.isascii()) and _LIVES.search(text):
        return "where somebody lives"
    if digits >= 10 and any(_passes("".join(ten.group(1, 3, 4))) for ten in _TEN.finditer(text)):
        return "an NHS number"
    return None


def _has_title(text: str) -> bool:
    """Whether the letters of a title stand anywhere: found sooner than by a pattern."""
    return (
        "Mr" in text or "Ms" in text or "Miss" in text or "Mx" in text or "Dr" in text
        or "Prof" in text or "Sister" in text or "Nurse" in text
    )  # fmt: skip


def unsafe(text: str) -> str | None:
    """What in a text a page or a spreadsheet could run, as the end of a sentence; else None."""
    if not text.isprintable() and _CONTROL.search(text):
        return "holds signs that cannot be seen. Type it afresh."
    if "<" in text and _MARKUP.search(text):
        return "holds the sign < as in a web page. Write it in plain words."
    if _FORMULA.match(text):
        return f"begins with '{text[0]}', which a spreadsheet would run. Begin with a word."
    return None
