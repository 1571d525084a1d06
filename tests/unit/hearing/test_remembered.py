"""What was heard before is not heard again, and comes out the same."""

from collections.abc import Callable

from roleplay.compiler.cues import compile_cues
from roleplay.hearing import Ear
from roleplay.hearing.remembered import Remembered
from tests.conftest import Shipped


def test_a_value_is_made_once_while_it_is_known() -> None:
    """The key that was asked for longest ago is forgotten when there are too many."""
    made: list[str] = []

    def maker(key: str) -> Callable[[], str]:
        def make() -> str:
            made.append(key)
            return key.upper()

        return make

    known = Remembered[str, str](2)
    assert [known.get(key, maker(key)) for key in ("a", "b", "a", "c", "a", "b")] == list("ABACAB")
    assert made == ["a", "b", "c", "b"]


def test_an_ear_that_has_heard_much_hears_the_same(shipped: Shipped) -> None:
    """Choices of several encounters in turn come out as a fresh ear hears them, the second time too."""
    encounters = [
        shipped.encounter("jkp-empat-bulan", "pak-darto"),
        shipped.encounter("surat-resign", "mbak-wulan"),
        shipped.encounter("jkp-empat-bulan", "bu-sumi"),
    ]
    old = ear_of(shipped)
    for encounter in encounters:
        fresh = ear_of(shipped)
        for name, node in list(encounter.nodes.items())[:4]:
            for choice in node.choices:
                heard = fresh.hear(choice.text, encounter=encounter, node=name)
                assert old.hear(choice.text, encounter=encounter, node=name) == heard
                assert old.hear(choice.text, encounter=encounter, node=name) == heard
                typed = old.hear(choice.text, encounter=encounter, node=name, turn=3)
                assert typed == fresh.hear(choice.text, encounter=encounter, node=name, turn=3)


def ear_of(shipped: Shipped) -> Ear:
    table = compile_cues(shipped.library, "id").table
    assert table is not None
    return Ear(table)
