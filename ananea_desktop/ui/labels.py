"""Texts and lines on a page. All text is shown literally: a name like ``<b>`` stays as it was typed."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ananea_desktop.ui import theme
from ananea_desktop.ui.painting import paint_text

LABEL_ROLES = (*theme.ROLES, "hint", "error", "finished")


def label(text: str, role: str = "text", *, wrap: bool = False, name: str = "") -> QLabel:
    """A text in one of ``LABEL_ROLES``; the style sheet dresses it. ``name`` becomes its objectName."""
    if role not in LABEL_ROLES:
        raise ValueError(role)
    result = QLabel(text)
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setProperty("role", role)
    result.setWordWrap(wrap)
    result.setObjectName(name)
    return result


def set_role(widget: QLabel, role: str) -> None:
    """Gives a label that is already shown another role."""
    widget.setProperty("role", role)
    repolish(widget)


def repolish(widget: QWidget) -> None:
    """Makes the style sheet look again at a widget whose properties changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def hairline() -> QFrame:
    """A line of one pixel across the page."""
    line = QFrame()
    line.setProperty("hairline", True)
    line.setFixedHeight(1)
    return line


class ElidedLabel(QWidget):
    """One line that shortens itself with … where there is no room, and then shows all of it as a tooltip."""

    def __init__(self, text: str = "", role: str = "text", token: str = "ink") -> None:
        super().__init__()
        self._role = role
        self._token = token
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def text(self) -> str:
        return self._text

    def set_text(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._tell_if_cut()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.text_width(self._text, self._role), theme.line_height() + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(40), self.sizeHint().height())

    def resizeEvent(self, event: object) -> None:
        self._tell_if_cut()

    def _tell_if_cut(self) -> None:
        cut = self.width() < theme.text_width(self._text, self._role) - 1
        self.setToolTip(literal_tip(self._text) if cut else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_text(painter, self.rect(), self._text, letters=theme.font(self._role), colour=theme.color(self._token))


def literal_tip(text: str) -> str:
    """A tooltip that shows the text as it is: Qt would read ``<b>`` in it as bold."""
    from html import escape

    return f"<span style='white-space:pre-wrap'>{escape(text)}</span>" if text else ""
