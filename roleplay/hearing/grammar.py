"""What the reading of a text must know of a language before any cue is looked for."""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct


class Grammar(Struct, frozen=True):
    """The small closed classes of one language."""

    language: str
    clitics: tuple[str, ...]
    """Endings that a cue need not name, longest first: `tanggalnya` is also `tanggal`."""
    wholes: frozenset[str]
    """Words that only look as if they ended in a clitic."""
    contractions: Mapping[str, tuple[str, ...]]
    """What stands after an apostrophe to the words it is short for; nothing for a possessive."""
    doubles: bool
    """A 2 after a word doubles it: `hati2`."""
    numbered: frozenset[str]
    """Words after which a 2 is a number even so."""
    abbreviations: frozenset[str]
    """Words whose full stop ends no sentence."""
    joints: frozenset[str]
    """Words that begin a clause of their own, out of reach of a negation before them."""
    negations: frozenset[str]
    """Words that turn what follows into its opposite."""


INDONESIAN: Final = Grammar(
    language="id",
    clitics=("nya", "lah", "kah", "pun", "ku", "mu"),
    wholes=frozenset(
        "adalah bangku bukannya hanya ialah jumlah karenanya kuliah makanya masalah meskipun namanya pelaku "
        "punya rupanya saku salah sebelah sekolah setelah sudahlah tanya telah ternyata walaupun waktu "
        "bertanya ketemu bertemu tamu ilmu jamu kamu ibumu laku berlaku buku suku kaku langkah silakah "
        "olah celah belah ampun himpun rumpun bangun perilaku percayalah".split()
    ),
    contractions={},
    doubles=True,
    numbered=frozenset("jam tgl tanggal loket lantai nomor pasal ayat pp uu pukul".split()),
    abbreviations=frozenset("jl jln dr bpk sdr sdri hj drs ir prof telp rp kec kab".split()),
    joints=frozenset("tapi tetapi melainkan namun lalu terus kemudian makanya soalnya karena supaya".split()),
    negations=frozenset("tidak belum bukan jangan tanpa".split()),
)

ENGLISH: Final = Grammar(
    language="en",
    clitics=(),
    wholes=frozenset(),
    contractions={
        "m": ("am",),
        "re": ("are",),
        "ve": ("have",),
        "ll": ("will",),
        "d": ("would",),
        "s": (),
        "t": ("not",),
    },
    doubles=False,
    numbered=frozenset(),
    abbreviations=frozenset("mr mrs ms dr st approx prof jr sr vs dept".split()),
    joints=frozenset("but however though then because so".split()),
    negations=frozenset("not never no nor without none nobody nothing".split()),
)

GRAMMARS: Final = {"id": INDONESIAN, "en": ENGLISH}
