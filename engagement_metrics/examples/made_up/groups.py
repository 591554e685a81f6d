"""Who was there, by group, in the made-up activities: one characteristic or two in each place.

Odd months hold the broad categories, even months the finer ones that make them up, so both add up
to the same. Over a year of 12 months, inform activities hold:

- North, age: 16 to 24 is 20 + k of 70 + k known, and 5 preferred not to say;
- South, ethnic group: minority groups 34 (15 + 10 + 5 + 2 + 1 + 1) of 114 known, 6 not known;
- East, disability: disabled 20 of 80 known, 4 preferred not to say; carers 10 + y of 60 + y known;
- West, homelessness: 6 (a best guess) of 106 known, 20 not known.

Engage activities: North 4 + y young people of 14 + y known; South 5 + y Black or Caribbean people
of 25 + y; East 7 disabled people of 37, and 5 carers of 25; West 3 homeless people of 43. Whoever
is left of the heads was not asked.

Of the heads of each, half are women and three tenths men (East inform: as below); a quarter have no
religion, three tenths are Christian and one in a hundred Buddhist. So men, and Muslim, Hindu,
Jewish and Sikh people, and those of another religion, are heard less than their residents would
lead one to expect: gaps that are there to be found.
"""

from engagement_metrics.examples.made_up.months import Month
from engagement_metrics.models import Typed

Groups = dict[str, dict[str, Typed]]


def everywhere(heads: int) -> Groups:
    """What is asked of everybody, at whichever activity of that many heads."""
    return {
        "sex": {"female": heads // 2, "male": 3 * heads // 10, "prefer_not_to_say": heads // 50},
        "religion": {
            "none": heads // 4, "christian": 3 * heads // 10, "buddhist": heads // 100,
            "prefer_not_to_say": heads // 20,
        },
    }  # fmt: skip


def inform(month: Month, p: int) -> Groups:
    """The people at the inform activity of a place and month."""
    if p == 1:
        adults: dict[str, Typed] = {"25_64": 40} if month.odd else {"25_34": 15, "45_54": 25}
        return {"age": {"u16": 10, "16_24": 20 + month.k, **adults, "prefer_not_to_say": 5}}
    if p == 2:
        return {"ethnic_group": {**_ethnic(month), "gypsy_irish_traveller": 1, "roma": 1,
                                 "not_known": 6}}  # fmt: skip
    if p == 3:
        disabled: dict[str, Typed] = (
            {"disabled": 20, "not_disabled": 60}
            if month.odd
            else {"limited_lot": 8, "limited_little": 12, "none": 60}
        )
        carers: dict[str, Typed] = (
            {"carer": 10 + month.y} if month.odd else {"1_19": 6, "50p": 4 + month.y}
        )
        return {
            "disability": {**disabled, "prefer_not_to_say": 4},
            "unpaid_carer": {**carers, "none": 50},
            "sex": {"female": 120 + month.k, "male": 90},
        }
    return {"inclusion_homelessness": {"yes": 6, "no": 100, "not_known": 20}}


def _ethnic(month: Month) -> dict[str, Typed]:
    if month.odd:
        return {"asian": 15, "black": 10, "mixed": 5, "other": 2, "white": 80}
    return {
        "bangladeshi": 6, "indian": 9, "african": 10, "white_and_asian": 5, "arab": 2,
        "white_british": 70, "white_irish": 10,
    }  # fmt: skip


def engage(month: Month, p: int) -> Groups:
    """The people at the engage activity of a place and month."""
    if p == 1:
        older: dict[str, Typed] = {"75p": 2} if month.odd else {"75_84": 1, "85p": 1}
        return {"age": {"16_24": 4 + month.y, "25_64": 8, **older, "prefer_not_to_say": 1}}
    if p == 2:
        black = "black" if month.odd else "caribbean"
        return {"ethnic_group": {black: 5 + month.y, "white": 20, "prefer_not_to_say": 2}}
    if p == 3:
        carer = "carer" if month.odd else "20_49"
        return {
            "disability": {"disabled": 7, "not_disabled": 30},
            "unpaid_carer": {carer: 5, "none": 20},
        }
    return {"inclusion_homelessness": {"yes": 3, "no": 40}}
