"""What somebody is told before they join a group: what is kept, who sees it, and that they may say no."""

import hashlib
from typing import NamedTuple

from roleplay.cleaning import clean_line
from roleplay.domain.group import Plan
from roleplay.i18n import _, active_language, ngettext


class Section(NamedTuple):
    """One thing that they are told."""

    heading: str
    text: str


class Consent(NamedTuple):
    """What they are told, in the language in use. Fewer than 150 words, so that it is read."""

    title: str
    sections: tuple[Section, ...]
    digest: str
    """SHA-256 of exactly this text and its language, in hexadecimal; what is kept of a yes."""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The sections, each as one paragraph."""
        return tuple(f"{section.heading}: {section.text}" for section in self.sections)


def consent(plan: Plan, site: str, *, is_shared: bool) -> Consent:
    """Return what to show before somebody joins.

    `site` is the office, or empty; `is_shared` where the store is one that several offices use.
    """
    title = _("Before you join “{title}”").format(title=clean_line(plan.title))
    sections = tuple(_sections(plan, clean_line(site), is_shared))
    told = (active_language(), title, *(part for section in sections for part in section))
    return Consent(title, sections, hashlib.sha256("\n".join(told).encode()).hexdigest())


def _sections(plan: Plan, site: str, is_shared: bool) -> tuple[Section, ...]:
    return (
        Section(
            _("What is kept"),
            _(
                "your nickname, what you write, how it was heard and scored, your ratings with reasons, and "
                "what you want to do differently."
            ),
        ),
        Section(
            _("What is not kept"),
            _("sound and pictures. Write no real names, neither your own nor those of service users."),
        ),
        Section(_("Where it is kept"), _where(site, is_shared)),
        Section(_("Who sees it"), _who(is_shared)),
        Section(_("For how long"), _how_long(plan.keep_days)),
        Section(
            _("A copy, or erasing it"),
            _("ask the facilitator at any time, with the code of your seat or your slip."),
        ),
        Section(_("If you say no"), _("that is fine; practise alone with roleplay play.")),
    )


def _where(site: str, is_shared: bool) -> str:
    if is_shared:
        return _("in one store for all offices that take part; nothing goes to anybody else.")
    if site:
        return _("on the facilitator's computer ({site}); nothing leaves this room.").format(site=site)
    return _("on the facilitator's computer; nothing leaves this room.")


def _who(is_shared: bool) -> str:
    if is_shared:
        return _(
            "you, the facilitator and the coordinator of the offices; the whole group if your talk is chosen "
            "to be looked at together."
        )
    return _("you and the facilitator; the whole group if your talk is chosen to be looked at together.")


def _how_long(days: int) -> str:
    return ngettext(
        "{count} day after the group was last used; then the facilitator erases it.",
        "{count} days after the group was last used; then the facilitator erases it.",
        days,
    ).format(count=days)
