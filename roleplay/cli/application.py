"""The full command line. It loads typer and the one command that was asked for."""

import importlib
from collections.abc import Mapping, Sequence
from keyword import iskeyword

import typer

from roleplay.cli.exit import tell
from roleplay.cli.help import COMMANDS
from roleplay.errors import ExitCode, RoleplayError
from roleplay.i18n import _


def run_application(arguments: Sequence[str]) -> ExitCode:
    """Carry out a command line. Raises RoleplayError for a command that there is not."""
    name, *rest = arguments
    if name not in COMMANDS:
        from roleplay.schema.reading import nearest

        message = _("There is no command '{name}'.").format(name=name)
        raise RoleplayError(message, nearest(name, COMMANDS))
    parser = typer.main.get_command(build_application(name))
    # Not by calling it: that would turn an interruption and a broken pipe into exit codes of typer's own.
    try:
        with parser.make_context(f"roleplay {name}", list(rest)) as context:
            code = parser.invoke(context)
    except typer.Exit:
        return ExitCode.DONE
    except typer.TyperException as mistake:
        tell(mistake.format_message(), _("Look at: roleplay {name} --help").format(name=name))
        return ExitCode.USAGE
    return code if isinstance(code, ExitCode) else ExitCode.DONE


def build_application(name: str) -> typer.Typer:
    """Return the command line of one command. Its module has an underscore after a word of Python's own.

    A command that is a package has subcommands, each in a module of its own.
    """
    module = importlib.import_module(f"roleplay.cli.commands.{name}{'_' * iskeyword(name)}")
    application = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    subcommands: Mapping[str, str] = getattr(module, "SUBCOMMANDS", {})
    if not subcommands:
        application.command(help=_(COMMANDS[name]))(module.command)
        return application
    application.callback(help=_(COMMANDS[name]))(module.command)
    for word, text in subcommands.items():
        part = importlib.import_module(f"{module.__name__}.{word}")
        application.command(word, help=_(text))(part.command)
    return application
