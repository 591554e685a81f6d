from tests.browser.test_sign_in import *
def test_z(serve_with_sign_in, made_up_store, page):
    server = serve_with_sign_in(database=made_up_store)
    page.goto(server.url)
    page.wait_for_timeout(8000)
    page.screenshot(path="/tmp/signin/z.png")
    print(server.log()[-3000:])
    print(page.content()[:500])
