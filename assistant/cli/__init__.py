"""The command line: `amends COMMAND`. It speaks to people in tables and to scripts, with `--json`, in JSON.

Everything slow (the database, the search index, tables in colour) is imported by the command that needs it, so that
`amends --help` answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from assistant.cli import faults
from assistant.cli.commands import amends
from assistant.cli.session import Session

if TYPE_CHECKING:
    from assistant.cli.session import Opener


def main(argv: Sequence[str] | None = None, *, open_desk: Opener | None = None) -> int:
    """Runs one command and returns its exit status: 0 done, 1 it could not be done, 2 wrong usage.

    `argv` is what follows the program's name (of this process, unless given). `open_desk` replaces
    `assistant.wiring.open_desk`.
    """
    session = Session(opener=open_desk)
    faults.quiet_libraries()
    for stream in (sys.stdout, sys.stderr):
        faults.take_any_letter(stream)
    try:
        with faults.ended_like_ctrl_c():
            status = amends.main(args=argv, prog_name="amends", obj=session, standalone_mode=False)
            sys.stdout.flush()
    except click.ClickException as error:
        error.show(file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        # Whoever read our output has seen enough ("| head"); the interpreter must not complain when it flushes.
        faults.abandon(sys.stdout)
        return 1
    except BaseException as error:  # the last frame before the shell: nothing may end in a traceback
        if isinstance(error, SystemExit | GeneratorExit):
            raise
        click.echo(f"Error: {faults.sentence(error, session)}", err=True)
        return 1
    return status if isinstance(status, int) else 0


__all__ = ["main"]
