"""A walk through every tab, page and dialog of the window with the sample data: for pictures, and for what must hold
of each. Menus and cards are walked by what they show, so that a new entry is walked by itself."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QWidget
from shiboken6 import isValid

from ananea_desktop.domain.receipts import ReceiptKind
from ananea_desktop.operations import booklets, receipt_drafts
from ananea_desktop.operations.central import make_central
from ananea_desktop.ui.assembly_attendance import AssemblyAttendancePage
from ananea_desktop.ui.attaching import Outcome
from ananea_desktop.ui.attachments import RefusedDialog
from ananea_desktop.ui.booklets import RegisterDialog
from ananea_desktop.ui.books_thread import BooksThread
from ananea_desktop.ui.budget_page import BudgetPage, RatifyDialog
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.capital_pages import RefundPage
from ananea_desktop.ui.cash_acts import BOOK_ACTS, RECEIPT_ACTS
from ananea_desktop.ui.central_keys import NewKeyDialog
from ananea_desktop.ui.central_window import CentralWindow, open_central_thread
from ananea_desktop.ui.chart_view import ChartView
from ananea_desktop.ui.checking import open_check
from ananea_desktop.ui.copies_page import CopiesPage
from ananea_desktop.ui.desk import Desk, RowsWanted
from ananea_desktop.ui.document_page import DocumentPage
from ananea_desktop.ui.donation_page import DonationPage
from ananea_desktop.ui.hand_out_page import HandOutPage
from ananea_desktop.ui.keys_page import KeysPage
from ananea_desktop.ui.list_page import ListPage
from ananea_desktop.ui.lost_page import open_lost
from ananea_desktop.ui.main_window import MainWindow
from ananea_desktop.ui.presentation_page import PresentationPage
from ananea_desktop.ui.receiving_page import ReceivingPage
from ananea_desktop.ui.record_form import RecordForm
from ananea_desktop.ui.record_tab import RecordTab
from ananea_desktop.ui.recovery import RecoveryWindow, open_restore
from ananea_desktop.ui.recovery_code import RecoveryDialog
from ananea_desktop.ui.restore_questions import ask_key
from ananea_desktop.ui.return_page import ReturnPage
from ananea_desktop.ui.second_person import SecondPersonDialog
from ananea_desktop.ui.stock_count_page import StockCountPage
from ananea_desktop.ui.tabs.assemblies import AssembliesTab
from ananea_desktop.ui.tabs.receipts import ReceiptsTab
from ananea_desktop.ui.training_attendance import TrainingAttendancePage

_TRIED_OF_A_KIND = 3
_DEEP = (CopiesPage, ListPage, KeysPage)
"""Pages of which each button is pressed too."""
_LEFT_ALONE = {"back", "make_copy"}
_NOT_PRESSED = {"undo", "lock", "hide_personal", "presentation", "restore", "check"}
"""Of the menu of the office: what opens nothing, or has its own part of the walk."""


def _nothing(_answer: object) -> None:
    """What is done with an answer that is never given."""


class Walk:
    """``stop`` is called with a name and what is in sight there: the window, or a dialog over it."""

    def __init__(
        self, app: QApplication, books: BooksThread, window: MainWindow, stop: Callable[[str, QWidget], object]
    ) -> None:
        self.app = app
        self.books = books
        self.window = window
        self.seen: set[str] = set()
        """The names of the classes of all pages and dialogs that were in sight."""
        self._stop = stop
        self._waker = QTimer(window, interval=50)
        self._waker.start()

    @property
    def desk(self) -> Desk:
        return self.window.desk

    @property
    def page(self) -> QWidget:
        """The tab or the page over it that is in sight."""
        page = self.window.stack.currentWidget()
        assert page is not None
        return page

    def settle(self) -> None:
        """Until everything asked of the books was answered, and the charts in sight are drawn."""
        wait = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
        for _again in range(2):  # Qt shows widgets put into a layout with its next event
            self.app.processEvents()
            while not self._is_idle():
                self.app.processEvents(wait)  # an answer is an event; the timer is for one that came just before
        self.app.processEvents()

    def _is_idle(self) -> bool:
        return self.books.is_idle and not any(view.is_waiting for view in self.page.findChildren(ChartView))

    def take(self, name: str, widget: QWidget | None = None) -> None:
        self.settle()
        for each in (widget or self.window, self.page, self._form_of(self.page)):
            if each is not None:
                self.seen |= {kind.__name__ for kind in type(each).__mro__}
        self._stop(name, widget or self.window)

    # what opens

    def tab(self, number: int, name: str) -> None:
        self.window.show_tab(number)
        self.take(name)

    def dialog(self, name: str, ask: Callable[[], object]) -> None:
        ask()
        self.settle()
        self._dialogs(name)

    def _dialogs(self, name: str) -> None:
        """Those that are open, the uppermost first; the system's own are only left."""
        while isinstance(box := self.app.activeModalWidget(), QDialog):
            if not isinstance(box, QFileDialog):
                self.take(name, box)
            box.reject()
            self.settle()
            assert self.app.activeModalWidget() is not box, f"{name} stays open"

    def go(self, name: str, do: Callable[[], object], menus: Callable[[], object] | None = None) -> None:
        """Whatever that opens: a dialog, a page over the tab, a form, another tab; for a menu, ``menus`` does the rest.
        Afterwards the tab is back."""
        before = self.page
        do()
        self.settle()
        if (menu := self.app.activePopupWidget()) is not None:
            menu.close()
            if menus is not None:
                menus()
        self._dialogs(name)
        page = self.page
        if page is not before or self._form_of(page) is not None:
            self.take(name)
            if isinstance(page, _DEEP) and not isinstance(before, _DEEP[:2]):
                self.inside(page, name)
        self._back_to(before)

    def _form_of(self, page: QWidget) -> QWidget | None:
        return next((form for form in page.findChildren(RecordForm) if form.isVisible()), None)

    def _back_to(self, page: QWidget) -> None:
        """Leaves what came over a page, one after the other."""
        for _again in range(5):
            seen = self.window.stack.currentWidget()
            if isinstance(seen, RecordTab):
                seen.leave_form()
            self.settle()
            if seen is page or not isValid(page):
                return
            if seen in self.window.covering._below:
                self.window.covering.leave_seen()
            elif self.window.covering._kept is not None:
                self.window.covering.go_back()
            else:
                self.window.covering.go_to_tab(page)
            self.settle()
        raise AssertionError(f"no way back to {type(page).__name__}")

    def inside(self, page: QWidget, name: str) -> None:
        """Whatever the buttons and the first row of a page lead to; its way back is left alone."""
        self._press_all(page, name, lambda button: button.objectName() not in _LEFT_ALONE)
        if isinstance(page, ListPage) and page.model.rowCount():
            self.go(f"{name}-fila", lambda: page.table.activated.emit(page.model.index(0, 0)))

    def leave(self) -> None:
        self.window.covering.leave_seen()
        self.settle()

    def menu(self, find: Callable[[], Button], name: str) -> None:
        """Each entry of the menu that hangs on a button, which may be made anew meanwhile."""
        for number in range(len(self._entries(find(), name))):
            entry = self._entries(find(), name)[number]
            self.go(f"{name}-{entry.objectName() or number}", entry.trigger)

    def _entries(self, button: Button, name: str) -> list[QAction]:
        button.click()
        menu = self.app.activePopupWidget()
        assert isinstance(menu, QMenu), name
        menu.close()
        return [each for each in menu.actions() if not each.isSeparator() and each.isEnabled() and not each.menu()]

    def form(self, table: str, name: str, *, new: bool) -> None:
        page = self.window.page(table)
        assert isinstance(page, RecordTab)
        page.open_form(None if new else page.card.record_id)
        self.take(name)
        if new:
            page.form.save()
            self.take(f"{name}-errores")
        page.leave_form()
        self.settle()

    def list(self, table: str, name: str, *, record: int = 0) -> None:
        """A list with the card of its first record, the forms, and whatever that card leads to."""
        self.window.show_record(table, record)
        self.take(name)
        page = self.window.page(table)
        assert isinstance(page, RecordTab)
        if table != "hand_outs":  # handed out on its own page
            self.form(table, f"{name}-nuevo", new=True)
            if page.card.record_id is not None:
                self.form(table, f"{name}-cambiar", new=False)
        self.card(page, name)

    def card(self, page: RecordTab | ReceiptsTab, name: str) -> None:
        """Whatever the buttons and links of the card of the record in hand lead to."""

        def ways() -> list[Button]:
            found = page.card.findChildren(Button)
            return [each for each in found if each.isVisibleTo(page.card) and each.isEnabled()]

        record = page.card.record_id if isinstance(page, RecordTab) else None

        def way(number: int) -> Button | None:
            if record is not None and page.card.record_id != record:  # type: ignore[union-attr]
                page.show_record(record)
                self.settle()
            there = ways()
            return there[number] if number < len(there) and not there[number].isCheckable() else None

        for number in range(len(ways())):
            if way(number) is not None:
                self.press(partial(way, number), f"{name}-ficha{number}")

    def tools(self, name: str) -> None:
        """Whatever the buttons over the list in sight lead to."""
        page = self.window.stack.currentWidget()
        assert isinstance(page, RecordTab)
        self._press_all(page, name, lambda button: not page.card.isAncestorOf(button))

    def _press_all(self, page: QWidget, name: str, is_meant: Callable[[Button], bool]) -> None:
        """The buttons as they stand at first: what opens brings others, and makes these anew."""
        there = [each for each in page.findChildren(Button) if each.isVisible() and is_meant(each)]
        for button in there:
            if isValid(button) and button.isVisible() and button.isEnabled():
                self.press(lambda button=button: button, f"{name}-{button.objectName() or button.text()}")  # type: ignore[misc]

    def press(self, find: Callable[[], Button | None], name: str) -> None:
        """What a button leads to, or each entry of its menu."""

        def found() -> Button:
            button = find()
            assert button is not None, name
            return button

        self.go(name, lambda: found().click(), menus=lambda: self.menu(found, name))

    # the parts

    def home(self) -> None:
        self.tab(0, "inicio")
        self.inside(self.page, "inicio")
        self.window.covering.open_rows(
            RowsWanted("prima-por-anio", "2024", date(2024, 1, 1), date(2024, 12, 31), "2024")
        )
        self.take("filas")
        self.leave()

    def members(self) -> None:
        self.tab(1, "socios")
        self.tools("socios")
        self.list("members", "socios", record=31)
        self.list("positions", "directiva")

    def trainings(self) -> None:
        """The newest that was held with a test: its attendance, its papers, and who lacks a topic."""
        self.tab(2, "capacitaciones")
        self.tools("capacitaciones")
        tab = self.window.page("training_sessions")
        assert isinstance(tab, RecordTab)
        held = next(row for row in self._rows(tab) if row["pass_mark"] is not None and row["state"] == "held")
        self.list("training_sessions", "capacitacion", record=held["id"])
        page = TrainingAttendancePage(self.desk, held["id"]).open()
        self.settle()
        page.choose(1)
        self.take("capacitacion-asistencia")
        self.dialog("capacitacion-persona-nueva", lambda: page.panel.acted.emit("new"))
        self.leave()
        self.list("mandatory_topics", "temas-obligatorios")

    def purchases(self) -> None:
        """What is bought, from whom, and what it became."""
        self.tab(3, "compras")
        self.tools("compras")
        self.list("purchases", "compras")
        for table, name in (
            ("suppliers", "proveedores"),
            ("quotation_requests", "cotizaciones"),
            ("fixed_assets", "activos"),
        ):
            self.list(table, name, record=1)

    def equipment(self) -> None:
        """The store, the hand-outs, the pages that hand out, count, donate and receive, and what is to be renewed."""
        for table, name in (("hand_outs", "entregas"), ("items", "almacen")):
            self.list(table, name, record=1)
        pages: tuple[tuple[DocumentPage, str], ...] = (
            (HandOutPage(self.desk, 1), "entregar"),
            (DonationPage(self.desk), "donar"),
            (StockCountPage(self.desk), "contar-almacen"),
            (ReceivingPage(self.desk, 10), "recibir"),
            (ReturnPage(self.desk, 1), "devolver"),
        )
        for page, name in pages:
            page.open()
            self.take(name)
            self.leave()

    def projects(self) -> None:
        self.tab(4, "proyectos")
        self.tools("proyectos")
        self.list("premium_projects", "proyectos", record=1)
        page = self.window.page("premium_projects")
        assert isinstance(page, RecordTab)
        section = page.card.attachments
        assert section is not None
        page.card.ensureWidgetVisible(section)
        self.take("adjuntos")
        self.dialog("adjunto", lambda: section.open_viewer(section.rows[0]["id"]))

    def committee(self) -> None:
        for table, name in (
            ("committee_terms", "comite"),
            ("committee_sessions", "sesiones"),
            ("premium_incomes", "ingresos-de-prima"),
            ("premium_rates", "tasas-de-prima"),
            ("headings", "rubros"),
        ):
            self.list(table, name)

    def receipts(self) -> None:
        self.tab(5, "recibos")
        tab = self.window.page("receipts")
        assert isinstance(tab, ReceiptsTab)
        tab.choose(2)
        self.settle()
        self.card(tab, "recibo")
        self.dialog("anular", tab.card.ask_to_annul)
        self.desk.want_receipt(receipt_drafts.for_member, 8)
        self.take("recibo-nuevo")
        self.leave()

    def money(self) -> None:
        """The other documents of money and their lists, each as its page first stands."""
        self.window.show_tab(5)
        self.settle()
        tab = self.window.page("receipts")
        assert isinstance(tab, ReceiptsTab)
        for act in BOOK_ACTS:
            self.go(f"caja-{act.name}", lambda act=act: act.open(tab, self.desk))  # type: ignore[misc]

    def corrections(self) -> None:
        """What can be done with a document, each with one it is possible with; and each kind of paper."""
        self.window.show_tab(5)
        self.settle()
        tab = self.window.page("receipts")
        assert isinstance(tab, ReceiptsTab)
        kinds: set[str] = set()
        acts = list(RECEIPT_ACTS)
        tried: Counter[str] = Counter()
        for place in range(min(100, tab.model.rowCount())):
            kind = tab.model.row(place)["kind"]
            tried[kind] += 1
            if tried[kind] > _TRIED_OF_A_KIND:
                continue
            tab.choose(place)
            self.settle()
            chosen = tab.card.chosen
            assert chosen is not None
            if kind not in kinds:
                kinds.add(kind)
                self.take(f"caja-papel-{kind}")
            for act in [each for each in acts if each.is_possible(chosen)]:
                acts.remove(act)
                self.go(f"recibo-{act.name}", lambda act=act, chosen=chosen: act.open(tab, self.desk, chosen))  # type: ignore[misc]

    def assembly(self) -> None:
        self.tab(6, "asamblea")
        self.tools("asamblea")
        self.list("assemblies", "asamblea", record=1)
        tab = self.window.page("assemblies")
        assert isinstance(tab, AssembliesTab)
        for number, name in ((None, "acuerdo"), (2, "acuerdo-con-presupuesto")):
            tab.open_resolution(1, number)
            self.take(name)
        tab.leave_form()
        self.settle()

    def attendance(self) -> None:
        self.window.show_tab(6)
        self.window.covering.open_attendance(1)
        self.settle()
        page = self.window.stack.currentWidget()
        assert isinstance(page, AssemblyAttendancePage)
        page.search.setText("coaquira")
        page.search.taken.emit()
        page.search.taken.emit()
        page.search.setText("mamani")
        page.search.taken.emit()
        self.take("asistencia-marcada")
        page.search.setText("qui")
        self.take("asistencia")
        self.dialog("representado", page.represented_button.click)
        self.leave()
        self.window.covering.open_attendance(3)
        self.take("asistencia-vacia")
        self.leave()

    def office(self) -> None:
        """What the menu at the top right leads to."""
        self.window.show_tab(0)
        self.settle()
        for name, action in self.window.actions_by_name.items():
            if name not in _NOT_PRESSED and action.isVisible():
                self.go(f"oficina-{name}", action.trigger)

    def lists_of_the_office(self) -> None:
        for table in (
            "accounts",
            "funds",
            "accounting_codes",
            "legal_amounts",
            "tax_rates",
            "retention_rules",
        ):
            self.list(table, f"oficina-{table}")

    def restoring(self) -> None:
        """The copies to put one back, the check of all data, and what stands in place of a file that does not open."""
        self.window.show_tab(0)
        page = open_restore(self.desk)
        while page._runner.is_working:
            self.app.processEvents()
        self.take("recuperar")
        self.dialog("clave-papel", lambda: ask_key(page, lambda _key: None))
        page.leave()
        check = open_check(self.desk)
        while check.progress.isVisible():
            self.app.processEvents()
        self.take("comprobar")
        check.leave()
        instead = RecoveryWindow(
            self.books.books.file.path, "El archivo ananea.db está vacío (0 bytes). No se tocó.", ""
        )
        instead.resize(self.window.size())
        instead.show()
        while instead.page._runner.is_working:
            self.app.processEvents()
        self.take("no-se-abre", instead)
        instead.close()
        self.settle()

    def rare(self) -> None:
        """What only comes up where something is wrong, missing or to be agreed by two."""
        self.window.show_record("premium_projects", 1)
        self.settle()
        projects = self.window.page("premium_projects")
        assert isinstance(projects, RecordTab)
        project = next(row for row in self._rows(projects) if row.get("id") == 1)
        self.go("presupuesto", BudgetPage(self.desk, project).open)
        self.dialog("ratificar", RatifyDialog(projects.card, 1).open)
        self.dialog("segunda-persona", SecondPersonDialog(self.window, self.desk, "", ["Rosa Ccama"], _nothing).open)
        self.dialog("clave-nueva", RecoveryDialog(self.window, self.desk, "Rosa Ccama", _nothing).open)
        refused = Outcome(refused=[("acta-escaneada-de-la-asamblea.pdf", "El archivo está vacío.")] * 3)
        self.dialog("no-se-agregaron", RefusedDialog(self.window, refused).open)
        self.go("por-volver-a-anotar", lambda: open_lost(self.desk))
        self.window.show_tab(5)
        self.settle()
        receipts = self.window.page("receipts")
        assert isinstance(receipts, ReceiptsTab)
        self.desk.books.ask(
            booklets.next_series,
            owner=receipts,
            then=lambda series: RegisterDialog(receipts, self.desk, series).open(),
        )
        self.settle()
        self._dialogs("talonario-nuevo")
        self.desk.want_empty_receipt(ReceiptKind.IN)
        self.settle()
        add = self.page.findChild(Button, "add_debts")
        assert isinstance(add, Button)
        self.dialog("agregar-deudas", add.click)
        self.leave()
        self.desk.page_wanted.emit(page := RefundPage(self.desk, 31))
        page.open()
        self.take("devolver-aportacion")
        self.leave()

    @staticmethod
    def _rows(tab: RecordTab) -> Sequence[dict[str, Any]]:
        return [tab.model.row(number) for number in range(tab.model.rowCount())]

    def central(self) -> None:
        """The window of a Central, with nothing in it yet."""
        path = self.books.books.file.path.with_name("consolidado.db")
        make_central(path, "Central de cooperativas")
        thread = open_central_thread(path)
        window = CentralWindow(thread)
        window.resize(self.window.size())
        window.show()
        while not thread.is_idle:
            self.app.processEvents()
        self.take("central", window)
        self.dialog("central-clave", NewKeyDialog(window, thread).open)
        window.close()
        self.settle()

    def signing_in(self) -> None:
        self.window.lock.lock()
        self.take("bloqueada")

    def presentation(self) -> None:
        self.window.covering.open_presentation()
        self.settle()
        page = self.window.stack.currentWidget()
        assert isinstance(page, PresentationPage)
        page.arranger.list.setCurrentRow(1)
        self.take("presentacion")
        page.present(1)
        self.settle()
        assert page.presenter is not None
        page.presenter.swap_screens()  # on this one screen: the notes
        notes = page.presenter.presenter
        notes.showNormal()
        notes.setFixedSize(self.window.width(), 768)
        self.take("presentador", notes)
        page.presenter.leave()
        self.leave()

    def everything(self) -> None:
        for part in PARTS:
            getattr(self, part)()


PARTS = (
    "home",
    "members",
    "trainings",
    "purchases",
    "equipment",
    "projects",
    "committee",
    "receipts",
    "money",
    "corrections",
    "assembly",
    "attendance",
    "office",
    "lists_of_the_office",
    "restoring",
    "presentation",
    "rare",
    "central",
    "signing_in",
)
