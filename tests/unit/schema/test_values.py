"""Values mean what their author typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roleplay.compiler.library import Library
from roleplay.schema.persona import PersonaFile
from roleplay.schema.scenario import ScenarioFile

if TYPE_CHECKING:
    from tests.unit.conftest import ContentFolder


def scenario(content: ContentFolder) -> ScenarioFile:
    """Return the scenario, which must be readable."""
    loaded = Library([content.root]).get("scenario", "thr", "id")
    assert loaded is not None
    file = loaded.as_model(ScenarioFile)
    assert file is not None, loaded.diagnostics
    return file


def persona(content: ContentFolder) -> PersonaFile:
    """Return the persona, which must be readable."""
    loaded = Library([content.root]).get("persona", "pak-darto", "id")
    assert loaded is not None
    file = loaded.as_model(PersonaFile)
    assert file is not None, loaded.diagnostics
    return file


@pytest.mark.parametrize(
    "text", ["no", "yes", "off", "null", "~", "007", "010", "12:30", "1.10", "1e3", "2026-11-24", "=", ".inf"]
)
def test_unquoted_text_stays_text(text: str, content: ContentFolder) -> None:
    """What YAML would turn into a number, a day or true stays as it is typed."""
    content.put("scenario", f"title: {text}\n")
    assert scenario(content).title == text


@pytest.mark.parametrize(
    ("written", "meant"),
    [("true", True), ("yes", True), ("ya", True), ("On", True), ("false", False), ("tidak", False)],
)
def test_flag_may_be_said_in_either_language(written: str, meant: bool, content: ContentFolder) -> None:
    """A flag is true or false in English and Indonesian, in whatever case."""
    content.put(
        "scenario", f"cards: {{deadline: {{text: a, source: b, checked: 2026-11-24, volatile: {written}}}}}\n"
    )
    assert scenario(content).cards["deadline"].volatile is meant


@pytest.mark.parametrize(
    ("written", "percent"), [("0", 0), ("1", 100), ("1.5", 150), ("0.05", 5), ("2.25", 225), ("3", 300)]
)
def test_temper_is_kept_in_percent(written: str, percent: int, content: ContentFolder) -> None:
    """A factor is kept as a whole number of percent, so that no rounding can differ between computers."""
    content.put("persona", f"temper: {{empathize: {written}}}\n")
    assert persona(content).temper == {"empathize": percent}


@pytest.mark.parametrize("written", ["3.05", "4", "-1", "1.51", "1.500", "1,5", "satu", "", "1e0"])
def test_temper_out_of_its_steps_is_refused(written: str, content: ContentFolder) -> None:
    """A factor runs from 0 to 3 in steps of 0.05."""
    content.put("persona", f'temper: {{empathize: "{written}"}}\n')
    assert [item.code for item in content.check()] in (["RP104"], ["RP106"])


@pytest.mark.parametrize("written", ["2026-02-30", "24-11-2026", "2026/11/24", "hari ini", "2026-13-01"])
def test_day_that_is_not_in_the_calendar_is_refused(written: str, content: ContentFolder) -> None:
    """The day a card was checked is a day of the calendar."""
    content.put("scenario", f"cards: {{deadline: {{text: a, source: b, checked: {written}}}}}\n")
    assert ("RP104", content.place("scenario", written)) in [
        (item.code, item.span[1:]) for item in content.check()
    ]


@pytest.mark.parametrize("level", ["0", "6", "-1", "1.0", "satu", "٣"])
def test_number_out_of_range_is_refused(level: str, content: ContentFolder) -> None:
    """A number is whole, in its range and of the digits 0 to 9."""
    content.put("scenario", f"level: {level}\n")
    (found,) = content.check()
    assert (found.code, found.span[1:]) == ("RP104", content.place("scenario", f"{level}\n"))


def test_single_value_may_stand_for_a_list(content: ContentFolder) -> None:
    """Where a list of names is read, one name needs no brackets."""
    content.put("scenario", "personas: pak-darto\n")
    assert [name.value for name in scenario(content).personas] == ["pak-darto"]
    assert content.check() == ()


def test_texts_are_listed_for_translators_by_path(content: ContentFolder) -> None:
    """Everything people read has a path; names, numbers and the service word are not translated."""
    loaded = Library([content.root]).get("scenario", "thr", "id")
    assert loaded is not None
    texts = {text.path: text.text for text in loaded.texts}
    assert texts["nodes.arrival.choices.explain.text"] == "Batasnya tujuh hari, {call}."
    assert texts["cards.deadline.tells"] == "tujuh hari"
    assert texts["nodes.arrival.says"] == "THR saya belum dibayar, {officer}."
    assert not {"id", "service", "rubric", "level", "cards.deadline.checked"} & texts.keys()
