"""The guide itself: which step one is at, back and next, and where it was left."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ananea_desktop.domain.language import _
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import first_start
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.first_start import Begun
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import primary_button, quiet_button, secondary_button
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.first_start.begin_page import BeginPage
from ananea_desktop.ui.first_start.office_page import OfficePage
from ananea_desktop.ui.first_start.page import GuidePage
from ananea_desktop.ui.first_start.pages import AccountsPage, CopiesPage, NumbersPage, PeoplePage, ReadyPage
from ananea_desktop.ui.icons import IconLabel
from ananea_desktop.ui.labels import hairline, label, set_role

_STEPS_WIDTH = 250
_NARROW_STEPS = 210


class Guide(QWidget):
    """A page over the window. Until the cooperative has its data there is nowhere else to go."""

    left = Signal()
    set_up = Signal()
    """The cooperative has its data for the first time."""
    sample_made = Signal(object)
    """The file of the invented data, which the person wants to try the program with."""
    rights = (Right.OFFICE,)

    def __init__(self, desk: Desk, is_set_up: bool) -> None:
        super().__init__()
        self.desk = desk
        self.way_back = _("Volver a la guía")
        self.is_set_up = is_set_up
        self.begin_page = BeginPage(desk)
        self.begin_page.sample_made.connect(self.sample_made)
        self.office_page = OfficePage(desk)
        self.office_page.saved_first.connect(self._take_set_up)
        first = () if is_set_up else (self.begin_page,)
        if is_set_up:
            self.begin_page.setParent(self)
            self.begin_page.hide()
        kinds = (PeoplePage, AccountsPage, NumbersPage, CopiesPage, ReadyPage)
        self.pages: list[GuidePage] = [*first, self.office_page, *(kind(desk) for kind in kinds)]
        self._gives_keys = False
        self._stack = QStackedWidget()
        for page in self.pages:
            page.done.connect(self._go_on)
            page.changed.connect(self.tell_pages)
            self._stack.addWidget(page)
        self._lay_out()
        self._measure()
        theme.on_change(self._measure)

    # layout

    def _lay_out(self) -> None:
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._steps_panel())
        side = QVBoxLayout()
        side.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(theme.MARGIN, 20, theme.MARGIN, 2)
        self.where = label("", "secondary", name="guide_step")
        head.addWidget(self.where)
        head.addStretch(1)
        side.addLayout(head)
        side.addWidget(self._stack, 1)
        self._line = hairline()
        side.addWidget(self._line)
        side.addLayout(self._foot())
        whole.addLayout(side, 1)

    def _steps_panel(self) -> QWidget:
        self._panel = QWidget()
        self._panel.setProperty("surface", "panel")
        column = QVBoxLayout(self._panel)
        column.setContentsMargins(theme.MARGIN, 20, theme.GAP, theme.MARGIN)
        column.setSpacing(theme.GAP)
        column.addWidget(label(_("Primeros pasos"), "section"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(theme.GAP)
        grid.setColumnStretch(1, 1)
        self._steps = []
        for row, page in enumerate(self.pages):
            icon, words = IconLabel("circle"), label(_(page.step), wrap=True)
            grid.addWidget(icon, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, row, 1)
            self._steps.append((icon, words))
        column.addLayout(grid)
        column.addStretch(1)
        return self._panel

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.MARGIN, 10, theme.MARGIN, 10)
        row.setSpacing(10)
        self.back_button = secondary_button(_("Atrás"), "arrow-left")
        self.back_button.setObjectName("guide_back")
        self.back_button.clicked.connect(self.go_back)
        self.next_button = primary_button(_("Siguiente"), "check", "Ctrl+S")
        self.next_button.setObjectName("guide_next")
        self.next_button.clicked.connect(self.go_on)
        self.later_button = quiet_button(_("Seguir otro día"), shortcut="Esc")
        self.later_button.setObjectName("guide_later")
        self.later_button.clicked.connect(self.put_off)
        row.addWidget(self.back_button)
        row.addWidget(self.next_button)
        row.addStretch(1)
        row.addWidget(self.later_button)
        return row

    def _measure(self) -> None:
        narrow = self.width() < theme.scaled(theme.NARROW_WINDOW)
        self._panel.setFixedWidth(theme.scaled(_NARROW_STEPS if narrow else _STEPS_WIDTH))

    def resizeEvent(self, event: Any) -> None:
        self._measure()
        super().resizeEvent(event)

    # coming and going

    @property
    def page(self) -> GuidePage:
        """The one in sight."""
        return self.pages[self._stack.currentIndex()]

    def open_at(self, name: str) -> None:
        """Shows a page by its name; the first where there is none of that name."""
        self._show(next((number for number, page in enumerate(self.pages) if page.name == name), 0))

    def load(self) -> None:
        """Come back to from a page over it: what was set up there shows."""
        self._gives_keys = True
        self.tell_pages()

    def tell_pages(self) -> None:
        """What is set up, and who works, as it is now."""
        self.desk.books.ask(first_start.begun, owner=self, then=self._show_begun)

    def _show(self, number: int) -> None:
        self._gives_keys = True
        self._stack.setCurrentIndex(number)
        for place, (icon, words) in enumerate(self._steps):
            done, here = place < number, place == number
            icon.set_icon("check-circle" if done else "caret-right" if here else "circle", "good" if done else "ink2")
            set_role(words, "strong" if here else "text")
        page = self.page
        self.where.setText(
            _("Paso {number} de {all}").format(number=number + 1, all=len(self.pages)) + f" · {_(page.step)}"
        )
        self.back_button.setVisible(number > 0)
        self._line.setVisible(number > 0)
        self.next_button.setVisible(page.next_words != "-")
        self.next_button.setText(_(page.next_words) if page.next_words else _("Siguiente"))
        self.later_button.setVisible(self.is_set_up)
        self.desk.books.ask(_open_page, page.name, owner=self, then=self._show_begun)

    def _show_begun(self, begun: Begun) -> None:
        for page in self.pages:
            page.show_begun(begun)
        if self._gives_keys:  # a page that is only told of anew leaves the cursor where it is
            self._gives_keys = False
            (self.page.first_field() or self.next_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def go_back(self) -> None:
        self.page.leave()
        self._show(max(0, self._stack.currentIndex() - 1))

    def go_on(self) -> None:
        """What is answered is saved first; the page itself says when it is done."""
        self.page.go_on()

    def _go_on(self) -> None:
        number = self._stack.currentIndex() + 1
        if number < len(self.pages):
            self._show(number)
            return
        self.desk.books.ask(first_start.finish, owner=self.desk)
        self.left.emit()

    def _take_set_up(self) -> None:
        self.is_set_up = True
        self.set_up.emit()

    def put_off(self) -> None:
        """Until it is asked for again."""
        self.page.leave()
        self.desk.books.ask(first_start.keep_place, self.page.name, True, owner=self.desk)
        self.left.emit()

    def leave(self) -> None:
        """As another page is gone to, or the window is closed: it is where it was when one comes back."""
        self.page.leave()
        if self.is_set_up:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button it is on, and goes on from a field to the next."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        if isinstance(focused, QAbstractButton):
            focused.click()
        else:
            self.focusNextChild()


def _open_page(books: Books, name: str) -> Begun:
    if not books.file.only_looking:
        first_start.keep_place(books, name)
    return first_start.begun(books)
