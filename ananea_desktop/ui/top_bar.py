"""The top of the window: the tabs at the left, and at the right who is working and the office behind the books."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QMenu, QSizePolicy, QWidget

from ananea_desktop.domain.language import _
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import Button, icon_button, quiet_button
from ananea_desktop.ui.labels import literal_tip
from ananea_desktop.ui.painting import paint_ring, paint_text

_UNDERLINE = 3


class _Tab(QAbstractButton):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.setText(text)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(theme.text_width(self.text()) + 2 * 13, theme.line_height() + 33)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        token = "ink3" if not self.isEnabled() else "ink" if self.isChecked() or self.underMouse() else "ink2"
        box = self.rect().adjusted(13, 0, 0, 0)
        paint_text(painter, box, self.text(), letters=theme.font(), colour=theme.color(token), elide=False)
        if self.isChecked() and self.isEnabled():
            line = self.rect().adjusted(0, self.height() - _UNDERLINE, 0, 0)
            painter.fillRect(line, theme.color("bar"))
        if self.hasFocus():
            paint_ring(painter, self.rect().adjusted(2, 8, -2, -8))


class TopBar(QWidget):
    """``tab_chosen`` gives the number of the tab; Ctrl+1 … Ctrl+9 choose one too."""

    tab_chosen = Signal(int)
    lock_wanted = Signal()
    find_wanted = Signal()
    keys_given = Signal()
    """A tab was chosen by its own keys: what is in it gets the next ones."""

    def __init__(self, tabs: Sequence[str], menu: QMenu) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.MARGIN - 13, 0, theme.MARGIN - theme.OVERHANG, 0)
        row.setSpacing(0)
        for number, text in enumerate(tabs):
            tab = _Tab(text)
            self._group.addButton(tab, number)
            row.addWidget(tab)
            keys = QShortcut(QKeySequence(f"Ctrl+{number + 1}"), self)
            keys.activated.connect(lambda number=number: self._choose_by_keys(number))
        self._group.idClicked.connect(self.tab_chosen)
        theme.on_change(self._measure)
        row.addStretch(1)
        self.find_button = quiet_button("", "magnifying-glass")
        self.find_button.setObjectName("find_all")
        self.find_button.setAccessibleName(_("Buscar todo"))
        self.find_button.clicked.connect(lambda: self.find_wanted.emit())
        row.addWidget(self.find_button)
        self.session = quiet_button("", "user-circle")
        self.session.setObjectName("session")
        self.session.clicked.connect(lambda: menu.popup(self.session.mapToGlobal(self.session.rect().bottomLeft())))
        row.addWidget(self.session)
        self._row = row
        self._lock: Button | None = None
        self._user = ""
        self._measure()

    def _measure(self) -> None:
        self.setFixedHeight(theme.line_height() + 33)
        self._arrange()

    def _choose_by_keys(self, number: int) -> None:
        self.tab_chosen.emit(number)
        self.keys_given.emit()

    def show_lock(self) -> None:
        """The button that locks the screen, where there are passwords."""
        if self._lock is None:
            self._lock = icon_button("lock-simple", _("Bloquear la pantalla (Ctrl+L)"))
            self._lock.setObjectName("lock_now")
            self._lock.clicked.connect(lambda: self.lock_wanted.emit())
            self._row.addWidget(self._lock)
            self._arrange()

    def set_current(self, number: int | None) -> None:
        """None where what is in sight belongs to no tab."""
        if number is not None:
            self._group.button(number).setChecked(True)
        elif (lit := self._group.checkedButton()) is not None:
            self._group.setExclusive(False)
            lit.setChecked(False)
            self._group.setExclusive(True)
        had_keys = self.window().focusWidget() in self._group.buttons()
        if had_keys and number is not None:
            self._group.button(number).setFocus()

    def tab(self, number: int) -> QAbstractButton:
        return self._group.button(number)

    def set_user(self, name: str) -> None:
        """Who is working, as shown: as much as there is room for, only the icon where the window is narrow."""
        self._user = name
        self.session.setAccessibleName(_("Sesión de {name}, y oficina").format(name=name))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.width() < theme.scaled(theme.NARROW_WINDOW)
        self.find_button.setText("" if narrow else _("Buscar todo"))
        self.find_button.show_keys("" if narrow else "Ctrl+K")  # they are those of the menu
        self.find_button.setToolTip(_("Buscar todo (Ctrl+K)") if narrow else "")
        self.session.setText("")
        taken = sum(tab.sizeHint().width() for tab in self._group.buttons()) + self.session.sizeHint().width()
        taken += self.find_button.sizeHint().width()
        if self._lock is not None:
            taken += self._lock.sizeHint().width()
        room = self.width() - taken - 2 * theme.MARGIN
        shown = QFontMetrics(theme.font()).elidedText(self._user, Qt.TextElideMode.ElideRight, room)
        self.session.setText("" if narrow else shown)
        self.session.setToolTip(literal_tip("" if self.session.text() == self._user else self._user))
        self.session.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        number = self._group.checkedId() + (step or 0)
        if step is not None and self._group.button(number) is not None:
            self.tab_chosen.emit(number)
            self._group.button(number).setFocus()
        else:
            super().keyPressEvent(event)
