"""Sample equipment: the catalogue, what was received of the purchases, and to whom it was handed out."""

from collections.abc import Callable, Collection, Iterator
from datetime import date
from functools import partial

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import _
from ananea_desktop.domain.money import format_quantity
from ananea_desktop.operations import hand_outs, items, stock
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.hand_outs import DonationDraft, HandOutDraft, ReturnDraft
from ananea_desktop.operations.stock import ReceivingDraft
from ananea_desktop.storage import hand_outs as hand_out_store
from ananea_desktop.storage import lists

_ITEM_FIELDS = "name category safety unit sizes life_months minimum_stock".split()
_RECEIVED = {
    3: date(2020, 7, 15),
    7: date(2023, 6, 10),
    9: date(2025, 12, 18),
    10: date(2026, 3, 27),
}
"""When each purchase came, by its id."""

_PPE, _CHRISTMAS = "10", "13"
"""The projects that paid for it, by their ids."""
_RETURNING = 37

Act = tuple[date, Callable[[], object]]


def acts(books: Books, lines: list[str]) -> Iterator[Act]:
    """Each with the day it happens on; ``lines`` are the items of the catalogue."""
    yield date(2018, 1, 3), partial(_note_items, books, lines)
    for purchase_id, day in _RECEIVED.items():
        yield day, partial(_receive, books, purchase_id)
    yield date(2025, 12, 20), partial(_hand_to_all, books, "Canastas de víveres", "2", "new", _CHRISTMAS)
    yield date(2026, 3, 28), partial(_hand_to_all, books, "Cascos", "1", "new", _PPE)
    yield date(2026, 3, 30), partial(_hand_to_all, books, "Guantes de cuero", "1", "new", _PPE, sizes="8 9 9 10")
    yield date(2026, 3, 31), partial(_hand_to_all, books, "Lentes de seguridad", "1", "new", _PPE)
    again = partial(_hand_to_all, books, quantity="1", reason="renewal", project=_PPE)
    yield date(2026, 8, 25), partial(again, "Guantes de cuero", sizes="8 9 9 10")
    yield date(2026, 9, 29), partial(again, "Lentes de seguridad", but=(4, 9, 36))
    for member_id in (1, 12, 35):
        yield date(2026, 11, 8 + member_id % 9), partial(_renew_gloves, books, member_id)
    yield date(2026, 10, 15), partial(_give_back, books)
    yield date(2026, 11, 19), partial(_hand_by_mistake, books)
    yield date(2026, 11, 20), partial(_donate, books)


def _people(books: Books) -> list[int]:
    """All of the register, by name."""
    return [row["id"] for row in lists.members(books.db, conditions={lists.MEMBER_HERE: 1}, limit=-1)]


def _hand_to_all(
    books: Books, item: str, quantity: str, reason: str, project: str, *, sizes: str = "", but: Collection[int] = ()
) -> None:
    """One thing for everybody but some, the sizes in turn."""
    named = sizes.split() or [""]
    people = {
        str(member_id): {"quantity": quantity, "size": named[place % len(named)]}
        for place, member_id in enumerate(_people(books))
        if member_id not in but
    }
    _hand(books, HandOutDraft(to_many="yes", item=item, people=people, reason=reason, project_id=project))


def _hand_to(books: Books, member_id: int, *things: str, reason: str = "wear") -> None:
    lines = [{"stock": thing, "quantity": "1", "reason": reason} for thing in things]
    _hand(books, HandOutDraft(member_id=str(member_id), lines=lines, project_id=_PPE))


def _hand(books: Books, draft: HandOutDraft) -> None:
    draft.handed_on = format_date(books.today())
    draft.token = f"sample-hand-out-{books.today()}-{draft.item}-{draft.member_id}"
    hand_outs.hand_out(books, draft, hand_outs.ALL)


def _renew_gloves(books: Books, member_id: int) -> None:
    """Those of the size they had."""
    sizes = {row["item_name"]: row["size"] for row in hand_outs.held_by(books, member_id)}
    _hand_to(books, member_id, f"Guantes de cuero · {sizes['Guantes de cuero']}", reason="renewal")


def _give_back(books: Books) -> None:
    """A worker who has changed to the office gives back what still serves."""
    lines = {
        str(row["id"]): {"quantity": "1", "condition": "usable" if row["item_name"] == "Cascos" else "unusable"}
        for row in hand_outs.held_by(books, _RETURNING)
        if row["item_name"] != "Canastas de víveres"
    }
    draft = ReturnDraft(
        member_id=str(_RETURNING), handed_on=format_date(books.today()), lines=lines, token="sample-return"
    )
    hand_outs.give_back(books, draft)


def _donate(books: Books) -> None:
    draft = DonationDraft(
        handed_on=format_date(books.today()),
        receiver_name="Vilca Huanca, Marleni (muestra)",
        receiver_document="DNI 00081234",
        receiver_detail=_("Institución Educativa de Ananea (muestra)"),
        lines=[{"stock": "Desinfectante", "quantity": "6"}, {"stock": "Guantes descartables", "quantity": "4"}],
        beneficiaries={"children": {"women": "21", "men": "24"}, "community": {"women": "3", "men": "1"}},
        token="sample-donation",
    )
    hand_outs.donate(books, draft)


def _hand_by_mistake(books: Books) -> None:
    """Written for the wrong person, and annulled."""
    _hand_to(books, 9, "Cascos", reason="loss")
    newest = hand_out_store.page(books.db, limit=1)[0]
    hand_outs.annul(books, newest["id"], _("Persona equivocada"))


def _note_items(books: Books, lines: list[str]) -> None:
    for line in lines:
        texts = dict(zip(_ITEM_FIELDS, line.split("|"), strict=True))
        items.save(books, {**texts, "state": "active"})


def _receive(books: Books, purchase_id: int) -> None:
    lines = stock.to_receive(books, purchase_id)
    quantities = {str(line["id"]): format_quantity(line["quantity"]) for line in lines}
    draft = ReceivingDraft(
        purchase_id=str(purchase_id),
        moved_on=format_date(books.today()),
        quantities=quantities,
        token=f"sample-receiving-{purchase_id}",
    )
    stock.receive(books, draft)
