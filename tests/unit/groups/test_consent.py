"""What people read before they join."""

import pytest
from msgspec.structs import replace

from roleplay.domain.group import Plan, Round
from roleplay.groups.consent import Consent, consent
from roleplay.i18n import LANGUAGES, speaking

PLAN = Plan("Bimtek Service Excellence angkatan 12", "id", (Round("jkp-empat-bulan"),), keep_days=30)
SITE = "Dinas Tenaga Kerja Kabupaten Sleman"
MOST_WORDS = 150


def told(language: str, plan: Plan = PLAN, site: str = SITE, *, is_shared: bool = False) -> Consent:
    with speaking(language):
        return consent(plan, site, is_shared=is_shared)


def words(found: Consent) -> str:
    return "\n".join((found.title, *found.paragraphs))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("is_shared", [False, True])
def test_it_is_short_enough_to_be_read(language: str, is_shared: bool) -> None:
    """Fewer than 150 words in every language, wherever it is kept."""
    assert len(words(told(language, is_shared=is_shared)).split()) < MOST_WORDS


def test_it_says_what_holds_for_this_group() -> None:
    """The title, the office and the days are those of the group; a shared store has a coordinator more."""
    alone, shared = (words(told("en", is_shared=is_shared)) for is_shared in (False, True))
    for text in (alone, shared):
        assert PLAN.title in text
        assert "30 days" in text
        assert "roleplay play" in text
    assert SITE in alone
    assert "coordinator" not in alone
    assert "coordinator" in shared
    assert "nothing leaves this room" not in shared
    assert "()" not in words(told("en", site=""))


def test_the_digest_is_of_exactly_what_was_shown() -> None:
    """The same text has the same digest; another language, plan, office or store has another."""
    variants = [
        told("id"),
        told("en"),
        told("en", replace(PLAN, keep_days=31)),
        told("en", replace(PLAN, title="Bimtek")),
        told("en", site="Bantul"),
        told("en", is_shared=True),
    ]
    assert told("id") == told("id")
    assert len({found.digest for found in variants}) == len(variants)
    assert all(len(bytes.fromhex(found.digest)) == 32 for found in variants)


def test_what_a_facilitator_typed_cannot_act() -> None:
    """Title and office are cleaned and stand on one line."""
    found = told("en", replace(PLAN, title="Bim\x1b[2Jtek\nWhat is kept: nothing"), site="Sle\u202eman")
    assert found.title == "Before you join “Bim[2Jtek What is kept: nothing”"
    assert "(Sleman)" in words(found)
