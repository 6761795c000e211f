"""Aportaciones: the capital that members hold, by numbered operations. Integer céntimos of sol.

The certificates are nominative, transferable only between members, and paid back to who leaves, or to the heirs (Ley
General de Cooperativas, arts. 38 to 41; domain.md §2).
"""

from enum import StrEnum

from ananea_desktop.domain.language import N_


class CapitalKind(StrEnum):
    OPENING = "opening"
    """Held before the program."""
    SUBSCRIBE = "subscribe"
    """Promised, and charged."""
    PAY = "pay"
    """Paid in, by a receipt that settles the charge."""
    TRANSFER = "transfer"
    """From one member to another."""
    WITHDRAW = "withdraw"
    """Paid back, by its receipt."""


CAPITAL_KINDS = {
    CapitalKind.OPENING: N_("Saldo anterior"),
    CapitalKind.SUBSCRIBE: N_("Suscripción"),
    CapitalKind.PAY: N_("Pago"),
    CapitalKind.TRANSFER: N_("Transferencia"),
    CapitalKind.WITHDRAW: N_("Devolución"),
}
