"""Closings: the month or year that is closed, what is unfinished in it, and the acta de cierre as it is signed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from ananea_desktop.domain.dates import FIRST_YEAR, LAST_YEAR, format_date, last_of_month, month_name
from ananea_desktop.domain.language import N_, _, plural
from ananea_desktop.domain.receipts import Letterhead
from ananea_desktop.domain.text import InvalidValue, clean


class PeriodKind(StrEnum):
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, kw_only=True)
class Period:
    """A month or a year, by its last day."""

    kind: PeriodKind
    last_day: date

    @property
    def key(self) -> str:
        """``2026-10``, ``2026``: as a command and a form have it."""
        return f"{self.last_day:%Y-%m}" if self.kind is PeriodKind.MONTH else f"{self.last_day:%Y}"

    @property
    def begins(self) -> date:
        """The first day of the month or year itself; a closing may begin earlier."""
        return self.last_day.replace(day=1) if self.kind is PeriodKind.MONTH else self.last_day.replace(month=1, day=1)

    @property
    def name(self) -> str:
        """``octubre de 2026``, ``el año 2026``."""
        if self.kind is PeriodKind.YEAR:
            return _("el año {year}").format(year=self.last_day.year)
        return _("{month} de {year}").format(month=month_name(self.last_day), year=self.last_day.year)

    @property
    def title(self) -> str:
        """``Octubre de 2026``, ``Año 2026``."""
        if self.kind is PeriodKind.YEAR:
            return _("Año {year}").format(year=self.last_day.year)
        return self.name[0].upper() + self.name[1:]


def month_of(day: date) -> Period:
    return Period(kind=PeriodKind.MONTH, last_day=last_of_month(day))


def next_month(day: date) -> Period:
    """The month after the one of a day."""
    return month_of(last_of_month(day) + timedelta(1))


def year_of(year: int) -> Period:
    return Period(kind=PeriodKind.YEAR, last_day=date(year, 12, 31))


def read_period(text: str) -> Period:
    """``2026-10`` or ``2026``. Raises InvalidValue."""
    found = re.fullmatch(r"(\d{4})(?:-(\d{2}))?", clean(text), re.ASCII)
    if found is not None and FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        if found[2] is None:
            return year_of(int(found[1]))
        if 1 <= int(found[2]) <= 12:
            return month_of(date(int(found[1]), int(found[2]), 1))
    raise InvalidValue(_("Escriba el mes así: 2026-10, o el año así: 2026."))


class MatterKind(StrEnum):
    """What may be left unfinished in a period, in the order it is told."""

    DRAFTS = "drafts"
    ADVANCES = "advances"
    TILLS = "tills"
    BANKS = "banks"
    UNSUPPORTED = "unsupported"
    WITHOUT_INVOICE = "without_invoice"
    UNPAID = "unpaid"
    UNSIGNED = "unsigned"
    TRAININGS = "trainings"
    LOST = "lost"


_ONE_AND_MANY: dict[MatterKind, tuple[str, str]] = {
    MatterKind.DRAFTS: (N_("1 borrador sin guardar"), N_("{count} borradores sin guardar")),
    MatterKind.ADVANCES: (N_("1 entrega por rendir"), N_("{count} entregas por rendir")),
    MatterKind.TILLS: (N_("1 caja sin arqueo al cierre"), N_("{count} cajas sin arqueo al cierre")),
    MatterKind.BANKS: (N_("1 banco sin conciliar hasta el cierre"), N_("{count} bancos sin conciliar hasta el cierre")),
    MatterKind.UNSUPPORTED: (N_("1 egreso sin sustento"), N_("{count} egresos sin sustento")),
    MatterKind.WITHOUT_INVOICE: (
        N_("1 compra sin el comprobante adjunto"),
        N_("{count} compras sin el comprobante adjunto"),
    ),
    MatterKind.UNPAID: (N_("1 compra por pagar"), N_("{count} compras por pagar")),
    MatterKind.UNSIGNED: (
        N_("1 recibo sin su papel firmado escaneado"),
        N_("{count} recibos sin su papel firmado escaneado"),
    ),
    MatterKind.TRAININGS: (
        N_("1 capacitación sin terminar (programada o sin firmas)"),
        N_("{count} capacitaciones sin terminar (programadas o sin firmas)"),
    ),
    MatterKind.LOST: (
        N_("1 documento perdido por anotar otra vez"),
        N_("{count} documentos perdidos por anotar otra vez"),
    ),
}


@dataclass(frozen=True)
class Matter:
    """Something unfinished: what, how many of it, and names or amounts that need no translation."""

    kind: MatterKind
    count: int
    detail: str = ""

    @property
    def sentence(self) -> str:
        """``2 entregas por rendir: S/ 350.00``"""
        one, many = _ONE_AND_MANY[self.kind]
        words = plural(_(one), _(many), self.count).format(count=f"{self.count:,}")
        return f"{words}: {self.detail}" if self.detail else words


class Balance(NamedTuple):
    """One line of money, in céntimos of its currency; a fund is told in soles by the rate of each document.

    opening + income - expense + transfers = closing. ``transfers``: traspasos, entregas por rendir, aportaciones and
    what exchange gained or lost: neither income nor spending.
    """

    subject: str
    """``account`` or ``fund``."""
    name: str
    currency: str
    opening: int
    income: int
    expense: int
    transfers: int
    closing: int


class Numbers(NamedTuple):
    """The numbers of one series that were used in the period."""

    kind: str
    series: str
    first_number: int
    last_number: int
    documents: int
    annulled: int


@dataclass(frozen=True, kw_only=True)
class Reopening:
    reason: str
    reopened_on: date
    user: str
    approved_by: str
    """The second person; empty where nobody else could say yes."""


@dataclass(frozen=True, kw_only=True)
class Closing:
    """A closing as it was made, for its acta."""

    id: int
    number: int
    period: Period
    first_day: date
    closed_on: date
    user: str
    documents: int
    """Documents of money of the period, annulled ones too."""
    seal_id: int
    seal_hash: str
    """Number and hash (64 hexadecimal digits) of the last seal before the closing."""
    own_seal_id: int
    own_seal_hash: str
    """Those of the closing itself."""
    matters: Sequence[Matter]
    notes: str
    balances: Sequence[Balance]
    numbers: Sequence[Numbers]
    letterhead: Letterhead
    supervisor: tuple[str, str]
    """Name and document of who signs for the consejo de vigilancia; empty where nobody was noted."""
    reopening: Reopening | None = None

    @property
    def number_text(self) -> str:
        return f"{self.number:06d}"

    @property
    def span(self) -> str:
        """``del 01/10/2026 al 31/10/2026``"""
        return _("del {first} al {last}").format(
            first=format_date(self.first_day), last=format_date(self.period.last_day)
        )


def grouped(text: str, size: int = 4) -> str:
    """A long hash in groups that an eye can compare."""
    return " ".join(text[start : start + size] for start in range(0, len(text), size))
