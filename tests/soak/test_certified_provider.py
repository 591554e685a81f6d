"""Signing in and out at a certified provider, which is stricter than the one in `make test`."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Server, free_port

HERE = Path(__file__).parent

NO_NODE = "This test needs node 20.19 or later and npm, and installs oidc-provider with them."
VERSION = "9.13.3"


@pytest.fixture
def certified(tmp_path):
    """Start the provider for a callback; it stops at the end."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        pytest.fail(NO_NODE)
    subprocess.run(
        [npm, "install", "--silent", "--ignore-scripts", f"oidc-provider@{VERSION}"],
        cwd=tmp_path, check=True, timeout=300, env={**os.environ, "npm_config_prefix": ""},
    )  # fmt: skip
    shutil.copy(HERE / "provider.mjs", tmp_path)
    started = []

    def start(port: int, callback: str) -> str:
        log_file = tmp_path / "provider.log"
        with log_file.open("wb") as log:
            process = subprocess.Popen(
                [node, "provider.mjs", str(port), callback],
                cwd=tmp_path, stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
            )  # fmt: skip
        running = Server(f"http://127.0.0.1:{port}", process, log_file)
        started.append(running)
        running.wait_to_say("ready")
        return running.url

    yield start
    for running in started:
        running.stop()


def test_people_sign_in_with_pkce_and_out_again_at_a_certified_provider(
    certified, serve, page, made_up_store
):
    app, at = free_port(), 8719
    ours = f"http://127.0.0.1:{app}"
    provider = certified(at, f"{ours}/oauth2callback")
    server = serve(
        database=made_up_store,
        port=app,
        settings={
            "SIGN_IN_METADATA_URL": f"{provider}/.well-known/openid-configuration",
            "SIGN_IN_CLIENT_ID": "engagement-metrics",
            "SIGN_IN_CLIENT_SECRET": "a-secret-of-the-test",
            "SIGN_IN_COOKIE_SECRET": "a-secret-of-the-test-that-is-long-enough",
            "PUBLIC_URL": ours,
            "SIGN_IN_PROMPT": "login",
            "SIGN_IN_ROLE_CLAIM": "roles",
            "SIGN_IN_ROLES": "leads=lead",
        },
    )
    page.goto(f"{server.url}/activities?place=North+place")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_placeholder("Enter any login").fill("kim")
    page.get_by_placeholder("and password").fill("any")
    page.get_by_role("button", name="Sign-in").click()
    page.get_by_role("button", name="Continue").click()

    expect(page.get_by_text("Signed in as kim Lead.")).to_be_visible()
    expect(page).to_have_url(f"{ours}/activities?place=North+place")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Yes, sign me out").click()

    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert page.url.startswith(ours)
