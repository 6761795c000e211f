"""What must hold of a purchase beyond its own fields: its printed total, its taxes, what a credit note takes from."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from ananea_desktop.domain import money, tax_rates
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import _
from ananea_desktop.domain.legal_amounts import DETRACTION_FROM, FEE_RETENTION_FROM
from ananea_desktop.domain.purchase_sums import Sums, line_totals, percent_of, sums
from ananea_desktop.domain.purchases import CREDIT_NOTE, FEES, INVOICE, PURCHASES, PurchaseLine
from ananea_desktop.domain.text import InvalidValue
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import legal_amounts, lists, purchases, records, stock
from ananea_desktop.storage import tax_rates as rates

OF_ITS_PURCHASE = ("fund_id", "project_id", "training_session_id", "exchange_rate")
"""What a credit note has from the purchase it takes from, so that every sum of that one falls."""


def with_its_purchase(books: Books, texts: Mapping[str, str]) -> dict[str, str]:
    """The texts of a credit note with fund, project and exchange rate of the purchase it takes from."""
    given = dict(texts)
    cited = texts.get("credits_id", "")
    if texts.get("document_type") != CREDIT_NOTE or not cited.isdigit() or len(cited) > 18:
        return given
    if records.exists(books.db, "purchases", int(cited)):
        row = records.get(books.db, PURCHASES, int(cited))
        given |= {name: PURCHASES.field(name).text(row[name]) for name in OF_ITS_PURCHASE}
    return given


def igv_percent(books: Books, values: Mapping[str, Any]) -> int | None:
    """The rate of the day of the purchase, in hundredths of one per cent; None where none is noted for then."""
    day = values.get("purchased_on")
    return rates.percent_on(books.db, tax_rates.IGV, day) if isinstance(day, date) else None


def totals(books: Books, values: Mapping[str, Any], lines: Sequence[PurchaseLine]) -> list[int]:
    """What each line costs with its tax, céntimos."""
    return line_totals([line.total for line in lines], str(values["igv"]), igv_percent(books, values))


def problems(
    books: Books,
    values: Mapping[str, Any],
    lines: Sequence[PurchaseLine],
    record_id: int | None,
    confirmed: Collection[str],
) -> dict[str, str]:
    """A sentence for each field that does not go with the lines, or with another purchase."""
    found: dict[str, str] = {}
    percent = igv_percent(books, values)
    if values["igv"] == "apart" and percent is None:
        found["igv"] = _("No hay una tasa de IGV para esa fecha. Anótela en el menú, «Tasas de impuestos».")
    summed = sums([line.total for line in lines], str(values["igv"]), percent)
    if summed.total > money.MAX_AMOUNT:
        found["lines"] = _("El total pasa de 999,999,999.99. Revise cantidades y precios.")
    if "invoice_total" not in confirmed and (sentence := difference(summed, values)):
        found["invoice_total"] = sentence + " " + _("Si el papel está así, guarde otra vez.")
    if (values.get("retention") or 0) >= summed.total:
        found["retention"] = _("La retención no puede ser todo el importe. Revísela.")
    found |= _detraction_problems(books, values, lines, summed, confirmed)
    if values.get("document_type") == CREDIT_NOTE:
        found |= _credit_problems(books, values, summed, record_id)
    if record_id is not None:
        found |= _credited_problems(books, values, summed, record_id)
        if "currency" not in confirmed:
            found |= _paid_in_another(books, values, record_id)
    return found


def _paid_in_another(books: Books, values: Mapping[str, Any], record_id: int) -> dict[str, str]:
    """A paid purchase that changes its currency has another part of it paid: it may be meant, and is asked once."""
    row = lists.purchases(books.db, conditions={"purchases.id = ?": record_id})[0]
    if not row["paid"] or row["currency"] == values["currency"]:
        return {}
    sentence = _("Ya tiene pagos por {amount}: se contarán al tipo de cambio. Si está bien, guarde otra vez.")
    return {"currency": sentence.format(amount=money.format_money(row["paid"], row["currency"]))}


def difference(summed: Sums, values: Mapping[str, Any]) -> str:
    """Both figures and what is between them, where the printed total is not what the lines come to."""
    printed = values.get("invoice_total")
    if not printed or printed == summed.total:
        return ""
    currency = str(values.get("currency") or "PEN")
    figures = [money.format_money(each, currency) for each in (summed.total, printed, abs(printed - summed.total))]
    return _("Las líneas suman {summed} y el papel dice {printed}: hay {difference} de diferencia.").format(
        **dict(zip(("summed", "printed", "difference"), figures, strict=True))
    )


def in_soles(amount: int, values: Mapping[str, Any]) -> int:
    rate = values.get("exchange_rate")
    return money.to_soles(amount, int(rate)) if rate else amount


def detraction_reminder(books: Books, values: Mapping[str, Any], total: int) -> str:
    """What is told of an invoice above the limit that has no detracción noted; empty where there is nothing to tell.

    SPOT, D.Leg. 940: for some goods and most services above S/ 700 (domain.md §3.6).
    """
    day = values.get("purchased_on")
    if values.get("document_type") != INVOICE or values.get("detraction") or not isinstance(day, date):
        return ""
    limit = legal_amounts.amount_on(books.db, DETRACTION_FROM, "PEN", day)
    if limit is None or in_soles(total, values) <= limit:
        return ""
    return _("Pasa de {limit}: vea si lleva detracción, y anótela.").format(limit=money.format_money(limit, "PEN"))


def _detraction_problems(
    books: Books, values: Mapping[str, Any], lines: Sequence[PurchaseLine], summed: Sums, confirmed: Collection[str]
) -> dict[str, str]:
    """Doubted only of services: of most goods there is none."""
    if (values.get("detraction") or 0) >= in_soles(summed.total, values):
        return {"detraction": _("La detracción es una parte del total, en soles. Revísela.")}
    is_service = any(line.category == "service" for line in lines)
    if not is_service or "detraction" in confirmed or not detraction_reminder(books, values, summed.total):
        return {}
    limit = legal_amounts.amount_on(books.db, DETRACTION_FROM, "PEN", values["purchased_on"])
    sentence = _("Los servicios de más de {limit} suelen llevar detracción. Anótela, o guarde otra vez si no lleva.")
    return {"detraction": sentence.format(limit=money.format_money(limit or 0, "PEN"))}


def _credit_problems(books: Books, values: Mapping[str, Any], summed: Sums, record_id: int | None) -> dict[str, str]:
    cited = values.get("credits_id")
    if not isinstance(cited, int) or not records.exists(books.db, "purchases", cited):
        return {}
    if record_id is not None and _is_bought(books, record_id):
        sentence = _("De esta compra ya se recibió o se pagó algo: la nota de crédito se anota aparte.")
        return {"document_type": sentence}
    original = records.get(books.db, PURCHASES, cited)
    if cited == record_id or original["document_type"] == CREDIT_NOTE:
        return {"credits_id": _("Una nota de crédito no se descuenta de otra. Elija la compra.")}
    if original["supplier_id"] != values.get("supplier_id"):
        return {"credits_id": _("Esa compra es de otro proveedor. Elija una del mismo.")}
    if original["currency"] != values.get("currency"):
        return {"currency": _("La compra está en otra moneda. La nota de crédito va en la misma.")}
    left = purchases.cost(books.db, cited) - purchases.credited_by(books.db, cited, but=record_id)
    if summed.total > left:
        sentence = _("Descuenta {total} y de esa compra solo quedan {left}. Revise las líneas.")
        currency = original["currency"]
        total, rest = money.format_money(summed.total, currency), money.format_money(left, currency)
        return {"lines": sentence.format(total=total, left=rest)}
    return {}


def _is_bought(books: Books, record_id: int) -> bool:
    """Whether something came of a purchase or was paid for it; of a credit note nothing does."""
    row = lists.purchases(books.db, conditions={"purchases.id = ?": record_id})[0]
    return row["credits_id"] is None and bool(row["paid"] or any(stock.received_lines(books.db, record_id).values()))


def _credited_problems(books: Books, values: Mapping[str, Any], summed: Sums, record_id: int) -> dict[str, str]:
    """Of a purchase that credit notes take from: these stay right whatever is changed."""
    credited = purchases.credited_by(books.db, record_id)
    if not credited:
        return {}
    original = records.get(books.db, PURCHASES, record_id)
    for name in ("supplier_id", "currency"):
        if original[name] != values.get(name):
            return {name: _("Esta compra tiene notas de crédito: no puede cambiar. Cambie primero esas notas.")}
    if values.get("document_type") == CREDIT_NOTE:
        return {"document_type": _("Esta compra tiene notas de crédito: no puede ser una de ellas.")}
    if credited > summed.total:
        sentence = _("Sus notas de crédito descuentan {credited}: el total no puede ser menos.")
        return {"lines": sentence.format(credited=money.format_money(credited, original["currency"]))}
    return {}


def keep_credit_notes(books: Books, purchase_id: int, values: Mapping[str, Any]) -> None:
    """Within the act that saves a purchase: its credit notes stand where it stands."""
    purchases.move_credit_notes(books.db, purchase_id, {name: values[name] for name in OF_ITS_PURCHASE})


def proposed_retention(books: Books, day: date, total: int, rate: int | None = None) -> int | None:
    """What is kept of a recibo por honorarios of so many céntimos: 8 % above S/ 1,500, as noted for the day; None
    where nothing is."""
    limit = legal_amounts.amount_on(books.db, FEE_RETENTION_FROM, "PEN", day)
    percent = rates.percent_on(books.db, tax_rates.FEE_RETENTION, day)
    if limit is None or percent is None or in_soles(total, {"exchange_rate": rate}) <= limit:
        return None
    return percent_of(total, percent)


class Reckoning:
    """What a form shows beside its fields while one types; nothing here is saved."""

    def __init__(self, summed: Sums, percent: int | None) -> None:
        self.summed = summed
        self.percent = percent
        self.difference = ""
        self.detraction = ""
        self.retention = ""
        """As it would be typed; empty where none is due."""


def reckon(books: Books, texts: Mapping[str, str], lines: Sequence[Mapping[str, str]]) -> Reckoning:
    """Of what is typed so far; lines that cannot be read count nothing."""
    values, _problems = PURCHASES.read(texts, books.today())
    values.setdefault("igv", texts.get("igv") or "included")
    percent = igv_percent(books, values)
    summed = sums([price for line in lines if (price := _price(line))], str(values["igv"]), percent)
    found = Reckoning(summed, percent)
    found.difference = difference(summed, values)
    found.detraction = detraction_reminder(books, values, summed.total)
    day, rate = values.get("purchased_on"), values.get("exchange_rate")
    if values.get("document_type") == FEES and isinstance(day, date):
        due = proposed_retention(books, day, summed.total, rate if isinstance(rate, int) else None)
        found.retention = "" if due is None else money.format_amount(due)
    return found


def _price(line: Mapping[str, str]) -> int:
    try:
        return money.line_total(money.read_quantity(line["quantity"]), money.read_amount(line["unit_price"]))
    except InvalidValue:
        return 0


def credit_note_of(books: Books, purchase_id: int) -> dict[str, Any]:
    """What the form of a credit note begins with, of the purchase it takes from: all of its lines."""
    row = lists.purchases(books.db, conditions={"purchases.id = ?": purchase_id})[0]
    kept = ("supplier_id", "currency", "exchange_rate", "fund_id", "project_id", "igv")
    texts = {name: PURCHASES.field(name).text(row[name]) for name in kept}
    texts |= {
        "document_type": CREDIT_NOTE,
        "credits_id": str(purchase_id),
        "purchased_on": format_date(books.today()),
    }
    lines = [
        {
            "item": line["item"],
            "size": line["size"],
            "category": line["category"],
            "quantity": money.format_quantity(line["quantity"]),
            "unit": line["unit"],
            "unit_price": money.format_amount(line["unit_price"]),
        }
        for line in lists.purchase_lines(books.db, purchase_id)
    ]
    picked = {"supplier_id": row["supplier_name"], "credits_id": purchase_words(row)}
    return {"origin": f"purchase {purchase_id}", "texts": texts, "picked": picked, "lines": lines}


def purchase_words(row: Mapping[str, Any]) -> str:
    """How a purchase is called where it is referred to: ``Ferretería, Factura F001-12``."""
    return f"{row['supplier_name']}, {PURCHASES.name_of(dict(row))}"
