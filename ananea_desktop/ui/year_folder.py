"""Everything of one year written into a folder, most often on a USB stick: asked for, shown as it goes, given up."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QProgressDialog, QWidget

from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import _
from ananea_desktop.domain.steps import Steps
from ananea_desktop.operations import year_folder
from ananea_desktop.operations.books import Books
from ananea_desktop.ui.buttons import primary_button, secondary_button
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import Dialog, tell
from ananea_desktop.ui.forms import FormRow

_YEARS = 15


class YearFolderDialog(Dialog):
    """Asks which year, and where to."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent, _("Todo un año para una auditoría"))
        self._desk = desk
        self.add_sentence(
            _("Escribe una carpeta con todos los informes, listas, recibos, fotos y papeles escaneados de un año.")
        )
        this_year = desk.books.books.today().year
        self.year = ChoiceField([(year, str(year)) for year in range(this_year, this_year - _YEARS, -1)])
        self.year.setObjectName("folder_year")
        self.language = ChoiceField([("es", _("Castellano")), ("en", _("Inglés"))])
        self.language.setObjectName("folder_language")
        self.content.addWidget(FormRow(_("Año"), self.year, stacked=True))
        self.content.addWidget(FormRow(_("Idioma"), self.language, stacked=True))
        self.add_button(secondary_button(_("Cancelar"), shortcut="Esc"), self.reject)
        button = self.add_button(primary_button(_("Elegir la memoria USB…"), "hard-drive"), self._ask_place)
        button.setObjectName("choose_place")
        self.year.setFocus()

    def _ask_place(self) -> None:
        chooser = QFileDialog(self, _("Elija la memoria USB o la carpeta"))
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setOption(QFileDialog.Option.ShowDirsOnly)
        chooser.fileSelected.connect(lambda folder: self._write(Path(folder)))
        chooser.open()

    def _write(self, folder: Path) -> None:
        year, language = self.year.value(), str(self.language.value())
        assert isinstance(year, int)
        window = self.parentWidget()
        assert window is not None
        self.accept()
        words = _("Está en «{folder}». Ábrala con «{index}»: lleva a cada papel.")
        FolderWriting(
            window,
            self._desk,
            _("Todo un año para una auditoría"),
            _("Escribiendo la carpeta de {year}…").format(year=year),
            lambda books, tell: year_folder.write_year(books, year, folder, language, tell),
            lambda written: words.format(folder=written, index=year_folder.INDEX),
        )


class _Teller(QObject):
    """Outlives who listens: the books' thread may tell of one file more after the writing was given up."""

    told = Signal(int, int)


class FolderWriting(QObject):
    """The writing of a folder, which can be given up: then nothing of it stays."""

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        title: str,
        sentence: str,
        write: Callable[[Books, Callable[[int, int], object]], Steps[Any]],
        done: Callable[[Any], str],
        *,
        complete: str = "",
        failed: str = "",
        given_up: str = "",
    ) -> None:
        """``write`` is the operation, given what hears how many files are done and of how many; ``done`` makes of the
        folder what is said at the end; ``complete``, ``failed`` and ``given_up`` say it of what is no folder."""
        super().__init__(window)
        self._done = done
        self._complete = complete or _("La carpeta está completa")
        self._failed = failed or _("La carpeta no se escribió")
        self._given_up = given_up or _("Se dejó de escribir la carpeta.")
        self._window = window
        self._desk = desk
        self._is_left = False
        self._progress = QProgressDialog(sentence, "", 0, 0, window)
        self._progress.setCancelButtonText(_("Cancelar"))
        self._progress.setWindowTitle(title)
        self._progress.setWindowModality(Qt.WindowModality.WindowModal)
        self._progress.setMinimumDuration(0)
        self._progress.setMinimumSize(QSize(420, 0))
        self._progress.setAutoReset(False)
        self._progress.canceled.connect(self.give_up)
        teller = _Teller()
        teller.told.connect(self._show)
        desk.books.ask(
            write,
            lambda done, total: teller.told.emit(done, total),  # it holds the teller; a bound signal does not
            owner=self,
            then=self._take,
            refused=self._refuse,
        )

    def give_up(self) -> None:
        """Between two files; the books' thread sees that nobody waits any more, and removes what it wrote."""
        self._leave()
        # not that nothing was written: the last file may just be done, and that answer be on its way
        self._desk.said.emit(self._given_up)

    def _show(self, done: int, total: int) -> None:
        self._progress.setMaximum(total)
        self._progress.setValue(done)

    def _take(self, written: Any) -> None:
        self._leave()
        tell(self._window, self._complete, self._done(written), [])

    def _refuse(self, problem: UserError) -> None:
        self._leave()
        tell(self._window, self._failed, problem.sentence, [])

    def _leave(self) -> None:
        if self._is_left:
            return
        self._is_left = True
        self._progress.canceled.disconnect(self.give_up)
        self._progress.close()
        self._progress.deleteLater()
        self.deleteLater()
