"""Writes docs/checking-other-drafts.md: python docs/other_drafts.py. What stands in it is what `amends check` says.

The drafts are made up, in the manner of what other tools write; the company is the one that comes with the program.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "checking-other-drafts.md"
POLICIES = ROOT / "assistant" / "example" / "policies"

MACRO = """Hi Dana,

Thanks for reaching out! We're so sorry your parcel is late. I've already refunded your delivery charge, and you will see
the $7.90 on your card within 2 business days. We guarantee that this won't happen again.

Best,
Support Team
"""
CHAT = """Oh no, a broken casserole is the worst! Send me two photos and once they are accepted we will send you a new one
within 3 business days. We will also add a $60 shop credit to your account today for the trouble.
"""
EXPORT = [
    {
        "id": "ticket-8812",
        "text": "Dear Mr Roy, I am sorry that your parcel is late. We will refund the delivery charge of $7.90 within 6 business days of your request.",
        "sent_on": "2026-11-16",
        "facts": {"delivery charge": "7.90 USD", "delivered": "2026-11-12", "latest date shown": "2026-11-05"},
    },
    {
        "id": "ticket-8813",
        "text": "Dear Ms Lund, I am sorry that your parcel is late. We will refund €7.90 within 6 business days of your request. We will also refund the full price of the goods by Friday.",
        "sent_on": "2026-11-16",
        "facts": {"delivery charge": "7.90 USD", "delivered": "2026-11-12", "latest date shown": "2026-11-05"},
    },
]


def main() -> None:
    """Runs the three examples in a home of their own and writes the page."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        amends(home, "ingest", str(POLICIES))
        macro = amends(
            home, "check", "--sent-on", "2026-11-16", "--fact", "delivery charge=7.90 USD", "--repair", given=MACRO
        )
        chat = amends(home, "check", "--sent-on", "2026-11-16", "--repair", given=CHAT)
        lines, out = home / "drafts.jsonl", home / "checked.jsonl"
        lines.write_text("".join(json.dumps(line) + "\n" for line in EXPORT), encoding="utf-8")
        amends(home, "check", "--batch", str(lines), "--out", str(out))
        checked = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    told = "\n".join(
        f"{line['id']}  blocked: {str(line['blocked']).lower()}"
        + "".join(f"\n  {finding['verdict']}: {finding['why']}" for finding in line["findings"])
        for line in checked
    )
    PAGE.write_text(page(macro, chat, told), encoding="utf-8")


def amends(home: Path, *words: str, given: str | None = None) -> str:
    """What a command prints. Raises CalledProcessError where it fails."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("AMENDS_", "OPENAI_"))}
    done = subprocess.run(
        [str(Path(sys.executable).with_name("amends")), "--home", str(home), *words],
        input=given, capture_output=True, text=True, check=True, env=environ,
    )  # fmt: skip
    return done.stdout.strip()


def page(macro: str, chat: str, batch: str) -> str:
    """The page in Markdown."""
    lines = "\n".join(json.dumps(line) for line in EXPORT)
    return f"""# Checking drafts of other tools

`amends check` judges any text as it would leave: a macro of a helpdesk, the draft of another assistant, a chat reply, a
letter that a person wrote. It needs the policies (`amends ingest FOLDER`, once) and, for sums and dates that depend on
the case, the facts. It needs no complaint, no case and no model, and keeps nothing.

    amends check draft.txt --fact "price=129.00 USD" --sent-on 2026-11-16 --repair

It prints each commitment with its verdict and the clause, then what was found in the text as a whole. `--repair` adds
one proposed edit for each finding that blocks, and the text after them. With `--json` all of it comes as one object
(`commitments`, `findings`, `blocked`, and with `--repair` also `repairs` and `repaired`); offsets are Unicode code
points of the text. The exit status is 0 also where the text is blocked: look at `blocked`.

To judge a text as the reply of a case that Amends knows, with its complaint, facts and plan, add `--case C-000042`;
then what the customer is owed and the text does not offer is found as well.

The examples below were printed by `python docs/other_drafts.py`, with the policies of the example company.

## 1. A macro of a helpdesk

```text
{MACRO.strip()}
```

    amends check macro.txt --sent-on 2026-11-16 --fact "delivery charge=7.90 USD" --repair

```text
{macro}
```

## 2. A chat reply of another assistant

```text
{CHAT.strip()}
```

    amends check chat.txt --sent-on 2026-11-16 --repair

```text
{chat}
```

## 3. A day's drafts of a ticket system

One JSON object a line, with whatever facts the ticket holds:

```json
{lines}
```

    amends check --batch drafts.jsonl --out checked.jsonl --workers 2

Each line of `checked.jsonl` has the `id`, the `commitments`, the `findings` and `blocked`; a line that cannot be read
gives `{{"id","error"}}`, and the rest go on. In short:

```text
{batch}
```

## In a pipeline

    amends check "$DRAFT" --json | python -c "import json, sys; sys.exit(json.load(sys.stdin)['blocked'])" || echo "not yet"
"""


if __name__ == "__main__":
    main()
