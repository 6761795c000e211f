"""The Premium by lot: what was delivered, what is due for it, what the Central kept, and the ingreso that brings it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ananea_desktop.domain import money
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.fields import LONGEST_TEXT, Values
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.premium import METALS, PREMIUM_INCOMES, fine_weight, minimum_price, premium_due
from ananea_desktop.domain.receipts import ReceiptKind
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.text import InvalidValue, clean
from ananea_desktop.operations.acts import saving
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.closed import why_not_there
from ananea_desktop.operations.receipt_drafts import ReceiptDraft
from ananea_desktop.operations.receipt_warnings import USUAL_RATES
from ananea_desktop.operations.records import doubts_sentence, problems_sentence
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import lists, records
from ananea_desktop.storage import premium as store
from ananea_desktop.storage.rows import Row

_NEEDED = {"metal", "exported_on", "gross_mg", "fineness"}


@dataclass(frozen=True, kw_only=True)
class Due:
    """What a lot gives: milligrams of fine metal, cents of dollar a kilogram, and cents of dollar due."""

    fine_mg: int
    usd_per_kg: int
    usd_due: int


def due(books: Books, texts: Mapping[str, str]) -> Due | None:
    """What a lot as it is typed gives; None while something is missing for it."""
    values, _problems = PREMIUM_INCOMES.read(texts, books.today())
    return None if _NEEDED - values.keys() else _due(books, values)


def _due(books: Books, values: Values) -> Due | None:
    gross, fineness, day = values["gross_mg"], values["fineness"], values["exported_on"]
    assert isinstance(gross, int)
    assert isinstance(fineness, int)
    assert isinstance(day, date)
    rate = store.rate_on(books.db, str(values["metal"]), day)
    if rate is None:
        return None
    fine = fine_weight(gross, fineness)
    return Due(fine_mg=fine, usd_per_kg=rate, usd_due=premium_due(fine, rate))


@needs(Right.MONEY)
def save_income(
    books: Books,
    texts: Mapping[str, str],
    deductions: Sequence[Mapping[str, str]] = (),
    record_id: int | None = None,
    confirmed: Collection[str] = (),
) -> int:
    """Saves a lot with what was deducted (``reason`` and ``usd`` as texts) and gives its id. Raises InvalidRecord.

    The rate is that of the lot's day; a lot that is changed is worked out anew with the rate noted for its day now.
    Problems of a deduction are named ``line 2 usd``; an empty line counts for nothing.
    """
    values, problems = PREMIUM_INCOMES.read(texts, books.today(), confirmed)
    sentences = {name: problem.sentence for name, problem in problems.items()}
    read = {
        number: _read_deduction(number, line, sentences)
        for number, line in enumerate(deductions, start=1)
        if any(line.get(name, "").strip() for name in ("reason", "usd"))
    }
    can_be_worked_out = not _NEEDED - values.keys()
    found = _due(books, values) if can_be_worked_out else None
    if can_be_worked_out and found is None:
        sentences["metal"] = _no_rate(values)
    if found is not None and found.usd_due == 0:
        sentences["gross_mg"] = _("Con ese peso y esa ley no sale ni un centavo de Prima. Revise si están en gramos.")
    if found is not None and not sentences and sum(usd for _reason, usd in read.values()) > found.usd_due:
        sentences[f"line {next(iter(read))} usd"] = _("Se descontó más que la Prima del lote, que es {due}.").format(
            due=money.format_money(found.usd_due, "USD")
        )
    if sentence := why_not_there(books, PREMIUM_INCOMES, values, "exported_on", record_id):
        sentences["exported_on"] = sentence
    if "lot" not in sentences and "lot" not in confirmed:
        _doubt_twin(books, values, record_id, sentences)
    if sentences:
        raise InvalidRecord(problems_sentence(len(sentences)), sentences)
    assert found is not None
    _ask_about_rate(books, values, confirmed)
    worked_out = {"fine_mg": found.fine_mg, "usd_per_kg": found.usd_per_kg, "usd_due": found.usd_due}
    with saving(books, PREMIUM_INCOMES, values, record_id) as db:
        if record_id is None:
            record_id = records.add(db, PREMIUM_INCOMES, values, **worked_out)
        else:
            records.change(db, PREMIUM_INCOMES, record_id, values, **worked_out)
        store.write_deductions(db, record_id, list(read.values()))
    return record_id


def _doubt_twin(books: Books, values: Values, record_id: int | None, sentences: dict[str, str]) -> None:
    """The Premium of a lot that is noted twice would be expected twice."""
    twin = records.twin(books.db, PREMIUM_INCOMES, {"lot": values["lot"]}, record_id)
    if twin is not None:
        sentences["lot"] = _("Ya hay un lote {lot}, del {day}. Si este es otro, guarde otra vez.").format(
            lot=twin["lot"], day=format_date(twin["exported_on"])
        )


def _ask_about_rate(books: Books, values: Values, confirmed: Collection[str]) -> None:
    """A rate that is ten times off would make what came in look like nothing, or like ten times as much."""
    rate = values["exchange_rate"]
    if not isinstance(rate, int) or "exchange_rate" in confirmed or USUAL_RATES[0] <= rate <= USUAL_RATES[1]:
        return
    sentence = _("El tipo de cambio {rate} no es el usual: cuántos soles vale un dólar. Si está bien, guarde otra vez.")
    problems = {"exchange_rate": sentence.format(rate=money.format_rate(rate))}
    raise InvalidRecord(doubts_sentence(1), problems)


def _no_rate(values: Values) -> str:
    metal = _(METALS[str(values["metal"])]).lower()
    sentence = _(
        "No hay tarifa de la Prima para {metal} en esa fecha. Anótela en Proyectos de Prima, «Prima Fairtrade»,"
        " «Tarifas de la Prima»."
    )
    return sentence.format(metal=metal)


def _read_deduction(number: int, line: Mapping[str, str], sentences: dict[str, str]) -> tuple[str, int]:
    reason = clean(line.get("reason", ""))
    if not reason:
        sentences[f"line {number} reason"] = _("Falta por qué lo descontó la Central.")
    elif len(reason) > LONGEST_TEXT:
        sentences[f"line {number} reason"] = _("Es demasiado largo. Acórtelo a 300 letras.")
    try:
        return reason, money.read_amount(line.get("usd", ""), currency="USD")
    except InvalidValue as invalid:
        sentences[f"line {number} usd"] = str(invalid)
        return reason, 0


def incomes(books: Books, **page: object) -> list[Row]:
    """Lots, newest first (storage.premium.incomes)."""
    return store.incomes(books.db, **page)  # type: ignore[arg-type]


def price_difference(row: Mapping[str, int | None]) -> int | None:
    """What was paid for the metal of a lot over its least price, in cents of dollar; None where it was not noted."""
    fine, price, paid = row["fine_mg"], row["lbma_usd_per_ounce"], row["paid_usd"]
    if fine is None or price is None or paid is None:
        return None
    return paid - minimum_price(fine, price)


def draft_of_income(books: Books, income_id: int) -> ReceiptDraft:
    """The ingreso that brings what is still expected of a lot, into an account in dollars where there is one."""
    (row,) = store.incomes(books.db, conditions={"premium_incomes.id = ?": income_id})
    account = lists.first_account(books.db, "USD") or ""
    left = max(0, row["expected"] - row["received"])
    line = {
        "concept": N_("Prima Fairtrade, lote {lot}").format(lot=row["lot"]),
        "amount": money.format_amount(left) if left and account else "",
        "fund_id": str(lists.first_fund(books.db, "premium") or ""),
    }
    return ReceiptDraft(
        kind=ReceiptKind.IN,
        party_name=row["buyer"],
        lines=[line],
        account_id=str(account),
        method="transfer",
        exchange_rate=money.format_rate(row["exchange_rate"]) if row["exchange_rate"] else "",
        premium_income_id=income_id,
    )
