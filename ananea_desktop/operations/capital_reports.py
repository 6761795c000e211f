"""The papers of aportaciones: their register, what each member holds on a day, and the account of one member."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ananea_desktop.documents.listing import AMOUNT, DATE, INTEGER, Column, GroupRow, Listing, Value
from ananea_desktop.documents.listing import Row as PaperRow
from ananea_desktop.domain import money
from ananea_desktop.domain.capital import CAPITAL_KINDS, CapitalKind
from ananea_desktop.domain.dates import days_of, format_date
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.identity import document_text
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.members import MEMBERS, STATES, full_name
from ananea_desktop.domain.receipts import number_text
from ananea_desktop.domain.text import clean
from ananea_desktop.operations import office
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.languages import in_language
from ananea_desktop.storage import capital as store
from ananea_desktop.storage import member_certificates, records
from ananea_desktop.storage.files import write_file_safely
from ananea_desktop.storage.rows import Row

REGISTER_TITLE = N_("Registro de aportaciones")
REGISTER_DESCRIPTION = N_("Cada operación con su número: quién suscribió, pagó, transfirió o recibió su aportación")
HELD_TITLE = N_("Capital de cada socio")
HELD_DESCRIPTION = N_("Cuánta aportación tiene cada socio al último día, y su certificado")


def operation_words(row: Row) -> str:
    """``Pago``, ``Transferencia``; of one that takes another back: ``Anula la N.º 5 (Pago)``."""
    name = _(CAPITAL_KINDS[CapitalKind(row["kind"])])
    if row["sign"] > 0:
        return name
    return _("Anula la N.º {number} ({operation})").format(number=row["reverses_number"], operation=name)


def detail_words(row: Row) -> str:
    """To whom a transfer goes, the receipt, who received the money, the acta and the reason: what there is of them."""
    parts = [_("a {name}").format(name=row["counterpart_name"])] if row["counterpart_name"] else []
    if row["receipt_id"] is not None:
        number = number_text(row["series"], row["receipt_number"])
        parts.append(_("recibo {number}").format(number=number))
        if row["kind"] == CapitalKind.WITHDRAW and row["party_name"] != row["person_name"]:
            parts.append(_("cobró {name}").format(name=row["party_name"]))
    return "; ".join((*parts, *(each for each in (row["acta"], row["reason"]) if each)))


def register(books: Books, year: int | None) -> Listing:
    """Every operation by number, with all capital held after each; of a year with the balance it began with."""
    first, last = days_of(year)
    found = store.register(books.db, first, last)
    balance = store.total_before(books.db, first) if year is not None else 0
    begun: list[PaperRow] = []
    if year is not None:
        words = _("Saldo al {day}").format(day=format_date(date(year - 1, 12, 31)))
        begun.append(GroupRow(words, (None,) * 10 + (balance,)))
    sums = [0, 0, 0, 0]
    rows: list[PaperRow] = []
    for row in found:
        moved = _moved(row)
        sums = [total + (each or 0) for total, each in zip(sums, moved, strict=True)]
        balance += (moved[1] or 0) - (moved[3] or 0)
        rows.append(
            (
                row["number"],
                row["operated_on"],
                operation_words(row),
                row["person_name"],
                row["person_document"],
                detail_words(row),
                *moved,
                balance,
            )
        )
    return Listing(
        name="aportaciones" if year is None else f"aportaciones-{year}",
        title=_(REGISTER_TITLE),
        subtitle=_("Año {year}").format(year=year) if year is not None else "",
        letterhead=office.letterhead(books),
        made_on=books.today(),
        columns=(
            Column(_("N.º"), INTEGER),
            Column(_("Fecha"), DATE),
            Column(_("Operación"), weight=1.6),
            Column(_("Apellidos y nombres"), weight=2.2),
            Column(_("Documento"), weight=1.2, personal=_("documento")),
            Column(_("Detalle"), weight=2.4),
            Column(_("Suscrito S/"), AMOUNT),
            Column(_("Pagado S/"), AMOUNT),
            Column(_("Transferido S/"), AMOUNT),
            Column(_("Devuelto S/"), AMOUNT),
            Column(_("Capital S/"), AMOUNT),
        ),
        rows=[*begun, *rows],
        totals=(None, None, None, _("Total"), None, None, *sums, balance),
        notes=(
            _(
                "«Pagado» cuenta también el saldo anterior. «Capital» es lo que todos los socios tienen después de cada"
                " operación. Lo que anula a otra se resta en su columna."
            ),
        ),
        landscape=True,
        foot=_("Reporte auxiliar; no sustituye al libro legalizado."),
    )


def _moved(row: Row) -> list[int | None]:
    """Céntimos subscribed, paid in, passed on, paid back by an operation; less than 0 where it takes one back."""
    places = (CapitalKind.SUBSCRIBE, CapitalKind.PAY, CapitalKind.TRANSFER, CapitalKind.WITHDRAW)
    kind = CapitalKind.PAY if row["kind"] == CapitalKind.OPENING else row["kind"]
    return [row["sign"] * row["amount"] if kind == place else None for place in places]


def held(books: Books, year: int | None) -> Listing:
    """What each member holds on the last day of a year, or today; tied to the register."""
    last = days_of(year)[1] if year is not None else books.today()
    day = min(last, books.today())
    found = store.holders(books.db, day)
    certified = member_certificates.valid_numbers(books.db, "contribution", day)
    rows: list[PaperRow] = [
        (
            row["number"],
            full_name(row),
            document_text(row["document_type"], row["document_number"]),
            _(STATES[row["state_then"]]) if row["state_then"] else "",
            row["held_since_on"],
            row["subscribed"] or None,
            row["held"],
            certified.get(row["id"], ""),
        )
        for row in found
    ]
    total = sum(row["held"] for row in found)
    count = sum(row["held"] > 0 for row in found)
    words = _("Es la suma del registro de aportaciones hasta ese día, {amount}. Tienen aportación {count} socios.")
    in_register = store.total_before(books.db, date.fromordinal(day.toordinal() + 1))
    return Listing(
        name="capital" if year is None else f"capital-{year}",
        title=_(HELD_TITLE),
        subtitle=_("Al {day}").format(day=format_date(day)),
        letterhead=office.letterhead(books),
        made_on=books.today(),
        columns=(
            Column(_("N.º"), INTEGER),
            Column(_("Apellidos y nombres"), weight=3),
            Column(_("Documento"), weight=1.3, personal=_("documento")),
            Column(_("Estado"), weight=0.9),
            Column(_("Desde"), DATE),
            Column(_("Suscrito S/"), AMOUNT),
            Column(_("Tiene S/"), AMOUNT),
            Column(_("Certificado"), weight=0.9),
        ),
        rows=rows,
        totals=(None, _("Total"), None, None, None, sum(row["subscribed"] for row in found), total, None),
        notes=(words.format(amount=money.format_money(in_register, "PEN"), count=count),),
    )


def ledger(books: Books, member_id: int) -> Listing:
    """The account of one member's aportaciones, with what is held after each operation. Raises LookupError."""
    member = records.get(books.db, MEMBERS, member_id)
    balance, subscribed, came, went = 0, 0, 0, 0
    rows: list[Sequence[Value]] = []
    for row in store.of_member(books.db, member_id):
        balance += row["held"]
        subscribed += row["subscribed"]
        came, went = came + max(0, row["held"]), went + max(0, -row["held"])
        into, out = (row["held"] or None, None) if row["held"] >= 0 else (None, -row["held"])
        detail = detail_words(row)
        if row["counterpart_id"] == member_id:
            detail = _("de {name}").format(name=row["person_name"])
        rows.append(
            (
                row["number"],
                row["operated_on"],
                operation_words(row),
                detail,
                row["subscribed"] or None,
                into,
                out,
                balance,
            )
        )
    return Listing(
        name=f"capital-{member['document_number']}",
        title=_("Aportaciones de {name}").format(name=full_name(member)),
        subtitle=document_text(member["document_type"], member["document_number"]),
        letterhead=office.letterhead(books),
        made_on=books.today(),
        columns=(
            Column(_("N.º"), INTEGER),
            Column(_("Fecha"), DATE),
            Column(_("Operación"), weight=1.5),
            Column(_("Detalle"), weight=2.5),
            Column(_("Suscrito S/"), AMOUNT),
            Column(_("Entra S/"), AMOUNT),
            Column(_("Sale S/"), AMOUNT),
            Column(_("Tiene S/"), AMOUNT),
        ),
        rows=rows,
        totals=(None, None, _("Total"), None, subscribed or None, came, went or None, balance),
        notes=(_("La aportación es del socio: se le devuelve cuando deja de serlo. No es una cuota."),),
    )


def ledger_file(books: Books, member_id: int, language: str, form: str) -> bytes:
    """The account of one member as ``pdf``, ``xlsx`` or ``csv``, in ``es`` or ``en``."""
    from ananea_desktop.operations.reports import listing_file

    with in_language(language):
        return listing_file(ledger(books, member_id), form)


def save_ledger(books: Books, document: str, language: str, path: Path) -> None:
    """Writes the account of the member with a document, its form by the suffix. Raises UserError."""
    from ananea_desktop.operations.reports import form_of

    member_id = store.member_of_document(books.db, clean(document))
    if member_id is None:
        raise UserError(_("No hay nadie con el documento {document}.").format(document=document))
    write_file_safely(path, ledger_file(books, member_id, language, form_of(path)))
