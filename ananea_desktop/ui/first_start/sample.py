"""Trying the program with invented data, in another file: how it is made, and how one knows that one is in it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ananea_desktop import paths
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import _
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import primary_button, secondary_button
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import Dialog
from ananea_desktop.ui.forms import Message
from ananea_desktop.ui.icons import IconLabel
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.painting import paint_box
from ananea_desktop.ui.progress_line import ProgressLine
from ananea_desktop.ui.sample_maker import SampleMaker


class SampleStarter(QWidget):
    """Makes the file beside the data file, telling how far it is. ``made`` gives it; ``ended`` where none is made."""

    made = Signal(object)
    ended = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._maker: SampleMaker | None = None
        self.progress = ProgressLine()
        self.progress.given_up.connect(self.give_up)
        self._problem = Message()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.progress)
        column.addWidget(self._problem)

    def begin(self) -> None:
        self._problem.say("", error=False)
        self._tell(0, 0)
        self.progress.button.setFocus()
        self._maker = SampleMaker(self, paths.sample_file(self._desk.books.books.file.path))
        self._maker.told.connect(self._tell)
        self._maker.made.connect(self._take)
        self._maker.refused.connect(self._refuse)
        self._maker.begin()

    def give_up(self) -> None:
        """Nothing of what was begun stays."""
        if self._maker is not None:
            self._maker.give_up()
            self._end()

    def _tell(self, done: int, whole: int) -> None:
        self.progress.show_progress(_("Preparando los datos de muestra…"), done, whole)

    def _take(self, path: Path) -> None:
        self._maker = None
        self.made.emit(path)

    def _refuse(self, problem: UserError) -> None:
        self._end()
        self._problem.say(problem.sentence, error=True)

    def _end(self) -> None:
        self._maker = None
        self.progress.hide()
        self.ended.emit()


class SampleDialog(Dialog):
    """From the menu; ``go`` is given the file."""

    def __init__(self, parent: QWidget, desk: Desk, go: Callable[[Path], object]) -> None:
        super().__init__(parent, _("¿Probar con datos de muestra?"))
        self.setObjectName("sample_dialog")
        self._go = go
        self.add_sentence(
            _(
                "Se abre otro archivo con personas y dinero inventados, para aprender sin miedo. Lo suyo no se toca: se"
                " vuelve a ello con el botón «Trabajar de verdad», arriba."
            )
        )
        self.starter = SampleStarter(desk)
        self.starter.made.connect(self._take)
        self.starter.ended.connect(self._stay)
        self.content.addWidget(self.starter)
        self.add_button(secondary_button(_("Ahora no"), shortcut="Esc"), self.reject)
        self.open_button = self.add_button(primary_button(_("Abrir la muestra"), "eye"), self._begin)
        self.open_button.setObjectName("open_sample")
        self.open_button.setFocus()
        self.finished.connect(lambda _result: self.starter.give_up())

    def _begin(self) -> None:
        self.open_button.setEnabled(False)
        self.starter.begin()
        self.fit()

    def _stay(self) -> None:
        self.open_button.setEnabled(True)
        self.fit()

    def _take(self, path: Path) -> None:
        self.accept()
        self._go(path)


class SampleBanner(QWidget):
    """Over the tabs, as long as one is in the invented data, with the one way out of them."""

    def __init__(self, leave: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("sample_banner")
        words = label(_("Está probando con datos de muestra: nada de esto es de verdad ni toca lo suyo."), wrap=True)
        button = secondary_button(_("Trabajar de verdad"), "arrow-left")
        button.setObjectName("leave_sample")
        button.clicked.connect(lambda: leave())
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.MARGIN, 6, theme.MARGIN, 6)
        row.setSpacing(theme.GAP)
        row.addWidget(IconLabel("eye"))
        row.addWidget(words, 1)
        row.addWidget(button)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, theme.control_height() + 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(painter, self.rect(), fill=theme.color("gold_soft"), radius=0)
