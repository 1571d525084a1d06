"""What holds for everything that is heard: quotes, order, sameness, and what an ear costs to import."""

import subprocess
import sys
from collections.abc import Mapping
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay.domain.cues import Cues, CueTable
from roleplay.domain.response import Response
from roleplay.domain.vocabulary import LABELS
from roleplay.hearing import Ear

TYPED = st.one_of(
    st.text(max_size=200),
    st.lists(
        st.sampled_from(
            "saya cek dulu ya Pak, wajar kesal tidak kenapa ? . ! maaf jam 9 besok KTP \" ' ( “ kamu PHK-nya "
            "hati2 sejam nggaaak 09.00 Rp2.000 é ß ﷺ 💪 \u200d\n".split(" ")
        ),
        max_size=60,
    ).map(" ".join),
)


@settings(deadline=None)
@given(text=TYPED, citizen=TYPED)
@pytest.mark.parametrize("language", ["id", "en"])
def test_whatever_is_typed(ears: Mapping[str, Ear], language: str, text: str, citizen: str) -> None:
    """Any text is heard without a fault, twice the same, and every label is proved by its own words."""
    ear = ears[language]
    response = ear.hear(text, citizen=citizen)

    assert response == ear.hear(text, citizen=citizen)
    assert response.text == text
    for evidence in response.evidence:
        assert evidence.quote == text[evidence.start : evidence.end] != ""
        assert evidence.reason
    assert list(dict.fromkeys(evidence.label for evidence in response.evidence)) == list(response.shows)


def test_labels_come_in_their_order(ear: Ear) -> None:
    """Labels come in the order of the vocabulary, each once."""
    text = "Good morning. Selamat pagi. I'll call you tomorrow. Saya cek besok. Thanks. Terima kasih."
    shows = ear.hear(text).shows

    assert len(shows) > 2
    assert list(shows) == [label for label in LABELS if label in shows]


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "…", "💪", "?!", "12", "é"])
def test_nothing_is_heard_in_nothing(ear: Ear, text: str) -> None:
    """Where nothing is said, nothing is heard."""
    assert ear.hear(text) == Response(text)


def test_the_reason_names_cue_and_file(ears: Mapping[str, Ear]) -> None:
    """Evidence says which cue was found and where it is written."""
    ear = Ear(CueTable("id", {"thank": Cues(any=("terima kasih",))}))

    assert ear.hear("Terima kasih, Pak.").evidence[0].reason == 'cue "terima kasih" (cues/id.yaml)'


def test_hearing_one_reply_changes_nothing_for_the_next(tables: Mapping[str, CueTable]) -> None:
    """What was heard before does not matter."""
    text = "Wajar Ibu kesal, saya cek sekarang."
    fresh, used = Ear(tables["id"]), Ear(tables["id"])
    for other in ("Tolooong", "kamu gmn", "tanggal PHK-nya kapan?", text):
        used.hear(other)

    assert used.hear(text) == fresh.hear(text)


def test_at_most_three_quotes_a_label(ears: Mapping[str, Ear]) -> None:
    """A label is proved by three quotes at most, none over another."""
    response = ears["id"].hear("Terima kasih. " * 9)
    places = [(item.start, item.end) for item in response.evidence if item.label == "thank"]

    assert len(places) == 3
    assert all(one[1] <= other[0] for one, other in pairwise(places))


def test_a_long_reply_is_heard(ear: Ear) -> None:
    """A hundred thousand characters are no fault."""
    assert ear.hear("saya cek, wajar kesal? let me check. " * 2_800).shows


def test_importing_hearing_reads_no_yaml() -> None:
    """The room can be used where no YAML reader is loaded."""
    code = "import sys, roleplay.hearing; sys.exit('yaml' in sys.modules or 'roleplay.schema' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
