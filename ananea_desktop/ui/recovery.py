"""Where a copy is put back from: in the window, and in its stead where the data file does not open."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from ananea_desktop.domain.errors import AlreadyOpen, NewerFile, NotWritable, UserError
from ananea_desktop.domain.language import _
from ananea_desktop.operations import restoring
from ananea_desktop.operations.books import Clock, system_clock
from ananea_desktop.operations.restoring import Entry, Prepared
from ananea_desktop.ui.buttons import secondary_button
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import tell
from ananea_desktop.ui.forms import AlertStrip
from ananea_desktop.ui.restore_page import RestorePage


class _Open:
    """With the file in use, which says itself what the copy does not know."""

    is_open = True

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.data_file = desk.books.books.file.path

    def lost(self, prepared: Prepared, then: Callable[[list[Entry]], object]) -> None:
        self._desk.books.ask(restoring.lost, prepared, owner=self._desk, then=then)

    def decide(
        self,
        prepared: Prepared,
        reason: str,
        page: RestorePage,
        then: Callable[[str], object],
    ) -> None:
        from ananea_desktop.ui.second_person import ask_with_second_person

        ask_with_second_person(
            page,
            self._desk,
            restoring.decide,
            prepared,
            reason,
            owner=self._desk,
            then=then,
            refused=page.refuse,
            not_granted=page.give_up,
        )


class _Closed:
    """With a file that does not open, or none: its diary and what can be read of it tell."""

    is_open = False

    def __init__(self, data_file: Path, user: str, clock: Clock) -> None:
        self.data_file = data_file
        self._user = user
        self._clock = clock

    def lost(self, prepared: Prepared, then: Callable[[list[Entry]], object]) -> None:
        then(prepared.beyond)

    def decide(
        self,
        prepared: Prepared,
        reason: str,
        page: RestorePage,
        then: Callable[[str], object],
    ) -> None:
        try:
            kept = restoring.decide_closed(self.data_file, prepared, reason, self._user, self._clock)
        except UserError as problem:
            page.refuse(problem)
        else:
            then(kept)


def open_restore(desk: Desk) -> RestorePage:
    """The page over what is in sight."""
    page = RestorePage(
        _Open(desk),
        _("Recuperar una copia"),
        _(
            "Una copia vuelve a poner todo como estaba el día en que se hizo. El archivo actual no se borra: se guarda"
            " aparte, con su diario."
        ),
        _("Volver"),
    )
    page.decided.connect(desk.restart_wanted)
    desk.page_wanted.emit(page)
    page.load()
    return page


class RecoveryWindow(QMainWindow):
    """In place of the window, where the data file does not open: what is wrong, the copies, and the way out.

    ``answered`` when it is done with: ``said`` then has the sentence for afterwards, or is empty where nothing was put
    back; ``looks_only`` where the file is to be opened only to be looked at.
    """

    answered = Signal()

    def __init__(self, data_file: Path, problem: str, user: str, clock: Clock = system_clock) -> None:
        super().__init__()
        self.said = ""
        self.looks_only = False
        self.setWindowTitle(_("Ananea: tesorería de la cooperativa"))
        self.setMinimumSize(900, 540)
        self.resize(1100, 640)
        alert = AlertStrip("")
        alert.say(problem)
        alert.setObjectName("why_not_open")
        self.page = RestorePage(
            _Closed(data_file, user, clock),
            _("El archivo de datos no se puede abrir"),
            _(
                "No se cambió nada, y nada se borra. Elija la copia más nueva: se comprueba antes de usarla, y el"
                " archivo que no se abre queda guardado aparte con su diario."
            ),
            "",
        )
        self.page.decided.connect(self._take)
        look = secondary_button(_("Abrir solo para mirar"), "eye")
        look.setObjectName("look_only")
        look.clicked.connect(self._look)
        leave = secondary_button(_("Salir"), shortcut="Esc")
        leave.setObjectName("leave")
        leave.clicked.connect(self.close)
        self.page.buttons.addWidget(look)
        self.page.buttons.addWidget(leave)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(alert)
        column.addWidget(self.page, 1)
        self.setCentralWidget(whole)
        self.page.load()

    def _take(self, said: str) -> None:
        self.said = said
        self.close()

    def _look(self) -> None:
        self.looks_only = True
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.page.leave()
        event.accept()
        self.answered.emit()


def recover(app: QApplication, data_file: Path, problem: UserError, user: str) -> tuple[str, bool] | None:
    """What to do about a data file that does not open: a sentence for afterwards where a copy takes its place, and
    whether it is opened only to be looked at; None where the person leaves."""
    if isinstance(problem, AlreadyOpen | NewerFile) or (isinstance(problem, NotWritable) and not data_file.exists()):
        message = tell(None, _("No se puede abrir el archivo de datos"), problem.sentence)
        message.finished.connect(lambda _result: app.quit())
        app.exec()
        return None
    window = RecoveryWindow(data_file, problem.sentence, user)
    window.answered.connect(app.quit)
    window.show()
    app.exec()
    return (window.said, window.looks_only) if window.said or window.looks_only else None


def wrong_banner(look: Callable[[], object]) -> AlertStrip:
    """Over the tabs, where the check found something: what to do, and the way to what it found."""
    banner = AlertStrip(_("Ver qué pasa"))
    banner.setObjectName("wrong_data")
    banner.next_wanted.connect(look)
    banner.say(_("La comprobación encontró algo que no está bien. No siga anotando: vea qué es y pida ayuda."))
    return banner


def only_looking_banner() -> AlertStrip:
    """Over the tabs, as long as nothing is saved."""
    banner = AlertStrip("")
    banner.setObjectName("only_looking")
    banner.say(
        _(
            "Abierto solo para mirar: no se guarda nada de lo que se escriba. Lo último antes de un corte de luz puede"
            " no verse."
        )
    )
    return banner
