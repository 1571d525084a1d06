"""What is kept of people, and what will be erased of it, in lines."""

import os
import sys
from collections.abc import Iterator
from typing import Final, NamedTuple

from roleplay.app.erasing import Erasure, SeatErasure
from roleplay.app.kept_documents import Kept
from roleplay.cli.output import print_table
from roleplay.groups.person import Seat
from roleplay.i18n import _, ngettext
from roleplay.reporting.names import outcome_name
from roleplay.reporting.numbers import size
from roleplay.store import SessionRecord
from roleplay.terminal.screen import screen_for

_MOST_NAMED: Final = 20
"""Sessions that are named one by one; of more only their number is told."""


class _Line(NamedTuple):
    """A line, and how far it is set in."""

    text: str
    indent: int = 0


def show_kept(kept: Kept) -> None:
    """Print what is kept here."""
    screen = screen_for(sys.stdout, os.environ)
    for text in _summary(kept):
        screen.line(text, indent=0, hang=2)
    if kept.groups:
        screen.line()
        print_table(
            (_("code"), _("group"), _("seats"), _("sessions"), _("last used"), _("kept until"), ""),
            (
                (
                    group.id,
                    group.title,
                    str(group.seats),
                    str(group.sessions),
                    group.last_used[:10],
                    group.erase_from[:10],
                    _("over") if group.is_expired else "",
                )
                for group in kept.groups
            ),
        )
    if any(group.is_expired for group in kept.groups):
        screen.line()
        screen.line(_("To erase groups whose days are over:"), indent=0)
        screen.line("roleplay privacy erase --older-than expired")


def show_erasure(erasure: Erasure) -> None:
    """Say on stderr what will be erased, and what will not."""
    screen = screen_for(sys.stderr, os.environ)
    for line in _erasure_lines(erasure):
        screen.line(line.text, indent=line.indent, hang=2)


def _summary(kept: Kept) -> Iterator[str]:
    yield _("Kept in {path}, {size}.").format(path=kept.place, size=size(kept.size))
    if kept.since is None:
        yield _("There is nothing in it yet.")
    else:
        yield _("Begun on {day}.").format(day=kept.since[:10])
    count = kept.sessions_alone
    yield ngettext(
        "{count} session that was played alone.", "{count} sessions that were played alone.", count
    ).format(count=count)
    count = kept.sessions - kept.sessions_alone
    yield ngettext(
        "{count} session that was played in a group.", "{count} sessions that were played in groups.", count
    ).format(count=count)
    for copy in kept.copies:
        told = (
            _("A copy made by roleplay, {size}: {name}")
            if copy.is_ours
            else _("A copy made by somebody, {size}: {name}. roleplay does not touch it.")
        )
        yield told.format(size=size(copy.size), name=copy.name)
    yield _("No real names, user names or names of computers are kept unless somebody typed them.")


def _erasure_lines(erasure: Erasure) -> Iterator[_Line]:
    yield _Line(_("This will be erased:"))
    if len(erasure.sessions) <= _MOST_NAMED:
        yield from (_Line(_session(record), 2) for record in erasure.sessions)
    else:
        count = len(erasure.sessions)
        yield _Line(ngettext("{count} session", "{count} sessions", count).format(count=count), 2)
    for group in erasure.groups:
        text = _("group {id} “{title}”, with everything that was said and rated in it")
        yield _Line(text.format(id=group.id, title=group.title), 2)
        if not group.is_closed:
            yield _Line(_("It is not closed: whoever plays in it now is stopped."), 4)
    if erasure.seat:
        yield from _seat_lines(erasure.seat)


def _session(record: SessionRecord) -> str:
    return _("session {id}: {scenario}, {persona}, {day}, {outcome}").format(
        id=record.id,
        scenario=record.scenario,
        persona=record.persona,
        day=record.updated_at[:10],
        outcome=outcome_name(record.outcome) if record.outcome else _("unfinished"),
    )


def _seat_lines(erasure: SeatErasure) -> Iterator[_Line]:
    kept = erasure.kept
    whose = _("the words of seat {seat} ({nickname}) in group {id} “{title}”:")
    group = erasure.group
    yield _Line(
        whose.format(seat=kept.seat, nickname=kept.nickname or "–", id=group.id, title=group.title), 2
    )
    what = _(
        "the nickname, the slip to come back, messages to the seat ({messages}), reasons of ratings by and "
        "about it ({reasons}), what it wants to do differently ({actions}), what its team said ({decisions})"
    )
    told = what.format(
        messages=len(kept.messages),
        reasons=sum(bool(reason) for reason in _reasons(kept)),
        actions=len(kept.actions),
        decisions=len(kept.decisions),
    )
    yield _Line(told, 4)
    yield _Line(
        _("This stays: levels that were given, without a word, so that the figures of others stay true.")
    )
    if erasure.shared:
        text = ngettext(
            "{count} talk that was played together with others stays too.",
            "{count} talks that were played together with others stay too.",
            erasure.shared,
        )
        yield _Line(text.format(count=erasure.shared))
    if erasure.named:
        text = ngettext(
            "The nickname also stands in {count} text of others, which stays.",
            "The nickname also stands in {count} texts of others, which stay.",
            erasure.named,
        )
        yield _Line(text.format(count=erasure.named))


def _reasons(kept: Seat) -> Iterator[str]:
    yield from (item.reason for item in kept.given)
    yield from (item.reason for item in kept.received)
