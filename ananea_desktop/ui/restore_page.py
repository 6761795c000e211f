"""Recuperar una copia: the copies with what they hold, one made ready, what would be lost by it, and the decision.

The same page in the window, where the file in use is open, and in its stead, where that file does not open.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ananea_desktop import paths
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import N_, _
from ananea_desktop.operations import restoring
from ananea_desktop.operations.restoring import Entry, Held, Prepared, Progress
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import primary_button, secondary_button
from ananea_desktop.ui.cells import CellRole, Column
from ananea_desktop.ui.dialogs import tell
from ananea_desktop.ui.empty_page import EmptyPage
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.page_head import PageHead
from ananea_desktop.ui.progress_line import ProgressLine
from ananea_desktop.ui.record_model import ListColumn, RecordModel, Row
from ananea_desktop.ui.restore_questions import ask_decision, ask_key
from ananea_desktop.ui.steps_runner import StepsRunner
from ananea_desktop.ui.table_view import TableView

STAGES = {
    "copy": N_("Trayendo la copia al disco…"),
    "open": N_("Abriendo la copia sellada…"),
    "check": N_("Comprobando la copia…"),
}


class Restorer(Protocol):
    """How the page reaches the data file, open or not."""

    data_file: Path
    is_open: bool

    def lost(self, prepared: Prepared, then: Callable[[list[Entry]], object]) -> None: ...

    def decide(
        self,
        prepared: Prepared,
        reason: str,
        page: "RestorePage",
        then: Callable[[str], object],
    ) -> None:
        """``then`` with the name of what is kept; else ``page.refuse`` or ``page.give_up``."""
        ...


def _state(row: Row) -> str:
    if row["problem"]:
        return _("No se puede usar")
    return _("Pide la llave del papel") if row["is_sealed"] else _("Se puede usar")


def _state_marks(row: Row) -> dict[CellRole, object]:
    if row["problem"]:
        return {CellRole.ICON: "warning-circle", CellRole.TONE: "bad"}
    return {CellRole.ICON: "lock-simple" if row["is_sealed"] else "check-circle"}


COLUMNS = (
    ListColumn(title=N_("Copia"), text=lambda row: row["name"], layout=Column(stretch=2)),
    ListColumn(title=N_("Lugar"), text=lambda row: row["place"], layout=Column(stretch=1)),
    ListColumn(title=N_("Tiene hasta el"), text=lambda row: row["when"] or "–", layout=Column(samples=("23/11/2026",))),
    ListColumn(
        title=N_("Último recibo"), text=lambda row: row["last_receipt"] or "–", layout=Column(samples=("001-000123",))
    ),
    ListColumn(
        title=N_("Recibos"),
        text=lambda row: "–" if row["problem"] else str(row["receipts"]),
        layout=Column(samples=("10,000",), right=True),
    ),
    ListColumn(
        title=N_("Estado"),
        text=_state,
        layout=Column(samples=("Pide la llave del papel mm",)),
        marks=_state_marks,
    ),
)


class RestorePage(QWidget):
    """``decided`` with a sentence for afterwards: the data file is now to be closed, and opened again."""

    left = Signal()
    decided = Signal(str)

    def __init__(self, restorer: Restorer, title: str, sentence: str, back: str) -> None:
        super().__init__()
        self.restorer = restorer
        self._folders: list[Path] = []
        self._runner = StepsRunner(self)
        self.model = RecordModel(COLUMNS, self)
        self.table = TableView([each.layout for each in COLUMNS], _("Copias"))
        self.table.setModel(self.model)
        self.table.set_empty_text(_("Buscando copias…"))
        self.table.row_changed.connect(self._show_chosen)
        self.table.activated.connect(lambda _index: self.restore_chosen())
        self.rests_on = self.table
        self.progress = ProgressLine()
        self.progress.given_up.connect(self.give_up)
        self._detail = label("", "secondary", wrap=True, name="copy_detail")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.MARGIN)
        column.setSpacing(0)
        column.addLayout(self._head(title, back))
        words = QVBoxLayout()
        words.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 8)
        words.addWidget(label(sentence, wrap=True, name="restore_sentence"))
        column.addLayout(words)
        reach = theme.MARGIN - theme.OVERHANG
        place = QVBoxLayout()
        place.setContentsMargins(reach, 0, reach, theme.GAP)
        place.addWidget(self.table)
        self.empty_page = EmptyPage(
            "hard-drive",
            _("Aquí no hay copias"),
            _("En esta computadora no se encontró ninguna: estarán en una memoria USB."),
            (
                _("Conecte la memoria USB que las tiene."),
                _("Pulse «Buscar en una memoria USB…» y elíjala."),
                _("Elija la copia más nueva: se comprueba antes de usarla."),
            ),
            (),
        )
        self.empty_page.hide()
        place.addWidget(self.empty_page)
        column.addLayout(place, 1)
        column.addLayout(self._foot())

    def _head(self, title: str, back: str) -> PageHead:
        return PageHead(title, self.leave if back else None, back=back)

    def _foot(self) -> QVBoxLayout:
        self.restore_button = primary_button(_("Recuperar esta copia"), "clock-counter-clockwise")
        self.restore_button.setObjectName("restore")
        self.restore_button.clicked.connect(lambda: self.restore_chosen())
        self.restore_button.setEnabled(False)
        self.search_button = secondary_button(_("Buscar en una memoria USB…"), "hard-drive")
        self.search_button.setObjectName("search_copies")
        self.search_button.clicked.connect(self._ask_folder)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(theme.GAP)
        self.buttons.addWidget(self.restore_button)
        self.buttons.addWidget(self.search_button)
        self.buttons.addStretch(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 0)
        foot.setSpacing(theme.GAP)
        foot.addWidget(self._detail)
        foot.addWidget(self.progress)
        foot.addLayout(self.buttons)
        return foot

    # the copies

    def load(self) -> None:
        """Looks for copies in the office's folder and in those that were chosen."""
        steps = restoring.offered(self.restorer.data_file, self._folders)
        self._runner.run(steps, self._show, self.refuse)

    def _show(self, found: list[Held]) -> None:
        self.table.setVisible(bool(found))
        self.empty_page.setVisible(not found)
        self.model.show_rows([self._row(held) for held in found], False)
        if found:
            self.table.choose_row(0)
            self.table.setFocus()
        else:
            self._show_chosen(-1)

    def _row(self, held: Held) -> Row:
        path = Path(held.path)
        own = self.restorer.data_file.parent
        is_own = path.parent in (own, paths.copies_folder(self.restorer.data_file))
        return {
            **vars(held),
            "held": held,
            "name": path.name if held.number is None else _("Copia N.º {number}").format(number=held.number),
            "place": _("Esta computadora") if is_own else str(path.parent),
            "when": restoring.when(held),
        }

    def chosen(self) -> Row | None:
        index: QModelIndex = self.table.currentIndex()
        return self.model.row(index.row()) if index.isValid() else None

    def _show_chosen(self, _number: int) -> None:
        row = self.chosen()
        can = row is not None and not row["problem"]
        self.restore_button.setEnabled(can and not self.progress.isVisible())
        self._detail.setText("" if row is None else row["problem"] or str(row["path"]))

    def _ask_folder(self) -> None:
        chooser = QFileDialog(self, _("Elija la memoria USB o la carpeta con las copias"))
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setOption(QFileDialog.Option.ShowDirsOnly)
        chooser.fileSelected.connect(lambda folder: self.search_in(Path(folder)))
        chooser.open()

    def search_in(self, folder: Path) -> None:
        """Lists the copies in a folder too, those first that hold most."""
        self._folders = [*(each for each in self._folders if each != folder), folder]
        self.load()

    # one of them

    def restore_chosen(self) -> None:
        """Makes the chosen copy ready, then asks; the key first where it is sealed."""
        row = self.chosen()
        if row is None or row["problem"] or self._runner.is_working:
            return
        if row["is_sealed"]:
            ask_key(self, then=partial(self._prepare, row["held"]))
        else:
            self._prepare(row["held"], "")

    def _prepare(self, held: Held, secret: str) -> None:
        self._show_working(True)
        self.progress.show_progress(_("Preparando…"), 0, 0)
        steps = restoring.prepare(
            self.restorer.data_file, Path(held.path), self._tell, secret=secret, is_open=self.restorer.is_open
        )
        self._runner.run(steps, self._ask, self.refuse)

    def _tell(self, progress: Progress) -> None:
        self.progress.show_progress(_(STAGES[progress.stage]), progress.done, progress.whole)

    def _show_working(self, is_working: bool) -> None:
        self.progress.setVisible(is_working)
        for part in (self.table, self.restore_button, self.search_button):
            part.setEnabled(not is_working)

    def give_up(self) -> None:
        """What was made ready is taken away."""
        self._runner.give_up()
        restoring.give_up(self.restorer.data_file)
        self._show_working(False)

    def _ask(self, prepared: Prepared) -> None:
        self.restorer.lost(prepared, partial(self._ask_about, prepared))

    def _ask_about(self, prepared: Prepared, lost: list[Entry]) -> None:
        ask_decision(self, prepared, lost, then=partial(self._decide, prepared), otherwise=self.give_up)

    def _decide(self, prepared: Prepared, reason: str) -> None:
        day = restoring.when(prepared.held)
        said = _("Se recuperó la copia del {day}. El archivo anterior está guardado como {kept}.")
        self.restorer.decide(
            prepared,
            reason,
            self,
            then=lambda kept: self.decided.emit(said.format(day=day or "–", kept=kept)),
        )

    def refuse(self, problem: UserError) -> None:
        """Says why nothing was put back; nothing of it stays."""
        restoring.give_up(self.restorer.data_file)
        self._show_working(False)
        tell(self, _("No se recuperó la copia"), problem.sentence)

    def leave(self) -> None:
        """What was being made ready is given up; the file in use was never touched."""
        if self._runner.is_working:
            self.give_up()
        self.left.emit()
