"""The printed kit: every leaf is there, nothing acts, and the officer's card keeps the actor's secrets."""

import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from itertools import pairwise
from typing import Final

import msgspec
import pytest

from roleplay.domain.condition import Between, Past
from roleplay.domain.cues import Cues
from roleplay.domain.encounter import Card, Encounter, Fact, Falsehood, Goal, Limit, Line, Node
from roleplay.domain.mood import Mood
from roleplay.domain.rubric import Criterion, Gate, Level, Rubric
from roleplay.domain.triad import Beat, Group, Grouping, Kit, Meetings, Moment, Part, Play, Round, Secret
from roleplay.i18n import activate, active_language
from roleplay.reporting.triad.actor_card import actor_card
from roleplay.reporting.triad.kit_page import kit_page
from roleplay.reporting.triad.officer_card import officer_card
from roleplay.reporting.triad.timetable import timetable
from tests.conftest import SmallEncounters

HOSTILE: Final = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>&amp;\x1b[31m\u202e"
KEPT: Final = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>&amp;[31m"
"""What is left of it: text."""

TAGS: Final = frozenset(
    "html head meta title style body main section div p h1 h2 h3 ul ol li b i em q span a table thead tbody"
    " tr th td".split()
)
ATTRIBUTES: Final = frozenset("lang charset http-equiv content name class id href scope".split())


NAMES: Final = tuple(f"Person {number}" for number in range(1, 35))


class Reader(HTMLParser):
    """Reads a page and notes what is in it; an element that is not closed in turn is a failure."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.anchors: list[str] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.links += [value or "" for name, value in attrs if name == "href"]
        self.anchors += [value or "" for name, value in attrs if name == "id"]
        if tag != "meta":
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open[-1:] != ["style"]:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(self.words)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = active_language()
    activate("en")
    yield
    activate(before)


def encounter(word: str = "", **changes: object) -> Encounter:
    """Return an encounter whose every text names itself, with `word` at its end."""

    def named(name: str) -> str:
        return f"<{name}>{word}"

    plain = SmallEncounters.plain
    persona = msgspec.structs.replace(
        plain.persona,
        name=named("name"),
        about=named("about"),
        looks=named("looks"),
        needs=named("needs"),
        type_name=named("type"),
        guide=f"{named('guide one')}\n{named('guide two')}\n{named('guide three')}",
        limits=(Limit("leave", Between("patience", 0, 0), named("limit"), ends="walked-out"),),
    )
    rubric = Rubric(
        "plain",
        named("rubric"),
        named("rubric about"),
        60,
        (
            Criterion(
                "clarity",
                named("criterion"),
                1,
                None,
                (Level(5, None, named("best")), Level(3, None, ""), Level(1, None, named("worst"))),
                named("source"),
            ),
        ),
        (Gate("accuracy", named("gate"), Past("wrong", "any"), 2),),
    )
    whole = msgspec.structs.replace(
        plain,
        title=named("title"),
        summary=named("summary"),
        brief=named("brief"),
        place=named("place"),
        persona=persona,
        rubric=rubric,
        cards={"one": Card("one", named("card"), named("card source"), "2026-11-24", True, Cues())},
        facts={"date": Fact("date", named("fact"), Cues(), None)},
        falsehoods={"expired": Falsehood("expired", Cues(), named("falsehood"), "one")},
        goals=(Goal("told-one", named("goal"), told="one"),),
        nodes={"talk": Node("talk", (Line("nodes.talk.says", (named("says"),)),))},
    )
    return msgspec.structs.replace(whole, **changes)


def part(word: str = "") -> Part:
    """Return a part in which everything is there."""

    def named(name: str) -> str:
        return f"<{name}>{word}"

    return Part(
        mood=Mood(tension=70, trust=30, clarity=50, patience=8),
        opening=(named("opening"),),
        secrets=(Secret(named("secret"), False), Secret(named("other secret"), True)),
        hurts=(Moment("dismiss", 3, (named("hurt"),)),),
        helps=(Moment("empathize", 2, (named("helped"), named("helped later"))),),
        good=(Beat("", "own", named("good")), Beat(named("met"), "", named("good later"))),
        bad=(Beat("", "wrong", named("bad")),),
        pressing=(named("pressing"),),
        lost=(named("lost"),),
        limits=(named("limit"),),
    )


def kit(
    groupings: Sequence[Sequence[int]] = ((3, 3),), word: str = "", scenarios: int = 1, **changes: object
) -> Kit:
    """Return a kit for groups of these sizes, in which rounds take turns with some scenarios."""
    count = sum(groupings[0])
    people = tuple(f"<person {number}>{word}" for number in range(count))
    formed = tuple(_grouping(people, sizes) for sizes in groupings)
    plays = [
        Play("ABCDEFGH"[number], encounter(word, scenario=f"s{number}", **changes), part(word))
        for number in range(scenarios)
    ]
    numbers = [(one, number) for one in formed for number in range(one.rounds)]
    rounds = tuple(
        Round(plays[place % scenarios], one, number) for place, (one, number) in enumerate(numbers)
    )
    return Kit(people, formed, rounds, Meetings(6, 2))


def _grouping(people: tuple[str, ...], sizes: Sequence[int]) -> Grouping:
    rest = iter(people)
    return Grouping(tuple(Group(tuple(next(rest) for _place in range(size))) for size in sizes))


def text_of(*sides: str) -> str:
    return Reader("".join(sides)).text


def test_everything_is_on_the_page() -> None:
    """Every text of the encounter and of the part stands somewhere, and every person in the rotation."""
    text = Reader(kit_page(kit())).text
    names = (
        "name about looks needs type title summary brief place criterion best worst gate card falsehood goal"
        " opening secret hurt helped good bad pressing lost limit met"
    ).split()

    assert [name for name in names if f"<{name}>" not in text] == []
    assert [f"<person {number}>" for number in range(6) if f"<person {number}>" not in text] == []


def test_the_page_is_the_same_each_time() -> None:
    """The same kit makes the same page, byte for byte."""
    assert kit_page(kit()) == kit_page(kit())


def test_nothing_on_the_page_acts() -> None:
    """Whatever stands in content or names, the page shows it as text and has none but harmless elements."""
    page = kit_page(kit(word=HOSTILE, scenarios=2))
    read = Reader(page)

    assert read.tags <= TAGS
    assert read.attributes <= ATTRIBUTES
    assert KEPT in read.text
    assert "default-src &#x27;none&#x27;" in page
    assert all(link.startswith("#") for link in read.links)
    assert "url(" not in page.partition("</style>")[0]


def test_links_lead_to_leaves() -> None:
    """What the plan says to print can be found, and no two leaves have one name."""
    read = Reader(kit_page(kit(scenarios=3)))

    assert {link.removeprefix("#") for link in read.links} <= set(read.anchors)
    assert len(read.links) == 10
    assert len(read.anchors) == len(set(read.anchors))


def test_the_officer_does_not_know_what_the_actor_knows() -> None:
    """Nothing that the officer has to find out, and no goal, stands on the officer's card."""
    text = text_of(*officer_card(Play("A", encounter(), part())))
    hidden = (
        "about needs type summary fact falsehood goal says limit opening secret hurt helped good bad"
        " pressing lost met"
    ).split()

    assert [name for name in (*hidden, "guide one") if f"<{name}>" in text] == []
    assert [
        name for name in ("brief", "name", "looks", "card", "best", "gate") if f"<{name}>" not in text
    ] == []


def test_an_officer_without_a_desk() -> None:
    """Where there are no cards, it is said."""
    text = text_of(*officer_card(Play("A", encounter(cards={}), part())))

    assert "There are no cards on this desk." in text


@pytest.mark.parametrize(("channel", "told"), [("phone", "on the phone"), ("chat", "say each message")])
def test_nobody_is_seen_from_afar(channel: str, told: str) -> None:
    """On the phone and in a chat people sit back to back, and nobody sees what the customer looks like."""
    play = Play("A", encounter(channel=channel), part())
    for card in (text_of(*officer_card(play)), text_of(*actor_card(play))):
        assert "<looks>" not in card
        assert "back to back" in card
        assert told in card


def test_the_mood_is_marked() -> None:
    """The band in which the customer comes is marked on the scale."""
    front, _back = actor_card(Play("A", encounter(), part()))

    assert '<li class="here">venting</li>' in front
    assert front.count('class="there"') == 4


def test_only_when_asked() -> None:
    """A fact that is never told unasked says so, and no other."""
    front, _back = actor_card(Play("A", encounter(), part()))

    assert front.count("(only when asked)") == 1


def test_what_is_not_there_has_no_heading() -> None:
    """An encounter with as little in it as can be leaves no heading without anything under it."""
    bare = msgspec.structs.replace(part(), secrets=(), hurts=(), helps=(), bad=(), pressing=(), lost=())
    rubric = msgspec.structs.replace(encounter().rubric, gates=())
    play = Play("A", encounter(rubric=rubric, falsehoods={}, goals=()), bare)
    grouping = _grouping(("a", "b", "c"), (3,))
    rounds = tuple(Round(play, grouping, number) for number in range(3))
    page = kit_page(Kit(("a", "b", "c"), (grouping,), rounds, Meetings(3, 0)))

    for heading in (
        "What only you know", "You soften", "You push back", "When it goes badly", "At any time", "Goals",
        "What must not happen", "Kept throughout", "What was done?", "What is easily said wrong",
    ):  # fmt: skip
        assert heading not in page
        assert heading in kit_page(kit())
    assert re.search(r"<(?:ul|ol|tbody)[^>]*></", page) is None


def test_a_long_card_is_set_smaller() -> None:
    """Much text on a side makes it smaller, so that it keeps to its page."""
    short, _back = actor_card(Play("A", encounter(), part()))
    long, _back = actor_card(Play("A", encounter(" word" * 120), part()))

    assert 'class="side actor"' in short
    assert 'class="side actor longest"' in long


def cells(page: str, heading: str) -> list[list[str]]:
    """Return the cells of the table under a heading, row by row."""
    table = page.partition(f"<h2>{heading}</h2>")[2].partition("</table>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", table)[1:]
    return [[text_of(cell) for cell in re.findall(r"<td>(.*?)</td>", row)] for row in rows]


def test_copies_are_counted() -> None:
    """Cards are needed once a group that plays at a time, sheets once an observer and round."""
    rows = cells(kit_page(kit(((3, 4),), scenarios=2)), "What to print")
    copies = [(row[0], row[1].partition(":")[0], row[3]) for row in rows]

    assert copies == [
        ("A", "Actor", "2"),
        ("A", "Officer", "2"),
        ("B", "Actor", "2"),
        ("B", "Officer", "2"),
        ("A", "Observer", "6"),
        ("B", "Observer", "5"),
        ("", "Rotation, for the wall", "1"),
    ]


def test_the_minutes_add_up() -> None:
    """Slots follow each other without a gap; between groupings there is time to change."""
    slots = timetable(kit(((3, 3), (3, 3))))

    assert [slot.what for slot in slots] == [
        "brief", "round", "round", "round", "change", "round", "round", "round", "debrief",
    ]  # fmt: skip
    assert [slot.number for slot in slots if slot.what == "round"] == list(range(6))
    assert all(before.end == after.begin for before, after in pairwise(slots))
    assert f"{slots[-1].end} minutes" in kit_page(kit(((3, 3), (3, 3))))


def test_the_rotation_shows_every_part() -> None:
    """Each row is a person, each column a round with the letter of its cards; a short group has fewer."""
    page = kit_page(kit(((3, 4),), scenarios=2))
    rotation = page[page.index('id="rotation"') : page.index('id="actor-a"')]
    rows = [re.findall(r'<td class="(\w+)">', row) for row in re.findall(r"<tr>(.*?)</tr>", rotation)]

    assert [row for row in rows if row] == [
        ["actor", "observer", "officer"],
        ["officer", "actor", "observer"],
        ["observer", "officer", "actor"],
        ["actor", "observer", "observer", "officer"],
        ["officer", "actor", "observer", "observer"],
        ["observer", "officer", "actor", "observer"],
        ["observer", "observer", "officer", "actor"],
    ]
    assert "4 · B" in rotation
    assert "A group that is done earlier" in rotation


def test_many_people_find_themselves_by_name() -> None:
    """From thirty-one people on everybody's groups are listed by name, those of later groupings too."""
    formed = (_grouping(NAMES, (3,) * 10 + (4,)), _grouping(NAMES[::-1], (3,) * 10 + (4,)))
    whole = kit()
    many = msgspec.structs.replace(whole, people=NAMES, groupings=formed, rounds=(whole.rounds[0],) * 8)
    listed = Reader(kit_page(many)).text.partition("Which group am I in?")[2].split()

    assert " ".join(listed).startswith(
        "1 → 11 Person 1 1 → 11 Person 2 1 → 11 Person 3 2 → 11 Person 4 2 → 10"
    )
    assert "Which group am I in?" not in kit_page(kit(((3,) * 10,)))


def test_later_groupings_are_told() -> None:
    """With more than one grouping it is said which rounds belong to it, and how well people meet."""
    text = Reader(kit_page(kit(((3, 3), (3, 3))))).text

    assert "Grouping 2 · Rounds 4 to 6" in text
    assert "6 pairs of people meet, 2 of them more than once." in text
    assert (
        "meet"
        not in text_of(kit_page(kit())).partition("Who plays what with whom")[2].partition("A pair")[0][:200]
    )


def test_a_pair_is_told_how_to_do_without_an_observer() -> None:
    """Two people have no observer, and the rotation says what they do."""
    assert "A pair has no observer" in kit_page(kit(((2,),)))
    assert "A pair has no observer" not in kit_page(kit())
