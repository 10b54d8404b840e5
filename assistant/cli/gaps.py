"""What complaints are about that no policy decides."""

from __future__ import annotations

from assistant.cli.session import Session, command, pass_session


@command("gaps")
@pass_session
def gaps(session: Session) -> None:
    """Count the complaints that no policy decides, by what they are about, with a heading for the missing policy."""
    with session.desk() as desk:
        found = desk.stewardship.gaps()
    if session.as_json:
        session.console.emit(found)
        return
    session.console.table(
        ("complaints", "missing policy", "first", "last", "asked for", "cases"),
        [
            (gap.count, gap.heading, gap.first, gap.last, "; ".join(gap.asked), ", ".join(gap.cases[:20]))
            for gap in found
        ],
        empty="No complaint was left without a policy.",
    )
