"""No exact count of a group reaches a browser in the shared view, in whatever shape it may come."""

import struct
from collections.abc import Iterator
from datetime import date

import pytest

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import (
    Activity,
    ActivityStatus,
    Aim,
    Closing,
    GroupCount,
    Organisation,
    Period,
    Place,
    PlaceAuthority,
    PriorityGroup,
    PriorityGroupCategory,
)
from engagement_metrics.store import closings

# Never a multiple of five, nor are their sums; and never a headcount or a total of heads.
FEMALE, MALE, YOUNG, OLD, ASIAN, YES, SILENT = (
    100_003, 200_018, 30_011, 40_027, 50_042, 60_059, 7_013
)  # fmt: skip
COUNTS = {
    ("sex", "female"): FEMALE, ("sex", "male"): MALE, ("sex", "prefer_not_to_say"): SILENT,
    ("age", "16_24"): YOUNG, ("age", "75p"): OLD, ("ethnic_group", "asian"): ASIAN,
    ("inclusion_homelessness", "yes"): YES,
}  # fmt: skip
HEADS = 900_000
# What could be worked out from them: sums of known answers, and who was not asked.
WORKED_OUT = (FEMALE + MALE, YOUNG + OLD, HEADS - FEMALE - MALE - SILENT, HEADS - YOUNG - OLD)
# Both aims have them, and a page may add them up.
SENTINELS = tuple(n * times for n in (*COUNTS.values(), *WORKED_OUT) for times in (1, 2))
PAGES = (
    "", "measures?all=true", "measure?cell=INF-04", "measure?cell=ENG-04", "measure?cell=INF-02",
    "equality", "equality?about=Sex&experts=true", "equality?about=Ethnic+group", "meeting",
    "you-said", "activities",
)  # fmt: skip


@pytest.fixture
def sentinels(sqlite_url: str) -> str:
    """A store whose group counts are sentinels, closed for the year that they lie in."""
    with store.session(LOCAL_USER) as write:
        write.add(Organisation(name="Wold and Mere"))
        system = write.add(Place(name="Wold"), [PlaceAuthority(place_id=0, code="E06000016")])
        for name, characteristic, category in (
            ("Young people", "age", "16_24"), ("Asian people", "ethnic_group", "asian"),
        ):  # fmt: skip
            group = PriorityGroup(name=name, characteristic=characteristic)
            write.add(group, [PriorityGroupCategory(priority_group_id=0, category=category)])
        for aim in (Aim.INFORM, Aim.ENGAGE):
            held = Activity(
                title="Fair", aim=aim, method="survey", place_id=system, heads=HEADS,
                status=ActivityStatus.COMPLETE, starts="2025-05-20", ends="2025-05-20",
                month="2025-05", financial_year=2025,
            )  # fmt: skip
            parts = [
                GroupCount(activity_id=0, characteristic=about, category=answer, n=n)
                for (about, answer), n in COUNTS.items()
            ]
            write.add(held, parts)
    year = Period.year(2025)
    closing = Closing(period=year.code, closed_on=date(2026, 5, 1))
    closings.close(LOCAL_USER, lambda: [(closing, [])], first=year)
    store.close(sqlite_url)
    return sqlite_url


def shapes(number: int) -> Iterator[bytes]:
    """A number as text, and as the columns of a table or a chart hold it: eight bytes each.

    Shapes of three or four bytes turn up by chance in so many bytes, and would tell nothing.
    """
    yield str(number).encode()
    yield f"{number:,}".encode()
    yield struct.pack("<q", number)
    yield struct.pack("<d", number)


def found(text: bytes) -> list[tuple[int, bytes]]:
    return [(one, shape) for one in SENTINELS for shape in shapes(one) if shape in text]


def test_no_exact_count_of_a_group_reaches_a_browser_in_the_shared_view(
    serve, page, settled, sentinels
):
    url = serve(sentinels).url
    heard: list[bytes] = []

    def hear(frame: str | bytes) -> None:
        heard.append(frame.encode() if isinstance(frame, str) else frame)

    page.on("websocket", lambda socket: socket.on("framereceived", hear))
    for at in PAGES:
        asks = "&" if "?" in at else "?"
        page.goto(f"{url}/{at}{asks}view=Shared&period=2025/26")
        settled(page, "What everybody may see.")
        heard.append(page.content().encode())
        heard.append(page.url.encode())
        for button in page.locator("[data-testid=stDownloadButton] button").all():
            with page.expect_download() as taken:
                button.click()
            heard.append(taken.value.path().read_bytes())
    seen = b"\n".join(heard)

    assert found(seen) == []
    # The eyes can see: what was released is there, and the team's own page has the sentinels.
    assert b"Rounded to protect people" in seen
    heard.clear()
    page.goto(f"{url}/equality?about=Sex&view=Team&period=2025/26")
    settled(page, "Female")
    assert {one for one, _ in found(b"\n".join(heard))} >= {2 * FEMALE, 2 * MALE}
