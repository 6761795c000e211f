"""Donar: what is given to a school, an orchestra, families; whom it helps, and the act that is signed."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.execution import BENEFICIARY_KINDS
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import hand_outs
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.hand_outs import DonationDraft
from ananea_desktop.ui import theme
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.date_field import DateField
from ananea_desktop.ui.document_page import DocumentPage
from ananea_desktop.ui.fields import NumberField, TextField
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.hand_out_page import hand_out_paper
from ananea_desktop.ui.labels import hairline, label
from ananea_desktop.ui.lines_editor import LineField
from ananea_desktop.ui.problems import mend_when_changed
from ananea_desktop.ui.record_form import field_text, set_field_text, watch_field
from ananea_desktop.ui.stock_field import StockField

_SEXES = {"women": N_("Mujeres"), "men": N_("Varones"), "unknown": N_("Sin distinguir")}


class DonationPage(DocumentPage):
    rights: tuple[Right, ...] = (Right.RECORDS,)
    title = N_("Donar: acta de entrega")
    sentence = N_("Lo que se da a un colegio, a la orquesta o a las familias. Firma quien recibe en nombre de todos.")
    save_text = N_("Guardar y ver el acta")
    form = "donation"
    has_amounts = False

    def choose_from(self, books: Books) -> dict[str, Any]:
        return {"texts": {"handed_on": format_date(books.today())}}

    def make_fields(self) -> dict[str, FormRow]:
        today = self.desk.books.books.today
        projects = [("", _("Ninguno")), *((str(key), name) for key, name in self.choices["premium_projects"])]
        return {
            "receiver_detail": FormRow(_("A quién se dona"), TextField(), stacked=True),
            "receiver_name": FormRow(_("Quién recibe y firma"), TextField(), stacked=True),
            "receiver_document": FormRow(_("Documento"), TextField(), optional=True, stacked=True),
            "handed_on": FormRow(_("Fecha"), DateField(today=today), stacked=True),
            "project_id": FormRow(_("Proyecto de Prima"), ChoiceField(projects), optional=True, stacked=True),
            "note": FormRow(_("Nota"), TextField(), optional=True, stacked=True),
        }

    def line_fields(self) -> tuple[LineField, ...]:
        return (
            LineField(name="stock", title=_("Artículo y talla"), make=lambda: StockField(self.desk.books)),
            LineField(name="quantity", title=_("Cantidad"), make=NumberField, width=140, right=True),
        )

    def add_parts(self, column: QVBoxLayout) -> None:
        self._people: dict[str, FormRow] = {}
        column.addWidget(hairline())
        column.addWidget(label(_("A quiénes beneficia"), "section"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.GAP)
        for place, (kind, text) in enumerate(BENEFICIARY_KINDS.items()):
            name = label(_(text), "text")
            grid.addWidget(name, place, 0, Qt.AlignmentFlag.AlignBottom)
            for index, (sex, caption) in enumerate(_SEXES.items(), start=1):
                row = FormRow(_(caption), NumberField(), stacked=True)
                if place:
                    row.hide_caption()
                row.field.setObjectName(f"{kind}_{sex}")
                row.field.setAccessibleName(f"{_(text)}, {_(caption)}")
                mend_when_changed(row)
                watch_field(row.field, self._react)
                self._people[f"{kind} {sex}"] = row
                grid.addWidget(row, place, index)
        grid.setColumnStretch(0, 1)
        column.addLayout(grid)

    def _fill(self, given: Mapping[str, Any]) -> None:
        for kind, counts in given.get("beneficiaries", {}).items():
            for sex, text in counts.items():
                set_field_text(self._people[f"{kind} {sex}"].field, text)
        super()._fill(given)

    def texts(self) -> dict[str, Any]:
        found: dict[str, dict[str, str]] = {kind: {} for kind in BENEFICIARY_KINDS}
        for name, row in self._people.items():
            kind, sex = name.split()
            found[kind][sex] = field_text(row.field)
        return super().texts() | {"beneficiaries": found}

    def save(self, books: Books, texts: dict[str, Any], confirmed: tuple[str, ...]) -> Any:
        lines = [line for line in texts["lines"] if line["stock"] or line["quantity"]]
        return hand_outs.donate(books, DonationDraft(**{**texts, "lines": lines}), confirmed)

    def problem_rows(self) -> Mapping[str, FormRow]:
        return {**self.rows, **self._people}

    def tell_saved(self, made: Any) -> None:
        self.desk.said.emit(_("Se guardó: Donación {number}.").format(number=made.number_text))

    def after_saving(self, made: Any) -> None:
        self.left.emit()
        self.desk.paper_wanted.emit(hand_out_paper(made.id, _("Donación {number}").format(number=made.number_text)))
