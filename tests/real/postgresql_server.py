"""A PostgreSQL server of our own: a fresh data folder, loopback only, gone at the end."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

_DEBIAN = Path("/usr/lib/postgresql")
_USER = "postgres"
"""PostgreSQL refuses to be root; Debian's package brings this user."""
_TRIES = 3


def programs() -> Path | None:
    """The folder of initdb and pg_ctl, the newest there is; None where there is none."""
    found = sorted(_DEBIAN.glob("*/bin/pg_ctl"), key=lambda path: float(path.parts[-3]))
    on_path = shutil.which("pg_ctl")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


@contextmanager
def server(is_synced: bool = True) -> Iterator[str]:
    """Gives the address of a running one. ``is_synced``: whether it waits for the disk, as it is to be measured."""
    binaries = programs()
    assert binaries is not None, "PostgreSQL is not installed: apt-get install postgresql"
    folder = Path(tempfile.mkdtemp(prefix="ananea-pg-"))
    data = folder / "data"
    try:
        _give_away(folder)
        _run([str(binaries / "initdb"), "-D", str(data), "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-U", _USER])
        port = _start(binaries, data, is_synced)
        try:
            yield f"postgresql://{_USER}@127.0.0.1:{port}/postgres"
        finally:
            _run([str(binaries / "pg_ctl"), "-D", str(data), "-w", "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _start(binaries: Path, data: Path, is_synced: bool) -> int:
    """Gives its port; another one where someone took it in between."""
    settings = (
        f"-c listen_addresses=127.0.0.1 -c unix_socket_directories={data} -c fsync={'on' if is_synced else 'off'}"
    )
    problem = ""
    for _try in range(_TRIES):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = int(free.getsockname()[1])
        start = [str(binaries / "pg_ctl"), "-D", str(data), "-w", "-t", "120", "-l", str(data / "log")]
        try:
            _run([*start, "-o", f"{settings} -p {port}", "start"])
        except RuntimeError as error:
            problem = f"{error}\n{(data / 'log').read_text(errors='replace')}"
        else:
            return port
    raise RuntimeError(problem)


def _give_away(folder: Path) -> None:
    if os.geteuid() == 0:
        shutil.chown(folder, _USER)


def _run(command: Sequence[str]) -> None:
    """As the server's user, where we are root."""
    user = pwd.getpwnam(_USER) if os.geteuid() == 0 else None
    done = subprocess.run(
        command,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        timeout=180,
        user=user.pw_uid if user else None,
        group=user.pw_gid if user else None,
        extra_groups=[] if user else None,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} gave {done.returncode}:\n{done.stderr}")
