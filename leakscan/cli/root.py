"""The root command: how every way a command can end becomes one of the four exit statuses."""

from __future__ import annotations

import os
import sys
import traceback
from typing import Any

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from leakscan.cli.console import fail
from leakscan.errors import LeakscanError
from leakscan.output.escape import printable

INCOMPLETE = 3


class RootGroup(TyperGroup):
    """A Typer group whose commands never end in a status that means something else.

    Left alone, an interrupt ends in 130, a closed pipe and a crash in 1, and 1 means *hits* here.
    """

    def invoke(self, ctx: Any) -> Any:
        """Run the command; whatever it raises becomes a message on stderr and an exit status."""
        try:
            return self._told(ctx)
        except BrokenPipeError as error:  # the reader of the pipe has gone: what it did not take is lost
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(INCOMPLETE) from error

    def _told(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except (TyperException, typer.Exit, typer.Abort, BrokenPipeError):
            raise
        except LeakscanError as error:
            fail(str(error))
            raise typer.Exit(error.exit_status) from error
        except KeyboardInterrupt as error:
            fail("interrupted; what was done before stands")
            raise typer.Exit(INCOMPLETE) from error
        except Exception as error:
            sys.stderr.write(printable(traceback.format_exc()))  # what it is about may be hostile
            fail("this is a fault in leakscan, and the work was not finished; please report the lines above")
            raise typer.Exit(INCOMPLETE) from error
