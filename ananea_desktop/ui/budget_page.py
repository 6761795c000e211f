"""What was approved for a project: with its acta, votes and conditions, by lines; and its ratification."""

from typing import Any

from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.money import format_money
from ananea_desktop.domain.projects import DECIDED_BY
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import project_budgets
from ananea_desktop.operations.books import Books
from ananea_desktop.ui.buttons import primary_button, secondary_button
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.date_field import DateField
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import Dialog
from ananea_desktop.ui.document_page import DocumentPage
from ananea_desktop.ui.fields import AmountField, NumberField, TextArea, TextField
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.lines_editor import LineField
from ananea_desktop.ui.record_card import RecordCard
from ananea_desktop.ui.record_form import field_text
from ananea_desktop.ui.record_model import Row

_IN_PAGE = ("account_id", "token", "lines")


class BudgetPage(DocumentPage):
    """What was approved before stays written: a change is one more budget, with its reason."""

    rights: tuple[Right, ...] = (Right.RECORDS,)
    title = N_("Presupuesto aprobado")
    save_text = N_("Anotar")

    def __init__(self, desk: Desk, project: Row) -> None:
        """``project`` as its list has it."""
        super().__init__(desk)
        self.project_id = int(project["id"])
        self.is_first = project["budget"] is None
        self.form = f"budget_{self.project_id}"
        if not self.is_first:
            self.title = N_("Cambio del presupuesto")
        self.sentence = _first_words(project) if self.is_first else _change_words(project)  # said already translated

    def choose_from(self, books: Books) -> dict[str, Any]:
        return {"texts": {"decided_by": "assembly"}, "this_year": books.today().year}

    def make_fields(self) -> dict[str, FormRow]:
        rows = {
            "decided_on": FormRow(_("Fecha"), DateField(today=self.desk.books.books.today), stacked=True),
            "decided_by": FormRow(
                _("Quién decidió"), ChoiceField([(code, _(text)) for code, text in DECIDED_BY.items()]), stacked=True
            ),
            "acta": FormRow(_("Acta y acuerdo"), TextField(), stacked=True),
            "amount": FormRow(_("Monto aprobado S/"), AmountField(currency="PEN"), stacked=True),
            "votes_for": FormRow(_("Votos a favor"), NumberField(), optional=True, stacked=True),
            "votes_against": FormRow(_("En contra"), NumberField(), optional=True, stacked=True),
            "votes_abstaining": FormRow(_("Abstenciones"), NumberField(), optional=True, stacked=True),
            "conditions": FormRow(_("Condiciones"), TextArea(lines=2), optional=True, stacked=True),
        }
        if not self.is_first:
            rows["reason"] = FormRow(_("Motivo del cambio"), TextArea(lines=2), stacked=True)
        return rows

    def line_fields(self) -> tuple[LineField, ...]:
        funds = [(f"{key}/", name) for key, name in self.choices["funds"]]
        return (
            self.concept_field(_("En qué")),
            LineField(name="year", title=_("Año"), make=NumberField, width=90),
            LineField(name="fund", title=_("Fondo"), make=lambda: ChoiceField(funds), width=220),
            self.amount_field(),
        )

    def save(self, books: Books, texts: dict[str, Any], confirmed: tuple[str, ...]) -> int:
        fields = {name: text for name, text in texts.items() if name not in _IN_PAGE}
        return project_budgets.approve(books, self.project_id, fields, texts["lines"], texts["token"])

    def tell_saved(self, made: Any) -> None:
        first, later = _("Se anotó el presupuesto aprobado."), _("Se anotó el cambio del presupuesto.")
        self.desk.said.emit(first if self.is_first else later)

    def after_saving(self, made: Any) -> None:
        self.left.emit()


def _detail() -> str:
    return _("El detalle de abajo es opcional: por concepto, año y fondo.")


def _first_words(project: Row) -> str:
    asked = project["proposed_amount"]
    proposed = "" if asked is None else _("Se propuso {amount}.").format(amount=format_money(asked, "PEN"))
    rule = _("Queda escrito con su acta. Si después cambia, se anota otro con su motivo; este no se borra.")
    return "\n".join((f"{project['name']}. {proposed}", f"{rule} {_detail()}"))


def _change_words(project: Row) -> str:
    before = _("Hasta ahora: {amount}, {acta}; eso queda escrito.").format(
        amount=format_money(project["budget"], "PEN"), acta=project["acta"]
    )
    rule = _("Escriba el monto entero que vale desde ahora, no solo lo que aumenta.")
    return "\n".join((f"{project['name']}. {before}", f"{rule} {_detail()}"))


class RatifyDialog(Dialog):
    """The assembly ratifies what others decided between two of its meetings."""

    def __init__(self, card: RecordCard, budget_id: int) -> None:
        super().__init__(card, _("¿Qué asamblea lo ratificó?"))
        self.desk = card.desk
        self.budget_id = budget_id
        self.add_sentence(_("El cambio queda escrito como se decidió; aquí se anota la asamblea que lo ratificó."))
        self.rows = {
            "ratified_on": FormRow(
                _("Fecha de la asamblea"), DateField(today=self.desk.books.books.today), stacked=True
            ),
            "acta": FormRow(_("Acta y acuerdo"), TextField(), stacked=True),
        }
        for name, row in self.rows.items():
            row.field.setObjectName(f"ratify_{name}")
            self.content.addWidget(row)
        self.add_button(secondary_button(_("Cancelar"), shortcut="Esc"), self.reject)
        self.add_button(primary_button(_("Ratificado"), "check"), self._save).setObjectName("save_ratified")
        self.rows["ratified_on"].field.setFocus()

    def _save(self) -> None:
        texts = {name: field_text(row.field) for name, row in self.rows.items()}
        self.desk.books.ask(
            project_budgets.ratify, self.budget_id, texts, owner=self, then=self._take, refused=self._refuse
        )

    def _take(self, _none: None) -> None:
        self.accept()
        self.desk.said.emit(_("Se anotó la ratificación."))
        self.desk.record_saved.emit()

    def _refuse(self, problem: UserError) -> None:
        problems = problem.problems if isinstance(problem, InvalidRecord) else {"acta": problem.sentence}
        for name, row in self.rows.items():
            row.set_problem(problems.get(name, ""))
        next((row.field for row in self.rows.values() if row.problem()), self).setFocus()
        self._place()
