"""People at their own browsers."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, expect

from ui import launch

PASSWORD = "a long password"

# Long enough for the first draft on a busy machine, which also loads the embedder.
expect.set_options(timeout=30_000)


@dataclass
class Visit:
    """One person at their own browser. `abroad`: every address off this machine that the page asked for."""

    page: Page
    address: str
    abroad: list[str] = field(default_factory=list)

    def open(self, path: str, heading: str) -> None:
        """Opens a page and waits for its title."""
        self.page.goto(f"{self.address}/{path}")
        self.title(heading)

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
        self._contexts: dict[str, BrowserContext] = {}
        self._pages: list[Page] = []

    def of(self, name: str) -> Visit:
        """That person at the Draft page, in a new tab."""
        first = name not in self._contexts
        if first:
            self._contexts[name] = self._browser.new_context(viewport={"width": 1280, "height": 900})
            self._contexts[name].set_default_timeout(30_000)
        visit = Visit(self._contexts[name].new_page(), self._address)
        self._pages.append(visit.page)
        visit.page.on("request", lambda request: _note(request.url, visit.abroad))
        visit.page.goto(self._address)
        if first:
            visit.sign_in(name)
        visit.title("Draft a reply")
        return visit

    def leave(self, name: str) -> None:
        """Forgets that the person was signed in."""
        self._contexts.pop(name).close()

    def close_tabs(self) -> None:
        """Closes what was opened."""
        for page in self._pages:
            page.close()
        self._pages.clear()

    def close(self) -> None:
        """Closes every browser."""
        for context in self._contexts.values():
            context.close()


def _note(url: str, abroad: list[str]) -> None:
    place = urlsplit(url)
    if place.scheme in {"http", "https", "ws", "wss"} and place.hostname != launch.ADDRESS:
        abroad.append(url)
