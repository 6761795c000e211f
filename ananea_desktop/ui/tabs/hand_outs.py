"""Entregas: every hand-out, return and donation with its paper, what came back of it, and the way to annul it."""

from collections.abc import Mapping
from dataclasses import replace

from ananea_desktop.documents.listing import DATE, INTEGER
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.execution import BENEFICIARY_KINDS
from ananea_desktop.domain.hand_outs import (
    CONDITIONS_SHORT,
    HAND_OUTS,
    REASONS,
    SHORT_TITLES,
    HandOut,
    HandOutKind,
    HandOutLine,
    number_text,
)
from ananea_desktop.domain.language import N_, _, plural
from ananea_desktop.domain.money import format_quantity
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import hand_outs, safety_registers
from ananea_desktop.operations.cards import Card
from ananea_desktop.ui.buttons import Button, primary_button
from ananea_desktop.ui.card import CardLine
from ananea_desktop.ui.cash_acts import more_button
from ananea_desktop.ui.cells import CellRole, Column
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import Question, tell
from ananea_desktop.ui.equipment_acts import show_equipment_acts
from ananea_desktop.ui.hand_out_page import HandOutPage, hand_out_paper
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.paper_page import Paper
from ananea_desktop.ui.record_card import RecordCard
from ananea_desktop.ui.record_model import ListColumn, Row
from ananea_desktop.ui.record_tab import RecordTab, TabSpec
from ananea_desktop.ui.return_page import ReturnPage

_SHOWN = 12
"""Lines of a hand-out on its card; its paper has all."""


def _who(row: Row) -> str:
    if row["kind"] == "donation":
        return f"{row['receiver_detail']}: {row['receiver_name']}"
    others = row["people"] - 1
    if others < 1:
        return str(row["person_name"] or "")
    more = plural(_("y 1 persona más"), _("y {count} personas más"), others).format(count=others)
    return f"{row['person_name']} {more}"


def _state_marks(row: Row) -> Mapping[CellRole, object]:
    return {CellRole.TONE: "bad", CellRole.ICON: "prohibit"} if row["annulled_on"] else {}


SPEC = TabSpec(
    record_type=HAND_OUTS,
    title=N_("Entregas"),
    icon="package",
    columns=(
        ListColumn(
            title=N_("Fecha"),
            key="handed_on",
            kind=DATE,
            text=lambda row: format_date(row["handed_on"]),
            layout=Column(samples=("23/11/2026",)),
        ),
        ListColumn(
            title=N_("Tipo"),
            key="kind",
            words={str(kind): text for kind, text in SHORT_TITLES.items()},
            text=lambda row: _(SHORT_TITLES[HandOutKind(row["kind"])]),
            layout=Column(samples=("Devolución",)),
        ),
        ListColumn(
            title=N_("Número"),
            key="number",
            kind=INTEGER,
            text=lambda row: number_text(row["number"]),
            layout=Column(samples=("000123",)),
            marks=lambda row: {CellRole.STRUCK: True, CellRole.TONE: "ink2"} if row["annulled_on"] else {},
        ),
        ListColumn(title=N_("A quién"), key="person_name", text=_who, layout=Column(stretch=2)),
        ListColumn(
            title=N_("Qué"), key="items", text=lambda row: row["items"] or "", layout=Column(stretch=2, optional=True)
        ),
        ListColumn(
            title=N_("Estado"),
            key="annulled_on",
            text=lambda row: _("ANULADA") if row["annulled_on"] else "",
            layout=Column(samples=("ANULADA mm",)),
            marks=_state_marks,
        ),
    ),
    search_hint=N_("Buscar por persona, artículo o número"),
    new_text=N_("Entregar equipo"),
    first_text=N_("Hacer la primera entrega"),
    back_text=N_("Volver a Entregas"),
    empty_title=N_("Todavía no hay entregas"),
    empty_sentence=N_("Aquí queda a quién se entregó cada equipo, con su cargo firmado."),
    empty_steps=(
        N_("Anote los artículos y reciba las compras: así el almacén sabe lo que hay."),
        N_("Entregue a una persona, o la misma cosa a muchas de una vez."),
        N_("Imprima el cargo, que lo firmen, y adjunte aquí el papel firmado."),
    ),
    order=("handed_on", "id"),
    filters=(
        (N_("Todas"), {}),
        *((text, {"hand_outs.kind = ?": str(kind)}) for kind, text in SHORT_TITLES.items()),
        (N_("Anuladas"), {"annulled_on > ?": ""}),
    ),
    report="entregas-equipo",
    report_text=N_("Imprimir lista"),
    fill_card=lambda card, data: None,
    can_change=False,
)


class HandOutsTab(RecordTab):
    """A hand-out is never changed: instead of a form there is the page that makes a new one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, replace(SPEC, fill_card=lambda card, data: self._fill_card(card, data)))

    def tools(self) -> list[Button]:
        more = more_button()
        more.setObjectName("hand_out_acts")
        more.clicked.connect(lambda: show_equipment_acts(more, self.desk))
        return [more]

    def open_form(self, record_id: int | None) -> None:
        """The page of a new hand-out, or the paper of the one chosen."""
        if record_id is None:
            HandOutPage(self.desk).open()
        else:
            self.desk.books.ask(hand_outs.get, record_id, owner=self, then=self._show_paper)

    def _show_paper(self, made: HandOut) -> None:
        self.desk.paper_wanted.emit(
            hand_out_paper(made.id, HAND_OUTS.name_of({"kind": made.kind, "number": made.number}))
        )

    def _fill_card(self, card: RecordCard, data: Card) -> None:
        made = data.hand_out
        assert made is not None
        row = data.record
        card.head(HAND_OUTS.name_of(row), format_date(row["handed_on"]))
        if made.annulment is not None:
            words = _("ANULADA el {day}: {reason}").format(
                day=format_date(made.annulment.annulled_on), reason=made.annulment.reason
            )
            card.add(label(words, "error", wrap=True, name="annulled"), above=6)
        button = primary_button(_("Ver e imprimir"), "printer", "Ctrl+R")
        button.setObjectName("show_paper")
        card.action_button(button, lambda: self._show_paper(made))
        people = [f"{_(BENEFICIARY_KINDS[each.kind])}: {each.total}" for each in made.beneficiaries]
        card.facts(
            (
                (_("Recibe"), made.receiver_name),
                (_("En nombre de"), made.receiver_detail),
                (_("Beneficia a"), ", ".join(people)),
                (_("Personas"), str(len(made.people)) if len(made.people) > 1 else ""),
                (_("Proyecto"), made.project_name),
                (_("Nota"), made.note),
                (_("Anotó"), made.user),
            )
        )
        lines = [_line(card, each, len(made.people) > 1) for each in made.lines[:_SHOWN]]
        is_back = made.kind is HandOutKind.RETURN
        card.section(_("Qué devolvió") if is_back else _("Qué se entregó"), lines, len(made.lines))
        self._add_acts(card, made)

    def _add_acts(self, card: RecordCard, made: HandOut) -> None:
        if made.annulment is not None:
            return
        if made.kind is HandOutKind.HAND_OUT and any(line.safety for line in made.lines):
            card.action(_("Registro de equipos de seguridad"), "printer", lambda: self._show_register(made))
        if made.kind is HandOutKind.HAND_OUT and len(made.people) == 1:
            member_id = made.lines[0].member_id
            assert member_id is not None
            card.action(
                _("Devolver"), "arrow-counter-clockwise", lambda: ReturnPage(self.desk, member_id).open(), Right.RECORDS
            )
        card.action(_("Anular"), "prohibit", lambda: self._ask_to_annul(made), Right.RECORDS)

    def _show_register(self, made: HandOut) -> None:
        self.desk.paper_wanted.emit(
            Paper(
                title=_("Registro de equipos de seguridad o emergencia"),
                file_name=f"registro-epp-{made.number_text}",
                make=lambda books, _year, language, _form: safety_registers.of_delivery(books, made.id, language),
            )
        )

    def _ask_to_annul(self, made: HandOut) -> None:
        self.desk.books.ask(hand_outs.why_not_annul, made, owner=self, then=lambda why: self._annul_or_tell(made, why))

    def _annul_or_tell(self, made: HandOut, why_not: str) -> None:
        name = HAND_OUTS.name_of({"kind": made.kind, "number": made.number})
        if why_not:
            tell(self, _("Ya no se puede anular"), why_not)
            return
        question = Question(
            self,
            _("¿Anular la {document}?").format(document=name.lower()),
            yes=_("Anular"),
            no=_("No anular"),
            icon="prohibit",
            destroying=True,
        )
        question.add_sentence(_("El número queda con la palabra ANULADO y el almacén vuelve a como estaba."))
        question.ask_reason(_("Motivo (se imprime)"))
        question.accepted.connect(
            lambda: self.desk.books.ask(
                hand_outs.annul, made.id, question.reason(), owner=self, then=lambda _made: self._tell_annulled(name)
            )
        )
        question.open()

    def _tell_annulled(self, name: str) -> None:
        self.desk.said.emit(_("Se anuló: {name}.").format(name=name))
        self.desk.record_saved.emit()


def _line(card: RecordCard, line: HandOutLine, of_many: bool) -> CardLine:
    size = _("talla {size}").format(size=line.size) if line.size else ""
    reason = _({**REASONS, **CONDITIONS_SHORT}.get(line.reason, "")).lower()
    thing = line.item_name if of_many else ""
    name = line.person_name if of_many else line.item_name
    remark = "  ·  ".join(part for part in (thing, size, reason) if part)
    found = CardLine("package", name, remark, format_quantity(line.quantity), clickable=line.member_id is not None)
    if line.member_id is not None:
        found.clicked.connect(lambda: card.desk.record_wanted.emit("members", line.member_id))
    return found
