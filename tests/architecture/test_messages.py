"""Every message reaches the catalogue."""

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "roleplay"


def hidden_messages(source: str) -> Iterator[str]:
    """Yield the messages that stand inside an f-string, where they are not extracted."""
    for text in ast.walk(ast.parse(source)):
        if isinstance(text, ast.JoinedStr):
            for call in ast.walk(text):
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "_":
                    yield from (str(item.value) for item in call.args if isinstance(item, ast.Constant))


def test_no_message_hides_in_a_formatted_string() -> None:
    """A message inside an f-string is in the catalogue, because it stands elsewhere too."""
    catalogue = (SOURCE / "i18n/locales/id/LC_MESSAGES/roleplay.po").read_text(encoding="utf-8")
    hidden = [
        f"{path.name}: {message}"
        for path in SOURCE.rglob("*.py")
        for message in hidden_messages(path.read_text(encoding="utf-8"))
        if f'msgid "{message}"' not in catalogue
    ]

    assert hidden == []
    assert list(hidden_messages("f\"{_('lost')}\"")) == ["lost"]
