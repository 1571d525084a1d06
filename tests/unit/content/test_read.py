"""What `read` gives for good files, and each fault it reports besides syntax."""

import os
from pathlib import Path

import pytest

from roleplay.content.faults import MAX_FAULTS
from roleplay.content.read import read, read_bytes
from roleplay.content.tree import Document, ListNode, MapNode, Node, TextNode
from roleplay.diagnostics import Diagnostic, Severity, Span

pytestmark = pytest.mark.usefixtures("either_parser")


def plain(node: Node) -> object:
    """Return a tree as text, lists and dictionaries."""
    if isinstance(node, TextNode):
        return node.value
    if isinstance(node, ListNode):
        return [plain(item) for item in node.items]
    return {key.value: plain(value) for key, value in node.entries}


def content(text: str) -> object:
    """Return what a text without faults holds."""
    document, faults = read_bytes(text.encode(), "a.yaml")
    assert faults == ()
    assert document is not None
    return plain(document.root)


def faults_of(text: str | bytes) -> list[tuple[str, int, int]]:
    """Return code, line and column of every fault."""
    _, faults = read_bytes(text if isinstance(text, bytes) else text.encode(), "a.yaml")
    return [(fault.code, fault.span.line, fault.span.column) for fault in faults]


def only_fault(text: str | bytes) -> Diagnostic:
    """Return the one fault of a text."""
    _, faults = read_bytes(text if isinstance(text, bytes) else text.encode(), "a.yaml")
    assert len(faults) == 1, faults
    return faults[0]


@pytest.mark.parametrize(
    "scalar", ["no", "NO", "yes", "007", "12:30:45", "1.10", "2026-13-45", "~", "null", "0x1F", "9" * 5000]
)
def test_every_scalar_stays_the_text_that_was_typed(scalar: str) -> None:
    """Nothing becomes a number, a date or a truth value."""
    assert content(f"say: {scalar}") == {"say": scalar}


def test_a_value_left_out_is_an_empty_text() -> None:
    """`key:` and `key: ""` read alike."""
    assert content('a:\nb: ""\n') == {"a": "", "b": ""}


def test_block_text_keeps_its_inner_line_ends_and_loses_the_last() -> None:
    """`|` keeps lines, `>` folds them, and neither leaves a line end at the end."""
    assert content("a: |\n  one\n\n  two\nb: >\n  one\n  two\nc: |+\n  one\n\n") == {
        "a": "one\n\ntwo",
        "b": "one two",
        "c": "one",
    }


def test_what_an_escape_hides_is_cleaned_away() -> None:
    """A real ESC out of "\\e" never gets past reading."""
    assert content(r'a: "x\e]52;c;aGk=\ay\u202Ez"') == {"a": "x]52;c;aGk=yz"}


def test_places_count_lines_and_columns_from_one_in_characters() -> None:
    """Every key, value, list and mapping knows where it begins, after letters of several bytes too."""
    document, _ = read_bytes('é: "ü"\nlist:\n  - ää: x\n    b: [c, d]\n'.encode(), "x/a.yaml")
    assert document is not None
    root = document.root
    assert isinstance(root, MapNode)
    (first_key, first_value), (_, items) = root.entries
    assert isinstance(items, ListNode)
    item = items.items[0]
    assert isinstance(item, MapNode)
    (inner_key, inner_value), (_, flow) = item.entries
    assert isinstance(flow, ListNode)
    places = [
        each.span[1:] for each in (root, first_key, first_value, items, item, inner_key, inner_value, flow)
    ]
    assert places == [(1, 1), (1, 1), (1, 4), (3, 3), (3, 5), (3, 5), (3, 9), (4, 8)]
    assert [each.span for each in flow.items] == [Span("x/a.yaml", 4, 9), Span("x/a.yaml", 4, 12)]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_line_end_counts_once(line_end: str) -> None:
    """Files from Windows and old Macs have the same places."""
    assert faults_of(line_end.join(["a: 1", "", "b: 2", "a: 3", ""])) == [("RP003", 4, 1)]


def test_a_document_may_stand_between_its_marks() -> None:
    """`---` before and `...` after, with comments around, change nothing."""
    assert content("# hello\n---\na: b\n...\n# bye\n...  # really\n") == {"a": "b"}


def test_an_explicit_text_tag_is_allowed() -> None:
    """`!!str` says what is so anyway."""
    assert content("a: !!str 12") == {"a": "12"}


def test_a_byte_order_mark_is_taken_off() -> None:
    """Files saved by Notepad read like all others, and places do not move."""
    document, faults = read_bytes(b"\xef\xbb\xbfa: b\n", "a.yaml")
    assert faults == ()
    assert document is not None
    assert document.root.span == Span("a.yaml", 1, 1)


# RP001


def test_a_file_is_read_from_its_path_and_known_by_its_name(tmp_path: Path) -> None:
    """The name given stands in the document and in every span."""
    path = tmp_path / "a.yaml"
    path.write_text("a: b\n")
    document, faults = read(path, "personas/a.yaml")
    assert faults == ()
    assert isinstance(document, Document)
    assert document.path == "personas/a.yaml"
    assert document.root.span == Span("personas/a.yaml", 1, 1)


def make_missing(path: Path) -> None:
    """Leave nothing at the path."""


def make_broken_link(path: Path) -> None:
    """Make a link to a file that is not there."""
    path.symlink_to(path.with_name("gone.yaml"))


def make_link_to_itself(path: Path) -> None:
    """Make a link that nobody can follow to its end."""
    path.symlink_to(path)


def make_link_to_device(path: Path) -> None:
    """Make a link to a file without an end."""
    path.symlink_to("/dev/zero")


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither pipes nor devices in folders")
@pytest.mark.parametrize(
    ("make", "word"),
    [
        (make_missing, "no such file"),
        (make_broken_link, "link"),
        (make_link_to_itself, "cannot be read"),
        (Path.mkdir, "folder"),
        (os.mkfifo, "pipe"),
        (make_link_to_device, "device"),
    ],
)
def test_what_is_no_file_is_reported_at_once(tmp_path: Path, make: object, word: str) -> None:
    """A missing file, a folder, a pipe that nobody writes to, an endless device: each a fault."""
    path = tmp_path / "a.yaml"
    assert callable(make)
    make(path)
    document, faults = read(path, "a.yaml")
    assert document is None
    assert [fault.code for fault in faults] == ["RP001"]
    assert word in faults[0].message


def test_a_file_that_may_not_be_read_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's refusal becomes a fault."""

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    document, faults = read(tmp_path / "a.yaml", "a.yaml")
    assert document is None
    assert [(fault.code, fault.message) for fault in faults] == [("RP001", "This may not be read.")]


def test_a_letter_that_is_not_utf8_is_reported_with_its_place_and_the_rest_still_read() -> None:
    """Latin-1 is named, and other faults of the file are found in the same run."""
    assert faults_of("a: x\nb: caf\xe9\na: y\n".encode("latin-1")) == [("RP001", 2, 7), ("RP003", 3, 1)]


@pytest.mark.parametrize(
    "data", ["a: b".encode("utf-16"), "a: b".encode("utf-16-le"), "a: b".encode("utf-16-be")]
)
def test_utf16_is_explained(data: bytes) -> None:
    """What an editor calls Unicode is named, with and without its mark."""
    fault = only_fault(data)
    assert fault.code == "RP001"
    assert "UTF-16" in fault.message
    assert "UTF-8" in fault.hint


def test_a_nul_byte_is_refused_with_its_line() -> None:
    """A file with NUL is no text file."""
    assert faults_of(b"a: b\nc: \0d\n") == [("RP001", 2, 4)]


@pytest.mark.parametrize(
    "character", ["\x1b", "\x07", "\x0b", "\x7f", "\x9b", "\x85", "\u2028", "\ufeff", "\uffff"]
)
def test_a_character_that_cannot_be_seen_is_refused_with_its_place(character: str) -> None:
    """Control characters and the line ends of word processors are named by number."""
    fault = only_fault(f"a: b\nc: d{character}e\n")
    assert (fault.code, fault.span) == ("RP001", Span("a.yaml", 2, 5))
    assert f"U+{ord(character):04X}" in fault.message


def test_a_line_of_unseen_characters_is_reported_once() -> None:
    """One fault a line, however many characters."""
    assert faults_of("a: \x01\x02\x03\nb: \x04\n") == [("RP001", 1, 4), ("RP001", 2, 4)]


# RP003


def test_a_name_given_twice_names_both_lines_and_the_first_is_kept() -> None:
    """The document comes along, so that the rest of it can be checked."""
    document, faults = read_bytes(b"a: 1\nb: 2\n'a': 3\n", "a.yaml")
    assert document is not None
    assert plain(document.root) == {"a": "1", "b": "2"}
    (fault,) = faults
    assert (fault.code, fault.span, fault.severity) == ("RP003", Span("a.yaml", 3, 1), Severity.ERROR)
    assert "line 1" in fault.message


def test_every_duplicate_is_reported_even_before_a_syntax_error() -> None:
    """What is found before the parser gives up is not lost, in a mapping that never ends too."""
    assert faults_of("a: 1\na: 2\nm:\n  x: 1\n  x: 2\n  x: 3\n  y: @\n") == [
        ("RP003", 2, 1),
        ("RP003", 5, 3),
        ("RP003", 6, 3),
        ("RP002", 7, 6),
    ]


def test_names_that_look_alike_after_cleaning_are_the_same() -> None:
    """A composed and a decomposed é, and `1` and `"1"`, are one name."""
    assert faults_of('"\u00e9": 1\n"e\u0301": 2\n1: a\n"1": b\n') == [("RP003", 2, 1), ("RP003", 4, 1)]


# RP004


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a: &x b\n", [(1, 4)]),
        ("a: &x [b]\n", [(1, 4)]),
        ("a: &x b\nc: *x\n", [(1, 4), (2, 4)]),
        ("&a [*a]\n", [(1, 1)]),
        ("a: &x {b: c}\nd:\n  <<: *x\n", [(1, 4), (3, 3)]),
        ("a: !!python/object/apply:os.system [id]\n", [(1, 4)]),
        ("a: !!binary aGk=\nb: !local c\nc: ! d\n", [(1, 4), (2, 4), (3, 4)]),
        ("a: !!str {}\n", [(1, 4)]),
        ("a: b\n---\nc: d\n", [(2, 1)]),
        ("a: b\n---\n", [(2, 1)]),
        ("a: b\n...\n%TAG ! x\n---\nc: d\n", [(3, 1)]),
        ("# x\n\n%YAML 1.2\n---\na: b\n", [(3, 1)]),
        ("? [a, b]\n: c\n", [(1, 3)]),
        ("{officer}: c\n", [(1, 1)]),
        ("text: *penting sekali\nb: c\n", [(1, 7)]),
    ],
)
def test_what_yaml_can_do_besides_text_lists_and_mappings_is_refused(
    text: str, places: list[tuple[int, int]]
) -> None:
    """Anchors, aliases, merges, tags, directives, more documents, complex keys: once a line, with place."""
    found = [fault for fault in faults_of(text) if fault[0] != "RP007"]
    assert found == [("RP004", line, column) for line, column in places]


def test_a_quoted_merge_key_is_a_name_like_any_other() -> None:
    """Only the bare `<<` merges."""
    assert content('"<<": a') == {"<<": "a"}


@pytest.mark.parametrize("text", ["a: b\nc: *x\n", "a: b\n<<: {c: d}\n", "a: b\n[c]: d\n"])
def test_no_document_comes_when_some_of_it_could_not_be_had(text: str) -> None:
    """What hangs on an alias, a merge or a complex key is missing, so nothing is handed on."""
    document, _ = read_bytes(text.encode(), "a.yaml")
    assert document is None


# RP006


@pytest.mark.parametrize("text", ["a: What? #really", "a: loket #3", "- a: x #y", "a: {b: x #y\n  }"])
def test_text_cut_by_a_hash_is_a_warning_at_the_hash(text: str) -> None:
    """One space before `#` and none after it looks like text."""
    _, faults = read_bytes(text.encode(), "a.yaml")
    cut = [fault for fault in faults if fault.code == "RP006"]
    assert [(fault.span.line, fault.span.column) for fault in cut] == [(1, text.index("#") + 1)]
    assert cut[0].severity is Severity.WARNING


@pytest.mark.parametrize(
    "text",
    [
        "a: b # comment",
        "a: b  #comment",
        "a: b    # aligned",
        'a: "b" #c',
        "a: 'x #y'",
        "a: |\n  x #y",
        "a: x#y",
    ],
)
def test_a_comment_that_looks_like_one_is_no_fault(text: str) -> None:
    """Ordinary and aligned comments, and a hash within quotes, blocks and words, are quiet."""
    assert faults_of(text) == []


def test_warnings_beyond_the_limit_are_left_out_and_the_document_comes() -> None:
    """Many comments written tightly never make a file unreadable."""
    document, faults = read_bytes(b"a:\n" + b"  - b #c\n" * (MAX_FAULTS + 50), "a.yaml")
    assert document is not None
    assert {fault.code for fault in faults} == {"RP006"}
    assert len(faults) == MAX_FAULTS


# RP007


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "empty"),
        ("\n\n", "empty"),
        ("# only a comment\n", "empty"),
        ("---\n", "empty"),
        ("- a\n- b\n", "list"),
        ("Halo", "one text"),
        ("id:pak-darto\n", "one text"),
        ("'a: b'\n", "one text"),
    ],
)
def test_a_file_must_be_a_mapping(text: str, word: str) -> None:
    """Empty files, lists and bare text are said to be so."""
    fault = only_fault(text)
    assert fault.code == "RP007"
    assert word in fault.message


def test_a_top_that_is_refused_is_not_reported_again() -> None:
    """One fault once: an alias at the top is not also called a text."""
    assert faults_of("*a\n") == [("RP004", 1, 1)]
