"""Takes the pictures of the README from the running app: python docs/screenshots.py [HOME].

Without a home, one is filled with the example company. A home that is given is copied first and stays as it is.
"""

from __future__ import annotations

import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from assistant import Case, NotFound, OpenDesk, load_settings, open_desk
from ui import launch

IMAGES = Path(__file__).with_name("images")
PASSWORD = secrets.token_urlsafe(16)
SIZE = {"width": 1280, "height": 960}


def main() -> None:
    """Fills or copies a home, serves it, and takes a picture of a draft and of a review."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        if len(sys.argv) > 1:
            shutil.copytree(sys.argv[1], home)
        draft, review = prepare(home, fill=len(sys.argv) == 1)
        with socket.socket() as probe:
            probe.bind((launch.ADDRESS, 0))
            port = probe.getsockname()[1]
        address = f"http://{launch.ADDRESS}:{port}"
        process = subprocess.Popen(launch.command(home, port), stdout=subprocess.DEVNULL)
        try:
            if not launch.wait_for(address, process):
                sys.exit("The app did not start.")
            with sync_playwright() as playwright:
                chromium = shutil.which("chromium") or playwright.chromium.executable_path
                browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
                take(browser, f"{address}/?case={draft}", f"Case {draft}", "ana", IMAGES / "draft.png")
                take(browser, f"{address}/review?case={review}", f"Review {review}", "rita", IMAGES / "review.png")
                browser.close()
        finally:
            launch.stop(process)


def prepare(home: Path, *, fill: bool) -> tuple[str, str]:
    """A home with two people, a drafted case and a submitted one with a promise too many; the ids of the cases."""
    desk = open_desk(load_settings(home, environ={}))
    try:
        if fill:
            from assistant.demo import fill as fill_with_the_example

            fill_with_the_example(desk)
        for name, role in (("ana", "rep"), ("rita", "reviewer")):
            try:
                desk.accounts.user(name)
            except NotFound:
                desk.accounts.add(name, role="rep" if role == "rep" else "reviewer", by="screenshots")
            desk.accounts.set_password(name, PASSWORD, by="screenshots")
        drafted = sorted(desk.cases("drafted"), key=worth_seeing, reverse=True)
        own = drafted[1] if len(drafted) > 1 else desk.take(desk.queue()[0].complaint, by="ana")
        return drafted[0].id, submitted(desk, own)
    finally:
        desk.close()


def worth_seeing(case: Case) -> tuple[bool, int, int]:
    """How much a case has to show: that nothing blocks it, sums that policy supports, promises that it supports."""
    supported = [c for c in case.check.commitments if c.verdict == "supported" and c.term is not None]
    return not case.check.blocked, sum(c.amount is not None for c in supported), len({c.term for c in supported})


def submitted(desk: OpenDesk, case: Case) -> str:
    """A letter in review to which a person added what no policy supports."""
    *body, close = (case.text or "").split("\n\n")
    text = "\n\n".join((*body, "We guarantee that this will never happen again.", close))
    case = desk.edit(case.id, text, by="ana", version=case.version)
    return desk.submit(case.id, by="ana", note="She has been with us for years.").id


def take(browser: Browser, address: str, title: str, name: str, image: Path) -> None:
    """Signs somebody in and takes the picture of a page."""
    page: Page = browser.new_page(viewport={"width": SIZE["width"], "height": SIZE["height"]})
    page.goto(address)
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name=title, exact=True, level=1)).to_be_visible(timeout=60_000)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=60_000)
    page.mouse.move(0, 0)
    page.wait_for_timeout(1_000)
    page.screenshot(path=image)
    page.close()


if __name__ == "__main__":
    main()
