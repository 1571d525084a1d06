"""A persona and its type make one customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roleplay.compiler.encounter import compile_encounter
from roleplay.compiler.library import Library
from roleplay.domain.condition import Between

if TYPE_CHECKING:
    from tests.unit.conftest import ContentFolder


def test_lines_of_a_persona_come_before_those_of_the_type(content: ContentFolder) -> None:
    """For a cause that both have lines for, the persona's are said first, then the type's."""
    content.put("type", "lines: {again: Jadi?, unheard: Apa?, greet: Ya.}\n")
    content.put("persona", "lines: {greet: [Pagi, Siang], dismiss: Huh!}\n")
    lines = content.compile().persona.lines
    assert {cause: [line.texts for line in said] for cause, said in lines.items()} == {
        "again": [("Jadi?",)],
        "unheard": [("Apa?",)],
        "greet": [("Pagi",), ("Siang",), ("Ya.",)],
        "dismiss": [("Huh!",)],
    }
    assert [line.id for line in lines["greet"]] == [
        "persona.lines.greet.1",
        "persona.lines.greet.2",
        "type.lines.greet",
    ]
    assert lines["again"][0].id == "type.lines.again"


def test_limits_of_a_persona_come_first(content: ContentFolder) -> None:
    """A persona's limits are looked at first, and one with the same id replaces the type's."""
    content.put(
        "type",
        """\
limits:
  superior: {when: {mood: furious}, says: "Pimpinan!", does: asks-for-superior}
  leave: {when: {patience: 0}, says: "Saya pulang saja.", ends: walked-out}
""",
    )
    content.put(
        "persona",
        """\
limits:
  record: {when: {trust: none}, says: "Saya rekam, {officer}!", does: films}
  leave: {when: {patience: "<= 1"}, says: "Cukup.", ends: walked-out}
""",
    )
    limits = content.compile().persona.limits
    assert [limit.id for limit in limits] == ["record", "leave", "superior"]
    assert limits[0].says == "Saya rekam, Mas!"
    assert limits[1].when == Between("patience", 0, 1)


def test_tempers_are_kept_apart(content: ContentFolder) -> None:
    """A receipt tells what the type and what the persona adds, so their factors are not multiplied here."""
    content.put("type", "temper: {empathize: 1.5}\n")
    content.put("persona", "temper: {empathize: 2, told: 0.5}\n")
    persona = content.compile().persona
    assert persona.type_temper == {"empathize": 150}
    assert persona.temper == {"empathize": 200, "told": 50}


def test_words_in_braces_are_replaced_everywhere(content: ContentFolder) -> None:
    """No text that people read is left with a word in braces that stands for a person."""
    words = "{name}, {address}, {call}, {officer}"
    content.put("type", f'guide: "{words}"\nlines: {{again: "{words}", unheard: "{words}"}}\n')
    content.put("persona", f'about: "{words}"\nlooks: "{words}"\nneeds: "{words}"\n')
    content.put(
        "scenario",
        f"""\
title: "{words}"
summary: "{words}"
brief: "{words}"
place: "{words}"
cards: {{deadline: {{text: "{words}", source: "{words}", checked: 2026-11-24}}}}
knows: {{since: {{says: "{words}"}}}}
wrong: {{voluntary: {{note: "{words}"}}}}
goals: {{told: {{told: deadline, text: "{words}"}}}}
nodes:
  arrival:
    says: ["{words}"]
    again: "{words}"
    model: "{words}"
    choices: {{explain: {{text: "{words}", note: "{words}", tells: [deadline], goto: left}}}}
  left: {{says: "{words}", ending: {{outcome: walked-out, debrief: "{words}"}}}}
""",
    )
    written = str(content.compile())
    assert "Pak Darto, Bapak, Pak, Mas" in written
    for word in words.split(", "):
        assert word not in written


@pytest.mark.parametrize(("scenario", "persona"), [("thr", "nobody"), ("nothing", "pak-darto"), ("thr", "")])
def test_unknown_file_gives_no_encounter(scenario: str, persona: str, content: ContentFolder) -> None:
    """Where a scenario or a persona is not there, there is no encounter, and nothing breaks."""
    assert compile_encounter(Library([content.root]), scenario, persona, "id").encounter is None


def test_digest_tells_content_apart(content: ContentFolder) -> None:
    """The digest is the same for the same content, and another when a word is changed."""
    before = content.compile().digest
    assert content.compile().digest == before
    content.put("persona", "looks: duduk\n")
    assert content.compile().digest != before


def test_first_folder_with_an_id_wins(content: ContentFolder) -> None:
    """A file in an earlier folder stands in place of the one with the same id in a later folder."""
    mine = content.root.parent / "mine"
    (mine / "rubrics").mkdir(parents=True)
    text = (content.root / "rubrics/service.yaml").read_text(encoding="utf-8")
    (mine / "rubrics/service.yaml").write_text(text.replace("Pelayanan", "Punya saya"), encoding="utf-8")
    encounter = compile_encounter(Library([mine, content.root]), "thr", "pak-darto", "id").encounter
    assert encounter is not None
    assert encounter.rubric.title == "Punya saya"


def test_error_in_any_of_the_four_files_refuses_the_encounter(content: ContentFolder) -> None:
    """Content with an error is never played, whichever file it is in."""
    for file, fragment in (
        ("type", "name: ''\n"),
        ("persona", "name: ''\n"),
        ("rubric", "manner: 100\n"),
        ("scenario", "level: 6\n"),
    ):
        content.put(file, fragment)
        compiled = compile_encounter(Library([content.root]), "thr", "pak-darto", "id")
        assert compiled.encounter is None, file
        assert len([item for item in compiled.diagnostics if item.is_error]) == 1, compiled.diagnostics
        content.put(file, "format: 1\n")


def test_personas_of_a_type_are_admitted(content: ContentFolder) -> None:
    """`type:angry` admits every persona of the type, and is an error when there is none."""
    content.put("scenario", 'personas: ["type:angry"]\n')
    assert content.check() == ()
    content.put(
        "personas/types/quiet.yaml",
        "# whole file\n"
        + (content.root / "personas/types/angry.yaml").read_text().replace("id: angry", "id: quiet"),
    )
    content.put("scenario", 'personas: ["type:quiet"]\n')
    found = [item for item in content.check() if item.span.path.endswith("scenario.yaml")]
    assert [(item.code, item.span[1:]) for item in found] == [
        ("RP204", content.place("scenario", '"type:quiet"'))
    ]
    content.put("scenario", 'personas: ["type:quite"]\n')
    found = [item for item in content.check() if item.span.path.endswith("scenario.yaml")]
    assert [(item.code, item.hint) for item in found] == [("RP203", "Did you mean 'quiet'?")]
