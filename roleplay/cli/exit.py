"""The one place that prints errors and picks exit codes."""

import os
import sys
from collections.abc import Callable
from typing import NoReturn

from roleplay.cleaning import clean
from roleplay.errors import ExitCode, RoleplayError
from roleplay.i18n import _


def run(command: Callable[[], ExitCode]) -> ExitCode:
    """Return what a command comes to. The user's situation is told on stderr; a bug is left to show itself."""
    try:
        code = command()
        sys.stdout.flush()
    except RoleplayError as error:
        tell(error.message, error.hint)
        return error.code
    except KeyboardInterrupt:
        tell(_("Interrupted."))
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        # Nobody reads any more. Without this, the interpreter would complain once more as it closes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.DONE
    return code


def tell(message: str, hint: str = "") -> None:
    """Say something to the user on stderr."""
    print(clean(message), file=sys.stderr)
    if hint:
        print(clean(hint), file=sys.stderr)


def leave(code: ExitCode) -> NoReturn:
    """End the program."""
    raise SystemExit(int(code))
