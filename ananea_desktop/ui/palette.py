"""«Buscar todo» (Ctrl+K): one field that finds any record, paper or action as one types; arrows and Enter open it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ananea_desktop.domain.language import _
from ananea_desktop.operations import finding, manual
from ananea_desktop.operations.finding import Found
from ananea_desktop.ui import palette_entries, theme
from ananea_desktop.ui.dialogs import Dialog
from ananea_desktop.ui.fields import TextField
from ananea_desktop.ui.icons import paint_icon
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.painting import paint_chosen, paint_text
from ananea_desktop.ui.palette_entries import ACTIONS, GROUPS, HERE, MANUAL, PAPERS, PLACES, RECENT, Entry

if TYPE_CHECKING:
    from ananea_desktop.ui.main_window import MainWindow

CARD_WIDTH = 760
ROWS = 12
"""In sight at once."""
OF_MANUAL = 3
_AFTER_ALL = 10
OF_GROUP = 6
"""Lines of what is no record, in one group."""
HERE_AT_FIRST = 4
_X = 12
_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
_NOTHING = Qt.ItemFlag.NoItemFlags
_FIRST_GROUPS = (RECENT, HERE, PLACES, ACTIONS, *(title for title, _icon in GROUPS.values()), PAPERS, MANUAL)


def arranged(entries: Iterable[Entry]) -> list[Entry]:
    """By groups: first the one with the best answer, then as they always stand; within a group the best first."""
    places = {_(title): place for place, title in enumerate(_FIRST_GROUPS)}
    best: dict[str, int] = {}
    kept = list(entries)
    for each in kept:
        best[each.group] = min(each.rank, best.get(each.group, each.rank))
    return sorted(kept, key=lambda each: (best[each.group], places[each.group], each.rank))


def answering(typed: str, entries: Iterable[Entry]) -> list[Entry]:
    """Of tabs, actions and papers those that the words find, of each group the best."""
    found: dict[str, list[Entry]] = {}
    for each in entries:
        rank = finding.rank(typed, each.title, each.more)
        if rank is not None:
            found.setdefault(each.group, []).append(replace(each, rank=rank))
    return [each for group in found.values() for each in sorted(group, key=lambda one: one.rank)[:OF_GROUP]]


class _Lines(QAbstractListModel):
    """Entries, under a line with the name of their group."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: list[Entry | str] = []

    def show_entries(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self.lines = []
        group = ""
        for each in entries:
            if each.group != group:
                group = each.group
                self.lines.append(group)
            self.lines.append(each)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        line = self.lines[index.row()]
        if isinstance(line, str):
            return line
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (line.group, line.title, line.detail, line.keys)))
        return line.title

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self.lines[index.row()], str):
            return _NOTHING
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def next_entry(self, row: int, step: int) -> int:
        """The row of the nearest entry from a row on, both ways; −1 where there is none."""
        while 0 <= row < len(self.lines):
            if not isinstance(self.lines[row], str):
                return row
            row += step
        return -1


class _Painted(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, theme.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, _Lines)
        line, box = model.lines[index.row()], QRect(option.rect)
        if isinstance(line, str):
            box.adjust(_X, theme.INSIDE, -_X, 0)
            paint_text(painter, box, line, letters=theme.font("secondary"), colour=theme.color("ink2"))
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            paint_chosen(painter, box)
        side = theme.icon_size()
        place = QRect(box.x() + _X, box.y() + (box.height() - side) // 2, side, side)
        paint_icon(painter, line.icon, place, theme.color("ink2"))
        box.adjust(_X + side + theme.GAP, 0, -_X, 0)
        small, grey = theme.font("secondary"), theme.color("ink2")
        if line.keys:
            width = theme.text_width(line.keys, "secondary")
            paint_text(
                painter,
                QRect(box.right() - width, box.y(), width + 1, box.height()),
                line.keys,
                letters=small,
                colour=grey,
            )
            box.adjust(0, 0, -width - theme.GAP, 0)
        letters = theme.font("strong" if chosen else "text")
        taken = paint_text(painter, box, line.title, letters=letters, colour=theme.color("ink"))
        box.adjust(taken + theme.GAP, 0, 0, 0)
        if box.width() > theme.scaled(40):
            paint_text(painter, box, line.detail, letters=small, colour=grey)


class _List(QListView):
    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(CARD_WIDTH - 54), ROWS * theme.row_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(200), 3 * theme.row_height())


class _Field(TextField):
    """What is typed; the keys that move in the list go there."""

    stepped = Signal(int)
    taken = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        else:
            super().keyPressEvent(event)


class Palette(Dialog):
    """Opened over the window; closes when something is taken, by Esc, and by a click beside it."""

    card_width = CARD_WIDTH

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window, _("Buscar todo"))
        self.setObjectName("palette")
        self._window = window
        self._desk = window.desk
        page = window.stack.currentWidget()
        self._here = palette_entries.of_page(page) if page is not None else []
        self._offered = [*self._here, *palette_entries.of_program(window)]
        self._papers: list[Entry] = []
        self._manual: list[Entry] = []
        self._recent: list[Entry] = []
        self._asked = QObject(self)
        self._is_waiting = self._takes_when_answered = False
        self.field = _Field(
            icon_name="magnifying-glass", placeholder=_("Persona, número, monto, papel o lo que quiere hacer")
        )
        self.field.setObjectName("find")
        self.field.setAccessibleName(_("Buscar todo"))
        self.field.textChanged.connect(lambda _text: self._ask())
        self.field.stepped.connect(self._step)
        self.field.taken.connect(self._take_chosen)
        self.content.addWidget(self.field)
        self.lines = _Lines(self)
        self.list = self._make_list()
        self.content.addWidget(self.list, 1)
        self.nothing = label("", "secondary", wrap=True, name="found_nothing")
        self.nothing.hide()
        self.content.addWidget(self.nothing)
        self.content.addWidget(label(_("↑ ↓ elige · Enter abre · Esc cierra"), "hint"))
        self.content.setContentsMargins(0, 14, 0, 0)
        self.field.setFocus()
        self._desk.books.ask(finding.recent, owner=self, then=self._take_recent)
        self._desk.books.ask(finding.papers, owner=self, then=self._take_papers)
        self._desk.books.ask(manual.headings, owner=self, then=self._take_manual)

    def _make_list(self) -> QListView:
        view = _List()
        view.setObjectName("found")
        view.setAccessibleName(_("Lo encontrado"))
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setFrameShape(QListView.Shape.NoFrame)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setItemDelegate(_Painted(view))
        view.setModel(self.lines)
        view.clicked.connect(lambda _index: self._take_chosen())
        return view

    # what is found

    def _ask(self) -> None:
        """Records are asked of the books; what was asked for earlier letters is dropped."""
        self._asked.deleteLater()
        self._asked = QObject(self)
        typed = self.field.text().strip()
        self._is_waiting = bool(typed)
        self._takes_when_answered = False
        if typed:
            self._desk.books.ask(finding.find_anything, typed, owner=self._asked, then=self._show_found)
        else:
            self._show(self._at_first())

    def _show_found(self, found: Sequence[Found]) -> None:
        self._is_waiting = False
        records = [palette_entries.of_record(each, self._desk) for each in found]
        others = answering(self.field.text(), [*self._offered, *self._papers])
        told = answering(self.field.text(), self._manual)[:OF_MANUAL]
        self._show(arranged([*records, *others, *(replace(each, rank=each.rank + _AFTER_ALL) for each in told)]))
        if self._takes_when_answered:
            self._take_chosen()

    def _at_first(self) -> list[Entry]:
        """What was looked at lately, and of the page in sight what has keys of its own, so that they are learnt."""
        return [*self._recent, *[each for each in self._here if each.keys][:HERE_AT_FIRST]]

    def _take_recent(self, found: Sequence[Found]) -> None:
        self._recent = [palette_entries.of_record(each, self._desk, _(RECENT)) for each in found]
        if not self.field.text().strip():
            self._show(self._at_first())

    def _take_papers(self, papers: list[tuple[str, str, str]]) -> None:
        self._papers = palette_entries.of_papers(papers, self._desk)
        titles = {each.title for each in self._papers}  # a menu leads to some of them too: once is enough
        self._offered = [each for each in self._offered if each.group != _(ACTIONS) or each.title not in titles]
        if self.field.text().strip() and not self._is_waiting:
            self._ask()

    def _take_manual(self, headings: list[tuple[str, str, str]]) -> None:
        self._manual = palette_entries.of_manual(headings, self._window)
        if self.field.text().strip() and not self._is_waiting:
            self._ask()

    def _show(self, entries: Sequence[Entry]) -> None:
        self.lines.show_entries(entries)
        typed = self.field.text().strip()
        self.nothing.setText(
            _("No se encontró nada. Pruebe con menos letras, o con el número solo.")
            if typed
            else _("Escriba un nombre, un número, un monto o lo que quiere hacer.")
        )
        self.nothing.setVisible(not entries)
        self._choose(self.lines.next_entry(0, 1))
        self.list.scrollToTop()

    # choosing

    def _choose(self, row: int) -> None:
        if row >= 0:
            index = self.lines.index(row)
            self.list.setCurrentIndex(index)
            line = self.lines.data(index, Qt.ItemDataRole.AccessibleTextRole)
            self.field.setAccessibleDescription(str(line))

    def _step(self, step: int) -> None:
        count = self.lines.rowCount()
        wanted = max(0, min(count - 1, self.list.currentIndex().row() + step))
        way = 1 if step > 0 else -1
        row = self.lines.next_entry(wanted, way)
        if row < 0:
            row = self.lines.next_entry(wanted, -way)
        self._choose(row)
        if row == self.lines.next_entry(0, 1):
            self.list.scrollToTop()  # with the name of its group

    def chosen(self) -> Entry | None:
        """The line that Enter takes."""
        row = self.list.currentIndex().row()
        line = self.lines.lines[row] if 0 <= row < len(self.lines.lines) else None
        return line if isinstance(line, Entry) else None

    def _take_chosen(self) -> None:
        if self._is_waiting:
            self._takes_when_answered = True  # Enter was quicker than the answer
            return
        entry = self.chosen()
        if entry is not None:
            self.accept()
            QTimer.singleShot(0, self._window, entry.open)  # the window has the keys again by then


def open_palette(window: "MainWindow") -> Palette:
    """Opens it over the window."""
    palette = Palette(window)
    palette.open()
    return palette
