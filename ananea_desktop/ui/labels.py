"""Texts and lines on a page. All text is shown literally: a name like ``<b>`` stays as it was typed."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from ananea_desktop.ui import theme

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


def literal_tip(text: str) -> str:
    """A tooltip that shows the text as it is: Qt would read ``<b>`` in it as bold."""
    return f"<span style='white-space:pre-wrap'>{escape(text)}</span>" if text else ""
