"""`roleplay new`: begin a scenario, persona, customer type or rubric."""

import os
import shlex
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Final, TypeVar

import typer

from roleplay.app.drafts import EVERYBODY, USUAL_RUBRIC, USUAL_TYPE, DraftKind, Drafts, Wish
from roleplay.app.roots import nearest_content_folder
from roleplay.authoring.drafting import usual_title
from roleplay.cleaning import clean_line
from roleplay.cli.exit import tell
from roleplay.cli.options import Lang
from roleplay.cli.playing import desk_here
from roleplay.domain.vocabulary import CHANNELS
from roleplay.errors import ExitCode, RoleplayError
from roleplay.i18n import _, active_language, choose_language
from roleplay.schema.reading import nearest
from roleplay.terminal.prompt import Prompt
from roleplay.terminal.questions import Questions
from roleplay.terminal.screen import screen_for

T = TypeVar("T")


_TAKES: Final[Mapping[DraftKind, tuple[str, ...]]] = {
    DraftKind.SCENARIO: ("--persona", "--type", "--rubric"),
    DraftKind.PERSONA: ("--type",),
    DraftKind.TYPE: (),
    DraftKind.RUBRIC: (),
}
"""The options of each kind, beside those that all have."""


def command(
    kind: Annotated[DraftKind, typer.Argument(help=_("What to begin."))],
    name: Annotated[str, typer.Argument(metavar="id", help=_("Its id: small letters, digits, - and _."))],
    to: Annotated[
        Path | None,
        typer.Option("--to", help=_("Write into this content folder; the nearest one without it.")),
    ] = None,
    title: Annotated[
        str | None, typer.Option("--title", help=_("The title; the name of a persona or type."))
    ] = None,
    persona: Annotated[str | None, typer.Option("--persona", help=_("Who brings the scenario."))] = None,
    customer_type: Annotated[
        str | None, typer.Option("--type", help=_("The customer type of a persona, or of who brings it."))
    ] = None,
    rubric: Annotated[str | None, typer.Option("--rubric", help=_("The rubric of the scenario."))] = None,
    yes: Annotated[bool, typer.Option("--yes", help=_("Ask nothing, and take what is usual."))] = False,
    lang: Lang = None,
) -> ExitCode:
    """Begin a file that plays at once, with comments that say what to change."""
    given = {"--persona": persona, "--type": customer_type, "--rubric": rubric}
    _refuse_strangers(kind, given)
    folder = _folder(to)
    drafts = Drafts(desk_here(), folder)
    drafts.check_new(kind, name)
    try:
        wish = _Wishing(drafts, {**given, "--title": title}, None if yes else _questions()).wish(kind, name)
    except KeyboardInterrupt:
        tell("\n" + _("Nothing was written."))
        return ExitCode.INTERRUPTED
    written = drafts.begin(wish)
    for path in written:
        sys.stdout.write(_("Written: {path}").format(path=_shown(path)) + "\n")
    _tell_next(drafts, wish, folder, written[0])
    return ExitCode.DONE


class _Wishing:
    """Finds out what somebody wants: from options, from questions at a terminal, or as is usual."""

    def __init__(self, drafts: Drafts, given: Mapping[str, str | None], questions: Questions | None) -> None:
        self._drafts = drafts
        self._given = given
        self._questions = questions

    def wish(self, kind: DraftKind, name: str) -> Wish:
        """Return the wish. Raises RoleplayError for an option that names what is not there."""
        question = (
            _("What is it called?")
            if kind in (DraftKind.PERSONA, DraftKind.TYPE)
            else _("What is its title?")
        )
        title = self._settle("--title", question, usual_title(kind, name), self._drafts.title)
        match kind:
            case DraftKind.SCENARIO:
                return self._scenario(name, title)
            case DraftKind.PERSONA:
                more = ", ".join(self._drafts.types)
                question = _("Which type of customer?")
                customer_type = self._settle("--type", question, USUAL_TYPE, self._drafts.type, more)
                return Wish(kind, name, title, type=customer_type)
        return Wish(kind, name, title)

    def _scenario(self, name: str, title: str) -> Wish:
        return Wish(
            DraftKind.SCENARIO,
            name,
            title,
            personas=self._people(),
            rubric=self._settle(
                "--rubric",
                _("Which rubric says what good service is?"),
                USUAL_RUBRIC,
                self._drafts.rubric,
                ", ".join(self._drafts.rubrics),
            ),
            level=self._settle(None, _("How hard is it, from 1 (easy) to 5 (hard)?"), "1", _level),
            channel=self._settle(
                None, _("Where does the talk take place?"), CHANNELS[0], _channel, ", ".join(CHANNELS)
            ),
        )

    def _people(self) -> tuple[str, ...]:
        """Return who brings a scenario: the persona of the options before the type."""
        named = [self._given["--persona"], self._given["--type"]]
        if self._given["--type"]:
            named[1] = f"type:{self._given['--type'].removeprefix('type:')}"
        if any(named):
            return tuple(self._drafts.people(item) for item in named if item)
        return self._settle(
            None,
            _("Who brings it?"),
            ", ".join(EVERYBODY),
            lambda typed: tuple(
                self._drafts.people(item.strip()) for item in typed.split(",") if item.strip()
            ),
            _("Personas such as bu-sumi, or all of a type such as type:angry, with commas between them."),
        )

    def _settle(
        self, option: str | None, question: str, usual: str, read: Callable[[str], T], more: str = ""
    ) -> T:
        """Return what an option says, or the answer to the question, or what is usual."""
        if option and (value := self._given[option]):
            return read(value)
        return self._questions.ask(question, usual, read, more) if self._questions else read(usual)


def _refuse_strangers(kind: DraftKind, given: Mapping[str, str | None]) -> None:
    """Raise RoleplayError for an option that a kind of file has no use for."""
    for option, value in given.items():
        if value is not None and option not in _TAKES[kind]:
            message = _("{option} does not belong to a {kind}.").format(option=option, kind=kind)
            raise RoleplayError(message, _("Look at: roleplay {name} --help").format(name="new"))


def _questions() -> Questions | None:
    """Return somebody to ask where a person sits at a terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    return Questions(screen_for(sys.stdout, os.environ), Prompt(sys.stdin, sys.stdout))


def _level(typed: str) -> int:
    if typed not in ("1", "2", "3", "4", "5"):
        raise RoleplayError(_("Choose a number from 1 to {count}.").format(count=5))
    return int(typed)


def _channel(typed: str) -> str:
    if typed not in CHANNELS:
        message = _("There is no channel '{name}'.").format(name=clean_line(typed))
        raise RoleplayError(message, nearest(typed, CHANNELS))
    return typed


def _folder(to: Path | None) -> Path:
    """Return the content folder to write into, whether or not it is there yet."""
    folder = to or nearest_content_folder(Path.cwd()) or Path.cwd()
    return Path(os.path.abspath(folder))  # noqa: PTH100  # a link goes by its own name


def _shown(path: Path) -> str:
    """Return a path as one would type it here."""
    here = Path.cwd()
    return clean_line(shlex.quote(str(path.relative_to(here) if path.is_relative_to(here) else path)))


def _tell_next(drafts: Drafts, wish: Wish, folder: Path, written: Path) -> None:
    """Print the two commands that come next, as they can be copied."""
    around = "" if folder in desk_here().roots else f" --content {_shown(folder)}"
    spoken = active_language()
    language = "" if choose_language(os.environ) == spoken else f" --lang {spoken}"
    target = written.parent if wish.kind == DraftKind.SCENARIO else written
    match wish.kind:
        case DraftKind.SCENARIO:
            then = f"play {wish.id}{around}"
        case DraftKind.PERSONA:
            scenario = drafts.scenario_for(wish.id)
            then = (
                f"play {scenario} --persona {wish.id}{around}"
                if scenario
                else f"new scenario ID --persona {wish.id}"
            )
        case DraftKind.TYPE:
            then = f"new persona ID --type {wish.id}"
        case DraftKind.RUBRIC:
            then = f"new scenario ID --rubric {wish.id}"
    sys.stdout.write(_("Next:") + "\n")
    sys.stdout.write(f"  roleplay check {_shown(target)}{language}\n  roleplay {then}{language}\n")
