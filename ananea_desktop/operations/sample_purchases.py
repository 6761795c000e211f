"""Sample purchases with all that the tax office asks of them: offers compared, IGV apart, a credit note, a detracción,
debts of every age; and the fixed assets."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any

from ananea_desktop.domain.assets import FIXED_ASSETS
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import _
from ananea_desktop.operations import assets, purchase_rules, purchases, quotations, receipt_drafts, records
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.receipt_drafts import ReceiptDraft
from ananea_desktop.storage import lists

_OWN, _BANK = "2", "2"
_HARDWARE, _STUDIO, _WORKSHOP = "1", "4", "5"
_LINE = "item category quantity unit unit_price".split()
_OFFER = "supplier_name amount terms chosen".split()

Act = tuple[date, Callable[[], object]]
Issue = Callable[[Books, ReceiptDraft], int]


def acts(books: Books, issue: Issue) -> Iterator[Act]:
    """Each with the day it happens on. The purchases come after all others, which keep their places."""
    yield date(2026, 9, 10), partial(_compare, books, _("Bomba de lodos para la planta"), _pump_offers())
    yield date(2026, 9, 18), partial(_buy_the_chosen, books)
    yield date(2026, 9, 30), partial(_pay_part, books, issue, "500.00")
    yield date(2026, 10, 8), partial(_take_off, books)
    yield date(2026, 10, 12), partial(_note_fees, books)
    yield date(2026, 10, 20), partial(_note_service, books)
    yield date(2026, 11, 5), partial(_compare, books, _("Archivador de metal"), _cabinet_offers(), _cabinet_reason())
    yield date(2026, 11, 9), partial(_list_assets, books)


def _pump_offers() -> list[str]:
    return [
        "Hidroandes S.A.C. (muestra)|3,890.00|" + _("Entrega en 20 días, garantía 12 meses") + "|no",
        "Ferretería Altiplano (muestra)|3,540.00|" + _("Entrega inmediata, garantía 6 meses") + "|yes",
        "Maestranza Putina (muestra)|4,100.00|" + _("Con instalación") + "|no",
    ]


def _cabinet_offers() -> list[str]:
    return [
        "Comercial San Román (muestra)|620.00|" + _("Con llave, puesto en Ananea") + "|yes",
        "Ferretería Altiplano (muestra)|590.00|" + _("Sin llave, recojo en Juliaca") + "|no",
    ]


def _cabinet_reason() -> str:
    return _("Solo dos tiendas lo tenían; el flete desde Juliaca costaba más que la diferencia")


def _compare(books: Books, subject: str, offers: list[str], reason: str = "") -> None:
    texts = {"subject": subject, "asked_on": format_date(books.today()), "chosen_reason": reason}
    lines = [{**dict(zip(_OFFER, offer.split("|"), strict=True)), "currency": "PEN"} for offer in offers]
    quotations.save(books, texts, lines)


def _buy(books: Books, supplier: str, paper: str, line: str, **texts: str) -> int:
    kind, series, number = paper.split("-")
    given = {
        "supplier_id": supplier,
        "document_type": kind,
        "series": series,
        "number": number,
        "purchased_on": format_date(books.today()),
        "currency": "PEN",
        "fund_id": _OWN,
    }
    return purchases.save(books, given | texts, [dict(zip(_LINE, line.split("|"), strict=True))])


def _buy_the_chosen(books: Books) -> None:
    """The invoice gives its prices without IGV: S/ 3,000.00 and 18 % are what was offered."""
    line = "|".join((_("Bomba de lodos de 4 pulgadas"), "plant", "1", "unidad", "3,000.00"))
    printed = {"igv": "apart", "invoice_total": "3,540.00", "due_on": "18/10/2026", "quotation_request_id": "1"}
    _buy(books, _HARDWARE, "01-F001-305", line, **printed)


def _pump(books: Books) -> int:
    return int(lists.purchases(books.db, conditions={"purchases.quotation_request_id = ?": 1})[0]["id"])


def _pay_part(books: Books, issue: Issue, amount: str) -> None:
    draft = receipt_drafts.for_purchase(books, _pump(books))
    draft.lines[0]["amount"] = amount
    draft.account_id, draft.method, draft.operation_number = _BANK, "transfer", "20260930"
    issue(books, draft)


def _take_off(books: Books) -> None:
    """It came without its hose: the supplier takes S/ 118.00 off."""
    content: dict[str, Any] = purchase_rules.credit_note_of(books, _pump(books))
    line = {**content["lines"][0], "item": _("Descuento: vino sin manguera"), "unit_price": "100.00"}
    texts = content["texts"] | {"series": "FC01", "number": "9", "invoice_total": "118.00"}
    purchases.save(books, texts, [line])


def _note_fees(books: Books) -> None:
    line = "|".join((_("Declaraciones mensuales, tercer trimestre"), "service", "1", "servicio", "900.00"))
    _buy(books, _STUDIO, "02-E001-88", line, due_on="31/12/2026")


def _note_service(books: Books) -> None:
    line = "|".join((_("Mantenimiento del horno de fundición"), "service", "1", "servicio", "1,180.00"))
    deposited = {"detraction": "142.00", "detraction_certificate": "0087342915", "detraction_on": "22/10/2026"}
    _buy(books, _WORKSHOP, "01-F001-60", line, due_on="20/11/2026", **deposited)


def _list_assets(books: Books) -> None:
    """What lasts of the purchases, and two things that were there before the program."""
    plant, office, camp = _("Planta de fundición"), _("Oficina, Ananea"), _("Campamento")
    of_purchases = (
        ("Horno de fundición", plant, "good"),
        ("Tanque de combustible", _("Patio de máquinas"), "good"),
        ("Dosificador de floculante", _("Poza de sedimentación"), "regular"),
        ("Bomba de lodos", _("Poza de sedimentación"), "good"),
    )
    for item, place, condition in of_purchases:
        bought = lists.purchases(books.db, search=item)[-1]
        content = assets.of_purchase(books, bought["id"])
        _list(books, content["texts"], place, condition)
    _list(books, {"name": _("Computadora de la tesorería"), "category": "office"}, office, "bad")
    _list(books, {"name": _("Cocina industrial"), "category": "lodging"}, camp, "retired")


def _list(books: Books, texts: dict[str, str], place: str, condition: str) -> None:
    responsible = "Calsina Pari, Benigno"
    proposed = {"code": assets.proposed_code(books), "place": place, "condition": condition, "responsible": responsible}
    records.save(books, FIXED_ASSETS, texts | proposed)
