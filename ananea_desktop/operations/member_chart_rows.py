"""The rows behind the charts of members, of what they owe, and of the capital they hold."""

from collections.abc import Sequence
from datetime import date

from ananea_desktop.documents.listing import AMOUNT, DATE, INTEGER, Column
from ananea_desktop.documents.listing import Row as PaperRow
from ananea_desktop.domain.capital import CapitalKind
from ananea_desktop.domain.charges import CHARGE_KINDS, ChargeKind
from ananea_desktop.domain.identity import document_text
from ananea_desktop.domain.language import _
from ananea_desktop.domain.members import SEXES, STATES, full_name
from ananea_desktop.domain.payables import age_of
from ananea_desktop.domain.steps import Steps
from ananea_desktop.operations import member_charts
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.capital_reports import detail_words, operation_words
from ananea_desktop.operations.chart_found import Finder, Found, Target, days_of_key
from ananea_desktop.operations.money_charts import UNTIL
from ananea_desktop.operations.people_charts import day_of_register
from ananea_desktop.storage import capital, member_statistics
from ananea_desktop.storage.rows import Row


def members_found(found: Sequence[Row], day: date) -> Found:
    """Members with the state they had on a day."""
    columns = (
        Column(_("N.º"), INTEGER),
        Column(_("Apellidos y nombres"), weight=3),
        Column(_("Documento"), weight=1.3, personal=_("documento")),
        Column(_("Sexo"), weight=0.8, personal=_("sexo")),
        Column(_("Nacimiento"), DATE, personal=_("fecha de nacimiento")),
        Column(_("Ingreso"), DATE),
        Column(_("Estado"), weight=0.9),
    )
    rows: list[PaperRow] = [
        (
            row["number"],
            full_name(row),
            document_text(row["document_type"], row["document_number"]),
            _(SEXES[row["sex"]]),
            row["birth_date"],
            row["admitted_on"],
            _(STATES[row["state"]]),
        )
        for row in found
    ]
    totals = (None, _("{count} socios").format(count=len(rows)), None, None, None, None, None)
    targets: list[Target | None] = [("members", row["id"]) for row in found]
    return Found(columns=columns, rows=rows, totals=totals, targets=targets, days=(None, day))


def _of_years(books: Books, name: str, keys: Sequence[str], first: date, last: date) -> Steps[Found]:
    _begins, ends = days_of_key(keys[0])
    found = member_charts.members_of_year(books, ends.year, last)
    yield
    return members_found(found, day_of_register(books, min(ends, last)))


def _moved(books: Books, name: str, keys: Sequence[str], first: date, last: date) -> Steps[Found]:
    begins, ends = days_of_key(keys[0].removeprefix(UNTIL))
    begins = date.min if keys[0].startswith(UNTIL) else begins
    ends = day_of_register(books, min(ends, last))
    changes = member_statistics.state_changes(books.db)
    found = [row for row in member_charts.movements(changes) if begins <= row["moved_on"] <= ends]
    yield
    people = _people(books, found)
    columns = (
        Column(_("Fecha"), DATE),
        Column(_("Apellidos y nombres"), weight=3),
        Column(_("Documento"), weight=1.3, personal=_("documento")),
        Column(_("Qué pasó"), weight=1.5),
    )
    rows: list[PaperRow] = [
        (
            row["moved_on"],
            *people[row["member_id"]],
            _("Ingresó") if row["came"] else _(STATES[row["state"]]),
        )
        for row in found
    ]
    came = sum(row["came"] for row in found)
    words = _("{came} ingresaron, {left} salieron").format(came=came, left=len(found) - came)
    return Found(
        columns=columns,
        rows=rows,
        totals=(None, words, None, None),
        targets=[("members", row["member_id"]) for row in found],
        days=(None if begins == date.min else begins, ends),
    )


def _people(books: Books, found: Sequence[Row]) -> dict[int, tuple[str, str]]:
    """Name and document of the members of some rows."""
    rows = member_statistics.people(books.db, {int(row["member_id"]) for row in found})
    return {row["id"]: (full_name(row), document_text(row["document_type"], row["document_number"])) for row in rows}


def _held(books: Books, name: str, keys: Sequence[str], first: date, last: date) -> Steps[Found]:
    """What each member held at the end of a year."""
    day = min(days_of_key(keys[0])[1], last)
    found = [row for row in capital.holders(books.db, day) if row["held"]]
    yield
    columns = (
        Column(_("N.º"), INTEGER),
        Column(_("Apellidos y nombres"), weight=3),
        Column(_("Documento"), weight=1.3, personal=_("documento")),
        Column(_("Desde"), DATE),
        Column(_("Tiene S/"), AMOUNT),
    )
    rows: list[PaperRow] = [
        (
            row["number"],
            full_name(row),
            document_text(row["document_type"], row["document_number"]),
            row["held_since_on"],
            row["held"],
        )
        for row in found
    ]
    return Found(
        columns=columns,
        rows=rows,
        totals=(None, _("Total"), None, None, sum(row["held"] for row in found)),
        targets=[("members", row["id"]) for row in found],
        days=(None, day),
    )


def _capital(books: Books, name: str, keys: Sequence[str], first: date, last: date) -> Steps[Found]:
    """What was paid in and paid back in a month or year of the period."""
    begins, ends = days_of_key(keys[0])
    begins, ends = max(begins, first), min(ends, last)
    kinds = (CapitalKind.PAY, CapitalKind.WITHDRAW)
    found = [row for row in capital.register(books.db, begins, ends) if row["kind"] in kinds]
    yield
    columns = (
        Column(_("N.º"), INTEGER),
        Column(_("Fecha"), DATE),
        Column(_("Operación"), weight=1.3),
        Column(_("Apellidos y nombres"), weight=2.5),
        Column(_("Detalle"), weight=2.2),
        Column(_("Recibido S/"), AMOUNT),
        Column(_("Devuelto S/"), AMOUNT),
    )
    parts = [_parts(row["kind"] == CapitalKind.PAY, row["sign"] * row["amount"]) for row in found]
    rows: list[PaperRow] = [
        (row["number"], row["operated_on"], operation_words(row), row["person_name"], detail_words(row), *part)
        for row, part in zip(found, parts, strict=True)
    ]
    return Found(
        columns=columns,
        rows=rows,
        totals=(None, None, None, _("Total"), None, *_sums(parts)),
        targets=[("members", row["member_id"]) for row in found],
        days=(begins, ends),
    )


def _parts(is_first: bool, amount: int) -> tuple[int | None, int | None]:
    """An amount in the first of two columns, or in the second."""
    return (amount, None) if is_first else (None, amount)


def _sums(parts: Sequence[tuple[int | None, int | None]]) -> tuple[int, int]:
    return sum(first or 0 for first, _second in parts), sum(second or 0 for _first, second in parts)


def _dues(books: Books, name: str, keys: Sequence[str], first: date, last: date) -> Steps[Found]:
    begins, ends = days_of_key(keys[0])
    until = day_of_register(books, last)
    found = member_statistics.due_in(books.db, max(begins, first), min(ends, until), until)
    yield
    people = _people(books, found)
    columns = (
        Column(_("Vence"), DATE),
        Column(_("Apellidos y nombres"), weight=2.5),
        Column(_("Documento"), weight=1.2, personal=_("documento")),
        Column(_("Concepto"), weight=2.5),
        Column(_("Se esperaba S/"), AMOUNT),
        Column(_("Se recibió S/"), AMOUNT),
    )
    rows: list[PaperRow] = [
        (row["due_on"], *people[row["member_id"]], row["concept"], row["amount"], row["paid"]) for row in found
    ]
    sums = [sum(row[each] for row in found) for each in ("amount", "paid")]
    return Found(
        columns=columns,
        rows=rows,
        totals=(None, _("Total"), None, None, *sums),
        targets=[("members", row["member_id"]) for row in found],
        days=(max(begins, first), min(ends, until)),
    )


def _owed(books: Books, name: str, keys: Sequence[str], first: date, last: date) -> Steps[Found]:
    day = day_of_register(books, last)
    owed = member_statistics.owed(books.db, day)
    yield
    by_age = name == "deudas-socios-antiguedad"
    found = [row for row in owed if (str(age_of(row["due_on"], day)) if by_age else row["kind"]) in keys]
    people = _people(books, found)
    columns = (
        Column(_("Vence"), DATE),
        Column(_("Apellidos y nombres"), weight=2.5),
        Column(_("Documento"), weight=1.2, personal=_("documento")),
        Column(_("Clase"), weight=1.3),
        Column(_("Concepto"), weight=2),
        Column(_("Cuotas y multas S/"), AMOUNT),
        Column(_("Aportaciones S/"), AMOUNT),
    )
    parts = [_parts(not member_charts.is_capital(row), member_charts.in_soles(books, row)) for row in found]
    rows: list[PaperRow] = [
        (
            row["due_on"],
            *people[row["member_id"]],
            _(CHARGE_KINDS[ChargeKind(row["kind"])]),
            row["concept"],
            *part,
        )
        for row, part in zip(found, parts, strict=True)
    ]
    return Found(
        columns=columns,
        rows=rows,
        totals=(None, _("Total"), None, None, None, *_sums(parts)),
        targets=[("members", row["member_id"]) for row in found],
        days=(None, day),
    )


FINDERS: dict[str, Finder] = {
    "socios-por-anio": _of_years,
    "socios-ingresos-salidas": _moved,
    "aportaciones-por-anio": _held,
    "aportaciones-por-mes": _capital,
    "cuotas-por-mes": _dues,
    "deudas-socios-antiguedad": _owed,
    "deudas-socios-clase": _owed,
}
"""By the name of the chart."""
