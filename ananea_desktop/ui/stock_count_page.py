"""Contar el almacén: what is there, item by item and size by size; the difference is shown before it is kept."""

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout

from ananea_desktop.domain import money
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.text import InvalidValue
from ananea_desktop.operations import stock
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.stock import CountDraft
from ananea_desktop.ui.date_field import DateField
from ananea_desktop.ui.document_page import DocumentPage
from ananea_desktop.ui.fields import NumberField, TextField
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.lines_editor import LineField
from ananea_desktop.ui.record_form import field_text
from ananea_desktop.ui.stock_field import StockField

_PAUSE = 200
"""Milliseconds without a key before the books are asked what there should be."""


class StockCountPage(DocumentPage):
    rights: tuple[Right, ...] = (Right.RECORDS,)
    title = N_("Contar y ajustar el almacén")
    sentence = N_(
        "Anote cuánto hay de verdad. El almacén queda como lo contó, y el motivo con su nombre en la historia."
    )
    save_text = N_("Ajustar el almacén")
    form = "stock_count"
    columns = 2
    has_amounts = False

    def choose_from(self, books: Books) -> dict[str, Any]:
        return {"texts": {"moved_on": format_date(books.today())}}

    def make_fields(self) -> dict[str, FormRow]:
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._ask_expected)
        today = self.desk.books.books.today
        return {
            "moved_on": FormRow(_("Fecha del conteo"), DateField(today=today), stacked=True),
            "reason": FormRow(_("Motivo"), TextField(), stacked=True),
        }

    def line_fields(self) -> tuple[LineField, ...]:
        return (
            LineField(name="stock", title=_("Artículo y talla"), make=lambda: StockField(self.desk.books)),
            LineField(name="counted", title=_("Hay de verdad"), make=NumberField, width=140, right=True),
        )

    def add_parts(self, column: QVBoxLayout) -> None:
        self.difference = label("", "strong", wrap=True, name="difference")
        column.addWidget(self.difference)

    def arrange(self) -> None:
        self._pause.start()

    def _ask_expected(self) -> None:
        if self.lines is not None:
            names = [line["stock"] for line in self.lines.texts() if line["stock"]]
            day = field_text(self.rows["moved_on"].field)
            self.desk.books.ask(stock.expected, names, day, owner=self, then=self._show_difference)

    def _show_difference(self, expected: dict[str, int]) -> None:
        assert self.lines is not None
        told = []
        for line in self.lines.texts():
            there = expected.get(line["stock"])
            if there is None:
                continue
            words = _("{name}: según el programa hay {there}").format(
                name=line["stock"], there=money.format_quantity(there)
            )
            try:
                counted = money.read_quantity(line["counted"], allow_zero=True)
            except InvalidValue:
                told.append(words)
                continue
            difference = money.format_signed_quantity(counted - there) if counted != there else _("coincide")
            told.append(f"{words}  →  {difference}")
        self.difference.setText("\n".join(told))

    def save(self, books: Books, texts: dict[str, Any], confirmed: tuple[str, ...]) -> int:
        lines = [line for line in texts["lines"] if line["stock"] or line["counted"]]
        return stock.adjust(books, CountDraft(**{**texts, "lines": lines}))

    def tell_saved(self, made: Any) -> None:
        self.desk.said.emit(_("Se ajustó el almacén."))

    def after_saving(self, made: Any) -> None:
        self.left.emit()
