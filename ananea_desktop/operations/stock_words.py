"""What a movement of the stock is called, on the screen and on paper."""

from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.purchases import PURCHASES
from ananea_desktop.storage.rows import Row

_HAND_OUT_WORDS = {
    "hand_out": N_("Entrega N.º {number}"),
    "return": N_("Devolución N.º {number}"),
    "donation": N_("Donación N.º {number}"),
}


def movement_words(row: Row) -> str:
    """What a movement of storage.stock.movements is: the purchase, the hand-out, the count it is of."""
    if row["hand_out_kind"]:
        document = _(_HAND_OUT_WORDS[row["hand_out_kind"]]).format(number=f"{row['hand_out_number']:06d}")
        document = ": ".join(part for part in (document, row["person_name"] or row["receiver_name"]) if part)
    elif row["supplier_name"]:
        paper = PURCHASES.name_of({name: row[name] for name in ("document_type", "series", "number")})
        document = f"{paper}: {row['supplier_name']}"
    else:
        return _("Conteo: {reason}").format(reason=row["reason"])
    return _("Anulado: {document}").format(document=document) if row["kind"] == "annulled" else document
