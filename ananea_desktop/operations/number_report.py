"""The number report for the supervisory council: every number of every series, and what became of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from ananea_desktop.documents.listing import AMOUNT, DATE, Column, GroupRow, Listing, Row
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import N_, _, plural
from ananea_desktop.domain.money import SYMBOLS
from ananea_desktop.domain.receipts import KIND_TITLES, ReceiptKind, number_text
from ananea_desktop.domain.steps import Steps, at_once
from ananea_desktop.operations import office
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import numbers
from ananea_desktop.storage.numbers import Series

TITLE = N_("Informe de números")
SeriesKey = tuple[ReceiptKind, str]
_ROWS_AT_ONCE = 1_000
_MOST_NAMED = 20
"""Missing runs that the top of the paper names one by one; all of them stand in their place in the list."""


@dataclass
class _Found:
    """What is told of one or more series."""

    rows: list[Row] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    missing_count: int = 0
    issued: int = 0
    annulled: int = 0
    unused: int = 0


def series_choices(books: Books) -> list[tuple[SeriesKey, str]]:
    """Every series with at least one number, and how the window calls it."""
    return [((each.kind, each.series), _name(each)) for each in numbers.all_series(books.db) if each.last >= each.first]


def number_report(books: Books, year: int | None, only: SeriesKey | None = None) -> Listing:
    """Every number from first to last: issued, annulled (why, who, when), used by an extorno, unused, or missing.

    Of a year: the numbers issued in it; what is missing or unused has no date and is always told.
    """
    return at_once(number_steps(books, year, only))


def number_steps(books: Books, year: int | None, only: SeriesKey | None = None) -> Steps[Listing]:
    """The same in steps: there may be a million."""
    found = _Found()
    for series in numbers.all_series(books.db):
        if series.last < series.first or only not in (None, (series.kind, series.series)):
            continue
        told: list[int] = []
        rows: list[Row] = []
        for row in _rows(books, series, year, found, told):
            rows.append(row)
            if len(rows) % _ROWS_AT_ONCE == 0:
                yield
        if rows:
            found.rows += [GroupRow(_heading(series, year, told)), *rows]
    if found.missing:
        named = ", ".join(found.missing[:_MOST_NAMED]) + (" …" if len(found.missing) > _MOST_NAMED else "")
        words = plural(_("Falta 1 número: {numbers}."), _("Faltan {count} números: {numbers}."), found.missing_count)
        said = words.format(count=found.missing_count, numbers=named)
    else:
        said = _("No falta ningún número.")
    counted = _("Emitidos: {issued}. Anulados: {annulled}. Sin usar en talonarios: {unused}.").format(
        issued=f"{found.issued:,}", annulled=f"{found.annulled:,}", unused=f"{found.unused:,}"
    )
    period = _("Año {year}").format(year=year) if year is not None else _("De todos los años")
    return Listing(
        name="numeros" if year is None else f"numeros-{year}",
        title=_(TITLE),
        subtitle=f"{said} {counted} {period}.",
        columns=(
            Column(_("Número"), weight=1.4),
            Column(_("Fecha"), DATE),
            Column(_("Estado"), weight=1.2),
            Column(_("Nombre"), weight=2),
            Column(_("Moneda"), weight=0.6),
            Column(_("Importe"), AMOUNT),
            Column(_("Observación"), weight=3),
        ),
        rows=found.rows,
        letterhead=office.letterhead(books),
        made_on=books.today(),
        notes=(_("Para el consejo de vigilancia. Los anulados conservan su número y suman 0."),),
        landscape=True,
    )


def _name(series: Series) -> str:
    name = _("{title} · serie {series}").format(title=_(KIND_TITLES[series.kind]), series=series.series)
    return _("{name} (talonario a mano)").format(name=name) if series.is_booklet else name


def _heading(series: Series, year: int | None, told: Sequence[int]) -> str:
    """The series from end to end; of a year, from the first to the last number issued in it."""
    if year is None or not told:
        span = _("del {first} al {last}").format(first=f"{series.first:06d}", last=f"{series.last:06d}")
        return f"{_name(series)}: {span}"
    first, last = f"{min(told):06d}", f"{max(told):06d}"
    return f"{_name(series)}, " + _("en {year}: del {first} al {last}").format(year=year, first=first, last=last)


def _rows(books: Books, series: Series, year: int | None, found: _Found, told: list[int]) -> Iterator[Row]:
    """The numbers of one series in their order; what is not there in one row for each run.

    ``told`` is given the numbers of the documents among them.
    """
    expected = series.first
    for document in numbers.documents_of(books.db, series):
        yield from _gap(series, expected, document["number"] - 1, found)
        expected = max(expected, document["number"] + 1)
        if year in (None, document["issued_on"].year):
            found.issued += document["annulled_on"] is None
            found.annulled += document["annulled_on"] is not None
            told.append(document["number"])
            yield _document_row(series, document)
    yield from _gap(series, expected, series.last, found)


def _gap(series: Series, first: int, last: int, found: _Found) -> Iterator[Row]:
    if last < first:
        return
    count = last - first + 1
    text = number_text(series.series, first) + (f" … {last:06d}" if count > 1 else "")
    if series.is_booklet:
        found.unused += count
        state, remark = _("Sin usar"), plural(_("1 hoja del talonario"), _("{count} hojas del talonario"), count)
    else:
        found.missing_count += count
        found.missing.append(f"{_(KIND_TITLES[series.kind])} {text}")
        state, remark = _("FALTA"), plural(_("1 número no está en el libro"), _("{count} números no están"), count)
    yield (text, None, state, "", "", None, remark.format(count=f"{count:,}"))


def _document_row(series: Series, document: dict[str, Any]) -> Row:
    annulled = document["annulled_on"] is not None
    remarks = []
    if document["is_reversal"]:
        state = _("Extorno")
        remarks.append(_("Extorna el {other}").format(other=_other(document, "corrected")))
    elif document["reversed_number"] is not None and not annulled:
        state = _("Extornado")
        remarks.append(_("Extornado por el {other}").format(other=_other(document, "reversed")))
    elif document["corrected_number"] is not None:
        state = _("Emitido")
        remarks.append(_("Corrige el {other}").format(other=_other(document, "corrected")))
    else:
        state = _("Emitido")
    if annulled:
        state = _("ANULADO")
        remarks.append(
            _("Anulado el {day} por {user}: {reason}").format(
                day=format_date(document["annulled_on"]), user=document["annulled_by"], reason=document["reason"]
            )
        )
    return (
        number_text(series.series, document["number"]),
        document["issued_on"],
        state,
        document["party_name"],
        SYMBOLS[document["currency"]],
        document["total"],
        ". ".join(remarks),
    )


def _other(document: dict[str, Any], which: str) -> str:
    number = number_text(document[f"{which}_series"], document[f"{which}_number"])
    kind = document.get(f"{which}_kind")
    return f"{_(KIND_TITLES[ReceiptKind(kind)]).lower()} {number}" if kind else number
