"""Proyectos de Prima: by heading, with what was approved, spent and is left of each."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from ananea_desktop.documents.listing import AMOUNT
from ananea_desktop.domain import money
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.execution import votes_words
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.projects import DECIDED_BY, OVER_STATES, PREMIUM_PROJECTS, PROJECT_STATES
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import project_equipment, receipt_drafts
from ananea_desktop.operations.cards import Card
from ananea_desktop.operations.projects import Execution
from ananea_desktop.ui.buttons import Button, primary_button
from ananea_desktop.ui.card import CardLine
from ananea_desktop.ui.cells import CellRole, Column
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.paper_page import Paper
from ananea_desktop.ui.premium_acts import premium_button
from ananea_desktop.ui.record_card import RecordCard
from ananea_desktop.ui.record_model import ListColumn, Row
from ananea_desktop.ui.record_tab import RecordTab, TabSpec
from ananea_desktop.ui.tabs.project_execution import count_action, people_words, progress_words, show_execution
from ananea_desktop.ui.tabs.project_form import ProjectForm


def _amount(row: Row, name: str) -> str:
    return "–" if row[name] is None else money.format_amount(row[name])


def _left(row: Row) -> int | None:
    return None if row["budget"] is None else row["budget"] - row["spent"]


def _is_over(row: Row) -> bool:
    left = _left(row)
    return left is not None and left < 0


def _fraction(row: Row) -> float | None:
    return row["spent"] / row["budget"] if row["budget"] else None


def _state(row: Row) -> str:
    return _("Excedido") if _is_over(row) else _(PROJECT_STATES[row["state"]])


def _state_marks(row: Row) -> Mapping[CellRole, object]:
    if row.get("heading"):
        return {}
    if _is_over(row):
        return {CellRole.TONE: "bad", CellRole.ICON: "warning-circle"}
    if row["state"] == "finished":
        return {CellRole.TONE: "good", CellRole.ICON: "check-circle"}
    return {CellRole.TONE: "ink2"}


def _left_marks(row: Row) -> Mapping[CellRole, object]:
    return {CellRole.TONE: "bad"} if _is_over(row) and not row.get("heading") else {}


def _progress_marks(row: Row) -> Mapping[CellRole, object]:
    fraction = None if row.get("heading") else _fraction(row)
    return {} if fraction is None else {CellRole.FRACTION: fraction}


def _percent(row: Row) -> str:
    fraction = None if row.get("heading") else _fraction(row)
    return "" if fraction is None else f"{round(fraction * 100)} %"


def _by_heading(rows: list[Row]) -> list[Row]:
    """Puts each heading, with its sums, above its projects."""
    arranged: list[Row] = []
    for row in rows:
        if not arranged or arranged[-1]["heading_name"] != row["heading_name"]:
            same = [each for each in rows if each["heading_name"] == row["heading_name"]]
            arranged.append({**_sums(same), "heading": True, "heading_name": row["heading_name"]})
        arranged.append(row)
    return arranged


def _sums(rows: list[Row]) -> dict[str, Any]:
    return {
        "name": _(rows[0]["heading_name"]) if rows else "",
        "budget": sum(row["budget"] or 0 for row in rows),
        "spent": sum(row["spent"] for row in rows),
        "committed": sum(row["committed"] for row in rows),
        "state": "",
    }


_APPROVE = N_("Anotar presupuesto aprobado")


def _totals(rows: list[Row]) -> tuple[str, Mapping[int, str]]:
    sums = _sums(rows)
    amounts = sums["budget"], sums["spent"], sums["committed"], sums["budget"] - sums["spent"]
    shown = {column: money.format_amount(amount) for column, amount in enumerate(amounts, start=2)}
    return _("Total"), shown | ({} if sums["committed"] else {4: "–"})


def _fill_card(card: RecordCard, data: Card) -> None:
    row, execution = data.record, data.execution or Execution()
    card.head(row["name"], f"{_(row['heading_name'])}  ·  {_(PROJECT_STATES[row['state']]).lower()}")
    is_to_be_approved = row["budget"] is None and row["state"] == "proposed"
    card.money(_("Gastado"), money.format_money(row["spent"], "PEN"), *_next_act(card, row, is_to_be_approved))
    if _is_over(row):
        over = money.format_money(row["spent"] - row["budget"], "PEN")
        sentence = _("Excedido en {amount}. Anote el cambio del presupuesto para ratificarlo en asamblea.")
        card.add(label(sentence.format(amount=over), "error", wrap=True), above=12)
    left = _left(row)
    budget = _("Todavía sin aprobar") if row["budget"] is None else money.format_money(row["budget"], "PEN")
    ends = format_date(row["ends_on"]) if row["ends_on"] else ""
    in_force = data.parts[-1] if data.parts else None
    card.facts(
        (
            (_("Se propone"), _asked(row)),
            (_("Presupuesto"), budget),
            (_("Saldo"), "" if left is None else money.format_money(left, "PEN")),
            (_("Comprometido"), _committed(row)),
            (_("Aprobado"), row["acta"] or ""),
            (_("Votos"), "" if in_force is None else votes_words(in_force)),
            (_("Condiciones"), "" if in_force is None else in_force["conditions"] or ""),
            (_("Plazo"), " – ".join(part for part in (format_date(row["starts_on"]), ends) if part)),
            (_("Responsable"), row["responsible"]),
            (_("Objetivo"), row["objective"]),
            (_("Beneficiarios"), row["beneficiaries"]),
            (_("Contados"), people_words(execution)),
            (_("Avance"), progress_words(execution)),
            (_("Resultado"), row["result"]),
        )
    )
    if is_to_be_approved:
        card.action(_("Emitir recibo"), "receipt", partial(_issue, card, row), Right.MONEY)
    elif row["budget"] is None:
        card.action(_(_APPROVE), "file-text", partial(_open_budget, card, row), Right.RECORDS)
    elif row["state"] not in OVER_STATES:
        card.action(_("Cambiar el presupuesto"), "file-text", partial(_open_budget, card, row), Right.RECORDS)
    card.action(_("Ver el expediente"), "files", partial(_show_dossier, card, row))
    card.action(_("A dónde fue el equipo"), "package", partial(_show_equipment, card, row))
    count_action(card, row["id"], execution)
    card.change_action()
    for part in data.parts:
        if part["decided_by"] != "assembly" and part["ratified_on"] is None:
            card.add(label(_to_ratify(part), "error", wrap=True), above=12)
            card.action(_("Ratificado en asamblea…"), "check", partial(_ratify, card, part["id"]), Right.RECORDS)
    if len(data.parts) > 1:
        card.section(_("Presupuestos"), [line for part in data.parts for line in _budget_lines(part)], len(data.parts))
    show_execution(card, execution)


def _next_act(card: RecordCard, row: Row, is_to_be_approved: bool) -> tuple[Button, Callable[[], object], Right]:
    """The one filled button: a project is approved first, and spent for then."""
    if is_to_be_approved:
        return primary_button(_(_APPROVE), "file-text"), partial(_open_budget, card, row), Right.RECORDS
    button = primary_button(_("Emitir recibo"), "receipt", "Ctrl+R")
    button.setObjectName("issue")
    return button, partial(_issue, card, row), Right.MONEY


def _issue(card: RecordCard, row: Row) -> None:
    card.desk.want_receipt(receipt_drafts.for_project, row["id"])


def _asked(row: Row) -> str:
    """What the assembly is asked for, until it has decided."""
    if row["budget"] is not None or row["proposed_amount"] is None:
        return ""
    return money.format_money(row["proposed_amount"], "PEN")


def _committed(row: Row) -> str:
    """What was bought and is not paid yet, and what then is left of the budget."""
    if not row["committed"]:
        return ""
    committed, left = money.format_money(row["committed"], "PEN"), _left(row)
    if left is None:
        return committed
    free = money.format_money(left - row["committed"], "PEN")
    return _("{committed} en compras por pagar; pagadas, queda {free}").format(committed=committed, free=free)


def _open_budget(card: RecordCard, row: Row) -> None:
    from ananea_desktop.ui.budget_page import BudgetPage

    BudgetPage(card.desk, row).open()


def _show_dossier(card: RecordCard, row: Row) -> None:
    from ananea_desktop.ui.dossier import dossier_paper

    card.desk.paper_wanted.emit(dossier_paper(row["id"]))


def _show_equipment(card: RecordCard, row: Row) -> None:
    card.desk.paper_wanted.emit(
        Paper(
            title=_("A dónde fue el equipo"),
            file_name=f"equipo-proyecto-{row['id']}",
            make=lambda books, _year, language, _form: project_equipment.paper(books, row["id"], language),
        )
    )


def _ratify(card: RecordCard, budget_id: int) -> None:
    from ananea_desktop.ui.budget_page import RatifyDialog

    RatifyDialog(card, budget_id).open()


def _to_ratify(part: Row) -> str:
    return _("{who} aprobó {amount} el {day}: falta que la asamblea lo ratifique.").format(
        who=_(DECIDED_BY[part["decided_by"]]),
        amount=money.format_money(part["amount"], "PEN"),
        day=format_date(part["decided_on"]),
    )


def _budget_lines(row: Row) -> list[QWidget]:
    """The day and the acta, and under it the whole reason of a change."""
    amount = money.format_amount(row["amount"])
    line = CardLine("file-text", format_date(row["decided_on"]), row["acta"], amount, clickable=False)
    return [line, label(row["reason"], "secondary", wrap=True)] if row["reason"] else [line]


PROJECTS_TAB = TabSpec(
    record_type=PREMIUM_PROJECTS,
    icon="coin",
    columns=(
        ListColumn(title=N_("Proyecto"), key="sort_key", text=lambda row: row["name"], layout=Column(stretch=1)),
        ListColumn(
            title=N_("Estado"),
            key="state",
            text=lambda row: "" if row.get("heading") else _state(row),
            layout=Column(samples=("En marcha",)),
            marks=_state_marks,
        ),
        ListColumn(
            title=N_("Presupuesto S/"),
            key="budget",
            kind=AMOUNT,
            text=lambda row: _amount(row, "budget"),
            layout=Column(samples=("000,000.00",), right=True),
        ),
        ListColumn(
            title=N_("Gastado S/"),
            key="spent",
            kind=AMOUNT,
            text=lambda row: _amount(row, "spent"),
            layout=Column(samples=("000,000.00",), right=True),
        ),
        ListColumn(
            title=N_("Por pagar S/"),
            key="committed",
            kind=AMOUNT,
            text=lambda row: money.format_amount(row["committed"]) if row["committed"] else "–",
            layout=Column(samples=("000,000.00",), right=True, optional=True),
        ),
        ListColumn(
            title=N_("Saldo S/"),
            kind=AMOUNT,
            value=_left,
            text=lambda row: "–" if _left(row) is None else money.format_amount(_left(row) or 0),
            layout=Column(samples=("000,000.00",), right=True),
            marks=_left_marks,
        ),
        ListColumn(
            title=N_("Usado"),
            text=_percent,
            layout=Column(samples=("0" * 12,), optional=True, dear=True),
            marks=_progress_marks,
        ),
        ListColumn(
            title=N_("Rubro"), key="heading_name", text=lambda row: _(row["heading_name"]), layout=Column(), hidden=True
        ),
    ),
    search_hint=N_("Buscar proyecto"),
    new_text=N_("Nuevo proyecto"),
    first_text=N_("Anotar el primer proyecto"),
    back_text=N_("Volver a Proyectos"),
    empty_title=N_("Todavía no hay proyectos"),
    empty_sentence=N_("Aquí está en qué se usa la Prima Fairtrade: lo aprobado, lo gastado y lo que queda."),
    empty_steps=(
        N_("Anote el proyecto: qué se hará, para qué y quién responde."),
        N_("Anote el presupuesto que aprobó la asamblea, con su acta."),
        N_("Pague con «Emitir recibo»: el gasto se suma solo."),
    ),
    order=("heading_id", "sort_key", "id"),
    filters=(
        (N_("Todos los proyectos"), {}),
        *((text, {"premium_projects.state = ?": state}) for state, text in PROJECT_STATES.items()),
    ),
    arrange=_by_heading,
    totals=_totals,
    form=ProjectForm,
    fill_card=_fill_card,
)


class ProjectsTab(RecordTab):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, PROJECTS_TAB)

    def tools(self) -> list[Button]:
        return [premium_button(self.desk, _("Prima Fairtrade"))]
