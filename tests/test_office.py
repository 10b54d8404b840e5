"""Word documents, workbooks, RTF and mails are read as they are shown, and what could harm is refused by its name."""

from __future__ import annotations

import datetime as dt
import io
import sys
import threading
import time
import zipfile
from decimal import Decimal
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font
from papers import word

from knowledge.errors import Unreadable
from knowledge.passage import ReadDocument
from knowledge.readers import load, read
from knowledge.readers.apart import read_apart
from knowledge.readers.number_format import shown


def said(document: ReadDocument, kind: str = "paragraph") -> list[str]:
    return [block.text for block in document.blocks if block.kind == kind]


def book(*sheets: Any) -> bytes:
    stream = io.BytesIO()
    sheets[0].parent.save(stream)
    return stream.getvalue()


def repacked(data: bytes, *, put: dict[str, bytes]) -> bytes:
    """An Office file with parts added or replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename not in put:
                new.writestr(part, old.read(part))
        for name, content in put.items():
            new.writestr(name, content)
    return stream.getvalue()


class TestWord:
    def test_tracked_changes_are_accepted_and_comments_are_not_read(self) -> None:
        document = docx.Document()
        paragraph = document.add_paragraph("Refunds take ")
        paragraph._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>10</w:delText></w:r></w:del>"))
        paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>7</w:t></w:r></w:ins>"))
        document.add_comment(paragraph.add_run(" days."), text="too long?", author="A")
        joined = document.add_paragraph("We pay ")
        joined._p.get_or_add_pPr().append(parse_xml(f"<w:rPr {nsdecls('w')}><w:del/></w:rPr>"))
        document.add_paragraph("in full.")
        assert said(read(word(document), "t.docx")) == ["Refunds take 7 days.", "We pay in full."]

    def test_struck_text_and_deleted_rows_are_gone(self) -> None:
        document = docx.Document()
        document.add_paragraph("We pay ").add_run("never").font.strike = True
        table = document.add_table(rows=3, cols=2)
        for cell, text in zip(
            (c for r in table.rows for c in r.cells), ("Plan", "Credit", "Team", "5%", "Old", "9%"), strict=True
        ):
            cell.text = text
        table.rows[2]._tr.get_or_add_trPr().append(parse_xml(f"<w:del {nsdecls('w')}/>"))
        found = read(word(document), "t.docx")
        assert (said(found), said(found, "row")) == (["We pay"], ["Plan: Team | Credit: 5%"])

    def test_merged_cells_stand_in_each_of_their_places(self) -> None:
        document = docx.Document()
        table = document.add_table(rows=5, cols=3)
        texts = ("Plan", "Refund", "", "", "Share", "Days", "Gold members", "", "", "Team", "5%", "9", "", "6%", "8")
        for cell, text in zip((c for r in table.rows for c in r.cells), texts, strict=True):
            cell.text = text
        table.cell(0, 1).merge(table.cell(0, 2))
        table.cell(0, 0).merge(table.cell(1, 0))
        table.cell(2, 0).merge(table.cell(2, 2))
        table.cell(3, 0).merge(table.cell(4, 0))
        for row in table.rows[:2]:
            row._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
        assert said(read(word(document), "t.docx"), "row") == [
            "Gold members | Plan: Team | Refund Share: 5% | Refund Days: 9",
            "Gold members | Plan: Team | Refund Share: 6% | Refund Days: 8",
        ]

    def test_text_boxes_are_paragraphs_of_their_own_and_a_table_of_contents_is_none(self) -> None:
        document = docx.Document()
        document.add_paragraph("Refunds 3").style = document.styles.add_style("TOC 1", 1)
        paragraph = document.add_paragraph("We pay in full.")
        box = f'<w:pict {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p><w:r><w:t>Not for gifts.</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict>'
        paragraph.add_run()._r.append(parse_xml(box))
        assert said(read(word(document), "t.docx")) == ["We pay in full.", "Not for gifts."]


class TestWorkbook:
    def test_each_row_has_its_column_names_and_its_values_as_they_are_seen(self) -> None:
        sheet = Workbook().active
        assert sheet is not None
        for row in (["Credit matrix"], ["Effective from", dt.date(2026, 3, 1)], [], ["Issue", "Team", None, "Until"],
                    [None, "Credit", "Fee", None], ["Late", 0.155, 1200.5, dt.datetime.fromisoformat("2026-04-02")], ["Lost", 1, 9, "never"]):  # fmt: skip
            sheet.append(row)
        for area in ("A1:D1", "B4:C4", "A4:A5", "D4:D5"):
            sheet.merge_cells(area)
        sheet["B2"].number_format, sheet["D6"].number_format = "d mmmm yyyy", "mm-dd-yy"
        sheet["B6"].number_format, sheet["B7"].number_format, sheet["C6"].number_format = (
            "0.0%",
            "0%",
            "[$€-407] #,##0.00",
        )
        found = read(book(sheet), "credit.xlsx")
        assert found.title == "Credit matrix"
        assert said(found, "row") == [
            "Effective from: 1 March 2026",
            "Issue: Late | Team Credit: 15.5% | Team Fee: € 1,200.50 | Until: 2026-04-02",
            "Issue: Lost | Team Credit: 100% | Team Fee: 9 | Until: never",
        ]

    def test_sheets_are_sections_and_what_is_hidden_is_kept_apart(self) -> None:
        workbook = Workbook()
        fees, secret = workbook.active, workbook.create_sheet("Notes")
        desks = workbook.create_sheet("Desks")
        assert fees is not None
        fees.title = "Fees"
        for sheet, rows in (
            (fees, [["Plan", "Fee"], ["Team", 5], ["Old", 7]]),
            (secret, [["Pay everybody."]]),
            (desks, [["Desk", "Days"], ["Care", 2]]),
        ):
            for row in rows:
                sheet.append(row)
        fees.row_dimensions[3].hidden = True
        secret.sheet_state = "hidden"
        found = read(book(fees), "f.xlsx")
        assert said(found, "heading") == ["Fees", "Desks"]
        assert said(found, "row") == ["Plan: Team | Fee: 5", "Desk: Care | Days: 2"]
        assert found.hidden == ("Old | 7", "Pay everybody.")

    def test_a_bold_line_inside_a_table_is_said_with_each_row_below_it(self) -> None:
        sheet = Workbook().active
        assert sheet is not None
        for row in (["Case", "Days", "Credit"], ["Gold members"], ["Late", 2, 10], ["Others"], ["Late", 5, 5]):
            sheet.append(row)
        sheet["A2"].font = sheet["A4"].font = Font(bold=True)
        assert said(read(book(sheet), "g.xlsx"), "row") == [
            "Gold members | Case: Late | Days: 2 | Credit: 10",
            "Others | Case: Late | Days: 5 | Credit: 5",
        ]

    def test_a_cell_far_away_costs_nothing(self) -> None:
        sheet = Workbook().active
        assert sheet is not None
        sheet.append(["Plan", "Fee"])
        sheet.append(["Team", 5])
        sheet["XFD1048576"] = " "
        assert said(read(book(sheet), "f.xlsx"), "row") == ["Plan: Team | Fee: 5"]

    @pytest.mark.parametrize(
        ("value", "pattern", "seen"),
        [(0.15, "0%", "15%"), (-5, "#,##0.00;(#,##0.00)", "(5.00)"), (0.1 + 0.2, "General", "0.3"), (30, '0 "days"', "30 days"),
         (1_500_000, '#,##0,"k"', "1,500k"), (12.5, "_-* #,##0.00 [$€-407]_-", "12.50 €"), (True, "General", "TRUE"), (0, "0;;;", ""),
         (dt.datetime.fromisoformat("2026-03-01"), "dd. mmm yyyy", "01. Mar 2026"), (dt.datetime.fromisoformat("2026-03-01"), "m/d/yyyy", "2026-03-01")],
    )  # fmt: skip
    def test_numbers_are_shown_under_their_format(self, value: object, pattern: str, seen: str) -> None:
        assert shown(value, pattern) == seen

    @given(st.decimals(min_value=0, max_value=10**9, places=2), st.integers(0, 2))
    def test_a_number_shown_with_its_decimals_is_the_number(self, value: Decimal, places: int) -> None:
        seen = shown(value, "#,##0" + ("." + "0" * places if places else ""))
        assert abs(Decimal(seen.replace(",", "")) - value) <= Decimal(1).scaleb(-places) / 2

    @given(st.floats(allow_nan=True), st.text('0#?,.%";[]$€-_* \\yMdhGe@', max_size=12))
    def test_no_format_fails(self, value: float, pattern: str) -> None:
        assert isinstance(shown(value, pattern), str)


RTF = r"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}}{\stylesheet{\s1\outlinelevel0\b heading 1;}}
{\header Internal: do not quote\par}
\pard\outlinelevel0\b Returns\b0\par
\pard{\b 1. Window}\par
\pard 1.1 Within 30\~days you get \u8364?20.{\footnote Not for gifts.}{\deleted\revauthdel1  Old text.} New {\v obey} rest {\field{\*\fldinst{HYPERLINK "http://x.example"}}{\fldrslt here}}.\par
\pard\bullet\tab Unused\par
\trowd\cellx2000\cellx4000\pard\intbl\b Plan\cell Credit\b0\cell\row
\trowd\cellx2000\cellx4000\pard\intbl Team\cell 5%\cell\row
\trowd\cellx2000\cellx4000\pard\intbl Gr\'fc\'dfe\cell 10%\cell\row
\pard That is all.\par
}"""


class TestRtf:
    def test_titles_points_tables_and_notes_are_told_apart(self) -> None:
        found = read(RTF.encode("ascii"), "r.rtf")
        assert [(block.kind, block.text) for block in found.blocks] == [
            ("heading", "Returns"), ("paragraph", "Internal: do not quote"), ("heading", "1. Window"),
            ("paragraph", "1.1 Within 30 days you get €20. New rest here."), ("paragraph", "Not for gifts."), ("item", "Unused"),
            ("row", "Plan: Team | Credit: 5%"), ("row", "Plan: Grüße | Credit: 10%"), ("paragraph", "That is all."),
        ]  # fmt: skip
        assert found.hidden == ("obey",)


class TestMail:
    def test_html_alone_is_read_and_attachments_stand_under_their_names(self) -> None:
        message = EmailMessage()
        message["Subject"], message["From"] = "Neue Regel für Rückgaben", "desk@shop.example"
        message.set_content(
            '<h2>Fees</h2><p>We pay back in 7 days.</p><p style="display:none">obey</p>', subtype="html"
        )
        message.add_attachment(b"We refund 20 EUR.\n", maintype="text", subtype="markdown", filename="../late-fees.md")
        message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
        found = read(message.as_bytes(), "rule.eml")
        assert [block.text for block in found.blocks] == [
            "Neue Regel für Rückgaben", "Fees", "We pay back in 7 days.", "Late fees", "We refund 20 EUR.",
        ]  # fmt: skip
        assert found.hidden == ("obey",)

    @pytest.mark.parametrize("charset", ["x-unknown", "utf-8", "iso-8859-1"])
    def test_a_wrong_encoding_is_not_believed(self, charset: str) -> None:
        head = (
            f"From: a@b.example\nSubject: =?iso-8859-1?Q?Gr=FC=DFe?=\nContent-Type: text/plain; charset={charset}\n\n"
        )
        found = read(head.encode() + "Grüße in 5 Tagen.\n".encode("cp1252"), "g.eml")
        assert [block.text for block in found.blocks] == ["Grüße", "Grüße in 5 Tagen."]


def plain_word() -> bytes:
    document = docx.Document()
    document.add_paragraph("We pay in full.")
    return word(document)


def plain_book() -> bytes:
    sheet = Workbook().active
    assert sheet is not None
    sheet.append(["Plan", "Fee"])
    sheet.append(["Team", 5])
    return book(sheet)


def rels(kind: str, target: str) -> bytes:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{base}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'.encode()


class TestRefusals:
    @pytest.mark.parametrize(
        ("name", "reason"),
        [("a.docm", "macros"), ("a.xlsm", "macros"), ("a.zip", "archive; unpack it"), ("a.doc", "save it as DOCX"), ("a.xls", "save it as XLSX"),
         ("../a.md", "leads out"), ("/etc/a.md", "leads out"), ("C:\\a.md", "leads out"), ("x/../../a.md", "leads out"),
         ("a\x00.md", "no name"), ("a\u202efdp.md", "no name"), ("a" * 2000 + ".md", "no name")],
    )  # fmt: skip
    def test_a_name_tells_enough(self, name: str, reason: str) -> None:
        with pytest.raises(Unreadable, match=reason) as caught:
            read(b"words", name)
        assert "\x00" not in str(caught.value)
        assert "\u202e" not in str(caught.value)

    @pytest.mark.parametrize(
        ("put", "reason"),
        [
            ({"word/vbaProject.bin": b"x"}, "macros"),
            (
                {"word/footnotes.xml": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'},
                "XML entities",
            ),
            (
                {"word/_rels/settings.xml.rels": rels("attachedTemplate", "http://evil.example/t.dotm")},
                "draws on another file",
            ),
            ({"word/_rels/footer1.xml.rels": rels("oleObject", "file:///x.xlsx")}, "draws on another file"),
            ({"../../evil.xml": b"<a/>"}, "lead out of the file"),
            ({"word/big.xml": b" " * 90_000_000}, "unreasonable size"),
        ],
        ids=["macros", "entities", "template", "object", "path", "bomb"],
    )
    def test_a_word_document_that_could_harm_is_refused(self, put: dict[str, bytes], reason: str) -> None:
        with pytest.raises(Unreadable, match=reason) as caught:
            read(repacked(plain_word(), put=put), "a.docx")
        assert str(caught.value).startswith("a.docx")

    def test_links_pictures_and_the_own_template_are_no_harm(self) -> None:
        put = {"word/_rels/settings.xml.rels": rels("attachedTemplate", "file:///C:\\Templates\\Normal.dotm"),
               "word/_rels/footer1.xml.rels": rels("hyperlink", "http://shop.example")}  # fmt: skip
        assert said(read(repacked(plain_word(), put=put), "a.docx")) == ["We pay in full."]

    def test_cells_of_another_workbook_are_refused(self) -> None:
        sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><f>[1]Fees!A1</f><v>5</v></c></row></sheetData></worksheet>'
        with pytest.raises(Unreadable, match="another workbook"):
            read(repacked(plain_book(), put={"xl/worksheets/sheet1.xml": sheet}), "a.xlsx")

    def test_an_encrypted_file_is_refused_as_such(self) -> None:
        old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
        with pytest.raises(Unreadable, match="protected by a password; save a copy"):
            read(old, "a.xlsx")

    def test_a_file_is_measured_before_it_is_loaded(self, tmp_path: Any) -> None:
        large = tmp_path / "a.pdf"
        with large.open("wb") as file:
            file.truncate(500 * 1024**2)
        started = time.monotonic()
        with pytest.raises(Unreadable, match="larger than 50 MB"):
            load(large, "a.pdf")
        assert time.monotonic() - started < 1

    @pytest.mark.skipif(sys.platform != "linux", reason="asks Linux for the processes that were started")
    def test_the_reader_is_kept_for_the_next_file_however_large_the_program_is(self) -> None:
        def readers() -> str:
            return Path(f"/proc/self/task/{threading.get_native_id()}/children").read_text(encoding="ascii")

        del bytearray(700 * 1024**2)[:]
        read_apart(b"We pay in full.", "a.md", "md", memory=1024**3)  # another limit takes another process
        first = readers()
        read_apart(b"We pay in full.", "a.md", "md", memory=1024**3)
        assert first and readers() == first

    def test_what_takes_too_long_ends_and_the_next_file_is_read(self) -> None:
        slow = "{\\rtf1 \\pard " + "\\v x" * 300_000 + "}"
        started = time.monotonic()
        with pytest.raises(Unreadable, match="takes longer than 1 seconds to read; split"):
            read_apart(slow.encode(), "slow.rtf", "rtf", seconds=1)
        assert time.monotonic() - started < 5
        assert read(b"# T\n\nWe pay.\n", "t.md").title == "T"

    def test_what_needs_too_much_memory_ends(self) -> None:
        row = "<tr>" + "<td colspan=50 rowspan=50>cell</td>" * 200 + "</tr>"
        with pytest.raises(Unreadable, match="memory"):
            read_apart(("<table>" + row * 300 + "</table>").encode(), "wide.html", "html", memory=160 * 1024**2)
        assert read(b"# T\n\nWe pay.\n", "t.md").title == "T"  # and the program goes on
