"""A PostgreSQL server of the tests' own: in a temporary folder, on a Unix socket, gone when they end."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text

from rasad.store.engine import url_of


class Missing(RuntimeError):
    """PostgreSQL, or what is needed to start it, is not installed here; the message says what."""


def binaries() -> Path:
    """Return the folder of PostgreSQL's programs. Raises ``Missing``."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in folders:
        if all((folder / name).exists() for name in ("initdb", "pg_ctl", "postgres")):
            return folder
    raise Missing("PostgreSQL is not installed (no initdb, pg_ctl and postgres found)")


def _owner() -> str | None:
    """Return whom to run the server as: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise Missing("PostgreSQL does not run as root, and there is no user postgres or nobody to run it as")


@contextmanager
def server() -> Iterator[str]:
    """Start a server and give the URL of its database; stop it in the end. Raises ``Missing``."""
    programs, owner = binaries(), _owner()
    folder = Path(tempfile.mkdtemp(prefix="rasad-pg-"))
    run = {"check": True, "stdin": subprocess.DEVNULL, "cwd": folder, "user": owner, "group": _group(owner)}
    if owner:
        shutil.chown(folder, owner)
    folder.chmod(0o755)
    data, log = folder / "data", folder / "log"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    init = [programs / "initdb", "-D", data, "-U", "rasad", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"]
    options = f"-c listen_addresses='' -k {folder} -c fsync=off"
    subprocess.run(init, **run, **quiet)  # type: ignore[call-overload]
    control = [programs / "pg_ctl", "-D", data, "-l", log, "-w"]
    subprocess.run([*control, "-o", options, "start"], **run, **quiet)  # type: ignore[call-overload]
    try:
        yield f"postgresql://rasad@/postgres?host={folder}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], **run, **quiet)  # type: ignore[call-overload]
        shutil.rmtree(folder, ignore_errors=True)


def _group(owner: str | None) -> int | None:
    return pwd.getpwnam(owner).pw_gid if owner else None


def emptied(url: str) -> str:
    """Return ``url`` when no ledger is left at it."""
    engine = create_engine(url_of(url))
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA IF EXISTS rasad CASCADE"))
    engine.dispose()
    return url
