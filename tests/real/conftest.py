"""A printing service of our own, with a printer that writes PDF files; nothing of the machine's own is touched."""

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ananea_desktop.ui.pdf_pages import PdfPages

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
PidFile {root}/run/cupsd.pid
User lp
Group lp
SystemGroup root
LogFileGroup lp
Sandboxing relaxed
"""
PRINTERS_CONF = """
<DefaultPrinter {queue}>
DeviceURI cups-pdf:/
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
"""


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
            waiting = subprocess.run([LPSTAT, "-o"], env=self.environment, capture_output=True, text=True, timeout=PATIENCE)
            new = [paper for paper in self.papers() if paper not in before]
            return new[0].read_bytes() if new and waiting.returncode == 0 and not waiting.stdout else None

        paper = wait_for(came_out)
        assert paper is not None, f"no paper came out; the printing service says:\n{self.log()}"
        return paper

    def log(self) -> str:
        logs = [self.root / "log" / "error", *sorted((self.root / "log").glob("cups-pdf*"))]
        return "\n".join(log.read_text(errors="replace")[-4000:] for log in logs if log.exists())


def wait_for[Seen](look: Callable[[], Seen | None]) -> Seen | None:
    """What ``look`` sees at last, or None when patience ends."""
    deadline = time.monotonic() + PATIENCE
    while (seen := look()) is None and time.monotonic() < deadline:
        time.sleep(0.05)
    return seen
