"""Pictures and PDFs of strangers made fit to keep: the caller of the child process that looks into them."""

import hashlib
import json
import logging
import subprocess
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ananea_desktop.documents import picture_worker
from ananea_desktop.domain.attachments import JPEG, PDF
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import N_, _
from ananea_desktop.paths import worker_command, worker_folder

_log = logging.getLogger(__name__)
LARGEST_PICTURE = 64 * 1024**2
LARGEST_PDF = 20 * 1024**2
"""Bytes."""
SECONDS = 60.0
"""How long the child may take, on an old PC."""
MOST_ANSWER = 32 * 1024**2
"""Bytes the child may send: a JPEG of 2000 × 2000 dots stays far below."""
WORKER_FLAG = "--reduce-picture"

UNREADABLE = N_("No se pudo leer. Ábralo con otro programa, guárdelo otra vez como JPG o PDF, y agréguelo.")
EMPTY = N_("El archivo está vacío (0 bytes). Cópielo otra vez de la cámara o el teléfono.")
FOLDER = N_("Es una carpeta. Ábrala y elija las fotos o los PDF que tiene dentro.")
GONE = N_("El archivo ya no está o no se deja leer. Si es una memoria USB, conéctela otra vez.")
PICTURE_TOO_LARGE = N_("La foto pesa más de 64 MB. Hágala más pequeña en el teléfono, o tome otra.")
PDF_TOO_LARGE = N_("El PDF pesa más de 20 MB. Escanéelo con menos detalle, o divídalo en partes.")
HEIC = N_("Es una foto HEIC, de iPhone. Guárdela o envíela como JPG, y agregue esa.")
_REASONS = {
    picture_worker.NOT_A_PICTURE: N_("No es una foto ni un PDF. Se aceptan JPG, PNG, WEBP, TIFF, BMP, GIF y PDF."),
    picture_worker.DAMAGED: N_("Está dañado o incompleto. Cópielo otra vez de donde vino, o tome otra foto."),
    picture_worker.TOO_MANY_DOTS: N_("La imagen es demasiado grande (más de {most} megapíxeles). Hágala más pequeña."),
    picture_worker.ENCRYPTED: N_("El PDF tiene contraseña. Guárdelo sin contraseña, o imprímalo y tómele foto."),
    picture_worker.TOO_MANY_PAGES: N_("El PDF tiene más de 200 páginas. Divídalo en partes."),
}


@dataclass(frozen=True, kw_only=True)
class Reduced:
    """What may be kept of a file that was looked into."""

    source_sha256: str
    """Of the bytes that were given: the same file is known again by it."""
    sha256: str
    """Of ``content``."""
    media_type: str
    content: bytes
    """A JPEG without any metadata, or the PDF as it was given."""
    thumbnail: bytes
    """A JPEG."""
    width: int
    height: int
    """Dots of the picture, or of the thumbnail of a PDF's first page."""
    pages: int
    """Of a PDF; 0 for a picture."""


def read_file(path: Path) -> bytes:
    """The bytes of a file that someone chose. Raises UserError; a file that is too large is not read."""
    try:
        if path.is_dir():
            raise UserError(_(FOLDER))
        with path.open("rb") as stream:
            start = stream.read(1024)
            most, sentence = _limit(start)
            data = start + stream.read(most + 1 - len(start))
    except OSError as error:
        raise UserError(_(GONE)) from error
    if len(data) > most:
        raise UserError(_(sentence))
    return data


class PictureReader:
    """Runs one child at a time; ``stop``, from any thread, ends the one that runs. ``command`` can be another child."""

    def __init__(self, command: Sequence[str] = (), seconds: float = SECONDS) -> None:
        self._command = list(command) or worker_command(WORKER_FLAG)
        self._seconds = seconds
        self._running: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def reduce(self, data: bytes) -> Reduced:
        """What may be kept. Raises UserError with the sentence that says why not, and what to do."""
        if not data:
            raise UserError(_(EMPTY))
        most, sentence = _limit(data)
        if len(data) > most:
            raise UserError(_(sentence))
        facts, content, thumbnail = _read_answer(self._ask_child(data))
        if "refused" in facts:
            if "fault" in facts:
                _log.info("a picture or PDF was refused after %s", " ".join(str(facts["fault"]).split())[:200])
            is_heic = data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"hevc")
            sentence = _(HEIC if is_heic else _REASONS.get(str(facts["refused"]), UNREADABLE))
            raise UserError(sentence.format(most=picture_worker.MOST_HELD // 1_000_000))
        if (facts["media_type"] == PDF) != picture_worker.is_pdf(data):
            raise UserError(_(UNREADABLE))
        kept = data if facts["media_type"] == PDF else content
        return Reduced(
            source_sha256=hashlib.sha256(data).hexdigest(),
            sha256=hashlib.sha256(kept).hexdigest(),
            media_type=facts["media_type"],
            content=kept,
            thumbnail=thumbnail,
            width=facts["width"],
            height=facts["height"],
            pages=facts["pages"],
        )

    def stop(self) -> None:
        """Ends what is being read, and whatever is asked later."""
        self._stopped = True
        running = self._running
        if running is not None:
            running.kill()

    def _ask_child(self, data: bytes) -> bytes:
        """What the child answered; empty where it crashed, hung or was stopped."""
        with subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=worker_folder(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        ) as child:
            self._running = child
            assert child.stdin is not None
            assert child.stdout is not None
            feeder = threading.Thread(target=feed, args=(child.stdin, data), daemon=True)
            clock = threading.Timer(0 if self._stopped else self._seconds, child.kill)
            feeder.start()
            clock.start()
            try:
                answer = child.stdout.read(MOST_ANSWER + 1)
            finally:
                clock.cancel()
                child.kill()  # an answer that is whole needs nothing more of it
                feeder.join()
                self._running = None
        return answer


def feed(stream: Any, data: bytes) -> None:
    """Gives a child its bytes, and closes."""
    with suppress(OSError):  # a child that died reads no more; what it answered tells
        stream.write(data)
    with suppress(OSError):
        stream.close()


def _read_answer(answer: bytes) -> tuple[dict[str, Any], bytes, bytes]:
    """The facts and the bytes announced in them, believed only as far as they hold together. Raises UserError."""
    line, _newline, rest = answer.partition(b"\n")
    try:
        facts = json.loads(line)
        if "refused" in facts:
            return facts, b"", b""
        content_length, thumbnail_length = facts["lengths"]
        content, thumbnail = rest[:content_length], rest[content_length:]
        numbers = (content_length, facts["width"], facts["height"], facts["pages"])
        holds = (
            facts["media_type"] in (JPEG, PDF)
            and all(isinstance(number, int) and 0 <= number < 2**31 for number in numbers)
            and facts["width"] > 0
            and facts["height"] > 0
            and (facts["media_type"] == PDF) == (facts["pages"] > 0) == (content_length == 0)
            and len(thumbnail) == thumbnail_length
            and len(content) == content_length
            and all(_is_jpeg(part) for part in (content, thumbnail) if part)
            and thumbnail
        )
    except (ValueError, TypeError, KeyError):
        holds = False
    if not holds:
        raise UserError(_(UNREADABLE))
    return facts, content, thumbnail


def _is_jpeg(data: bytes) -> bool:
    return data.startswith(b"\xff\xd8\xff") and data.endswith(b"\xff\xd9")


def _limit(start: bytes) -> tuple[int, str]:
    return (LARGEST_PDF, PDF_TOO_LARGE) if picture_worker.is_pdf(start) else (LARGEST_PICTURE, PICTURE_TOO_LARGE)
