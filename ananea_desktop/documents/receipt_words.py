"""What a receipt says on every format of its paper: that it is to be accounted for, and what the payee signs."""

from ananea_desktop.domain.language import _
from ananea_desktop.domain.receipts import Receipt, ReceiptKind


def heading_mark(receipt: Receipt) -> str:
    """``CON CARGO A RENDIR CUENTA`` of an advance, to stand under its number; else empty."""
    return _("Con cargo a rendir cuenta").upper() if receipt.is_advance else ""


def declaration(receipt: Receipt) -> str:
    """What the payee declares by signing; empty of money coming in."""
    if receipt.kind is ReceiptKind.IN:
        return ""
    text = _("He recibido de {cooperative} la suma indicada.")
    if receipt.is_advance:
        text = _(
            "He recibido de {cooperative} la suma indicada, con cargo a rendir cuenta: la sustentaré con comprobantes y"
            " devolveré lo que no gaste."
        )
    return text.format(cooperative=receipt.letterhead.name)
