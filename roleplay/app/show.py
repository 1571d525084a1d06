"""Looks up one thing by its name, whatever kind of thing it is. Importing this loads the compiler."""

from typing import Final

from roleplay.app.content import load_encounter
from roleplay.app.desk import Desk
from roleplay.app.documents import CardDetail, Detail, PersonaDetail, RubricDetail, ScenarioDetail, TypeDetail
from roleplay.compiler.library import Library
from roleplay.compiler.link import admitted
from roleplay.compiler.report import Report
from roleplay.compiler.rubric import compile_rubric
from roleplay.content.find import Kind
from roleplay.domain.mood import Mood
from roleplay.errors import RoleplayError
from roleplay.i18n import _
from roleplay.schema.persona import PersonaFile, TypeFile
from roleplay.schema.reading import nearest
from roleplay.schema.rubric import RubricFile
from roleplay.schema.scenario import ScenarioFile

_KINDS: Final[tuple[Kind, ...]] = ("scenario", "persona", "type", "rubric")


def look_up(desk: Desk, name: str) -> Detail:
    """Return a scenario, persona, customer type or rubric by its id, or by kind and id: `type:angry`.

    Raises RoleplayError for an unknown name.
    """
    library = Library(desk.roots)
    prefix, _colon, rest = name.partition(":")
    asked = [kind for kind in _KINDS if kind == prefix]
    name = rest if asked else name
    kinds = asked or _KINDS
    for kind in kinds:
        loaded = library.get(kind, name, desk.language)
        match loaded.file if loaded else None:
            case ScenarioFile() as scenario:
                return _scenario(desk, library, scenario)
            case PersonaFile() as persona:
                return _persona(desk, library, persona)
            case TypeFile() as found:
                return TypeDetail(name, found.name, found.about, found.guide)
            case RubricFile() as rubric:
                return RubricDetail(name, compile_rubric(rubric, Report()))
    known = [known for kind in kinds for known in library.ids(kind)]
    raise RoleplayError(_("There is nothing named '{name}'.").format(name=name), nearest(name, known))


def _scenario(desk: Desk, library: Library, file: ScenarioFile) -> ScenarioDetail:
    encounter = load_encounter(desk, file.id.value, None)
    return ScenarioDetail(
        id=encounter.scenario,
        title=encounter.title,
        summary=encounter.summary,
        brief=encounter.brief,
        service=encounter.service,
        place=encounter.place,
        channel=encounter.channel,
        level=encounter.level,
        rubric=encounter.rubric.id,
        personas=admitted(library, file),
        cards=tuple(
            CardDetail(card.id, card.text, card.source, card.checked, card.is_volatile)
            for card in encounter.cards.values()
        ),
        goals=encounter.goals,
        form=file.pair.form if file.pair else None,
        pair=file.pair.other.value if file.pair else None,
    )


def _persona(desk: Desk, library: Library, file: PersonaFile) -> PersonaDetail:
    loaded = library.get("type", file.type.value, desk.language)
    kind = loaded.as_model(TypeFile) if loaded else None
    mood = file.mood
    return PersonaDetail(
        id=file.id.value,
        name=file.name,
        type=kind.name if kind else file.type.value,
        about=file.about,
        address=file.address,
        needs=file.needs,
        mood=Mood(mood.tension, mood.trust, mood.clarity, mood.patience),
        guide=kind.guide if kind else "",
    )
