"""How long after a phone's save the shared screen of a self-assessment shows it, with 100 people.

Run it with `PYTHONPATH=. python tests/benchmarks/room_screen.py [DATABASE_URL]`; it prints a line
for RESULTS.md. The server, the browser and the hundred who score share this machine. Eighty
score at once; then one more each turn, and the screen is watched until it counts them.
"""

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
MEMBERS, TURNS = 100, 20


def prepared() -> tuple[int, list[str], str]:
    """A round under way whose one dimension is open; the links of a hundred who joined."""
    from engagement_metrics import store
    from engagement_metrics.access import LOCAL_USER
    from engagement_metrics.framework import maturity
    from engagement_metrics.models import (
        AssessedDimension,
        AssessmentRound,
        Organisation,
        ScorerKind,
        ScoringStage,
    )
    from engagement_metrics.store import round_steps, rounds, scoring

    store.migrate()
    model = maturity.models()[0]
    with store.session(LOCAL_USER) as write:
        write.add(Organisation(name="Benchmark"))
        number = write.add(
            AssessmentRound(
                title="A hundred", held_on=date.today(), model_code=model.code,
                model_edition=model.edition, content=model.as_json(),
            )
        )  # fmt: skip
        first = model.dimensions[0].id
        here = write.add(AssessedDimension(round_id=number, dimension=first, position=1))
    round_steps.begin(LOCAL_USER, number, 1)
    round_steps.move(LOCAL_USER, here, 1, ScoringStage.SCORING)
    key = rounds.in_full(LOCAL_USER, number).round.join_key or ""
    links = [scoring.new_link() for _ in range(MEMBERS)]
    for link in links:
        scoring.join(number, ScorerKind.VOLUNTEER, link, key=key)
    return number, links, first


def served(port: int) -> subprocess.Popen[bytes]:
    """The app on a port of this machine, once it answers."""
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true",
               "--server.port", str(port)]  # fmt: skip
    running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1).close()
            return running
        except OSError:
            time.sleep(0.2)


def main() -> None:
    """Print the median and the longest time from a save to the screen."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        default = f"sqlite:///{folder}/round.db"
        os.environ["DATABASE_URL"] = sys.argv[1] if len(sys.argv) > 1 else default
        number, links, first = prepared()
        from engagement_metrics.store import scores, scoring

        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        server = served(port)
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"http://127.0.0.1:{port}/room?round={number}")
        page.get_by_text(f"answered 0 of {MEMBERS}").wait_for()

        def score(link: str) -> None:
            scoring.score(link, first, 1, scores.Given(3, reason="Because."))

        at_once = links[TURNS:]
        began = time.perf_counter()
        with ThreadPoolExecutor(len(at_once)) as pool:
            list(pool.map(score, at_once))
        saved = time.perf_counter()
        page.get_by_text(f"answered {len(at_once)} of {MEMBERS}").wait_for()
        together = time.perf_counter()
        waits = []
        for turn, link in enumerate(links[:TURNS], start=len(at_once) + 1):
            score(link)
            since = time.perf_counter()
            page.get_by_text(f"answered {turn} of {MEMBERS}").wait_for()
            waits.append(time.perf_counter() - since)
        browser.close()
        server.terminate()
        server.wait()
    kind = os.environ["DATABASE_URL"].partition(":")[0].partition("+")[0]
    print("| database | 80 at once stored in | on the screen after | one more: median | longest |")
    print("| --- | --- | --- | --- | --- |")
    print(
        f"| {kind} | {saved - began:.2f} s | {together - saved:.2f} s "
        f"| {statistics.median(waits):.2f} s | {max(waits):.2f} s |"
    )


if __name__ == "__main__":
    main()
