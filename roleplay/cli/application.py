"""The full command line. It loads typer and the one command that was asked for."""

import importlib
import sys
from collections.abc import Mapping, Sequence
from keyword import iskeyword
from types import ModuleType

import typer

from roleplay.cli.exit import tell
from roleplay.cli.help import COMMANDS, commands_text
from roleplay.errors import ExitCode, RoleplayError
from roleplay.i18n import _


def run_application(arguments: Sequence[str]) -> ExitCode:
    """Carry out a command line. Raises RoleplayError for a command that there is not."""
    name, *rest = arguments
    purpose = _known(name, COMMANDS)
    module = _module(name)
    if parts := _parts(module):
        if not rest or rest[0] in ("--help", "-h"):
            sys.stdout.write(commands_text(name, parts) + "\n")
            return ExitCode.DONE if rest else ExitCode.USAGE
        part, *rest = rest
        purpose = _known(part, parts)
        name = f"{name} {part}"
        module = _module(name)
    return _run(name, build_application(module, purpose), rest)


def _run(name: str, application: typer.Typer, arguments: Sequence[str]) -> ExitCode:
    parser = typer.main.get_command(application)
    # Not by calling it: that would turn an interruption and a broken pipe into exit codes of typer's own.
    try:
        with parser.make_context(f"roleplay {name}", list(arguments)) as context:
            code = parser.invoke(context)
    except typer.Exit:
        return ExitCode.DONE
    except typer.TyperException as mistake:
        tell(mistake.format_message(), _("Look at: roleplay {name} --help").format(name=name))
        return ExitCode.USAGE
    return code if isinstance(code, ExitCode) else ExitCode.DONE


def build_application(module: ModuleType, purpose: str) -> typer.Typer:
    """Return the command line of one command."""
    application = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    application.command(help=_(purpose))(module.command)
    return application


def _known(name: str, commands: Mapping[str, str]) -> str:
    """Return what a command is for. Raises RoleplayError when there is none of that name."""
    if name in commands:
        return commands[name]
    from roleplay.schema.reading import nearest

    raise RoleplayError(_("There is no command '{name}'.").format(name=name), nearest(name, commands))


def _module(name: str) -> ModuleType:
    """Return the module of a command, or of a part of one: `group triad`.

    It has an underscore after a word of Python's own.
    """
    path = ".".join(word + "_" * iskeyword(word) for word in name.split())
    return importlib.import_module(f"roleplay.cli.commands.{path}")


def _parts(module: ModuleType) -> Mapping[str, str]:
    """Return the commands that a command is made of, with what each is for; most are made of none."""
    parts: Mapping[str, str] = getattr(module, "COMMANDS", {})
    return parts
