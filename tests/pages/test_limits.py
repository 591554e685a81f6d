"""Where the limits of a chart come from: a lead holds them still, and no window moves them."""

from datetime import timedelta

import pytest

from engagement_metrics import store
from engagement_metrics.access import LOCAL_USER
from engagement_metrics.models import ReBase, Suggestion
from tests.boxes import open_box
from tests.pages.test_judging import (
    HERE,
    LAST,
    MEASURE,
    STEADY,
    figure,
    form,
    kept,
    measured,
    month,
    press,
    told,
)

__all__ = ["measured"]

# Of the first twelve of STEADY: 599 / 12, and 2.66 times 37 / 11 to either side of it.
FIRST_TWELVE = ["49.9", "41", "58.9"]
REASON = "A usual year."


def limits(app, back=0):
    """Mean, lower and upper limit of a month, in the table of judged figures."""
    table = told(app)
    table = table[table.index("judged by month") :]
    row = next(row for row in table.split("<tr>") if f">{month(back).short}<" in row)
    return [part.split("</td>")[0] for part in row.split("<td>")[3:6]]


def since(back):
    return ReBase(indicator=MEASURE, place_id=HERE, period=month(back).code, reason=REASON)


@pytest.mark.parametrize("later", [1, 2, 6, 30])
def test_limits_that_a_lead_begins_stay_as_they_are_however_many_months_pass(measured, later):
    values = [20, *STEADY[:12], *([57] * later)]

    app = measured(values, since(later + 11))

    assert limits(app) == FIRST_TWELVE
    first, last = month(later + 11).short, month(later).short
    assert (
        f"The limits were set by the figures from {first} to {last}, and stay as they are."
    ) in told(app)
    assert f"New limits from {first}: A usual year. The figures up to {last} set them." in told(app)


def test_limits_begun_before_what_is_drawn_hold_for_all_of_it(measured):
    app = measured([*STEADY[:12], *([57] * 36)], since(47))

    assert limits(app) == limits(app, 34) == FIRST_TWELVE
    (chart,) = app.get("vega_lite_chart")
    assert f", {month(34).short} to {month(0).short}: 57 in" in chart.proto.alt
    assert f"Better than usual since {month(35).short}." in told(app)


def test_figures_before_what_is_drawn_count_in_the_limits_that_nobody_holds(measured):
    app = measured([*([10] * 36), *([20] * 36)])

    # Mean of all 72; one range of 10 in 71 is left out as an outlier, and the others are nought.
    assert limits(app)[0] == "15"
    assert (
        f"All 72 figures since {month(71).short} set the limits, the earlier ones that are not "
        "drawn too."
    ) in told(app)


def test_a_month_without_a_figure_is_none_of_the_twelve_that_set_the_limits(measured):
    values = [*STEADY[:6], None, *STEADY[6:12], 57, 57]

    app = measured(values, since(14))

    assert f"set by the figures from {month(14).short} to {month(2).short}," in told(app)


def test_limits_can_be_held_from_the_very_first_figure_on(measured):
    app = measured([*STEADY[:12], *([57] * 8)])
    assert f"All 20 figures since {month(19).short} set the limits." in told(app)

    open_box(app, form("re_base"))
    app.selectbox(key=f"{form('re_base')}.period").set_value(month(19).code).run()
    assert f"Here those are {month(19).short} to {month(8).short}." in told(app)
    app.text_input(key=f"{form('re_base')}.reason").set_value(REASON)
    press(app, f"{form('re_base')}.save")

    assert kept() == ([(month(19).code, REASON)], [])
    assert limits(app) == FIRST_TWELVE
    assert f"Better than usual since {month(7).short}." in told(app)


def test_where_there_are_fewer_than_twelve_figures_yet_the_box_says_that_limits_come_later(
    measured,
):
    app = measured(STEADY)
    open_box(app, form("re_base"))
    app.selectbox(key=f"{form('re_base')}.period").set_value(month(3).code).run()

    assert "There are fewer so far, so the limits come later." in told(app)


def test_the_summary_judges_by_the_same_limits_as_the_page_of_the_measure(measured, open_page):
    measured([*STEADY[:12], *([57] * 36)], since(47))
    with store.session(LOCAL_USER) as session:
        session.add(figure(month(48), 20))
        # The page begins with the latest year that there is a suggestion of, or an activity.
        session.add(
            Suggestion(
                text="Walks", place_id=HERE, received_on=LAST.start, month=LAST.code,
                financial_year=LAST.financial_year, day_90=LAST.start + timedelta(days=90),
            )
        )  # fmt: skip

    summary = open_page("measures.py")
    said = told(summary.segmented_control(key="measures").set_value("All measures").run())

    assert f"Better than usual since {month(35).short}." in said
