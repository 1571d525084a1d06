"""A page as a PDF: drawn without reaching for anything, or told what is missing."""

import sys
import urllib.request
from types import ModuleType

import pytest

from roleplay.app.printing import pdf_of
from roleplay.errors import RoleplayError
from roleplay.reporting.markup import element
from roleplay.reporting.sheet import sheet


def test_a_page_becomes_a_pdf() -> None:
    """What comes out is a PDF, the same each time."""
    page = sheet("Title", [element("p", "Selamat pagi")])
    pdf = pdf_of(page)

    assert pdf.startswith(b"%PDF-")
    assert pdf == pdf_of(page)


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that names a picture or a style elsewhere gets neither, from the disk or a network."""
    opened: list[object] = []

    def note(_opener: object, url: object, *_more: object, **_options: object) -> object:
        opened.append(url)
        raise OSError("not in a test")

    monkeypatch.setattr(urllib.request.OpenerDirector, "open", note)
    page = '<link rel="stylesheet" href="http://localhost:9/a.css"><img src="file:///etc/hostname">'

    assert pdf_of(page).startswith(b"%PDF-")
    assert opened == []


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has not installed the extra is told which it is, and that the page prints as well."""
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(RoleplayError) as refused:
        pdf_of("<p>")

    assert "roleplay-service[pdf]" in refused.value.hint
    assert ".html" in refused.value.hint


def test_without_what_draws_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the library of the system is missing, it is named, with what to install."""

    def broken(name: str) -> ModuleType:
        raise OSError("cannot load library 'libpango-1.0-0'\nand more")

    monkeypatch.setattr("roleplay.app.printing.import_module", broken)
    with pytest.raises(RoleplayError) as refused:
        pdf_of("<p>")

    assert "libpango" in refused.value.message
    assert "and more" not in refused.value.message
    assert "apt install libpango" in refused.value.hint
