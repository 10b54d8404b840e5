"""The app in a real browser: from a pasted complaint to a kept promise, with everything on record on the way."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from visit import Visit, Visits

pytestmark = pytest.mark.browser

COMPLAINT = (
    "My parcel was promised for 10 November and came on 17 November, a whole week late. "
    "I want the delivery fee of $9.95 back."
)
FACTS = "delivery fee paid: 9.95 USD\ndelivered on: 2026-11-17\npromised delivery date: 2026-11-10"
FIELD = "The complaint, as the customer wrote it"


def paste(visit: Visit, complaint: str, facts: str = "") -> None:
    """Types a complaint in, and what the rep knows."""
    if facts:
        visit.settle()  # a page that is still being drawn closes what was opened
        visit.page.get_by_text("Paste several at once").click()
        visit.page.get_by_label("One a line, as “what: value”").fill(facts)
    visit.page.get_by_label(FIELD).fill(complaint)


def draft(visit: Visit, complaint: str = COMPLAINT, facts: str = FACTS) -> str:
    """Drafts a reply, and returns the id of the case."""
    paste(visit, complaint, facts)
    visit.press("Draft a reply")
    heading = visit.page.get_by_role("heading", name=re.compile(r"^Case C-\d+$"), level=1)
    expect(heading).to_be_visible()
    visit.settle()
    return heading.inner_text().removeprefix("Case ")


def letter_of(page: Page) -> str:
    """The letter as it is shown, without the numbers of its promises."""
    shown = page.locator(".am-letter").first
    expect(shown).to_be_visible()
    text: str = shown.evaluate(
        "node => {const copy = node.cloneNode(true); copy.querySelectorAll('sup').forEach(s => s.remove()); "
        "return copy.textContent}"
    )
    return text


def edit(visit: Visit, text: str) -> None:
    """Writes another letter, as a person does: the field is left for the button beside it."""
    if not visit.page.get_by_label("The letter", exact=True).is_visible():
        visit.page.get_by_test_id("stMain").get_by_text("Edit", exact=True).click()
    visit.page.get_by_label("The letter", exact=True).fill(text)
    visit.press("Check again")


def test_a_complaint_becomes_a_checked_letter_an_approval_and_a_kept_promise(visits: Visits) -> None:
    ana = visits.of("ana")
    case = draft(ana)
    letter = letter_of(ana.page)
    promise = ana.page.locator(".am-promise", has_text="Supported").filter(has_text="$9.95")
    expect(promise.first).to_contain_text(
        "For a late parcel we refund the delivery fee the customer paid, within 7 business days of the request."
    )
    expect(promise.first).to_contain_text("delivery.md · 1 Late delivery · version 1")
    expect(ana.page.locator("mark.am-ok").first).to_be_visible()

    edit(ana, f"{letter}\n\nWe guarantee that this will never happen again.")
    expect(ana.page.locator(".am-promise", has_text="Absolute").first).to_be_visible()
    expect(ana.page.get_by_text("before this letter may leave")).to_be_visible()
    edit(ana, f"{letter}\n\nThank you for telling us.")
    expect(ana.page.locator(".am-promise", has_text="Absolute")).to_have_count(0)

    ana.page.get_by_label("Note to the reviewer (optional)").fill("A loyal customer.")
    ana.press("Submit for review")
    expect(ana.page.get_by_text(f"{case} was submitted for review.")).to_be_visible()

    rita = visits.of("rita", f"review?case={case}", f"Review {case}")
    expect(rita.page.get_by_text("Note: A loyal customer.")).to_be_visible()
    expect(rita.page.locator(".am-letter ins")).to_contain_text("Thank you for telling us")
    rita.press("Approve")
    expect(rita.page.get_by_text(f"{case} is approved.")).to_be_visible()
    expect(rita.page.get_by_test_id("stCode").nth(1)).to_contain_text("Thank you for telling us.")

    ana.turn_to("Promises")
    row = ana.page.locator('[class*="st-key-promise-P-"]', has_text=case).filter(has_text="$9.95").first
    expect(row).to_contain_text("Due in")
    name = re.search(r"P-\d+", row.inner_text())
    assert name is not None
    row.get_by_role("button", name="Kept", exact=True).click()
    ana.page.get_by_role("button", name="Record it as kept").click()
    expect(ana.page.get_by_text(f"{name[0]} is on record as kept.")).to_be_visible()
    assert ana.abroad == rita.abroad == []


def test_who_submitted_a_letter_is_told_why_somebody_else_approves_it(visits: Visits) -> None:
    rita = visits.of("rita")
    case = draft(rita)
    rita.press("Submit for review")
    rita.open(f"review?case={case}", f"Review {case}")
    expect(rita.page.get_by_text("somebody else has to approve it")).to_be_visible()
    expect(rita.page.get_by_role("button", name="Approve", exact=True)).to_have_count(0)
    rita.press("Take it back")
    expect(rita.page.get_by_text(f"{case} went back to rita.")).to_be_visible()


def test_a_refresh_loses_neither_what_was_typed_nor_the_letter_nor_the_sign_in(visits: Visits) -> None:
    ana = visits.of("ana")
    paste(ana, "It came late, and nobody", FACTS)
    expect(ana.page).to_have_url(re.compile("slip="))
    ana.page.get_by_label(FIELD).press_sequentially(" answered me.")  # never leaves the field
    ana.page.wait_for_timeout(1600)
    ana.settle()
    ana.page.reload()
    ana.title("Draft a reply")
    expect(ana.page.get_by_label(FIELD)).to_have_value("It came late, and nobody answered me.")
    ana.press("Draft a reply")
    expect(ana.page.get_by_role("heading", name=re.compile("^Case C-"), level=1)).to_be_visible()
    expect(ana.page.get_by_text("Facts (3)")).to_be_visible()

    edit(ana, "Dear customer, I am sorry.")
    ana.settle()
    ana.page.reload()
    expect(ana.page.get_by_role("heading", name=re.compile("^Case C-"), level=1)).to_be_visible()
    expect(ana.page.locator(".am-letter").first).to_contain_text("Dear customer")  # drawn after the heading
    assert letter_of(ana.page) == "Dear customer, I am sorry."


def test_a_new_draft_takes_the_place_of_an_edit_only_when_asked_to(visits: Visits) -> None:
    ana = visits.of("ana")
    draft(ana)
    edit(ana, "Dear customer, I am sorry.")
    ana.page.get_by_text("Add or correct facts").click()
    ana.page.get_by_label("One a line, as “what: value”").fill("order number: 77-1")
    expect(ana.page.get_by_text("Keep my letter and check it with the new facts")).to_be_visible()
    ana.press("Save and draft again")
    expect(ana.page.get_by_text("Your letter was checked with the new facts.")).to_be_visible()
    expect(ana.page.get_by_label("The letter", exact=True)).to_have_value("Dear customer, I am sorry.")


def test_markup_in_a_complaint_shows_as_text_and_does_nothing(visits: Visits) -> None:
    ana = visits.of("ana")
    hostile = (
        "<script>window.hacked = true</script><img src=x onerror='window.hacked = true'> **late** [here](http://evil.example) "
        "![x](http://evil.example/x.png) :red[parcel] $5 and $6. My parcel came a week late, refund the delivery fee."
    )
    draft(ana, hostile, "delivery fee paid: 9.95 USD\n<b>note</b>: <script>window.hacked = true</script>")
    expect(ana.page.locator(".am-complaint")).to_have_text(hostile)
    ana.page.get_by_text("Facts (2)").click()
    expect(ana.page.locator(".am-table", has_text="<b>note</b>")).to_contain_text(
        "<script>window.hacked = true</script>"
    )
    assert ana.page.evaluate("window.hacked") is None
    assert ana.page.locator("img[src*=evil]").count() == 0
    assert ana.page.locator("a[href*=evil]").count() == 0


def test_documents_come_in_with_a_result_for_each_and_are_found(visits: Visits) -> None:
    ana = visits.of("ana", "knowledge", "Knowledge")
    ana.page.get_by_role("tab", name="Add documents").click()
    ana.page.locator("input[type=file]").set_input_files(
        [
            {"name": "vouchers.md", "mimeType": "text/markdown", "buffer": b"# Vouchers\n\n## 1 Zebra vouchers\n\nA zebra voucher is refunded within 12 days.\n"},
            {"name": "broken.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 nothing"},
        ]
    )  # fmt: skip
    expect(ana.page.get_by_text("broken.pdf")).to_be_visible()
    ana.settle()
    ana.press("Show what would change")
    expect(ana.page.get_by_text("Nothing has changed yet.")).to_be_visible()
    ana.press("Put into effect")
    expect(ana.page.locator("tr", has_text="vouchers.md")).to_contain_text("Added")
    expect(ana.page.locator("tr", has_text="broken.pdf")).to_contain_text("Refused")
    ana.page.get_by_role("tab", name="Search").click()
    search = ana.page.get_by_label("What do you want to know?")
    search.fill("zebra voucher refund")
    search.press("Enter")
    expect(ana.page.locator(".am-hit").first).to_contain_text("vouchers.md")
    expect(ana.page.locator(".am-hit mark").first).to_be_visible()


def test_a_link_leads_through_the_sign_in_and_a_wrong_password_does_not(visits: Visits) -> None:
    ana = visits.of("ana")
    page = ana.page
    page.get_by_role("button", name="ana").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in", level=1)).to_be_visible()
    page.goto(f"{ana.address}/cases")
    page.get_by_label("Name", exact=True).fill("ana")
    page.get_by_label("Password", exact=True).fill("a wrong password")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_text("The name or the password is not right.")).to_be_visible()
    ana.sign_in("ana")
    ana.title("Cases")
    visits.leave("ana")


def test_an_empty_complaint_is_refused_with_one_sentence(visits: Visits) -> None:
    ana = visits.of("ana")
    ana.press("Draft a reply")
    expect(ana.page.get_by_text("The complaint is empty; there is nothing to work on.")).to_be_visible()


def test_nothing_is_asked_of_any_other_machine(visits: Visits) -> None:
    ana = visits.of("ana")
    for name in ("Review", "Promises", "Cases", "Knowledge"):
        ana.turn_to(name)
    assert ana.abroad == []
