"""A Chromium for all tests of pages, and groups that they open."""

from collections.abc import Callable, Iterator

import pytest

from tests.functional.browser.chromium import Chromium, Page, chromium_path
from tests.functional.hosting import Hosted
from tests.functional.program import SCENARIO, Program

Host = Callable[..., Hosted]


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    """The browser. Where there is none or it cannot run, the checks of pages are skipped and say so."""
    if (program := chromium_path()) is None:
        pytest.skip("no Chromium here; on Debian: apt-get install chromium")
    try:
        browser = Chromium(program, tmp_path_factory.mktemp("chromium"))
    except OSError as error:
        pytest.skip(f"{program}: {error}")
    yield browser
    browser.close()


@pytest.fixture
def open_page(chromium: Chromium) -> Iterator[Callable[..., Page]]:
    """Opens pages, each for a person of its own. None may have done what its policy forbids, or failed."""
    opened: list[Page] = []

    def start(url: str, *size: int) -> Page:
        opened.append(chromium.open(url, *size))
        return opened[-1]

    yield start
    faults = [fault for page in opened for fault in page.faults]
    dialogs = [dialog for page in opened for dialog in page.dialogs]
    for page in opened:
        page.close()
    assert (faults, dialogs) == ([], [])


@pytest.fixture
def host(program: Program) -> Iterator[Host]:
    """Hosts groups in the home of the test, and ends what is still running afterwards."""
    running: list[Hosted] = []

    def start(*arguments: str) -> Hosted:
        running.append(Hosted(program, *(arguments or (SCENARIO,))))
        return running[-1]

    yield start
    for each in running:
        each.kill()  # in order it would wait for the pages


@pytest.fixture
def seat(open_page: Callable[..., Page]) -> Callable[..., Page]:
    """Joins a group through its page as somebody would who has pointed a camera at the board."""

    def join(hosted: Hosted, nickname: str, url: str = "", *size: int) -> Page:
        page = open_page(f"{url or hosted.url}/?code={hosted.code}", *size)
        page.fill("#nickname", nickname)
        page.click("#consent-form .primary")
        page.wait("localStorage['roleplay.seat']")
        return page

    return join
