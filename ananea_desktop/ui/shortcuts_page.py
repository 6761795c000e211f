"""F1: every key of the program on one page, in two columns that fit the window."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ananea_desktop.domain.language import _
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import link_button
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.page_head import PageHead
from ananea_desktop.ui.painting import paint_box, paint_text
from ananea_desktop.ui.shortcuts import GROUPS, KeyGroup, Keys

_COLUMNS = 2
_KEYS_WIDTH = 150


class _Caps(QWidget):
    """The keys as they stand on a keyboard, each way in a box of its own."""

    def __init__(self, keys: str) -> None:
        super().__init__()
        self._ways = [_(way) for way in keys.split(" / ")]
        self.setAccessibleName(" / ".join(self._ways))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        widths = [self._width(each) for each in self._ways]
        return QSize(max(theme.scaled(_KEYS_WIDTH), sum(widths) + 6 * len(widths)), theme.line_height() + 10)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _width(self, words: str) -> int:
        return theme.text_width(words, "secondary") + 14

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = self.rect().adjusted(0, 2, 0, -2)
        for each in self._ways:
            box.setWidth(self._width(each))
            paint_box(painter, box, fill=theme.color("panel"), edge=theme.color("edge2"), radius=4)
            words = box.adjusted(7, 0, 0, 0)
            paint_text(painter, words, each, letters=theme.font("secondary"), colour=theme.color("ink"), elide=False)
            box.translate(box.width() + 6, 0)


class ShortcutsPage(QWidget):
    """``left`` when the person goes back."""

    left = Signal()

    def __init__(self, desk: Desk, manual: QAction | None) -> None:
        """``manual``: the action that opens the manual, where there is one."""
        super().__init__()
        self.desk = desk
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head(manual))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(_("Teclas"))
        area.setWidget(self._body())
        column.addWidget(area, 1)
        self.rests_on = area

    def _head(self, manual: QAction | None) -> PageHead:
        tools = []
        if manual is not None:
            button = link_button(_("Manual"), "book-open")
            button.setObjectName("open_manual")
            button.clicked.connect(lambda: manual.trigger())
            tools.append(button)
        return PageHead(_("Teclas"), self.leave, *tools)

    def _body(self) -> QWidget:
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(theme.MARGIN, theme.INSIDE, theme.MARGIN, theme.MARGIN)
        row.setSpacing(2 * theme.MARGIN)
        for groups in _in_columns():
            column = QVBoxLayout()
            column.setSpacing(0)
            for group in groups:
                column.addWidget(label(_(group.title), "section"))
                column.addLayout(_lines(group.keys))
                column.addSpacing(theme.MARGIN)
            column.addStretch(1)
            row.addLayout(column, 1)
        return body

    def leave(self) -> None:
        self.left.emit()


def _in_columns() -> list[list[KeyGroup]]:
    """The groups in order, each column about as long as the other."""
    half = sum(len(group.keys) + 2 for group in GROUPS) / _COLUMNS
    columns: list[list[KeyGroup]] = [[] for _number in range(_COLUMNS)]
    taken = 0
    for group in GROUPS:
        columns[min(_COLUMNS - 1, int(taken // half))].append(group)
        taken += len(group.keys) + 2
    return columns


def _lines(keys: tuple[Keys, ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, theme.INSIDE, 0, 0)
    grid.setHorizontalSpacing(theme.GAP)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(1, 1)
    for number, each in enumerate(keys):
        grid.addWidget(_Caps(each.keys), number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(_(each.words), wrap=True), number, 1)
    return grid


def open_shortcuts(desk: Desk, manual: QAction | None) -> None:
    """Shows the page over what is in sight."""
    page = ShortcutsPage(desk, manual)
    desk.page_wanted.emit(page)
    page.rests_on.setFocus()
