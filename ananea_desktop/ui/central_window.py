"""The Central's own window: cooperatives by year, what came of each and what is late, and the packages brought in."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QMainWindow,
    QProgressDialog,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import _, current_language, plural
from ananea_desktop.domain.steps import Steps
from ananea_desktop.operations import central, program_log
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.central import Brought, Central, Overview, Portrait
from ananea_desktop.ui import appearance, theme
from ananea_desktop.ui.books_thread import BooksThread, open_in_thread
from ananea_desktop.ui.buttons import Button, primary_button, quiet_button, secondary_button
from ananea_desktop.ui.central_card import CentralCard
from ananea_desktop.ui.central_columns import COLUMNS, TOTALS, figures
from ananea_desktop.ui.central_keys import NewKeyDialog, tell_keys, tell_list, tell_registered
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.dialogs import Dialog, tell
from ananea_desktop.ui.empty_page import EmptyPage
from ananea_desktop.ui.labels import hairline, label
from ananea_desktop.ui.record_model import RecordModel
from ananea_desktop.ui.remembered_size import keep_size, take_size
from ananea_desktop.ui.save_dialog import save_as
from ananea_desktop.ui.table_view import TableView
from ananea_desktop.ui.toast import Toast
from ananea_desktop.ui.totals_row import TableBlock, TotalsRow

_SIZE = "central/geometry"
_ALL = 0
"""The choice of all the years."""


def open_central_thread(path: Path) -> BooksThread:
    """The thread that works on a consolidated file, as another one does on the books: what is asked gets the Central.

    Raises UserError.
    """
    return open_in_thread(lambda: cast(Books, central.open_central(path)))


class CentralWindow(QMainWindow):
    """``ready`` each time the rows are shown."""

    ready = Signal()
    closed = Signal()

    def __init__(self, books: BooksThread) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.books = books
        self._is_closed = False
        self.central = cast(Central, books.books)
        self.setWindowTitle(_("Consolidado de la central") + f" · {self.central.file.path.name}")
        self.setMinimumSize(900, 540)
        self.title = label("", "title", wrap=True)
        self.year = ChoiceField([(_ALL, _("Todos los años"))], fits=True)
        self.year.setObjectName("central_year")
        self.year.setAccessibleName(_("Año"))
        self.year.value_changed.connect(self.load)
        self.model = RecordModel(COLUMNS, self)
        self.table = TableView([column.layout for column in COLUMNS], _("Cooperativas"))
        self.table.setModel(self.model)
        self.table.row_changed.connect(self._choose)
        self.totals = TotalsRow(self.table)
        self.card = CentralCard(books)
        self.figures = label("", "secondary", wrap=True, name="central_figures")
        self.buttons = self._buttons()
        self._lay_out()
        appearance.follow_keys(self)
        books.problem_met.connect(self._tell_problem)
        take_size(self, _SIZE)
        self.load()

    # how it looks

    def _buttons(self) -> dict[str, Button]:
        made = {
            "keys": quiet_button(_("Claves"), "key"),
            "new_key": quiet_button(_("Registrar una clave…"), "plus"),
            "report": secondary_button(_("Informe…"), "file-text"),
            "slides": secondary_button(_("Presentación…"), "presentation-chart"),
            "bring": primary_button(_("Traer paquetes…"), "download-simple", "Ctrl+N"),
        }
        works = {
            "keys": self._show_keys,
            "new_key": self.ask_key,
            "report": self._ask_report,
            "slides": self._ask_slides,
            "bring": self._ask_packages,
        }
        for name, button in made.items():
            button.setObjectName(f"central_{name}")
            button.clicked.connect(lambda _checked=False, work=works[name]: work())
        return made

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(theme.MARGIN, 12, theme.MARGIN, 12)
        head.setSpacing(theme.INSIDE)
        head.addWidget(self.title, 1)
        head.addSpacing(theme.GAP)
        head.addWidget(self.year)
        for name in ("report", "slides", "bring"):
            head.addWidget(self.buttons[name])
        left = QVBoxLayout()
        reach = theme.MARGIN - theme.OVERHANG
        left.setContentsMargins(reach, 10, reach, 0)
        left.setSpacing(6)
        words = QHBoxLayout()
        words.setContentsMargins(theme.OVERHANG, 0, theme.OVERHANG, 0)
        words.addWidget(self.figures, 1)
        words.addWidget(self.buttons["keys"])
        words.addWidget(self.buttons["new_key"])
        left.addLayout(words)
        left.addWidget(TableBlock(self.table, self.totals), 1)
        list_page = QWidget()
        across = QHBoxLayout(list_page)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addLayout(left, 1)
        across.addWidget(self.card)
        self.pages = QStackedWidget()
        self.pages.addWidget(list_page)
        self.pages.addWidget(self._empty_page())
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(hairline())
        column.addWidget(self.pages, 1)
        self.toast = Toast(whole)
        self.setCentralWidget(whole)

    def _empty_page(self) -> EmptyPage:
        button = primary_button(_("Registrar una clave…"), "key")
        button.setObjectName("central_first_key")
        button.clicked.connect(self.ask_key)
        return EmptyPage(
            "buildings",
            _("Todavía no hay cooperativas"),
            _("Aquí se juntan los paquetes de todas, con su Prima, sus proyectos y sus personas."),
            (
                _("Registre la clave de cada cooperativa, del papel firmado que ella entrega."),
                _("Traiga sus paquetes de la memoria USB: se comprueba la firma de cada uno."),
                _("Mire quién falta, y saque el informe y la presentación."),
            ),
            (button,),
        )

    # what it shows

    def chosen_year(self) -> int | None:
        value = self.year.value()
        return value if isinstance(value, int) and value != _ALL else None

    def load(self) -> None:
        """Asks for the rows as they are now; the chosen one stays chosen."""
        self.books.ask(central.overview, self.chosen_year(), owner=self, then=self._show)

    def _show(self, found: Overview) -> None:
        self.title.setText(found.name)
        self.year.blockSignals(True)
        self.year.set_choices([(_ALL, _("Todos los años")), *((year, str(year)) for year in found.years)])
        self.year.blockSignals(False)
        self.pages.setCurrentIndex(0 if found.rows else 1)
        for name in ("report", "slides", "keys", "new_key"):
            self.buttons[name].setVisible(bool(found.rows))
        row = max(0, self.table.currentIndex().row())
        self.model.show_rows(found.rows, False)
        self.totals.set_totals(_("Total"), {number: text(found.totals) for number, text in TOTALS.items()}, strong=True)
        self.figures.setText(figures(found))
        if found.rows:
            self.table.choose_row(min(row, len(found.rows) - 1))
            if self.focusWidget() is None:
                self.table.setFocus()
        self.ready.emit()

    def _choose(self, number: int) -> None:
        if 0 <= number < self.model.rowCount():
            row = self.model.row(number)
            self.books.ask(
                central.portrait,
                row["code"],
                self.chosen_year(),
                owner=self,
                then=lambda found: self._portray(row, found),
            )

    def _portray(self, row: dict[str, Any], found: Portrait) -> None:
        self.card.show_portrait(row, found)

    # what is done

    def _ask_packages(self) -> None:
        chooser = QFileDialog(self, _("Elija los paquetes"), "", _("Paquetes (*.zip)"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFiles)
        chooser.filesSelected.connect(lambda paths: self.bring([Path(path) for path in paths]))
        chooser.open()

    def bring(self, paths: list[Path]) -> None:
        """Brings packages in, one after the other; what came in stays where it is given up between two."""
        progress = self._progress(_("Comprobando y trayendo los paquetes…"), _("Traer paquetes"), len(paths))
        teller = _Teller()
        teller.told.connect(lambda done, _total: progress.setValue(done))

        def take(found: list[Brought]) -> None:
            _take_away(progress)
            self._tell_brought(found)

        def give_up() -> None:
            progress.deleteLater()  # the owner of the work: nothing more of it is begun
            self.toast.say(_("Se dejó de traer paquetes. Los que ya se trajeron, quedan."))
            self.load()

        def refused(problem: UserError) -> None:
            _take_away(progress)
            self._tell_problem(problem)
            self.load()  # what was kept before, stays

        progress.canceled.connect(give_up)
        self.books.ask(
            central.bring,
            paths,
            lambda done, total: teller.told.emit(done, total),
            owner=progress,
            then=take,
            refused=refused,
        )

    def _progress(self, words: str, title: str, count: int) -> QProgressDialog:
        """``count`` 0: it is not known how much there is."""
        progress = QProgressDialog(words, _("Cancelar"), 0, count, self)
        progress.setWindowTitle(title)
        progress.setWindowModality(Qt.WindowModality.WindowModal)
        progress.setMinimumDuration(300)
        progress.setMinimumSize(QSize(420, 0))
        progress.setAutoReset(False)
        return progress

    def _tell_brought(self, found: list[Brought]) -> None:
        self.load()
        refused = [each for each in found if each.outcome is None]
        if not refused:
            self.toast.say(_brought_words(found))
            return
        title = _("{count} no se trajeron").format(count=len(refused)) if refused[1:] else _("Un paquete no se trajo")
        came = len(found) - len(refused)
        sentence = _("Los demás ({count}) están.").format(count=came) if came else ""
        tell_list(self, title, sentence, [(each.path.name, each.sentence) for each in refused])

    def ask_key(self) -> None:
        """Asks for a cooperative's key."""
        dialog = NewKeyDialog(self, self.books)
        dialog.registered.connect(lambda name, fingerprint: tell_registered(self, name, fingerprint))
        dialog.registered.connect(lambda _name, _fingerprint: self.load())
        dialog.open()

    def _show_keys(self) -> None:
        self.books.ask(central.keys, owner=self, then=lambda rows: tell_keys(self, rows))

    def _ask_report(self) -> None:
        from ananea_desktop.operations import central_report

        self._save(_("Guardar el informe"), "informe-central", central_report.FORMS, central_report.save)

    def _ask_slides(self) -> None:
        from ananea_desktop.operations import central_slides

        self._save(_("Guardar la presentación"), "presentacion-central", central_slides.FORMS, central_slides.save)

    def _save(self, title: str, name: str, forms: dict[str, str], save: Callable[..., Steps[None]]) -> None:
        year = self.chosen_year()
        suggested = f"{name}-{year}" if year else name

        def write(path: Path, _form: str) -> None:
            progress = self._progress(_("Escribiendo {name}…").format(name=path.name), title, 0)
            said = _("Se guardó {name}.").format(name=path.name)

            def done(_none: object) -> None:
                _take_away(progress)
                self.toast.say(said)

            def refused(problem: UserError) -> None:
                _take_away(progress)
                self._tell_problem(problem)

            progress.canceled.connect(progress.deleteLater)
            self.books.ask(save, year, path, current_language(), owner=progress, then=done, refused=refused)

        save_as(self, title, suggested, forms, write)

    def _tell_problem(self, problem: UserError) -> Dialog:
        return tell(self, _("No se pudo"), problem.sentence)

    def closeEvent(self, event: QCloseEvent) -> None:
        keep_size(self, _SIZE)
        event.accept()
        if not self._is_closed:
            self._is_closed = True
            for problem in self.books.stop():  # no window can tell it any more
                program_log.note_problem(problem, "closing the consolidated file")
            self.closed.emit()


def _brought_words(found: list[Brought]) -> str:
    """Of packages of which none was refused."""
    if len(found) == 1:
        return found[0].sentence
    came = sum(each.is_new for each in found)
    words = plural(_("Se trajo 1 paquete."), _("Se trajeron {count} paquetes."), came).format(count=came)
    rest = len(found) - came
    return f"{words} {_('Ya estaban, o hay más nuevos: {count}.').format(count=rest)}" if rest else words


def _take_away(progress: QProgressDialog) -> None:
    progress.canceled.disconnect()
    progress.close()
    progress.deleteLater()


class _Teller(QObject):
    """Outlives who listens."""

    told = Signal(int, int)
