"""A process that saves, and can be killed: told on stdin what to do, it says where it is.

Each line, 'MOMENT URL', is done by a process of its own, whose number comes first in what it says.
"""

import os
import signal
import sys
import time

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import Activity, ActivityStatus, Aim, GroupCount


def main() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        moment, url = line.split()
        if os.fork() == 0:
            os.environ["DATABASE_URL"] = url
            MOMENTS[moment]()
            os._exit(0)


def stop_before() -> None:
    with store.session(LOCAL_USER) as write:
        save(write, "killed")
        say("added")
        time.sleep(60)


def stop_after() -> None:
    with store.session(LOCAL_USER) as write:
        save(write, "saved")
    say("saved")
    time.sleep(60)


def go_on() -> None:
    for turn in range(10_000):
        with store.session(LOCAL_USER) as write:
            save(write, f"turn {turn}")
        say(f"saved {turn}")


def mark() -> None:
    say("mark")


def migrate() -> None:
    store.migrate()
    say(f"found {store.faults()}")


MOMENTS = {
    "before": stop_before,
    "after": stop_after,
    "during": go_on,
    "mark": mark,
    "migrate": migrate,
}


def save(write: store.Writer, title: str) -> None:
    for part in ("first", "second"):
        activity = Activity(
            title=title, aim=Aim.ENGAGE, method="survey", place_id=1, starts="2026-05",
            ends="2026-05", month="2026-05", financial_year=2026,
            status=ActivityStatus.COMPLETE, heads=2,
        )  # fmt: skip
        counts = [GroupCount(activity_id=0, characteristic="age", category="u16", n=1)]
        write.add(activity, counts, key=f"{title} {part}")


def say(what: str) -> None:
    sys.stdout.write(f"{os.getpid()} {what}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
