"""Offers compared before buying: what was asked of several suppliers, which was chosen, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from ananea_desktop.domain.fields import YES_NO, Field, Kind, RecordType
from ananea_desktop.domain.language import N_, _

USUAL_OFFERS = 3
"""Fewer need a reason."""

CHOSEN = {"no": "–", "yes": YES_NO["yes"]}


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What one supplier asks, in céntimos of its currency."""

    supplier_name: str
    supplier_id: int | None
    amount: int
    currency: str
    terms: str
    is_chosen: bool


def reason_needed(offers: Sequence[Offer], rate: int | None) -> str:
    """Why the choice has to be explained, as a sentence; empty where it has not, or nothing is chosen yet.

    ``rate``: soles for a dollar in ten-thousandths, to compare offers in two currencies; None where none is known.
    """
    chosen = [offer for offer in offers if offer.is_chosen]
    if not chosen:
        return ""
    if len(offers) < USUAL_OFFERS:
        return _("Hay menos de tres ofertas: explique por qué.")
    if len({offer.currency for offer in offers}) > 1 and rate is None:
        return _("Hay ofertas en dos monedas: explique por qué eligió esa.")
    if _compared(chosen[0], rate) > min(_compared(offer, rate) for offer in offers):
        return _("No se eligió la más barata: explique por qué.")
    return ""


def _compared(offer: Offer, rate: int | None) -> int:
    """Comparable figures: ten-thousandths of a céntimo of sol."""
    return offer.amount * (rate or 0) if offer.currency == "USD" and rate else offer.amount * 10_000


QUOTATION_REQUESTS = RecordType(
    table="quotation_requests",
    singular=N_("pedido de cotización"),
    plural=N_("cotizaciones"),
    name_of=lambda values: str(values.get("subject") or ""),
    fields=(
        Field(
            name="subject",
            label=N_("Qué se va a comprar"),
            required=True,
            searchable=True,
            in_table=True,
            missing=N_("Falta qué se va a comprar."),
        ),
        Field(
            name="asked_on",
            label=N_("Fecha"),
            kind=Kind.DATE,
            required=True,
            in_table=True,
            missing=N_("Falta la fecha del pedido."),
        ),
        Field(name="project_id", label=N_("Proyecto de Prima"), kind=Kind.REFERENCE, references="premium_projects"),
        Field(
            name="chosen_reason",
            label=N_("Por qué se eligió"),
            kind=Kind.LONG_TEXT,
            is_needed_at_times=True,
            hint=N_("Hace falta si no es la más barata, o si hay menos de tres ofertas."),
        ),
        Field(name="notes", label=N_("Notas"), kind=Kind.LONG_TEXT, searchable=True),
    ),
)
