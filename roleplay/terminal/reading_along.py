"""Reads along in one seat's talk, and speaks for its customer."""

from collections.abc import Sequence

from roleplay.app.hosting.messages import Command, HandBack, Speak, SpokenLine, TakeOver, TalkPage, Update
from roleplay.app.joining.following import Following
from roleplay.cleaning import clean_line
from roleplay.i18n import _
from roleplay.terminal.news_prompt import NewsPrompt
from roleplay.terminal.screen import Screen
from roleplay.terminal.watching import CalledAway


class ReadingAlong:
    """One talk as the facilitator sees it."""

    def __init__(
        self,
        seat: str,
        following: Following[Update],
        screen: Screen,
        prompt: NewsPrompt,
    ) -> None:
        """`following` tells what the seat sees."""
        self._seat = seat
        self._following = following
        self._screen = screen
        self._prompt = prompt
        self._spoken: tuple[SpokenLine, ...] = ()
        self._moods = ""
        self._session = ""
        self._is_taken_over = False
        self._is_ended = False

    @property
    def seen(self) -> bool:
        """True once there is something new to read. Is called a few times a second."""
        return self._following.has_news

    def run(self) -> Command | None:
        """Show what is said until the facilitator wants something done; None to go back to the board."""
        while True:
            self._show_news()
            self._screen.flush()
            try:
                typed = self._prompt.ask()
            except CalledAway:
                self._prompt.step_aside()
                continue
            except KeyboardInterrupt:
                self._screen.line()
                return None
            if typed is None or typed.text.lower() == "q":
                return None
            if (asked := self._asked(typed.text)) is not None:
                return asked

    def _asked(self, text: str) -> Command | None:
        match text.lower():
            case "":
                return None
            case "t":
                return TakeOver(self._seat)
            case "h":
                return HandBack(self._seat)
        if self._is_taken_over and len(text) > 1:
            return Speak(self._seat, text)
        self._screen.line(_("t take over   h hand back   q back to the board"), "quiet")
        return None

    def _show_news(self) -> None:
        if not self._following.has_news:
            return
        update = self._following.take()
        if self._following.refusal is not None:
            self._screen.line(self._following.refusal.message, "warning")
        if self._following.trouble is not None:
            self._screen.line(
                _("The line to the host is down ({reason}).").format(reason=self._following.trouble),
                "warning",
            )
        if update is None:
            return
        talk = update.talk
        if talk is None or talk.page is None:
            self._screen.line(_("This seat is not in a talk."))
            return
        if talk.session != self._session:
            self._session, self._spoken = talk.session, ()
            self._begin(update.nickname, talk.page)
        self._show_spoken(talk.page)
        if talk.is_taken_over != self._is_taken_over:
            self._is_taken_over = talk.is_taken_over
            self._screen.line(
                _("You speak for {name} now: type what they say. h hands back.").format(
                    name=talk.page.persona
                )
                if talk.is_taken_over
                else _("{name} speaks for themselves again.").format(name=talk.page.persona),
                "warning",
            )
        if talk.is_ended and not self._is_ended:
            self._screen.line(_("This talk has ended."), "quiet")
        self._is_ended = talk.is_ended

    def _begin(self, nickname: str, page: TalkPage) -> None:
        self._screen.line()
        self._screen.line(f"{clean_line(nickname)} · “{page.title}” · {page.persona}", "bold")
        self._screen.line(_("t take over   h hand back   q back to the board"), "quiet")

    def _show_spoken(self, page: TalkPage) -> None:
        known = len(self._spoken)
        if page.spoken[:known] != self._spoken:
            self._screen.line(_("The last reply was taken back."), "warning")
            known = _common(self._spoken, page.spoken)
        for line in page.spoken[known:]:
            self._show(line, page.persona)
        self._spoken = page.spoken
        moods = " · ".join(f"{meter.name} {meter.value} {meter.word}" for meter in page.moods)
        if moods not in ("", self._moods):
            self._moods = moods
            self._screen.line(moods, "quiet", indent=4)

    def _show(self, line: SpokenLine, persona: str) -> None:
        match line.who:
            case "officer":
                self._screen.labelled(_("OFFICER"), line.text, "bold")
            case "act":
                self._screen.line(f"[{line.text}]", "warning")
            case "facilitator":
                self._screen.labelled(persona.upper(), _("{text} (you)").format(text=line.text), "customer")
            case "customer":
                self._screen.labelled(persona.upper(), line.text, "customer")


def _common(one: Sequence[SpokenLine], other: Sequence[SpokenLine]) -> int:
    """Return with how many same lines two talks begin."""
    count = 0
    for line, another in zip(one, other, strict=False):
        if line != another:
            break
        count += 1
    return count
