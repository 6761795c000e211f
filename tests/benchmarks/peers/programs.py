"""The programs that a treasurer would pick instead: how they are found, installed, and what they do more than ours."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.real import postgresql_server

SYSTEM_PYTHON = "/usr/bin/python3"
"""Debian's own, for which python3-gnucash is built."""
TRYTON_FOLDER = Path(sys.prefix) / "peers" / "tryton"
"""An environment of its own, so that nothing of Tryton comes among our libraries; gone with ours."""
TRYTON_PYTHON = TRYTON_FOLDER / "bin" / "python"


@dataclass(frozen=True)
class Peer:
    name: str
    is_there: Callable[[], bool]
    install: str
    """The command that brings it, as it is told where it is missing."""
    packages: tuple[str, ...] = ()
    """Debian's."""
    more: str = ""
    """What it does that ours does not."""

    @property
    def missing(self) -> str:
        """ "" where it is installed, otherwise a line that says how to install it."""
        return "" if self.is_there() else f"not installed: {self.install}"


def _runs(*command: str) -> bool:
    try:
        return subprocess.run(command, capture_output=True, timeout=120).returncode == 0
    except OSError:
        return False


@cache
def _has_gnucash() -> bool:
    return _runs(SYSTEM_PYTHON, "-c", "import gnucash")


@cache
def _has_tryton() -> bool:
    return _runs(str(TRYTON_PYTHON), "-c", "import trytond.modules.party")


@cache
def _has_office() -> bool:
    """Its parts are packages of their own: the spreadsheet and the text."""
    program = shutil.which("soffice")
    folder = Path(program).resolve().parent if program else None
    return folder is not None and all((folder / name).exists() for name in ("libsclo.so", "libswlo.so"))


def _by_apt(*packages: str) -> str:
    return f"apt-get install --no-install-recommends {' '.join(packages)}"


_OFFICE = ("libreoffice-calc", "libreoffice-writer")

GNUCASH = Peer(
    "GnuCash",
    _has_gnucash,
    _by_apt("python3-gnucash"),
    ("python3-gnucash",),
    "double entry with any accounts, investments, bank files and exchange rates from the network, loans, scheduled"
    " entries; once open, everything is in memory",
)
TRYTON = Peer(
    "Tryton",
    _has_tryton,
    "resources/dev.py bench --install-peers",
    (),
    "a server for many users and companies, any database of PostgreSQL's size, sales, stock and accounting modules,"
    " everything changeable by modules",
)
OFFICE = Peer(
    "LibreOffice",
    _has_office,
    _by_apt(*_OFFICE),
    _OFFICE,
    "any table, any formula, any letter; nothing has to be foreseen by a program",
)
POSTGRESQL = Peer(
    "PostgreSQL", lambda: postgresql_server.programs() is not None, _by_apt("postgresql"), ("postgresql",)
)
PEERS = (GNUCASH, TRYTON, OFFICE, POSTGRESQL)


def install(peers: Iterable[Peer] = PEERS) -> None:
    """What is missing, through apt-get and pip. Ends with a sentence where that may not be done."""
    from resources import dev

    missing = [peer for peer in peers if not peer.is_there()]
    packages = [package for peer in missing for package in peer.packages]
    if packages:
        dev.install_packages(packages, dev.may_install())
    if TRYTON in missing:
        subprocess.run([sys.executable, "-m", "venv", str(TRYTON_FOLDER)], check=True)
        pip = [str(TRYTON_PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        subprocess.run([*pip, "trytond>=8.2,<8.3", "trytond_party>=8.2,<8.3"], check=True)
    for found in (_has_gnucash, _has_tryton, _has_office):
        found.cache_clear()
