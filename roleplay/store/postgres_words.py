"""What PostgreSQL reports, in words."""

from typing import Final

import psycopg

from roleplay.cleaning import clean_line
from roleplay.i18n import N_, _
from roleplay.store.errors import DamagedError, RefusedError, UnreachableError

_BY_STATE: Final = {
    "25006": N_("it may not be written"),
    "42501": N_("this login may not do that"),
    "53100": N_("the disk of the server is full"),
    "53200": N_("the server has no memory left"),
    "53300": N_("too many programs use the server"),
    "55P03": N_("another program is using it"),
    "57014": N_("the server broke off"),
    "58030": N_("the disk of the server cannot be written or read"),
}
"""By the codes of appendix A of the manual of PostgreSQL."""

_DAMAGE: Final = ("XX001", "XX002")

_CROSSED: Final = ("40001", "40P01")

_CUT_OFF: Final = ("25P03", "57P01", "57P02", "57P05")

_HINT: Final = N_("Look at the address, or ask whoever looks after the database.")

_REFUSALS: Final = (
    ("no password supplied", N_("the server asks for a password")),
    ("password authentication failed", N_("the login or the password is wrong")),
    ("no pg_hba.conf entry", N_("the server does not let this computer or this login in")),
    ("is not permitted to log in", N_("this login may not come in")),
    ("permission denied for database", N_("this login may not come in")),
)
"""Words of a server that speaks English; nothing but words tells why it did not let somebody in."""

_ABSENCES: Final = (
    ("starting up", N_("the server is only just starting")),
    ("shutting down", N_("the server is being stopped")),
    ("too many clients", N_("too many programs use the server")),
    ("connection slots", N_("too many programs use the server")),
    ("failed to resolve host", N_("there is no server of this name, or no network")),
    ("could not translate host name", N_("there is no server of this name, or no network")),
    ("Connection refused", N_("the server does not answer")),
    ("No such file or directory", N_("the server does not answer")),
    ("timeout expired", N_("the server does not answer")),
    ("No route to host", N_("there is no way to the server")),
    ("Network is unreachable", N_("there is no way to the server")),
)
"""Words of the client library and the system for what may pass."""


def why_not_connected(error: psycopg.Error) -> UnreachableError:
    """Return what it means that no connection came about; a RefusedError when waiting does not help."""
    told = str(error)
    for words, reason in _REFUSALS:
        if words in told:
            return RefusedError(
                _(reason), _("Put the password of the login into PGPASSWORD or into the file .pgpass.")
            )
    if "FATAL" in told and "does not exist" in told:
        subject = _("there is no such database") if "database" in told else _("there is no such login")
        return RefusedError(subject, _(_HINT))
    for words, reason in _ABSENCES:
        if words in told:
            return UnreachableError(_(reason))
    return UnreachableError(_first_line(told))


def in_words(error: psycopg.Error) -> UnreachableError:
    """Return what an error of a statement means to the user."""
    state = error.sqlstate or ""
    if state in _DAMAGE:
        return DamagedError()
    if state in _BY_STATE:
        return UnreachableError(_(_BY_STATE[state]))
    return UnreachableError(_first_line(str(error)))


def is_bug(error: psycopg.Error) -> bool:
    """Tell whether an error is our own misuse, which must show: a wrong statement or a wrong value."""
    state = error.sqlstate or ""
    missing = state in ("42P01", "42703", "3F000")  # a table, column or schema that somebody took away
    return isinstance(error, psycopg.ProgrammingError | psycopg.InterfaceError) and not (
        missing or state in _BY_STATE
    )


def is_crossed(error: psycopg.Error) -> bool:
    """Tell whether two programs got in each other's way, so that one of them has to begin anew."""
    return error.sqlstate in _CROSSED


def is_cut_off(error: psycopg.Error) -> bool:
    """Tell whether the server hung up with this error, which is known before the line is seen to be dead."""
    state = error.sqlstate or ""
    return state in _CUT_OFF or state.startswith("08")


def _first_line(told: str) -> str:
    lines = [line for line in told.splitlines() if line.strip()]
    return (
        clean_line(lines[0].rpartition("FATAL:")[2])[:200].rstrip(".") if lines else _("no reason was given")
    )
