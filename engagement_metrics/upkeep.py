"""The commands of whoever looks after the store: backup, restore, retention, erasing words."""

import argparse
import os
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from engagement_metrics import framework, store
from engagement_metrics.access import Actor
from engagement_metrics.models import RecordType, Role
from engagement_metrics.store import backup, retention
from engagement_metrics.store.address import store_file
from engagement_metrics.store.retention import Due

WORDS = {
    RecordType.ACTIVITY: ("activity", "activities"),
    RecordType.SUGGESTION: ("suggestion", "suggestions"),
    RecordType.CHANGE: ("change", "changes"),
    RecordType.ANSWER_SHEET: ("evaluation sheet", "evaluation sheets"),
    RecordType.TYPED_FIGURE: ("typed figure", "typed figures"),
}
Ran = tuple[int, list[str]]  # the exit code, and what to say


class Unclear(Exception):
    """A command cannot be carried out as it was given; the message says what to give instead."""


def add_to(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    say: Callable[[Sequence[str]], None],
) -> None:
    """Add these commands to the parser of the command line; `say` prints what they have to say."""

    def run(command: Callable[[argparse.Namespace], Ran]) -> Callable[[argparse.Namespace], int]:
        def ran(chosen: argparse.Namespace) -> int:
            code, lines = command(chosen)
            say(lines)
            return code

        return ran

    make = commands.add_parser("backup", help="write the whole store into one file, at one instant")
    make.add_argument("file", type=Path, metavar="FILE", help="a file that is not there yet")
    make.set_defaults(run=run(_backup))
    back = commands.add_parser("restore", help="put a backup back as the store")
    back.add_argument("file", type=Path, metavar="FILE", help="a file that `backup` wrote")
    back.add_argument(
        "--replace", action="store_true", help="set the store that is there aside first"
    )
    back.set_defaults(run=run(_restore))
    keep = commands.add_parser("retention", help="say which records have been kept for their time")
    keep.add_argument("--remove", action="store_true", help="remove them, for good")
    keep.add_argument("--reason", default="", metavar="TEXT", help="who decided it, and why")
    keep.set_defaults(run=run(_retention))
    erase = commands.add_parser(
        "erase-text", help="erase people's own words from the history of one record"
    )
    erase.add_argument("kind", type=_kind, metavar="TYPE", help=", ".join(RecordType))
    erase.add_argument("number", type=int, metavar="NUMBER", help="the record's number")
    erase.add_argument("--reason", required=True, metavar="TEXT", help="who decided it, and why")
    erase.set_defaults(run=run(_erase_text))
    for command in (make, back, keep, erase):
        command.add_argument(
            "--database",
            metavar="URL",
            help="the store; DATABASE_URL or the app's own if not given",
        )


def open_store() -> None:
    """Bring a store that is there to the present shape; never make one."""
    file = store_file()
    if file is not None and not file.exists():
        raise store.StoreUnavailable(f"There is no store at {file}. Check the name.")
    store.migrate()


def _kind(text: str) -> RecordType:
    try:
        return RecordType(text.lower().replace("-", "_"))
    except ValueError as fault:
        raise argparse.ArgumentTypeError(f"give one of {', '.join(RecordType)}") from fault


def _whoever() -> Actor:
    """Whoever runs the command, by the name this machine knows them by."""
    names = (os.environ.get(name) for name in ("SUDO_USER", "LOGNAME", "USER", "USERNAME"))
    return Actor(f"Command line ({next(filter(None, names), 'unknown')})", frozenset(Role))


def _backup(chosen: argparse.Namespace) -> Ran:
    told = backup.make(_whoever(), chosen.file)
    return 0, [
        f"{chosen.file} now holds the store as it was at {told.made:%H:%M} UTC: {_much(told)}.",
        told.keep_safe,
    ]


def _much(told: backup.Told) -> str:
    tables = {"activity": RecordType.ACTIVITY, "suggestion": RecordType.SUGGESTION}
    counts = [_many(told.rows[table], kind) for table, kind in tables.items()]
    return f"{', '.join(counts)} and {sum(told.rows.values()):,} rows in all"


def _many(number: int, kind: RecordType) -> str:
    return f"{number:,} {WORDS[kind][number != 1]}"


def _restore(chosen: argparse.Namespace) -> Ran:
    restored = backup.restore(_whoever(), chosen.file, replace=chosen.replace)
    told = restored.told
    lines = [
        f"The store now holds what it held on {told.made:%d %B %Y} at {told.made:%H:%M} UTC: "
        f"{_much(told)}."
    ]
    if restored.aside:
        lines.append(f"The store as it was before is kept whole as {restored.aside}.")
    if told.rows.get("person"):
        lines.append(
            "Everybody must sign in again. Look at who may: "
            "those taken out since then are in again."
        )
    faults = store.faults()
    return (1 if faults else 0), lines + (faults or ["The store was checked and is whole."])


def _retention(chosen: argparse.Namespace) -> Ran:
    keeping, today = framework.load().retention, date.today()
    if chosen.remove and not chosen.reason.strip():
        raise Unclear("Say who decided it, and why: add --reason.")
    open_store()
    if not chosen.remove:
        found = retention.due(_whoever(), keeping, today)
        lines = _would_go(found, keeping, "would go")
        if found.total:
            lines.append("Nothing was removed. To remove them add --remove and --reason.")
        return 0, lines
    found = retention.remove(_whoever(), chosen.reason, keeping, today)
    lines = _would_go(found, keeping, "went")
    if found.total:
        lines.append(
            "Their history went with them, and the totals were added up anew. "
            "Backups made before today still hold them."
        )
    return 0, lines


def _would_go(found: Due, keeping: Mapping[RecordType, framework.Keeping], word: str) -> list[str]:
    lines = []
    for kind, (one, many) in WORDS.items():
        rule = keeping.get(kind)
        if rule is None or rule.years is None:
            lines.append(f"{many.capitalize()} are kept for good.")
            continue
        years = found.by_year(kind) if kind in found.records else {}
        what = ", ".join(f"{number:,} of {year}" for year, number in years.items())
        line = f"{many.capitalize()} are kept for {rule.years} years: "
        line += f"{_many(sum(years.values()), kind)} {word} ({what})." if years else "none is due."
        if stay := found.stay.get(kind):
            line += f" {stay:,} as old {'stays' if stay == 1 else 'stay'}: a younger record needs "
            line += f"{'it' if stay == 1 else 'them'}, or no {one} has a higher number yet."
        lines.append(line)
    return lines


def _erase_text(chosen: argparse.Namespace) -> Ran:
    if not chosen.reason.strip():
        raise Unclear("Say who decided it, and why: add --reason.")
    open_store()
    try:
        lines = retention.erase_text(_whoever(), chosen.kind, chosen.number, chosen.reason)
    except LookupError as fault:
        raise Unclear(str(fault)) from fault
    what = "One line of its history was" if lines == 1 else f"{lines:,} lines of its history were"
    return 0, [
        f"{what} changed: people's own words are erased. What the record itself says is as it "
        "was. Backups made before today still hold the words."
    ]
