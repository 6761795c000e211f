"""Charging members: dues, fines and aportaciones, for one or for all at once; seen before it is made, undone as one."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ananea_desktop.domain import money
from ananea_desktop.domain.charges import CHARGE_KINDS, ChargeKind
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.language import _, plural
from ananea_desktop.domain.members import GONE, STATES, full_name
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.text import clean
from ananea_desktop.operations import capital
from ananea_desktop.operations.acts import ActKind, undoable
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.reading import Reading, id_of
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import charges as store
from ananea_desktop.storage import drafts, lists, member_statistics
from ananea_desktop.storage.data_file import Connection
from ananea_desktop.storage.rows import Row

LONGEST_REASON = 300
CURRENCIES = ("PEN", "USD")


@dataclass(kw_only=True)
class ChargeDraft:
    """A run of charges as it is being typed: texts, and who is meant."""

    kind: str = ChargeKind.ORDINARY_DUE
    concept: str = ""
    amount: str = ""
    currency: str = "PEN"
    charged_on: str = ""
    due_on: str = ""
    fund_id: str = ""
    acta: str = ""
    notes: str = ""
    members: tuple[int, ...] | None = None
    """The ids of who is charged; None: every socio hábil."""
    amounts: Mapping[int, str] = field(default_factory=dict)
    """An amount of his own for whoever pays another one."""
    token: str = field(default_factory=lambda: uuid.uuid4().hex)
    """Whoever presses the button twice with the same token makes one run."""


@dataclass(frozen=True, kw_only=True)
class Planned:
    """What a run would do."""

    run: Mapping[str, Any]
    """The row of charge_runs."""
    charged: Sequence[tuple[Row, int]] = ()
    """Who is charged how many céntimos, by name; rows of members."""
    left_out: Sequence[tuple[Row, str]] = ()
    """Who is not, and why, in a few words."""
    due_on: date
    problems: Mapping[str, str] = field(default_factory=dict)
    """What stands against it, by field; ``amount 12`` is that of the member with this id."""

    @property
    def total(self) -> int:
        """Céntimos of the currency of the run."""
        return sum(amount for _row, amount in self.charged)


def preview(books: Books, draft: ChargeDraft) -> Planned:
    """Whom a run would charge and whom not, with what is wrong by field; nothing is written."""
    reading = Reading(books)
    currency = draft.currency if draft.currency in CURRENCIES else "PEN"
    given = clean(draft.charged_on) or format_date(books.today())
    charged_on = reading.open_day("charged_on", given, "charge_runs")
    due_on = reading.day("due_on", draft.due_on) if clean(draft.due_on) else charged_on
    amount = 0
    if clean(draft.amount) or not draft.amounts:
        amount = reading.amount("amount", draft.amount, currency)
    own = {member: reading.amount(f"amount {member}", text, currency) for member, text in draft.amounts.items()}
    run = {
        "token": draft.token,
        "kind": draft.kind,
        "concept": reading.words("concept", draft.concept, _("Falta el concepto: qué se cobra."), 200),
        "currency": currency,
        "charged_on": charged_on,
        "fund_id": _fund(books, draft, reading),
        "acta": reading.words("acta", draft.acta),
        "notes": clean(draft.notes, lines=True),
    }
    _check(books, draft, reading, run, due_on)
    charged, left_out = _audience(books, draft, run, due_on, own, amount)
    if not charged and not reading.problems:
        reading.problems["members"] = _("No queda nadie a quien cobrar. Revise a quiénes eligió.")
    return Planned(run=run, charged=charged, left_out=left_out, due_on=due_on, problems=reading.problems)


def _fund(books: Books, draft: ChargeDraft, reading: Reading) -> int | None:
    """The fund that the money goes into: the cooperative's own where none is chosen."""
    chosen = id_of(draft.fund_id) if draft.fund_id else lists.first_fund(books.db, "own")
    found = lists.named(books.db, "funds", chosen)
    if found is None:
        reading.problems["fund_id"] = _("Elija a qué fondo entra este dinero.")
        return None
    if draft.kind == ChargeKind.CONTRIBUTION and (why_not := capital.why_not_in(books, chosen)):
        reading.problems["fund_id"] = why_not
    return int(found["id"])


def _check(books: Books, draft: ChargeDraft, reading: Reading, run: Mapping[str, Any], due_on: date) -> None:
    if draft.kind not in CHARGE_KINDS:
        reading.problems["kind"] = _("Elija qué se cobra.")
    if draft.currency not in CURRENCIES:
        reading.problems["currency"] = _("Elija soles o dólares.")
    elif draft.kind == ChargeKind.CONTRIBUTION and draft.currency != "PEN":
        reading.problems["currency"] = _("Las aportaciones se llevan en soles.")
    if run["charged_on"] > books.today():
        reading.problems.setdefault(
            "charged_on", _("Esa fecha todavía no llega: ponga la de hoy, y en «Vence» hasta cuándo se paga.")
        )
    elif due_on < run["charged_on"]:
        reading.problems["due_on"] = _("Vence antes de cobrarse. Revise las fechas.")


def _audience(
    books: Books, draft: ChargeDraft, run: Mapping[str, Any], due_on: date, own: Mapping[int, int], amount: int
) -> tuple[list[tuple[Row, int]], list[tuple[Row, str]]]:
    had = store.charged_before(books.db, draft.kind, run["concept"], due_on)
    charged: list[tuple[Row, int]] = []
    left_out: list[tuple[Row, str]] = []
    chosen = None if draft.members is None else set(draft.members)
    for row in lists.members(books.db, conditions={"members.kind = ?": "member"}, limit=-1):
        if chosen is not None and row["id"] not in chosen:
            continue
        why = _why_not(row, run["charged_on"], row["id"] in had, everyone=chosen is None)
        if why is None and draft.kind == ChargeKind.CONTRIBUTION and row["state"] in GONE:
            why = _("está {state}: ya no suscribe aportaciones").format(state=_(STATES[row["state"]]).lower())
        due = own.get(row["id"], amount)
        if why is None and due:
            charged.append((row, due))
        elif why is None:
            left_out.append((row, _("no se dijo cuánto")))
        elif why:
            left_out.append((row, why))
    return charged, left_out


def _why_not(row: Row, day: date, had: bool, *, everyone: bool) -> str | None:
    """Why a person is not charged; "" where nobody would expect it, None where he is. Who was chosen by name is charged
    whatever his state."""
    if had:
        return _("ya se le cobró lo mismo con ese vencimiento")
    if row["admitted_on"] is not None and row["admitted_on"] > day:
        return _("ingresó después, el {day}").format(day=format_date(row["admitted_on"]))
    if everyone and row["state"] == "suspended":
        return _(STATES["suspended"]).lower()
    return "" if everyone and row["state"] != "active" else None


@needs(Right.MONEY)
def make(books: Books, draft: ChargeDraft) -> int:
    """Makes the run: all its charges, or none; gives its id. Raises InvalidRecord, and UserError as ``earlier_run``."""
    earlier = earlier_run(books, draft.token)
    if earlier is not None:
        return earlier
    planned = preview(books, draft)
    if planned.problems:
        raise InvalidRecord(problems_sentence(len(planned.problems)), dict(planned.problems))
    sentence = _("el cobro «{concept}»").format(concept=planned.run["concept"])
    with undoable(books, ActKind.CHARGE_RUN, sentence) as act:
        due = [(row["id"], amount, planned.due_on) for row, amount in planned.charged]
        act.subject_id = note_run(act.db, planned.run, due)
        drafts.drop_made(act.db, draft.token)
    return act.subject_id


def earlier_run(books: Books, token: str) -> int | None:
    """The run that an earlier press of the same button made. Raises UserError where it was taken back since."""
    found = store.run_of_token(books.db, token)
    if found is not None and run_of(books, found)["annulled_on"] is not None:
        raise UserError(_("Ese cobro ya se hizo y se anuló. Para hacerlo otra vez, empiece uno nuevo."))
    return found


def problems_sentence(count: int) -> str:
    sentence = plural(
        _("Corrija 1 dato para cobrar. Lo que escribió no se pierde."),
        _("Corrija {count} datos para cobrar. Lo que escribió no se pierde."),
        count,
    )
    return sentence.format(count=count)


def note_run(db: Connection, run: Mapping[str, Any], charges: Sequence[tuple[int, int, date]]) -> int:
    """Within an act: a run with its charges (member, céntimos, day due); of aportaciones also what they subscribe."""
    run_id, ids = store.insert_run(db, run, charges)
    if run["kind"] == ChargeKind.CONTRIBUTION:
        for charge_id, (member_id, amount, _due_on) in zip(ids, charges, strict=True):
            capital.note_subscribed(db, charge_id, member_id, amount, run["charged_on"], run["acta"])
    return run_id


@needs(Right.MONEY)
def annul_run(books: Books, run_id: int, reason: str) -> None:
    """Takes a whole run back while nothing of it is paid. Raises UserError and InvalidRecord."""
    with books.act() as db:
        take_run_back(books, db, run_id, reason)


def take_run_back(books: Books, db: Connection, run_id: int, reason: str) -> None:
    """Within an act, as ``annul_run``."""
    run = store.run(books.db, run_id)
    if run is None or run["annulled_on"] is not None:
        raise UserError(_("Ese cobro ya está anulado."))
    reason = _read_reason(reason)
    for column, sentence in (
        ("paid", _("No se puede anular: ya pagó {names}. Anule primero sus recibos, o condone lo que falte.")),
        ("waived", _("No se puede anular: ya se le condonó a {names}. Condone también a los demás lo que falte.")),
    ):
        names = [full_name(row) for row in store.of_run(books.db, run_id) if row[column]]
        if names:
            more = _(" y {count} más").format(count=len(names) - 3) if len(names) > 3 else ""
            raise UserError(sentence.format(names="; ".join(names[:3]) + more))
    store.annul_run(db, run_id, reason, books.today())
    for row in store.of_run(db, run_id):
        capital.take_back(db, "charge_id", row["id"], books.today(), reason)


@needs(Right.MONEY)
def waive(books: Books, charge_id: int, reason: str) -> None:
    """What is left of a charge need not be paid (condonar). Raises UserError and InvalidRecord."""
    row = store.get(books.db, charge_id)
    if row is None or row["left"] <= 0 or not store.holds(books.db, charge_id):
        raise UserError(_("De esa deuda no queda nada por pagar."))
    if row["kind"] == ChargeKind.CONTRIBUTION and row["paid"]:
        raise UserError(_("Una aportación pagada en parte no se condona: cóbrela, o devuelva lo pagado."))
    reason = _read_reason(reason)
    with books.act() as db:
        store.waive(db, charge_id, row["left"], reason, books.today())
        capital.take_back(db, "charge_id", charge_id, books.today(), reason)


def _read_reason(reason: str) -> str:
    reason = clean(reason)
    if not reason or len(reason) > LONGEST_REASON:
        sentence = _("Es demasiado largo. Acórtelo a 300 letras.") if reason else _("Falta el motivo.")
        raise InvalidRecord(sentence, {"reason": sentence})
    return reason


def again(books: Books, run_id: int) -> ChargeDraft:
    """The same once more, a month later: to every socio hábil where it was to all of them, else to the same persons, as
    far as they are here."""
    run = run_of(books, run_id)
    charged = store.of_run(books.db, run_id)
    amounts = {row["amount"] for row in charged}
    one = len(amounts) == 1
    active = {
        row["id"] for row in member_statistics.members_on(books.db, run["charged_on"]) if row["state_then"] == "active"
    }
    is_of_all = one and active == {row["member_id"] for row in charged}
    here = {row["id"] for row in lists.members(books.db, conditions={lists.MEMBER_HERE: 1}, limit=-1)}
    same = [row for row in charged if row["member_id"] in here]
    return ChargeDraft(
        kind=run["kind"],
        concept=run["concept"],
        amount=money.format_amount(amounts.pop()) if one else "",
        currency=run["currency"],
        charged_on=format_date(books.today()),
        due_on=format_date(a_month_later(run["due_on"])),
        fund_id=str(run["fund_id"]),
        acta=run["acta"],
        amounts={} if one else {row["member_id"]: money.format_amount(row["amount"]) for row in same},
        members=None if is_of_all else tuple(row["member_id"] for row in same),
    )


def a_month_later(day: date) -> date:
    """The same day of the next month; its last where it has none such."""
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    raise AssertionError(day)


def runs(books: Books) -> list[Row]:
    """Every run, the newest first (storage.charges.runs)."""
    return store.runs(books.db)


def run_of(books: Books, run_id: int) -> Row:
    """One of them. Raises LookupError."""
    found = store.run(books.db, run_id)
    if found is None:
        raise LookupError(f"there is no run {run_id}")
    return found


def open_of(books: Books, members: Collection[int]) -> list[Row]:
    """What is left to pay of some persons, the oldest of each first (storage.charges.get)."""
    return [row for member in members for row in store.open_of_member(books.db, member)]


def preview_lines(books: Books, draft: ChargeDraft) -> list[str]:
    """What ``preview`` finds, a line for each person, and the total. Raises InvalidRecord."""
    planned = preview(books, draft)
    if planned.problems:
        raise InvalidRecord(problems_sentence(len(planned.problems)), dict(planned.problems))
    currency = planned.run["currency"]
    lines = [_("No se le cobra: {name}, {why}").format(name=full_name(row), why=why) for row, why in planned.left_out]
    lines += [f"{full_name(row)}: {money.format_money(amount, currency)}" for row, amount in planned.charged]
    words = plural(
        _("A 1 socio, {total}. Vence el {day}."), _("A {count} socios, {total}. Vence el {day}."), len(planned.charged)
    )
    total, day = money.format_money(planned.total, currency), format_date(planned.due_on)
    return [*lines, words.format(count=len(planned.charged), total=total, day=day)]


def run_lines(books: Books) -> list[str]:
    """A line for each run, the newest first."""
    words = _("{day}  {kind}: {concept}, a {count}: esperado {total}, recibido {paid}, falta {left}")
    lines = []
    for row in store.runs(books.db):
        line = words.format(
            day=format_date(row["charged_on"]),
            kind=_(CHARGE_KINDS[row["kind"]]),
            concept=row["concept"],
            count=row["charge_count"],
            total=money.format_money(row["total"], row["currency"]),
            paid=money.format_money(row["paid"], row["currency"]),
            left=money.format_money(row["total"] - row["paid"] - row["waived"], row["currency"]),
        )
        lines.append(line if row["annulled_on"] is None else _("ANULADO: {line}").format(line=line))
    return lines
