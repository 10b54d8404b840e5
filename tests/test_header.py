"""The standing of a document is read from its header, in the words in which companies write it."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge.header import read_date, read_standing
from knowledge.passage import Standing
from knowledge.readers import read


def standing(header: str, *, title: str = "Refunds", close: str = "", path: str = "refunds.md") -> Standing:
    text = f"# {title}\n\n{header}\n\n## 1. Rules\n\n1.1 We pay within 7 days of 3 May 2020.\n\n## 2. More\n\nText.\n\n{close}\n"
    return read_standing(read(text.encode(), "refunds.md"), path)


MARCH = dt.date(2026, 3, 1)


@pytest.mark.parametrize(
    "header",
    [
        "**LH-RET-03** · Effective 1 March 2026 · Owner: Policy Desk",
        "In force from March 1, 2026",
        "Valid from: 01.03.2026",
        "Version 3, effective as of 2026-03-01",
        "Effective date: 1st of March 2026",
        "Date of effect: 1 March 2026.",
        "Applies as of 1 March 2026",
        "In force since 1 March 2026; kept by the desk",
        "TS/VLP/3 - from 1 March 2026 - Owner: Guest Services",
        "Published 4 February 2026 and binding from 1 March 2026",
        "In force: 1 March 2026 onwards",
        "Gültig ab 1. März 2026",
        "In Kraft seit dem 01.03.2026",
        "Vigente desde el 1 de marzo de 2026",
        "Válido a partir del 1 de marzo de 2026",
        "En vigueur depuis le 1er mars 2026",
        "Valable à partir du 1 mars 2026",
        "| Reference | In force since | Kept by |\n|---|---|---|\n| AB-1 | 1 March 2026 | Desk |",
        "| | |\n|---|---|\n| Reference | AB-1 |\n| Valid from | 1 March 2026 |",
    ],
)
def test_the_day_from_which_it_holds(header: str) -> None:
    assert standing(header).effective_from == MARCH


@pytest.mark.parametrize(
    "header",
    [
        "Effective 1 March 2025 · Valid until 28 February 2026",
        "Valid from 1 March 2025 to 28 February 2026",
        "Valid 1 March 2025 - 28 February 2026",
        "In force from 1 March 2025 until 28 February 2026.",
        "Effective 1 March 2025. Expires 28 February 2026.",
        "Effective 1 March 2025. Expiry date: February 28, 2026",
        "Effective 1 March 2025. Withdrawn on 1 March 2026.",
        "Effective 1 March 2025, no longer in force from 1 March 2026",
        "Effective 1 March 2025. Superseded by AB-REF-4 on 1 March 2026.",
        "Gültig vom 1. März 2025 bis 28. Februar 2026",
        "Vigente desde el 1 de marzo de 2025 hasta el 28 de febrero de 2026",
        "Valable du 1er mars 2025 au 28 février 2026",
    ],
)
def test_the_day_to_which_it_holds(header: str) -> None:
    found = standing(header)
    assert found.effective_until == dt.date(2026, 2, 28)
    assert found.effective_from == dt.date(2025, 3, 1)


@pytest.mark.parametrize(
    ("header", "before", "since"),
    [
        ("Applies only to orders placed before 1 March 2026.", MARCH, None),
        ("Holds for bookings made up to and including 28 February 2026, and for no others.", MARCH, None),
        ("For contracts signed on or after 1 March 2026", None, MARCH),
        ("Applies to all incidents from 1 March 2026.", None, MARCH),
        ("It covers flights that departed until 28 February 2026.", MARCH, None),
        ("For purchases made after 28 February 2026 only", None, MARCH),
        ("For flights departing on or after 1 March 2026 (before that date: AST/DIS-04)", None, MARCH),
        ("Gilt nur für Bestellungen vor dem 1. März 2026.", MARCH, None),
        ("Se aplica a las reservas hechas antes del 1 de marzo de 2026.", MARCH, None),
        ("S'applique aux commandes passées à partir du 1 mars 2026.", None, MARCH),
        ("Effective 1 March 2026. Replaces the warranty of 2024 for orders placed on or after that date.", None, None),
    ],
)
def test_the_orders_for_which_it_holds(header: str, before: dt.date | None, since: dt.date | None) -> None:
    found = standing(header)
    assert (found.orders_before, found.orders_from) == (before, since)


def test_a_note_at_the_close_counts_as_well() -> None:
    found = standing(
        "AB-SLA-05 · Effective 1 January 2024 · Valid until 31 March 2026 · Superseded by AB-SLA-06",
        close="*This version applies to incidents up to and including 31 March 2026. For any later incident AB-SLA-06 applies.*",
    )
    assert found.orders_before == dt.date(2026, 4, 1)
    assert found.superseded_by == "AB-SLA-06"


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("**LH-RET-03** · Effective 1 March 2026 · Replaces LH-RET-02", "LH-RET-03"),
        ("Reference BL/BILL/7", "BL/BILL/7"),
        ("*Customer Relations · rule book AST/CON-04 · published 15 March 2026*", "AST/CON-04"),
        ("Faults, cleaning (TS-ROOM, third edition, effective 1 April 2026)", "TS-ROOM"),
        ("Policy no. HR-2026-14, effective 1 March 2026", "HR-2026-14"),
        ("Document: POL0042", "POL0042"),
        ("Effective 1 March 2026. Replaces AB-REF-1.", None),
        ("Effective 1 March 2026", None),
    ],
)
def test_the_code(header: str, code: str | None) -> None:
    assert standing(header).code == code


@pytest.mark.parametrize(
    ("header", "supersedes", "by"),
    [
        ("AB-3 · Replaces the version of 2024 (AB-REF-2)", "AB-REF-2", None),
        ("AB-3 · Replaces the version of 2024", "version of 2024", None),
        ("AB-1. Superseded by AB-REF-3 and AB-WAR-1", None, "AB-REF-3 and AB-WAR-1"),
        ("AB-1. Replaced by TS/RES/7 and TS-ROOM.", None, "TS/RES/7 and TS-ROOM"),
        ("Replaces: BL/BILL/6", "BL/BILL/6", None),
        ("Ersetzt durch AB-REF-3", None, "AB-REF-3"),
        ("Sustituye a AB-REF-1", "AB-REF-1", None),
    ],
)
def test_what_it_replaces_and_what_replaced_it(header: str, supersedes: str | None, by: str | None) -> None:
    found = standing(header)
    assert (found.supersedes, found.superseded_by) == (supersedes, by)


@pytest.mark.parametrize(
    ("header", "internal"),
    [
        ("Internal: do not quote to customers", True),
        ("CONFIDENTIAL - Effective 1 March 2026", True),
        ("For internal use only", True),
        ("Staff only. Not to be shared with guests.", True),
        ("Please do not share this sheet with customers.", True),
        ("Nur für den internen Gebrauch", True),
        ("Uso interno: no citar al cliente", True),
        ("À usage interne", True),
        ("For: care team, also published in the Help Center", False),
        ("This document is not confidential.", False),
        ("Owner: Internal Affairs Desk · Effective 1 March 2026", False),
    ],
)
def test_whether_customers_may_read_it(header: str, internal: bool) -> None:
    assert standing(header).internal is internal


def test_the_word_in_the_body_is_no_header() -> None:
    text = b"# Refunds\n\nEffective 1 March 2026\n\n## 1. Data\n\nCustomer data is confidential.\n"
    assert not read_standing(read(text, "r.md"), "r.md").internal


def test_a_folder_called_internal_counts() -> None:
    assert standing("Effective 1 March 2026", path="internal/targets.md").internal


def test_regions_and_tiers_are_read_from_their_lines() -> None:
    found = standing("Effective 1 March 2026\n\nRegion: EU, UK\n\nApplies to: Gold and Platinum members")
    assert found.regions == ("EU", "UK")
    assert found.tiers == ("Gold", "Platinum")
    assert standing("Applies to Team, Business and Enterprise.").tiers == ("Team", "Business", "Enterprise")
    assert standing("Applies to Support and Customer Success.").tiers == ()


def test_dates_of_clauses_are_not_the_documents() -> None:
    assert standing("Owner: Policy Desk") == Standing()


@pytest.mark.parametrize(
    "text",
    ["1 March 2026", "March 1, 2026", "2026-03-01", "01.03.2026", "1. März 2026", "1 de marzo de 2026", "1er mars 2026",
     "Mar. 1, 2026", "1st of March, 2026", "01/03/2026"],
)  # fmt: skip
def test_styles_of_dates(text: str) -> None:
    assert read_date(text) == MARCH


def test_dates_that_do_not_exist_are_none() -> None:
    assert read_date("31 February 2026") is None
    assert read_date("soon") is None


def test_a_month_alone_begins_or_ends() -> None:
    assert read_date("March 2026") == MARCH
    assert read_date("March 2026", end=True) == dt.date(2026, 3, 31)


def test_a_region_is_read_on_a_line_of_its_own_and_by_the_companys_own_name() -> None:
    found = standing("**HR-4** · Replaces the version of 2025\nRegion: EU routes (Lund, Ahus). For the rest see HR-7")
    assert found.regions == ("EU",) and found.supersedes == "version of 2025"
    own = standing(
        "HR-7. Effective from 1 March 2026. Region: Outer Isles (the ring road, about 31 km). Audience: all."
    )
    assert own.regions == ("Outer Isles",)
    assert standing("Region: all routes").regions == ()


@pytest.mark.parametrize(
    ("line", "by"),
    [
        ("Applies only to orders placed before 1 March 2026.", "orders placed"),
        ("Covers garments collected before 1 March 2026 only.", "garments collected"),
        ("These terms govern only hires with a handover before 1 March 2026.", "hires with a handover"),
    ],
)
def test_what_has_to_have_happened_before_a_document_is_kept_for_it(line: str, by: str) -> None:
    found = standing(f"Effective 1 March 2024, valid until 28 February 2026. {line}")
    assert (found.orders_before, found.orders_by) == (MARCH, by)


def test_who_writes_before_noon_is_no_old_customer() -> None:
    assert standing("Effective 1 March 2024. Requests made before 12:00 are answered on the day.").orders_by is None
