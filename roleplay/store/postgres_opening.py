"""Opens a store on a server, and makes it or brings it up to date where that is to be done."""

from contextlib import ExitStack

from roleplay.store.address import Address
from roleplay.store.postgres import PostgresStore
from roleplay.store.postgres_line import Line
from roleplay.store.postgres_migrations import bring_up_to_date


def open_on_server(address: Address) -> PostgresStore:
    """Return the store at `address`. Raises StoreError as `open_line` does."""
    return PostgresStore(open_line(address))


def open_line(address: Address) -> Line:
    """Return a line to a store of today's version.

    Raises UnreachableError; RefusedError, NewerError or ForeignError where waiting would not help.
    """
    with ExitStack() as undo:
        line = Line(address)
        undo.callback(line.close)
        bring_up_to_date(line)
        undo.pop_all()
    return line
