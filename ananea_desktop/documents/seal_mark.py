"""The seal on paper: its first characters, and a QR by which paper and book are compared."""

from functools import lru_cache

from ananea_desktop.domain.language import _
from ananea_desktop.domain.receipts import DOCUMENT_CODES, Receipt

SEAL_SHOWN = 10
"""Characters of the hash that stand on paper (reliability.md §4.5)."""

Matrix = tuple[tuple[bool, ...], ...]
"""The dark modules of a QR, row by row, without its quiet zone."""


def qr_text(receipt: Receipt) -> str:
    """``ANANEA RI 001-000123 2026-11-23 PEN 1234.50 3FA9C1D2E4``: only what a QR holds in its dense letters."""
    amount = f"{receipt.total // 100}.{receipt.total % 100:02d}"
    parts = (
        "ANANEA",
        DOCUMENT_CODES[receipt.kind],
        receipt.number_text,
        receipt.issued_on.isoformat(),
        receipt.currency,
    )
    return " ".join((*parts, amount, receipt.seal[:SEAL_SHOWN].upper()))


def receipt_qr(receipt: Receipt) -> Matrix:
    """The QR of an issued document; nothing for a preview, which has no seal yet."""
    return qr_matrix(qr_text(receipt)) if receipt.seal else ()


@lru_cache(maxsize=8)
def qr_matrix(text: str) -> Matrix:
    """Encoded once for all copies of a paper; level M survives a stain or a fold."""
    from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    return tuple(tuple(bool(dark) for dark in row) for row in code.modules)


def seal_text(receipt: Receipt) -> str:
    """``Sello 3fa9c1d2e4``; empty in a preview."""
    if not receipt.seal:
        return ""
    if receipt.sealed_late:
        return _("Sello {seal}, puesto después de emitirse").format(seal=receipt.seal[:SEAL_SHOWN])
    return short_seal(receipt.seal)


def short_seal(seal: str) -> str:
    """``Sello 3fa9c1d2e4`` of any sealed document; empty where it has none yet."""
    return _("Sello {seal}").format(seal=seal[:SEAL_SHOWN]) if seal else ""
