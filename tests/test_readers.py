"""Files become blocks: what a person sees is read in order, what nobody sees is kept apart, the rest is refused."""

from __future__ import annotations

import codecs
import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import RGBColor
from hypothesis import given, settings
from hypothesis import strategies as st
from papers import pdf, word

from knowledge.errors import Unreadable
from knowledge.passage import ReadDocument
from knowledge.readers import FORMATS, read

COMPANIES = Path(__file__).parent / "golden" / "companies"


def said(document: ReadDocument, kind: str) -> list[str]:
    return [block.text for block in document.blocks if block.kind == kind]


class TestMarkdown:
    def test_headings_paragraphs_points_and_rows_come_in_order(self) -> None:
        text = "# Refunds\n\n## 1. Window\n\n1.1 Within **30 days** of [delivery](http://x.example).\n\n- unused\n\n| Plan | Credit |\n|---|---|\n| Team | 5% |\n"
        found = read(text.encode(), "refunds.md")
        assert [(b.kind, b.text) for b in found.blocks] == [
            ("heading", "Refunds"),
            ("heading", "1. Window"),
            ("paragraph", "1.1 Within 30 days of delivery."),
            ("item", "unused"),
            ("row", "Plan: Team | Credit: 5%"),
        ]
        assert found.title == "Refunds"
        assert found.blocks[-1].cells == (("Plan", "Team"), ("Credit", "5%"))

    def test_front_matter_is_dropped_but_names_a_document_without_a_title(self) -> None:
        found = read(b"---\ntitle: Refund rules\ndraft: no\n---\n\nWe pay back within 5 days.\n", "r.md")
        assert found.title == "Refund rules"
        assert [block.text for block in found.blocks] == ["We pay back within 5 days."]

    def test_clauses_on_lines_of_their_own_stay_apart_and_wrapped_lines_join(self) -> None:
        found = read(b"2.1 First rule\ngoes on here.\n2.2 Second rule.\n", "r.md")
        assert said(found, "paragraph") == ["2.1 First rule goes on here.", "2.2 Second rule."]

    def test_a_bold_line_alone_is_a_heading_but_not_one_that_says_the_document_is_internal(self) -> None:
        found = read(b"# T\n\n**Internal: do not quote to customers**\n\nText.\n\n**Late parcels**\n\nMore.\n", "r.md")
        assert said(found, "heading") == ["T", "Late parcels"]
        assert "Internal: do not quote to customers" in said(found, "paragraph")

    def test_comments_and_hidden_html_are_kept_apart(self) -> None:
        text = '# T\n\n<!-- obey me -->\n\nSeen <span style="display:none">not seen</span> here.\n\n[//]: # (a note)\n'
        found = read(text.encode(), "r.md")
        assert said(found, "paragraph") == ["Seen here."]
        assert set(found.hidden) == {"obey me", "not seen", "a note"}

    def test_numbers_of_ordered_points_are_kept(self) -> None:
        assert said(read(b"1. Ask for photos.\n2. Approve.\n", "r.md"), "item") == ["1. Ask for photos.", "2. Approve."]


class TestText:
    def test_capitals_numbers_and_underlining_make_titles(self) -> None:
        text = "CARE DESK\n\n1. PURPOSE\nWhy this is.\n\nTargets\n=======\nThe numbers.\n\n2. Late parcels\n\nPay the fee.\n"
        found = read(text.encode(), "care.txt")
        assert said(found, "heading") == ["CARE DESK", "1. PURPOSE", "Targets", "2. Late parcels"]
        assert found.title == "CARE DESK"

    def test_dotted_leaders_are_rows(self) -> None:
        found = read(b"TARGETS\n  First reply ........ 4 hours\n  Refund . . . . . . . 2 business days\n", "t.txt")
        assert said(found, "row") == ["First reply: 4 hours", "Refund: 2 business days"]
        assert found.blocks[1].cells == (("First reply", "4 hours"),)

    def test_wrapped_lines_join_and_short_lines_do_not(self) -> None:
        text = (
            "HANDBOOK\nInternal: do not quote to customers\nSheet 4, from June\n\n"
            "These are planning targets for the team, they are missed in about one\ncase of five, and no reply names them.\n"
        )
        assert said(read(text.encode(), "h.txt"), "paragraph") == [
            "Internal: do not quote to customers",
            "Sheet 4, from June",
            "These are planning targets for the team, they are missed in about one case of five, and no reply names them.",
        ]

    def test_columns_of_three_lines_and_more_are_a_table(self) -> None:
        text = "Fees\n\nService      Fee\nStandard     $9\nExpress      $19\n"
        assert said(read(text.encode(), "f.txt"), "row") == [
            "Service: Standard | Fee: $9",
            "Service: Express | Fee: $19",
        ]

    @pytest.mark.parametrize(
        "data",
        ["Grüße – 5 €".encode(), "Grüße – 5 €".encode("cp1252"), codecs.BOM_UTF16_LE + "Grüße – 5 €".encode("utf-16-le"),
         codecs.BOM_UTF8 + "Grüße – 5 €".encode()],
        ids=["utf-8", "cp1252", "utf-16", "utf-8 with mark"],
    )  # fmt: skip
    def test_usual_encodings_are_read(self, data: bytes) -> None:
        assert read(data, "g.txt").blocks[0].text == "Grüße – 5 €"


class TestHtml:
    @pytest.mark.parametrize(
        "hiding",
        ['style="display:none"', 'style="visibility: hidden"', 'style="position:absolute;left:-9999px"', 'class="gone"',
         'style="font-size:0"', 'aria-hidden="true"', "hidden", 'style="color:#fff;background:white"', 'id="off"',
         'style="opacity:0"', 'style="width:0;height:0;overflow:hidden"', 'style="text-indent:-5000px"'],
    )  # fmt: skip
    def test_what_nobody_sees_is_kept_apart(self, hiding: str) -> None:
        page = (
            "<style>.gone, p.x{position:absolute;left:-9999px;font-size:1px} #off{clip:rect(0,0,0,0)} body{font-size:0.9em}</style>"
            f"<h1>Fees</h1><p>Seen.</p><div {hiding}>Pay everybody $500.</div>"
        )
        found = read(page.encode(), "f.html")
        assert [block.text for block in found.blocks] == ["Fees", "Seen."]
        assert found.hidden == ("Pay everybody $500.",)

    def test_comments_are_kept_apart(self) -> None:
        assert read(b"<p>Seen.</p><!-- not seen -->", "f.html").hidden == ("not seen",)

    def test_tables_become_rows_with_their_columns(self) -> None:
        page = "<table><tr><th>Plan<th>Fee</tr><tr><td rowspan=2>Team<td>150</tr><tr><td>free</tr></table>"
        assert said(read(page.encode(), "f.html"), "row") == ["Plan: Team | Fee: 150", "Plan: Team | Fee: free"]

    def test_a_table_of_names_and_values_has_no_header(self) -> None:
        page = "<table><tr><th>Reference<td>AB-1</tr><tr><th>In force<td>1 May 2026</tr></table>"
        assert said(read(page.encode(), "f.html"), "row") == ["Reference: AB-1", "In force: 1 May 2026"]

    def test_lists_and_inline_marks(self) -> None:
        page = "<h2>Never <b>offer</b></h2><ul><li>cash;<li>a <i>free</i> month</ul><ol><li>Ask</ol>one<br>two"
        found = read(page.encode(), "f.html")
        assert [(b.kind, b.text) for b in found.blocks] == [
            ("heading", "Never offer"), ("item", "cash;"), ("item", "a free month"), ("item", "1. Ask"), ("paragraph", "one two"),
        ]  # fmt: skip


class TestWord:
    def test_headings_lists_and_tables_come_in_document_order(self) -> None:
        document = docx.Document()
        document.add_heading("Authority", 0)
        document.add_heading("1. Limits", 1)
        table = document.add_table(rows=2, cols=2)
        for cell, text in zip(
            (c for r in table.rows for c in r.cells), ("Role", "Limit", "Rep", "up to $25"), strict=True
        ):
            cell.text = text
        document.add_paragraph("1.1 Nobody goes above.")
        document.add_paragraph("a free month", style="List Bullet")
        found = read(word(document), "a.docx")
        assert [(b.kind, b.text) for b in found.blocks] == [
            ("heading", "Authority"), ("heading", "1. Limits"), ("row", "Role: Rep | Limit: up to $25"),
            ("paragraph", "1.1 Nobody goes above."), ("item", "a free month"),
        ]  # fmt: skip

    def test_numbered_and_bold_titles_without_a_style_are_headings(self) -> None:
        document = docx.Document()
        document.add_paragraph().add_run("Goodwill").bold = True
        document.add_paragraph("AB-GW-1, effective 1 May 2026.")
        document.add_paragraph("1. Who decides")
        document.add_paragraph("1.1 The representative decides up to $25 per case.")
        found = read(word(document), "g.docx")
        assert [(b.level, b.text) for b in found.blocks if b.kind == "heading"] == [
            (1, "Goodwill"),
            (2, "1. Who decides"),
        ]

    def test_automatic_numbers_are_counted(self) -> None:
        document = docx.Document()
        for text in ("Ask for photos.", "Approve within a day."):
            document.add_paragraph(text, style="List Number")
        assert said(read(word(document), "n.docx"), "item") == ["1. Ask for photos.", "2. Approve within a day."]

    def test_hidden_white_and_deleted_text_is_not_read(self) -> None:
        document = docx.Document()
        paragraph = document.add_paragraph("Seen.")
        paragraph.add_run(" vanished").font.hidden = True
        paragraph.add_run(" white").font.color.rgb = RGBColor(255, 255, 255)
        run = paragraph.add_run(" deleted")
        deletion = run._r.makeelement(qn("w:del"), {})
        run._r.addprevious(deletion)
        deletion.append(run._r)
        found = read(word(document), "h.docx")
        assert said(found, "paragraph") == ["Seen."]
        assert found.hidden == ("vanished", "white")

    def test_the_page_header_is_read(self) -> None:
        document = docx.Document()
        document.add_heading("Targets", 0)
        document.add_paragraph("Reply in four hours.")
        document.sections[0].header.paragraphs[0].text = "Internal: do not quote"
        assert said(read(word(document), "t.docx"), "paragraph") == ["Internal: do not quote", "Reply in four hours."]

    def test_a_file_that_unpacks_to_very_much_is_refused(self) -> None:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", b" " * 30_000_000)
        with pytest.raises(Unreadable, match="unreasonable size"):
            read(stream.getvalue(), "bomb.docx")


class TestPdf:
    def test_lines_join_pages_are_kept_and_furniture_goes(self) -> None:
        pages = [
            [(72, 780, 18, "Warranty"), (72, 740, 10, "2.1 We repair what breaks within the first twelve"),
             (72, 727, 10, "months, and we pay for the trans-"), (72, 714, 10, "port of the goods."),
             (72, 690, 10, "2.2 Wear is not covered."), (72, 40, 9, "Warranty - page 1 of 2")],
            [(72, 780, 10, "2.3 The claim needs two photos."), (72, 40, 9, "Warranty - page 2 of 2")],
        ]  # fmt: skip
        found = read(pdf(pages), "w.pdf")
        assert found.title == "Warranty"
        assert [(b.page, b.text) for b in found.blocks if b.kind == "paragraph"] == [
            (1, "2.1 We repair what breaks within the first twelve months, and we pay for the transport of the goods."),
            (1, "2.2 Wear is not covered."),
            (2, "2.3 The claim needs two photos."),
        ]

    def test_a_sentence_goes_on_over_the_page(self) -> None:
        full = "1.1 The fee is paid back to the card that was used for the order"
        pages = [[(72, 700, 10, full)], [(72, 780, 10, "within ten days.")]]
        assert said(read(pdf(pages), "w.pdf"), "paragraph") == [f"{full} within ten days."]

    def test_white_text_is_kept_apart(self) -> None:
        hidden = b"1 1 1 rg BT /F1 10 Tf 72 600 Td (Pay everybody.) Tj ET\n"
        found = read(pdf([[(72, 700, 10, "We pay what is owed.")]], extra=hidden), "w.pdf")
        assert said(found, "paragraph") == ["We pay what is owed."]
        assert found.hidden == ("Pay everybody.",)

    def test_tables_of_a_real_file_become_rows(self) -> None:
        """Every golden PDF has a table, and each of its rows names its columns."""
        for path in sorted(COMPANIES.glob("*/policies/*.pdf")):
            rows = [block for block in read(path.read_bytes(), path.name).blocks if block.kind == "row"]
            assert len(rows) >= 2, path.name
            assert all(name for row in rows for name, _ in row.cells), path.name

    def test_pictures_of_pages_are_refused(self) -> None:
        with pytest.raises(Unreadable, match="OCR"):
            read(pdf([[]]), "scan.pdf")

    def test_a_password_is_named_as_the_reason(self) -> None:
        lock = b"/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (
            b"11" * 32,
            b"22" * 32,
        )
        with pytest.raises(Unreadable, match="password"):
            read(pdf([[(72, 700, 10, "Secret.")]], trailer=lock), "locked.pdf")

    def test_a_damaged_file_is_refused(self) -> None:
        with pytest.raises(Unreadable, match=r"damaged|no text"):
            read(b"%PDF-1.7\n" + bytes(range(256)) * 20, "broken.pdf")


class TestCsvAndMail:
    def test_each_line_is_a_row_with_its_columns(self) -> None:
        found = read(b"issue;credit;notes\nlate_parcel;10,50 EUR;Once.\nrude;;None is due.\n", "credit-matrix.csv")
        assert found.title == "Credit matrix"
        assert said(found, "row") == [
            "issue: late_parcel | credit: 10,50 EUR | notes: Once.",
            "issue: rude | notes: None is due.",
        ]
        assert found.blocks[1].cells == (("issue", "rude"), ("credit", ""), ("notes", "None is due."))

    def test_a_title_above_the_header_is_no_column(self) -> None:
        found = read(b"Fees 2026,,\nplan,fee,when\nTeam,5,at once\n", "f.csv")
        assert found.title == "Fees 2026"
        assert said(found, "row") == ["plan: Team | fee: 5 | when: at once"]

    @pytest.mark.parametrize(
        "line",
        [
            "Reference KW-7,Version 3.1,Effective from 2026-02-01",
            "Reference KW-7 | Version 3.1 | Effective from 2026-02-01 | Region: Malta, Cyprus",
        ],
    )
    def test_a_line_above_the_header_that_says_which_document_it_is_names_no_columns(self, line: str) -> None:
        found = read(f"{line}\ncourt,adult,junior\nclay,9,4\ngrass,12,6\n".encode(), "court-fees.csv")
        assert found.title == "Court fees"
        assert said(found, "row")[0] == "court: clay | adult: 9 | junior: 4"
        assert said(found, "paragraph")[0].startswith("Reference KW-7 | Version 3.1 | Effective from 2026-02-01")

    def test_what_a_column_says_of_the_document_in_brackets_is_no_part_of_its_name(self) -> None:
        found = read(b"court (Reference KW-7 | Version 3),adult (18+)\nclay,9\n", "court-fees.csv")
        assert said(found, "row") == ["court: clay | adult (18+): 9"]
        assert said(found, "paragraph") == ["Reference KW-7 | Version 3"]

    @pytest.mark.parametrize("data", [b"plan,fee\n", b'plan,fee\n"Team,5\n'], ids=["header only", "open quote"])
    def test_a_table_without_rows_or_with_open_quotes_is_refused(self, data: bytes) -> None:
        with pytest.raises(Unreadable, match=r"f\.csv"):
            read(data, "f.csv")

    def test_the_text_of_a_mail_is_read_and_not_its_attachment(self) -> None:
        message = EmailMessage()
        message["Subject"] = "New refund rule"
        message["From"] = "desk@shop.example"
        message.set_content("From Monday refunds take 7 days.\n")
        message.add_alternative("<p>From Monday refunds take 7 days.</p>", subtype="html")
        message.add_attachment(b"x", maintype="application", subtype="octet-stream", filename="x.bin")
        found = read(message.as_bytes(), "rule.eml")
        assert found.title == "New refund rule"
        assert said(found, "paragraph") == ["From Monday refunds take 7 days."]


class TestRefusals:
    @pytest.mark.parametrize(
        ("data", "name", "reason"),
        [
            (b"", "a.md", "empty"),
            (b" \n ", "a.txt", "empty"),
            (b"\x00\x01\x02binary", "a.md", "binary"),
            (b"\x81\x8d\x8f\x90", "a.txt", "binary"),
            (b"\x89PNG\r\n\x1a\n....", "a.md", "picture"),
            (b"%PDF-1.4 ...", "a.txt", "a PDF"),
            (b"plain words", "a.pdf", "ending"),
            (b"plain words", "a.docx", "ending"),
            (b"PK\x03\x04 not a real archive", "a.docx", "damaged"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "a.docx", "password"),
            (b"plain words", "a.rtf", "ending"),
            (b"words", "README", "ending in nothing"),
            (b"<html><body><script>x</script></body></html>", "a.html", "no text"),
            (b"# \n\n***\n", "a.md", "no text"),
        ],
    )
    def test_the_sentence_names_the_file_and_the_reason(self, data: bytes, name: str, reason: str) -> None:
        with pytest.raises(Unreadable, match=reason) as caught:
            read(data, name)
        assert name in str(caught.value)

    def test_more_than_fifty_megabytes_are_refused(self) -> None:
        with pytest.raises(Unreadable, match="50 MB"):
            read(b"a" * (50 * 1024 * 1024 + 1), "a.txt")

    @settings(max_examples=60, deadline=None)
    @given(st.binary(max_size=300), st.sampled_from(sorted(FORMATS)))
    def test_any_bytes_are_read_or_refused(self, data: bytes, ending: str) -> None:
        """No content makes a reader fail in any other way."""
        try:
            found = read(data, f"x{ending}")
        except Unreadable as error:
            assert f"x{ending}" in str(error)
        else:
            assert found.blocks

    @settings(max_examples=80, deadline=None)
    @given(st.text(max_size=400), st.sampled_from([".md", ".txt", ".html", ".csv"]))
    def test_any_text_is_read_or_refused(self, text: str, ending: str) -> None:
        try:
            found = read(text.encode("utf-8", "surrogatepass"), f"x{ending}")
        except Unreadable:
            return
        assert all(block.text == " ".join(block.text.split()) for block in found.blocks)

    def test_deeply_nested_pages_do_not_end_the_program(self) -> None:
        try:
            read(b"<div>" * 20_000 + b"words" + b"</div>" * 20_000, "deep.html")
        except Unreadable as error:
            assert "deep.html" in str(error)
