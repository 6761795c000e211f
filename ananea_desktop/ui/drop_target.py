"""A place where files and pictures can be dropped, and the sign that it is one."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ananea_desktop.domain.language import _
from ananea_desktop.ui import theme
from ananea_desktop.ui.attaching import Source, sources_in
from ananea_desktop.ui.icons import paint_icon

Take = Callable[[Sequence[Source]], None]


class DropTarget(QObject):
    """Lets files and pictures be dropped on an area, and says so while they are held over it.

    ``taker`` gives who takes them now, or None while nobody does.
    """

    def __init__(self, area: QWidget, taker: Callable[[], Take | None], words: str = "") -> None:
        """``words`` stand on the area while something is held over it."""
        super().__init__(area)
        self._taker = taker
        self._hint = _DropHint(area, words or _("Suelte aquí para adjuntar"))
        area.setAcceptDrops(True)
        area.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DragLeave:
            self._hint.hide()
            return True
        if not isinstance(event, QDropEvent):  # entering and moving are kinds of it
            return False
        sources = sources_in(event.mimeData())
        take = self._taker()
        if not sources or take is None:
            event.ignore()
            return True
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() == QEvent.Type.DragEnter:
            self._hint.cover()
        elif event.type() == QEvent.Type.Drop:
            self._hint.hide()
            take(sources)
        return True


class _DropHint(QWidget):
    """Covers the area while something is held over it."""

    def __init__(self, area: QWidget, words: str) -> None:
        super().__init__(area)
        self._area = area
        self._words = words
        self.setObjectName("drop_hint")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def cover(self) -> None:
        self.setGeometry(self._area.rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.color("gold_soft"))
        painter.setPen(QPen(theme.color("bar"), 2, Qt.PenStyle.DashLine))
        inner = self.rect().adjusted(14, 14, -14, -14)
        painter.drawRoundedRect(inner, theme.RADIUS, theme.RADIUS)
        side = theme.scaled(44)
        icon = QRect(0, 0, side, side)
        icon.moveCenter(inner.center())
        icon.translate(0, -side // 2)
        paint_icon(painter, "paperclip", icon, theme.color("bar"))
        painter.setFont(theme.font("section"))
        painter.setPen(theme.color("ink"))
        words = QRect(inner.left() + 12, icon.bottom() + 12, inner.width() - 24, theme.line_height() * 3)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(words, int(flags), self._words)
