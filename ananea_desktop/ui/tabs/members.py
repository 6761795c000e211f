"""Socios: the register of members and workers."""

from collections.abc import Callable, Mapping

from ananea_desktop.documents.listing import DATE, INTEGER
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.members import MEMBERS, STATES, full_name
from ananea_desktop.domain.money import format_quantity
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import receipt_drafts, records, reports, safety_registers, training_papers
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.cards import Card
from ananea_desktop.ui import member_card, personal
from ananea_desktop.ui.buttons import Button, primary_button
from ananea_desktop.ui.card import CardLine, SectionHeader
from ananea_desktop.ui.cash_acts import pop_up
from ananea_desktop.ui.cells import CellRole, Column
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.hand_out_page import HandOutPage
from ananea_desktop.ui.member_acts import member_buttons
from ananea_desktop.ui.paper_page import Paper
from ananea_desktop.ui.record_card import RecordCard
from ananea_desktop.ui.record_model import ListColumn, Row
from ananea_desktop.ui.record_tab import RecordTab, TabSpec
from ananea_desktop.ui.return_page import ReturnPage

_TRAININGS_SHOWN = 4


def _state_marks(row: Row) -> Mapping[CellRole, object]:
    if row["state"] == "active":
        return {CellRole.TONE: "ink2"}
    return {CellRole.TONE: "bad" if row["state"] == "suspended" else "ink3"}


def _of(key: str, mask: Callable[[str], str] = str) -> Callable[[Row], str]:
    """A field as it is shown; ``mask`` hides what is personal while others look on."""
    return lambda row: mask(MEMBERS.field(key).display(row[key]))


def _fill_card(card: RecordCard, data: Card) -> None:
    row = data.record
    assert data.person is not None
    member_card.head(card, row, data.person)
    button = primary_button(_("Emitir recibo"), "receipt", "Ctrl+R")
    button.setObjectName("issue")
    card.action_button(button, lambda: card.desk.want_receipt(receipt_drafts.for_member, row["id"]), Right.MONEY)
    member_card.facts(card, row)
    member_card.papers(card, row)
    card.change_action()
    if data.account is not None:
        from ananea_desktop.ui.member_account import add_account

        add_account(card, row, data.account)
    if data.capital is not None:
        from ananea_desktop.ui.member_capital import add_capital

        add_capital(card, row, data.capital)
    member_card.sections(card, row, data.person)
    _add_equipment(card, row, data)
    _add_trainings(card, row, data)


def _add_equipment(card: RecordCard, row: Row, data: Card) -> None:
    entries: list[tuple[str, str, Callable[[], object]]] = []
    link = ""
    if card.desk.may(Right.RECORDS):
        link = _("Entregar, devolver…")
        entries.append(("hand_out_to", N_("Entregar equipo…"), lambda: HandOutPage(card.desk, row["id"]).open()))
        if data.equipment:
            entries.append(("return_from", N_("Devolver equipo…"), lambda: ReturnPage(card.desk, row["id"]).open()))
    if data.equipment:
        link = link or _("Más")
        entries.append(
            ("equipment_register", N_("Registro de equipos de seguridad…"), lambda: _show_register(card, row["id"]))
        )
    header = SectionHeader(_("Equipo entregado"), data.equipment_count, link, "caret-down")
    header.setObjectName("equipment")
    header.link_clicked.connect(lambda: pop_up(header, entries))
    header.tell_menu(entries)
    card.add(header, above=10)
    for each in data.equipment:
        card.add(_equipment_line(card, each))


def _add_trainings(card: RecordCard, row: Row, data: Card) -> None:
    if not data.parts:
        return
    header = SectionHeader(_("Capacitaciones"), len(data.parts), _("Historial…"), "file-text")
    header.setObjectName("trainings")
    header.link_clicked.connect(lambda: card.desk.paper_wanted.emit(record_paper(row)))
    card.add(header, above=10)
    for part in data.parts[:_TRAININGS_SHOWN]:
        card.add(_training_line(card, part))


def record_paper(row: Row) -> Paper:
    """What a person was trained in, to look at, print or save as a spreadsheet."""
    return Paper(
        title=_("Historial de capacitación"),
        file_name=f"capacitaciones-{row['document_number']}",
        make=lambda books, _year, language, form: training_papers.record_file(books, row["id"], language, form),
        forms=reports.FORMS,
    )


def _equipment_line(card: RecordCard, row: Row) -> CardLine:
    size = _("talla {size}").format(size=row["size"]) if row["size"] else ""
    back = _("devuelto {count}").format(count=format_quantity(row["returned"])) if row["returned"] else ""
    remark = "  ·  ".join(part for part in (format_date(row["handed_on"]), size, back) if part)
    line = CardLine("package", row["item_name"], remark, format_quantity(row["quantity"]))
    line.clicked.connect(lambda: card.desk.record_wanted.emit("hand_outs", row["hand_out_id"]))
    return line


def _show_register(card: RecordCard, member_id: int) -> None:
    card.desk.paper_wanted.emit(
        Paper(
            title=_("Registro de equipos de seguridad, por persona"),
            file_name=f"registro-epp-persona-{member_id}",
            make=lambda books, _year, language, _form: safety_registers.of_person(books, member_id, language),
        )
    )


def _training_line(card: RecordCard, row: Row) -> CardLine:
    line = CardLine("chalkboard-teacher", row["topic"], format_date(row["held_on"]))
    line.clicked.connect(lambda: card.desk.record_wanted.emit("training_sessions", row["id"]))
    return line


def _defaults(books: Books) -> Mapping[str, str]:
    return {"number": str(records.next_member_number(books)), "admitted_on": format_date(books.today())}


MEMBERS_TAB = TabSpec(
    record_type=MEMBERS,
    icon="users-three",
    columns=(
        ListColumn(
            title=N_("N.º"),
            key="number",
            kind=INTEGER,
            text=lambda row: str(row["number"] or ""),
            layout=Column(samples=("0000",), right=True),
            marks=lambda row: {CellRole.TONE: "ink2"},
        ),
        ListColumn(title=N_("Apellidos y nombres"), key="sort_key", text=full_name, layout=Column(stretch=3)),
        ListColumn(
            title=N_("Documento"),
            key="document_number",
            text=lambda row: personal.number(row["document_number"]),
            layout=Column(samples=("00041527",)),
            personal=True,
        ),
        ListColumn(
            title=N_("Lugar"),
            key="community",
            text=lambda row: row["community"],
            layout=Column(samples=("Ananea",), optional=True),
        ),
        ListColumn(
            title=N_("Cargo"),
            key="position",
            text=lambda row: row["position"] or "–",
            layout=Column(stretch=1, optional=True),
        ),
        ListColumn(
            title=N_("Estado"),
            key="state",
            text=lambda row: _(STATES[row["state"]]),
            layout=Column(samples=("Retirado/a",)),
            marks=_state_marks,
        ),
        *(
            ListColumn(title=title, key=key, text=_of(key, mask), hidden=True, personal=True)
            for title, key, mask in (
                (N_("Celular"), "phone", personal.number),
                (N_("RUC"), "ruc", personal.number),
                (N_("Domicilio"), "address", personal.whole),
            )
        ),
        *(
            ListColumn(title=title, key=key, text=_of(key), hidden=True)
            for title, key in ((N_("Área"), "work_area"), (N_("Tipo"), "kind"), (N_("Sexo"), "sex"))
        ),
        *(
            ListColumn(title=title, key=key, kind=DATE, text=_of(key), hidden=True)
            for title, key in ((N_("Ingreso"), "admitted_on"), (N_("Estado desde"), "state_since"))
        ),
        ListColumn(
            title=N_("Nacimiento"),
            key="birth_date",
            kind=DATE,
            text=_of("birth_date", personal.whole),
            hidden=True,
            personal=True,
        ),
    ),
    search_hint=N_("Buscar por nombre, DNI o celular"),
    new_text=N_("Nuevo socio"),
    first_text=N_("Anotar el primer socio"),
    back_text=N_("Volver a Socios"),
    empty_title=N_("Todavía no hay socios"),
    empty_sentence=N_("Aquí está el padrón: quiénes son socios, su documento y su estado."),
    empty_steps=(
        N_("Anote a cada socio con su DNI. Si ya tiene la lista en Excel, tráigala con «Más»."),
        N_("Anote también a los trabajadores: van a las capacitaciones y reciben equipos."),
        N_("Desde la ficha de cada uno se emite su recibo con un solo botón."),
    ),
    order=("sort_key", "id"),
    filters=(
        (N_("Todos los hábiles"), {"members.state = ?": "active"}),
        (N_("Solo socios"), {"members.kind = ?": "member"}),
        (N_("Solo trabajadores"), {"members.kind = ?": "worker"}),
        (N_("Inhábiles"), {"members.state = ?": "suspended"}),
        (N_("Ya no son socios"), {"members.state NOT IN ('active', ?)": "suspended"}),
        (N_("Todos"), {}),
    ),
    fill_card=_fill_card,
    defaults=_defaults,
)


class MembersTab(RecordTab):
    """The register, with what members owe and hold, and the rest under «Más»."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, MEMBERS_TAB)

    def tools(self) -> list[Button]:
        return member_buttons(self.desk)
