"""Whether a document of money may still be annulled, and if not, why and what to do instead."""

from dataclasses import dataclass

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.money import to_soles
from ananea_desktop.domain.receipts import KIND_TITLES, Receipt, ReceiptKind
from ananea_desktop.operations import capital, office, second_person, settlements
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import coverage, receipt_facts
from ananea_desktop.storage import receipts as store
from ananea_desktop.storage.coverage import Cover, CoverKind

_INSTEAD = {
    ReceiptKind.IN: N_("Haga un extorno: un recibo opuesto de hoy que lo cita."),
    ReceiptKind.OUT: N_("Haga un extorno: un recibo opuesto de hoy que lo cita."),
    ReceiptKind.BANK_NOTE: N_("Haga un extorno: una nota bancaria opuesta de hoy que la cita."),
    ReceiptKind.TRANSFER: N_("Haga hoy otro traspaso en sentido contrario."),
    ReceiptKind.OPENING: N_("Corrija la diferencia con un recibo de hoy que diga el motivo."),
    ReceiptKind.REALLOCATION: N_("Haga hoy otra reimputación que lo devuelva a su lugar."),
    ReceiptKind.RENDITION: N_("Corrija el fondo o el proyecto con una reimputación."),
}
"""What corrects a document that can no longer be annulled."""

_WHY = {
    CoverKind.CLOSED: N_("No se puede anular: es anterior al {day} y ese período ya está cerrado."),
    CoverKind.COUNTED: N_("No se puede anular: el arqueo de {name} del {day} ya lo contó."),
    CoverKind.RECONCILED: N_("No se puede anular: ya se concilió con el estado de cuenta de {name} del {day}."),
}

_NO_PAPER = (ReceiptKind.BANK_NOTE, ReceiptKind.OPENING)
"""Nobody was handed a signed paper of these."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A document with what the window says of it beside its paper."""

    receipt: Receipt
    why_not: str
    """Why it cannot be annulled and what to do instead; empty where it can."""
    corrections: tuple[Receipt, ...]
    """Valid documents that reverse it or reallocate it, oldest first."""
    replacements: tuple[Receipt, ...] = ()
    """Valid documents that replace it after its annulment."""
    other_side: Receipt | None = None
    """Of a transfer: its row in the other account, which is annulled with it."""


def standing(books: Books, receipt_id: int) -> Standing:
    """Raises LookupError when there is no such document."""
    receipt = store.get(books.db, receipt_id)
    found = tuple(store.get(books.db, each) for each in coverage.valid_corrections(books.db, receipt_id))
    is_annulled = receipt.annulment is not None
    return Standing(
        receipt=receipt,
        why_not=why_not(books, receipt),
        corrections=() if is_annulled else found,
        replacements=found if is_annulled else (),
        other_side=receipt_facts.other_side(books.db, receipt_id) if receipt.kind is ReceiptKind.TRANSFER else None,
    )


def why_not(books: Books, receipt: Receipt) -> str:
    """Why a document cannot be annulled, with what to do instead; empty where it can be."""
    if receipt.annulment is not None:
        return _("El recibo {number} ya está anulado.").format(number=receipt.number_text)
    found = coverage.covers(books.db, receipt)
    if found:
        return _sentence(receipt, found[0])
    return settlements.why_not_again(books, receipt) or capital.why_not_take_back(books, receipt, receipt.issued_on)


def _sentence(receipt: Receipt, cover: Cover) -> str:
    if cover.kind in _WHY:
        said = _(_WHY[cover.kind]).format(day=format_date(cover.day), name=cover.name)
        return f"{said} {what_instead(receipt)}"
    assert cover.document_kind is not None
    other = _("{title} N.º {number}").format(title=_(KIND_TITLES[cover.document_kind]), number=cover.name)
    if cover.kind is CoverKind.RENDERED:
        return _("No se puede anular: lo rinde o lo devuelve «{other}». Anule primero ese documento.").format(
            other=other
        )
    if cover.kind is CoverKind.BUILT_UPON:
        return _("No se puede anular: «{other}» parte de lo que este documento dejó. Anule primero ese.").format(
            other=other
        )
    said = _("No se puede anular: ya lo corrige «{other}». Si la corrección fue un error, anúlela primero.")
    if cover.document_kind is not ReceiptKind.REALLOCATION:
        return said.format(other=other)
    instead = what_instead(receipt)
    return said.format(other=other) + " " + _("Si no, {instead}").format(instead=instead[0].lower() + instead[1:])


def what_instead(receipt: Receipt) -> str:
    """How a document that cannot be annulled is corrected. A reversal is not reversed again."""
    if receipt.is_reversal:
        return _("Si el extorno fue un error, haga de nuevo el recibo.")
    return _(_INSTEAD[receipt.kind])


def what_annuls(receipt: Receipt) -> str:
    """What a second person says yes to."""
    return _("anular {title} N.º {number}").format(title=_(KIND_TITLES[receipt.kind]), number=receipt.number_text)


def approved(books: Books, receipt: Receipt, other_side: Receipt | None) -> str:
    """Before a document is annulled: who else said yes, as it is printed with the reason; empty where nobody needs
    to, below the amount that the cooperative set. Raises NeedsSecondPerson."""
    limit = office.profile(books)["second_person_from"]
    if limit is None or all(_soles(side, limit) < limit for side in (receipt, other_side or receipt)):
        return ""
    return second_person.in_words(second_person.taken(books, what_annuls(receipt)))


def _soles(receipt: Receipt, unknown: int) -> int:
    """Céntimos of sol; ``unknown`` for dollars whose rate nobody noted."""
    if receipt.currency == "PEN":
        return receipt.total
    return unknown if receipt.exchange_rate is None else to_soles(receipt.total, receipt.exchange_rate)


def needs_paper_back(receipt: Receipt) -> bool:
    """Whether the person must say that the signed original is back in hand."""
    return receipt.kind not in _NO_PAPER
