"""The words of the facilitator's page and of the board."""

from collections.abc import Mapping

from roleplay.i18n import _, ngettext


def lead_words() -> Mapping[str, str]:
    """Return what the facilitator's page says."""
    return {
        "lead-title": _("Leading the group"),
        "lead-no-secret": _(
            "This page needs the facilitator's whole link. Open it as it stands in the terminal."
        ),
        "lead-refused": _("This link leads no group that is hosted here. Open the one in the terminal."),
        "lead-lost": _("Not done: no connection. Try again."),
        "lead-join": _("Join at {address} with the code {code}"),
        "lead-here": _("{connected} of {people} connected"),
        "lead-guesses": _("Wrong codes tried: {count}"),
        "begin": _("Begin round {number}"),
        "pause": _("Pause"),
        "continue": _("Continue"),
        "end": _("End the round"),
        "end-title": _("End this round?"),
        "end-text": _("Nobody can reply any more. Talks that have not ended stay as they are."),
        "close": _("Close the group"),
        "close-title": _("Close the group?"),
        "close-text": _(
            "Nobody can join or play any more. This cannot be undone. Debriefs can still be read."
        ),
        "close-rating": _("Close the rating"),
        "close-rating-title": _("Close the rating?"),
        "close-rating-text": _(
            "{rated} of {of} have rated. Everybody then sees all ratings; nobody can rate any more."
        ),
        "phase-lobby": _("Waiting for the first round"),
        "phase-playing": _("Round {number} of {count} is played"),
        "phase-paused": _("Round {number} of {count} is paused"),
        "phase-debrief": _("Round {number} of {count} has ended"),
        "phase-panel": _("A talk is being rated"),
        "phase-closed": _("The group is over"),
        "say": _("Tell something"),
        "say-text": _("Message"),
        "say-to": _("To"),
        "say-all": _("everybody"),
        "say-send": _("Send"),
        "say-sent": _("Sent."),
        "seats": _("Who is where"),
        "seats-none": _("Nobody has joined yet."),
        "seats-help": _("Choose a name to read along."),
        "col-who": _("Who"),
        "col-customer": _("Customer"),
        "col-turn": _("Replies"),
        "col-mood": _("Mood"),
        "col-state": _("State"),
        "col-idle": _("Idle for"),
        "stuck": _("stuck"),
        "you-speak": _("you speak"),
        "state-lobby": _("waiting"),
        "state-playing": _("playing"),
        "state-paused": _("paused"),
        "state-ended": _("has ended"),
        "state-away": _("away"),
        "idle-seconds": _("{count} s"),
        "idle-minutes": _("{count} min"),
        "talk-of": _("The talk of {nickname}"),
        "talk-none": _("There is no talk yet."),
        "talk-close": _("Stop reading"),
        "take-over": _("Speak for the customer"),
        "take-over-note": _("You speak for {name}. What you type is shown as {name}'s and is not scored."),
        "speak-label": _("{name} says"),
        "speak": _("Say it"),
        "hand-back": _("Hand the customer back"),
        "open-panel": _("Rate this talk together"),
        "open-panel-title": _("Show the talk of {nickname} to everybody?"),
        "open-panel-text": _("Everybody reads it word for word and rates it. Ask {nickname} first."),
        "open-panel-yes": _("Show it"),
        "remove": _("Take out of the group"),
        "remove-title": _("Take {nickname} out of the group?"),
        "remove-text": _(
            "Their browser cannot come back to this seat. What was said stays. This cannot be undone."
        ),
        "panel-progress": _("{rated} of {of} have rated"),
        "rate-as": _("Rate as a facilitator"),
        "rate-as-name": _("Your name or initials"),
        "choose-panel": _("To rate a talk together, choose a name below and then “Rate this talk together”."),
    }


def board_words() -> Mapping[str, str]:
    """Return what the projector shows."""
    return {
        "board-title": _("Board"),
        "board-open": _("Open in a browser"),
        "board-code": _("Code"),
        "board-camera": _("or point your camera here"),
        "board-picture": _("Picture for cameras that leads to {address}"),
        "board-progress": _("How far we are"),
        "board-outcomes": _("How talks ended"),
        "board-outcomes-none": _("No talk has ended yet."),
        "board-moods": _("How the mood goes"),
        "board-moods-note": _(
            "Line: the middle talk. Band: the middle half. From the start, reply by reply."
        ),
        "board-moods-line": _(
            "{axis}: {value} of 100 after {replies}, half of the talks between {low} and {high}"
        ),
        "board-places": _("Where we are"),
        "board-places-none": _("Nobody is in a talk now."),
        "board-techniques": _("What was used"),
        "board-of": _("{count} of {of}"),
        "board-rated": _("Rating together"),
        "board-playing": _("playing"),
        "board-ended": _("done"),
        "board-waiting": _("waiting"),
        "board-away": _("away"),
    }


def lead_counts() -> Mapping[str, tuple[str, str]]:
    """Return words of these pages that depend on a number: for one, and for several."""
    return {
        "left-out": (
            ngettext("{count} more has no row here.", "{count} more have no row here.", 1),
            ngettext("{count} more has no row here.", "{count} more have no row here.", 2),
        ),
        "replies": (
            ngettext("{count} reply", "{count} replies", 1),
            ngettext("{count} reply", "{count} replies", 2),
        ),
    }
