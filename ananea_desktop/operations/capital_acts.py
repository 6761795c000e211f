"""What is done with aportaciones: what was held before the program, subscribing, passing on, taking an operation back.

Paying in is a receipt that settles the charge; paying back stands in capital_refunds.
"""

import uuid
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from ananea_desktop.domain import money
from ananea_desktop.domain.capital import CapitalKind
from ananea_desktop.domain.charges import ChargeKind
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.identity import document_text
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.member_certificates import CONTRIBUTION
from ananea_desktop.domain.members import GONE, MEMBERS, STATES, full_name
from ananea_desktop.domain.receipts import number_text
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.text import clean
from ananea_desktop.operations import capital, charges
from ananea_desktop.operations.acts import ActKind, undoable
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.reading import Reading
from ananea_desktop.operations.receipt_warnings import Warnings, ask
from ananea_desktop.operations.records import problems_sentence
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import capital as store
from ananea_desktop.storage import charges as charge_store
from ananea_desktop.storage import closings, drafts, lists, member_certificates, records
from ananea_desktop.storage.rows import Row

DIVIDER = " · "
"""Between the name of a member and the document, in a field that finds one."""
LONGEST_REASON = 300
SECOND_OPENING = "second_opening"
NOT_ACTIVE = "not_active"
NOT_WHOLE = "not_whole"
CERTIFIED = "certified"
ALL = (SECOND_OPENING, NOT_ACTIVE, NOT_WHOLE, CERTIFIED)
"""What aportaciones are asked; as ``receipt_warnings.ALL``, for who knows what he does."""


@dataclass(kw_only=True)
class OpeningsDraft:
    """What members held before the program, as it is being typed."""

    operated_on: str = ""
    evidence: str = ""
    """Where it stands written: the old register and its folio."""
    lines: list[dict[str, str]] = field(default_factory=list)
    """Each with ``member`` (as member_text has it) and ``amount``; one without an amount is passed over."""
    token: str = field(default_factory=lambda: uuid.uuid4().hex)


@dataclass(kw_only=True)
class SubscriptionDraft:
    """An aportación that a member promises, as it is being typed."""

    member: str = ""
    amount: str = ""
    operated_on: str = ""
    due_on: str = ""
    acta: str = ""
    token: str = field(default_factory=lambda: uuid.uuid4().hex)


@dataclass(kw_only=True)
class TransferDraft:
    """Capital that goes from one member to another, as it is being typed."""

    member: str = ""
    counterpart: str = ""
    amount: str = ""
    operated_on: str = ""
    acta: str = ""
    """Who approved it, and when: without it nobody may transfer (Ley General de Cooperativas, art. 40)."""
    reason: str = ""
    token: str = field(default_factory=lambda: uuid.uuid4().hex)


def member_text(row: Row) -> str:
    """``Huanca Layme, Tomás · DNI 00041527``: what a field that finds a member holds."""
    return full_name(row) + DIVIDER + document_text(row["document_type"], row["document_number"])


def suggestions(books: Books, typed: str) -> list[tuple[str, str, str]]:
    """The members meant by what was typed: the text of the field, the name, and document with state and capital."""
    found = []
    for row in lists.members(books.db, search=typed, conditions={"members.kind = ?": "member"}, limit=8):
        held = money.format_money(store.held(books.db, row["id"]), "PEN")
        detail = DIVIDER.join((document_text(row["document_type"], row["document_number"]), held))
        detail += DIVIDER + _(STATES[row["state"]]) if row["state"] != "active" else ""
        found.append((member_text(row), full_name(row), detail))
    return found


def member_of(books: Books, text: str) -> Row | None:
    """The member that a field holds, or that a name typed alone can only mean; None where it is nobody or several."""
    _name, divider, document = text.rpartition(DIVIDER)
    member_id = store.member_of_document(books.db, document.split()[-1]) if divider and document.split() else None
    if member_id is not None:
        row = records.get(books.db, MEMBERS, member_id)
        return row if row["kind"] == "member" and row["discarded"] == "no" else None
    if not clean(text):
        return None
    found = lists.members(books.db, search=clean(text), conditions={"members.kind = ?": "member"}, limit=2)
    return found[0] if len(found) == 1 else None


class CapitalReading(Reading):
    """Reads what all these drafts have."""

    def __init__(self, books: Books) -> None:
        super().__init__(books)
        self.db = books.db
        self.today = books.today()

    def member(self, name: str, text: str) -> Row | None:
        found = member_of(self._books, text)
        if found is None:
            missing = _("Falta de quién es. Escriba el apellido o el DNI y elija de la lista.")
            unclear = _("No se sabe quién es. Escriba el apellido o el DNI y elija de la lista.")
            self.problems[name] = unclear if clean(text) else missing
        return found

    def past_day(self, name: str, text: str) -> date:
        """A day that has come."""
        found = self.open_day(name, text, "capital_operations")
        if found > self.today:
            self.problems.setdefault(name, _("Esa fecha todavía no llega. Anótelo cuando ocurra."))
        return found

    def acta(self, name: str, text: str, missing: str) -> str:
        return self.words(name, text, missing)

    def within(self, name: str, member: Row, amount: int, day: date) -> None:
        """Not more than is held."""
        held = store.held_on(self.db, member["id"], day)
        if amount > held:
            sentence = _("{name} tenía {held} de aportación el {day}: anote ese monto o menos.")
            if not held:
                sentence = _("{name} no tenía ninguna aportación el {day}.")
            self.problems.setdefault(
                name,
                sentence.format(name=full_name(member), held=money.format_money(held, "PEN"), day=format_date(day)),
            )


def card_start(books: Books, member_id: int) -> dict[str, dict[str, str] | int]:
    """What a page opened from the card of a member begins with: who it is, and what is held today in céntimos.

    Raises LookupError.
    """
    member = records.get(books.db, MEMBERS, member_id)
    return {"texts": {"member": member_text(member)}, "held": store.held(books.db, member_id)}


def held_by(books: Books, text: str) -> int | None:
    """What the member in a field holds today, in céntimos; None while it is not known who that is."""
    member = member_of(books, text)
    return None if member is None else store.held(books.db, member["id"])


# held before the program


def openings_start(books: Books, most: int = 150) -> dict[str, object]:
    """What the page of openings begins with: a line for each member without one, at most so many."""
    lines = [{"member": member_text(row), "amount": ""} for row in store.without_opening(books.db, most)]
    first = closings.first_open_day(books.db)
    return {"texts": {"operated_on": format_date(first or books.today()), "lines": lines}}


@needs(Right.MONEY)
def open_balances(books: Books, draft: OpeningsDraft, confirmed: Collection[str] = ()) -> int:
    """Notes what members held before the program, all or nothing; gives how many. Problems as ``line 2 amount``.

    Raises InvalidRecord, and NeedsConfirmation for who has an opening balance already.
    """
    if store.id_of_token(books.db, f"{draft.token}-1") is not None:
        return sum(bool(clean(line.get("amount", ""))) for line in draft.lines)
    reading = CapitalReading(books)
    day = reading.past_day("operated_on", draft.operated_on)
    evidence = reading.words(
        "evidence", draft.evidence, _("Falta de dónde sale: el padrón o libro anterior y su folio.")
    )
    read: list[tuple[Row, int]] = []
    for number, line in enumerate(draft.lines, start=1):
        if not clean(line.get("amount", "")) and not reading.problems:
            continue
        if not clean(line.get("amount", "")):
            continue
        member = reading.member(f"line {number} member", line.get("member", ""))
        amount = reading.amount(f"line {number} amount", line["amount"], "PEN")
        if member is not None and any(member["id"] == other["id"] for other, _amount in read):
            reading.problems[f"line {number} member"] = _("Ya está en otra línea. Sume los dos montos en una sola.")
        elif member is not None:
            read.append((member, amount))
    if not read and not reading.problems:
        reading.problems["lines"] = _("Anote al menos el monto de un socio.")
    reading.refuse()
    doubts: Warnings = [
        (
            SECOND_OPENING,
            _("{name} ya tiene un saldo anterior anotado: este se suma.").format(name=full_name(member)),
        )
        for member, _amount in read
        if store.has_opening(books.db, member["id"])
    ]
    ask(doubts, confirmed)
    with books.act() as db:
        for number, (member, amount) in enumerate(read, start=1):
            row = {"kind": CapitalKind.OPENING, "operated_on": day, "amount": amount, "reason": evidence}
            store.add(db, {**capital.person(db, member["id"]), **row, "token": f"{draft.token}-{number}"})
        drafts.drop_made(db, draft.token)
    return len(read)


# subscribing


@needs(Right.MONEY)
def subscribe(books: Books, draft: SubscriptionDraft, confirmed: Collection[str] = ()) -> Row:
    """Notes that a member promised an aportación, and charges it; gives the operation.

    Raises InvalidRecord, and NeedsConfirmation for who is not hábil.
    """
    earlier = charges.earlier_run(books, draft.token)
    if earlier is not None:
        return _subscribed_by(books, earlier)
    reading = CapitalReading(books)
    member = reading.member("member", draft.member)
    amount = reading.amount("amount", draft.amount, "PEN")
    day = reading.past_day("operated_on", draft.operated_on)
    due = reading.day("due_on", draft.due_on)
    if due < day:
        reading.problems.setdefault("due_on", _("Vence antes del día en que se suscribe. Revise las dos fechas."))
    acta = reading.acta("acta", draft.acta, "")
    reading.refuse()
    assert member is not None
    if member["state"] in GONE:
        raise _problem("member", _not_a_member(member))
    ask(_not_active(member), confirmed)
    sentence = _("la aportación que suscribió {name}").format(name=full_name(member))
    with undoable(books, ActKind.CHARGE_RUN, sentence) as act:
        run = {
            "token": draft.token,
            "kind": ChargeKind.CONTRIBUTION,
            "concept": N_("Aportación"),
            "currency": "PEN",
            "charged_on": day,
            "fund_id": own_fund(books),
            "acta": acta,
            "notes": "",
        }
        act.subject_id = charges.note_run(act.db, run, [(member["id"], amount, due)])
        drafts.drop_made(act.db, draft.token)
    return _subscribed_by(books, act.subject_id)


def _subscribed_by(books: Books, run_id: int) -> Row:
    """The operation that a run of one charge wrote."""
    (charge,) = charge_store.of_run(books.db, run_id)
    return store.get(books.db, store.standing(books.db, "charge_id", charge["id"])[0]["id"])


def own_fund(books: Books) -> int:
    """The fund that aportaciones are kept in: the cooperative's own money, never the Premium."""
    fund = lists.first_fund(books.db, "own") or lists.first_fund(books.db, "other")
    if fund is None:
        raise UserError(_("No hay un fondo propio, donde se guardan las aportaciones. Anótelo en «Fondos»."))
    return fund


# from one member to another


@needs(Right.MONEY)
def transfer(books: Books, draft: TransferDraft, confirmed: Collection[str] = ()) -> Row:
    """Passes capital on to another member; gives the operation.

    Between members only, with approval, and never more than is held (Ley General de Cooperativas, art. 40). Raises
    InvalidRecord, and NeedsConfirmation where a side is not hábil.
    """
    earlier = store.id_of_token(books.db, draft.token)
    if earlier is not None:
        return store.get(books.db, earlier)
    reading = CapitalReading(books)
    member = reading.member("member", draft.member)
    other = reading.member("counterpart", draft.counterpart)
    amount = reading.amount("amount", draft.amount, "PEN")
    day = reading.past_day("operated_on", draft.operated_on)
    acta = reading.acta("acta", draft.acta, _("Falta el acta: sin aprobación no se transfiere una aportación."))
    reason = reading.words("reason", draft.reason)
    if member is not None and amount and "operated_on" not in reading.problems:
        reading.within("amount", member, amount, day)
    if other is not None and member is not None and other["id"] == member["id"]:
        reading.problems["counterpart"] = _("Es la misma persona. Elija a quién pasa la aportación.")
    elif other is not None and other["state"] in GONE:
        reading.problems["counterpart"] = _not_a_member(other)
    reading.refuse()
    assert member is not None
    assert other is not None
    doubts = [*(_not_active(member) if member["state"] not in GONE else []), *_not_active(other)]
    ask([*doubts, *certified(books, member["id"])], confirmed)
    with books.act() as db:
        to = capital.person(db, other["id"])
        operation_id = store.add(
            db,
            {
                **capital.person(db, member["id"]),
                "kind": CapitalKind.TRANSFER,
                "operated_on": day,
                "amount": amount,
                "counterpart_id": to["member_id"],
                "counterpart_name": to["person_name"],
                "counterpart_document": to["person_document"],
                "acta": acta,
                "reason": reason,
                "token": draft.token,
            },
        )
        drafts.drop_made(db, draft.token)
    return store.get(books.db, operation_id)


def _not_a_member(row: Row) -> str:
    sentence = _("{name} está {state}: ya no puede recibir ni suscribir aportaciones.")
    return sentence.format(name=full_name(row), state=_(STATES[row["state"]]).lower())


def _not_active(row: Row) -> Warnings:
    if row["state"] == "active":
        return []
    sentence = _("{name} está {state}. Lo usual es que se ponga al día primero.")
    return [(NOT_ACTIVE, sentence.format(name=full_name(row), state=_(STATES[row["state"]]).lower()))]


def certified(books: Books, member_id: int) -> Warnings:
    """The certificate that will say more than is held, once something is passed on or paid back."""
    return [
        (
            CERTIFIED,
            _(
                "Tiene el certificado N.º {number} por {amount}, que ya no será cierto: pida que lo devuelva, y después"
                " anúlelo o emita otro."
            ).format(number=f"{row['number']:06d}", amount=money.format_money(row["amount"], "PEN")),
        )
        for row in member_certificates.of_member(books.db, CONTRIBUTION, member_id)
        if row["annulled_on"] is None
    ]


# taking back


def why_not_reverse(books: Books, operation: Row) -> str:
    """Why an operation cannot be taken back by itself, with what to do instead; empty where it can be."""
    if operation["sign"] < 0:
        return _("Esta operación ya deshace la N.º {number}.").format(number=operation["reverses_number"])
    if operation["reversed_by"] is not None:
        return _("Ya la deshizo la operación N.º {number}.").format(number=operation["reversed_by"])
    if operation["receipt_id"] is not None:
        number = number_text(operation["series"], operation["receipt_number"])
        sentence = _("Es del recibo N.º {number}: anule ese recibo, o haga su extorno, y la operación se deshace sola.")
        return sentence.format(number=number)
    if operation["charge_id"] is not None:
        return _("Es de una obligación por cobrar: anule la obligación, y la suscripción se deshace sola.")
    holder, name = operation["member_id"], operation["person_name"]
    if operation["kind"] == CapitalKind.TRANSFER:
        holder, name = operation["counterpart_id"], operation["counterpart_name"]
    held = store.held(books.db, holder)
    if held < operation["amount"]:
        sentence = _("{name} solo tiene {held} de aportación: ya la transfirió o se le devolvió.")
        return sentence.format(name=name, held=money.format_money(held, "PEN"))
    return ""


@needs(Right.MONEY)
def reverse(books: Books, operation_id: int, reason: str) -> Row:
    """Takes an opening balance or a transfer back by an operation of today; gives it. Raises InvalidRecord."""
    refusal = why_not_reverse(books, store.get(books.db, operation_id))
    if refusal:
        raise InvalidRecord(refusal, {"reason": refusal})
    reason = clean(reason)
    if not reason or len(reason) > LONGEST_REASON:
        sentence = _("Es demasiado largo. Acórtelo a 300 letras.") if reason else _("Falta el motivo.")
        raise _problem("reason", sentence)
    with books.act() as db:
        made = store.reverse(db, operation_id, books.today(), reason)
    return store.get(books.db, made)


def _problem(name: str, sentence: str) -> InvalidRecord:
    return InvalidRecord(problems_sentence(1), {name: sentence})


def newest(books: Books) -> list[Row]:
    """The operations of the register, the newest first, as the window lists them."""
    return store.newest(books.db, MOST_LISTED)


MOST_LISTED = 1000


def held(books: Books, member_id: int) -> int:
    """What a member holds today, in céntimos."""
    return store.held(books.db, member_id)
