"""Cash counts (arqueos): the notes and coins of each currency, and what a count says against the book."""

from dataclasses import dataclass
from datetime import date

from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.money import format_money

DENOMINATIONS = {
    "PEN": (20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10),
    "USD": (10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 25, 10, 5, 1),
}
"""Céntimos of each note and coin in use, largest first (domain.md §3.2)."""


_SMALLEST_NOTE = {"PEN": 1_000, "USD": 100}
MOST_OF_ONE = 1_000_000
"""Of one note or coin: more were never in a till."""


def is_note(denomination: int, currency: str) -> bool:
    """Whether it is of paper."""
    return denomination >= _SMALLEST_NOTE[currency]


def denomination_name(denomination: int, currency: str) -> str:
    """``Billete S/ 200``, ``Moneda S/ 0.50``: in whole units where there are no céntimos."""
    words = _("Billete {worth}") if is_note(denomination, currency) else _("Moneda {worth}")
    return words.format(worth=format_money(denomination, currency).removesuffix(".00"))


@dataclass(frozen=True, kw_only=True)
class CashCount:
    """A count as it was made; amounts in céntimos of the account's currency."""

    number: int
    account_id: int
    account_name: str
    currency: str
    counted_on: date
    counted_at: str
    """``09:30``"""
    book_balance: int
    quantities: dict[int, int]
    """How many of each denomination."""
    explanation: str
    treasurer_name: str
    treasurer_document: str
    witness_name: str
    witness_document: str
    witness_title: str
    last_receipt_id: int | None = None

    @property
    def counted(self) -> int:
        return sum(denomination * quantity for denomination, quantity in self.quantities.items())

    @property
    def difference(self) -> int:
        """Counted less book: more than 0 where there is too much."""
        return self.counted - self.book_balance


DIFFERENCES = {
    0: N_("Cuadra: lo contado es lo que dice el libro."),
    -1: N_("Faltan {amount} en la caja."),
    1: N_("Sobran {amount} en la caja."),
    None: N_(
        "El libro dice {book}, menos que nada, y eso no puede ser: falta anotar un ingreso, o hay un egreso de más."
        " Primero se revisa el libro de caja."
    ),
}


def difference_text(counted: int, book_balance: int, currency: str) -> str:
    """``Faltan S/ 3.50``, ``Sobran S/ 3.50``, ``Cuadra``. A till with less than nothing is a mistake in the book."""
    difference = counted - book_balance
    sign = None if book_balance < 0 else (difference > 0) - (difference < 0)
    return _(DIFFERENCES[sign]).format(
        amount=format_money(abs(difference), currency), book=format_money(book_balance, currency)
    )
