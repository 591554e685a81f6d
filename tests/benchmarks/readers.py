"""How long people wait who read at the same time, each of them changing a filter now and then.

Run it with `PYTHONPATH=.:tests/benchmarks python tests/benchmarks/readers.py SESSIONS SECONDS FOR
ACTIVITIES`: so many sessions on Outcomes, each changing place, period or topic every so many
seconds for so many seconds, on a synthetic store of so many activities. It prints a line for
RESULTS.md. Programs ask, without a browser: a wait ends when all of the page has come. They share
this machine with the server.
"""

import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from served_cost import ROOT, served
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets import Subprotocol
from websockets.asyncio.client import ClientConnection, connect

FILTERS = ("Place", "Period", "Topic")


@dataclass
class Reader:
    """One open page: its filters, what is chosen in each, and how long each change took."""

    line: ClientConnection
    options: dict[str, list[str]] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    chosen: dict[str, str] = field(default_factory=dict)
    waited: list[float] = field(default_factory=list)

    async def ask(self) -> None:
        """Have the page run with what is chosen, until all of it has come."""
        asked = BackMsg()
        for label, value in self.chosen.items():
            state = asked.rerun_script.widget_states.widgets.add()
            state.id, state.string_value = self.ids[label], value
        asked.rerun_script.page_name = ""
        await self.line.send(asked.SerializeToString())
        while True:
            told = ForwardMsg.FromString(await self.line.recv())
            kind = told.WhichOneof("type")
            if kind == "delta" and told.delta.new_element.WhichOneof("type") == "selectbox":
                box = told.delta.new_element.selectbox
                self.ids[box.label], self.options[box.label] = box.id, list(box.options)
            elif kind == "script_finished":
                if told.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                    return
                if told.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    raise RuntimeError(f"A run ended with {told.script_finished}")

    async def read(self, every: float, until: float, dice: random.Random) -> None:
        """Change a filter at each turn, the first at a moment of one's own."""
        await asyncio.sleep(dice.uniform(0, every))
        while (begun := time.perf_counter()) < until:
            label = dice.choice(FILTERS)
            self.chosen[label] = dice.choice(self.options[label])
            await self.ask()
            self.waited.append(1000 * (time.perf_counter() - begun))
            await asyncio.sleep(max(0.0, every - (time.perf_counter() - begun)))


def resident(process: int) -> float:
    """Megabytes of memory that a process holds."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


async def watch(process: int, url: str, sessions: int, every: float, seconds: float) -> str:
    """Open the sessions, let them read, and tell the row of the table."""
    lines = [
        connect(url, subprotocols=[Subprotocol("streamlit")], max_size=None)
        for _ in range(sessions + 1)
    ]
    readers = [Reader(await line) for line in lines]
    await readers.pop().ask()  # the first of all fills what the server remembers
    before = resident(process)
    for reader in readers:
        await reader.ask()
    each = (resident(process) - before) / sessions
    until = time.perf_counter() + seconds
    await asyncio.gather(
        *(one.read(every, until, random.Random(at)) for at, one in enumerate(readers))
    )
    waited = sorted(time for reader in readers for time in reader.waited)
    cuts = statistics.quantiles(waited, n=100)
    for reader in readers:
        await reader.line.close()
    return f"{len(waited)} | {cuts[49]:.0f} | {cuts[94]:.0f} | {waited[-1]:.0f} | {each:.1f}"


def main() -> None:
    """Fill a store, serve it, and print what readers waited."""
    sessions, every, seconds, activities = map(int, sys.argv[1:5] or (20, 2, 30, 100_000))
    with tempfile.TemporaryDirectory() as folder:
        database = os.environ["DATABASE_URL"] = f"sqlite:///{folder}/store.db"
        from engagement_metrics import store
        from engagement_metrics.access import LOCAL_USER
        from engagement_metrics.examples import synthetic

        store.migrate()
        synthetic.fill(LOCAL_USER, activities, seed=1)
        with served(ROOT / "app.py", database) as (process, url):
            told = asyncio.run(watch(process, url, sessions, every, seconds))
        print(f"| {sessions} | {every} | {activities:,} | {told} |")


if __name__ == "__main__":
    main()
