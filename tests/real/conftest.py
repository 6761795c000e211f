"""An X server of our own, and a printing service with a printer that writes PDF files, beside the machine's own."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest

PACKAGES = "cups cups-client cups-filters printer-driver-cups-pdf ghostscript"
CUPSD = Path("/usr/sbin/cupsd")
LPSTAT = Path("/usr/bin/lpstat")
GHOSTSCRIPT = Path("/usr/bin/gs")
SERVER_BIN = Path("/usr/lib/cups")
BACKEND = SERVER_BIN / "backend" / "cups-pdf"
PDFTOPS = SERVER_BIN / "filter" / "pdftops"
PRINTER_FILE = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")
QUEUE = "Caja"
PATIENCE = 30.0

Seen = TypeVar("Seen")

CUPSD_CONF = """
LogLevel info
Listen {socket}
Browsing No
DefaultAuthType None
WebInterface No
MaxLogSize 0
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""
CUPS_FILES_CONF = """
ServerRoot {root}/etc
ServerBin {root}/bin
StateDir {root}/run
CacheDir {root}/cache
RequestRoot {root}/spool
TempDir {root}/spool/tmp
AccessLog {root}/log/access
ErrorLog {root}/log/error
PageLog {root}/log/pages
Printcap
User lp
Group lp
SystemGroup root
LogFileGroup lp
Sandboxing relaxed
"""
PRINTERS_CONF = """
<DefaultPrinter {queue}>
DeviceURI cups-pdf:/{root.name}
State Idle
Accepting Yes
Shared No
ErrorPolicy abort-job
</DefaultPrinter>
"""
CUPS_PDF_CONF = """
Out {root}/papers
AnonDirName {root}/papers
Spool {root}/cups-pdf-spool
Log {root}/log
GhostScript {ghostscript}
GSTmp {root}/cups-pdf-spool
GSCall {gs_call}
"""
# As CUPS-PDF calls it, but with every dot that was sent: its own call throws three of four away.
GS_CALL = (
    '%s -q -dCompatibilityLevel=%s -dNOPAUSE -dBATCH -dSAFER -sDEVICE=pdfwrite -sOutputFile="%s" '
    "-dAutoRotatePages=/PageByPage -dDownsampleColorImages=false -dDownsampleGrayImages=false "
    "-dAutoFilterColorImages=false -dColorImageFilter=/FlateEncode "
    "-dAutoFilterGrayImages=false -dGrayImageFilter=/FlateEncode -c -f %s"
)


@dataclass(frozen=True)
class PrintServer:
    """``socket`` is what CUPS_SERVER must name for a program to print here."""

    root: Path
    socket: Path

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "CUPS_SERVER": str(self.socket), "QT_QPA_PLATFORM": "offscreen"}

    def papers(self) -> list[Path]:
        return sorted((self.root / "papers").glob("*.pdf"))

    def next_paper(self, before: list[Path]) -> bytes:
        """What came out of the printer since ``before``, once the service has finished with it."""

        def came_out() -> bytes | None:
            waiting = subprocess.run(
                [LPSTAT, "-o"], env=self.environment, capture_output=True, text=True, timeout=PATIENCE
            )
            new = [paper for paper in self.papers() if paper not in before]
            return new[0].read_bytes() if new and waiting.returncode == 0 and not waiting.stdout else None

        paper = wait_for(came_out)
        assert paper is not None, f"no paper came out; the printing service says:\n{self.log()}"
        return paper

    def log(self) -> str:
        logs = [self.root / "log" / "error", *sorted((self.root / "log").glob("cups-pdf*"))]
        return "\n".join(log.read_text(errors="replace")[-4000:] for log in logs if log.exists())


def wait_for(look: Callable[[], Seen | None]) -> Seen | None:
    """What ``look`` sees at last, or None when patience ends."""
    deadline = time.monotonic() + PATIENCE
    while (seen := look()) is None and time.monotonic() < deadline:
        time.sleep(0.05)
    return seen


@pytest.fixture
def display() -> Iterator[str]:
    """An X server of our own, with the office PC's screen."""
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert server.stdout is not None
    try:
        yield f":{server.stdout.readline().strip()}"
    finally:
        server.terminate()
        server.wait()
        server.stdout.close()


@pytest.fixture(scope="session")
def print_server() -> Iterator[PrintServer]:
    """A running service with one printer, QUEUE."""
    missing = [str(path) for path in (CUPSD, LPSTAT, GHOSTSCRIPT, BACKEND, PDFTOPS, PRINTER_FILE) if not path.exists()]
    assert not missing, f"printing cannot be tested without {', '.join(missing)}: apt-get install {PACKAGES}"
    assert os.geteuid() == 0, "printing cannot be tested: the CUPS-PDF printer works only for root"
    root = Path(tempfile.mkdtemp(prefix="cups-"))  # not tmp_path, where the service's user "lp" may not enter
    process = None
    try:
        _furnish(root)
        server = PrintServer(root, root / "run" / "cups.sock")
        process = _start(server)
        yield server
    finally:
        if process is not None:
            _stop(process)
        _printer_settings(root).unlink(missing_ok=True)
        shutil.rmtree(root, ignore_errors=True)


def _furnish(root: Path) -> None:
    root.chmod(0o755)
    for folder in ("etc/ppd", "bin/backend", "sbin", "run", "cache", "spool/tmp", "log", "papers", "cups-pdf-spool"):
        (root / folder).mkdir(parents=True)
    for folder in ("filter", "daemon"):
        (root / "bin" / folder).symlink_to(SERVER_BIN / folder)
    # Copies, since AppArmor holds the originals to the machine's own folders.
    shutil.copy(CUPSD, root / "sbin" / "cupsd")
    shutil.copy(BACKEND, root / "bin" / "backend" / "cups-pdf")
    (root / "bin" / "backend" / "cups-pdf").chmod(0o700)  # so that it is run as root
    shutil.copy(PRINTER_FILE, root / "etc" / "ppd" / f"{QUEUE}.ppd")
    for name, text in (
        ("cupsd.conf", CUPSD_CONF),
        ("cups-files.conf", CUPS_FILES_CONF),
        ("printers.conf", PRINTERS_CONF),
    ):
        filled = text.format(root=root, socket=root / "run" / "cups.sock", queue=QUEUE)
        (root / "etc" / name).write_text(filled)
    _printer_settings(root).write_text(CUPS_PDF_CONF.format(root=root, ghostscript=GHOSTSCRIPT, gs_call=GS_CALL))


def _printer_settings(root: Path) -> Path:
    """The one file outside of ``root``: CUPS-PDF reads its settings from nowhere else. It is ours alone by its name."""
    return Path("/etc/cups") / f"cups-pdf-{root.name}.conf"


def _start(server: PrintServer) -> "subprocess.Popen[bytes]":
    etc = server.root / "etc"
    command = [f"{server.root}/sbin/cupsd", "-f", "-c", f"{etc}/cupsd.conf", "-s", f"{etc}/cups-files.conf"]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def ready() -> bool | None:
        asked = subprocess.run([LPSTAT, "-a", QUEUE], env=server.environment, capture_output=True, timeout=PATIENCE)
        return True if asked.returncode == 0 else None if process.poll() is None else False

    if not wait_for(ready):
        _stop(process)
        pytest.fail(f"the printing service did not start; it says:\n{server.log()}")
    return process


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
