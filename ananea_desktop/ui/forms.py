"""A form's rows: label, field and message on one line; and the strip that counts what is wrong."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from ananea_desktop.domain.help_words import word_of
from ananea_desktop.domain.language import _
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import link_button
from ananea_desktop.ui.fields import FIELD_WIDTH, mark_invalid
from ananea_desktop.ui.help_word import HelpButton, explain, show_word_of
from ananea_desktop.ui.icons import IconLabel
from ananea_desktop.ui.labels import label, set_role
from ananea_desktop.ui.painting import paint_box

LABEL_WIDTH = 188
_AFTER_LABEL = 16
# What is left of a window of 1200 between its margins; under it the message goes below its field.
_WIDE = 1200 - 2 * theme.MARGIN


def field_inset() -> int:
    """Where the fields begin, right of their labels."""
    return theme.scaled(LABEL_WIDTH) + _AFTER_LABEL


class Message(QWidget):
    """What is said about a field: an icon and a sentence, an error or a hint. Takes no room while empty."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.INSIDE)
        self._icon = IconLabel("info")
        self._words = label("", "hint", wrap=True)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.hide()

    def text(self) -> str:
        return self._words.text()

    def say(self, sentence: str, *, error: bool) -> None:
        self._words.setText(sentence)
        set_role(self._words, "error" if error else "hint")
        self._icon.set_icon("warning-circle" if error else "info", "bad" if error else "ink2")
        self.setVisible(bool(sentence))


class FormRow(QWidget):
    """One field with its label and its message.

    The label stands left and the message right of the field, or below it where the row is narrow; ``stacked`` puts
    the label above the field and the message below it, as on the receipt. ``optional`` fields say so. A label that is
    a hard word (domain.help_words) gets a «?»; Shift+F1 in the field opens it too.
    """

    def __init__(
        self,
        text: str,
        field: QWidget,
        *,
        hint: str = "",
        optional: bool = False,
        stacked: bool = False,
        word: str = "",
    ) -> None:
        """``word``: the section of the glossary that explains it, where it is not the one its label has."""
        super().__init__()
        self.field = field
        self._hint = hint
        self._problem = ""
        self._stacked = stacked
        self._is_optional = optional
        self._beside: bool | None = None
        caption = _("{label} (opcional)").format(label=text) if optional else text
        self._label = label(caption.replace("&", "&&"), "secondary" if stacked else "text", wrap=not stacked)
        self._label.setBuddy(field)
        word = word or word_of(text)
        self._help = HelpButton(word, text, takes_focus=False) if word else None
        explain(self, word)
        field.setAccessibleName(caption)
        self._message = Message()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(4)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._arrange(beside=False)
        theme.on_change(self._measure)
        self._show_message()

    def set_beside(self, after: QWidget, label_width: int) -> None:
        """One line in place of a stack: the label, the field, and ``after``; the message has the whole width below."""
        for part in (self._label, self.field, self._message):
            self._grid.removeWidget(part)
        if self._help is not None:
            self._help.hide()  # there is no room for it on one line; its keys do the same
        self._label.setFixedWidth(label_width)
        self._label.setWordWrap(True)  # a long name is read to its end: there stands the size
        self._grid.setHorizontalSpacing(theme.INSIDE)
        self._grid.addWidget(self._label, 0, 0)
        self._grid.addWidget(self.field, 0, 1)
        self._grid.addWidget(after, 0, 2)
        self._grid.addWidget(self._message, 1, 0, 1, 4)
        self._grid.setColumnStretch(3, 1)

    def hide_caption(self) -> None:
        """For a field whose label stands over its column; it keeps its accessible name."""
        self._label.hide()
        if self._help is not None:
            self._help.hide()

    def set_caption(self, text: str) -> None:
        """Gives the field another label."""
        if self._is_optional:
            text = _("{label} (opcional)").format(label=text)
        self._label.setText(text.replace("&", "&&"))
        self.field.setAccessibleName(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shift+F1 in a dialog; in the window they are the keys of its menu, which does the same."""
        asked = event.key() == Qt.Key.Key_F1 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if not asked or not show_word_of(self.field):
            super().keyPressEvent(event)

    def problem(self) -> str:
        """The error shown; empty where there is none."""
        return self._problem

    def set_problem(self, sentence: str) -> None:
        """Shows an error beside the field, or with an empty sentence takes it away."""
        self._problem = sentence
        mark_invalid(self.field, bool(sentence))
        self._show_message()

    def set_hint(self, sentence: str) -> None:
        self._hint = sentence
        self._show_message()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._stacked:
            beside = self.width() >= theme.scaled(_WIDE)
            if beside != self._beside:
                self._arrange(beside=beside)

    def _show_message(self) -> None:
        self._message.say(self._problem or self._hint, error=bool(self._problem))
        self.field.setAccessibleDescription(self._problem or self._hint)

    def _arrange(self, *, beside: bool) -> None:
        self._beside = beside
        for part in (self._label, self.field, self._message, *filter(None, (self._help,))):
            self._grid.removeWidget(part)
        if self._help is not None:  # in the cell of the label, at its right end
            above = Qt.AlignmentFlag.AlignVCenter if self._stacked else Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(self._help, 0, 0, Qt.AlignmentFlag.AlignRight | above)
        if self._stacked:
            self._grid.addWidget(self._label, 0, 0)
            self._grid.addWidget(self.field, 1, 0)
            self._grid.addWidget(self._message, 2, 0)
            return
        # The label stands at the height of the field's text, also beside a field of several lines.
        self._grid.addWidget(self._label, 0, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(self.field, 0, 1, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        if beside:
            self._grid.addWidget(self._message, 0, 3, Qt.AlignmentFlag.AlignTop)
        else:
            self._grid.addWidget(self._message, 1, 1, 1, 3)
        self._grid.setColumnStretch(3, 1)
        self._measure()

    def _measure(self) -> None:
        if self._stacked:
            return
        help_room = 0
        if self._help is not None:
            self._help.setFixedSize(theme.line_height() + _AFTER_LABEL // 2, theme.control_height())
            help_room = theme.line_height()
        self._label.setFixedWidth(theme.scaled(LABEL_WIDTH) + _AFTER_LABEL // 2 - help_room)
        self._label.setMinimumHeight(theme.control_height())
        self._grid.setColumnMinimumWidth(0, field_inset())
        self.field.setMaximumWidth(theme.scaled(FIELD_WIDTH))
        self._grid.setColumnMinimumWidth(2, 18 if self._beside else 0)
        inset = (theme.control_height() - theme.line_height()) // 2 if self._beside else 0
        self._message.setContentsMargins(0, inset, 0, 0)


class AlertStrip(QWidget):
    """What must be mended before saving, on top of a form, with the way to the next field (F8); elsewhere with another
    way, or none."""

    next_wanted = Signal()

    def __init__(self, link: str | None = None) -> None:
        """``link``: the words of the way, where it is not to the next field; empty where there is none."""
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._words = label("", wrap=True)
        self._next = link_button(_("Ir al siguiente"), shortcut="F8") if link is None else link_button(link)
        if link == "":
            self._next.hide()
        self._next.clicked.connect(self.next_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(15, 4, 6, 4)
        row.setSpacing(13)
        row.addWidget(IconLabel("warning-circle", "bad"))
        row.addWidget(self._words, 1)
        row.addWidget(self._next)
        self.hide()

    def say(self, sentence: str) -> None:
        """Shows the strip with a sentence; an empty one hides it."""
        self._words.setText(sentence)
        self.setVisible(bool(sentence))

    def text(self) -> str:
        return self._words.text()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, theme.link_height() + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(painter, self.rect(), fill=theme.color("bad_soft"))
