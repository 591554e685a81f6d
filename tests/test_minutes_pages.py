"""The minutes opened as pages, as a word processor lays them out: LibreOffice does it here."""

import re
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from engagement_metrics.documents import Minutes, Noted, Told, minutes_docx
from engagement_metrics.models import ActionStatus, ReviewAction

AS_PDF = (
    'pdf:writer_pdf_Export:{"ExportBookmarks":{"type":"boolean","value":"true"},'
    '"UseTaggedPDF":{"type":"boolean","value":"true"}}'
)
A4 = (595, 842)  # points
TALK = "We went through who had come to the meetings this summer, and who had not. "
NAMES = [f"A measure with a name that is long enough, number {n}" for n in range(1, 37)]


def action(task: str, **more) -> ReviewAction:
    return ReviewAction(**{"review_id": 1, "task": task, "owner": "Access team"} | more)


def noted(at: int, name: str, lines: int) -> Noted:
    told = Told(name, "80%", "4 of 5", "60%", "Met so far", "It rose from 50% to 71%. " * 4)
    asked = [
        action(f"Ask {n + 2} more surgeries to put the form out", due=date(2026, 12, 1))
        for n in range(at % 4)
    ]
    return Noted(told, TALK * lines, "Keep the target." * (at % 2), tuple(asked))


LONG = Minutes(
    organisation="Wold Partnership",
    title="Patient forum, autumn review",
    held_on=date(2026, 11, 18),
    place="North",
    period="Q2 2026/27 (July to September 2026)",
    finished=True,
    drawn_up=datetime(2026, 11, 22, 14, 32, tzinfo=UTC),
    present=12,
    note="The next meeting is in May.\nTea is at half past one.",
    before=tuple(
        (action(f"Find a speaker for meeting {n}", status=ActionStatus.DONE,
                done_on=date(2026, 10, 2), came_of_it="One came, and told us of the new hours."),
         date(2026, 8, 20))
        for n in range(9)
    ),
)  # fmt: skip
# How much was said of each, so that a heading would come to the foot of a page if it could.
SAID = {False: (5, 8), True: (7, 9)}
HEADINGS = [
    "Actions from earlier meetings",
    "Measures",
    *(f"{at}. {name}" for at, name in enumerate(NAMES, start=1)),
    "Anything else",
    "What was asked for",
]


class Heading(NamedTuple):
    """A heading on a page, and how far its head is from the foot of the page, in points."""

    text: str
    page: int
    above: float


class Laid(NamedTuple):
    """A document as it was laid out."""

    pdf: bytes
    pages: list[tuple[int, int]]
    headings: list[Heading]


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Laid]:
    """Long minutes in the usual print and in large print, by whether they are large."""
    folder = tmp_path_factory.mktemp("minutes")
    names = {large: f"minutes{'-large' * large}" for large in (False, True)}
    for large, name in names.items():
        step, most = SAID[large]
        said = (noted(at, one, 1 + at * step % most) for at, one in enumerate(NAMES))
        (folder / f"{name}.docx").write_bytes(minutes_docx(replace(LONG, noted=tuple(said)), large))
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
         "--convert-to", AS_PDF, "--outdir", str(folder),
         *(str(folder / f"{name}.docx") for name in names.values())],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return {large: read(folder / f"{name}.pdf") for large, name in names.items()}


def read(path: Path) -> Laid:
    pdf = path.read_bytes()
    found = re.findall(rb"(\d+) 0 obj\s*<</Type/Page/.*?/MediaBox\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    order = re.search(rb"/Type/Pages.*?/Kids\[([^\]]+)\]", pdf, re.DOTALL)
    assert order is not None
    at = {page: n for n, page in enumerate(re.findall(rb"(\d+) 0 R", order[1]), start=1)}
    headings = [
        Heading(bytes.fromhex(text.decode()).decode("utf-16-be"), at[page], float(above))
        for text, page, above in re.findall(
            rb"/Title<FEFF([0-9A-F]+)>\s*/Dest\[(\d+) 0 R/XYZ [\d.]+ ([\d.]+) 0\]", pdf
        )
    ]
    return Laid(pdf, [(round(float(w)), round(float(h))) for _, w, h in found], headings)


@pytest.mark.parametrize("large", [False, True])
def test_long_minutes_open_on_several_pages_of_a4(laid_out, large):
    assert set(laid_out[large].pages) == {A4}
    assert len(laid_out[large].pages) > 4
    assert len(laid_out[True].pages) > len(laid_out[False].pages)


@pytest.mark.parametrize("large", [False, True])
def test_each_heading_is_found_on_its_page_in_order(laid_out, large):
    headings = laid_out[large].headings

    assert [heading.text for heading in headings] == HEADINGS
    assert headings[0].page == 1
    assert [heading.page for heading in headings] == sorted(heading.page for heading in headings)


@pytest.mark.parametrize(("large", "foot"), [(False, 71 + 22 + 17), (True, 57 + 32 + 26)])
def test_no_heading_stands_alone_at_the_foot_of_a_page(laid_out, large, foot):
    # The margin at the foot, the heading, and at least one line below it.
    assert [one for one in laid_out[large].headings if one.above < foot] == []


def test_who_listens_to_the_pages_hears_their_language_and_their_structure(laid_out):
    pdf = laid_out[False].pdf

    assert b"/Lang(en-GB)" in pdf
    assert b"/MarkInfo<</Marked true>>" in pdf
