"""One sentence at the bottom left that says what was just done, and goes by itself. Never for errors."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ananea_desktop.ui import theme
from ananea_desktop.ui.painting import paint_box, paint_text

SECONDS = 6
_PADDING = 16
_ABOVE_STRIP = 12


class Toast(QWidget):
    """Belongs to the page it covers (the window without its status strip), and lets clicks through."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._sentence = ""
        self._page = page
        self._timer = QTimer(self, singleShot=True, interval=SECONDS * 1000)
        self._timer.timeout.connect(self.hide)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        page.installEventFilter(self)
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
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        size = self.sizeHint()
        width = min(size.width(), self._page.width() - 2 * theme.MARGIN)
        self.setGeometry(theme.MARGIN, self._page.height() - size.height() - _ABOVE_STRIP, max(0, width), size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(painter, self.rect(), fill=theme.color("ink"))
        box = self.rect().adjusted(_PADDING, 0, -_PADDING, 0)
        paint_text(painter, box, self._sentence, letters=theme.font(), colour=theme.color("bg"))
