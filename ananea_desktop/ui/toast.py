"""One sentence at the bottom left, on the status strip, that says what was just done and goes by itself. No errors."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ananea_desktop.ui import theme
from ananea_desktop.ui.painting import paint_box, paint_text

SECONDS = 6
_PADDING = 16
_ABOVE_BOTTOM = 12


class Toast(QWidget):
    """Covers the window's status strip, on which there is nothing to press; without one it stands over the page,
    and lets clicks through."""

    def __init__(self, page: QWidget, strip: QWidget | None = None) -> None:
        super().__init__(page)
        self._sentence = ""
        self._page = page
        self._strip = strip
        self._timer = QTimer(self, singleShot=True, interval=SECONDS * 1000)
        self._timer.timeout.connect(self.hide)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        (strip or page).installEventFilter(self)
        theme.on_change(self._place)
        self.hide()

    def say(self, sentence: str) -> None:
        """Shows a sentence for six seconds, in place of the one before, and has it read aloud."""
        self._sentence = sentence
        self.setAccessibleName(sentence)
        self._place()
        self.show()
        self.raise_()
        self.update()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def text(self) -> str:
        return self._sentence

    def sizeHint(self) -> QSize:
        return QSize(theme.text_width(self._sentence) + 2 * _PADDING, theme.line_height() + 24)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        size = self.sizeHint()
        width = max(0, min(size.width(), self._page.width() - 2 * theme.MARGIN))
        if self._strip is not None:
            self.setGeometry(theme.MARGIN, self._strip.y(), width, self._strip.height())
        else:
            self.setGeometry(theme.MARGIN, self._page.height() - size.height() - _ABOVE_BOTTOM, width, size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(painter, self.rect(), fill=theme.color("ink"))
        box = self.rect().adjusted(_PADDING, 0, -_PADDING, 0)
        paint_text(painter, box, self._sentence, letters=theme.font(), colour=theme.color("bg"))
