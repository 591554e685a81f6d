"""Servers that start in a blink: forked from a process that has loaded the libraries already.

Run as a program it reads a line of JSON for each server, {cwd, env, log, argv}, forks, and in the
child runs `streamlit` with that argv from that folder: the same program from the same command line,
which has only the libraries' imports behind it. It prints the child's number.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

LIBRARIES = ("altair", "pandas", "sqlmodel", "alembic", "streamlit.web.cli", "uvicorn", "psycopg",
             "streamlit.starlette", "authlib.integrations.starlette_client")  # fmt: skip


class Child:
    """A server of the nursery, to be asked and ended as a `subprocess.Popen` is."""

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def poll(self) -> int | None:
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return 0
        return None

    def wait(self, timeout: float = 60) -> int:
        until = time.monotonic() + timeout
        while (code := self.poll()) is None:
            if time.monotonic() > until:
                raise subprocess.TimeoutExpired("streamlit", timeout)
            time.sleep(0.02)
        return code

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)


class Nursery:
    """The running nursery."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def start(self, cwd: Path, env: Mapping[str, str], log: Path, *argv: str) -> Child:
        """A server of its own, which has just been started and may not answer yet."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        log.touch()
        wanted = {"cwd": str(cwd), "env": dict(env), "log": str(log), "argv": argv}
        self.process.stdin.write(json.dumps(wanted) + "\n")
        self.process.stdin.flush()
        return Child(int(self.process.stdout.readline()))

    def close(self) -> None:
        self.process.terminate()
        self.process.communicate()


def be_the_server(cwd: str, env: dict[str, str], log: str, argv: list[str]) -> None:
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for here, there in ((nothing, 0), (written, 1), (written, 2)):
        os.dup2(here, there)
    sys.path[0] = cwd
    sys.argv = ["streamlit", *argv]
    from streamlit.web.cli import main

    main(prog_name="streamlit")


if __name__ == "__main__":
    for library in LIBRARIES:
        __import__(library)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children that end leave nothing behind
    for line in sys.stdin:
        if pid := os.fork():
            sys.stdout.write(f"{pid}\n")
            sys.stdout.flush()
        else:
            be_the_server(**json.loads(line))
            os._exit(0)
