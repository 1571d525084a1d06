"""Weights: what they hear, where, how surely, and the same on every machine."""

import msgspec
import pytest

from roleplay.domain.cues import ZERO, Cues, CueTable, Weights
from roleplay.hearing import Ear

LABELS = ("thank", "own", "explain", "vague")


def table(**weighed: dict[str, float]) -> CueTable:
    """Return a table whose weights add the log-odds given, a feature, to each label; -2 without any."""
    rows = [[round(added.get(label, 0) * 10) + ZERO for label in LABELS] for added in weighed.values()]
    weights = Weights(
        labels=LABELS,
        step=0.1,
        features="\n".join(name.replace("_", ":", 1) for name in weighed),
        rows=bytes(unit for row in rows for unit in row),
        biases=(-20,) * len(LABELS),
        thresholds=(0,) * len(LABELS),
    )
    return CueTable("id", {"own": Cues(any=("saya cek",))}, weights=weights)


def test_labels_are_heard_where_their_words_are() -> None:
    """A label is heard in the clause whose features pass the threshold, with the words as the reason."""
    heard = Ear(table(w_makasih={"thank": 3})).hear("Baik Bu, datanya sudah masuk. Makasih sudah menunggu.")
    assert heard.shows == ("thank",)
    (proof,) = heard.evidence
    assert proof.quote == "Makasih sudah menunggu"
    assert "makasih +3.0" in proof.reason
    assert not proof.is_uncertain


def test_what_hardly_passes_is_uncertain() -> None:
    """A label just over its threshold is marked, one just under it is not heard."""
    assert Ear(table(w_makasih={"thank": 2.2})).hear("Makasih.").is_uncertain("thank")
    assert Ear(table(w_makasih={"thank": 1.9})).hear("Makasih.").shows == ()


def test_cues_and_rules_are_weighed_among_the_rest() -> None:
    """What a cue finds is a feature like any other."""
    ear = Ear(table(r_own={"own": 3}))
    assert ear.hear("Saya cek sekarang.").shows == ("own",)
    assert ear.hear("Saya lihat sekarang.").shows == ()


def test_a_helpful_reply_has_the_benefit_of_the_doubt() -> None:
    """A trap beside two techniques must be heard more surely than one by itself."""
    ear = Ear(table(w_makasih={"thank": 3}, w_karena={"explain": 3}, w_nanti={"vague": 3}))
    assert ear.hear("Nanti.").shows == ("vague",)
    assert ear.hear("Makasih sudah sabar. Ini karena datanya beda. Nanti.").shows == ("thank", "explain")


@pytest.mark.parametrize("text", ["", "?!", "…", "a" * 5000, "nanti " * 3000])
def test_any_text_is_weighed(text: str) -> None:
    """No text is too short, too long or too odd."""
    Ear(table(w_nanti={"vague": 3})).hear(text)


def test_sums_do_not_flow_over_into_the_next_label() -> None:
    """Many features of one label leave its neighbours alone, however strongly they speak."""
    letters = {f"w_kata{letter}": {"thank": 12.7, "own": -12.7} for letter in "abcdefghij"}
    said = Ear(table(**letters)).hear(" ".join(name[2:] for name in letters))
    assert said.shows == ("thank",)


def test_a_table_without_weights_is_heard_by_its_cues() -> None:
    """Rules decide alone where nothing was learned."""
    bare = msgspec.structs.replace(table(), weights=None)
    assert Ear(bare).hear("Saya cek sekarang.").shows == ("own",)


def test_the_same_words_are_heard_the_same_again() -> None:
    """What an ear has heard before changes nothing in what it hears."""
    ear = Ear(table(w_makasih={"thank": 3}, w_nanti={"vague": 3}))
    first = ear.hear("Makasih. Nanti.")
    ear.hear("Nanti saja, makasih.")
    assert ear.hear("Makasih. Nanti.") == first


def test_pictures_lists_and_what_was_asked_are_weighed() -> None:
    """Faces, kinds of words and the citizen's wish, refused or not, are features."""
    weighed = {"p_😂": {"vague": 3.0}, "l_<soft>": {"thank": 3.0}, "x_gift open": {"own": 3.0}}
    bare = table(**weighed)
    signs = {"gift": Cues(any=("amplop",)), "refusal": Cues(any=("tidak bisa",))}
    ear = Ear(msgspec.structs.replace(bare, kinds={"soft": ("lembut", "halus sekali")}, signs=signs))

    assert ear.hear("Baik 😂").shows == ("vague",)
    assert ear.hear("Lembut.").shows == ear.hear("Halus sekali.").shows == ("thank",)
    assert ear.hear("Halus.").shows == ()
    assert ear.hear("Baik.", citizen="Ini amplop.").shows == ("own",)
    assert ear.hear("Tidak bisa.", citizen="Ini amplop.").shows == ()
