"""The way from a cooperative's window to a Central's: which consolidated file, one that is there or a new one."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import _
from ananea_desktop.operations import central
from ananea_desktop.operations.books import Books
from ananea_desktop.ui.books_thread import BooksThread, OpeningBooks
from ananea_desktop.ui.buttons import primary_button, secondary_button
from ananea_desktop.ui.central_window import CentralWindow, open_central_thread
from ananea_desktop.ui.dialogs import Dialog, tell
from ananea_desktop.ui.fields import TextField
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.save_dialog import save_as


class CentralDialog(Dialog):
    """Asks which file. ``window_closed`` of who asks closes the Central's window too."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Consolidado de la central"))
        self.add_sentence(
            _(
                "Es para la central: junta los paquetes de muchas cooperativas en un archivo aparte. Los datos de esta"
                " cooperativa no se tocan."
            )
        )
        self.name = TextField(_(central.USUAL_NAME))
        self.name.setObjectName("central_name")
        self.content.addWidget(FormRow(_("Nombre de la central, si es nuevo"), self.name, stacked=True))
        self.add_button(secondary_button(_("Cancelar"), shortcut="Esc"), self.reject)
        new = self.add_button(secondary_button(_("Hacer uno nuevo…"), "plus"), self._ask_new)
        new.setObjectName("central_new")
        opening = self.add_button(primary_button(_("Abrir uno…"), "folder-open"), self._ask_file)
        opening.setObjectName("central_open")
        opening.setFocus()
        self._choices = (self.name, new, opening)
        self._opening: OpeningBooks | None = None
        self.finished.connect(self._leave)

    def _ask_file(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        chooser = QFileDialog(self, _("Elija el consolidado"), folder, _("Consolidado (*.db)"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.fileSelected.connect(lambda path: self._open(Path(path)))
        chooser.open()

    def _ask_new(self) -> None:
        save_as(self, _("Guardar el consolidado"), "consolidado", {"db": _("Consolidado (*.db)")}, self._make)

    def _make(self, path: Path, _form: str) -> None:
        name = self.name.text()
        self._work(lambda: central.made_central(path, name))

    def _open(self, path: Path) -> None:
        self._work(lambda: central.open_central(path))

    def _work(self, opening: Callable[[], central.Central]) -> None:
        """Beside the window: a memory stick, or a folder of another PC, may take its time."""
        self._leave()
        self._offer(False)
        self._opening = OpeningBooks(lambda: cast(Books, opening()))
        self._opening.opened.connect(self._show)
        self._opening.refused.connect(self._refuse)
        self._opening.start()

    def _offer(self, may: bool) -> None:
        for each in self._choices:
            each.setEnabled(may)

    def _show(self, books: BooksThread) -> None:
        _window_over(books, self.parentWidget())
        self.accept()

    def _refuse(self, problem: UserError) -> None:
        self._offer(True)
        tell(self, _("No se pudo"), problem.sentence)

    def _leave(self) -> None:
        if self._opening is not None:
            self._opening.leave()


def show_central(path: Path, owner: QObject | None) -> CentralWindow:
    """Opens the window over a file; it goes with its ``owner``, the window from which it was opened.

    Raises UserError where it is no consolidated file.
    """
    return _window_over(open_central_thread(path), owner)


def _window_over(books: BooksThread, owner: QObject | None) -> CentralWindow:
    window = CentralWindow(books)
    closed = getattr(owner, "closed", None)
    if closed is not None:
        closed.connect(window.close)
    window.show()
    return window


def run_central(app: QApplication, path: Path) -> int:
    """The program on a consolidated file: its window alone."""
    try:
        window = show_central(path, None)
    except UserError as problem:
        message = tell(None, _("No se pudo"), problem.sentence)
        message.finished.connect(lambda _result: app.exit(1))
        return app.exec()
    window.closed.connect(lambda: app.exit(0))
    return app.exec()
