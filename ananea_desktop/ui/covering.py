"""Pages that cover a tab: each is open once at most, and left as its own button does when one goes elsewhere."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QObject, Qt, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ananea_desktop.domain.language import _
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import Button, quiet_button
from ananea_desktop.ui.desk import Desk, RowsWanted
from ananea_desktop.ui.labels import hairline

if TYPE_CHECKING:  # a page is imported when it is first opened: the window is there sooner
    from ananea_desktop.domain.receipts import Receipt
    from ananea_desktop.operations.receipt_drafts import ReceiptDraft
    from ananea_desktop.ui.paper_page import Paper


class Covering(Protocol):
    """A page that tells by ``left`` that it is done with. ``leave`` first sees to it that nothing typed is lost.

    A page with ``way_back``, the words of the button that leads back to it, stays while a record is looked at that was
    opened from it. One with ``rests_on``, its list, has the keys there when it is come back to. One with ``rights`` is
    for whoever has one of them; others are told whom to ask.
    """

    left: SignalInstance

    def leave(self) -> None: ...


class CoveringPages(QObject):
    """``way_back`` leads from a record to the page it was opened from; the window places it over the tabs."""

    def __init__(
        self, desk: Desk, stack: QStackedWidget, home: Callable[[], QWidget], title: Callable[[], str]
    ) -> None:
        """``title`` is what the page in sight is called."""
        super().__init__(stack)
        self.desk = desk
        self._stack = stack
        self._home = home
        self._title = title
        self._below: dict[QWidget, QWidget] = {}
        self._kept: QWidget | None = None
        self.way_back = self._make_way_back()
        stack.currentChanged.connect(lambda _number: self._follow())
        desk.receipt_wanted.connect(self.open_receipt)
        desk.paper_wanted.connect(self.open_paper)
        desk.page_wanted.connect(self.cover)
        desk.presentation_wanted.connect(self.open_presentation)
        desk.rows_wanted.connect(self.open_rows)
        desk.charts_wanted.connect(self.open_charts)
        desk.attendance_wanted.connect(self.open_attendance)

    def _make_way_back(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout()
        row.setContentsMargins(theme.MARGIN - theme.OVERHANG, 4, theme.MARGIN, 4)
        self._way_back_button = button = quiet_button("", "arrow-left")
        button.setObjectName("way_back")
        button.setToolTip("Esc")  # no shortcut of its own: a form in the tab has Esc to itself
        button.clicked.connect(self.go_back)
        row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(bar)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(hairline())
        bar.hide()
        return bar

    def _follow(self) -> None:
        self._way_back_button.setText(getattr(self._kept, "way_back", ""))
        self.way_back.setVisible(self._kept is not None and self._stack.currentWidget() not in self._below)

    # coming and going

    def cover(self, page: Covering) -> bool:
        """Shows a page over what is in sight; another one of its kind is left, so that nothing is open twice.

        Where that one does not let itself be left it is shown instead, and False is given; so it is for whoever lacks
        the right.
        """
        widget = cast(QWidget, page)
        rights = getattr(page, "rights", ())
        if rights and self.desk.refuses(*rights):
            widget.deleteLater()
            return False
        for other in [each for each in self._below if type(each) is type(widget)]:
            cast(Covering, other).leave()
            if other in self._below:
                self._stack.setCurrentWidget(other)
                widget.deleteLater()
                return False
        page.left.connect(lambda: self._leave(widget))
        self._below[widget] = self._stack.currentWidget() or self._home()
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
        return True

    def _leave(self, page: QWidget) -> None:
        """Back to what a page covered."""
        below = self._below.pop(page, None)
        if below is None:
            return  # it was left already
        for each in [each for each, under in self._below.items() if under is page]:
            self._below[each] = below
        if page is self._kept:
            self._kept = None
        if self._stack.currentWidget() is page:
            self._show(below)
            _give_keys(below)
        self._stack.removeWidget(page)
        page.deleteLater()

    def _show(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)
        if hasattr(page, "load"):
            page.load()

    def leave_seen(self) -> None:
        """Leaves the page in sight, if it covers another."""
        page = self._stack.currentWidget()
        if page in self._below:
            cast(Covering, page).leave()

    def leave_all(self) -> None:
        self._leave_but(None)

    def _leave_but(self, kept: QWidget | None) -> None:
        self._kept = kept
        stay = set()
        while kept in self._below:
            stay.add(kept)
            kept = self._below[kept]
        for page in [each for each in reversed(self._below) if each not in stay]:
            cast(Covering, page).leave()

    def go_to_tab(self, tab: QWidget) -> None:
        """Shows a tab; what covered another is left."""
        self._stack.setCurrentWidget(tab)
        self.leave_all()
        self._follow()

    def go_to_record(self, tab: QWidget) -> None:
        """The same to look at a record, with the way back to the page it was opened from."""
        seen = self._stack.currentWidget()
        self._stack.setCurrentWidget(tab)
        self._leave_but(seen if hasattr(seen, "way_back") else self._kept)
        self._follow()

    def go_back(self) -> None:
        """From a record to the page it was opened from, if there is one."""
        if not self.way_back.isHidden() and self._kept is not None:
            page, self._kept = self._kept, None
            self._show(page)
            _give_keys(page)

    def give_keys(self) -> None:
        """To the page in sight."""
        _give_keys(self._stack.currentWidget() or self._home())

    def tab_below(self) -> QWidget | None:
        """The tab that is in sight or covered by what is."""
        page = self._stack.currentWidget()
        while page in self._below:
            page = self._below[page]
        return page

    # the pages

    def open_receipt(self, draft: "ReceiptDraft") -> None:
        """The page that fills in and issues a receipt."""
        from ananea_desktop.ui.receipt_page import ReceiptPage

        back = _("Volver a {tab}").format(tab=self._title())
        page = ReceiptPage(self.desk)

        def take_issued(receipt: "Receipt") -> None:
            page.left.emit()
            self.desk.receipt_issued.emit(receipt.id)

        page.issued.connect(take_issued)
        self.cover(page)
        page.open_draft(draft, back)

    def open_paper(self, paper: "Paper | str") -> None:
        """The preview of a paper, to print or save; a report is wanted by its name."""
        from ananea_desktop.ui.paper_page import PaperPage, report_paper

        page = PaperPage(self.desk)
        self.cover(page)
        page.open_paper(report_paper(paper) if isinstance(paper, str) else paper)

    def open_attendance(self, assembly_id: int) -> None:
        """The page that takes the attendance of an assembly."""
        from ananea_desktop.ui.assembly_attendance import AssemblyAttendancePage

        page = AssemblyAttendancePage(self.desk, assembly_id)
        self.cover(page)
        page.open()

    def open_presentation(self) -> None:
        """The slides of a year, to put together and present."""
        from ananea_desktop.ui.presentation_page import PresentationPage

        page = PresentationPage(self.desk)
        self.cover(page)
        page.open_first()

    def open_charts(self) -> None:
        """All charts of a year."""
        from ananea_desktop.ui.charts_page import ChartsPage

        page = ChartsPage(self.desk)
        self.cover(page)
        page.load()

    def open_rows(self, wanted: RowsWanted) -> None:
        """The rows behind a bar of a chart."""
        from ananea_desktop.ui.rows_page import RowsPage

        page = RowsPage(self.desk)
        self.cover(page)
        page.open_rows(wanted)


def _give_keys(page: QWidget) -> None:
    """The keys go where they were before the page was covered: to its list, unless a field of it had them."""
    had, rests_on = page.focusWidget(), getattr(page, "rests_on", None)
    if rests_on is not None and rests_on.isVisible() and (had is None or isinstance(had, Button)):
        had = rests_on
    (had or page).setFocus(Qt.FocusReason.OtherFocusReason)
