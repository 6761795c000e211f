"""Texts and lines on a page. All text is shown literally: a name like ``<b>`` stays as it was typed."""

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QWidget

from ananea_desktop.ui import theme

LABEL_ROLES = (*theme.ROLES, "hint", "error", "finished")
_LONG_WORD = re.compile(r"\S{31,}")
_MAY_BREAK = "\u200b"
"""A space without width: a line may end there."""


class _WrappedLabel(QLabel):
    """Breaks a word longer than its line, for which Qt would widen the page; what can be copied stays as it is."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setText(text)

    def setText(self, text: str) -> None:
        self._text = text
        self._show()

    def text(self) -> str:
        return self._text

    def setTextInteractionFlags(self, flags: Qt.TextInteractionFlag) -> None:
        super().setTextInteractionFlags(flags)
        self._show()

    def _show(self) -> None:
        copied = self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
        shown = self._text if copied else _LONG_WORD.sub(lambda word: _MAY_BREAK.join(word[0]), self._text)
        super().setText(shown)


def label(text: str, role: str = "text", *, wrap: bool = False, name: str = "") -> QLabel:
    """A text in one of ``LABEL_ROLES``; the style sheet dresses it. ``name`` becomes its objectName."""
    if role not in LABEL_ROLES:
        raise ValueError(role)
    result = _WrappedLabel(text) if wrap else QLabel(text)
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setProperty("role", role)
    result.setObjectName(name)
    return result


def title_with_help(title: QLabel, row: QBoxLayout) -> None:
    """Puts a title into a row, and its «?» where it is a hard word (domain.help_words)."""
    from ananea_desktop.domain.help_words import word_of  # a title stands on the first page, and hardly ever a «?»

    row.addWidget(title)
    if word := word_of(title.text()):
        from ananea_desktop.ui.help_word import HelpButton

        row.addWidget(HelpButton(word, title.text(), takes_focus=True))


def set_role(widget: QLabel, role: str) -> None:
    """Gives a label that is already shown another role."""
    if widget.property("role") == role:
        return
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
    from html import escape

    return f"<span style='white-space:pre-wrap'>{escape(text)}</span>" if text else ""
