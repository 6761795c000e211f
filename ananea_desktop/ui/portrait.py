"""The photo of a person on the card, or the initials, and the way to another photo."""

from pathlib import Path

from PySide6.QtCore import QRect, QSize, QStandardPaths, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QSizePolicy, QWidget
from shiboken6 import isValid

from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import member_cards
from ananea_desktop.ui import theme
from ananea_desktop.ui.attaching import Adding, Outcome
from ananea_desktop.ui.attachments import RefusedDialog
from ananea_desktop.ui.cash_acts import pop_up
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.painting import paint_box, paint_ring, paint_text
from ananea_desktop.ui.slide_files import PHOTOS

_WIDTH, _HEIGHT = 72, 96


class Portrait(QAbstractButton):
    """A click asks for a photo; where there is one, whether another or none."""

    def __init__(self, desk: Desk, member_id: int, photo: bytes | None, initials: str) -> None:
        super().__init__()
        self._desk, self._member_id = desk, member_id
        self._picture = QPixmap()
        if photo is not None:
            self._picture.loadFromData(photo)
        self._initials = initials
        self.setObjectName("portrait")
        self._may_change = desk.may(Right.RECORDS)
        words = _("Poner foto") if photo is None else _("Foto: cambiarla o quitarla")
        if not self._may_change:
            words = _("Sin foto") if photo is None else _("Foto")
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if not self._may_change:
            self.setEnabled(False)
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            return
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(lambda: self.choose() if photo is None else self._offer())

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(_WIDTH), theme.scaled(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = self.rect()
        shape = QPainterPath()
        shape.addRoundedRect(box, theme.RADIUS, theme.RADIUS)
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(box, theme.color("track"))
        if not self._picture.isNull():
            size = self._picture.size().scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
            whole = QRect(box.topLeft(), size)
            whole.moveCenter(box.center())
            whole.moveTop(box.top() - (size.height() - box.height()) // 4)
            painter.drawPixmap(whole, self._picture)
        painter.restore()
        if self._picture.isNull():
            self._paint_initials(painter, box)
        paint_box(painter, box, edge=theme.color("edge" if self.underMouse() else "line"))
        if self.hasFocus():
            paint_ring(painter, box)

    def _paint_initials(self, painter: QPainter, box: QRect) -> None:
        letters = theme.font("amount")
        width = theme.text_width(self._initials, "amount")
        below = theme.line_height() if self._may_change else 0
        upper = box.adjusted((box.width() - width) // 2, 0, 0, -below)
        paint_text(painter, upper, self._initials, letters=letters, colour=theme.color("ink2"), elide=False)
        if not self._may_change:
            return
        words, small = _("Poner foto"), theme.font("secondary")
        width = theme.text_width(words, "secondary")
        lower = box.adjusted((box.width() - width) // 2, box.height() - theme.line_height() - 8, 0, -4)
        paint_text(painter, lower, words, letters=small, colour=theme.color("ink2"), elide=False)

    def _offer(self) -> None:
        entries = (("change_photo", N_("Cambiar foto…"), self.choose), ("no_photo", N_("Quitar foto"), self._take_off))
        pop_up(self, entries)

    def choose(self) -> None:
        """Asks for a photo of the disk or a USB stick."""
        pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        chooser = QFileDialog(self, _("Elija la foto"), pictures)
        chooser.setNameFilters([_("Fotos ({endings})").format(endings=PHOTOS), _("Todos los archivos (*)")])
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.fileSelected.connect(lambda name: self.put(Path(name)))
        chooser.open()

    def put(self, path: Path) -> None:
        """Looks into the file, turns and reduces it, and makes it the photo."""
        window, desk = self.window(), self._desk
        adding = Adding(desk.books, window, ("members", self._member_id), [path], member_cards.keep_photo)
        adding.finished.connect(lambda outcome: _take_outcome(window, desk, outcome))
        adding.start()

    def _take_off(self) -> None:
        self._desk.books.ask(
            member_cards.choose_photo,
            self._member_id,
            None,
            owner=self._desk,
            then=lambda _none: _say(self._desk, _("Se quitó la foto. Sigue en los adjuntos.")),
        )


def _take_outcome(window: QWidget, desk: Desk, outcome: Outcome) -> None:
    if outcome.refused and isValid(window):
        RefusedDialog(window, outcome).open()
    if outcome.ids:
        _say(desk, _("Se puso la foto."))


def _say(desk: Desk, sentence: str) -> None:
    desk.said.emit(sentence)
    desk.record_saved.emit()
