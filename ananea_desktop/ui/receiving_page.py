"""Recibir: what came of a purchase, line by line; what was received by mistake is taken back here too."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.money import format_quantity
from ananea_desktop.domain.purchases import counted_text
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import stock
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.stock import ReceivingDraft
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import link_button
from ananea_desktop.ui.date_field import DateField
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import Question
from ananea_desktop.ui.document_page import DocumentPage
from ananea_desktop.ui.fields import NumberField, TextField
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.labels import hairline, label
from ananea_desktop.ui.problems import mend_when_changed
from ananea_desktop.ui.record_form import field_text, set_field_text, watch_field
from ananea_desktop.ui.record_model import Row

_NAME_WIDTH = 330
_FIELD_WIDTH = 96


class ReceivingPage(DocumentPage):
    rights: tuple[Right, ...] = (Right.RECORDS,)
    title = N_("Recibir la compra")
    sentence = N_("Cuente lo que llegó. Lo que falte se puede recibir otro día.")
    save_text = N_("Recibir en el almacén")

    def __init__(self, desk: Desk, purchase_id: int) -> None:
        super().__init__(desk)
        self.purchase_id = purchase_id
        self.form = f"receiving {purchase_id}"

    def choose_from(self, books: Books) -> dict[str, Any]:
        lines = stock.to_receive(books, self.purchase_id)
        left = {str(line["id"]): format_quantity(_left(line)) if _left(line) else "" for line in lines}
        return {"lines": lines, "texts": {"moved_on": format_date(books.today()), "quantities": left}}

    def make_fields(self) -> dict[str, FormRow]:
        today = self.desk.books.books.today
        return {
            "moved_on": FormRow(_("Fecha en que llegó"), DateField(today=today), stacked=True),
            "reason": FormRow(_("Guía o nota"), TextField(), optional=True, stacked=True),
        }

    def add_parts(self, column: QVBoxLayout) -> None:
        self._quantities: dict[str, FormRow] = {}
        column.addWidget(hairline())
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        for place, line in enumerate(self.choices["lines"]):
            grid.addWidget(self._line(line), place, 0)
        column.addLayout(grid)
        if not self.choices["lines"]:
            sentence = _("Ninguna línea de esta compra es de un artículo del catálogo: el almacén no cambia.")
            column.addWidget(label(sentence, "secondary", wrap=True, name="no_lines"))

    def _line(self, line: Row) -> FormRow:
        row = FormRow(stock.stock_name(line["item_name"], line["size"]), NumberField(), stacked=True)
        row.field.setObjectName(f"came_{line['id']}")
        theme.keep_scaled(row.field, QWidget.setFixedWidth, _FIELD_WIDTH)
        row.field.setAlignment(Qt.AlignmentFlag.AlignRight)  # type: ignore[attr-defined]
        beside = QWidget()
        inner = QHBoxLayout(beside)
        inner.setContentsMargins(0, 0, 0, 0)
        words = _("de {bought}  ·  recibido {received}").format(
            bought=counted_text(line["quantity"], line["unit"]), received=format_quantity(line["received"])
        )
        inner.addWidget(label(words, "secondary"))
        if line["received"] > 0:
            undo = link_button(_("Deshacer lo recibido"), "arrow-counter-clockwise")
            undo.setObjectName(f"undo_{line['id']}")
            undo.clicked.connect(partial(self._ask_to_undo, line))
            inner.addWidget(undo)
        row.set_beside(beside, theme.scaled(_NAME_WIDTH))
        row.field.setEnabled(_left(line) > 0)
        mend_when_changed(row)
        watch_field(row.field, self._react)
        self._quantities[str(line["id"])] = row
        return row

    def _ask_to_undo(self, line: Row, _checked: bool = False) -> None:
        question = Question(
            self,
            _("¿Deshacer lo recibido?"),
            yes=_("Deshacer"),
            no=_("No deshacer"),
            icon="arrow-counter-clockwise",
            destroying=True,
        )
        words = _("{name}: se quitan {count} del almacén. La historia del artículo lo muestra.")
        question.add_sentence(words.format(name=line["item_name"], count=format_quantity(line["received"])))
        question.ask_reason(_("Motivo"))
        question.accepted.connect(
            lambda: self.desk.books.ask(
                stock.undo_receiving, line["id"], question.reason(), owner=self, then=lambda _none: self._undone()
            )
        )
        question.open()

    def _undone(self) -> None:
        self.desk.said.emit(_("Se deshizo lo recibido. Anote de nuevo lo que llegó."))
        self.desk.record_saved.emit()
        self.left.emit()
        ReceivingPage(self.desk, self.purchase_id).open()

    def _fill(self, given: Mapping[str, Any]) -> None:
        quantities = given.get("quantities", {})
        for name, row in self._quantities.items():
            set_field_text(row.field, str(quantities.get(name, "")))
        super()._fill(given)

    def texts(self) -> dict[str, Any]:
        quantities = {name: field_text(row.field) for name, row in self._quantities.items()}
        return super().texts() | {"quantities": quantities, "purchase_id": str(self.purchase_id)}

    def save(self, books: Books, texts: dict[str, Any], confirmed: tuple[str, ...]) -> int:
        return stock.receive(books, ReceivingDraft(**texts), confirmed)

    def problem_rows(self) -> Mapping[str, FormRow]:
        return {**self.rows, **self._quantities}

    def tell_saved(self, made: Any) -> None:
        self.desk.said.emit(_("Se recibió en el almacén."))

    def after_saving(self, made: Any) -> None:
        self.left.emit()


def _left(line: Row) -> int:
    """What is still to come of a line, in thousandths."""
    return max(0, int(line["quantity"] - line["received"]))
