"""Files made for the tests of the readers, by the libraries at hand or by hand."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Sequence

Printed = tuple[float, float, int, str]


def pdf(pages: Sequence[Sequence[Printed]], *, trailer: bytes = b"", extra: bytes = b"", bold: str = "") -> bytes:
    """A PDF by hand: for each page the lines as (x, y, size, text) in Helvetica; lines with `bold` in them are bold."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>",
    ]
    kids = []
    for lines in pages:
        stream = "".join(
            f"BT /F{2 if bold and bold in text else 1} {size} Tf {x} {y} Td ({text}) Tj ET\n"
            for x, y, size, text in lines
        ).encode("cp1252")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream) + len(extra), stream + extra))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    parts, places, length = [b"%PDF-1.4\n"], [], 9
    for number, body in enumerate(objects, start=1):
        places.append(length)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        length += len(parts[-1])
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    parts += [b"%010d 00000 n \n" % place for place in places]
    parts.append(b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, length))
    return b"".join(parts)


def column(x: float, y: float, text: str, *, width: int = 44, size: int = 9) -> list[Printed]:
    """A paragraph wrapped into a column that begins at (x, y)."""
    return [(x, y - i * size * 1.2, size, line) for i, line in enumerate(textwrap.wrap(text, width))]


def word(document: object) -> bytes:
    """A Word document as a file."""
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]  # python-docx's factory hides the class
    return stream.getvalue()
