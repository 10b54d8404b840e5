"""People at their own browsers."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, expect

from ui import launch

PASSWORD = "a long password"

# Long enough for the first draft on a busy machine, which also loads the embedder.
PATIENCE_MS = 60_000
expect.set_options(timeout=PATIENCE_MS)


@dataclass
class Visit:
    """One person at their own browser. `abroad`: every address off this machine that the page asked for."""

    page: Page
    address: str
    abroad: list[str] = field(default_factory=list)

    def open(self, path: str, heading: str) -> None:
        """Opens an address and waits for its title: the whole app is loaded anew."""
        self.page.goto(f"{self.address}/{path}")
        self.title(heading)

    def turn_to(self, name: str) -> None:
        """Opens a page by its name at the top, as people do."""
        self.page.get_by_role("link", name=name, exact=True).click()
        self.title(name)

    def title(self, heading: str) -> None:
        """Waits for a page's title, and for the page to be complete."""
        expect(self.page.get_by_role("heading", name=heading, exact=True, level=1)).to_be_visible()
        self.settle()

    def settle(self) -> None:
        """Waits until the server has nothing more to draw."""
        self.page.wait_for_timeout(150)
        expect(self.page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")

    def sign_in(self, name: str) -> None:
        """Signs in, from any page."""
        self.page.get_by_label("Name", exact=True).fill(name)
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in", exact=True).click()

    def press(self, name: str) -> None:
        """Presses a button of the page."""
        self.page.get_by_role("button", name=name, exact=True).click()
        self.settle()


class Visits:
    """People, each with a browser of their own, in which they stay signed in."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser = browser
        self._address = address
        self._known: dict[str, Visit] = {}

    def of(self, name: str, path: str = "", heading: str = "Draft a reply") -> Visit:
        """That person at a page that is loaded anew."""
        known = self._known.get(name)
        visit = known or self._come()
        visit.abroad.clear()
        visit.page.goto(f"{self._address}/{path}")
        if known is None:
            visit.sign_in(name)
            self._known[name] = visit
        visit.title(heading)
        return visit

    def _come(self) -> Visit:
        context = self._browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
        context.set_default_timeout(PATIENCE_MS)
        visit = Visit(context.new_page(), self._address)
        visit.page.on("request", lambda request: _note(request.url, visit.abroad))
        return visit

    def leave(self, name: str) -> None:
        """Forgets that the person was signed in."""
        self._known.pop(name).page.context.close()

    def away(self) -> None:
        """Turns everybody's page blank, so that nothing goes on behind the next test."""
        for visit in self._known.values():
            visit.page.goto("about:blank")

    def close(self) -> None:
        """Closes every browser."""
        for visit in self._known.values():
            visit.page.context.close()


def _note(url: str, abroad: list[str]) -> None:
    place = urlsplit(url)
    if place.scheme in {"http", "https", "ws", "wss"} and place.hostname != launch.ADDRESS:
        abroad.append(url)
