"""The card at the right of a table: title, amount, facts, and lists of papers, attachments and changes."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import LINK, Button, MenuEntry, link_button
from ananea_desktop.ui.icons import paint_icon
from ananea_desktop.ui.labels import label, literal_tip, title_with_help
from ananea_desktop.ui.painting import paint_box, paint_ring, paint_text

CARD_WIDTH = 440
NARROW_CARD_WIDTH = 404
_CAPTION_WIDTH = 126
_REACH = theme.OVERHANG


class Card(QScrollArea):
    """A panel that scrolls. What is added stands in by 24; lines and links may reach 12 further when focused."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._page = QWidget()
        self._page.setProperty("surface", "panel")
        self.setProperty("surface", "panel")
        outer = QVBoxLayout(self._page)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(_REACH, 20, _REACH, theme.MARGIN)
        self._column.setSpacing(0)
        outer.addLayout(self._column)
        outer.addStretch(1)  # not AlignTop, which gives no more than the height of a wide card
        self.setWidget(self._page)
        self.verticalScrollBar().rangeChanged.connect(self._make_room_for_bar)

    def add(self, part: QWidget | QLayout, *, above: int = 0) -> None:
        """Adds a part below the others, ``above`` pixels under the last."""
        if above:
            self._column.addSpacing(above)
        if isinstance(part, CardLine | SectionHeader | CardSection) or (isinstance(part, Button) and part.kind == LINK):
            self._column.addWidget(part)
            return
        inset = QHBoxLayout()
        inset.setContentsMargins(_REACH, 0, _REACH, 0)
        if isinstance(part, QWidget):
            inset.addWidget(part)
        else:
            inset.addLayout(part)
        self._column.addLayout(inset)

    def _make_room_for_bar(self, _least: int, most: int) -> None:
        """The scroll bar stands in the margin, so that the text keeps its place when it comes."""
        right = max(0, _REACH - self.verticalScrollBar().sizeHint().width()) if most else _REACH
        self._column.setContentsMargins(_REACH, 20, right, theme.MARGIN)

    def empty(self) -> None:
        """Takes everything off the card."""
        clear_layout(self._column)
        self.verticalScrollBar().setValue(0)


def clear_layout(layout: QLayout) -> None:
    """Takes everything out of a layout, and away."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear_layout(inner)


class Fact(NamedTuple):
    """What is known of a record: its caption and its value, with the role of the value's label."""

    caption: str
    value: str
    role: str = "text"


class Facts(QWidget):
    """Captions left in a column of their own, values right, one pair to a line; values wrap, and can be copied."""

    def __init__(self, pairs: Sequence[tuple[str, str] | Fact] = ()) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.INSIDE)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self.set_facts(pairs)
        theme.on_change(self._measure)

    def _measure(self) -> None:
        self._grid.setColumnMinimumWidth(0, theme.scaled(_CAPTION_WIDTH) - theme.INSIDE)

    def set_facts(self, pairs: Sequence[tuple[str, str] | Fact]) -> None:
        clear_layout(self._grid)
        self._measure()
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
        self._grid.setRowStretch(len(pairs), 1)  # what is left over stays below them
        for row, pair in enumerate(pairs):
            fact = Fact(*pair)
            value = label(fact.value, fact.role, wrap=True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(label(fact.caption, "secondary"), row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, row, 1, Qt.AlignmentFlag.AlignTop)


class SectionHeader(QWidget):
    """The name of a list with how many it has, and at the right the way to all of it."""

    link_clicked = Signal()

    def __init__(self, title: str, count: int | None = None, link: str = "", icon: str = "") -> None:
        super().__init__()
        self._count = label("", "secondary")
        self._link: Button | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(_REACH, 0, 0, 0)
        row.setSpacing(theme.INSIDE)
        title_with_help(label(title, "section"), row)
        row.addWidget(self._count)
        row.addStretch(1)
        if link:
            self._link = button = link_button(link, icon)
            # "Ver todos" alone says nothing to who cannot see beside what it stands.
            button.setAccessibleName(f"{link}: {title}")
            button.clicked.connect(self.link_clicked)
            row.addWidget(button)
        self.set_count(count)

    def tell_menu(self, entries: Sequence[MenuEntry]) -> None:
        """What the menu has that its link opens, for whoever finds what can be done here."""
        if self._link is not None:
            self._link.menu_entries = lambda: entries

    def set_count(self, count: int | None) -> None:
        self._count.setText("" if count is None else str(count))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.link_height())


class CardSection(QWidget):
    """A section that fills itself: its header, and under it lines that may reach as far as those of the card."""


class CardLine(QAbstractButton):
    """One paper, attachment or change: icon, what it is, a grey remark, and an amount at the right.

    Without ``clickable`` it is only read, and the keyboard passes it by.
    """

    def __init__(
        self,
        icon: str,
        text: str,
        remark: str = "",
        amount: str = "",
        *,
        struck: bool = False,
        tone: str = "ink2",
        clickable: bool = True,
    ) -> None:
        super().__init__()
        self._icon_name = icon
        self._remark = remark
        self._amount = amount
        self._struck = struck
        self._tone = tone
        self._clickable = clickable
        self.setText(text)
        self.setAccessibleName(", ".join(part for part in (text, remark, amount) if part))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if clickable else Qt.FocusPolicy.NoFocus)
        if clickable:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def icon_name(self) -> str:
        return self._icon_name

    @property
    def is_clickable(self) -> bool:
        return self._clickable

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(NARROW_CARD_WIDTH - 48), theme.line_height() + 13)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(160), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        whole = (
            self._text_box().left() + theme.text_width(self.text()) + 9 + theme.text_width(self._remark, "secondary")
        )
        self.setToolTip(literal_tip(f"{self.text()} {self._remark}") if whole > self._text_box().right() + 2 else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._clickable and (self.underMouse() or self.isDown()):
            paint_box(painter, self.rect(), fill=theme.color("hover"))
        side = theme.icon_size()
        paint_icon(
            painter, self._icon_name, QRect(_REACH, (self.height() - side) // 2, side, side), theme.color(self._tone)
        )
        ink = theme.color("ink2" if self._struck else "ink")
        box = self._text_box()
        taken = paint_text(painter, box, self.text(), letters=theme.font(), colour=ink, struck=self._struck)
        rest = box.adjusted(taken + 9, 0, 0, 0)
        if rest.width() > theme.scaled(20):
            paint_text(painter, rest, self._remark, letters=theme.font("secondary"), colour=theme.color("ink2"))
        right = self.rect().adjusted(0, 0, -_REACH, 0)
        paint_text(
            painter, right, self._amount, letters=theme.font(), colour=ink, right=True, struck=self._struck, elide=False
        )
        if self.hasFocus():
            paint_ring(painter, self.rect())

    def _text_box(self) -> QRect:
        left = _REACH + theme.icon_size() + 10
        right = self.width() - _REACH
        if self._amount:
            right -= theme.text_width(self._amount) + theme.GAP
        return QRect(left, 0, max(0, right - left), self.height())


def amount_block(caption: str, amount: str, *, small: bool = False) -> tuple[QWidget, QLabel]:
    """The main amount of a card under its caption; returns the block and the amount's label, to change it."""
    block = QWidget()
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    figure = label(amount, "title" if small else "amount")
    column.addWidget(label(caption, "secondary"))
    column.addWidget(figure)
    return block, figure
