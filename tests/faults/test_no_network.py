"""The program uses no network: nothing in it could, and watched at work it asks the system for local sockets only.

Where the system permits it, that work is done in a namespace without any network: nothing misses it.
"""

import ast
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.faults.traced import ROOT

PACKAGE = ROOT / "ananea_desktop"
REACHES_OUT = re.compile(
    r"(socket|ssl|http|urllib\.(request|error)|urllib3|requests|httpx|aiohttp|asyncio|ftplib|smtplib|poplib|imaplib"
    r"|psycopg\w*|telnetlib|xmlrpc|socketserver|webbrowser|multiprocessing|PySide6\.(QtNetwork|QtWebEngine\w*|QtWebSockets|QtDBus)"
    r")(\.|$)"
)
TO_A_SERVER = {
    "ananea_desktop/storage/central_database.py: psycopg",
    "ananea_desktop/storage/central_database.py: psycopg.Connection",
}
"""A Central's own PostgreSQL, where a command is given its address; no window and no data file asks it."""
LOCAL = ("AF_UNIX", "AF_LOCAL", "AF_UNSPEC")
"""Families that reach nothing beyond the PC: the X server, the printing service and the system's own helpers."""
ALLOWED_PLACES = re.compile(
    r'"(/run/cups|/var/run/cups|/tmp/\.X11-unix|/run/user|/var/run/nscd|/run/nscd|/run/dbus|/var/run/dbus|/run/systemd)'
    r'|@"/tmp/\.X11-unix|"/tmp/'
)
PRINTING = re.compile(r'sin_port=htons\(631\), sin_addr=inet_addr\("127\.0\.0\.1"\)|sin6_port=htons\(631\).*"::1"')
"""Where CUPS is asked for the printers when its own local socket is not there."""

DESK_WORK = (
    "tests/ui/test_main_job.py::test_the_main_job_from_an_empty_file_to_the_next_day",
    "tests/ui/test_presenter.py::test_home_and_end_and_no_further",
    "tests/ui/test_printing.py::test_each_page_keeps_its_own_size_and_orientation",
    "tests/ui/test_printing.py::test_without_a_printer_the_paper_can_be_saved",
    "tests/ui/test_attaching.py::test_several_are_added_by_the_button",
    "tests/ui/test_start.py",
)
COMMANDS = (
    ("demo", "{folder}"),
    ("--file", "{file}", "check"),
    ("--file", "{file}", "report", "padron", "--out", "{folder}/padron.pdf"),
    ("--file", "{file}", "report", "libro-caja", "--year", "2026", "--out", "{folder}/libro.xlsx"),
    ("--file", "{file}", "slides", "--year", "2026", "--out", "{folder}/slides.pdf"),
    ("--file", "{file}", "slides", "--year", "2026", "--out", "{folder}/slides.pptx"),
    ("--file", "{file}", "chart", "planificado-gastado", "--year", "2026", "--out", "{folder}/chart.png"),
    ("import-template", "socios", "{folder}/socios.xlsx"),
    ("--file", "{file}", "import", "socios", "{folder}/socios.xlsx", "--dry-run"),
    ("--file", "{file}", "attach", "premium_projects", "1", "{folder}/chart.png"),
    ("--file", "{file}", "papelera"),
)


def imported(tree: ast.AST) -> set[str]:
    """What a module imports, wherever in it, by a statement or by name."""
    names: set[str] = set()
    for each in ast.walk(tree):
        if isinstance(each, ast.Import):
            names |= {alias.name for alias in each.names}
        elif isinstance(each, ast.ImportFrom) and each.level == 0:
            names |= {each.module or "", *(f"{each.module}.{alias.name}" for alias in each.names)}
        elif isinstance(each, ast.Call) and isinstance(each.func, ast.Name | ast.Attribute):
            called = each.func.id if isinstance(each.func, ast.Name) else each.func.attr
            if called in ("import_module", "__import__"):
                names |= {str(word.value) for word in each.args if isinstance(word, ast.Constant)}
    return names


def test_nothing_in_the_package_but_the_way_to_a_server_could_use_a_network() -> None:
    modules = sorted(PACKAGE.rglob("*.py"))
    assert len(modules) > 300
    found = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in modules
        for name in imported(ast.parse(path.read_text(encoding="utf-8")))
        if REACHES_OUT.match(name)
    }
    assert found == TO_A_SERVER


def test_a_module_that_could_would_be_found() -> None:
    text = "import os, http.client\nfrom urllib import request\nfrom PySide6 import QtNetwork\nimport_module('socket')"
    assert {name for name in imported(ast.parse(text)) if REACHES_OUT.match(name)} == {
        "http.client",
        "urllib.request",
        "PySide6.QtNetwork",
        "socket",
    }


@pytest.mark.parametrize(
    "opener", ["QDesktopServices", "openUrl", "setOpenExternalLinks", "startfile", "startDetached"]
)
def test_nothing_is_handed_to_other_programs(opener: str) -> None:
    """A link or a file that is opened by the system would be a browser's or a viewer's to reach out with."""
    assert [path.name for path in PACKAGE.rglob("*.py") if opener in path.read_text(encoding="utf-8")] == []


@cache
def without_network() -> list[str]:
    """What a command begins with so that there is no network; nothing where the system does not permit it."""
    alone = ["unshare", "--map-root-user", "--net"]
    try:
        return alone if subprocess.run([*alone, "true"], capture_output=True).returncode == 0 else []
    except FileNotFoundError:
        return []


def reached(folder: Path, command: list[str]) -> list[str]:
    """Runs a command and gives every call by which it, or a process it started, asked for what is not local."""
    log, temporary = folder / "network.log", folder / "temporary"
    temporary.mkdir(exist_ok=True)
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(folder),
        "XDG_DATA_HOME": str(folder),
        "TMPDIR": str(temporary),
        "PYTHONPATH": str(ROOT),
    }
    traced = ["strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=socket,connect,bind,sendto", "-o", str(log)]
    done = subprocess.run(
        [*without_network(), *traced, *command], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=280
    )
    assert done.returncode == 0, done.stdout + done.stderr
    left = [each.name for each in temporary.iterdir() if not each.name.startswith("pytest-of-")]
    assert left == []  # nothing of the books stays in the system's folder for what is temporary
    return [line for line in log.read_text(encoding="utf-8").splitlines() if is_beyond(line)]


def is_beyond(line: str) -> bool:
    """Whether a line of strace is a call that could reach beyond this PC."""
    if "socket(" in line:
        return not any(f"({family}" in line for family in (*LOCAL, "AF_INET, SOCK_STREAM", "AF_INET6, SOCK_STREAM"))
    if "connect(" in line or "bind(" in line:
        if "AF_UNIX" in line:
            return not ALLOWED_PLACES.search(line)
        return not PRINTING.search(line)
    return "AF_INET" in line


def test_watching_sees_who_reaches_out(tmp_path: Path) -> None:
    """The negative control: what the program must not do is found."""
    for code in (
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect_ex(('192.0.2.1', 53))",
        "import socket; socket.socket().connect_ex(('192.0.2.1', 80))",
        "import socket; socket.socket(socket.AF_UNIX).connect_ex('/run/other')",
    ):
        assert reached(tmp_path, [sys.executable, "-c", code]), code
    printing = "import socket; socket.socket().connect_ex(('127.0.0.1', 631))"
    assert reached(tmp_path, [sys.executable, "-c", printing]) == []


def test_window_at_work_reaches_nothing_beyond_the_pc(tmp_path: Path, full: bool) -> None:
    """Opened, worked in, printed from, presented from, closed with its copy."""
    work = DESK_WORK if full else DESK_WORK[:2]
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *work]
    assert reached(tmp_path, command) == []


def test_commands_reach_nothing_beyond_the_pc(tmp_path: Path, full: bool) -> None:
    folder = tmp_path / "books"
    for words in COMMANDS if full else COMMANDS[:1] + COMMANDS[4:6] + COMMANDS[7:9]:
        given = [word.format(folder=folder, file=folder / "ananea.db") for word in words]
        assert reached(tmp_path, [sys.executable, "-m", "ananea_desktop", *given]) == [], words
