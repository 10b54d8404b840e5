"""A wheel built from the project holds everything that it needs to run."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from terminal import RETURNS

PROJECT = Path(__file__).parent.parent
# Takes in a document and drafts a reply with the code of the wheel, then tells where that code was found.
_USE = """
import sys
site, home, document = sys.argv[1:]
sys.path.insert(0, site)
import assistant, knowledge, prompts, ui
from assistant.cli import main
assert main(["--home", home, "ingest", document, "--json"]) == 0
assert main(["--home", home, "draft", "--json"]) == 0
print("|", *(module.__file__ for module in (assistant, knowledge, prompts, ui)), sep="\\n", file=sys.stderr)
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, unpacked as an installer would."""
    folder = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        # The build back end is locked among the tools of the project, so nothing has to be fetched.
        [
            *(sys.executable, "-m", "uv", "build", "--quiet", "--offline", "--no-build-isolation"),
            *("--python", sys.executable, "--wheel", "--out-dir", folder, PROJECT),
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_every_file_that_is_read_at_run_time_is_in_the_wheel(site: Path) -> None:
    for room in ("assistant", "knowledge", "prompts", "ui"):
        here = {
            path.relative_to(PROJECT).as_posix()
            for path in (PROJECT / room).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        assert {path.relative_to(site).as_posix() for path in (site / room).rglob("*") if path.is_file()} == here
    (points,) = site.glob("*.dist-info/entry_points.txt")
    assert "amends = assistant.cli:main" in points.read_text()


@pytest.mark.soak
def test_the_wheel_drafts_a_reply_from_anywhere(site: Path, tmp_path: Path) -> None:
    (tmp_path / "returns.md").write_text(RETURNS)
    done = subprocess.run(
        [sys.executable, "-c", _USE, site, tmp_path / "home", tmp_path / "returns.md"],
        input="My parcel came four days late. I want the delivery fee of $9.95 back.",
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    found = done.stderr.split("|\n")[1].splitlines()
    assert len(found) == 4
    assert all(Path(file).is_relative_to(site) for file in found)
    proposal, _ = json.JSONDecoder().raw_decode(done.stdout[done.stdout.index("]\n") + 2 :])
    assert proposal["case"] == "C-000001"
    assert len(proposal["reply"]["text"].split()) > 20
