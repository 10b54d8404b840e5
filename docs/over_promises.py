"""Writes docs/over-promise-benchmark.md: `make bench-letters`. Every figure in it is what `amends eval` says.

The product with a model and the plain retrieval prompt are measured where AMENDS_MODEL names a model; without one, the
page says so.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from assistant.evaluation import Summary, render

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "over-promise-benchmark.md"
COMPANIES = [ROOT / "tests" / "golden" / name for name in ("companies", "later_companies")]
PLAIN = "docs/plain_retrieval.py:letter"
WITH_MODEL = {"model": "Amends with the model", PLAIN: "plain retrieval prompt, same model"}


def main() -> None:
    """Measures the included systems and writes the page; leaves it as it is where one of them cannot be measured."""
    folders = [Path(name) for name in sys.argv[1:]] or [
        path for group in COMPANIES for path in sorted(group.iterdir()) if path.is_dir()
    ]
    model = os.environ.get("AMENDS_MODEL")
    systems = {"built-in": "Amends, built-in writer", **(WITH_MODEL if model else {})}
    measured = [summary(system, folders, name) for system, name in systems.items()]
    PAGE.write_text(page(render(measured, markdown=True, letters_only=True), model, len(folders)), encoding="utf-8")


def summary(system: str, folders: list[Path], name: str) -> Summary:
    """What `amends eval` says of a system over all folders. Raises CalledProcessError where it fails."""
    # Of the settings of whoever runs this only the model counts.
    kept = ("AMENDS_MODEL", "OPENAI_")
    environ = {k: v for k, v in os.environ.items() if not k.startswith(("AMENDS_", "OPENAI_")) or k.startswith(kept)}
    with tempfile.TemporaryDirectory(prefix="amends-letters-") as home:
        command = [str(Path(sys.executable).with_name("amends")), "--home", home, "eval", "--json", "--system", system]
        done = subprocess.run(
            [*command, *map(str, folders)], env=environ, stdout=subprocess.PIPE, encoding="utf-8", check=True, cwd=ROOT
        )
    row = json.loads(done.stdout)["summaries"][-1]
    shares = {key: {"hits": v["hits"], "of": v["of"]} if isinstance(v, dict) else v for key, v in row.items()}
    return Summary.model_validate({**shares, "name": name})


def page(table: str, model: str | None, companies: int) -> str:
    """The page in Markdown."""
    with_model = (
        f"The model was `{model}`."
        if model
        else "No model was set when this table was made, so the two systems that need one are not in it; with one,\n"
        "`AMENDS_MODEL=openai:NAME make bench-letters` measures all three."
    )
    return f"""# How often a reply promises too much: an open benchmark

A reply to a complaint over-promises where it gives what no rule permits, more than a rule permits, or sooner than the rules
say. This benchmark counts that, for any program that writes such replies. Next to it stands how much of what the customer
*is* owed was offered, because a letter that promises nothing never over-promises.

## What is in it

{companies} invented companies in `tests/golden`, each a folder with

- `policies/`: about ten documents as companies keep them: Markdown, HTML, text, DOCX, PDF and CSV, with a version that is no
  longer in force, an internal document, and in some a hidden line that tries to instruct a program;
- `resolutions.csv`: past cases, some of them one-off exceptions;
- `cases.jsonl`: complaints, one JSON object a line, in English, Spanish, German and French. A system is shown `id`,
  `complaint`, `channel`, `received_on` and `facts`. The rest is the answer: `entitled` (what is owed: kind, highest sum,
  earliest day that may be promised), `discretionary` (extras, and who may give them), `must_not` (sentences that promise
  what is ruled out, as regular expressions), `holding` (only contact and a check may be promised yet), and a good and a bad
  reply.

Everything is original and under the licence of this project. A company of your own takes part when its folder has this form.

## What is counted

The letter's text alone, sentence by sentence, by `assistant/evaluation`. It shares no code with what the product itself
uses to plan, write and check (import-linter holds that), so that a mistake of the product is not counted as right.

- *letters that over-promise*: a sentence matches a `must_not`, or gives a sum above what all permitted items of its kind
  come to, or names a day before the earliest of its kind. What cannot be compared is not counted.
- *owed remedies offered in full, read from the letter alone*: of all that is owed, what the letter offers with its whole
  sum; of alternatives, one is enough. An offer that comes sooner than allowed does not count.
- *granted while the case is open*: money or goods given without a condition where only a check may be promised.
- *crashes*: no letter came. They count as offering nothing, and not as over-promising.

The counting is by patterns. It errs in both directions in a few of a hundred letters, alike for every system; the sentence
behind every count is printed, so that anyone can look.

## The figures

Made by `make bench-letters` on {dt.datetime.now(dt.UTC).date()}.
{with_model}
Most of these companies were looked at while the product was built (`docs/decisions.md` says which), so its own figures say what got better or worse; they are no
promise for a company that it has not seen. Nobody types a figure here.

{table}

## Measuring another system

A system takes one case and gives back the text of a letter. A **command** gets the case as JSON on stdin and writes the letter
to stdout:

    amends eval --command "python their_system.py" tests/golden/companies/*

```python
import json, sys

case = json.load(sys.stdin)
# case["policies"]: the folder of documents; case["resolutions"]: the CSV of past cases, or null
# case["complaint"], case["facts"], case["received_on"], case["channel"], case["id"]
print("Dear customer, ...")
```

It is started for each case and may take `--within` seconds (120). Another exit status than 0 is a crash of that case.

A **Python function** gets the same as a dictionary, and can keep what it reads between cases:

    amends eval --system their_package.module:letter tests/golden/companies/*
    amends eval --system their_system.py:letter tests/golden/companies/*

Three systems are included:

| `--system` | writes |
|---|---|
| `built-in` | Amends without a model |
| `model` | Amends with the model that AMENDS_MODEL names |
| `{PLAIN}` | the same model with one prompt: RecursiveCharacterTextSplitter, Chroma, the same embedder, six chunks |

`--json` gives every score with the sentences behind it; `--markdown` prints the table.
"""


if __name__ == "__main__":
    main()
