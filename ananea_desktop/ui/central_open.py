"""The way from a cooperative's window to a Central's: which consolidated file, one that is there or a new one."""

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import _
from ananea_desktop.operations import central
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

    def _ask_file(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        chooser = QFileDialog(self, _("Elija el consolidado"), folder, _("Consolidado (*.db)"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.fileSelected.connect(lambda path: self._open(Path(path)))
        chooser.open()

    def _ask_new(self) -> None:
        save_as(self, _("Guardar el consolidado"), "consolidado", {"db": _("Consolidado (*.db)")}, self._make)

    def _make(self, path: Path, _form: str) -> None:
        try:
            central.make_central(path, self.name.text())
        except UserError as problem:
            tell(self, _("No se pudo"), problem.sentence)
            return
        self._open(path)

    def _open(self, path: Path) -> None:
        window = self.parentWidget()
        assert window is not None
        try:
            show_central(path, window)
        except UserError as problem:
            tell(self, _("No se pudo"), problem.sentence)
            return
        self.accept()


def show_central(path: Path, owner: QObject | None) -> CentralWindow:
    """Opens the window over a file; it goes with its ``owner``, the window from which it was opened.

    Raises UserError where it is no consolidated file.
    """
    window = CentralWindow(open_central_thread(path))
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
