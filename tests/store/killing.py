"""Killing processes while they write, and what the store then holds of what they said."""

import os
import random
import signal
import statistics
import time
from dataclasses import dataclass, field

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from tests.store.conftest import Saver, Town

Said = dict[str, list[str]]
TURNS = 4  # a writer is killed in one of its first four writes


@dataclass
class Kills:
    """How many processes were killed, where it met them, and what was wrong afterwards."""

    all: int = 0
    inside: int = 0  # of these, inside a write: it had begun and had not said 'saved'
    storing: int = 0  # of those, as all was written and the database was to make it last
    kept: int = 0  # of those inside, how many stood whole afterwards
    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    torn: list[str] = field(default_factory=list)

    @property
    def wrong(self) -> list[str]:
        """All that should not have come about."""
        return self.lost + self.twice + self.torn


@dataclass
class Killer:
    """Starts writers in the saver's processes on one store, and kills them at random moments."""

    saver: Saver
    town: Town
    chance: random.Random
    kills: Kills = field(default_factory=Kills)
    pace: dict[str, float] = field(default_factory=dict)

    def prepare(self) -> None:
        """Learn how long writing and storing take here, from a writer that is then killed."""
        self.saver.tell("warm", self.town.url)
        self.saver.hear()
        self.saver.tell("during:pace", self.town.url)
        heard: list[float] = []
        while len(heard) < 3 * TURNS:
            number, _ = self.saver.hear()
            heard.append(time.perf_counter())
        self.pace["inside"] = statistics.mean(b - a for a, b in pairs(heard, 0))
        self.pace["ending"] = statistics.mean(b - a for a, b in pairs(heard, 1))
        self.end([number])

    def round(self, *names: str) -> None:
        """Let writers of these names save side by side, kill each in a write, and look.

        Half of the kills are aimed at the writing, half at the short moment of storing.
        """
        before = store.data_version()
        store.close(self.town.url)  # nobody else has it open: the next to open it puts it right
        said: Said = {name: [] for name in names}
        numbers: dict[int, str] = {}
        for name in names:
            self.saver.tell(f"during:{name}", self.town.url)
            self.wait_for("inside 0", said, numbers, name)
        aim = self.chance.choice(["inside", "ending"])
        turn = self.chance.randrange(TURNS)
        self.wait_for(f"{aim} {turn}", said, numbers, self.chance.choice(names))
        for number in self.chance.sample(sorted(numbers), len(numbers)):
            time.sleep(self.chance.uniform(0, 1.2 * self.pace[aim]))
            os.kill(number, signal.SIGKILL)
        self.end(list(numbers), said, numbers)
        self.look(said, before)

    def wait_for(self, words: str, said: Said, numbers: dict[int, str], name: str) -> None:
        """Hear what the writers say until the one of that name has said this."""
        while words not in said[name]:
            number, heard = self.saver.hear()
            said[numbers.setdefault(number, name)].append(heard)

    def end(
        self, killed: list[int], said: Said | None = None, of: dict[int, str] | None = None
    ) -> None:
        """See them dead, and hear out what they had said."""
        for number in killed:
            if said is None:
                os.kill(number, signal.SIGKILL)
            while lives(number):
                time.sleep(0.0005)
        self.saver.tell("mark", self.town.url)
        while (heard := self.saver.hear())[1] != "mark":
            if said is not None and of is not None:
                said[of[heard[0]]].append(heard[1])
        with store.session(LOCAL_USER):
            pass  # what PostgreSQL had begun to store has ended when another write may begin

    def look(self, said: Said, version: int) -> None:
        """Hold the store against what each writer had said when it died."""
        lines = 0
        for name, words in said.items():
            self.kills.all += 1
            saved = sum(word.startswith("saved") for word in words)
            within = not words[-1].startswith("saved")
            self.kills.inside += within
            self.kills.storing += words[-1].startswith("ending")
            traces = traces_of(self.town, name)
            writes = len(traces["titles"])
            lines += len(traces["lines"])
            told = f"{name}: {saved} said to be saved, {words[-1]!r} said last, {traces}"
            if writes < saved:
                self.kills.lost.append(told)
            elif len(set(traces["titles"])) < writes:
                self.kills.twice.append(told)
            elif writes > saved + within or traces != whole(name, writes):
                self.kills.torn.append(told)
            elif not self.drafts_fit(name, words[-1], writes):
                self.kills.torn.append(f"{told}: its drafts do not fit")
            self.kills.kept += within and writes == saved + 1
        if store.data_version() != version + lines:
            self.kills.torn.append(f"{list(said)}: the data version is not that of {lines} lines")

    def drafts_fit(self, name: str, last: str, writes: int) -> bool:
        """Whether the entry of each write went with it, and with its tally sheet, and no other.

        What is left is what was begun after the last write that stands. It is whole where the
        writer was killed inside the next.
        """
        left = column(self.town, f"SELECT id FROM draft WHERE id LIKE '{name}-%'")
        sheets = column(self.town, f"SELECT of FROM draft WHERE of LIKE '{name}-%'")
        next_one = [f"{name}-{writes}"]
        if last in (f"inside {writes}", f"ending {writes}"):
            return left == sheets == next_one
        return left in ([], next_one) and sheets in ([], left)


def pairs(heard: list[float], first: int) -> list[tuple[float, float]]:
    """When each of one kind of word was heard, and the word after it; there are three a turn."""
    return list(zip(heard[first::3], heard[first + 1 :: 3], strict=False))


def lives(number: int) -> bool:
    """Whether there is a process of that number."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def traces_of(town: Town, name: str) -> dict[str, list[object]]:
    """All that the store holds of one writer's writes, in the order in which it was written."""
    mine = f"FROM activity a WHERE (a.title LIKE '{name} %')"
    counts = f"(SELECT sum(n) FROM group_count WHERE activity_id = a.id) {mine}"
    keys = f"SELECT key FROM write_key WHERE key LIKE '{name} %' AND record_id IS NOT NULL"
    lines = f"""SELECT a.title, h.event FROM history h JOIN activity a ON a.id = h.record_id
        WHERE h.record_type = 'activity' AND a.title LIKE '{name} %' ORDER BY h.id"""
    standing = f"SELECT heads, version, {counts} AND a.title LIKE '% stands'"
    return {
        "titles": column(town, f"SELECT title {mine} AND a.title NOT LIKE '% stands' ORDER BY id"),
        "counts": column(town, f"SELECT {counts} AND a.title NOT LIKE '% stands' ORDER BY id"),
        "standing": [value for row in town.sql(standing) for value in row],
        "keys": sorted(column(town, keys), key=str),
        "lines": [tuple(row) for row in town.sql(lines)],
    }


def column(town: Town, text: str) -> list[object]:
    """The first value of each row."""
    return [row[0] for row in town.sql(text)]


def whole(name: str, writes: int) -> dict[str, list[object]]:
    """The traces that so many whole writes of a writer leave."""
    if not writes:
        return {"titles": [], "counts": [], "standing": [], "keys": [], "lines": []}
    stands = f"{name} stands"
    titles = [f"{name} {turn}" for turn in range(writes)]
    return {
        "titles": [*titles],
        "counts": [1] * writes,
        "standing": [writes, writes, writes],
        "keys": sorted([*titles, stands]),
        "lines": [(titles[0], "added"), (stands, "added")]
        + [step for title in titles[1:] for step in ((title, "added"), (stands, "changed"))],
    }
