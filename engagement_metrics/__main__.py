"""The command line: example stores, checking and keeping a store, bringing spreadsheets in."""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from engagement_metrics import examples, framework, population, spreadsheet, store, upkeep
from engagement_metrics.access import Actor, Refused
from engagement_metrics.entry import EntryError, Known, accept_reason, maturity_models
from engagement_metrics.examples import NotEmpty, published, synthetic
from engagement_metrics.framework import FrameworkError
from engagement_metrics.models import Role
from engagement_metrics.spreadsheet import Proposal, SpreadsheetError
from engagement_metrics.store import NeedsReason, StoreUnavailable, Taken, rounds
from engagement_metrics.store.adding_up import rebuild
from engagement_metrics.store.address import store_file
from engagement_metrics.store.backup import BackupRefused

WHOEVER = Actor("Command line", frozenset(Role))
SAID = (
    StoreUnavailable, FrameworkError, EntryError, SpreadsheetError, Refused, NotEmpty,
    BackupRefused, Taken, upkeep.Unclear,
)  # fmt: skip
NOT_SET_UP = (
    "This store is not set up yet. Open the app and set up your organisation and its places first."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 where it did what was asked, 1 where it could not, with a sentence."""
    chosen = _parser().parse_args(arguments)
    if chosen.database:
        os.environ["DATABASE_URL"] = chosen.database
    try:
        store_file(sound=not getattr(chosen, "replace", False))
        try:
            return int(chosen.run(chosen))
        finally:
            store.close(store.database_url())
    except SAID as fault:
        print(fault, file=sys.stderr)
    except NeedsReason as fault:
        print(f"{fault} Add --reason and why.", file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped. What was not finished is not stored.", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m engagement_metrics", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    demo = commands.add_parser("demo", help="fill an empty store with examples")
    what = demo.add_mutually_exclusive_group()
    what.add_argument(
        "--set", choices=list(examples.SETS), default="published", help="which examples"
    )
    what.add_argument(
        "--activities", type=_number, metavar="N", help="a synthetic store of N activities instead"
    )
    demo.add_argument("--seed", type=int, default=1, help="the same seed gives the same store")
    demo.set_defaults(run=_demo)
    check = commands.add_parser("check", help="say whether the definitions and the store are whole")
    check.set_defaults(run=_check)
    bring = commands.add_parser("import-activities", help="bring in a spreadsheet of activities")
    bring.add_argument("file", type=Path, metavar="FILE", help="CSV (UTF-8) or XLSX")
    bring.add_argument(
        "--suggestions", type=Path, metavar="FILE", help="the suggestions made at them, as well"
    )
    bring.add_argument(
        "--checked", action="store_true", help="keep what somebody has looked at and found right"
    )
    bring.add_argument(
        "--dry-run", action="store_true", help="say what would happen, store nothing"
    )
    bring.add_argument(
        "--undo", action="store_true", help="withdraw what came in from this very file"
    )
    bring.add_argument(
        "--reason", default="", metavar="WHY", help="why a closed period is changed now"
    )
    bring.set_defaults(run=_import_activities)
    model = commands.add_parser("import-model", help="bring in a maturity model as a new wording")
    model.add_argument(
        "file", type=Path, metavar="FILE", help="CSV (UTF-8), as the app gives it out"
    )
    model.add_argument("--note", default="", metavar="WHY", help="why it is worded so")
    model.add_argument(
        "--checked", action="store_true", help="keep what somebody has looked at and found right"
    )
    model.add_argument(
        "--dry-run", action="store_true", help="say what it would change, store nothing"
    )
    model.set_defaults(run=_import_model)
    rebuild = commands.add_parser("rebuild-totals", help="add the group counts up anew")
    rebuild.set_defaults(run=_rebuild_totals)
    for command in (demo, check, bring, model, rebuild):
        command.add_argument(
            "--database",
            metavar="URL",
            help="the store; DATABASE_URL or the app's own if not given",
        )
    upkeep.add_to(commands, _say)
    return parser


def _number(text: str) -> int:
    number = int(text.replace(",", "").replace("_", ""))
    if number < 1:
        raise argparse.ArgumentTypeError("give 1 or more")
    return number


def _demo(chosen: argparse.Namespace) -> int:
    framework.load()
    store.migrate()
    if not store.setup().empty:
        raise NotEmpty
    if chosen.activities:
        held = synthetic.fill(WHOEVER, chosen.activities, chosen.seed)
        _say([f"The store now holds a synthetic log: {held}."])
    elif chosen.set == "published":
        _say(published.fill(WHOEVER).lines())
    else:
        examples.load(chosen.set, WHOEVER)
        _say([f"The store now holds the examples '{examples.SETS[chosen.set].name}'."])
    return 0


def _check(_: argparse.Namespace) -> int:
    faults: list[str] = []
    for definitions in (framework.load, population.load):
        try:
            definitions()
        except FrameworkError as fault:
            faults += fault.faults
    file = store_file()
    if file is not None and not file.exists():
        faults.append(f"There is no store at {file} yet. The app makes one when it starts.")
    else:
        faults += store.faults()
    _say(faults or ["The definitions load and the store is whole."])
    return 1 if faults else 0


def _import_activities(chosen: argparse.Namespace) -> int:
    upkeep.open_store()
    known = Known(framework.load(), store.setup(), date.today())
    if known.setup.empty:
        print(NOT_SET_UP, file=sys.stderr)
        return 1
    proposals = [spreadsheet.propose(chosen.file, known, checked=chosen.checked)]
    if chosen.suggestions:
        proposals.append(
            spreadsheet.propose_suggestions(
                chosen.suggestions, known, proposals[0], checked=chosen.checked
            )
        )
    for proposal in () if chosen.undo else proposals:
        _say(_rows_told(proposal))
    if chosen.dry_run:
        _say(["Nothing was stored: this was a dry run."])
        return 0
    why = accept_reason(chosen.reason, known, chosen.checked)
    if chosen.undo:
        taken = spreadsheet.take_back(WHOEVER, *proposals, why=why)
        _say([f"Withdrawn: {taken} records. Each can be brought back in the app."])
        return 0 if taken else 1
    outcome = spreadsheet.store_all(WHOEVER, *proposals, why=why)
    if outcome.before:
        _say([f"{outcome.before} rows went in before from this very file. Not stored again."])
    _say([f"Stored: {outcome.activities} activities and {outcome.suggestions} suggestions."])
    nothing = not outcome.activities and not outcome.suggestions and not outcome.before
    return 1 if nothing else 0


def _rows_told(proposal: Proposal) -> list[str]:
    lines = [proposal.remark] if proposal.remark else []
    for row in proposal.refused:
        names = ", ".join(filter(None, (row.reference, f"'{row.title}'" if row.title else "")))
        lines.append(f"Line {row.line}{f' ({names})' if names else ''}: {' '.join(row.reasons)}")
    if any(row.doubtful for row in proposal.refused):
        lines.append("If you have looked at what 'may' be wrong and it is right, add --checked.")
    return lines + published.told(proposal)


def _import_model(chosen: argparse.Namespace) -> int:
    upkeep.open_store()
    known = Known(framework.load(), store.setup(), date.today())
    try:
        content = chosen.file.read_bytes()
    except OSError as fault:
        raise upkeep.Unclear(f"{chosen.file} cannot be read: {fault.strerror}.") from fault
    there = maturity_models.wordings(rounds.models(WHOEVER))
    try:
        model = maturity_models.read_file(content, chosen.file.name, there, known)
    except FrameworkError as fault:
        raise FrameworkError(maturity_models.first_faults(fault.faults)) from fault
    earlier = there.get(model.code, ())
    if earlier:
        changes = maturity_models.what_changes(earlier[-1], model)
        told = [*(f"The path breaks: {one}" for one in changes.breaks), *changes.others]
        _say(told or [f"It says the same as wording {earlier[-1].edition}."])
    if chosen.dry_run:
        _say(["Nothing was stored: this was a dry run."])
        return 0
    if not chosen.note.strip():
        raise upkeep.Unclear("Say why it is worded so: add --note.")
    draft = maturity_models.WordingDraft(model, model.edition - 1, chosen.note, chosen.checked)
    with store.session(WHOEVER) as session:
        session.add(maturity_models.accept_wording(draft, there, known).record)
    _say([f"Stored: {model.name} as wording {model.edition}."])
    return 0


def _rebuild_totals(_: argparse.Namespace) -> int:
    upkeep.open_store()
    with store.session(WHOEVER) as writer:
        rebuild(writer.orm)
        writer.changed += 1
    _say(["The totals were added up anew."])
    return 0


def _say(lines: Sequence[str]) -> None:
    print("\n".join(lines))


if __name__ == "__main__":
    sys.exit(main())
