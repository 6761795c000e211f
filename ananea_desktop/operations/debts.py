"""What members owe, told by person: who is behind and since when, and what the card of one says of it.

Aportaciones are the member's own capital; dues and fines are the cooperative's: they are never added up together.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ananea_desktop.domain.charges import AGES, CHARGE_KINDS, ChargeKind
from ananea_desktop.domain.identity import document_text
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.members import MEMBERS, full_name
from ananea_desktop.domain.money import format_money
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import charges as store
from ananea_desktop.storage import debts, lists, member_statistics, records
from ananea_desktop.storage.rows import Row

FAMILIES = {
    "contribution": N_("Aportaciones"),
    "dues": N_("Cuotas"),
    "fine": N_("Multas"),
}
"""What is added up: ordinary and extraordinary dues together, aportaciones and fines each alone."""

PLACES = tuple((name, currency) for name in FAMILIES for currency in ("PEN", "USD"))
"""Every family in each currency, in the order they are told in."""


def family(kind: str) -> str:
    """The one of FAMILIES that a kind of charge belongs to."""
    return kind if kind in (ChargeKind.CONTRIBUTION, ChargeKind.FINE) else "dues"


def debt_words(row: Row) -> str:
    """``Multa: Inasistencia a la faena``; a concept that only says the kind stands alone."""
    kind = _(CHARGE_KINDS[row["kind"]])
    return kind if str(row["concept"]).casefold() == kind.casefold() else f"{kind}: {row['concept']}"


@dataclass(frozen=True, kw_only=True)
class Balance:
    """Of one family in one currency, all in céntimos."""

    family: str
    currency: str
    charged: int = 0
    """Less what was waived."""
    paid: int = 0

    @property
    def left(self) -> int:
        return self.charged - self.paid


@dataclass(frozen=True, kw_only=True)
class AccountCard:
    """What the card of a member shows of what he owes."""

    balances: list[Balance] = field(default_factory=list)
    open: list[Row] = field(default_factory=list)
    """The oldest first (storage.charges.get), each with ``is_overdue``."""
    can_pay: list[int] = field(default_factory=list)
    """The ids of the charges that one receipt can pay: those in the currency of the oldest."""


def account_card(books: Books, member_id: int) -> AccountCard:
    every = store.of_member(books.db, member_id)
    today = books.today()
    still = [row | {"is_overdue": row["due_on"] < today} for row in every if row["left"] > 0]
    currency = still[0]["currency"] if still else ""
    return AccountCard(
        balances=balances_of(every),
        open=still,
        can_pay=[row["id"] for row in still if row["currency"] == currency],
    )


def balances_of(charges: list[Row]) -> list[Balance]:
    """The separate totals of rows with amount, paid and waived, in the order of FAMILIES; soles first."""
    sums: dict[tuple[str, str], list[int]] = {}
    for row in charges:
        each = sums.setdefault((family(row["kind"]), row["currency"]), [0, 0])
        each[0] += row["amount"] - row["waived"]
        each[1] += row["paid"]
    return [
        Balance(family=name, currency=currency, charged=sums[name, currency][0], paid=sums[name, currency][1])
        for name, currency in PLACES
        if (name, currency) in sums
    ]


def owed_apart(books: Books, member_id: int, due_by: date = date.max) -> str:
    """``S/ 50.00 de cuotas y S/ 250.00 de aportaciones``: what is left of a person's charges due by a day, each family
    and currency alone; empty where nothing is."""
    left = [
        row | {"amount": row["left"], "waived": 0, "paid": 0}
        for row in store.open_of_member(books.db, member_id)
        if row["due_on"] <= due_by
    ]
    return _(" y ").join(
        _("{amount} de {what}").format(
            amount=format_money(each.left, each.currency), what=_(FAMILIES[each.family]).lower()
        )
        for each in balances_of(left)
    )


def age_place(due_on: date, day: date) -> int:
    """The group of age of a debt on a day: 0 not due yet (or due that day), 1 to 30 days, 2 to 60, 3 to 90, 4 beyond
    (domain.charges.AGES)."""
    days = (day - due_on).days
    return 0 if days <= 0 else 1 + sum(days > each for each in AGES)


def aged(books: Books, day: date) -> list[Row]:
    """Who owed what on a day, by person, kind and currency: the person's columns, ``member_id``, ``charge_kind``,
    ``currency``, ``ages`` (five sums of céntimos, as ``age_place``) and ``since_on``, the oldest day due."""
    people = debts.people(books.db)
    found: dict[tuple[int, str, str], dict[str, Any]] = {}
    for row in member_statistics.owed(books.db, day):
        key = row["member_id"], row["kind"], row["currency"]
        each = found.setdefault(key, {"ages": [0] * (len(AGES) + 2), "since_on": row["due_on"]})
        each["ages"][age_place(row["due_on"], day)] += row["left"]
        each["since_on"] = min(each["since_on"], row["due_on"])
    order = {member_id: place for place, member_id in enumerate(people)}
    kinds = {kind: place for place, kind in enumerate(ChargeKind)}
    keys = sorted(found, key=lambda key: (order[key[0]], kinds[ChargeKind(key[1])], key[2]))
    return [
        {**people[member_id], "member_id": member_id, "charge_kind": kind, "currency": currency}
        | found[member_id, kind, currency]
        for member_id, kind, currency in keys
    ]


def debtors(books: Books) -> list[Row]:
    """Who owes something today, a row for each person: ``id``, ``name``, ``document``, ``left`` (céntimos by family of
    what is in soles), ``dollars``, ``since_on``, ``days`` overdue, and ``charges``, the ids of what a receipt can pay;
    who is behind for longest first."""
    people = debts.people(books.db)
    today = books.today()
    found: dict[int, dict[str, Any]] = {}
    for row in member_statistics.owed(books.db, today):  # the oldest due first
        person = people[row["member_id"]]
        each = found.setdefault(
            row["member_id"],
            {
                "id": row["member_id"],
                "name": full_name(person),
                "document": document_text(person["document_type"], person["document_number"]),
                "left": dict.fromkeys(FAMILIES, 0),
                "dollars": 0,
                "since_on": row["due_on"],
                "days": max(0, (today - row["due_on"]).days),
                "currency": row["currency"],
                "charges": [],
            },
        )
        if row["currency"] == "PEN":
            each["left"][family(row["kind"])] += row["left"]
        else:
            each["dollars"] += row["left"]
        if row["currency"] == each["currency"]:
            each["charges"].append(row["id"])
    place = {member_id: number for number, member_id in enumerate(people)}
    return sorted(found.values(), key=lambda each: (-each["days"], place[each["id"]]))


def people_to_charge(books: Books) -> list[Row]:
    """The members who are here, by name, to tick who is charged: id, number, name, document, kind."""
    found = lists.members(books.db, conditions={lists.MEMBER_HERE: 1, "members.kind = ?": "member"}, limit=-1)
    return [
        {
            "id": row["id"],
            "number": row["number"],
            "name": full_name(row),
            "document": document_text(row["document_type"], row["document_number"]),
            "document_number": row["document_number"],
            "kind": row["kind"],
            "state": row["state"],
            "size": "",
        }
        for row in found
    ]


def name_of(books: Books, member_id: int) -> str:
    """Raises LookupError."""
    return full_name(records.get(books.db, MEMBERS, member_id))


def own_fund(books: Books) -> str:
    """The fund that dues go into if nobody chooses another: the cooperative's own; its id as text."""
    return str(lists.first_fund(books.db, "own") or "")
