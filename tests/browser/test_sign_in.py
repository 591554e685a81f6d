"""Signing in, from the first visit to the last rerun, in Chromium and at a real provider."""

import re
from datetime import UTC, datetime

import sqlalchemy as sa
from playwright.sync_api import expect

from engagement_metrics.store.engine import engine
from tests.browser.rest import at_rest


def sign_in(page, as_whom):
    """From the page that offers it, by way of the provider, and back."""
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name=as_whom, exact=True).first.click()
    at_rest(page)


def sql(url, text, **values):
    with engine(url).begin() as connection:
        connection.execute(sa.text(text), values)


def cookies(page):
    return {cookie["name"]: cookie for cookie in page.context.cookies()}


def test_a_link_to_a_page_leads_there_by_way_of_sign_in_and_every_tab_ends_together(
    serve_with_sign_in, made_up_store, page, context, axe, no_sideways_scroll, provider
):
    server = serve_with_sign_in(database=made_up_store, settings={"SIGN_IN_HOURS": "8"})
    asked = f"{server.url}/activities?place=North+place"
    page.goto(asked)
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(page).to_have_title("Sign in – Engagement metrics")
    expect(page.get_by_role("navigation")).to_have_count(0)
    assert axe(page) == []
    no_sideways_scroll(page)
    page.set_viewport_size({"width": 1280, "height": 900})

    sign_in(page, "kim")

    expect(page.get_by_role("heading", name="Activities", exact=True)).to_be_visible()
    expect(page).to_have_url(asked)
    expect(page.get_by_text("Signed in as Kim Lead.")).to_be_visible()
    user = cookies(page)["_streamlit_user"]
    assert user["httpOnly"]
    assert user["expires"] - page.evaluate("Date.now() / 1000") <= 8 * 3600
    assert "return_to" not in cookies(page)

    other = context.new_page()
    other.goto(f"{server.url}/help-page")
    expect(other.get_by_text("Signed in as Kim Lead.")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{provider}/oauth2/end_session**")
    other.get_by_test_id("stSidebar").get_by_text("Shared", exact=True).click()

    expect(other.get_by_role("heading", name="You are signed out")).to_be_visible()
    expect(other.get_by_text("Signed in as")).to_have_count(0)
    assert "_streamlit_user" not in cookies(other)
    assert axe(other) == []
    sign_in(other, "kim")
    expect(other).to_have_url(re.compile(f"{server.url}/help-page"))  # where it was asked for
    expect(other.get_by_text("Signed in as Kim Lead.")).to_be_visible()


def test_the_address_that_signs_out_opened_by_hand_ends_the_sign_in_itself(
    serve_with_sign_in, made_up_store, page, context
):
    server = serve_with_sign_in(database=made_up_store)
    page.goto(server.url)
    sign_in(page, "kim")
    expect(page.get_by_text("Signed in as Kim Lead.")).to_be_visible()
    held = [cookie for cookie in context.cookies() if cookie["name"].startswith("_streamlit")]

    page.goto(f"{server.url}/auth/logout")
    context.add_cookies(held)  # as somebody might who had copied them
    page.goto(server.url)

    expect(page.get_by_role("heading", name="You are signed out")).to_be_visible()
    expect(page.get_by_text("Signed in as")).to_have_count(0)


def test_who_is_kept_out_is_told_why_at_their_next_click(
    serve_with_sign_in, made_up_store, page, axe
):
    server = serve_with_sign_in(database=made_up_store)
    page.goto(server.url)
    sign_in(page, "pat")
    expect(page.get_by_role("heading", name="You have no role yet")).to_be_visible()
    expect(page.get_by_text("You signed in as Pat Nobody.")).to_be_visible()
    assert axe(page) == []
    sql(
        made_up_store,
        "INSERT INTO person_role (person_id, role) SELECT id, 'lead' FROM person",
    )
    page.get_by_role("button", name="Look again").click()
    expect(page.get_by_text("Signed in as Pat Nobody.", exact=True)).to_be_visible()

    for change, told in (
        ("UPDATE sign_in SET seen_at = '2026-01-01 00:00:00'", "You were away for a while"),
        ("UPDATE sign_in SET began_at = '2026-01-01 00:00:00'", "Your sign-in has run out."),
        ("UPDATE person SET withdrawn = true", "Your access has ended."),
    ):
        sql(made_up_store, change)
        page.get_by_role("link", name="Help").click()
        expect(page.get_by_text(told)).to_be_visible()
        expect(page.get_by_role("navigation")).to_have_count(0)
        sql(made_up_store, "UPDATE person SET withdrawn = false")
        sql(
            made_up_store,
            "UPDATE sign_in SET seen_at = :now, began_at = :now",
            now=f"{datetime.now(UTC):%F %T.%f}",
        )
        page.reload()
        expect(page.get_by_text("Signed in as Pat Nobody.", exact=True)).to_be_visible()
