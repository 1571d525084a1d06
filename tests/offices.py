"""Offices that share a database, each with a login of its own."""

from datetime import datetime

import psycopg

from roleplay.store import Address, Store, open_sites, open_store
from tests.postgres_server import PASSWORD, PostgresServer


class Offices:
    """A store with the offices Sleman and Bantul and a coordinator, each with a login and a password."""

    def __init__(self, server: PostgresServer, now: datetime) -> None:
        self._server = server
        self._now = now
        self.database = server.make_database()
        self.owner = Address(server.address(self.database))
        self.logins = {name: f"{self.database}_{name}" for name in ("sleman", "bantul", "all")}
        with open_sites(self.owner) as sites:
            for name, login in self.logins.items():
                office = None if name == "all" else name.capitalize()
                assert sites.add(office, login, f"{PASSWORD}-{name}", may_exist=False)
        self.opened: list[Store] = []

    def address(self, name: str) -> Address:
        """Return the address at which an office comes, over the network and with its password."""
        login = f"{self.logins[name]}:{PASSWORD}-{name}".replace("@", "%40").replace("/", "%2F")
        text = self._server.address(self.database, "LOGIN", is_remote=True)
        return Address(text.replace("LOGIN", login.replace(" ", "%20")))

    def open(self, name: str) -> Store:
        """Open the store as an office does."""
        place = self.owner if name == "owner" else self.address(name)
        store, notices = open_store(place, self._now)
        assert notices == ()
        self.opened.append(store)
        return store

    def connect(self, name: str) -> psycopg.Connection[tuple[object, ...]]:
        """Come as an office with another program than ours."""
        return psycopg.connect(self.address(name).text, autocommit=True, options="-c search_path=roleplay")
