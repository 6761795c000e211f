"""A picture as large as its place allows; a click shows it dot by dot, to read an invoice, and it can be dragged."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ananea_desktop.domain.language import _
from ananea_desktop.ui import theme
from ananea_desktop.ui.painting import paint_ring

_MARGIN = 16
MOST_ENLARGED = 2.0
"""A small picture is not blown up beyond this."""
READING_ZOOM = 2.5
"""How much closer than fitted a click goes, at least."""


class PictureView(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._picture = QPixmap()
        self._is_close = False
        self._middle = QPoint()
        self._pressed: QPoint | None = None
        self._was_dragged = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(200, 160)
        self.setToolTip(_("Clic: ver de cerca"))

    def show_picture(self, image: bytes, name: str) -> None:
        self._picture = QPixmap()
        self._picture.loadFromData(image)
        self._is_close = False
        self.setAccessibleName(_("Foto: {name}").format(name=name))
        self._say_cursor()
        self.update()

    @property
    def is_close(self) -> bool:
        return self._is_close

    def toggle_close(self, place: QPoint | None = None) -> None:
        """Comes closer at a place of the view (its middle where none is given), or goes back."""
        if self._picture.isNull():
            return
        box, place = self._box(), place or self.rect().center()
        self._is_close = not self._is_close
        if self._is_close:
            part = (place.x() - box.x()) / box.width(), (place.y() - box.y()) / box.height()
            closer = self._size()
            self._middle = QPoint(round(closer[0] * (part[0] - 0.5)), round(closer[1] * (part[1] - 0.5)))
            self._keep_inside()
        self._say_cursor()
        self.update()

    def _fit(self) -> float:
        room = self.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        fit = min(room.width() / self._picture.width(), room.height() / self._picture.height())
        return min(fit, MOST_ENLARGED)

    def _size(self) -> tuple[int, int]:
        scale = max(self._fit() * READING_ZOOM, 1.0) if self._is_close else self._fit()
        return max(1, round(self._picture.width() * scale)), max(1, round(self._picture.height() * scale))

    def _box(self) -> QRect:
        box = QRect(0, 0, *self._size())
        box.moveCenter(self.rect().center() - (self._middle if self._is_close else QPoint()))
        return box

    def _keep_inside(self) -> None:
        width, height = self._size()
        most_x = max(0, (width - self.width()) // 2 + _MARGIN)
        most_y = max(0, (height - self.height()) // 2 + _MARGIN)
        self._middle.setX(min(most_x, max(-most_x, self._middle.x())))
        self._middle.setY(min(most_y, max(-most_y, self._middle.y())))

    def _say_cursor(self) -> None:
        self.setCursor(Qt.CursorShape.OpenHandCursor if self._is_close else Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()
        self._was_dragged = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or not self._is_close:
            return
        moved = event.position().toPoint() - self._pressed
        if self._was_dragged or moved.manhattanLength() > 6:
            self._was_dragged = True
            self._pressed = event.position().toPoint()
            self._middle -= moved
            self._keep_inside()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None and not self._was_dragged:
            self.toggle_close(event.position().toPoint())
        self._pressed = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.toggle_close()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("desk"))
        if not self._picture.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(self._box(), self._picture)
        if self.hasFocus():
            paint_ring(painter, self.rect())
