"""A spreadsheet as rows of text, read by a child process (documents/sheet_worker.py) that a cancel ends."""

import hashlib
import json
import logging
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ananea_desktop.documents import sheet_scan
from ananea_desktop.documents.pictures import FOLDER, GONE, feed
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import N_, _
from ananea_desktop.paths import worker_command, worker_folder

SECONDS = 120.0
"""How long the child may take, on an old PC."""
MOST_ANSWER = 512 * 1024**2
"""Bytes the child may send."""
WORKER_FLAG = "--read-sheet"
_log = logging.getLogger(__name__)
ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".txt")

Cells = list[str | None]

UNREADABLE = N_("No se pudo leer la hoja. Ábrala en Excel o LibreOffice, guárdela otra vez como XLSX, y tráigala.")
EMPTY = N_("El archivo está vacío. Elija otro.")
STOPPED = N_("Se detuvo. No se trajo nada.")
_REASONS = {
    sheet_scan.NOT_A_SHEET: N_("No es una hoja de cálculo. Se aceptan XLSX, XLS, ODS y CSV."),
    sheet_scan.DAMAGED: UNREADABLE,
    sheet_scan.ENCRYPTED: N_("La hoja tiene contraseña. Guárdela sin contraseña y tráigala otra vez."),
    sheet_scan.TOO_LARGE: N_("La hoja es demasiado grande. Divídala en varias y tráigalas una por una."),
    sheet_scan.TOO_MANY_ROWS: N_(
        "La hoja pasa de {rows} filas. Si abajo no hay nada, copie solo sus datos a una hoja nueva; si no, divídala."
    ),
    sheet_scan.TOO_MANY_COLUMNS: N_(
        "La hoja pasa de {columns} columnas. Copie a una hoja nueva solo las que hacen falta."
    ),
    sheet_scan.HAS_ENTITIES: N_(
        "La hoja tiene dentro instrucciones que una hoja de cálculo no necesita: no se abre. Pida otra."
    ),
    sheet_scan.OPEN_QUOTE: N_(
        'En la fila {row} se abren comillas (") que no se cierran, y lo demás quedaría en una sola celda. Ábrala en'
        " Excel o LibreOffice, corrija esa fila, guárdela como XLSX, y tráigala."
    ),
    sheet_scan.WEB_PAGE: N_(
        "Es una página web con nombre de hoja de cálculo. Ábrala en Excel o LibreOffice, guárdela como XLSX, y"
        " tráigala."
    ),
}


@dataclass(kw_only=True)
class Table:
    """The rows of one sheet, kept as the child wrote them: a tenth of what they take as Python's own texts."""

    file_name: str
    sha256: str
    format: str
    """``xlsx``, ``xls``, ``ods`` or ``csv``."""
    sheets: list[str]
    sheet: str
    encoding: str = ""
    """Of a CSV."""
    without_result: list[str] = field(default_factory=list)
    """Cells whose formula the file keeps no result of: ``C5``."""
    parts: list[bytes] = field(default_factory=list)
    row_count: int = 0

    def batches(self) -> Iterator[list[tuple[int, Cells]]]:
        """Some rows at a time, each with its number in the sheet; empty rows are left out."""
        for part in self.parts:
            yield [(number, cells) for number, cells in json.loads(part)]

    def first(self, most: int) -> list[tuple[int, Cells]]:
        """The first rows."""
        found: list[tuple[int, Cells]] = []
        for batch in self.batches():
            found += batch
            if len(found) >= most:
                break
        return found[:most]


def read_file(path: Path) -> bytes:
    """The bytes of a spreadsheet that someone chose. Raises UserError; one that is too large is not read."""
    try:
        if path.is_dir():
            raise UserError(_(FOLDER))
        with path.open("rb") as stream:
            data = stream.read(sheet_scan.MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise UserError(_(GONE)) from error
    if not data:
        raise UserError(_(EMPTY))
    if len(data) > sheet_scan.MOST_BYTES:
        raise UserError(_(_REASONS[sheet_scan.TOO_LARGE]))
    return data


class SheetReader:
    """Runs one child at a time; ``stop``, from any thread, ends the one that runs."""

    def __init__(self, command: Sequence[str] = (), seconds: float = SECONDS) -> None:
        self._command = list(command) or worker_command(WORKER_FLAG)
        self._seconds = seconds
        self._running: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def stop(self) -> None:
        """Ends what is being read, and whatever is asked later."""
        self._stopped = True
        running = self._running
        if running is not None:
            running.kill()

    def read(self, data: bytes, file_name: str, sheet: str | None = None) -> Table:
        """The rows of a sheet, the first one where none is named. Raises UserError with what to do."""
        wanted = json.dumps({"sheet": sheet}).encode("ascii") + b"\n"
        with subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=worker_folder(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        ) as child:
            self._running = child
            feeder = threading.Thread(target=_feed_both, args=(child.stdin, wanted, data), daemon=True)
            clock = threading.Timer(0 if self._stopped else self._seconds, child.kill)
            feeder.start()
            clock.start()
            try:
                table = self._take(child.stdout, hashlib.sha256(data).hexdigest(), file_name)
            finally:
                clock.cancel()
                child.kill()
                feeder.join()
                self._running = None
        if self._stopped:
            raise UserError(_(STOPPED))
        if table is None:
            raise UserError(_(UNREADABLE))
        return table

    def _take(self, stream: Any, sha256: str, file_name: str) -> Table | None:
        """The table, or None where the child broke off."""
        table: Table | None = None
        received = 0
        with suppress(ValueError, TypeError, KeyError):
            for line in stream:
                received += len(line)
                if received > MOST_ANSWER:
                    raise _refusal(sheet_scan.TOO_LARGE)
                if line.startswith(b"{"):
                    facts = json.loads(line)
                    if "refused" in facts:
                        if "fault" in facts:
                            _log.info("a spreadsheet was refused after %s", " ".join(str(facts["fault"]).split())[:200])
                        raise _refusal(str(facts["refused"]), int(facts.get("row", 0)))
                    table = _begin(facts, sha256, file_name)
                elif line == b"[]\n":
                    return table
                elif table is not None and line.endswith(b"]]]\n"):
                    table.parts.append(line)
        return None


def _feed_both(stream: Any, first: bytes, data: bytes) -> None:
    with suppress(OSError):
        stream.write(first)
    feed(stream, data)


def _begin(facts: dict[str, Any], sha256: str, file_name: str) -> Table:
    return Table(
        file_name=file_name,
        sha256=sha256,
        format=str(facts["format"]),
        sheets=[str(name) for name in facts["sheets"]],
        sheet=str(facts["sheet"]),
        encoding=str(facts["encoding"]),
        without_result=[str(cell) for cell in facts["without_result"]],
    )


def _refusal(reason: str, row: int = 0) -> UserError:
    sentence = _(_REASONS.get(reason, UNREADABLE))
    rows, columns = f"{sheet_scan.MOST_ROWS:,}", sheet_scan.MOST_COLUMNS
    return UserError(sentence.format(rows=rows, columns=columns, row=f"{row:,}"))
