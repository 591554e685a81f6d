"""CPU that a server spends on one warm rerun of each page over that of an empty Streamlit page.

Run it with `PYTHONPATH=.:tests/benchmarks python tests/benchmarks/served_cost.py`; it prints a
table for RESULTS.md. Unlike page_cost.py, which runs the script alone, this counts everything that
a running server does: script, messages, websocket. Two servers with the app's own settings take
turns, one with the app and the made-up year, one with a page that holds a title; a program without
a browser asks.
"""

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode

from page_cost import EMPTY, states
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets import Subprotocol
from websockets.sync.client import ClientConnection, connect

ROOT = Path(__file__).parents[2]
ROUNDS, RERUNS = 5, 10


@contextmanager
def served(script: Path, database: str) -> Iterator[tuple[int, str]]:
    """The number of a server's process, and its websocket address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)],
        cwd=ROOT, env={**os.environ, "DATABASE_URL": database}, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health")
                break
            except (URLError, ConnectionError):
                time.sleep(0.1)
        yield process.pid, f"ws://127.0.0.1:{port}/_stcore/stream"
    finally:
        process.terminate()
        process.wait()


def rerun(connection: ClientConnection, page: str, query: str) -> None:
    """Ask for a page as a browser does, and hear all of the answer."""
    asked = BackMsg()
    asked.rerun_script.page_name = page
    asked.rerun_script.query_string = query
    connection.send(asked.SerializeToString())
    while True:
        told = ForwardMsg.FromString(connection.recv(timeout=60))
        if told.WhichOneof("type") == "script_finished":
            if told.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return
            if told.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                raise RuntimeError(f"{page} ended with {told.script_finished}")


def spent(process: int) -> float:
    """CPU milliseconds of a process so far, as Linux counts them."""
    return 1000 * time.clock_gettime((~process << 3) | 2)


def main() -> None:
    """Fill a store with the made-up year and print what each page costs its server."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = database = f"sqlite:///{folder}/store.db"
        from engagement_metrics import access, examples, store

        store.migrate()
        examples.load("made-up", access.LOCAL_USER)
        empty = Path(folder) / "empty.py"
        empty.write_text(EMPTY, encoding="utf-8")
        with (
            served(empty, database) as plain,
            served(ROOT / "app.py", database) as ours,
            ExitStack() as to_close,
        ):
            asked = {"empty Streamlit page": (plain, "", "")}
            for name, (file, query) in states().items():
                page = file.removesuffix(".py").replace("_", "-") if file else ""
                asked[name] = (ours, page, urlencode(query))
            times: dict[str, list[float]] = {name: [] for name in asked}
            open_ones = {
                name: to_close.enter_context(
                    connect(url, subprotocols=[Subprotocol("streamlit")], max_size=None)
                )
                for name, ((_, url), _, _) in asked.items()
            }
            for turn in range(ROUNDS + 1):
                for name, ((process, _), page, query) in asked.items():
                    for _ in range(3 if turn == 0 else 1):
                        rerun(open_ones[name], page, query)
                    begun = spent(process)
                    for _ in range(RERUNS):
                        rerun(open_ones[name], page, query)
                    if turn:
                        times[name].append((spent(process) - begun) / RERUNS)
        floor = statistics.median(times["empty Streamlit page"])
        for name, each in times.items():
            middle = statistics.median(each)
            print(f"| {name} | {middle:.1f} | {middle / floor:.1f} |")


if __name__ == "__main__":
    main()
