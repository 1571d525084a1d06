"""What an author is told when the YAML cannot be understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay.content.read import read_bytes
from roleplay.content.tree import MapNode, TextNode
from roleplay.diagnostics import Diagnostic


def explanation(text: str) -> Diagnostic:
    """Return the one fault of a text, which is of syntax."""
    document, faults = read_bytes(text.encode(), "a.yaml")
    assert document is None
    assert [fault.code for fault in faults] == ["RP002"], faults
    return faults[0]


def text_in(line: str) -> str:
    """Return the value of a file of one line."""
    document, faults = read_bytes(line.encode(), "a.yaml")
    assert faults == ()
    assert document is not None
    assert isinstance(document.root, MapNode)
    ((_, value),) = document.root.entries
    assert isinstance(value, TextNode)
    return value.value


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("text: Betul: dulu tiga bulan", "Betul: dulu tiga bulan"),
        ("text: Jam 08.00: buka", "Jam 08.00: buka"),
        ("text: “Betul: ya”", "“Betul: ya”"),
        ("text: Tanya:", "Tanya:"),
        ('text: Kata "ya": itu', 'Kata "ya": itu'),
        ("text: *penting* sekali", "*penting* sekali"),
        ("text: & teman", "& teman"),
        ("text: @budi", "@budi"),
        ("text: `kode`", "`kode`"),
        ("text: %5 dari gaji", "%5 dari gaji"),
        ("text: [ASAP] tolong", "[ASAP] tolong"),
        ("text: {officer}, selamat pagi", "{officer}, selamat pagi"),
        ("text: {officer} selamat: pagi", "{officer} selamat: pagi"),
        ("text: , lalu", ", lalu"),
        ("text: ] lalu", "] lalu"),
        ("text: ? apa", "? apa"),
        ("text: - satu", "- satu"),
        ("text: > lihat", "> lihat"),
        ("text: |x|", "|x|"),
        ("text: 'It's late'", "It's late"),
        ('text: "Saya kata "tidak" ya"', 'Saya kata "tidak" ya'),
        ('text: "Ya" dan "tidak"', '"Ya" dan "tidak"'),
        ("text: 'Ya' atau tidak", "'Ya' atau tidak"),
        ('text: "a" - b', '"a" - b'),
    ],
)
def test_the_line_that_is_suggested_says_what_was_meant(line: str, meant: str) -> None:
    """Where quotes are needed, the hint shows the line with them, and that line reads as it was meant."""
    fault = explanation(f"{line}\nnext: x\n")
    _, written, fix = fault.hint.rpartition("rite: ")
    assert written
    assert text_in(fix) == meant
    assert fault.span.line == 1
    assert fault.span.column == len("text: ") + 1


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("title:Halo\ntext: x\n", 1, 1, "space is missing after the colon"),
        ("a: 1\ntitle:Halo\nb: 2\n", 2, 1, "space is missing after the colon"),
        ("title Halo\ntext: x\n", 1, 1, "no name and colon"),
        ("a: 1\ntitle Halo\nb: 2\n", 2, 1, "no name and colon"),
        ("a: 1\n\tb: 2\n", 2, 1, "tab"),
        ("a:\n\tb: 1\n", 2, 1, "tab"),
        ("a: |\n\tb\n", 2, 1, "tab"),
        ('a: "b\nc: 1\n', 1, 4, "never closed"),
        ("a: 'b\nc: 1\n", 1, 4, "never closed"),
        ('a: "b\nc: "d"\n', 1, 4, "closes only on line 2"),
        ("a: [b, c\nd: 1\n", 1, 4, "[ that opens here is not closed"),
        ("a: {b: c\nd: 1\n", 1, 4, "{ that opens here is not closed"),
        ("a: [\n", 2, 1, "[ or { is not closed"),
        ("a: [b]]\n", 1, 7, "] too many"),
        ("a: {b: c}}\n", 1, 10, "} too many"),
        ("a: 1\n  b: 2\n", 2, 3, "further than line 1"),
        ("a: Halo.\n\n# x\n  Lalu: ini\n", 2 + 2, 3, "nothing above"),
        ("a:\n    b: 1\n  c: 2\n", 3, 3, "column 3"),
        ("- text: a\n shows: b\n", 2, 2, "column 2"),
        ("a: 1\n- b\n", 2, 1, "list item stands where a name"),
        ("- a\nb: 1\n", 2, 1, "name stands where the next item"),
        ("a: b\n: c\n", 2, 1, "name is missing"),
        ("a: Hello #one\n  and more\n", 1, 10, "“ #” begins a comment"),
        ("a: {says: Halo #1, b: c}\nd: e\n", 1, 16, "“ #” begins a comment"),
        ("a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n", 2, 1, "merged"),
        ("a: b\n...\nc: d\n", 3, 1, "over before this: c: d"),
        ("{a: b} c\n", 1, 8, "over before this: c"),
        ("a: {text: Betul: ya, shows: [x]}\n", 1, 11, "colon and a space"),
    ],
)
def test_the_place_and_the_cause_are_named(text: str, line: int, column: int, words: str) -> None:
    """The span is where the author went wrong, not where the parser noticed."""
    fault = explanation(text)
    assert words in fault.message
    assert (fault.span.line, fault.span.column) == (line, column)
    assert fault.hint


@pytest.mark.usefixtures("either_parser")
def test_a_backslash_between_double_quotes_is_explained() -> None:
    """A Windows path is the usual cause."""
    fault = explanation('a: "C:\\dokumen"\n')
    assert "backslash" in fault.message
    assert fault.span.line == 1


def test_within_a_flow_mapping_only_the_text_is_shown_in_quotes() -> None:
    """The rest of a long line of names is not repeated."""
    assert explanation("a: {text: Betul: ya, shows: [x]}\n").hint == 'Write: "Betul: ya"'


def test_a_text_cut_by_a_hash_is_not_also_a_warning() -> None:
    """The error says it; one fault once."""
    _, faults = read_bytes(b"a: Hello #one\n  and more\nb: c #d\n", "a.yaml")
    assert [fault.code for fault in faults] == ["RP002"]


def test_what_no_rule_knows_is_passed_on_in_the_parsers_words() -> None:
    """An author sees at least where, and what the parser missed."""
    fault = explanation(f"a: b\n{'x' * 1_100}: c\n")
    assert fault.span.line == 2
    assert "cannot be understood (could not find expected ':')" in fault.message


def test_a_long_line_is_shown_in_part() -> None:
    """No message is longer than a few lines of a terminal, however long the author's line."""
    fault = explanation("a: b: " + "x" * 100_000)
    assert len(fault.message) + len(fault.hint) < 400
    assert "…" in fault.hint


def test_what_is_shown_of_a_line_cannot_act_on_a_terminal() -> None:
    """Bidi and other format characters in the author's line do not come back in the message."""
    fault = explanation("a: b\u202e: c\u200b\n")
    assert fault.message.isprintable()
    assert fault.hint.isprintable()


texts = st.text(st.sampled_from("ab \"':,#*&!|>%@`-?[]{}.\\é"), min_size=1, max_size=20).map(str.strip)


@given(texts)
def test_no_suggested_line_needs_another_suggestion(text: str) -> None:
    """Whatever an author types as a text, the line that a hint offers is YAML."""
    _, faults = read_bytes(f"text: {text}\n".encode(), "a.yaml")
    for fault in faults:
        _, written, fix = fault.hint.rpartition("rite: ")
        if fault.code == "RP002" and written and fix.startswith("text: "):
            assert text_in(fix)
