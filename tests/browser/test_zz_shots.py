import sys

sys.path.insert(0,"/work/main")
from tests.browser.test_sign_in import at_rest, expect, sign_in, sql


def test_shots(serve_with_sign_in, made_up_store, page, no_sideways_scroll, axe):
    server = serve_with_sign_in(database=made_up_store)
    def shoot(name):
        at_rest(page); page.wait_for_timeout(700)
        for w,h in ((1280,800),(375,740)):
            page.set_viewport_size({"width":w,"height":h}); page.wait_for_timeout(500)
            page.screenshot(path=f"/tmp/signin/{name}-{w}.png")
        page.set_viewport_size({"width":1280,"height":800})
    page.goto(server.url); expect(page.get_by_role("button", name="Sign in")).to_be_visible(); shoot("anon")
    sign_in(page,"sam"); expect(page.get_by_text("Signed in as Sam North.")).to_be_visible(); shoot("contributor")
    sql(made_up_store,"UPDATE sign_in SET began_at='2026-01-01 00:00:00'"); page.get_by_role("link",name="Help").click(); expect(page.get_by_text("has run out")).to_be_visible(); shoot("expired")
    sign_in(page,"pat"); expect(page.get_by_text("no role yet")).to_be_visible(); shoot("norole")
    page.context.clear_cookies(); page.goto(server.url); sign_in(page,"lee"); expect(page.get_by_text("Signed in as Lee Ad.")).to_be_visible()
    page.get_by_role("link",name="People").click(); expect(page.get_by_role("heading",name="People")).to_be_visible()
    at_rest(page)
    page.screenshot(path="/tmp/signin/pp.png"); page.get_by_role("combobox").first.click(); page.wait_for_timeout(1500); page.screenshot(path="/tmp/signin/pp2.png"); page.get_by_role("option",name="Sam North").click(); at_rest(page); page.wait_for_timeout(1500)
    assert axe(page)==[]
    page.screenshot(path="/tmp/signin/people-1280.png",full_page=True)
    for w,h in ((1280,1700),(375,2600)):
        page.set_viewport_size({"width":w,"height":h}); page.wait_for_timeout(800)
        page.screenshot(path=f"/tmp/signin/people-{w}.png")
    no_sideways_scroll(page)
    sql(made_up_store,"UPDATE person SET withdrawn=true"); page.set_viewport_size({"width":1280,"height":800}); page.get_by_role("link",name="Help").click(); expect(page.get_by_text("access has ended")).to_be_visible(); shoot("revoked")
