"""A process that saves, and can be killed: told on stdin what to do, it says where it is.

Each line, 'MOMENT URL' or 'MOMENT:NAME URL', is done by a process of its own, forked from this one
so that no kill waits for Python to start; its number comes first in what it says. What it said
reaches the reader even if it is killed in the next instant.
"""

import os
import signal
import sys
import time
from typing import Any

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import Activity, ActivityStatus, Aim, GroupCount


def main() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        moment, url = line.split()
        moment, _, name = moment.partition(":")
        os.environ["DATABASE_URL"] = url
        if moment == "mark":
            say("mark")
        elif moment == "warm":
            warm(url)
        elif os.fork() == 0:
            MOMENTS[moment](name)
            os._exit(0)


def warm(url: str) -> None:
    """Make a write and take it back, so that no forked process has its statements to compose."""
    try:
        with store.session(LOCAL_USER) as write:
            standing: dict[str, Any] = {}
            for turn in range(2):
                save(write, "warm", turn, standing)
            write.finish()
            raise KeyboardInterrupt
    except KeyboardInterrupt:
        store.close(url)
    say("warm")


def stop_before(name: str) -> None:
    with store.session(LOCAL_USER) as write:
        save(write, name, 0, {})
        say("ending 0")
        time.sleep(60)


def stop_after(name: str) -> None:
    with store.session(LOCAL_USER) as write:
        save(write, name, 0, {})
    say("saved 0")
    time.sleep(60)


def go_on(name: str) -> None:
    standing: dict[str, Any] = {}
    for turn in range(10_000):
        begun = f"{name}-{turn}"
        store.begin_draft(LOCAL_USER, begun, "entry", {"title": f"{name} {turn}"}, {})
        store.open_tally(LOCAL_USER, begun)
        with store.session(LOCAL_USER, draft=begun) as write:
            say(f"inside {turn}")
            save(write, name, turn, standing)
            say(f"ending {turn}")
        say(f"saved {turn}")


def migrate(_: str) -> None:
    store.migrate()
    say(f"found {store.faults()}")


MOMENTS = {"before": stop_before, "after": stop_after, "during": go_on, "migrate": migrate}


def save(write: store.Writer, name: str, turn: int, standing: dict[str, Any]) -> None:
    """One write: a new activity of that turn, and another that is changed in every turn."""
    write.add(activity(f"{name} {turn}", 2), ages(1), key=f"{name} {turn}")
    if turn == 0:
        standing["number"] = write.add(activity(f"{name} stands", 1), ages(1), key=f"{name} stands")
    else:
        write.change(Activity, standing["number"], turn, {"heads": turn + 1}, ages(turn + 1))


def activity(title: str, heads: int) -> Activity:
    return Activity(
        title=title, aim=Aim.ENGAGE, method="survey", place_id=1, starts="2026-05",
        ends="2026-05", month="2026-05", financial_year=2026,
        status=ActivityStatus.COMPLETE, heads=heads,
    )  # fmt: skip


def ages(n: int) -> list[GroupCount]:
    return [GroupCount(activity_id=0, characteristic="age", category="u16", n=n)]


def say(what: str) -> None:
    os.write(sys.stdout.fileno(), f"{os.getpid()} {what}\n".encode())


if __name__ == "__main__":
    main()
