"""The cards of a purchase and of a supplier: what is owed, with its taxes, credit notes and assets."""

from functools import partial

from ananea_desktop.domain import money
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import _
from ananea_desktop.domain.payables import AGES
from ananea_desktop.domain.purchases import PURCHASES, counted_text
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import assets, purchase_rules, receipt_drafts
from ananea_desktop.operations.cards import Card
from ananea_desktop.operations.purchase_cards import PurchaseCard
from ananea_desktop.ui import personal
from ananea_desktop.ui.buttons import Button, link_button, primary_button
from ananea_desktop.ui.card import CardLine
from ananea_desktop.ui.cash_acts import pop_up
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.receiving_page import ReceivingPage
from ananea_desktop.ui.record_card import RecordCard
from ananea_desktop.ui.record_model import Row


def fill_purchase(card: RecordCard, data: Card) -> None:
    row, more = data.record, data.purchase
    assert more is not None
    card.head(row["supplier_name"], f"{PURCHASES.name_of(row)}  ·  {format_date(row['purchased_on'])}")
    _show_money(card, row)
    if more.detraction_reminder:
        card.add(label(more.detraction_reminder, "hint", wrap=True), above=12)
    card.facts(_facts(row, more))
    lines = [
        CardLine(
            "package",
            part["item"],
            _quantity_words(part),
            money.format_amount(part["total"]),
            clickable=False,
        )
        for part in data.parts
    ]
    card.section(_("Artículos"), lines)
    if any(part["item_id"] for part in data.parts) and row["credits_id"] is None:
        card.action(_("Recibir"), "download-simple", lambda: ReceivingPage(card.desk, row["id"]).open(), Right.RECORDS)
    if more.credit_notes:
        card.section(_("Notas de crédito"), [_credit_line(card, each) for each in more.credit_notes])
    if more.assets:
        card.section(_("Activos fijos"), [_asset_line(card, each) for each in more.assets])
    if row["credits_id"] is None and card.desk.may(Right.RECORDS):
        register = link_button(_("Registrar como activo…"), "package")
        register.clicked.connect(lambda: _register(register, card, data))
        card.add(register)
        card.action(_("Anotar nota de crédito…"), "arrow-down-left", partial(_credit, card, row["id"]))


def _quantity_words(part: Row) -> str:
    """``12 par``, and of what is kept in stock how much of it came."""
    bought = counted_text(part["quantity"], part["unit"])
    if not part["item_id"]:
        return bought
    size = _("talla {size}").format(size=part["size"]) if part["size"] else ""
    came = _("recibido {count}").format(count=money.format_quantity(part["received"]))
    return "  ·  ".join(each for each in (bought, size, came) if each)


def _show_money(card: RecordCard, row: Row) -> None:
    if row["credits_id"] is not None:
        button = primary_button(_("Ver la compra"), "package", "Ctrl+R")
        button.setObjectName("original")
        amount = money.format_money(-row["total"], row["currency"])
        card.money(
            _("Descuenta"), amount, button, lambda: card.desk.record_wanted.emit("purchases", int(row["credits_id"]))
        )
        return
    button = primary_button(_("Emitir recibo"), "receipt", "Ctrl+R")
    button.setObjectName("issue")
    caption = _("A favor: el proveedor debe devolver") if row["owed"] < 0 else _("Por pagar")
    card.money(
        caption,
        money.format_money(abs(row["owed"]), row["currency"]),
        button,
        lambda: card.desk.want_receipt(receipt_drafts.for_purchase, row["id"]),
        Right.MONEY,
    )


def _facts(row: Row, more: PurchaseCard) -> tuple[tuple[str, str], ...]:
    currency, total = row["currency"], row["total"]

    def amount(centimos: int | None) -> str:
        return money.format_money(centimos, currency) if centimos else ""

    detraction = ""
    if row["detraction"]:
        day = format_date(row["detraction_on"]) if row["detraction_on"] else ""
        number = _("constancia {number}").format(number=row["detraction_certificate"])
        parts = (money.format_money(row["detraction"], "PEN"), row["detraction_certificate"] and number, day)
        detraction = ", ".join(filter(None, parts))
    retention = row["retention"]
    apart = retention or (row["detraction"] if currency == "PEN" else 0)
    return (
        (_("Total"), money.format_money(total, currency)),
        (_("Valor de venta"), amount(more.sums.net) if more.sums.igv else ""),
        (_("IGV"), amount(more.sums.igv)),
        (_("Notas de crédito"), amount(-row["credited"])),
        (_("Retención"), amount(retention)),
        (_("Neto a pagar"), amount(total - row["credited"] - apart) if apart else ""),
        (_("Pagado"), "" if row["credits_id"] else money.format_money(row["paid"], currency)),
        (_("Vence"), format_date(row["due_on"]) if row["due_on"] else ""),
        (_("Detracción"), detraction),
        (_("Tipo de cambio"), money.format_rate(row["exchange_rate"]) if row["exchange_rate"] else ""),
        (_("Se descuenta de"), row["credits_words"] or ""),
        (_("Fondo"), row["fund_name"]),
        (_("Proyecto"), row["project_name"] or ""),
        (_("Capacitación"), row["training_topic"] or ""),
        (_("Cotizaciones"), row["quotation_subject"] or ""),
        (_("Notas"), row["notes"]),
    )


def _credit_line(card: RecordCard, row: Row) -> CardLine:
    day = format_date(row["purchased_on"])
    line = CardLine("arrow-down-left", PURCHASES.name_of(row), day, money.format_amount(-row["total"]))
    line.clicked.connect(lambda: card.desk.record_wanted.emit("purchases", int(row["id"])))
    return line


def _asset_line(card: RecordCard, row: Row) -> CardLine:
    line = CardLine("package", f"{row['code']} {row['name']}", row["place"])
    line.clicked.connect(lambda: card.desk.record_wanted.emit("fixed_assets", int(row["id"])))
    return line


def _credit(card: RecordCard, purchase_id: int) -> None:
    card.desk.want_form("purchases", purchase_rules.credit_note_of, purchase_id)


def _register(link: Button, card: RecordCard, data: Card) -> None:
    """Of one line at once; of several the one that is chosen."""

    def register(position: int) -> None:
        card.desk.want_form("fixed_assets", assets.of_purchase, int(data.record["id"]), position)

    if len(data.parts) == 1:
        register(data.parts[0]["position"])
        return
    entries = [
        # an ampersand would be taken for the mark of a key
        (f"asset_{part['position']}", part["item"].replace("&", "&&"), partial(register, part["position"]))
        for part in data.parts
    ]
    pop_up(link, entries)


def fill_supplier(card: RecordCard, data: Card) -> None:
    row, more = data.record, data.supplier
    assert more is not None
    card.head(row["name"], f"RUC {row['ruc']}" if row["ruc"] else _("Sin RUC"))
    owed = [(_("Por pagar"), money.format_money(sum(more.ages), "PEN"))] if more.owed else []
    ages = [(_(age), money.format_money(sum_, "PEN")) for age, sum_ in zip(AGES, more.ages, strict=True) if sum_]
    card.facts(
        (
            *owed,
            *ages,
            (_("Dirección"), row["address"]),
            (_("Teléfono"), personal.number(row["phone"])),
            (_("Notas"), row["notes"]),
        )
    )
    if more.owed:
        card.section(_("Compras por pagar"), [_owed_line(card, each) for each in more.owed])


def _owed_line(card: RecordCard, row: Row) -> CardLine:
    due = format_date(row["due_on"] or row["purchased_on"])
    amount = money.format_money(row["owed"], row["currency"])
    line = CardLine("package", PURCHASES.name_of(row), due, amount)
    line.clicked.connect(lambda: card.desk.record_wanted.emit("purchases", int(row["id"])))
    return line
