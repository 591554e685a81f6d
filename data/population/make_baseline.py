"""Writes the Census 2021 baseline in this folder from two files of published figures.

    python data/population/make_baseline.py POPULATION.csv AREAS.csv

POPULATION.csv holds one count a line: area_code, characteristic, category_order, count,
source_table, for every local authority of England and Wales; AREAS.csv holds the shares of small
areas in the most deprived fifth. README.md says where the figures were published. What comes out
has one file a characteristic, one line an authority and one column a category of
data/framework/categories.csv. A cell is empty where nothing was published.
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

OUT = Path(__file__).parent / "census_2021"

# A characteristic of ours -> what the published file calls it, and our categories by its rows.
# The rows that say 'Not answered' are left out: shares are of those who answered.
MADE_OF: dict[str, tuple[str, dict[str, tuple[int, ...]]]] = {
    "age": ("age_16_24_bands", {
        "u16": (1,), "16_24": (2,), "25_34": (3,), "35_44": (4,), "45_54": (5,), "55_64": (6,),
        "65_74": (7,), "75_84": (8,), "85p": (9,),
    }),
    "sex": ("sex", {"female": (1,), "male": (2,)}),
    "gender_reassignment": ("gender_identity", {"same_as_birth": (1,), "different": (2, 3, 4, 5)}),
    "disability": ("disability", {"disabled": (1,), "not_disabled": (2,)}),
    "disability_detail": ("disability_detail", {
        "limited_lot": (1,), "limited_little": (2,), "condition_not_limiting": (3,), "none": (4,),
    }),
    "marriage": ("legal_partnership", {
        "never": (1,), "married_cp": (2,), "separated": (3,), "divorced": (4,), "widowed": (5,),
    }),
    "ethnic_group": ("ethnic_group", {
        "bangladeshi": (1,), "chinese": (2,), "indian": (3,), "pakistani": (4,),
        "other_asian": (5,), "african": (6,), "caribbean": (7,), "other_black": (8,),
        "white_and_asian": (9,), "white_and_black_african": (10,),
        "white_and_black_caribbean": (11,), "other_mixed": (12,), "white_british": (13,),
        "white_irish": (14,), "gypsy_irish_traveller": (15,), "roma": (16,), "other_white": (17,),
        "arab": (18,), "any_other": (19,),
    }),
    "religion": ("religion", {
        "none": (1,), "christian": (2,), "buddhist": (3,), "hindu": (4,), "jewish": (5,),
        "muslim": (6,), "sikh": (7,), "other": (8,),
    }),
    "sexual_orientation": ("sexual_orientation", {
        "straight": (1,), "gay_lesbian": (2,), "bisexual": (3,), "other": (4,),
    }),
    "unpaid_carer": ("unpaid_care", {
        "none": (1,), "1_19": (2, 3), "20_49": (4, 5), "50p": (6,),
    }),
    "inclusion_gypsy_roma_traveller": ("ethnic_group", {
        "yes": (15, 16), "no": (*range(1, 15), 17, 18, 19),
    }),
}  # fmt: skip

Counts = dict[tuple[str, str], dict[int, int]]


def main(population: Path, areas: Path) -> None:
    """Read both files and write one file for each characteristic."""
    counts, tables = read(population)
    authorities = list(csv.DictReader(areas.open(encoding="utf-8")))
    codes = sorted(row["area_code"] for row in authorities)
    OUT.mkdir(exist_ok=True)
    for characteristic, (published, categories) in MADE_OF.items():
        if characteristic.endswith("_detail"):
            continue
        detail = MADE_OF.get(f"{characteristic}_detail", ("", {}))
        rows = []
        for code in codes:
            row = {"authority": code}
            row |= summed(counts.get((code, published), {}), categories)
            row |= summed(counts.get((code, detail[0]), {}), detail[1])
            rows.append(row | {"table": tables[code, published]})
        write(characteristic, ["authority", *categories, *detail[1], "table"], rows)
    write("deprivation", ["authority", "yes", "no", "table"], deprived(authorities))


def read(population: Path) -> tuple[Counts, dict[tuple[str, str], str]]:
    """The counts and the tables they come from, by authority and characteristic."""
    counts: Counts = defaultdict(dict)
    tables = {}
    with population.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            at = row["area_code"], row["characteristic"]
            counts[at][int(row["category_order"])] = int(row["count"])
            tables[at] = row["source_table"]
    return counts, tables


def summed(counts: Mapping[int, int], categories: Mapping[str, tuple[int, ...]]) -> dict[str, str]:
    """Our categories of one authority, each the sum of its published rows; '' where none."""
    return {
        category: str(sum(counts[row] for row in rows)) if counts else ""
        for category, rows in categories.items()
    }


def deprived(authorities: list[dict[str, str]]) -> list[dict[str, str]]:
    """How many small areas of an authority lie in the most deprived fifth of England's."""
    rows = []
    for row in sorted(authorities, key=lambda row: row["area_code"]):
        if not row["imd2019_lsoa_count"]:
            continue  # the index is of England alone
        of = int(row["imd2019_lsoa_count"])
        # Published as a share with four places: the whole number it was made from comes back.
        yes = round(float(row["imd2019_prop_lsoas_most_deprived_20pct"]) * of)
        rows.append(
            {"authority": row["area_code"], "yes": str(yes), "no": str(of - yes), "table": "IMD"}
        )
    return rows


def write(characteristic: str, columns: list[str], rows: list[dict[str, str]]) -> None:
    """One file, by authority."""
    with (OUT / f"{characteristic}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
