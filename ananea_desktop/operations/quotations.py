"""Offers compared before buying: saved in one act, put side by side on paper, and turned into the purchase."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from ananea_desktop.documents.listing import AMOUNT, INTEGER, Column, Listing
from ananea_desktop.documents.listing_pdf import listing_pdf
from ananea_desktop.domain import money
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.fields import YES_NO
from ananea_desktop.domain.language import _
from ananea_desktop.domain.quotations import QUOTATION_REQUESTS, Offer, reason_needed
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.text import InvalidValue, clean, sort_key
from ananea_desktop.operations import office
from ananea_desktop.operations.acts import saving
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.languages import in_language
from ananea_desktop.operations.records import problems_sentence, refuse_missing
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import lists, receipt_facts, records
from ananea_desktop.storage import quotations as store
from ananea_desktop.storage.rows import Row

_LONGEST = 300


@needs(Right.RECORDS)
def save(
    books: Books,
    texts: Mapping[str, str],
    lines: Sequence[Mapping[str, str]],
    record_id: int | None = None,
    confirmed: Collection[str] = (),
) -> int:
    """Saves a request with its offers, each with supplier_name, amount, currency, terms and chosen as texts.

    Gives its id. Raises InvalidRecord; problems of an offer are named ``line 2 amount``.
    """
    values, problems = QUOTATION_REQUESTS.read(texts, books.today(), confirmed)
    sentences = {name: problem.sentence for name, problem in problems.items()}
    read = [_offer(books, number, line, sentences) for number, line in enumerate(lines, start=1)]
    offers = [offer for offer in read if offer is not None]
    if sum(offer.is_chosen for offer in offers) > 1:
        sentences["lines"] = _("Se elige una sola oferta. Deje un solo «Sí».")
    unexplained = reason_needed(offers, receipt_facts.last_exchange_rate(books.db))
    if unexplained and not sentences and not values.get("chosen_reason"):
        sentences["chosen_reason"] = unexplained
    if sentences:
        raise InvalidRecord(problems_sentence(len(sentences)), sentences)
    refuse_missing(books, QUOTATION_REQUESTS, values)
    words = " ".join((QUOTATION_REQUESTS.search_text(values), *(offer.supplier_name for offer in offers)))
    found_by = records.searchable(words)
    with saving(books, QUOTATION_REQUESTS, values, record_id) as db:
        if record_id is None:
            record_id = records.add(db, QUOTATION_REQUESTS, values, search_text=found_by)
        else:
            records.change(db, QUOTATION_REQUESTS, record_id, values, search_text=found_by)
        store.write_offers(db, record_id, [_row(offer) for offer in offers])
    return record_id


def _offer(books: Books, number: int, texts: Mapping[str, str], sentences: dict[str, str]) -> Offer | None:
    name, terms = clean(texts.get("supplier_name", "")), clean(texts.get("terms", ""))
    if not name:
        sentences[f"line {number} supplier_name"] = _("Falta quién lo ofrece.")
    for field, text in (("supplier_name", name), ("terms", terms)):
        if len(text) > _LONGEST:
            sentences[f"line {number} {field}"] = _("Es demasiado largo. Acórtelo a 300 letras.")
    currency = texts.get("currency") or "PEN"
    if currency not in money.CURRENCIES:
        sentences[f"line {number} currency"] = _("Elija soles o dólares.")
        return None
    try:
        amount = money.read_amount(texts.get("amount", ""), currency=currency)
    except InvalidValue as invalid:
        sentences[f"line {number} amount"] = str(invalid)
    if any(each.startswith(f"line {number} ") for each in sentences):
        return None
    return Offer(
        supplier_name=name,
        supplier_id=store.supplier_named(books.db, sort_key(name)),
        amount=amount,
        currency=currency,
        terms=terms,
        is_chosen=texts.get("chosen") == "yes",
    )


def _row(offer: Offer) -> Row:
    return {
        "supplier_name": offer.supplier_name,
        "supplier_id": offer.supplier_id,
        "amount": offer.amount,
        "currency": offer.currency,
        "terms": offer.terms,
        "chosen": "yes" if offer.is_chosen else "no",
    }


def offer_texts(row: Row) -> dict[str, str]:
    """An offer as one would type it."""
    return {
        "supplier_name": row["supplier_name"],
        "amount": money.format_amount(row["amount"]),
        "currency": row["currency"],
        "terms": row["terms"],
        "chosen": row["chosen"],
    }


def requests(books: Books) -> list[Row]:
    """Every request, the newest first (storage.quotations)."""
    return store.requests(books.db, limit=-1)


def _request(books: Books, request_id: int) -> Row:
    """Raises UserError where there is no such request."""
    found = store.requests(books.db, conditions={"quotation_requests.id = ?": request_id})
    if not found:
        raise UserError(_("No hay una cotización con el número {number}.").format(number=request_id))
    return found[0]


def purchase_of(books: Books, request_id: int) -> dict[str, Any]:
    """What the form of a purchase begins with, of the offer that was chosen. Raises InvalidRecord where none was."""
    request = _request(books, request_id)
    chosen = next((row for row in store.offers(books.db, request_id) if row["chosen"] == "yes"), None)
    if chosen is None:
        raise InvalidRecord(_("Primero diga qué oferta se eligió: «Cambiar datos»."), {})
    fund = lists.first_fund(books.db, "own" if request["project_id"] is None else "premium")
    texts = {
        "supplier_id": str(chosen["supplier_id"] or ""),
        "currency": chosen["currency"],
        "fund_id": str(fund or ""),
        "project_id": str(request["project_id"] or ""),
        "quotation_request_id": str(request_id),
        "purchased_on": format_date(books.today()),
    }
    line = {"item": request["subject"], "quantity": "1", "unit_price": money.format_amount(chosen["amount"])}
    return {
        "origin": f"request {request_id}",
        "texts": texts,
        "picked": {"supplier_id": chosen["supplier_name"], "quotation_request_id": request["subject"]},
        "lines": [line],
    }


def comparison(books: Books, request_id: int) -> Listing:
    """«Cuadro comparativo»: the offers side by side, which was chosen and why, to be signed."""
    request = _request(books, request_id)
    rows = [
        (
            number,
            row["supplier_name"],
            row["ruc"] or "",
            money.SYMBOLS[row["currency"]],
            row["amount"],
            row["terms"],
            _(YES_NO["yes"]) if row["chosen"] == "yes" else "",
        )
        for number, row in enumerate(store.offers(books.db, request_id), start=1)
    ]
    notes = [
        _("Para el proyecto: {name}.").format(name=request["project_name"]) if request["project_name"] else "",
        _("Por qué se eligió: {reason}").format(reason=request["chosen_reason"]) if request["chosen_reason"] else "",
        request["notes"],
    ]
    letterhead = office.letterhead(books)
    return Listing(
        name=f"cuadro-comparativo-{request_id}",
        title=_("Cuadro comparativo de cotizaciones"),
        subtitle=f"{request['subject']}, {format_date(request['asked_on'])}",
        columns=(
            Column(_("N.º"), INTEGER),
            Column(_("Proveedor"), weight=2),
            Column(_("RUC")),
            Column(_("Moneda"), weight=0.6),
            Column(_("Importe"), AMOUNT),
            Column(_("Condiciones"), weight=2.2),
            Column(_("Elegida"), weight=0.7),
        ),
        rows=rows,
        notes=tuple(note for note in notes if note),
        letterhead=letterhead,
        made_on=books.today(),
        landscape=True,
        signers=(
            (letterhead.treasurer_name, letterhead.treasurer_title),
            (letterhead.president_name, _("Presidente/a")),
            ("", _("Comité de la Prima")),
        ),
    )


def comparison_pdf(books: Books, request_id: int, language: str) -> bytes:
    with in_language(language):
        return listing_pdf(comparison(books, request_id))
