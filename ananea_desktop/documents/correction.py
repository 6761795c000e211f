"""The words by which a paper cites the document that it corrects."""

from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.receipts import Receipt, ReceiptKind

CITED = {
    ReceiptKind.IN: N_("del recibo de ingreso N.º {number}"),
    ReceiptKind.OUT: N_("del recibo de egreso N.º {number}"),
    ReceiptKind.TRANSFER: N_("del traspaso N.º {number}"),
    ReceiptKind.BANK_NOTE: N_("de la nota bancaria N.º {number}"),
    ReceiptKind.OPENING: N_("del documento de apertura N.º {number}"),
    ReceiptKind.REALLOCATION: N_("de la reimputación N.º {number}"),
    ReceiptKind.RENDITION: N_("de la rendición de cuenta N.º {number}"),
}


def cited(receipt: Receipt) -> str:
    """``del recibo de egreso N.º 001-000123``: what this document corrects; empty where it corrects none."""
    if receipt.corrects_kind is None:
        return ""
    return _(CITED[receipt.corrects_kind]).format(number=receipt.corrects_number)


def correction_text(receipt: Receipt) -> str:
    """``EXTORNO del recibo de egreso N.º 001-000123. Motivo: …``, or what it replaces; empty where it corrects nothing.

    A reimputación, which touches no account, says by itself what it corrects.
    """
    if not receipt.is_reversal:
        replaces = receipt.corrects_kind is not None and receipt.direction
        return _("EN REEMPLAZO {cited}, que se anuló.").format(cited=cited(receipt)) if replaces else ""
    text = _("EXTORNO {cited}. Motivo: {reason}")
    return text.format(cited=cited(receipt), reason=receipt.reason)
