"""Receipts that pay what members owe: a line of an ingreso settles a charge, wholly or in part.

The receipt knows nothing of it: what was paid of a charge stands in a table beside it, and counts as long as the
receipt does.
"""

from collections.abc import Mapping, Sequence

from ananea_desktop.domain import money
from ananea_desktop.domain.charges import CHARGE_KINDS, ChargeKind
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.members import full_name
from ananea_desktop.domain.receipts import Flow, Receipt, ReceiptKind
from ananea_desktop.operations import capital
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.reading import id_of
from ananea_desktop.storage import charges as store
from ananea_desktop.storage.data_file import Connection
from ananea_desktop.storage.rows import Row

MOST_PROPOSED = 6
"""Debts that a receipt begins with: the oldest, and as many as one sees without scrolling."""
_IN_CURRENCY = {
    "PEN": N_("Esa deuda es en soles: elija una cuenta en soles."),
    "USD": N_("Esa deuda es en dólares: elija una cuenta en dólares."),
}
Settled = Mapping[int, Row]
"""By the place of a line, from 0: the charge it settles (storage.charges.get)."""


def read(
    books: Books, kind: ReceiptKind, lines: Sequence[Mapping[str, str]], currency: str, problems: dict[str, str]
) -> Settled:
    """Which charges the typed lines of a receipt settle; what stands against it goes into ``problems``, by field."""
    found: dict[int, Row] = {}
    taken: dict[int, int] = {}
    for place, texts in enumerate(lines):
        charge_id = id_of(texts.get("charge_id", ""))
        if charge_id is None:
            continue
        charge = store.get(books.db, charge_id)
        left = 0 if charge is None or not store.holds(books.db, charge_id) else charge["left"]
        number = place + 1
        if kind is not ReceiptKind.IN:
            problems["kind"] = _("Paga lo que debe un socio: tiene que ser un recibo de ingreso.")
        if charge is None or left <= 0:
            problems[f"line {number} concept"] = _("De esa deuda ya no queda nada por pagar. Quite la línea.")
        elif charge["currency"] != currency:
            problems[f"line {number} amount"] = _(_IN_CURRENCY[charge["currency"]])
        else:
            _fit(charge, left, texts, number, taken, problems)
            place_of = id_of(texts.get("fund_id", "")), id_of(texts.get("project_id", ""))
            if charge["kind"] == ChargeKind.CONTRIBUTION and (why_not := capital.why_not_in(books, *place_of)):
                problems[f"line {number} fund"] = why_not
            found[place] = charge
    return found


def _fit(
    charge: Row, left: int, texts: Mapping[str, str], number: int, taken: dict[int, int], problems: dict[str, str]
) -> None:
    """No more is paid of a charge than is left of it, all lines together."""
    try:
        amount = money.read_amount(texts.get("amount", ""))
    except ValueError:
        return  # told by the field itself
    room = left - taken.get(charge["id"], 0)
    taken[charge["id"]] = taken.get(charge["id"], 0) + amount
    if amount > room:
        sentence = _("De esa deuda queda {left}: anote ese monto o menos. Lo demás, en otra línea.")
        problems[f"line {number} amount"] = sentence.format(left=money.format_amount(max(0, room)))


def can_pay_debts(receipt: Receipt) -> bool:
    """Whether it is of the kind that pays what members owe: an ingreso that holds and takes nothing back."""
    return receipt.kind is ReceiptKind.IN and receipt.annulment is None and not receipt.is_reversal


def flow_of(settled: Settled, place: int, usual: Flow) -> Flow:
    """What a line is to the books: what a member pays of an aportación is his own, and no income."""
    charge = settled.get(place)
    return Flow.CAPITAL if charge is not None and charge["kind"] == ChargeKind.CONTRIBUTION else usual


def write(db: Connection, receipt_id: int, receipt: Receipt, settled: Settled) -> None:
    """Within the act that issues a receipt: what each of its lines pays, and what that is of capital."""
    lines = store.line_ids(db, receipt_id)
    for place, charge in settled.items():
        store.settle(db, charge["id"], lines[place], receipt.lines[place].amount)
    paid: dict[tuple[int, int], int] = {}  # two lines of one aportación are one operation, and come back as one
    for place, charge in settled.items():
        if charge["kind"] == ChargeKind.CONTRIBUTION:
            key = charge["id"], charge["member_id"]
            paid[key] = paid.get(key, 0) + receipt.lines[place].amount
    capital.note_paid(db, receipt_id, [(*key, amount) for key, amount in paid.items()], receipt.issued_on)


def why_not_again(books: Books, receipt: Receipt) -> str:
    """Why the extorno of a receipt cannot be annulled: what that receipt paid was paid by another one meanwhile, or
    is charged no more."""
    if not receipt.is_reversal or receipt.corrects_id is None:
        return ""
    needed: dict[int, int] = {}
    for row in store.settlements_of_receipt(books.db, receipt.corrects_id):
        needed[row["id"]] = needed.get(row["id"], 0) + row["settled"]
        if not store.holds(books.db, row["id"]):
            sentence = _("No se puede anular: «{concept}» de {name} ya no se cobra, se anuló. Haga de nuevo el recibo.")
            return sentence.format(concept=row["concept"], name=full_name(row))
        if needed[row["id"]] > row["left"]:
            sentence = _("No se puede anular: «{concept}» de {name} ya se pagó con otro recibo. Anule primero ese.")
            return sentence.format(concept=row["concept"], name=full_name(row))
    return ""


def charges_of_lines(books: Books, receipt_id: int) -> dict[int, int]:
    """By the position of a line, from 1: the charge that it settles."""
    return {row["position"]: row["id"] for row in store.settlements_of_receipt(books.db, receipt_id)}


def lines_for(books: Books, charge_ids: Sequence[int], payer: int | None) -> list[dict[str, str]]:
    """A line for each charge of which something is left, as a receipt is typed; whose it is where another one pays."""
    lines = []
    for charge_id in charge_ids:
        row = store.get(books.db, charge_id)
        if row is None or row["left"] <= 0:
            continue
        lines.append(
            {
                "concept": _line_words(row, row["member_id"] != payer),
                "amount": money.format_amount(row["left"]),
                "fund_id": str(row["fund_id"]),
                "charge_id": str(charge_id),
            }
        )
    return lines


def _line_words(row: Row, is_of_another: bool) -> str:
    words = f"{CHARGE_KINDS[ChargeKind(row['kind'])]}: {row['concept']}"
    day = format_date(row["due_on"])
    if is_of_another:
        return N_("{debt}, de {name} (vence {day})").format(debt=words, name=full_name(row), day=day)
    return N_("{debt} (vence {day})").format(debt=words, day=day)


def due_now(books: Books, member_id: int) -> list[int]:
    """The charges in soles that a person should have paid by today, the oldest first; at most MOST_PROPOSED."""
    due = [
        row["id"]
        for row in store.open_of_member(books.db, member_id)
        if row["due_on"] <= books.today() and row["currency"] == "PEN"
    ]
    return due[:MOST_PROPOSED]
