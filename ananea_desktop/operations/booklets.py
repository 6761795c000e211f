"""The talonario manual: receipts written by hand while there is no power, entered afterwards with their own numbers."""

from dataclasses import dataclass

from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.language import _
from ananea_desktop.domain.receipts import SIGNED_KINDS, ReceiptKind, number_text
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.records import problems_sentence
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import numbers
from ananea_desktop.storage import receipts as store

LARGEST_NUMBER = 999_999
MOST_LEAVES = 10_000


@dataclass(frozen=True, kw_only=True)
class Booklet:
    """A booklet as the window lists it."""

    kind: ReceiptKind
    series: str
    first: int
    last: int
    used: int
    next_number: int | None
    """The one proposed next; None where the booklet is used up."""


def booklets(books: Books) -> list[Booklet]:
    """Every booklet, the newest of each kind first."""
    found = [each for each in numbers.all_series(books.db) if each.is_booklet]
    return [
        Booklet(
            kind=each.kind,
            series=each.series,
            first=each.first,
            last=each.last,
            used=numbers.used_count(books.db, each.kind, each.series),
            next_number=numbers.next_unused(books.db, each),
        )
        for each in reversed(found)
    ]


def next_series(books: Books) -> dict[ReceiptKind, str]:
    """What the next booklet of each kind will be called."""
    return {kind: store.free_series(books.db, kind) for kind in SIGNED_KINDS}


@needs(Right.MONEY)
def register(books: Books, kind: ReceiptKind, first: str, last: str) -> Booklet:
    """Notes a booklet by its first and last number; its series is the next free one. Raises InvalidRecord."""
    if kind not in SIGNED_KINDS:
        raise InvalidRecord(problems_sentence(1), {"kind": _("Elija si es un talonario de ingresos o de egresos.")})
    problems = {}
    read = {"first": _number(first), "last": _number(last)}
    for name, number in read.items():
        if number is None:
            problems[name] = _("Escriba un número de 1 a 999999, como está impreso en el talonario.")
    low, high = read["first"], read["last"]
    if low is not None and high is not None and high < low:
        problems["last"] = _("El último número debe ser igual o mayor que el primero.")
    elif low is not None and high is not None and high - low >= MOST_LEAVES:
        problems["last"] = _("Son más de 10,000 números. Revise el primero y el último.")
    if problems or low is None or high is None:
        raise InvalidRecord(problems_sentence(len(problems)), problems)
    with books.act() as db:
        series = store.free_series(db, kind)
        numbers.insert_booklet(db, kind, series, low, high)
    return Booklet(kind=kind, series=series, first=low, last=high, used=0, next_number=low)


def _number(text: str) -> int | None:
    """The number as printed, also with its series before it: ``000051``, ``002-000051``."""
    digits = text.strip().rpartition("-")[2]
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 6):
        return None
    return int(digits) if 1 <= int(digits) <= LARGEST_NUMBER else None


def read_number(books: Books, kind: ReceiptKind, series: str, text: str) -> int:
    """The number of a receipt of a booklet: within it and not entered yet.

    Raises InvalidRecord, its sentence to be shown beside the field.
    """
    booklet = numbers.find(books.db, kind, series)
    if booklet is None or not booklet.is_booklet:
        sentence = _("No hay un talonario {series} de este tipo. Regístrelo primero.")
        raise InvalidRecord(sentence.format(series=series), {})
    number = _number(text)
    if number is None or not booklet.first <= number <= booklet.last:
        raise InvalidRecord(
            _("Este talonario va del {first} al {last}. Escriba el número del papel.").format(
                first=f"{booklet.first:06d}", last=f"{booklet.last:06d}"
            ),
            {},
        )
    if numbers.is_used(books.db, kind, series, number):
        raise InvalidRecord(
            _("El {number} ya está anotado. Revise el número del papel.").format(number=number_text(series, number)), {}
        )
    return number
