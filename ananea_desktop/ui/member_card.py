"""What the card of a member or worker has of its own: photo and name, states, positions, constancias, papers."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ananea_desktop.documents.portrait import initials
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.identity import document_text
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.members import PERSON_KINDS, STATES, full_name
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import member_cards, member_sheet
from ananea_desktop.operations.member_states import BEFORE_ALL
from ananea_desktop.operations.person_cards import Held, PersonCard
from ananea_desktop.ui import personal, theme
from ananea_desktop.ui.buttons import MenuEntry, link_button
from ananea_desktop.ui.card import CardLine, SectionHeader
from ananea_desktop.ui.cash_acts import hang_menu, pop_up
from ananea_desktop.ui.good_standing import ask_to_issue, open_standing
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.paper_page import Paper
from ananea_desktop.ui.portrait import Portrait
from ananea_desktop.ui.record_card import RecordCard
from ananea_desktop.ui.record_model import Row
from ananea_desktop.ui.state_dialogs import StateDialog, open_state

_STATES_SHOWN, _POSITIONS_SHOWN, _CERTIFICATES_SHOWN = 3, 3, 2


def head(card: RecordCard, row: Row, person: PersonCard) -> None:
    """The name and what the person is, with the photo at the right."""
    number = _("n.º {number}").format(number=row["number"]) if row["number"] else ""
    since = _("ingresó el {day}").format(day=format_date(row["admitted_on"])) if row["admitted_on"] else ""
    kind = " ".join(part for part in (_(PERSON_KINDS[row["kind"]]), number) if part)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(label(full_name(row), "title", wrap=True, name="card_title"))
    remark = "  ·  ".join(part for part in (kind, _(STATES[row["state"]]).lower(), since) if part)
    words.addWidget(label(remark, "secondary", wrap=True))
    words.addStretch(1)
    line = QHBoxLayout()
    line.setSpacing(theme.GAP)
    line.addLayout(words, 1)
    letters = initials(row["given_names"], row["paternal_surname"])
    portrait = Portrait(card.desk, int(row["id"]), person.photo, letters)
    line.addWidget(portrait, 0, Qt.AlignmentFlag.AlignTop)
    card.add(line)


def facts(card: RecordCard, row: Row) -> None:
    """What is known of the person; documents, phone and address hidden while that is wanted."""
    document = document_text(row["document_type"], row["document_number"])
    address = ", ".join(part for part in (row["address"], row["community"]) if part)
    card.facts(
        (
            (_("Documento"), personal.number(document)),
            (_("RUC"), personal.number(row["ruc"])),
            (_("Celular"), personal.number(row["phone"])),
            (_("Domicilio"), personal.whole(address)),
            (_("Cargo"), row["position"]),
            (_("Área"), row["work_area"]),
            (_("Nacimiento"), personal.whole(format_date(row["birth_date"]) if row["birth_date"] else "")),
            (_("Notas"), personal.whole(row["notes"])),
        )
    )


def papers(card: RecordCard, row: Row) -> None:
    """The menu of the papers of the person."""
    button = link_button(_("Papeles de la persona…"), "printer")
    button.setObjectName("person_papers")
    hang_menu(button, lambda: _papers_of(card, row))
    card.add(button)


def sections(card: RecordCard, row: Row, person: PersonCard) -> None:
    """States, positions and constancias."""
    _states(card, row, person)
    _positions(card, row, person)
    if person.certificates:
        lines = [_certificate_line(card, each) for each in person.certificates[:_CERTIFICATES_SHOWN]]
        card.section(_("Constancias de socio hábil"), lines, len(person.certificates))


def _states(card: RecordCard, row: Row, person: PersonCard) -> None:
    header = SectionHeader(
        _("Estado"), len(person.states), _("Cambiar estado…") if card.desk.may(Right.RECORDS) else "", "calendar-blank"
    )
    header.setObjectName("states")
    header.link_clicked.connect(lambda: StateDialog(card, card.desk, row).open())
    card.add(header, above=10)
    for state in person.states[:_STATES_SHOWN]:
        card.add(_state_line(card, row, person, state))
    if len(person.states) > _STATES_SHOWN:
        earlier = CardLine(
            "calendar-blank", _("Estados anteriores"), str(len(person.states) - _STATES_SHOWN), tone="ink3"
        )
        earlier.setObjectName("earlier_states")
        entries = [
            (
                f"state_{each['id']}",
                f"{_(STATES[each['state']])}, {_since(each)}",
                partial(open_state, card, card.desk, row, person.states, each),
            )
            for each in person.states[_STATES_SHOWN:]
        ]
        earlier.clicked.connect(lambda: pop_up(earlier, entries))
        card.add(earlier)


def _state_line(card: RecordCard, row: Row, person: PersonCard, state: Row) -> CardLine:
    icon, tone = ("check-circle", "good") if state["state"] == "active" else ("prohibit", "ink2")
    if state["state"] == "suspended":
        icon, tone = "warning-circle", "bad"
    remark = ", ".join(part for part in (_since(state), state["reason"]) if part)
    line = CardLine(icon, _(STATES[state["state"]]), remark, tone=tone)
    line.setObjectName(f"state_{state['id']}")
    line.clicked.connect(lambda: open_state(card, card.desk, row, person.states, state))
    return line


def _since(state: Row) -> str:
    """Nothing where nobody knows since when."""
    if state["valid_from"] == BEFORE_ALL:
        return ""
    return _("desde el {day}").format(day=format_date(state["valid_from"]))


def _positions(card: RecordCard, row: Row, person: PersonCard) -> None:
    if row["kind"] != "member" and not person.positions:
        return
    header = SectionHeader(
        _("Cargos dirigenciales"), len(person.positions), _("Anotar") if card.desk.may(Right.RECORDS) else "", "plus"
    )
    header.setObjectName("positions")
    texts = {"member_id": str(row["id"]), "starts_on": format_date(card.desk.books.books.today())}
    begun = {"origin": f"member {row['id']}", "texts": texts, "member_name": full_name(row)}
    header.link_clicked.connect(lambda: card.desk.form_wanted.emit("positions", begun))
    card.add(header, above=10)
    for each in person.positions[:_POSITIONS_SHOWN]:
        card.add(_position_line(card, each))


def _position_line(card: RecordCard, held: Held) -> CardLine:
    line = CardLine("users", held.words, amount=held.years, tone="good" if held.runs else "ink3")
    line.setAccessibleName(f"{held.words}, {held.term}")
    line.clicked.connect(lambda: card.desk.record_wanted.emit(held.table, held.id))
    return line


def _certificate_line(card: RecordCard, row: Row) -> CardLine:
    annulled = row["annulled_on"] is not None
    remark = _("ANULADA") if annulled else format_date(row["issued_on"])
    number = f"N.º {row['number']:06d}"
    line = CardLine("prohibit" if annulled else "medal", number, remark, struck=annulled)
    line.setObjectName(f"standing_{row['number']}")
    line.clicked.connect(lambda: open_standing(card, card.desk, row))
    return line


def _papers_of(card: RecordCard, row: Row) -> list[MenuEntry]:
    entries: list[MenuEntry] = [
        ("member_sheet", N_("Ficha…"), lambda: card.desk.paper_wanted.emit(sheet_paper(row))),
        ("credential", N_("Credencial…"), lambda: card.desk.paper_wanted.emit(credential_paper(row))),
    ]
    if row["kind"] == "member" and card.desk.may(Right.RECORDS, Right.MONEY):
        entries.insert(
            1, ("good_standing", N_("Constancia de socio hábil…"), lambda: ask_to_issue(card, card.desk, row))
        )
    return entries


def sheet_paper(row: Row) -> Paper:
    """The ficha of a person."""
    return Paper(
        title=_("Ficha: {name}").format(name=full_name(row)),
        file_name=f"ficha-{row['document_number']}",
        make=lambda books, _year, language, _form: member_sheet.pdf(books, int(row["id"]), language),
    )


def credential_paper(row: Row) -> Paper:
    """The credential card of a person."""
    return Paper(
        title=_("Credencial: {name}").format(name=full_name(row)),
        file_name=f"credencial-{row['document_number']}",
        make=lambda books, _year, language, _form: member_cards.credentials(books, [int(row["id"])], language),
    )
