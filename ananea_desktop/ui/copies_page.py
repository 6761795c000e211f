"""Copias de seguridad: one button that makes a copy on a stick, what copies are there, and who has the keys."""

from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import _
from ananea_desktop.operations import copying
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.copying import CopyState, FoundCopy, Place
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import primary_button, secondary_button
from ananea_desktop.ui.card import CARD_WIDTH
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.copies_card import CopiesCard
from ananea_desktop.ui.copy_columns import COLUMNS, row_of
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.empty_page import EmptyPage
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.labels import hairline, label, set_role
from ananea_desktop.ui.long_work import LongWork, ProgressRow
from ananea_desktop.ui.page_head import PageHead
from ananea_desktop.ui.record_model import RecordModel
from ananea_desktop.ui.table_view import TableView

FOLDER_SETTING = "copies/folder"
_NARROW_CARD = 280
_LOOK_EVERY = 3000
"""Milliseconds after which one looks whether another memory was plugged in."""


class CopyRun(LongWork):
    """The copy that is being made; there is one at a time, and it goes on when the page is left."""

    is_watched = False
    """Whether a page tells how it ends; else the window does."""


def running(desk: Desk) -> CopyRun | None:
    """The copy that is being made now."""
    return next((each for each in desk.findChildren(CopyRun) if not each.is_over), None)


class CopiesPage(QWidget):
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.way_back = _("Volver a las copias")
        self._places: list[Place] = []
        self._read: set[Path] = set()
        self._asked = QObject(self)
        self._reading: LongWork | None = None
        self.make_button = primary_button(_("Hacer copia en USB"), "hard-drive")
        self.make_button.setObjectName("make_copy")
        self.make_button.clicked.connect(self.make)
        self.place = ChoiceField()
        self.place.setObjectName("copy_place")
        self.place.value_changed.connect(self._take_place)
        self.place_row = FormRow(_("Dónde"), self.place, stacked=True)
        self.progress = ProgressRow()
        self.progress.given_up.connect(self._give_up)
        self.progress.hide()
        self.outcome = label("", wrap=True, name="copy_outcome")
        self.outcome.hide()
        self.model = RecordModel(COLUMNS, self)
        self.table = TableView([column.layout for column in COLUMNS], _("Copias"), name_width=80)
        self.table.setModel(self.model)
        self.card = CopiesCard(desk)
        self.card.opening_wanted.connect(self._try_key)
        self._lay_out()
        self._timer = QTimer(self, interval=_LOOK_EVERY)
        self._timer.timeout.connect(self._look_for_places)

    # layout

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(hairline())
        sides = QHBoxLayout()
        sides.setSpacing(0)
        sides.addLayout(self._left_side(), 1)
        sides.addWidget(self.card)
        column.addLayout(sides, 1)

    def _head(self) -> PageHead:
        return PageHead(_("Copias de seguridad"), self.leave)

    def _left_side(self) -> QVBoxLayout:
        whole = QVBoxLayout()
        whole.setContentsMargins(theme.MARGIN - theme.OVERHANG, 16, theme.MARGIN - theme.OVERHANG, theme.GAP)
        whole.setSpacing(0)
        side = QVBoxLayout()
        side.setContentsMargins(theme.OVERHANG, 0, theme.OVERHANG, 0)
        side.setSpacing(0)
        choice = QHBoxLayout()
        choice.setSpacing(theme.GAP)
        choice.addWidget(self.place_row)
        other = secondary_button(_("Otra carpeta…"), "folder")
        other.setObjectName("other_folder")
        other.clicked.connect(self._ask_folder)
        for button in (other, self.make_button):
            choice.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        choice.addStretch(1)
        side.addLayout(choice)
        self._warning = label("", "hint", wrap=True, name="place_warning")
        side.addSpacing(4)
        side.addWidget(self._warning)
        side.addSpacing(theme.GAP)
        side.addWidget(self.progress)
        side.addWidget(self.outcome)
        side.addSpacing(theme.GAP)
        self._table_title = label("", "section", wrap=True)
        side.addWidget(self._table_title)
        side.addSpacing(6)
        whole.addLayout(side)
        whole.addWidget(self.table, 1)
        self.empty_page = EmptyPage(
            "hard-drive",
            _("Todavía no hay ninguna copia"),
            _("La copia fuera de esta computadora es lo que queda si se malogra o la roban."),
            (
                _("Conecte la memoria USB; aparecerá sola."),
                _("Pulse «Hacer copia en USB» y espere a que diga que está hecha."),
                _("Retírela con seguridad, y que la guarde otra persona."),
            ),
            (),
        )
        whole.addWidget(self.empty_page, 1)
        self._show_rows([])
        return whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the buttons and what the copies hold come first."""
        narrow = self.width() < theme.scaled(theme.NARROW_WINDOW)
        self.card.setFixedWidth(theme.scaled(_NARROW_CARD if narrow else CARD_WIDTH))
        super().resizeEvent(event)

    # coming and going

    def open(self) -> None:
        """Shows itself over what is in sight."""
        self.desk.page_wanted.emit(self)
        run = running(self.desk)
        if run is not None:
            self._follow(run)
        self.load()
        self._timer.start()

    def leave(self) -> None:
        self._timer.stop()
        run = running(self.desk)
        if run is not None:
            run.is_watched = False
        self.left.emit()

    def load(self) -> None:
        """What the card says, where copies can go, and what is there."""
        self.desk.books.ask(copying.state, owner=self, then=self._show_state)
        self._look_for_places()

    def _show_state(self, state: CopyState) -> None:
        self.card.show_state(state)
        self.desk.copies_known.emit(state)

    # where

    def _look_for_places(self) -> None:
        other = str(QSettings().value(FOLDER_SETTING, ""))
        self.desk.books.ask(copying.places, Path(other) if other else None, owner=self, then=self._show_places)

    def _show_places(self, places: list[Place]) -> None:
        if places == self._places and self.place.values():
            return
        gone = {each.folder for each in self._places} - {each.folder for each in places}
        self._read -= gone  # plugged in again, it is read again
        self._places = places
        choices = [(each.folder, each.name) for each in places]
        self.place.set_choices(choices or [(None, _("No hay ninguna memoria USB conectada"))])
        self.place.setEnabled(bool(places))
        self._take_place()

    def _chosen(self) -> Place | None:
        return next((each for each in self._places if each.folder == self.place.value()), None)

    def _take_place(self) -> None:
        place = self._chosen()
        self.make_button.setEnabled(place is not None and running(self.desk) is None)
        self._warn(place)
        if place is None:
            self._show_rows([])
            self._table_title.setText("")
            return
        self._table_title.setText(_("Copias en «{name}»").format(name=place.name))
        self._list()

    def _warn(self, place: Place | None) -> None:
        words = ""
        if place is not None and place.is_same_disk:
            words = _(
                "Esta carpeta está en el mismo disco que los datos: si el disco falla, se pierde también la copia."
            )
        self._warning.setText(words)
        set_role(self._warning, "error" if words else "hint")
        self._warning.setVisible(bool(words))

    def _ask_folder(self) -> None:
        chooser = QFileDialog(self, _("Elija la memoria USB o la carpeta para la copia"))
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setOption(QFileDialog.Option.ShowDirsOnly)
        chooser.fileSelected.connect(self._take_folder)
        chooser.open()

    def _take_folder(self, folder: str) -> None:
        QSettings().setValue(FOLDER_SETTING, folder)
        self.desk.books.ask(copying.places, Path(folder), owner=self, then=lambda found: self._choose(found, folder))

    def _choose(self, places: list[Place], folder: str) -> None:
        self._show_places(places)
        if any(each.folder == Path(folder) for each in places):
            self.place.set_value(Path(folder))

    # what is there

    def _list(self) -> None:
        self._asked.deleteLater()
        self._asked = QObject(self)
        place = self._chosen()
        if place is not None:
            self.desk.books.ask(_copies, place.folder, owner=self._asked, then=self._show_copies)

    def _show_copies(self, found: list[FoundCopy]) -> None:
        self._show_rows(found)
        place = self._chosen()
        self.card.show_copies(found)
        if place is not None and any(each.is_ours for each in found) and place.folder not in self._read:
            self._read_again(place.folder)

    def _show_rows(self, found: list[FoundCopy]) -> None:
        self.model.show_rows([row_of(each) for each in found], False)
        self.table.setVisible(bool(found))
        self.empty_page.setVisible(not found)

    def _read_again(self, folder: Path) -> None:
        """The newest one that this book made is read whole, once each time the memory is plugged in."""
        if running(self.desk) is not None:
            return
        self._read.add(folder)
        self._reading = LongWork(self, self.desk.books, copying.read_again, folder)
        self._reading.done.connect(self._take_read)
        self._reading.refused.connect(lambda problem: self._say(problem.sentence, "error"))

    def _take_read(self, problem: str | None) -> None:
        self._reading = None
        if problem:
            self._say(problem, "error")
        elif problem is not None and self.outcome.isHidden():
            self._say(_("Se leyó otra vez la copia más nueva de esta memoria: está bien."), "secondary")
        self.desk.record_saved.emit()
        self.load()
        self._list()

    def _try_key(self) -> None:
        from ananea_desktop.ui.key_trial import KeyTrial

        newest = self.card.newest_sealed()
        if newest is not None:
            trial = KeyTrial(self, self.desk, newest)
            trial.tried.connect(self.load)
            trial.open()

    # making one

    def make(self) -> None:
        """Makes a copy where it was chosen."""
        place = self._chosen()
        if place is None or running(self.desk) is not None:
            return
        if self._reading is not None:
            self._reading.give_up()
            self._reading = None
        self._read.add(place.folder)
        run = CopyRun(self.desk, self.desk.books, copying.make_copy, place.folder)
        keep_told(self.desk, run, _after(place))
        self._follow(run)

    def _follow(self, run: CopyRun) -> None:
        self.outcome.hide()
        self.progress.follow(run)
        self.progress.show()
        self.make_button.setEnabled(False)
        run.done.connect(self._take)
        run.refused.connect(self._refuse)
        run.is_watched = True
        self.progress.cancel.setFocus()

    def _give_up(self) -> None:
        run = running(self.desk)
        if run is not None:
            run.setParent(None)
            run.give_up()
        self._end(
            _("Se dejó la copia a la mitad y no quedó nada de ella. Las copias anteriores están enteras."), "error"
        )

    def _take(self, copy: object) -> None:
        assert hasattr(copy, "path")
        words = _("Copia hecha, leída de nuevo y comprobada: {name}.").format(name=copy.path.name)
        place = next((each for each in self._places if each.folder == copy.path.parent), None)
        self._end(f"{words} {_after(place)}", "finished")

    def _refuse(self, problem: UserError) -> None:
        self._end(problem.sentence, "error")

    def _end(self, words: str, role: str) -> None:
        self.progress.hide()
        self._say(words, role)
        self.make_button.setEnabled(self._chosen() is not None)
        self.make_button.setFocus()
        self.load()
        self._list()

    def _say(self, words: str, role: str) -> None:
        self.outcome.setText(words)
        set_role(self.outcome, role)
        self.outcome.show()


def _after(place: Place | None) -> str:
    """What is to be done once the copy is there."""
    if place is not None and place.is_same_disk:
        return _("Está en el mismo disco que los datos: haga otra en una memoria USB.")
    return _("Ahora retire el USB con seguridad.")


def keep_told(desk: Desk, run: CopyRun, then: str) -> None:
    """Whoever left the page learns from the window how it ended."""

    def take(_copy: object) -> None:
        desk.said.emit(_("La copia está hecha y comprobada. {then}").format(then=then))
        desk.record_saved.emit()

    def refuse(problem: UserError) -> None:
        if not run.is_watched:
            desk.books.problem_met.emit(problem)

    run.done.connect(take)
    run.refused.connect(refuse)


def _copies(books: Books, folder: Path) -> list[FoundCopy]:
    return copying.copies_in(books, folder)


def open_copies(desk: Desk) -> None:
    """Shows the page over what is in sight."""
    CopiesPage(desk).open()
