"""Receipts without a signed scan, egresos without support, and the auditor's sample."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.money import format_money
from ananea_desktop.domain.receipts import SHORT_TITLES, ReceiptKind, number_text
from ananea_desktop.domain.steps import Steps
from ananea_desktop.operations import evidence, papers
from ananea_desktop.operations.books import Books
from ananea_desktop.ui.buttons import primary_button, secondary_button
from ananea_desktop.ui.cells import Column
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import Dialog
from ananea_desktop.ui.fields import NumberField, TextField
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.list_page import ListPage
from ananea_desktop.ui.paper_page import Paper
from ananea_desktop.ui.pdf_pages import on_pdf_thread
from ananea_desktop.ui.record_form import field_text
from ananea_desktop.ui.record_model import ListColumn, Row

COLUMNS = (
    ListColumn(
        title=N_("Fecha"), text=lambda row: format_date(row["issued_on"]), layout=Column(samples=("23/11/2026",))
    ),
    ListColumn(
        title=N_("Tipo"),
        text=lambda row: _(SHORT_TITLES[ReceiptKind(row["kind"])]),
        layout=Column(samples=("Ingreso mm",)),
    ),
    ListColumn(
        title=N_("Número"),
        text=lambda row: number_text(row["series"], row["number"]),
        layout=Column(samples=("001-000123",)),
    ),
    ListColumn(title=N_("Nombre"), text=lambda row: row["party_name"], layout=Column(stretch=2)),
    ListColumn(title=N_("Concepto"), text=lambda row: row["concept"], layout=Column(stretch=2, optional=True)),
    ListColumn(
        title=N_("Importe"),
        text=lambda row: format_money(row["total"], row["currency"]),
        layout=Column(samples=("US$ 100,000.00",), right=True),
    ),
)


@dataclass(frozen=True)
class _List:
    title: str
    sentence: str
    empty: str
    rows: Callable[[Books], Steps[list[Row]]]
    report: str


_LISTS = {
    "unsigned": _List(
        N_("Recibos sin firma escaneada"),
        N_(
            "Escanee o fotografíe cada recibo firmado y adjúntelo: Enter abre el recibo, y en «Adjuntos» está «Adjuntar"
            " el recibo firmado». Si lleva huella digital, tápela antes: es un dato personal."
        ),
        N_("Todos los recibos tienen su firma escaneada."),
        evidence.without_signed_scan,
        "sin-firma",
    ),
    "unsupported": _List(
        N_("Egresos sin sustento"),
        N_("Detrás de estos egresos no hay compra, comprobante ni papel adjunto. Adjunte la boleta, factura o acta."),
        N_("Todos los egresos tienen sustento."),
        evidence.without_support,
        "sin-sustento",
    ),
}


def open_list(name: str, desk: Desk) -> None:
    """Shows one of the lists over what is in sight."""
    wanted = _LISTS[name]
    ListPage(
        desk,
        title=_(wanted.title),
        sentence=_(wanted.sentence),
        empty=_(wanted.empty),
        icon="check-circle",
        steps=(
            _("Escanee o fotografíe el papel firmado o el comprobante."),
            _("Póngalo en «Adjuntos», en la ficha del recibo."),
            _("Mientras falte, el recibo aparece en esta lista."),
        ),
        columns=COLUMNS,
        rows=wanted.rows,
        most=evidence.MOST_SHOWN,
        report=wanted.report,
    ).open()


class SampleDialog(Dialog):
    """How many documents, and the seed that whoever checks chooses."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent, _("Muestra de auditoría"))
        self.desk = desk
        self.add_sentence(
            _(
                "Salen documentos al azar, cada uno con sus sustentos, en un solo PDF. La semilla la elige quien"
                " revisa: con la misma semilla sale la misma muestra."
            )
        )
        self.count = NumberField("10")
        self.count.setObjectName("count")
        self.seed = TextField()
        self.seed.setObjectName("seed")
        self.rows = {
            "count": FormRow(_("Cuántos documentos"), self.count, stacked=True),
            "seed": FormRow(_("Semilla (palabra o número)"), self.seed, stacked=True),
        }
        for row in self.rows.values():
            self.content.addWidget(row)
        self.add_button(secondary_button(_("Cerrar"), shortcut="Esc"), self.reject)
        self.add_button(primary_button(_("Sacar la muestra"), "check"), self._draw).setObjectName("draw_sample")
        self.seed.setFocus()

    def _draw(self) -> None:
        count, seed = field_text(self.count), field_text(self.seed)
        self.desk.books.ask(
            _try, count, seed, owner=self, then=lambda _none: self._show(count, seed), refused=self._refuse
        )

    def _refuse(self, problem: UserError) -> None:
        if not isinstance(problem, InvalidRecord):
            self.desk.books.problem_met.emit(problem)
            return
        for name, row in self.rows.items():
            row.set_problem(problem.problems.get(name, ""))
        self._place()

    def _show(self, count: str, seed: str) -> None:
        self.accept()
        self.desk.paper_wanted.emit(
            Paper(
                title=_("Muestra de auditoría"),
                file_name="muestra-auditoria",
                make=lambda books, year, language, _form: _whole(books, year, count, seed, language),
                by_year=True,
            )
        )


def _try(books: Books, count: str, seed: str) -> None:
    """Raises InvalidRecord before anything is drawn."""
    next(evidence.sample_parts(books, None, count, seed))


def _whole(books: Books, year: int | None, count: str, seed: str, language: str) -> Steps[bytes]:
    parts: list[Any] = yield from evidence.sample_parts(books, year, count, seed, language)
    return on_pdf_thread(lambda: papers.joined(parts)).result()
