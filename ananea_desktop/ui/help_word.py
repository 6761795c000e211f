"""The «?» beside a hard word, and the calm card that says what it means."""

from typing import Protocol, cast, runtime_checkable

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from ananea_desktop.domain.language import SPANISH, _, current_language
from ananea_desktop.ui import theme
from ananea_desktop.ui.icons import paint_icon
from ananea_desktop.ui.labels import label, literal_tip
from ananea_desktop.ui.painting import paint_ring

_WIDTH = 400
_WORD = "helpWord"


@runtime_checkable
class HasManual(Protocol):
    """A window that can show the manual; a dialog over it cannot, and then only tells the word."""

    def open_manual(self, place: str) -> None: ...


class HelpButton(QAbstractButton):
    """A «?» as high as a line of text. Beside a field it is passed by, for Shift+F1 in the field does the same."""

    def __init__(self, word: str, shown: str, *, takes_focus: bool) -> None:
        """``word``: the section of the glossary; ``shown``: the word as it stands beside the button."""
        super().__init__()
        self.word = word
        self.setObjectName(f"help_{word}")
        name = _("¿Qué significa «{word}»?").format(word=shown)
        self.setAccessibleName(name)
        self.setToolTip(literal_tip(name if takes_focus else _("{name} (Shift+F1)").format(name=name)))
        self.setCursor(Qt.CursorShape.WhatsThisCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if takes_focus else Qt.FocusPolicy.NoFocus)
        self.clicked.connect(lambda: show_word(self, self.word))

    def sizeHint(self) -> QSize:
        side = theme.line_height()
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = theme.small_icon_size()
        box = QRect(0, 0, side, side)
        box.moveCenter(self.rect().center())
        colour = theme.color("gold_text" if self.underMouse() or self.hasFocus() else "ink2")
        paint_icon(painter, "question", box, colour)
        if self.hasFocus():
            paint_ring(painter, self.rect())


class WordCard(QFrame):
    """What a word means, over the page; Esc or a click elsewhere takes it away."""

    def __init__(self, owner: QWidget, word: str) -> None:
        from ananea_desktop.documents.manual_text import HEADING
        from ananea_desktop.operations import manual
        from ananea_desktop.ui.buttons import link_button

        super().__init__(owner.window(), Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("wordCard")
        self._owner = owner
        section = manual.word(word)
        self.setAccessibleName(section.title)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(8, 16, 8, 8)
        outer.setSpacing(6)
        column = QVBoxLayout()
        column.setContentsMargins(theme.OVERHANG, 0, theme.OVERHANG, 0)
        column.setSpacing(8)
        outer.addLayout(column)
        column.addWidget(label(section.title, "section"))
        for block in section.blocks:
            if block.kind != HEADING and not any(run.link for run in block.runs):
                column.addWidget(label(block.words, wrap=True))
        if current_language() != SPANISH:
            column.addWidget(label(_("El manual está solo en castellano."), "secondary"))
        self.more = link_button(_("Leer más en el manual"), "book-open")
        self.more.setObjectName("read_more")
        self.more.clicked.connect(lambda: self._read_more(word))
        self.more.setVisible(isinstance(owner.window(), HasManual))
        outer.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFixedWidth(theme.scaled(_WIDTH))
        self.adjustSize()

    def _read_more(self, word: str) -> None:
        """Where the manual tells what is done with it."""
        from ananea_desktop.operations import manual

        window = cast(HasManual, self._owner.window())
        self.close()
        window.open_manual(manual.place_of_word(word))

    def open_under(self, anchor: QWidget) -> None:
        """Below what is explained, and wholly on its screen."""
        self.setFixedHeight(self.heightForWidth(self.width()) if self.hasHeightForWidth() else self.sizeHint().height())
        corner = anchor.mapToGlobal(QPoint(0, anchor.height() + 4))
        room = anchor.screen().availableGeometry()
        x = max(room.left(), min(corner.x(), room.right() - self.width()))
        y = corner.y()
        if y + self.height() > room.bottom():
            y = max(room.top(), anchor.mapToGlobal(QPoint(0, 0)).y() - self.height() - 4)
        self.move(x, y)
        self.show()
        self.more.setFocus()


def show_word(anchor: QWidget, word: str) -> WordCard:
    """Opens the card of a word under a widget."""
    card = WordCard(anchor, word)
    card.open_under(anchor)
    return card


def explain(widget: QWidget, word: str) -> None:
    """Shift+F1 in a widget, or in what stands in it, opens the card of a word."""
    widget.setProperty(_WORD, word)


def show_word_of(widget: QWidget | None) -> bool:
    """Opens the card for the word that explains a widget, if one does."""
    seen = widget
    while seen is not None and not seen.property(_WORD):
        seen = seen.parentWidget()
    if seen is None or widget is None:
        return False
    show_word(widget, seen.property(_WORD))
    return True
