"""What members owe: charges (obligaciones por cobrar), one or for all at once. Integer céntimos of their currency."""

from enum import StrEnum

from ananea_desktop.domain.language import N_


class ChargeKind(StrEnum):
    """Capital is the member's own and is given back; dues and fines are the cooperative's. Never added up together."""

    CONTRIBUTION = "contribution"
    ORDINARY_DUE = "ordinary_due"
    EXTRAORDINARY_DUE = "extraordinary_due"
    FINE = "fine"


CHARGE_KINDS = {
    ChargeKind.ORDINARY_DUE: N_("Cuota ordinaria"),
    ChargeKind.EXTRAORDINARY_DUE: N_("Cuota extraordinaria"),
    ChargeKind.FINE: N_("Multa"),
    ChargeKind.CONTRIBUTION: N_("Aportación"),
}
AGES = (30, 60, 90)
"""Days after which a debt is in the next group of age: to 30, 31 to 60, 61 to 90, and beyond."""
