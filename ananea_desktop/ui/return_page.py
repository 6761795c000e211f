"""Devolver: what a person gives back, thing by thing, and whether it still serves."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.hand_outs import CONDITIONS
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.purchases import counted_text
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import hand_outs
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.hand_outs import ReturnDraft
from ananea_desktop.operations.stock import stock_name
from ananea_desktop.ui import theme
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.date_field import DateField
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.document_page import DocumentPage
from ananea_desktop.ui.fields import NumberField, TextField
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.hand_out_page import hand_out_paper
from ananea_desktop.ui.labels import hairline, label
from ananea_desktop.ui.problems import mend_when_changed
from ananea_desktop.ui.record_form import field_text, set_field_text, watch_field
from ananea_desktop.ui.record_model import Row

_NAME_WIDTH = 300


class ReturnPage(DocumentPage):
    rights: tuple[Right, ...] = (Right.RECORDS,)
    title = N_("Devolver equipo")
    sentence = N_("Anote cuánto devuelve de cada cosa. Lo que sirve vuelve al almacén.")
    save_text = N_("Guardar y ver el papel")
    columns = 2

    def __init__(self, desk: Desk, member_id: int) -> None:
        super().__init__(desk)
        self._member_id = member_id
        self.form = f"return {member_id}"

    def choose_from(self, books: Books) -> dict[str, Any]:
        person = hand_outs.person_columns(books, self._member_id)
        held = hand_outs.held_by(books, self._member_id)
        return {"held": held, "person": person["person_name"], "texts": {"handed_on": format_date(books.today())}}

    def make_fields(self) -> dict[str, FormRow]:
        today = self.desk.books.books.today
        return {
            "handed_on": FormRow(_("Fecha"), DateField(today=today), stacked=True),
            "note": FormRow(_("Nota"), TextField(), optional=True, stacked=True),
        }

    def add_parts(self, column: QVBoxLayout) -> None:
        self._held: dict[str, FormRow] = {}
        self._conditions: dict[str, ChoiceField] = {}
        column.addWidget(label(self.choices["person"], "strong", wrap=True, name="returning"))
        column.addWidget(hairline())
        for row in self.choices["held"]:
            column.addWidget(self._line(row))
        if not self.choices["held"]:
            column.addWidget(label(_("No tiene nada que devolver."), "secondary"))

    def _line(self, row: Row) -> FormRow:
        key = str(row["id"])
        line = FormRow(stock_name(row["item_name"], row["size"]), NumberField(), stacked=True)
        line.field.setObjectName(f"back_{key}")
        theme.keep_scaled(line.field, QWidget.setFixedWidth, 96)
        condition = ChoiceField([(value, _(text)) for value, text in CONDITIONS.items()], fits=True)
        condition.setObjectName(f"condition_{key}")
        condition.setAccessibleName(_("Estado"))
        beside = QWidget()
        inner = QHBoxLayout(beside)
        inner.setContentsMargins(0, 0, 0, 0)
        words = _("de {left}, del {day}").format(
            left=counted_text(row["left"], row["unit"]), day=format_date(row["handed_on"])
        )
        inner.addWidget(condition)
        inner.addWidget(label(words, "secondary"))
        line.set_beside(beside, theme.scaled(_NAME_WIDTH))
        mend_when_changed(line)
        watch_field(line.field, self._react)
        watch_field(condition, self._react)
        self._held[key], self._conditions[key] = line, condition
        return line

    def _fill(self, given: Mapping[str, Any]) -> None:
        for key, texts in given.get("back", {}).items():
            if key in self._held:
                set_field_text(self._held[key].field, texts.get("quantity", ""))
                set_field_text(self._conditions[key], texts.get("condition", ""))
        super()._fill(given)

    def texts(self) -> dict[str, Any]:
        back = {
            key: {"quantity": field_text(line.field), "condition": field_text(self._conditions[key])}
            for key, line in self._held.items()
        }
        return super().texts() | {"back": back}

    def save(self, books: Books, texts: dict[str, Any], confirmed: tuple[str, ...]) -> Any:
        given = {name: text for name, text in texts.items() if name != "back"}
        return hand_outs.give_back(books, ReturnDraft(member_id=str(self._member_id), lines=texts["back"], **given))

    def problem_rows(self) -> Mapping[str, FormRow]:
        return {**self.rows, **self._held}

    def tell_saved(self, made: Any) -> None:
        self.desk.said.emit(_("Se guardó: Devolución {number}.").format(number=made.number_text))

    def after_saving(self, made: Any) -> None:
        self.left.emit()
        self.desk.paper_wanted.emit(hand_out_paper(made.id, _("Devolución {number}").format(number=made.number_text)))
