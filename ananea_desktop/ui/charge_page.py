"""Cobrar a los socios: a due, a fine or an aportación, for all, for some or for one; seen by name before it is made."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from ananea_desktop.domain.charges import CHARGE_KINDS
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.language import N_, _, plural
from ananea_desktop.domain.members import STATES, full_name
from ananea_desktop.domain.money import format_amount, format_money
from ananea_desktop.operations import charges, debts
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.charges import ChargeDraft, Planned
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import primary_button, secondary_button
from ananea_desktop.ui.cells import CellRole, Column
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.date_field import DateField
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import Dialog
from ananea_desktop.ui.document_page import DocumentPage
from ananea_desktop.ui.fields import AmountField, TextField
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.people_ticks import COLUMNS, PeopleTicks, problem_marks, tick_marks
from ananea_desktop.ui.record_form import field_text
from ananea_desktop.ui.record_model import ListColumn, RecordModel, Row
from ananea_desktop.ui.table_view import TableView

_WHOM = {"": N_("A todos los socios hábiles"), "some": N_("A los que marque")}
_CURRENCIES = {"PEN": N_("Soles"), "USD": N_("Dólares")}


class ChargeTicks(PeopleTicks):
    """Who is charged; an amount of his own for whoever pays another one."""

    columns = (
        ListColumn(
            title=N_("Se le cobra"),
            text=lambda row: _("Sí") if row["ticked"] else "",
            layout=Column(samples=("Sí mmm",)),
            marks=tick_marks,
        ),
        *COLUMNS[1:3],
        ListColumn(title=N_("Estado"), text=lambda row: _(STATES[row["state"]]), layout=Column(samples=("Hábil mm",))),
        ListColumn(
            title=N_("Otro monto"),
            text=lambda row: row["typed"],
            layout=Column(samples=("1,234,567.00",), right=True),
        ),
        ListColumn(title=N_("Aviso"), text=lambda row: row["problem"], layout=Column(stretch=2), marks=problem_marks),
    )
    has_sizes = False
    value_title = N_("Otro monto, si paga distinto")
    same_text = N_("El mismo a todos los marcados")

    def make_value_field(self) -> TextField:
        return AmountField()

    def value_text(self, row: Row) -> str:
        return ""


class ChargePage(DocumentPage):
    title = N_("Cobrar a los socios")
    sentence = N_(
        "Queda anotado lo que cada uno debe; el dinero entra después, con sus recibos. Antes de cobrar se ve a quiénes."
    )
    save_text = N_("Ver a quiénes se cobra")
    form = "charge"
    is_wide = True
    has_amounts = False

    def __init__(self, desk: Desk, member_id: int | None = None, again: int | None = None) -> None:
        """``member_id``: the one person it is for, from whose card it is opened; ``again``: the run it repeats."""
        super().__init__(desk)
        self._member_id = member_id
        self._again = again
        self._wanted_picks: dict[str, dict[str, str]] = {}
        if member_id is not None:
            self.form = f"charge {member_id}"
            self.title = N_("Cobrarle una cuota o multa")
            self.sentence = N_("Queda anotado lo que debe; el dinero entra después, con su recibo.")
            self.save_text = N_("Cobrarle")
        elif again is not None:
            self.form = f"charge again {again}"

    def choose_from(self, books: Books) -> dict[str, Any]:
        today = format_date(books.today())
        texts: dict[str, Any] = {"charged_on": today, "due_on": today, "fund_id": debts.own_fund(books)}
        found: dict[str, Any] = {"people": [] if self._member_id else debts.people_to_charge(books)}
        if self._member_id is not None:
            found["name"] = debts.name_of(books, self._member_id)
            texts["kind"] = "fine"
        elif self._again is not None:
            texts = _texts_of(charges.again(books, self._again))
        return {**found, "texts": texts}

    def make_fields(self) -> dict[str, FormRow]:
        def choice(texts: Mapping[Any, str]) -> ChoiceField:
            return ChoiceField([(str(value), _(text)) for value, text in texts.items()])

        today = self.desk.books.books.today
        funds = ChoiceField([(str(key), name) for key, name in self.choices["funds"]])
        concept = FormRow(_("Concepto"), TextField(), stacked=True)
        concept.set_hint(_("Por ejemplo: cuota de noviembre"))
        rows = {
            "kind": FormRow(_("Qué se cobra"), choice(CHARGE_KINDS), stacked=True),
            "concept": concept,
            "amount": FormRow(_("Monto") if self._member_id else _("Monto a cada uno"), AmountField(), stacked=True),
            "charged_on": FormRow(_("Fecha"), DateField(today=today), stacked=True),
            "due_on": FormRow(_("Vence"), DateField(today=today), stacked=True),
            "currency": FormRow(_("Moneda"), choice(_CURRENCIES), stacked=True),
            "fund_id": FormRow(_("Entra al fondo"), funds, stacked=True),
            "acta": FormRow(_("Acta o acuerdo"), TextField(), optional=True, stacked=True),
        }
        if self._member_id is not None:
            who = TextField(self.choices["name"])
            who.setReadOnly(True)
            return {"whom": FormRow(_("A quién"), who, stacked=True), **rows}
        return {**rows, "whom": FormRow(_("A quiénes"), choice(_WHOM), stacked=True)}

    def add_parts(self, column: QVBoxLayout) -> None:
        self.people = ChargeTicks()
        self.people.set_people(self.choices["people"], ())
        self.people.changed.connect(self._react)
        column.addWidget(self.people, 100)

    def arrange(self) -> None:
        self.people.setVisible(self._is_of_some())

    def _is_of_some(self) -> bool:
        return self._member_id is None and field_text(self.rows["whom"].field) == "some"

    def _fill(self, given: Mapping[str, Any]) -> None:
        self._filling = True
        self.people.restore(given.get("people", {}))
        given = given if self._member_id is None else {**given, "whom": self.choices["name"]}
        super()._fill(given)
        if self._member_id is not None:
            self.rows["concept"].field.setFocus()

    def texts(self) -> dict[str, Any]:
        return super().texts() | {"people": self.people.picks()}

    # seen before it is made

    def try_to_save(self, confirmed: tuple[str, ...] = (), spending_reason: str = "") -> None:
        """First shows who is charged and who is not; a second time, from there, makes it."""
        if confirmed or self._is_saving or self._member_id is not None:
            super().try_to_save(confirmed, spending_reason)
            return
        draft = self._draft(self.texts())
        self.desk.books.ask(charges.preview, draft, owner=self, then=self._show_preview)

    def _draft(self, texts: Mapping[str, Any]) -> ChargeDraft:
        given = {name: texts[name] for name in texts if name not in ("whom", "people", "lines")}
        if self._member_id is not None:
            return ChargeDraft(**given, members=(self._member_id,))
        if texts["whom"] != "some":
            return ChargeDraft(**given)
        picks = texts["people"]
        amounts = {int(key): pick["quantity"] for key, pick in picks.items() if pick["quantity"].strip()}
        return ChargeDraft(**given, members=tuple(int(key) for key in picks), amounts=amounts)

    def _show_preview(self, planned: Planned) -> None:
        if planned.problems:
            self._refuse(InvalidRecord(charges.problems_sentence(len(planned.problems)), dict(planned.problems)))
            return
        self.problems.show({})
        PreviewDialog(self, planned, lambda: self.try_to_save(("seen",))).open()

    def save(self, books: Books, texts: dict[str, Any], confirmed: tuple[str, ...]) -> Any:
        run_id = charges.make(books, self._draft(texts))
        return charges.run_of(books, run_id)

    def _refuse(self, problem: UserError) -> None:
        if not isinstance(problem, InvalidRecord):
            super()._refuse(problem)
            return
        found = dict(problem.problems)
        of_people = {f"person {name[7:]}": said for name, said in found.items() if name.startswith("amount ")}
        if "members" in found:
            where = "people" if self._is_of_some() else "whom"
            (of_people if where == "people" else found)[where] = found["members"]
        super()._refuse(
            InvalidRecord(problem.sentence, {name: each for name, each in found.items() if name in self.rows})
        )
        self.people.show_problems(of_people)

    def tell_saved(self, made: Any) -> None:
        what = count_words(made["charge_count"], made["total"], made["currency"])
        self.desk.said.emit(_("Queda por cobrar: {what}.").format(what=what))

    def after_saving(self, made: Any) -> None:
        self.left.emit()


def _texts_of(draft: ChargeDraft) -> dict[str, Any]:
    """A draft as the page fills it in."""
    texts = {name: value for name, value in asdict(draft).items() if isinstance(value, str) and name != "token"}
    if draft.members is None:
        return texts
    people = {str(each): {"quantity": draft.amounts.get(each, ""), "size": ""} for each in draft.members}
    return texts | {"whom": "some", "people": people}


def count_words(count: int, total: int, currency: str) -> str:
    """``a 34 socios, S/ 1,700.00``."""
    words = plural(_("a 1 socio, {total}"), _("a {count} socios, {total}"), count)
    return words.format(count=count, total=format_money(total, currency))


_LEFT_OUT = {CellRole.ICON: "warning-circle", CellRole.TONE: "bad"}
_PREVIEW_COLUMNS = (
    ListColumn(title=N_("Apellidos y nombres"), text=lambda row: row["name"], layout=Column(stretch=3)),
    ListColumn(
        title=N_("Se le cobra"),
        text=lambda row: row["words"],
        layout=Column(stretch=2, right=True),
        marks=lambda row: _LEFT_OUT if row["is_left_out"] else {},
    ),
)


class PreviewDialog(Dialog):
    """Who would be charged how much, and first of all who not and why; then the button that does it."""

    def __init__(self, page: ChargePage, planned: Planned, make: Any) -> None:
        super().__init__(page, str(planned.run["concept"]))
        currency = planned.run["currency"]
        words = count_words(len(planned.charged), planned.total, currency)
        kind = _(CHARGE_KINDS[planned.run["kind"]])
        due = format_date(planned.due_on)
        self.add_sentence(_("{kind}, {whom}. Vence el {day}.").format(kind=kind, whom=words, day=due))
        if planned.left_out:
            said = plural(_("A 1 no se le cobra:"), _("A {count} no se les cobra:"), len(planned.left_out))
            self.content.addWidget(label(said.format(count=len(planned.left_out)), "strong", name="left_out"))
        self.model = RecordModel(_PREVIEW_COLUMNS, self)
        rows = [{"name": full_name(row), "words": why, "is_left_out": True} for row, why in planned.left_out]
        rows += [
            {"name": full_name(row), "words": format_amount(amount), "is_left_out": False}
            for row, amount in planned.charged
        ]
        self.model.show_rows(rows, False)
        table = TableView([each.layout for each in _PREVIEW_COLUMNS], _("A quiénes se cobra"))
        table.setObjectName("preview_table")
        table.setModel(self.model)
        table.setFixedHeight(theme.row_height() * min(9, len(rows) + 1) + 4)
        self.content.addWidget(table)
        self.add_button(secondary_button(_("Volver y revisar"), shortcut="Esc"), self.reject)
        button = self.add_button(primary_button(_("Anotar la deuda {what}").format(what=words), "check"), self.accept)
        button.setObjectName("make_charge")
        button.setFocus()
        self.accepted.connect(make)
