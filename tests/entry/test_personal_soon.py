"""What is left untried, because a text lacks digits or letters for it, would have found nothing."""

import nhs_number
from hypothesis import given, settings
from hypothesis import strategies as st

from engagement_metrics.entry import personal

PIECES = st.sampled_from(
    [
        "943 476 5919", "9434765919", "nhs", "AB 12 34 56 C", "born", "3 May 1961", "DOB 3.5.61",
        "1961-05-03", "jo@x.org", "01473 123456", "+44 7700 900123", "IP33 1YB", "sw1a 1aa", "Mrs",
        "Dr.", "Miss", "Nurse", "Bloggs", "lives", "LIVES", "l\u0131ve", "at",
        "in flat", "4", "<b", "=", "-x",
        "\u200b", "\n", "\t", " ", "\u0663\u0664\u0665\u0666\u0667\u0668", "caf\u00e9", "2026", "7",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=4), max_size=6).map(" ".join) | st.text(max_size=40)
OTHERS = (
    ("an email address", personal._EMAIL),
    ("a phone number", personal._PHONE),
    ("a full postcode", personal._POSTCODE),
    ("a person's name", personal._NAMED),
    ("where somebody lives", personal._LIVES),
)

SURE = (("a National Insurance number", personal._NINO), ("a date of birth", personal._BORN))


def passing(text):
    tens = ["".join(ten.group(1, 3, 4)) for ten in personal._TEN.finditer(text)]
    return [ten for ten in tens if len(set(ten)) > 1 and nhs_number.is_valid(ten)]


@settings(max_examples=600, deadline=None)
@given(TEXTS)
def test_every_pattern_tried_on_every_text_finds_the_same(text):
    likely = next((words for words, pattern in OTHERS if pattern.search(text)), None)
    certain = next((words for words, pattern in SURE if pattern.search(text)), None)
    unsafe = (
        personal._CONTROL.search(text)
        or personal._MARKUP.search(text)
        or text.startswith(("=", "+", "@", "\t"))
        or (text[:1] == "-" and text[1:2].strip())
    )

    assert personal.likely(text) == (likely or ("an NHS number" if passing(text) else None))
    assert personal.certain(text) in {certain, "an NHS number" if passing(text) else certain}
    assert bool(personal.unsafe(text)) == bool(unsafe)
