"""Carries the published activity log over into the app's own spreadsheet layout.

    python data/examples/make_published.py FOLDER

FOLDER holds the original log as three files: activities.csv, breakdowns.csv and feedback.csv. The
two sheets beside this program are what it writes; nothing else in the repository needs the log.
Every decision that takes judgement is a line of published_decisions.csv, with its reason.
"""

import csv
import sys
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent
FRAMEWORK = HERE.parent / "framework"
ACTIVITY_COLUMNS = (
    "reference,title,aim,method,place,topic,piece_of_work,part_of,starts,ends,status,heads,"
    "heads_basis,modes,sessions,open_to_public,feedback_promised_on,fed_back_on,note,source,"
    "groups,suggestions"
)
SUGGESTION_COLUMNS = (
    "reference,activity,text,place,topic,raised_by,received_on,owner,promised_on,step,step_on,"
    "who,result,note,source"
)
CHARACTERISTICS = ("age", "sex", "ethnicity")
SENSITIVE = ("ethnicity",)
FEWEST_SHOWN = 5

Row = dict[str, str]
Decisions = dict[str, dict[str, tuple[str, str]]]


def rows(path: Path) -> list[Row]:
    """The rows of a CSV file with a header, each cell trimmed."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            {name: (cell or "").strip() for name, cell in row.items()}
            for row in csv.DictReader(file)
        ]


def decisions() -> Decisions:
    """What was decided about each printed thing, and why, by subject and printed text."""
    found: Decisions = {}
    for row in rows(HERE / "published_decisions.csv"):
        found.setdefault(row["about"], {})[row["printed"]] = (row["ours"], row["why"])
    return found


def check(made: Decisions) -> None:
    """Stop where a decision names a place or category that the definitions do not have."""
    listed = rows(FRAMEWORK / "places.csv")
    system = {row["key"]: f"{row['name']} > " for row in listed} | {"": ""}
    places = {system[row["parent"]] + row["name"] for row in listed}
    categories = {
        f"{row['characteristic']}:{row['key']}" for row in rows(FRAMEWORK / "categories.csv")
    }
    for about, known in (("place", places), ("category", categories)):
        for printed, (ours, _) in made[about].items():
            if ours and ours not in known:
                raise SystemExit(f"{about} '{printed}': the definitions have no '{ours}'")


def methods() -> dict[str, str]:
    """The key of each method, by its name and by every other word it goes by."""
    found: dict[str, str] = {}
    for row in rows(FRAMEWORK / "methods.csv"):
        for word in (row["name"].lower(), *row["also_called"].split(";")):
            found[word] = row["key"]
    return found


def place(row: Row, made: Decisions) -> str:
    """One of the app's places; the printed one where it lies outside the four systems."""
    return (row["system"] != "other" and made["place"][row["place"]][0]) or row["place"]


def place_note(row: Row, where: str, made: Decisions) -> str:
    """A sentence with the place as printed where ours has another name or is not given."""
    if where.rpartition(" > ")[2] != row["place"]:
        return f"Place as printed: {row['place']}"
    ours, why = made["place"].get(row["place"], (where, ""))
    return "" if ours else f"Place {why}"


def dates(row: Row) -> tuple[str, str, str]:
    """When it started and ended as far as is printed, and a sentence on what is not."""
    first, last = row["start_date"], row["end_date"]
    if row["date_precision"] == "financial_year":
        year = f"{first[:4]}/{last[2:4]}"
        return year, year, ""
    if row["date_precision"] == "unknown":
        return "", "", "No date is printed."
    if not last:
        return first, first, "Only the start is printed, so it is filed under its start."
    return first, last, "" if first else "Only the end is printed."


def heads(row: Row, made: Decisions) -> tuple[str, str, str]:
    """How many people, counted or estimated, and a sentence with the figure as printed."""
    if not row["people"]:
        return "", "", ""
    figure = " ".join(
        filter(None, (row["people_qualifier"], f"{int(row['people']):,}", row["people_unit"]))
    )
    if row["id"] in made["no heads"]:
        return "", "", f"Printed: {figure}. Left out: {made['no heads'][row['id']][1]}."
    why = made["estimated"].get(row["id"], ("", ""))[1]
    basis = "estimated" if why or row["people_qualifier"] else "counted"
    return row["people"], basis, f"Printed: {figure}." + (f" Estimated: {why}." if why else "")


def counts(bands: list[Row], total: int) -> tuple[list[str], str]:
    """How many people each printed band is, `~` before an estimate, and a remark on them.

    A share becomes a number of people on the printed base, rounded half up, and is marked as an
    estimate. Where rounding up passes the heads, the bands rounded up the most come down by one.
    Without numbers the remark says why there are none.
    """
    base = bands[0]["base_n"]
    shares = any(band["measure"] == "percent" for band in bands)
    if shares and not base:
        return [], "shares without the number they are shares of"
    exact = [Decimal(band["value"]) * (int(base) if shares else 100) / 100 for band in bands]
    whole = [int(number.quantize(Decimal(1), ROUND_HALF_UP)) for number in exact]
    remark = f"worked out from shares of {int(base):,}" if shares else ""
    if sum(whole) > total >= sum(exact):
        gains = [number - value for number, value in zip(whole, exact, strict=True)]
        whole = [n - (gain == max(gains)) for n, gain in zip(whole, gains, strict=True)]
        remark += ", brought down to fit the number of people"
    if sum(whole) > total:
        return [], f"they add to {sum(whole):,}, more than the people"
    return [("~" if shares else "") + str(number) for number in whole], remark


def one_characteristic(
    name: str, bands: list[Row], people: str, made: Decisions
) -> tuple[list[str], str]:
    """The cells of one printed characteristic in our categories, and a remark or why not."""
    if name not in CHARACTERISTICS:
        return [], "not a characteristic of ours"
    if not people:
        return [], "no number of people"
    printed = [f"{name}: {band['category_as_published']}" for band in bands]
    unknown = [text.partition(": ")[2] for text in printed if text not in made["category"]]
    if unknown:
        return [], "no band of ours fits " + ", ".join(unknown)
    numbers, remark = counts(bands, int(people))
    if name in SENSITIVE and any(f"~{few}" in numbers for few in range(1, FEWEST_SHOWN)):
        return [], f"a share works out at fewer than {FEWEST_SHOWN} people"
    cells = [
        f"{made['category'][text][0]}={number}"
        for text, number in zip(printed, numbers, strict=bool(numbers))
    ]
    return cells, remark


def groups(row: Row, breakdowns: list[Row], people: str, made: Decisions) -> tuple[str, str]:
    """Who came, for the groups column, and how it was come by or why it is not there."""
    mine = [
        band
        for band in breakdowns
        if band["activity_id"] == row["id"] and band["group"] == "participants"
    ]
    cells: list[str] = []
    told: list[str] = []
    for name in dict.fromkeys(band["characteristic"] for band in mine):
        bands = [band for band in mine if band["characteristic"] == name]
        added, remark = one_characteristic(name, bands, people, made)
        cells += added
        if not added:
            told.append(f"{name.capitalize()} printed but left out: {remark}")
        elif remark:
            told.append(f"{name.capitalize()} {remark}")
    return "; ".join(cells), sentences(*told)


def source(title: str, *addresses: str) -> str:
    """The page it was read on, by title and address."""
    return " ".join(filter(None, (f"{title}:" if title else "", *addresses)))


def sentences(*parts: str) -> str:
    """Parts of a note as one text, each closed by a full stop."""
    return " ".join(part if part.endswith(".") else f"{part}." for part in parts if part)


def activity(row: Row, breakdowns: list[Row], made: Decisions, known: dict[str, str]) -> Row:
    """One activity of the log as a row of the app's sheet; of several methods, the first."""

    def decided(about: str) -> str:
        return made[about].get(row["id"], ("", ""))[0]

    where = place(row, made)
    starts, ends, date_note = dates(row)
    people, basis, people_note = heads(row, made)
    who, group_note = groups(row, breakdowns, people, made)
    method = decided("method") or known[row["method"].split(";")[0]]
    plain = row["method"].replace(" ", "_").replace("-", "_") == method
    parent, why = made["part of"].get(row["id"], ("", ""))

    return {
        "reference": row["id"],
        "title": row["title"],
        "aim": row["aim"],
        "method": method,
        "place": where,
        "piece_of_work": decided("piece of work"),
        "part_of": parent,
        "starts": starts,
        "ends": ends,
        "status": "complete" if people else "figures_to_follow",
        "heads": people,
        "heads_basis": basis,
        "modes": decided("modes"),
        "sessions": decided("sessions"),
        "open_to_public": decided("open to public"),
        "note": sentences(
            row["note"],
            f"Organisation: {row['organisation']}",
            people_note,
            f"Part of {parent}: {why}" if parent else "",
            date_note,
            place_note(row, where, made),
            "" if plain else f"Method as listed: {row['method']}",
            group_note,
        ),
        "source": source(row["source_title"], row["source_url"]),
        "groups": who,
    }


def suggestion(row: Row, activities: dict[str, Row], made: Decisions) -> Row:
    """One feedback row of the log as a row of the app's suggestion sheet.

    No source prints the day a suggestion came or the day it was acted on. A page dated to the day
    gives the day by which it was so, which is taken as the date of the step and told in the note.
    """
    if row["activity_id"]:
        where = activities[row["activity_id"]]["place"]
    else:
        where = made["area"][row["organisation"]][0]
    step = made["step"][row["status"]][0]
    full = row["date"] if step and len(row["date"]) == len("2025-03-27") else ""
    return {
        "reference": row["id"],
        "activity": row["activity_id"],
        "text": row["you_said"],
        "place": where,
        "owner": row["organisation"],
        "step": step,
        "step_on": full,
        "who": row["organisation"] if step else "",
        "result": row["we_did"] if step else "",
        "note": sentences(
            f"page dated {row['date']}" if row["date"] else "page not dated",
            f"It was so by {full}; the day itself is not printed" if full else "",
            "" if step else f"Where it stood: {row['we_did']}",
            "What was asked is read from the reply" if row["you_said_basis"] == "inferred" else "",
        ),
        "source": source("", row["source_url"], row["source_url_2"]),
    }


def write(path: Path, columns: str, made: Iterable[Row]) -> None:
    """A sheet with every column of the layout, those without an answer left blank."""
    with path.open("w", encoding="utf-8", newline="") as file:
        sheet = csv.DictWriter(file, columns.split(","), restval="", lineterminator="\n")
        sheet.writeheader()
        sheet.writerows(made)


def main(folder: Path) -> None:
    """Write both sheets from the log in a folder."""
    made = decisions()
    check(made)
    known = methods()
    breakdowns = rows(folder / "breakdowns.csv")
    activities = [activity(row, breakdowns, made, known) for row in rows(folder / "activities.csv")]
    by_reference = {row["reference"]: row for row in activities}
    suggestions = [suggestion(row, by_reference, made) for row in rows(folder / "feedback.csv")]
    write(HERE / "published_activities.csv", ACTIVITY_COLUMNS, activities)
    write(HERE / "published_suggestions.csv", SUGGESTION_COLUMNS, suggestions)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]))
