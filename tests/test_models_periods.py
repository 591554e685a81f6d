"""Periods of the financial year, and dates that are only partly known."""

import contextlib
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagement_metrics.models import PartialDate, Period, PeriodKind, financial_year_of, year_label

DAYS = st.dates(date(1990, 4, 1), date(2099, 3, 31))
MONTH, QUARTER, YEAR = PeriodKind


@pytest.mark.parametrize(
    ("code", "start", "end", "short", "label"),
    [
        ("2026-27", "2026-04-01", "2027-03-31", "2026/27", "2026/27 (April 2026 to March 2027)"),
        ("FY2005", "2005-04-01", "2006-03-31", "2005/06", "2005/06 (April 2005 to March 2006)"),
        ("FY1999", "1999-04-01", "2000-03-31", "1999/00", "1999/00 (April 1999 to March 2000)"),
        ("2026-27-Q1", "2026-04-01", "2026-06-30", "Q1 2026/27", "Q1 2026/27 (April to June 2026)"),
        ("2026-27-Q3", "2026-10-01", "2026-12-31", "Q3 2026/27", "Q3 2026/27 (October to "
         "December 2026)"),
        ("2026-27-Q4", "2027-01-01", "2027-03-31", "Q4 2026/27", "Q4 2026/27 (January to "
         "March 2027)"),
        ("2027-28-Q4", "2028-01-01", "2028-03-31", "Q4 2027/28", "Q4 2027/28 (January to "
         "March 2028)"),
        ("2028-02", "2028-02-01", "2028-02-29", "February 2028", "February 2028"),
        ("2011-12", "2011-12-01", "2011-12-31", "December 2011", "December 2011"),
    ],
)  # fmt: skip
def test_a_code_stands_for_its_months(code, start, end, short, label):
    period = Period.parse(code)

    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)
    assert (period.short, period.label, period.code) == (short, label, code)


@pytest.mark.parametrize(
    "code",
    [
        "", "2026", "2026-13", "2026-00", "2026-28", "2026-27-Q5", "2026-28-Q1", "1989-90",
        "2100-01", "2100-01-Q1", "FY2026", "1999-00", "FY1900x", "2026-27 ", "2026-27-Q1\n",
        "٢٠٢٦-05",
    ],
)  # fmt: skip
def test_what_is_no_period_is_refused(code):
    with pytest.raises(ValueError, match="is not a month, quarter or year"):
        Period.parse(code)


def test_a_year_has_four_quarters():
    assert [Period.quarter(2026, n).code for n in (1, 2, 3, 4)] == [
        "2026-27-Q1", "2026-27-Q2", "2026-27-Q3", "2026-27-Q4",
    ]  # fmt: skip
    with pytest.raises(ValueError, match="a year has quarters 1 to 4, not 5"):
        Period.quarter(2026, 5)


@given(DAYS)
def test_every_day_lies_in_one_month_quarter_and_year_whose_codes_read_back(day):
    month, quarter, year = (Period.containing(day, kind) for kind in PeriodKind)

    assert month.start <= day <= month.end
    assert year.start <= quarter.start <= month.start
    assert month.end <= quarter.end <= year.end
    assert month.code in quarter.months
    assert set(quarter.months) < set(year.months)
    assert [len(period.months) for period in (month, quarter, year)] == [1, 3, 12]
    assert [Period.parse(period.code) for period in (month, quarter, year)] == [
        month,
        quarter,
        year,
    ]
    assert {period.financial_year for period in (month, quarter, year)} == {financial_year_of(day)}


@given(DAYS, st.sampled_from(PeriodKind))
def test_the_period_before_ends_the_day_before(day, kind):
    period = Period.containing(day, kind)

    assert period.before().end == period.start - timedelta(days=1)
    assert period.before(3) == period.before().before().before()
    assert period.before() < period
    assert period.before(0) == period


def test_periods_are_in_order_of_their_start_and_the_shorter_first():
    year, quarter, month = (Period.parse(c) for c in ("2026-27", "2026-27-Q1", "2026-04"))

    assert sorted([year, quarter, Period.parse("2026-03"), month]) == [
        Period.parse("2026-03"), month, quarter, year,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "year"), [(date(2027, 3, 31), 2026), (date(2027, 4, 1), 2027), (date(2027, 1, 1), 2026)]
)
def test_a_financial_year_begins_in_april(day, year):
    assert financial_year_of(day) == year


def test_a_financial_year_is_written_with_a_stroke():
    assert [year_label(year) for year in (2026, 1999, 2008)] == ["2026/27", "1999/00", "2008/09"]


@pytest.mark.parametrize(
    ("text", "first", "last", "month", "year", "label"),
    [
        ("2026-05-20", "2026-05-20", "2026-05-20", "2026-05", 2026, "20 May 2026"),
        ("2026-03-31", "2026-03-31", "2026-03-31", "2026-03", 2025, "31 March 2026"),
        ("2028-02", "2028-02-01", "2028-02-29", "2028-02", 2027, "February 2028"),
        ("2026", "2026-01-01", "2026-12-31", None, 2026, "2026"),
        ("2026/27", "2026-04-01", "2027-03-31", None, 2026, "2026/27"),
        ("1999/00", "1999-04-01", "2000-03-31", None, 1999, "1999/00"),
    ],
)
def test_a_date_is_known_to_the_day_the_month_or_the_year(text, first, last, month, year, label):
    date_ = PartialDate.parse(f" {text} ")

    assert (date_.first.isoformat(), date_.last.isoformat()) == (first, last)
    assert (date_.month, date_.financial_year, date_.label) == (month, year, label)
    assert date_.text == text


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "'' is not a date: write 2026-05-20, 2026-05, 2026 or 2026/27"),
        ("20/05/2026", "'20/05/2026' is not a date: write 2026-05-20, 2026-05, 2026 or 2026/27"),
        ("2026-5-20", "'2026-5-20' is not a date: write 2026-05-20, 2026-05, 2026 or 2026/27"),
        ("2026-02-30", "'2026-02-30' is not a date in the calendar"),
        ("2026-13", "'2026-13' is not a date in the calendar"),
        ("2026-00", "'2026-00' is not a date in the calendar"),
        ("2026-00-05", "'2026-00-05' is not a date in the calendar"),
        ("0000", "'0000' is not a date in the calendar"),
        ("2026/28", "'2026/28' is not a financial year such as 2026/27"),
        ("1989", "'1989' lies outside the years 1990 to 2099"),
        ("2100-01-01", "'2100-01-01' lies outside the years 1990 to 2099"),
        ("2100/01", "'2100/01' lies outside the years 1990 to 2099"),
    ],
)
def test_what_is_no_date_is_told_why(text, fault):
    with pytest.raises(ValueError, match=r"is not a|lies outside") as error:
        PartialDate.parse(text)

    assert str(error.value) == fault


@given(st.text())
def test_any_text_is_a_date_or_a_value_error(text):
    with contextlib.suppress(ValueError):
        found = PartialDate.parse(text)
        assert found.first <= found.last


@given(DAYS, st.sampled_from([10, 7, 4]))
def test_a_date_reads_back_as_it_was_stored(day, length):
    found = PartialDate.parse(day.isoformat()[:length])

    assert PartialDate.parse(found.text) == found
    assert found.first <= day <= found.last
