"""Make the README's picture anew: the made-up year in a throw-away store, in a real browser.

Run it with `PYTHONPATH=. .venv/bin/python docs/make_screenshot.py` after `make test` has installed
what a browser needs.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "outcomes.png"
PORT = 8799
ADDRESS = f"http://127.0.0.1:{PORT}"
READY = "[data-testid=stApp][data-test-script-state=notRunning]"


def main() -> None:
    """Fill a store, start the app on it, and take the picture."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/store.db"
        demo = ["-m", "engagement_metrics", "demo", "--set", "made-up"]
        subprocess.run([sys.executable, *demo], check=True, cwd=ROOT)  # noqa: S603
        app = ["-m", "streamlit", "run", "app.py", f"--server.port={PORT}"]
        server = subprocess.Popen([sys.executable, *app], cwd=ROOT)  # noqa: S603
        try:
            wait()
            take()
        finally:
            server.terminate()
            server.wait(15)


def wait() -> None:
    """Return once the server answers; give up after a minute."""
    for _ in range(120):
        try:
            urllib.request.urlopen(f"{ADDRESS}/healthz", timeout=2)  # noqa: S310
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise SystemExit("The server did not start.")


def take() -> None:
    """The top of the matrix as a forum member sees it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-background-networking"],
        )
        page = browser.new_page(viewport={"width": 1280, "height": 1000})
        page.goto(f"{ADDRESS}/?period=2025/26")
        page.get_by_text("How we record it").wait_for()
        page.wait_for_selector(READY)
        page.wait_for_timeout(1000)
        page.screenshot(path=PICTURE)
        browser.close()
    with Image.open(PICTURE) as full:  # 64 colours are enough, and a third of the size
        full.convert("RGB").quantize(64).save(PICTURE, optimize=True)


if __name__ == "__main__":
    main()
