"""What is unusual about a document of money: told with the reason, asked, never forbidden."""

from collections.abc import Collection, Iterator

from ananea_desktop.domain import money
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import NeedsConfirmation
from ananea_desktop.domain.language import _
from ananea_desktop.domain.receipts import Receipt, ReceiptKind
from ananea_desktop.domain.text import clean
from ananea_desktop.operations import lost_papers, spending
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.clock_doubts import clock_doubt
from ananea_desktop.storage import coverage, legal_amounts, lists, receipt_facts
from ananea_desktop.storage import receipts as store

OVER_BUDGET = "over_budget"
"""Answered by a reason, not by a confirmation (operations.spending)."""
CASH_LIMIT = "cash_limit"
BELOW_ZERO = "below_zero"
CLOSED_PERIOD = "closed_period"
FUTURE = "future"
OUT_OF_ORDER = "out_of_order"
WRONG_CLOCK = "wrong_clock"
ODD_RATE = "odd_rate"
BEFORE_ADVANCE = "before_advance"
REPLACED = "replaced"
LOST_NUMBER = "lost_number"
WITHOUT_REASON = "without_reason"
"""Never asked, and so never confirmed in a window: spending beyond approval that nobody gave a reason for."""
ALL = (
    *(WRONG_CLOCK, CLOSED_PERIOD, FUTURE, OUT_OF_ORDER, BEFORE_ADVANCE, CASH_LIMIT, BELOW_ZERO, ODD_RATE),
    *(WITHOUT_REASON, REPLACED, LOST_NUMBER),
)
"""For who knows what he does: sample data, trials."""

ODD_RATE_PERCENT = 20
"""A rate that differs more from the last one is asked for."""
USUAL_RATES = (25_000, 50_000)
"""Soles for a dollar, in ten-thousandths, where the books know no earlier rate: it was between 2.54 and 4.13 in the
first quarter of this century."""
Warnings = list[tuple[str, str]]
"""What is asked, as (concern, sentence)."""


def confirm(books: Books, receipt: Receipt, confirmed: Collection[str], reason: str = "") -> None:
    """Raises NeedsConfirmation with all that is unusual and not confirmed yet, in one question.

    Its concern is every concern, joined by spaces: confirming it confirms what was told and nothing else.
    ``reason``: why it spends beyond what was approved.
    """
    ask(warnings(books, receipt), confirmed, reason)


def ask(found: Warnings, confirmed: Collection[str], reason: str = "") -> None:
    """The same of what was found already."""
    answered = set(confirmed) - {OVER_BUDGET}
    if clean(reason) or WITHOUT_REASON in answered:
        answered.add(OVER_BUDGET)
    doubts = [(concern, sentence) for concern, sentence in found if concern not in answered]
    if doubts:
        concerns = dict.fromkeys(concern for concern, _sentence in doubts)
        raise NeedsConfirmation(" ".join(concerns), "\n\n".join(sentence for _concern, sentence in doubts))


def warnings(books: Books, receipt: Receipt) -> Warnings:
    """All that is unusual about a document that is about to be issued."""
    result: Warnings = []
    for concern, sentences in (
        (LOST_NUMBER, filter(None, [lost_papers.doubt(books, receipt)])),
        (WRONG_CLOCK, _wrong_clock(books)),
        (CLOSED_PERIOD, _closed_period(books, receipt)),
        (FUTURE, _future(books, receipt)),
        (OUT_OF_ORDER, _out_of_order(books, receipt)),
        (BEFORE_ADVANCE, _before_advance(books, receipt)),
        (CASH_LIMIT, _cash_limit(books, receipt)),
        (BELOW_ZERO, _below_zero(books, receipt)),
        (ODD_RATE, _odd_rate(books, receipt)),
        (OVER_BUDGET, [each.sentence for each in spending.beyond_approval(books, receipt)]),
        (REPLACED, _replaced(books, receipt)),
    ):
        result += [(concern, sentence) for sentence in sentences]
    return result


def _wrong_clock(books: Books) -> Iterator[str]:
    doubt = clock_doubt(books)
    if doubt is not None:
        yield (
            doubt.sentence
            + " "
            + _("Corrija la fecha de la computadora, o revise con cuidado la fecha de este documento.")
        )


def _closed_period(books: Books, receipt: Receipt) -> Iterator[str]:
    first = lists.books_open_from(books.db)
    if first is not None and receipt.issued_on < first:
        yield _(
            "La fecha {day} es anterior al {first}, desde cuando están abiertos los libros: ese período ya se cerró"
            " y se informó. Lo usual es anotarlo con la fecha de hoy."
        ).format(day=format_date(receipt.issued_on), first=format_date(first))


def _future(books: Books, receipt: Receipt) -> Iterator[str]:
    if receipt.issued_on > books.today():
        yield _("La fecha {day} todavía no llega.").format(day=format_date(receipt.issued_on))


def _out_of_order(books: Books, receipt: Receipt) -> Iterator[str]:
    if receipt.is_manual:
        return  # entered after the cut, with the day of the booklet
    last = receipt_facts.last_of_series(books.db, receipt.kind, receipt.series)
    if last is not None and receipt.issued_on < last[1]:
        yield _(
            "La fecha {day} es anterior a la del último, N.º {number} del {last}: los números y las fechas ya no"
            " irían en el mismo orden."
        ).format(day=format_date(receipt.issued_on), number=last[0], last=format_date(last[1]))


def _before_advance(books: Books, receipt: Receipt) -> Iterator[str]:
    """Nobody renders or gives back what he has not received yet."""
    if receipt.advance_id is None:
        return
    given = store.get(books.db, receipt.advance_id)
    if receipt.issued_on < given.issued_on:
        yield _("La fecha {day} es anterior a la de la entrega N.º {number}, del {given}. Revise la fecha.").format(
            day=format_date(receipt.issued_on), number=given.number_text, given=format_date(given.issued_on)
        )


def _cash_limit(books: Books, receipt: Receipt) -> Iterator[str]:
    """Ley 28194, art. 4, as amended by D.Leg. 1529: from the limit on, a means of payment (domain.md §3.6)."""
    if receipt.method != "cash" or receipt.kind not in (ReceiptKind.IN, ReceiptKind.OUT):
        return
    limit = legal_amounts.amount_on(books.db, "cash_payment_limit", receipt.currency, receipt.issued_on)
    if limit is not None and receipt.total >= limit:
        if receipt.kind is ReceiptKind.IN:
            sentence = _(
                "Son {total} en efectivo. Desde {limit} la ley de bancarización pide depósito, transferencia o cheque:"
                " quien paga en efectivo no podrá deducirlo. Lo usual es pedirle que lo deposite en el banco. Vale"
                " también para un pago en partes."
            )
        else:
            sentence = _(
                "Son {total} en efectivo. Desde {limit} la ley de bancarización pide depósito, transferencia o cheque:"
                " en efectivo el gasto no se puede deducir. Vale también para un pago en partes."
            )
        yield sentence.format(
            total=money.format_money(receipt.total, receipt.currency), limit=money.format_money(limit, receipt.currency)
        )


def _below_zero(books: Books, receipt: Receipt) -> Iterator[str]:
    if receipt.moves >= 0 or receipt.account_id is None:
        return
    balance = receipt_facts.lowest_balance(books.db, receipt.account_id, receipt.issued_on)
    if balance < receipt.total:
        yield _("{account} tiene {balance}: con este documento quedaría en {left}.").format(
            account=receipt.account_name,
            balance=money.format_money(balance, receipt.currency),
            left=money.format_money(balance - receipt.total, receipt.currency),
        )


def _odd_rate(books: Books, receipt: Receipt) -> Iterator[str]:
    last = receipt_facts.last_exchange_rate(books.db)
    if receipt.exchange_rate is None:
        return
    if last is None:
        if not USUAL_RATES[0] <= receipt.exchange_rate <= USUAL_RATES[1]:
            yield _("El tipo de cambio {rate} no es el usual: cuántos soles vale un dólar. Revise las cifras.").format(
                rate=money.format_rate(receipt.exchange_rate)
            )
        return
    if abs(receipt.exchange_rate - last) * 100 > last * ODD_RATE_PERCENT:
        yield _("El tipo de cambio {rate} se aleja mucho del último, {last}. Revise las cifras.").format(
            rate=money.format_rate(receipt.exchange_rate), last=money.format_rate(last)
        )


def _replaced(books: Books, receipt: Receipt) -> Iterator[str]:
    """One receipt takes the place of an annulled one."""
    if receipt.corrects_id is None or receipt.corrects_kind is not receipt.kind or receipt.is_reversal:
        return  # an extorno or a reallocation
    for each in coverage.valid_corrections(books.db, receipt.corrects_id)[:1]:
        yield _(
            "El recibo N.º {number} ya fue reemplazado por el N.º {by}: el mismo dinero contaría dos veces."
        ).format(number=receipt.corrects_number, by=store.get(books.db, each).number_text)
