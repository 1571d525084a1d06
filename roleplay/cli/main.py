"""The way in. Help and play take a short way that loads neither typer nor rich (60 ms)."""

import os
import sys
from collections.abc import Sequence

from roleplay.cli.exit import leave, run
from roleplay.cli.languages import asked_language
from roleplay.errors import ExitCode
from roleplay.i18n import activate, choose_language


def main() -> None:
    """Run the command that the shell gave, and leave with its exit code."""
    _mend_streams()
    leave(run(lambda: dispatch(sys.argv[1:])))


def dispatch(arguments: Sequence[str]) -> ExitCode:
    """Carry out a command line."""
    activate(choose_language(os.environ))
    if language := asked_language(arguments):
        activate(language)
    if not arguments or arguments[0] in ("--help", "-h"):
        from roleplay.cli.help import help_text

        print(help_text())
        return ExitCode.DONE
    if arguments[0] == "--version":
        from roleplay import __version__

        print(f"roleplay {__version__}")
        return ExitCode.DONE
    from roleplay.cli.front import quick_play

    if (request := quick_play(arguments)) is not None:
        from roleplay.cli.playing import play

        return play(request)
    from roleplay.cli.application import run_application

    return run_application(arguments)


def _mend_streams() -> None:
    """Write UTF-8 whatever the locale is, and survive a missing stream."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123  # lives as long as we do
        else:
            stream.reconfigure(encoding="utf-8", errors="replace")
