"""The hand-over to a new treasurer: its paper to look at and sign, and the folder with the lists."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ananea_desktop.domain.language import _
from ananea_desktop.operations import handover
from ananea_desktop.ui.buttons import primary_button, secondary_button
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import Dialog
from ananea_desktop.ui.paper_page import Paper
from ananea_desktop.ui.year_folder import FolderWriting


class HandoverDialog(Dialog):
    """The paper, or all of it on a stick."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent, _("Entrega de cargo"))
        self._desk = desk
        self.add_sentence(
            _(
                "Para quien recibe la tesorería: el dinero, lo pendiente, los últimos números y cierres, dónde están"
                " las copias y quién tiene las llaves. Imprímala, cuenten juntos el dinero y firmen."
            )
        )
        self.add_sentence(
            _("La carpeta lleva además las últimas actas de cierre y las listas para Excel, para la memoria USB.")
        )
        self.add_button(secondary_button(_("Cancelar"), shortcut="Esc"), self.reject)
        folder = self.add_button(secondary_button(_("Guardar en USB…"), "hard-drive"), self._ask_place)
        folder.setObjectName("handover_folder")
        paper = self.add_button(primary_button(_("Ver el papel"), "file-text"), self._show_paper)
        paper.setObjectName("handover_paper")
        paper.setDefault(True)
        paper.setFocus()

    def _show_paper(self) -> None:
        self.accept()
        self._desk.paper_wanted.emit(
            Paper(
                title=_("Entrega de cargo"),
                file_name=handover.folder_name(self._desk.books.books.today()),
                make=lambda books, _year, language, _form: handover.handover_pdf(books, language),
            )
        )

    def _ask_place(self) -> None:
        chooser = QFileDialog(self, _("Elija la memoria USB o la carpeta"))
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setOption(QFileDialog.Option.ShowDirsOnly)
        chooser.fileSelected.connect(lambda folder: self._write(Path(folder)))
        chooser.open()

    def _write(self, folder: Path) -> None:
        window = self.parentWidget()
        assert window is not None
        self.accept()
        words = _("Está en «{folder}». Imprima «{paper}» y firmen.")
        FolderWriting(
            window,
            self._desk,
            _("Entrega de cargo"),
            _("Escribiendo la carpeta de la entrega…"),
            lambda books, tell: handover.write_folder(books, folder, tell=tell),
            lambda written: words.format(folder=written, paper=handover.PAPER),
        )


def open_handover(parent: QWidget, desk: Desk) -> None:
    HandoverDialog(parent, desk).open()
