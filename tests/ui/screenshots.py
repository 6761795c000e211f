"""Every tab, page and dialog with the sample data as PNG: ``python3 resources/dev.py screenshots DIR``."""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from ananea_desktop import app as program
from ananea_desktop import commands
from ananea_desktop.operations import receipt_drafts
from ananea_desktop.operations.books import open_books
from ananea_desktop.ui import theme
from ananea_desktop.ui.assembly_attendance import AssemblyAttendancePage
from ananea_desktop.ui.booklets import open_booklets
from ananea_desktop.ui.books_thread import BooksThread, open_in_thread
from ananea_desktop.ui.card import SectionHeader
from ananea_desktop.ui.cash_acts import BOOK_ACTS
from ananea_desktop.ui.checking import open_check
from ananea_desktop.ui.desk import RowsWanted
from ananea_desktop.ui.document_page import DocumentPage
from ananea_desktop.ui.donation_page import DonationPage
from ananea_desktop.ui.dossier import dossier_paper
from ananea_desktop.ui.evidence_pages import SampleDialog
from ananea_desktop.ui.hand_out_page import HandOutPage
from ananea_desktop.ui.main_window import MainWindow
from ananea_desktop.ui.number_report import open_number_report
from ananea_desktop.ui.paper_page import report_paper
from ananea_desktop.ui.people_papers import PeoplePapersPage
from ananea_desktop.ui.presentation_page import PresentationPage
from ananea_desktop.ui.reallocation_page import open_reallocation
from ananea_desktop.ui.receiving_page import ReceivingPage
from ananea_desktop.ui.record_tab import RecordTab
from ananea_desktop.ui.recovery import RecoveryWindow, open_restore
from ananea_desktop.ui.renewals_page import open_renewals
from ananea_desktop.ui.restore_questions import ask_key
from ananea_desktop.ui.return_page import ReturnPage
from ananea_desktop.ui.reversal import open_reversal
from ananea_desktop.ui.stock_count_page import StockCountPage
from ananea_desktop.ui.tabs.assemblies import AssembliesTab, assembly_paper
from ananea_desktop.ui.tabs.receipts import ReceiptsTab
from ananea_desktop.ui.tabs.trainings import open_lacking, training_paper
from ananea_desktop.ui.training_attendance import TrainingAttendancePage

_PAGES = (
    "transfer",
    "bank_note",
    "opening",
    "advances",
    "cash_count",
    "cash_counts",
    "closings",
    "unsigned",
    "unsupported",
    "till_book",
)
SIZES = ((1366, 689), (1024, 700))
THEMES = {"light": theme.LIGHT, "dark": theme.DARK}
QUIET_SECONDS = 0.6
"""The preview is drawn 150 ms after the last change, by a thread of its own."""


class Photographer:
    def __init__(self, folder: Path, app: QApplication, books: BooksThread, window: MainWindow) -> None:
        self.folder = folder
        self.app = app
        self.books = books
        self.window = window
        self.look = ""

    def settle(self) -> None:
        quiet_since = time.monotonic()
        while time.monotonic() - quiet_since < QUIET_SECONDS:
            self.app.processEvents()
            if not self.books.is_idle:
                quiet_since = time.monotonic()

    def take(self, name: str, widget: QWidget | None = None) -> None:
        self.settle()
        (widget or self.window).grab().save(str(self.folder / f"{name}-{self.look}.png"))

    def tab(self, number: int, name: str) -> None:
        self.window.show_tab(number)
        self.take(name)

    def dialog(self, name: str, ask: Callable[[], object]) -> None:
        ask()
        self.settle()
        box = QApplication.activeModalWidget()
        if box is not None:
            self.take(name, box)
            box.close()
            self.settle()

    def form(self, table: str, name: str, *, new: bool) -> None:
        page = self.window.page(table)
        assert isinstance(page, RecordTab)
        page.open_form(None if new else page.card.record_id)
        self.settle()
        self.take(name)
        if new:
            page.form.save()
            self.take(f"{name}-errores")
        page.leave_form()
        self.settle()

    def assembly(self) -> None:
        self.tab(6, "asamblea")
        self.form("assemblies", "asamblea-nueva", new=True)
        self.window.show_record("assemblies", 1)
        self.take("asamblea-pasada")
        tab = self.window.page("assemblies")
        assert isinstance(tab, AssembliesTab)
        tab.open_resolution(1, None)
        self.take("acuerdo")
        tab.open_resolution(1, 2)
        self.take("acuerdo-con-presupuesto")
        tab.leave_form()
        self.settle()
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
        self.window.covering.leave_seen()
        self.settle()
        self.window.covering.open_attendance(3)
        self.take("asistencia-vacia")
        self.window.covering.leave_seen()
        self.settle()
        for name in ("convocatoria", "acta"):
            self.window.desk.paper_wanted.emit(assembly_paper(tab.model.row(0), name))
            self.take(f"papel-{name}")
            self.window.covering.leave_seen()
            self.settle()

    def trainings(self) -> None:
        """The newest that was held with a test: its attendance, its papers, and who lacks a topic."""
        tab = self.window.page("training_sessions")
        assert isinstance(tab, RecordTab)
        self.window.show_tab(2)
        self.settle()
        rows = [tab.model.row(number) for number in range(tab.model.rowCount())]
        held = next(row for row in rows if row["pass_mark"] is not None and row["state"] == "held")
        self.window.show_record("training_sessions", held["id"])
        self.take("capacitacion-ficha")
        page = TrainingAttendancePage(self.window.desk, held["id"]).open()
        self.settle()
        page.choose(1)
        self.take("capacitacion-asistencia")
        self.dialog("capacitacion-persona-nueva", lambda: page.panel.acted.emit("new"))
        self.window.covering.leave_seen()
        self.settle()
        for name in ("registro", "constancias"):
            self.window.desk.paper_wanted.emit(training_paper(held, name))
            self.take(f"papel-{name}")
            self.window.covering.leave_seen()
            self.settle()
        open_lacking(self.window.desk)
        self.take("temas-pendientes")
        self.window.covering.leave_seen()

    def members(self) -> None:
        """The card with its states and positions, what changes them, the directiva, and papers of many people."""
        self.window.show_record("members", 31)
        self.take("ficha-estados")
        page = self.window.page("members")
        assert isinstance(page, RecordTab)
        state = page.card.findChildren(SectionHeader, "states")[0]
        self.dialog("estado-cambiar", state.link_clicked.emit)
        self.window.show_record("positions", 0)
        self.take("directiva")
        self.form("positions", "directiva-nuevo", new=True)
        PeoplePapersPage(self.window.desk).open()
        self.take("listas-de-firmas")
        self.window.covering.leave_seen()
        for name in ("padron", "credenciales"):
            self.window.desk.paper_wanted.emit(name)
            self.take(f"papel-{name}")
            self.window.covering.leave_seen()

    def committee(self) -> None:
        for table, name in (("committee_terms", "comite"), ("committee_sessions", "sesiones")):
            self.window.show_record(table, 0)
            self.take(name)
            self.form(table, f"{name}-nuevo", new=True)
            self.form(table, f"{name}-cambiar", new=False)
        self.window.desk.paper_wanted.emit(report_paper("plan-prima", 2027))
        self.take("plan-de-la-prima")
        self.window.covering.leave_seen()
        self.window.desk.paper_wanted.emit(dossier_paper(2))
        self.take("expediente")
        self.window.covering.leave_seen()

    def equipment(self) -> None:
        """The store, the hand-outs, the pages that hand out, count, donate and receive, and what is to be renewed."""
        self.window.actions_by_name["hand_outs"].trigger()
        self.take("entregas")
        self.window.actions_by_name["items"].trigger()
        self.take("almacen")
        self.form("items", "articulo-nuevo", new=True)
        self.form("items", "articulo-cambiar", new=False)
        desk = self.window.desk
        pages: tuple[tuple[DocumentPage, str], ...] = (
            (HandOutPage(desk, 1), "entregar"),
            (DonationPage(desk), "donar"),
            (StockCountPage(desk), "contar-almacen"),
            (ReceivingPage(desk, 10), "recibir"),
            (ReturnPage(desk, 1), "devolver"),
        )
        for page, name in pages:
            page.open()
            self.take(name)
            self.window.covering.leave_seen()
        open_renewals(desk)
        self.take("por-renovar")
        self.window.covering.leave_seen()

    def purchases(self) -> None:
        """What is bought with more than an invoice: offers, assets, the rates of taxes, debts to a supplier."""
        for table, name in (("quotation_requests", "cotizaciones"), ("fixed_assets", "activos")):
            self.window.show_record(table, 0)
            self.take(name)
            self.form(table, f"{name}-nuevo", new=True)
            self.form(table, f"{name}-cambiar", new=False)
        self.window.actions_by_name["tax_rates"].trigger()
        self.take("tasas")
        self.window.show_record("suppliers", 1)
        self.take("proveedor")
        for name in ("por-pagar", "inventario"):
            self.window.covering.open_paper(name)
            self.take(name)
            self.window.covering.leave_seen()

    def attachments(self) -> None:
        """Of the first project, which has photos of before and after."""
        self.window.show_record("premium_projects", 1)
        self.settle()
        page = self.window.page("premium_projects")
        assert isinstance(page, RecordTab)
        section = page.card.attachments
        assert section is not None
        page.card.ensureWidgetVisible(section)
        self.take("adjuntos")
        self.dialog("adjunto", lambda: section.open_viewer(section.rows[0]["id"]))
        self.window.show_tab(5)

    def money(self, tab: ReceiptsTab) -> None:
        """The other documents of money and their lists, each as its page first stands."""
        for act in BOOK_ACTS:
            if act.name in _PAGES:
                act.open(tab, self.window.desk)
                self.settle()
                self.take(f"caja-{act.name}")
                self.window.covering.leave_seen()
                self.settle()
        for kind in ("transfer", "bank_note", "opening", "rendition"):
            rows = [tab.model.row(number) for number in range(min(80, tab.model.rowCount()))]
            place = next((number for number, row in enumerate(rows) if row["kind"] == kind), None)
            if place is not None:
                tab.choose(place)
                self.take(f"caja-papel-{kind}")
        self.dialog("caja-muestra", lambda: SampleDialog(tab, self.window.desk).open())

    def corrections(self, tab: ReceiptsTab) -> None:
        """What is done with a receipt that was reallocated, and the booklets and numbers."""
        rows = [tab.model.row(number) for number in range(20)]
        place = next(number for number, row in enumerate(rows) if row["kind"] == "reallocation")
        tab.choose(place)
        self.take("recibo-reimputacion")
        tab.choose(place + 1)  # the one it corrects
        self.settle()
        chosen = tab.card.chosen
        assert chosen is not None
        self.dialog("anular-no", tab.card.ask_to_annul)
        self.dialog("extorno", lambda: open_reversal(tab, self.window.desk, chosen))
        self.dialog("talonarios", lambda: open_booklets(tab, self.window.desk))
        self.dialog("numeros", lambda: open_number_report(tab, self.window.desk))
        open_reallocation(tab, self.window.desk, chosen)
        self.take("reimputacion")
        self.window.covering.leave_seen()
        self.settle()

    def restoring(self) -> None:
        """The copies to put one back, the check of all data, and what stands in place of a file that does not open."""
        page = open_restore(self.window.desk)
        while page._runner.is_working:
            self.app.processEvents()
        self.take("recuperar")
        self.dialog("clave-papel", lambda: ask_key(page, lambda _key: None))
        page.leave()
        check = open_check(self.window.desk)
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

    def everything(self) -> None:
        for number, name in enumerate(("inicio", "socios", "capacitaciones", "compras", "proyectos", "recibos")):
            self.tab(number, name)
            table = ("", "members", "training_sessions", "purchases", "premium_projects", "")[number]
            if table:
                self.form(table, f"{name}-nuevo", new=True)
                self.form(table, f"{name}-cambiar", new=False)
        self.attachments()
        tab = self.window.page("receipts")
        assert isinstance(tab, ReceiptsTab)
        tab.choose(2)
        self.settle()
        self.dialog("anular", tab.card.ask_to_annul)
        self.money(tab)
        self.corrections(tab)
        self.window.desk.want_receipt(receipt_drafts.for_member, 8)
        self.take("recibo")
        self.window.covering.leave_seen()
        self.window.covering.open_paper("proyectos")
        self.take("papel")
        self.window.covering.leave_seen()
        self.assembly()
        self.window.covering.open_charts()
        self.take("graficos")
        self.window.covering.open_rows(
            RowsWanted("prima-por-anio", "2024", date(2024, 1, 1), date(2024, 12, 31), "2024")
        )
        self.take("filas")
        self.window.covering.leave_seen()
        self.window.covering.leave_seen()
        self.trainings()
        self.members()
        self.committee()
        self.equipment()
        self.purchases()
        self.window.open_profile()
        self.take("cooperativa")
        self.window.covering.leave_seen()
        self.restoring()
        self.dialog("persona", self.window.ask_user)
        self.presentation()

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
        notes.resize(self.window.width(), 768)
        self.take("presentador", notes)
        page.presenter.leave()
        self.window.covering.leave_seen()


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    app = program.make_application()
    for look, palette in THEMES.items():
        for width, height in SIZES:
            theme.apply_theme(app, palette)
            with tempfile.TemporaryDirectory() as place:
                commands.main(["demo", place])
                path = Path(place) / "ananea.db"
                books = open_in_thread(lambda path=path: open_books(path))  # type: ignore[misc]
                window = MainWindow(books)
                window.resize(width, height)
                window.show()
                photographer = Photographer(folder, app, books, window)
                photographer.look = f"{look}-{width}"
                photographer.everything()
                window.close()
                books.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
