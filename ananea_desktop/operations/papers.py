"""The paper of any document of money, by its kind; and the papers that go with one."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import N_, SPANISH, _
from ananea_desktop.domain.receipts import SIGNED_KINDS, PaperFormat, Receipt, ReceiptKind
from ananea_desktop.domain.steps import Steps
from ananea_desktop.operations import annulling
from ananea_desktop.operations.annulling import Standing
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.languages import in_language
from ananea_desktop.storage import receipt_facts
from ananea_desktop.storage import receipts as store

_STEMS = {
    ReceiptKind.IN: "recibo-ingreso",
    ReceiptKind.OUT: "recibo-egreso",
    ReceiptKind.TRANSFER: "traspaso",
    ReceiptKind.BANK_NOTE: "nota-bancaria",
    ReceiptKind.OPENING: "apertura",
    ReceiptKind.REALLOCATION: "reimputacion",
    ReceiptKind.RENDITION: "rendicion",
}

SUPPORT_PAPERS = {
    "mobility": N_("Planilla de movilidad"),
    "affidavit": N_("Declaración jurada de gasto"),
}
"""By the support of the lines they are made of."""


LARGEST_BATCH = 500


def document_pdf(books: Books, receipt: Receipt, language: str = SPANISH, form: PaperFormat = PaperFormat.A4) -> bytes:
    """The PDF of a document with its labels in ``es`` or ``en``; what was frozen in it stays as it was issued.

    ``form`` is that of receipts; the other documents are sheets of A4.
    """
    with in_language(language):
        return _pdf(books, receipt, form)


class Batch(NamedTuple):
    """Several documents that are printed in one job."""

    ids: list[int]
    """Of those in it."""
    parts: list[bytes]
    """Its PDFs in order, to be joined."""
    left_out: int
    """How many were asked for and have no paper of ours: those of a booklet written by hand."""


def batch(books: Books, ids: Sequence[int], form: PaperFormat) -> Steps[Batch]:
    """The papers of several documents, receipts in their form; a transfer whose two sides are asked for comes once.

    Raises UserError where none has a paper, or there are too many for one job.
    """
    if len(ids) > LARGEST_BATCH:
        raise UserError(_("Son demasiados para imprimir de una vez: elija hasta {count}.").format(count=LARGEST_BATCH))
    found = [store.get(books.db, each) for each in ids]
    yield
    printed = [each for each in found if not each.is_manual]
    if not printed:
        raise UserError(_("Los elegidos son del talonario: su papel es el del talonario y no se imprime otro."))
    once = {(each.kind, each.series, each.number): each for each in printed}
    parts = []
    for is_signed, group in groupby(once.values(), lambda each: each.kind in SIGNED_KINDS):
        if is_signed:
            from ananea_desktop.documents.receipt import receipts_pdf

            with in_language(SPANISH):
                parts.append((yield from receipts_pdf(list(group), form)))
            continue
        for each in group:
            parts.append(document_pdf(books, each, form=form))
            yield
    return Batch([each.id for each in printed], parts, len(found) - len(printed))


def _pdf(books: Books, receipt: Receipt, form: PaperFormat) -> bytes:
    if receipt.kind in SIGNED_KINDS:
        from ananea_desktop.documents.receipt import receipt_pdf

        return receipt_pdf(receipt, form)
    from ananea_desktop.documents.money_paper import money_paper_pdf

    if receipt.kind is ReceiptKind.TRANSFER:
        other = receipt_facts.other_side(books.db, receipt.id)
        return money_paper_pdf(receipt, other) if receipt.moves < 0 else money_paper_pdf(other, receipt)
    if receipt.kind is ReceiptKind.REALLOCATION:
        from ananea_desktop.documents.reallocation import reallocation_pdf

        return reallocation_pdf(receipt)
    return money_paper_pdf(receipt)


def shown(books: Books, receipt_id: int, form: PaperFormat) -> tuple[Standing, bytes]:
    """A document with what stands on it, and its paper."""
    found = annulling.standing(books, receipt_id)
    return found, document_pdf(books, found.receipt, form=form)


def support_papers(receipt: Receipt) -> Iterator[str]:
    """The kinds of SUPPORT_PAPERS that a rendition has lines for."""
    if receipt.kind is ReceiptKind.RENDITION:
        for kind in SUPPORT_PAPERS:
            if any(line.support_type == kind for line in receipt.lines):
                yield kind


def support_pdf(receipt: Receipt, kind: str, language: str = SPANISH) -> bytes:
    """One of SUPPORT_PAPERS of a rendition, in ``es`` or ``en``."""
    from ananea_desktop.documents.money_paper import affidavit_pdf, mobility_pdf

    with in_language(language):
        return mobility_pdf(receipt) if kind == "mobility" else affidavit_pdf(receipt)


def file_name(receipt: Receipt) -> str:
    """A name any disk takes, made of the kind and the number and of nothing that was typed."""
    return f"{_STEMS[receipt.kind]}-{receipt.number_text}.pdf"


def is_half_sheet(receipt: Receipt, form: PaperFormat) -> bool:
    """Whether the preview shows the upper half of the sheet: the original of a receipt."""
    return receipt.kind in SIGNED_KINDS and form is PaperFormat.A4


def joined(parts: Sequence[bytes]) -> bytes:
    """Several PDFs as one. Only for the thread that owns PDFium."""
    from ananea_desktop.documents.pdf_join import join_pdfs

    return join_pdfs(parts)
