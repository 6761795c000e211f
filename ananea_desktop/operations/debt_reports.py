"""The papers of what members owe: the statement of one, who is behind, what was expected and came, the runs made."""

from collections.abc import Callable, Sequence
from pathlib import Path

from ananea_desktop.documents.listing import AMOUNT, DATE, INTEGER, Column, GroupRow, Listing
from ananea_desktop.documents.listing import Row as PaperRow
from ananea_desktop.domain.charges import AGES, CHARGE_KINDS, ChargeKind
from ananea_desktop.domain.dates import days_of, format_date
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.identity import document_text
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.members import MEMBERS, full_name
from ananea_desktop.domain.money import SYMBOLS
from ananea_desktop.domain.receipts import number_text
from ananea_desktop.domain.text import clean
from ananea_desktop.operations import debts, office
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.languages import in_language
from ananea_desktop.storage import capital, records
from ananea_desktop.storage import charges as store
from ananea_desktop.storage import debts as sums
from ananea_desktop.storage.files import write_file_safely
from ananea_desktop.storage.rows import Row

STATEMENT_TITLE = N_("Estado de cuenta")
_APART = N_("Las aportaciones son capital del socio y se devuelven; por eso no se suman con las cuotas y multas.")


def _kind_words(kind: str, currency: str = "PEN") -> str:
    name = _(CHARGE_KINDS[ChargeKind(kind)])
    return name if currency == "PEN" else f"{name} ({SYMBOLS[currency]})"


# the statement of one


def statement(books: Books, member_id: int) -> Listing:
    """What one person was charged and paid, day by day, a balance for each family of it. Raises LookupError."""
    member = records.get(books.db, MEMBERS, member_id)
    entries = store.account_of(books.db, member_id)
    heading = office.letterhead(books)
    rows: list[PaperRow] = []
    mine: dict[tuple[str, str], list[Row]] = {}
    for row in entries:
        mine.setdefault((debts.family(row["kind"]), row["currency"]), []).append(row)
    for place in debts.PLACES:
        rows += _section(*place, mine[place]) if place in mine else ()
    return Listing(
        name=f"estado-de-cuenta-{member['document_number']}",
        title=_("Estado de cuenta de {name}").format(name=full_name(member)),
        subtitle=_("{document}  ·  al {day}").format(
            document=document_text(member["document_type"], member["document_number"]),
            day=format_date(books.today()),
        ),
        letterhead=heading,
        made_on=books.today(),
        columns=(
            Column(_("Fecha"), DATE),
            Column(_("Detalle"), weight=3),
            Column(_("Vence"), DATE),
            Column(_("A pagar"), AMOUNT),
            Column(_("Pagado o condonado"), AMOUNT),
            Column(_("Saldo"), AMOUNT),
        ),
        rows=rows,
        notes=(_(_APART),) if rows else (_("No se le cobró nada."),),
        signers=((heading.treasurer_name, _(heading.treasurer_title)), (full_name(member), _("Socio/a, conforme"))),
    )


def _section(family: str, currency: str, entries: Sequence[Row]) -> list[PaperRow]:
    """The entries of one family in one currency with the balance after each, under a heading with their sums."""
    paid, waived = _("Pago con recibo {number}: {debt}"), _("Condonado: {debt}")
    left = charged = 0
    lines: list[PaperRow] = []
    for row in entries:
        amount, words = row["amount"], debts.debt_words(row)
        left += amount
        if amount > 0:
            charged += amount
        elif row["what"] == "payment":
            words = paid.format(number=number_text(row["series"], row["number"]), debt=words)
        else:
            words = waived.format(debt=words)
        sides = (amount, None) if amount > 0 else (None, -amount)
        lines.append((row["day_on"], words, row["due_on"], *sides, left))
    title = f"{_(debts.FAMILIES[family])} ({SYMBOLS[currency]})"
    return [GroupRow(title, (None, None, None, charged, charged - left or None, left)), *lines]


def statement_file(books: Books, member_id: int, language: str, form: str) -> bytes:
    """The statement of one person as ``pdf``, ``xlsx`` or ``csv``, in ``es`` or ``en``."""
    from ananea_desktop.operations.reports import listing_file

    with in_language(language):
        return listing_file(statement(books, member_id), form)


def save_statement(books: Books, document: str, language: str, path: Path) -> None:
    """Writes the statement of the person with a document, its form by the suffix. Raises UserError."""
    from ananea_desktop.operations.reports import form_of

    write_file_safely(path, statement_file(books, member_of(books, document), language, form_of(path)))


def member_of(books: Books, document: str) -> int:
    """The id of the person with a document. Raises UserError."""
    found = capital.member_of_document(books.db, clean(document))
    if found is None:
        raise UserError(_("No hay nadie con el documento {document}.").format(document=document))
    return found


# who is behind


def arrears(books: Books, year: int | None) -> Listing:
    """By person and kind what was owed today, or on the last day of a year, by its age (domain.charges.AGES)."""
    day = min(days_of(year)[1], books.today()) if year is not None else books.today()
    found = debts.aged(books, day)
    rows: list[PaperRow] = [
        (
            row["number"],
            full_name(row),
            document_text(row["document_type"], row["document_number"]),
            _kind_words(row["charge_kind"], row["currency"]),
            row["since_on"],
            *(each or None for each in row["ages"]),
            sum(row["ages"]),
        )
        for row in found
    ]
    totals = _kind_totals(found, lambda row: [*row["ages"], sum(row["ages"])])
    if totals:
        rows.append(GroupRow(_("Total de cada cosa")))
        rows += [(None, None, None, words, None, *each) for words, each in totals]
    one, two, three = AGES
    return Listing(
        name="morosidad" if year is None else f"morosidad-{year}",
        title=_(ARREARS_TITLE),
        subtitle=_("Al {day}").format(day=format_date(day)),
        letterhead=office.letterhead(books),
        made_on=books.today(),
        columns=(
            Column(_("N.º"), INTEGER),
            Column(_("Apellidos y nombres"), weight=2.6),
            Column(_("Documento"), weight=1.3),
            Column(_("Qué debe"), weight=1.5),
            Column(_("Vence"), DATE),
            Column(_("Aún no vence"), AMOUNT),
            Column(_("Hasta {days} días").format(days=one), AMOUNT),
            Column(_("{first} a {last} días").format(first=one + 1, last=two), AMOUNT),
            Column(_("{first} a {last} días").format(first=two + 1, last=three), AMOUNT),
            Column(_("Más de {days} días").format(days=three), AMOUNT),
            Column(_("Debe"), AMOUNT),
        ),
        rows=rows,
        notes=(
            _("Deben {count} personas.").format(count=len({row["member_id"] for row in found})) + " " + _(_APART),
            _("En soles, salvo donde dice otra moneda. «Desde» es el vencimiento más antiguo."),
        ),
        landscape=True,
        foot=_("Reporte interno de tesorería."),
    )


def _kind_totals(found: Sequence[Row], values: Callable[[Row], Sequence[int]]) -> list[tuple[str, list[int]]]:
    """The sums of each kind in each currency, in the order of CHARGE_KINDS; nothing is added up over them."""
    totals: dict[tuple[str, str], list[int]] = {}
    for row in found:
        each = values(row)
        had = totals.get((row["charge_kind"], row["currency"]), [0] * len(each))
        totals[row["charge_kind"], row["currency"]] = [a + b for a, b in zip(had, each, strict=True)]
    order = list(CHARGE_KINDS)
    keys = sorted(totals, key=lambda key: (order.index(ChargeKind(key[0])), key[1]))
    return [(_kind_words(*key), totals[key]) for key in keys]


# what was expected, and what came


def expected(books: Books, year: int | None) -> Listing:
    """Of what is due in a year, by person and kind: expected, received, waived and still lacking."""
    first, last = days_of(year)
    found = sums.expected(books.db, first, last)
    people = sums.people(books.db)
    rows: list[PaperRow] = [
        (
            people[row["member_id"]]["number"],
            full_name(people[row["member_id"]]),
            _kind_words(row["charge_kind"], row["currency"]),
            *_four(row),
        )
        for row in found
    ]
    if totals := _kind_totals(found, _four):
        rows.append(GroupRow(_("Total de cada cosa")))
        rows += [(None, None, words, *each) for words, each in totals]
    return Listing(
        name="esperado-recibido" if year is None else f"esperado-recibido-{year}",
        title=_(EXPECTED_TITLE),
        subtitle=_("Lo que vence en {year}").format(year=year) if year is not None else _("De todos los años"),
        letterhead=office.letterhead(books),
        made_on=books.today(),
        columns=(
            Column(_("N.º"), INTEGER),
            Column(_("Apellidos y nombres"), weight=3),
            Column(_("Qué se cobró"), weight=1.6),
            Column(_("Esperado"), AMOUNT),
            Column(_("Recibido"), AMOUNT),
            Column(_("Condonado"), AMOUNT),
            Column(_("Falta"), AMOUNT),
        ),
        rows=rows,
        notes=(_("Recibido hasta el {day}.").format(day=format_date(books.today())) + " " + _(_APART),),
    )


def _four(row: Row) -> list[int]:
    return [row["expected"], row["paid"], row["waived"], row["left"]]


def runs(books: Books, year: int | None) -> Listing:
    """Every charge that was made, by day, with what came of it; those annulled stand in it and count 0."""
    first, last = days_of(year)
    found = [row for row in reversed(store.runs(books.db)) if first <= row["charged_on"] <= last]
    rows: list[PaperRow] = []
    for row in found:
        words = row["concept"] if row["annulled_on"] is None else _("ANULADO: {concept}").format(concept=row["concept"])
        amounts = (row["total"], row["paid"], row["waived"], row["total"] - row["paid"] - row["waived"])
        shown = amounts if row["annulled_on"] is None else (0, 0, 0, 0)
        kind = _kind_words(row["kind"], row["currency"])
        rows.append((row["charged_on"], kind, words, row["due_on"], row["charge_count"], *shown))
    return Listing(
        name="cobros" if year is None else f"cobros-{year}",
        title=_(RUNS_TITLE),
        subtitle=_("Año {year}").format(year=year) if year is not None else "",
        letterhead=office.letterhead(books),
        made_on=books.today(),
        columns=(
            Column(_("Fecha"), DATE),
            Column(_("Qué se cobró"), weight=1.5),
            Column(_("Concepto"), weight=3),
            Column(_("Vence"), DATE),
            Column(_("Socios"), INTEGER),
            Column(_("Esperado"), AMOUNT),
            Column(_("Recibido"), AMOUNT),
            Column(_("Condonado"), AMOUNT),
            Column(_("Falta"), AMOUNT),
        ),
        rows=rows,
        landscape=True,
    )


ARREARS_TITLE = N_("Morosidad")
EXPECTED_TITLE = N_("Esperado y recibido")
RUNS_TITLE = N_("Cobros a los socios")
REPORTS: dict[str, tuple[str, str, Callable[[Books, int | None], Listing]]] = {
    "morosidad": (ARREARS_TITLE, N_("Quién debe qué, y hace cuántos días venció"), arrears),
    "esperado-recibido": (
        EXPECTED_TITLE,
        N_("De cada socio: lo que debía pagar, lo que pagó y lo que falta"),
        expected,
    ),
    "cobros": (RUNS_TITLE, N_("Cada cuota, multa o aportación que se cobró, y cuánto de ella entró"), runs),
}
"""By the name of the report: title, description, and what makes it, by year."""
