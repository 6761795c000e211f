"""Who came, or what was chosen: a list to tick, by mouse or keyboard, with a search that narrows it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.text import fold
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import link_button
from ananea_desktop.ui.fields import SearchField
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.tick import paint_tick


@dataclass(frozen=True, kw_only=True)
class TickWords:
    """What a list to tick is called; ``count`` has the blank {count}."""

    title: str = N_("Asistencia")
    search: str = N_("Buscar a quien vino")
    count: str = N_("{count} presentes")
    everyone: str = N_("Marcar a todos")
    nobody: str = N_("A ninguno")


_Index = QModelIndex | QPersistentModelIndex


class _TickPainter(QStyledItemDelegate):
    """The boxes as ``Tick`` has them: Qt's own are black on black in the dark."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        whole = QStyleOptionViewItem(option)
        self.initStyleOption(whole, index)
        style = whole.widget.style()
        qt_box = style.subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, whole, whole.widget)
        is_chosen = bool(whole.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(qt_box, theme.color("gold_soft" if is_chosen else "bg"))
        is_ticked = whole.checkState == Qt.CheckState.Checked
        side = qt_box.height() - 2
        box = QRect(qt_box.x() + 1, qt_box.y() + 1, side, side)  # Qt's has the room after it in it
        paint_tick(painter, box, "gold" if is_ticked else "bg")


class AttendanceList(QWidget):
    """Space ticks, arrows move; ``changed`` when somebody was ticked or not."""

    changed = Signal()

    def __init__(self, name: str = "attendance", words: TickWords = TickWords(), rows: int = 9) -> None:
        super().__init__()
        self._words = words
        self._people = QListWidget()
        self._people.setObjectName(name)
        self._people.setAccessibleName(_(words.title))
        self._people.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._people.setMinimumHeight(theme.row_height() * rows)
        self._people.setProperty("tick", True)
        self._people.setItemDelegate(_TickPainter(self._people))
        self._people.itemChanged.connect(lambda _item: self._tell())
        self._people.itemPressed.connect(self._remember)
        self._people.itemClicked.connect(self._tick_clicked)
        self._pressed: tuple[QListWidgetItem, Qt.CheckState] | None = None
        self._search = SearchField(_(words.search))
        self._search.search_changed.connect(self._narrow)
        self._search.left_downwards.connect(self._people.setFocus)
        self._count = label("", "secondary")
        everyone = link_button(_(words.everyone))
        everyone.clicked.connect(lambda: self._tick_shown(True))
        nobody = link_button(_(words.nobody))
        nobody.clicked.connect(lambda: self._tick_shown(False))
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        for part in (self._search, everyone, nobody, self._count):
            row.addWidget(part)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.INSIDE)
        column.addLayout(row)
        column.addWidget(self._people)

    def show_people(self, people: Sequence[tuple[int, str]], present: Collection[int]) -> None:
        self._people.blockSignals(True)
        self._people.clear()
        for member_id, name in people:
            item = QListWidgetItem(name)
            item.setData(Qt.ItemDataRole.UserRole, member_id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if member_id in present else Qt.CheckState.Unchecked)
            self._people.addItem(item)
        self._people.blockSignals(False)
        self._count_present()

    def present(self) -> list[int]:
        """The ids of those ticked, also of those the search hides."""
        return [
            int(item.data(Qt.ItemDataRole.UserRole))
            for item in self._items()
            if item.checkState() == Qt.CheckState.Checked
        ]

    def _items(self) -> list[QListWidgetItem]:
        return [self._people.item(row) for row in range(self._people.count())]

    def _narrow(self, typed: str) -> None:
        words = fold(typed).split()
        for item in self._items():
            name = fold(item.text())
            item.setHidden(not all(word in name for word in words))

    def _tick_shown(self, ticked: bool) -> None:
        state = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        self._people.blockSignals(True)
        for item in self._items():
            if not item.isHidden():
                item.setCheckState(state)
        self._people.blockSignals(False)
        self._tell()

    def _remember(self, item: QListWidgetItem) -> None:
        self._pressed = item, item.checkState()

    def _tick_clicked(self, item: QListWidgetItem) -> None:
        """A click on the name ticks as one on the small box does, which Qt has ticked already."""
        if self._pressed is not None and self._pressed == (item, item.checkState()):
            ticked = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)
        self._pressed = None

    def _tell(self) -> None:
        self._count_present()
        self.changed.emit()

    def _count_present(self) -> None:
        self._count.setText(_(self._words.count).format(count=len(self.present())))
