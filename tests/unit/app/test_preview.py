"""A scenario is tried out while its files change under it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from roleplay.app import draft
from roleplay.app.preview import Preview
from roleplay.authoring.rehearsal import Rehearsal
from roleplay.domain.events import Said
from roleplay.errors import RoleplayError
from roleplay.hearing import Ear

if TYPE_CHECKING:
    from pathlib import Path

    from roleplay.app.desk import Desk
    from roleplay.app.preview import News
    from tests.unit.conftest import ContentFolder

NODES = """\
nodes:
  arrival:
    says: "THR saya belum dibayar, {officer}."
    choices:
      ask: {text: "Sejak kapan, {call}?", asks: [since], goto: more}
      wait: {text: "Tunggu saja, {call}.", shows: [dismiss]}
    hears: [{tells: deadline, goto: more}]
  more:
    says: "LINE"
    choices:
      explain: {text: "Batasnya tujuh hari, {call}.", shows: [explain], tells: [deadline], goto: done}
  done: {says: "Terima kasih.", ending: {outcome: resolved, debrief: Selesai.}}
  left: {says: "Saya pulang.", ending: {outcome: walked-out, debrief: Warga pergi.}}
"""


@pytest.fixture(autouse=True)
def nodes(content: ContentFolder) -> None:
    """Write a scenario of two replies."""
    content.put("scenario", NODES)


@pytest.fixture
def preview(desk: Desk, nodes: None) -> Preview:
    """Return a talk that has just begun."""
    return Preview(desk, "thr", None, 1)


def talk_of(preview: Preview) -> Rehearsal:
    assert preview.talk is not None, preview.problems
    return preview.talk


def choose(preview: Preview, name: str) -> Rehearsal:
    talk = talk_of(preview)
    return preview.choose(talk, next(choice for choice in talk.choices if choice.id == name))


def words(preview: Preview) -> str:
    """Return what the customer said last."""
    return " ".join(event.text for event in talk_of(preview).last_events if isinstance(event, Said))


def given(preview: Preview) -> list[str]:
    """Return the replies that stand, choices by their ids."""
    return [turn.response.choice or turn.response.text for turn in talk_of(preview).turns]


def saved(preview: Preview) -> News:
    """Return what came of a save, which must be noticed."""
    assert preview.has_news(waits=True)
    return preview.refresh()


def test_a_save_shows_at_the_same_place(preview: Preview, content: ContentFolder) -> None:
    """The replies are given again, choices and words, and the new text stands where the old one stood."""
    choose(preview, "wait")
    preview.say(talk_of(preview), "Batasnya tujuh hari, Pak.")
    assert "LINE" in words(preview)
    content.put("scenario", NODES.replace("LINE", "Bulan Mei itu."))
    news = saved(preview)

    assert news == (("scenarios/thr/scenario.yaml",), "more", 2, None)
    assert "Bulan Mei itu." in words(preview)
    assert given(preview) == ["wait", "Batasnya tujuh hari, Pak."]
    assert not preview.has_news(waits=True)


def test_nothing_is_taken_up_before_it_is_asked_for(preview: Preview, content: ContentFolder) -> None:
    """A save that was noticed is remembered until it is taken up, together with later ones."""
    content.put("scenario", NODES.replace("LINE", "Satu."))
    assert preview.has_news(waits=True)
    content.put("persona", "looks: duduk\n")
    assert preview.has_news(waits=True)

    assert preview.refresh().files == ("scenarios/thr/scenario.yaml", "personas/pak-darto.yaml")
    assert talk_of(preview).encounter.persona.looks == "duduk"


@pytest.mark.parametrize("kind", ["persona", "type", "rubric", "cues"])
def test_every_file_of_the_scenario_counts(preview: Preview, content: ContentFolder, kind: str) -> None:
    """A save of the persona, the type, the rubric or the cues is taken up as well."""
    before = talk_of(preview).encounter
    fragments = {
        "persona": "name: Pak Budi\n",
        "type": "guide: Dengarkan.\n",
        "rubric": "title: Layanan\n",
        "cues": "labels:\n  vague: {any: [lihat nanti]}\n",
    }
    path = content.put(kind, fragments[kind])

    assert saved(preview).files == (path,)
    assert preview.problems == ()
    if kind == "cues":
        assert preview.say(talk_of(preview), "Lihat nanti, Pak.").turns[0].response.shows == ("vague",)
    else:
        assert talk_of(preview).encounter != before


def test_a_translation_counts(desk: Desk, content: ContentFolder) -> None:
    """A PO file that is made, changed or mended while the talk goes on is read."""
    content.put("cues/en.yaml", "# whole file\nformat: 1\nlanguage: en\nlabels:\n  thank: {any: [thanks]}\n")
    preview = Preview(replace(desk, language="en"), "thr", None, 1)
    assert "THR saya" in words(preview)
    content.translate()
    assert saved(preview).files == ("scenarios/thr/en.po",)
    assert "(en) THR saya" in words(preview)
    content.translate({"nodes.arrival.says": "Not paid, {officer}."})
    saved(preview)
    assert words(preview) == "Not paid, Mas."


def test_a_persona_that_comes_later(preview: Preview, content: ContentFolder) -> None:
    """A new file that may have a say is noticed by its name; the talk keeps its persona."""
    content.put("scenario", NODES + 'personas: ["type:angry"]\n')
    saved(preview)
    content.put("personas/aa-first.yaml", "id: aa-first\nname: Aa\n")

    assert saved(preview).files == ("personas/aa-first.yaml",)
    assert talk_of(preview).encounter.persona.id == "pak-darto"


def test_mistakes_keep_the_old_talk(preview: Preview, content: ContentFolder) -> None:
    """With a mistake in the file the old talk goes on; mended, it is where it was, with the new text."""
    choose(preview, "ask")
    content.put("scenario", NODES.replace("goto: more", "goto: moer"))
    assert saved(preview).loss is None
    assert {item.code for item in preview.problems} == {"RP201"}
    assert [item.span.line for item in preview.problems] == sorted(
        item.span.line for item in preview.problems
    )
    choose(preview, "explain")
    assert talk_of(preview).state.outcome == "resolved"
    content.put("scenario", NODES.replace("LINE", "Mei."))
    news = saved(preview)

    assert (preview.problems, news.loss) == ((), None)
    assert given(preview) == ["ask", "explain"]


def test_a_lost_reply_comes_back(preview: Preview, content: ContentFolder) -> None:
    """Lost replies are kept until the author replies: mend the file, and all are back."""
    choose(preview, "ask")
    choose(preview, "explain")
    content.put("scenario", NODES.replace("explain: {", "tell: {"))
    news = saved(preview)
    assert news.loss is not None
    assert (news.loss.number, news.was_at, news.replies) == (2, "done", 2)
    assert given(preview) == ["ask"]
    content.put("scenario", NODES)
    assert saved(preview).loss is None
    assert given(preview) == ["ask", "explain"]

    content.put("scenario", NODES.replace("explain: {", "tell: {"))
    saved(preview)
    choose(preview, "tell")
    content.put("scenario", NODES.replace("explain: {", "tell: {").replace("LINE", "Mei."))
    assert saved(preview).loss is None
    assert given(preview) == ["ask", "tell"]


def test_the_node_one_is_at_is_renamed(preview: Preview, content: ContentFolder) -> None:
    """The replies lead to the node under its new name."""
    choose(preview, "ask")
    content.put("scenario", NODES.replace("goto: more", "goto: date").replace("  more:", "  date:"))
    news = saved(preview)

    assert (news.was_at, news.loss, talk_of(preview).state.node) == ("more", None, "date")


def test_the_node_one_is_at_is_deleted(preview: Preview, content: ContentFolder) -> None:
    """Without the node a reply leads elsewhere, and the next one is lost."""
    choose(preview, "ask")
    choose(preview, "explain")
    start, end = NODES.index("  more:"), NODES.index("  done:")
    content.put("scenario", (NODES[:start] + NODES[end:]).replace("goto: more", "goto: done"))
    news = saved(preview)
    assert news.loss is not None
    assert (news.loss.number, talk_of(preview).state.node) == (2, "done")
    assert "ended" in news.loss.message


def test_a_file_that_goes_and_comes_back(
    preview: Preview, content: ContentFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A scenario that is deleted is a mistake like any other, and the talk waits for it."""
    monkeypatch.setattr("roleplay.app.watch.PATIENCE", 0.0)
    choose(preview, "ask")
    file = content.root / "scenarios/thr/scenario.yaml"
    text = file.read_bytes()
    file.unlink()
    saved(preview)
    assert [item.code for item in preview.problems] == ["RP001"]
    assert given(preview) == ["ask"]
    file.write_bytes(text)
    saved(preview)
    assert preview.problems == ()
    assert given(preview) == ["ask"]


def test_a_persona_that_may_not_come_any_more(preview: Preview, content: ContentFolder) -> None:
    """A talk whose persona the scenario does not admit any more is not handed to somebody else."""
    content.put("personas/bu-sari.yaml", "id: bu-sari\n")
    content.put("scenario", NODES + "personas: [bu-sari]\n")
    saved(preview)

    assert [item.code for item in preview.problems] == ["RP204"]
    assert "pak-darto" in preview.problems[0].message
    assert talk_of(preview).encounter.persona.id == "pak-darto"


def test_cues_that_cannot_be_read(preview: Preview, content: ContentFolder) -> None:
    """A mistake in the cues of the language or the scenario is told, and the old ear goes on hearing."""
    content.put("cues", "labels:\n  greet: {any: ['<nothing>']}\n")
    saved(preview)
    assert [item.code for item in preview.problems] == ["RP402"]
    content.put("cues", "labels:\n  greet: {any: [pagi]}\n")
    content.put("scenario", NODES + 'sounds: {greet: ["<nothing>"]}\n')
    saved(preview)
    assert [(item.code, item.span.path) for item in preview.problems] == [
        ("RP402", "scenarios/thr/scenario.yaml")
    ]
    assert preview.say(talk_of(preview), "Pagi, Pak.").turns[0].response.shows == ("greet",)
    content.put("scenario", NODES)
    saved(preview)
    assert preview.problems == ()


def test_the_ear_is_kept_while_its_cues_are(
    desk: Desk, content: ContentFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new ear is made for new cues alone: it costs more than everything else."""
    made: list[object] = []

    def make(table: object) -> Ear:
        made.append(table)
        return Ear(table)  # type: ignore[arg-type]

    monkeypatch.setattr(draft, "Ear", make)
    preview = Preview(desk, "thr", None, 1)
    content.put("scenario", NODES.replace("LINE", "Mei."))
    saved(preview)
    content.put("personas/bu-sari.yaml", "id: bu-sari\n")
    saved(preview)
    assert len(made) == 1
    content.put("cues", "labels:\n  greet: {any: [pagi]}\n")
    saved(preview)
    assert len(made) == 2


def test_what_began_with_mistakes_begins_when_they_are_mended(desk: Desk, content: ContentFolder) -> None:
    """A scenario that cannot be played yet is waited for."""
    content.put("scenario", NODES.replace("goto: done", "goto: don"))
    preview = Preview(desk, "thr", None, 1)
    assert preview.talk is None
    assert [item.code for item in preview.problems] == ["RP201"]
    content.put("scenario", NODES)
    assert saved(preview).was_at == ""
    assert talk_of(preview).state.node == "arrival"


def test_everything_is_taken_back(preview: Preview) -> None:
    """Replies, a jump and a restart are taken back one by one, to the very beginning."""
    choose(preview, "wait")
    choose(preview, "ask")
    preview.restart(talk_of(preview))
    assert given(preview) == []
    assert preview.go_to(talk_of(preview), "done").choices is not None
    assert given(preview) == ["ask", "explain"]
    steps = []
    while preview.undo(talk_of(preview)) is not None:
        steps.append(given(preview))

    assert steps == [[], ["wait", "ask"], ["wait"], []]


def test_taking_back_after_a_loss(preview: Preview, content: ContentFolder) -> None:
    """Where a reply was lost, the last one that stands is taken back, not the lost one."""
    choose(preview, "wait")
    choose(preview, "ask")
    choose(preview, "explain")
    content.put("scenario", NODES.replace("explain: {", "tell: {"))
    saved(preview)
    assert given(preview) == ["wait", "ask"]

    preview.undo(talk_of(preview))
    assert given(preview) == ["wait"]


def test_a_node_that_cannot_be_gone_to(preview: Preview) -> None:
    """An unknown node is answered with the nearest, and where there is no way the talk stays."""
    choose(preview, "wait")
    with pytest.raises(RoleplayError) as caught:
        preview.go_to(talk_of(preview), "moer")
    assert "more" in caught.value.hint
    found = preview.go_to(talk_of(preview), "left")
    assert (found.choices, found.is_certain) == (None, True)
    assert given(preview) == ["wait"]


def test_choices_for_other_people_are_named(desk: Desk, content: ContentFolder) -> None:
    """A choice that this persona can never be offered is told apart from one that is not offered now."""
    other = '      other: {text: "Ya.", when: {persona: bu-sari}, goto: done}\n'
    content.put("personas/bu-sari.yaml", "id: bu-sari\n")
    content.put("scenario", NODES.replace("      wait:", f"{other}      wait:"))

    assert Preview(desk, "thr", None, 1).left_out["arrival"] == ("other",)


@pytest.mark.parametrize(("scenario", "persona"), [("tiada", None), ("thr", "tiada")])
def test_what_there_is_not(desk: Desk, scenario: str, persona: str | None) -> None:
    """An unknown scenario or persona is the author's situation, in words."""
    with pytest.raises(RoleplayError, match="tiada"):
        Preview(desk, scenario, persona, 1)


def test_nothing_is_kept(desk: Desk, preview: Preview, tmp_path: Path) -> None:
    """What an author tries leaves neither a session nor a cache behind."""
    choose(preview, "ask")
    choose(preview, "explain")

    assert list(tmp_path.glob("sessions.db*")) == []
    assert not desk.cache_folder.exists()


def test_a_save_is_taken_up_soon(preview: Preview, content: ContentFolder) -> None:
    """Compiling and playing again what was saved takes no second even on a busy machine."""
    choose(preview, "wait")
    content.put("scenario", NODES.replace("LINE", "Mei."))
    started = time.perf_counter()
    saved(preview)

    assert time.perf_counter() - started < 1
