"""Printed pages are read as a person reads them: column by column, table by table, without what every page repeats."""

from __future__ import annotations

import time

import pytest
from papers import Printed, column, pdf

from knowledge.errors import Unreadable
from knowledge.passage import ReadDocument
from knowledge.readers import read

RETURNS = (
    "The customer may return any unused item within 30 days of delivery and we refund the price in full. Refunds are "
    "paid to the card that was used for the order within seven business days of receipt. Sale items are not refundable "
    "unless they were damaged on arrival, and a parcel that was never opened is collected by us from the"
)
DOOR = (
    "door of the customer without a charge. We never pay cash, and nobody else may promise that we do so at any time."
)
REPAIRS = (
    "Repairs take ten business days from the day on which the item has reached our workshop, and the customer pays "
    "nothing for them during the warranty. What cannot be repaired is replaced, and a replacement starts no new term."
)


def said(document: ReadDocument, kind: str = "paragraph") -> list[str]:
    return [block.text for block in document.blocks if block.kind == kind]


class TestColumns:
    def test_two_columns_are_read_one_after_the_other(self) -> None:
        page = [
            (50.0, 780.0, 18, "Returns and repairs of the company"),
            *column(50, 720, RETURNS),
            *column(310, 720, REPAIRS),
        ]
        assert said(read(pdf([page]), "two.pdf")) == [RETURNS, REPAIRS]

    def test_a_sentence_goes_on_at_the_head_of_the_next_column_and_page(self) -> None:
        pages = [
            [(50.0, 800.0, 18, "Rules of the company"), *column(50, 720, RETURNS), *column(310, 720, DOOR + " " + RETURNS)],
            [*column(50, 780, DOOR), *column(310, 780, REPAIRS)],
        ]  # fmt: skip
        found = read(pdf(pages), "two.pdf")
        assert said(found) == [f"{RETURNS} {DOOR} {RETURNS} {DOOR}", REPAIRS]
        assert [block.page for block in found.blocks if block.kind == "paragraph"] == [1, 2]

    def test_a_line_across_both_columns_parts_what_is_above_from_what_is_below(self) -> None:
        across = "This sentence runs over the whole width of the page, from the left column far into the right one."
        page = [
            *column(50, 780, RETURNS + " door."), *column(310, 780, REPAIRS),
            (50.0, 640.0, 9, across), *column(50, 600, DOOR.capitalize()), *column(310, 600, REPAIRS),
        ]  # fmt: skip
        assert said(read(pdf([page]), "two.pdf")) == [RETURNS + " door.", REPAIRS, across, DOOR.capitalize(), REPAIRS]

    def test_lists_of_single_words_in_two_columns_stay_columns(self) -> None:
        left = [
            (50.0, 780.0 - 13 * i, 10, word) for i, word in enumerate(("Alaska", "Arizona", "Hawaii", "Iowa", "Ohio"))
        ]
        right = [
            (310.0, 774.0 - 13 * i, 10, word)
            for i, word in enumerate(("Austria", "Belgium", "Croatia", "Cyprus", "Malta"))
        ]
        assert not said(read(pdf([[*left, *right]]), "two.pdf"), "row")


class TestTables:
    ROWS = (("Service", "Fee", "Time"), ("Standard parcel", "$9", "5 days"), ("Express parcel", "$19", "2 days"),
            ("Large items", "$49", "10 days"))  # fmt: skip

    def test_a_table_without_rules_is_known_by_its_columns(self) -> None:
        page: list[Printed] = [
            (50, 780, 18, "Fees"),
            (50, 750, 10, "We charge these fees for each of our services, and no others:"),
        ]
        page += [
            (x, 700 - 14 * i, 10, t)
            for i, row in enumerate(self.ROWS)
            for x, t in zip((50, 200, 300), row, strict=True)
        ]
        page.append((50, 600, 10, "They are paid back when we are late."))
        found = read(pdf([page]), "fees.pdf")
        assert said(found, "row") == [
            "Service: Standard parcel | Fee: $9 | Time: 5 days",
            "Service: Express parcel | Fee: $19 | Time: 2 days",
            "Service: Large items | Fee: $49 | Time: 10 days",
        ]
        assert said(found)[-1] == "They are paid back when we are late."

    def test_a_cell_that_goes_on_below_stays_one_cell(self) -> None:
        page: list[Printed] = [
            (50, 700, 10, "Case"), (200, 700, 10, "What we owe"),
            (50, 676, 10, "Late parcel"), (200, 676, 10, "the fee for the delivery,"), (200, 664, 10, "once per order"),
            (50, 640, 10, "Lost parcel"), (200, 640, 10, "the full price of 20 items"),
            (50, 616, 10, "Broken item"), (200, 616, 10, "a new one within 9 days"),
        ]  # fmt: skip
        assert (
            said(read(pdf([page]), "t.pdf"), "row")[0]
            == "Case: Late parcel | What we owe: the fee for the delivery, once per order"
        )

    def test_a_merged_cell_of_a_ruled_table_stands_in_each_of_its_places(self) -> None:
        lines = [(50, 700, 350, 700), (50, 680, 350, 680), (150, 660, 350, 660), (50, 640, 350, 640),
                 (50, 640, 50, 700), (150, 640, 150, 700), (250, 640, 250, 700), (350, 640, 350, 700)]  # fmt: skip
        rules = "".join(f"{a} {b} m {c} {d} l S\n" for a, b, c, d in lines).encode()
        page: list[Printed] = [
            (55, 685, 10, "Plan"), (155, 685, 10, "Uptime"), (255, 685, 10, "Credit"), (55, 660, 10, "Team"),
            (155, 665, 10, "below 99%"), (255, 665, 10, "5%"), (155, 645, 10, "below 98%"), (255, 645, 10, "10%"),
        ]  # fmt: skip
        assert said(read(pdf([page], extra=rules), "t.pdf"), "row") == [
            "Plan: Team | Uptime: below 99% | Credit: 5%",
            "Plan: Team | Uptime: below 98% | Credit: 10%",
        ]


class TestFurniture:
    def test_running_heads_and_page_numbers_go_and_the_title_stays(self) -> None:
        pages = [
            [(50, 815, 8, "Example Ltd - rules"), (50, 780, 18, "Warranty"), (50, 740, 10, f"{n}.1 The term is {n} years."),
             (290, 30, 8, f"{n}")]
            for n in (1, 2, 3)
        ]  # fmt: skip
        found = read(pdf([[line for line in page if n == 0 or line[2] != 18] for n, page in enumerate(pages)]), "w.pdf")
        assert [block.text for block in found.blocks] == [
            "Warranty", "1.1 The term is 1 years.", "2.1 The term is 2 years.", "3.1 The term is 3 years.",
        ]  # fmt: skip
        assert [block.page for block in found.blocks] == [1, 1, 2, 3]

    def test_a_running_head_that_says_internal_is_kept_once(self) -> None:
        pages = [
            [(50.0, 815.0, 8, "Internal: do not quote"), (50.0, 740.0, 10, f"{n}.1 Text of the page.")]
            for n in (1, 2, 3)
        ]
        assert said(read(pdf(pages), "w.pdf")).count("Internal: do not quote") == 1

    def test_a_table_of_contents_is_no_text(self) -> None:
        page: list[Printed] = [
            (50, 780, 18, "Warranty"), (50, 740, 14, "Contents"), (50, 715, 10, "1. Scope ................ 2"),
            (50, 700, 10, "2. Claims ............... 3"), (50, 650, 14, "1. Scope"), (50, 620, 10, "It covers the frame of each chair."),
        ]  # fmt: skip
        assert [b.text for b in read(pdf([page]), "w.pdf").blocks] == [
            "Warranty",
            "1. Scope",
            "It covers the frame of each chair.",
        ]


class TestWords:
    @pytest.mark.parametrize(
        ("cut", "whole"),
        [("auto-|renewal stops", "auto-renewal stops"), ("COVID-|19 rules", "COVID-19 rules"), ("pre-|and post-sale", "pre- and post-sale")],
    )  # fmt: skip
    def test_a_hyphen_that_is_the_words_own_stays(self, cut: str, whole: str) -> None:
        filler = [
            (50.0, 700.0 - 12 * i, 10, f"Line {i} of a long page that is not cut anywhere at all.")
            for i in range(60, 0, -1)
        ]
        first, second = cut.split("|")
        page = [
            (50.0, 760.0, 10, f"This is what we say about the {first}"),
            (50.0, 748.0, 10, f"{second} for each and every one."),
        ]
        assert whole in " ".join(said(read(pdf([[*page, *filler[-50:]]]), "h.pdf")))

    def test_a_title_of_two_lines_is_one_heading(self) -> None:
        page = [
            (50.0, 780.0, 20, "Terms"), (50.0, 740.0, 14, "You are responsible for what comes of"),
            (50.0, 723.0, 14, "your use of the service"), *column(50, 690, RETURNS + " door.", width=80, size=10),
        ]  # fmt: skip
        assert (
            said(read(pdf([page]), "t.pdf"), "heading")[1]
            == "You are responsible for what comes of your use of the service"
        )

    def test_points_without_a_mark_are_parted_where_the_next_word_would_have_fitted(self) -> None:
        lines = ["You may not use the service to do any of these things that we have listed here:", "Do anything that is against the law",
                 "Send anything to people who have not asked for it and do not want to have it in", "their mail", "Sell what is free of charge"]  # fmt: skip
        page = [(50.0, 780.0 - 12 * i, 10, line) for i, line in enumerate(lines)]
        assert said(read(pdf([page]), "t.pdf")) == [lines[0], lines[1], f"{lines[2]} {lines[3]}", lines[4]]


class TestLimits:
    def test_a_file_of_fifty_thousand_pages_is_refused_at_once(self) -> None:
        data = pdf([[(50.0, 700.0, 10, "Page.")]] * 50_000)
        started = time.monotonic()
        with pytest.raises(Unreadable, match=r"more than 1000 pages; split"):
            read(data, "long.pdf")
        assert time.monotonic() - started < 20

    def test_pages_that_are_mostly_pictures_are_refused(self) -> None:
        picture = b"q 400 0 0 400 50 200 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q\n"
        pages: list[list[Printed]] = [[(50, 700, 10, "Cover page of the scan.")], [], []]
        with pytest.raises(Unreadable, match=r"pictures of 2 of its 3 pages.*OCR"):
            read(pdf(pages, extra=picture), "scan.pdf")

    def test_a_scan_with_nothing_but_page_numbers_is_a_scan(self) -> None:
        pages: list[list[Printed]] = [[(290, 30, 8, f"Page {n} of 3")] for n in (1, 2, 3)]
        with pytest.raises(Unreadable, match="OCR"):
            read(pdf(pages), "scan.pdf")
