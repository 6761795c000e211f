"""The ficha of a person as a paper: photo, data, states, positions, account, trainings and equipment."""

from ananea_desktop.documents.member_sheet import MemberSheet, SheetSection
from ananea_desktop.documents.portrait import initials
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.identity import document_text
from ananea_desktop.domain.language import SPANISH, _
from ananea_desktop.domain.members import MEMBERS, PERSON_KINDS, SEXES, STATES, full_name
from ananea_desktop.domain.money import format_money, format_quantity
from ananea_desktop.domain.text import clean
from ananea_desktop.operations import debts, member_cards, office, person_cards
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.languages import in_language
from ananea_desktop.operations.member_states import BEFORE_ALL
from ananea_desktop.storage import capital, charges, hand_outs, lists, member_states, records
from ananea_desktop.storage.rows import Row


def find(books: Books, document: str) -> Row:
    """The person with a document. Raises UserError where nobody has it."""
    found = [row for row in lists.members(books.db, search=document) if row["document_number"] == clean(document)]
    if not found:
        raise UserError(_("No hay nadie con el documento {document}.").format(document=document))
    return found[0]


def pdf(books: Books, member_id: int, language: str = SPANISH) -> bytes:
    """The ficha as PDF in ``es`` or ``en``. Raises LookupError where there is no such person."""
    from ananea_desktop.documents.member_sheet import member_sheet_pdf

    with in_language(language):
        return member_sheet_pdf(_paper(books, records.get(books.db, MEMBERS, member_id)))


def _paper(books: Books, row: Row) -> MemberSheet:
    sections = (
        SheetSection(title=_("Cuenta"), lines=account_lines(books, row["id"])),
        SheetSection(title=_("Estados"), lines=_states(books, row["id"])),
        SheetSection(title=_("Cargos dirigenciales"), lines=_positions(books, row["id"])),
        SheetSection(title=_("Capacitaciones"), lines=_trainings(books, row["id"])),
        SheetSection(title=_("Equipo entregado"), lines=_equipment(books, row["id"])),
    )
    number = _("N.º {number}").format(number=row["number"]) if row["number"] else ""
    kind = " ".join(filter(None, (_(PERSON_KINDS[row["kind"]]), number)))
    return MemberSheet(
        letterhead=office.letterhead(books),
        title=_("Ficha de socio/a") if row["kind"] == "member" else _("Ficha de trabajador/a"),
        name=full_name(row),
        standing="  ·  ".join((kind, _(STATES[row["state"]]))),
        facts=tuple(fact for fact in _facts(row) if fact[1]),
        sections=tuple(section for section in sections if section.lines),
        photo=member_cards.photo(books, row["id"]),
        initials=initials(row["given_names"], row["paternal_surname"]),
        made_on=books.today(),
    )


def _facts(row: Row) -> tuple[tuple[str, str], ...]:
    return (
        (_("Documento"), document_text(row["document_type"], row["document_number"])),
        (_("RUC"), row["ruc"]),
        (_("Sexo"), _(SEXES[row["sex"]])),
        (_("Nacimiento"), format_date(row["birth_date"]) if row["birth_date"] else ""),
        (_("Celular"), row["phone"]),
        (_("Domicilio"), ", ".join(filter(None, (row["address"], row["community"])))),
        (_("Ingreso"), format_date(row["admitted_on"]) if row["admitted_on"] else ""),
        (_("Cargo"), row["position"]),
        (_("Área"), row["work_area"]),
    )


def account_lines(books: Books, member_id: int) -> tuple[tuple[str, str], ...]:
    """What a person owes and has paid of each kind, and holds; aportaciones are never added to dues or fines.

    Empty where no charge and no capital is noted.
    """
    lines = []
    for each in debts.balances_of(charges.of_member(books.db, member_id)):
        name = _(debts.FAMILIES[each.family])
        lines.append((_("{name} que debe").format(name=name), format_money(each.left, each.currency)))
        lines.append((_("{name} que pagó").format(name=name), format_money(each.paid, each.currency)))
    held = capital.held(books.db, member_id)
    if held:
        lines.append((_("Aportaciones que tiene"), format_money(held, "PEN")))
    return tuple(lines)


def _states(books: Books, member_id: int) -> tuple[tuple[str, str], ...]:
    return tuple(
        (
            ", ".join(filter(None, (_(STATES[row["state"]]), row["reason"], row["acta"]))),
            "" if row["valid_from"] == BEFORE_ALL else _("desde el {day}").format(day=format_date(row["valid_from"])),
        )
        for row in member_states.of_member(books.db, member_id)
    )


def _positions(books: Books, member_id: int) -> tuple[tuple[str, str], ...]:
    return tuple((each.words, each.term) for each in person_cards.held(books, member_id))


def _trainings(books: Books, member_id: int) -> tuple[tuple[str, str], ...]:
    return tuple((row["topic"], format_date(row["held_on"])) for row in lists.trainings_of_member(books.db, member_id))


def _equipment(books: Books, member_id: int) -> tuple[tuple[str, str], ...]:
    return tuple(
        (
            f"{format_quantity(row['quantity'])}  {row['item_name']}",
            _("devuelto") if row["returned"] >= row["quantity"] else format_date(row["handed_on"]),
        )
        for row in hand_outs.of_member(books.db, member_id)
    )
