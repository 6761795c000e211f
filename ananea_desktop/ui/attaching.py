"""Adding attachments: what was chosen, dropped or pasted is looked into one by one, off the window's thread."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QProgressDialog, QWidget
from shiboken6 import isValid

from ananea_desktop.documents.pictures import PictureReader
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import _
from ananea_desktop.operations import attachments
from ananea_desktop.operations.attachments import Prepared
from ananea_desktop.operations.books import Books
from ananea_desktop.ui.books_thread import BooksThread
from ananea_desktop.ui.courier import deliver

Source = Path | QImage
"""A file, or a picture that was copied or dragged as such."""

SHOWN_AFTER_MS = 600

# Its thread starts with the first file; one after the other, since each may take much of the memory of an old PC.
_worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pictures")


def sources_in(mime: QMimeData | None) -> list[Source]:
    """The files in what was dropped or copied, or else its picture; empty where there is neither."""
    if mime is None:
        return []
    files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if files:
        return list(files)
    picture = mime.imageData() if mime.hasImage() else None
    return [picture] if isinstance(picture, QImage) and not picture.isNull() else []


@dataclass
class Outcome:
    """What became of the files, by the names they have on the screen."""

    added: list[str] = field(default_factory=list)
    brought_back: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    """Name, and the sentence that says why."""
    ids: list[int] = field(default_factory=list)
    """Of the attachments that were kept."""
    is_cancelled: bool = False


# Nobody else holds one while its answer is on the way from thread to thread.
_running: "set[Adding]" = set()


class Adding(QObject):
    """Adds files to one record, showing how far it is once it takes long. A bad one does not stop the others."""

    finished = Signal(object)
    """The Outcome."""

    def __init__(
        self,
        books: BooksThread,
        window: QWidget,
        record: tuple[str, int],
        sources: Sequence[Source],
        keep: Callable[[Books, str, int, Prepared], tuple[int, bool]] = attachments.keep,
    ) -> None:
        super().__init__()  # without a parent: its thread may outlive the page that asked
        self._books = books
        self._record = record
        self._keep = keep
        self._waiting = list(sources)
        self._name = ""  # of the file in hand
        self._count = len(self._waiting)
        self._reader = PictureReader()
        self.outcome = Outcome()
        self._progress = QProgressDialog("", _("Cancelar"), 0, self._count, window)
        self._progress.setWindowTitle(_("Adjuntar"))
        self._progress.setWindowModality(Qt.WindowModality.WindowModal)
        self._progress.setMinimumDuration(SHOWN_AFTER_MS)
        self._progress.setMinimumSize(QSize(380, 0))
        self._progress.setAutoReset(False)
        self._progress.canceled.connect(self.cancel)
        QApplication.instance().aboutToQuit.connect(self.cancel)  # type: ignore[union-attr]

    def start(self) -> None:
        _running.add(self)
        self._next()

    def cancel(self) -> None:
        """Leaves out what has not been added yet; the file being looked into is let go at once."""
        self.outcome.is_cancelled = True
        self._reader.stop()

    def _next(self) -> None:
        if not self._waiting or self.outcome.is_cancelled:
            self._finish()
            return
        source = self._waiting.pop(0)
        self._name = source.name if isinstance(source, Path) else _("Imagen pegada.png")
        if isValid(self._progress):
            done = self._count - len(self._waiting) - 1
            self._progress.setLabelText(
                _("Revisando {number} de {count}:\n{name}").format(
                    number=done + 1, count=self._count, name=short_name(self._name)
                )
            )
            self._progress.setValue(done)
        deliver(_worker.submit(_look_into, source, self._name, self._reader), self._take)

    def _take(self, looked_into: "Future[Prepared]") -> None:
        problem = looked_into.exception()
        if self.outcome.is_cancelled:
            self._next()
        elif isinstance(problem, UserError):
            self._refuse(problem)
        elif problem is not None:
            self._refuse(UserError(_("No se pudo leer por una falla del programa.")))
            raise problem
        else:
            found = looked_into.result()
            self._books.ask(self._keep, *self._record, found, owner=self, then=self._note_kept, refused=self._refuse)

    def _note_kept(self, kept: tuple[int, bool]) -> None:
        attachment_id, was_removed = kept
        self.outcome.ids.append(attachment_id)
        (self.outcome.brought_back if was_removed else self.outcome.added).append(self._name)
        self._next()

    def _refuse(self, problem: UserError) -> None:
        self.outcome.refused.append((self._name, problem.sentence))
        self._next()

    def _finish(self) -> None:
        if isValid(self._progress):
            self._progress.canceled.disconnect(self.cancel)
            self._progress.close()
            self._progress.deleteLater()
        QApplication.instance().aboutToQuit.disconnect(self.cancel)  # type: ignore[union-attr]
        _running.discard(self)
        self.finished.emit(self.outcome)


def _look_into(source: Source, name: str, reader: PictureReader) -> Prepared:
    """In the worker's thread."""
    return attachments.prepare(source if isinstance(source, Path) else _png(source), name, reader)


def _png(picture: QImage) -> bytes:
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(kept.data())


def short_name(name: str, most: int = 48) -> str:
    """A name that fits on a line, its ending kept: «factura de la ferr….jpg»."""
    return name if len(name) <= most else f"{name[: most - 12]}…{name[-11:]}"


def said_of(outcome: Outcome) -> str:
    """One sentence on what was added, for the toast; empty where nothing was."""
    count = len(outcome.added) + len(outcome.brought_back)
    if not count:
        return ""
    if count > 1:
        return _("Se adjuntaron {count} archivos.").format(count=count)
    if outcome.brought_back:
        return _("Volvió «{name}», que estaba quitado.").format(name=short_name(outcome.brought_back[0]))
    return _("Se adjuntó «{name}».").format(name=short_name(outcome.added[0]))
