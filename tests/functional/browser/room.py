"""What is done with pages in more than one test."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.functional.browser.chromium import Page
from tests.functional.hosting import Hosted


def led(open_page: Callable[..., Page], hosted: Hosted, place: str = "lead", *size: int) -> Page:
    """Open the page of the facilitator, or the board."""
    page = open_page(f"{hosted.url}/{place}#{hosted.secret}", *(size or (1280, 800)))
    page.shown("#lead" if place == "lead" else "#board")
    return page


def spoken(page: Page) -> list[str]:
    """Return the lines of the talk as they are shown."""
    found: list[Any] = page.do(
        "[...document.querySelectorAll('#spoken > li p')].map((line) => line.textContent)"
    )
    return [str(line) for line in found]


def pictures() -> Path | None:
    """Return where pictures of every state are wanted: `ROLEPLAY_PICTURES=folder pytest …`."""
    folder = os.environ.get("ROLEPLAY_PICTURES")
    return Path(folder) if folder else None


def choose(page: Page, name: str) -> None:
    """Take a choice, and wait until it is kept and the talk has gone on."""
    page.shown(f'[data-choice="{name}"]')
    before = len(spoken(page))
    page.click(f'[data-choice="{name}"]')
    page.wait(f"document.querySelectorAll('#spoken > li').length > {before}")
    page.wait("!localStorage['roleplay.outbox']")


def rate(page: Page, level: int) -> None:
    """Rate every criterion alike and save it."""
    page.shown("#panel-criteria")
    page.do(
        "for (const field of document.querySelectorAll('#panel-criteria fieldset'))"
        f" field.querySelector('input[value=\"{level}\"]').click()"
    )
    page.click("#panel-form button.primary")
