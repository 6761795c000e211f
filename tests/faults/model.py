"""The books once more in plain Python: documents, accounts, funds, counts of the till, what is refused and asked.

Nothing of the program is used, so that both being wrong in the same way is unlikely.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from typing import ClassVar

CASH_LIMITS = ((date(2022, 4, 1), 2_000_00), (date(2004, 3, 1), 3_500_00))
"""Céntimos, from when on; Ley 28194, art. 4, and D.Leg. 1529."""
LONGEST_PAUSE = timedelta(days=400)
OPPOSITE = {"in": "out", "out": "in"}
TILL, BANK = 1, 2
BUDGET = 5_000_00
"""Of the one project, in céntimos."""
APPROVED = date(2026, 2, 28)


@dataclass
class Document:
    """What one number stands for; amounts in céntimos, positive."""

    kind: str
    number: int
    day: date
    parts: list[tuple[int, int]]
    """(fund, amount) of each line."""
    moves: list[tuple[int, int]]
    """(account, 1 or -1): one, two for a transfer, none for a reallocation."""
    method: str = "cash"
    corrects: int | None = None
    """Place of the document that it reverses or replaces."""
    is_reversal: bool = False
    moved_to: int | None = None
    """Of a reallocation: the fund that gets what its parts take from another."""
    is_annulled: bool = False
    project_part: int = 0
    """What it charges to the project; negative where it gives back."""
    beyond: int = 0
    """What of that nobody had approved when it was issued."""
    serial: int = 0
    """Tells it from others of its number: after an older copy was put back, one is given again."""

    @property
    def total(self) -> int:
        return sum(amount for _fund, amount in self.parts)

    @property
    def rows(self) -> int:
        """In the file: a transfer has one for each account."""
        return max(1, len(self.moves))


@dataclass
class Model:
    documents: list[Document] = field(default_factory=list)
    open_from: date | None = None
    last_recorded: datetime | None = None
    counts: list[tuple[date, int]] = field(default_factory=list)
    """Day of each count of the till, and how many documents there were."""
    annulments: int = 0
    restorations: int = 0
    lost: dict[tuple[str, int], tuple[date, int]] = field(default_factory=dict)
    """Day and total of papers that were handed out and that the copy which was put back did not know."""
    serials: ClassVar[Iterator[int]] = count(1)

    # ---------------------------------------------------------------- what happens

    def add(self, document: Document, now: datetime) -> int:
        """Gives its place."""
        document.beyond = self.beyond(document)
        document.serial = next(self.serials)
        self.documents.append(document)
        self.last_recorded = now
        return len(self.documents) - 1

    def annul(self, place: int) -> None:
        self.documents[place].is_annulled = True
        self.annulments += self.documents[place].rows

    def next_number(self, kind: str) -> int:
        return 1 + sum(document.kind == kind for document in self.documents)

    # ---------------------------------------------------------------- what is asked and refused

    def asked(self, document: Document, now: datetime) -> set[str]:
        """What is unusual about a document that is about to be issued."""
        found = set()
        today = now.date()
        if self.last_recorded is not None:
            newest = self.last_recorded.date()
            if today < newest or today - newest > LONGEST_PAUSE:
                found.add("wrong_clock")
        if self.open_from is not None and document.day < self.open_from:
            found.add("closed_period")
        if document.day > today:
            found.add("future")
        if self.lost.get((document.kind, document.number), (document.day, document.total)) != (
            document.day,
            document.total,
        ):
            found.add("lost_number")
        same = [other for other in self.documents if other.kind == document.kind]
        if same and document.day < same[-1].day:
            found.add("out_of_order")
        limit = next(amount for first, amount in CASH_LIMITS if first <= document.day)
        if document.method == "cash" and document.total >= limit and not document.is_reversal:
            found.add("cash_limit")
        replaced = None if document.is_reversal or document.moved_to is not None else document.corrects
        if replaced is not None and self._corrections(replaced):
            found.add("replaced")
        for account, direction in document.moves[:1]:
            if direction < 0 and self._lowest(account, document.day) < document.total:
                found.add("below_zero")
        if self.beyond(document):
            found.add("over_budget")
        return found

    def beyond(self, document: Document) -> int:
        """What a document that is about to be issued charges to the project beyond its budget, or before it."""
        if document.day < APPROVED:
            return max(0, document.project_part)
        return max(0, document.project_part - max(0, BUDGET - self.spent()))

    def spent(self) -> int:
        """On the project."""
        return sum(document.project_part for document in self.documents if not document.is_annulled)

    def project_part(self, place: int) -> int:
        """What a document charges to the project after the corrections that count."""
        corrections = (self.documents[each].project_part for each in self._corrections(place))
        return self.documents[place].project_part + sum(corrections)

    def _lowest(self, account: int, day: date) -> int:
        return min(self.balance(account), self.balance(account, day))

    def may_annul(self, place: int) -> bool:
        document = self.documents[place]
        is_counted = any(
            account == TILL and place < seen and document.day <= day
            for account, _direction in document.moves
            for day, seen in self.counts
        )
        rests_on_it = self._corrections(place)
        if document.kind == "reallocation" and document.corrects is not None:
            rests_on_it += [each for each in self._corrections(document.corrects) if each > place]
        is_closed = self.open_from is not None and document.day < self.open_from
        return not (document.is_annulled or is_closed or is_counted or rests_on_it)

    def may_reverse(self, place: int) -> bool:
        return self.documents[place].kind in OPPOSITE and self.may_reallocate(place)

    def may_reallocate(self, place: int) -> bool:
        document = self.documents[place]
        is_reversed = any(self.documents[each].is_reversal for each in self._corrections(place))
        return document.kind in OPPOSITE and not (document.is_annulled or document.is_reversal or is_reversed)

    def _corrections(self, place: int) -> list[int]:
        """Of those that count, oldest first."""
        return [other for other, each in enumerate(self.documents) if each.corrects == place and not each.is_annulled]

    # ---------------------------------------------------------------- what is there

    def balance(self, account: int, last: date = date.max) -> int:
        return sum(
            direction * document.total
            for document in self.documents
            for touched, direction in document.moves
            if touched == account and document.day <= last and not document.is_annulled
        )

    def standing(self, place: int) -> dict[int, int]:
        """What a document charges to each fund after the reallocations that count; positive, without those of 0."""
        found = Counter[int]()
        for fund, amount in self.documents[place].parts:
            found[fund] += amount
        for each in self._corrections(place):
            for fund, amount in self.documents[each].parts if self.documents[each].moved_to else []:
                found[fund] -= amount
                found[self.documents[each].moved_to or 0] += amount
        return {fund: amount for fund, amount in found.items() if amount}

    def sums(self) -> dict[tuple[int | None, int], int]:
        """Céntimos by (account, fund); without those that were never touched. A reallocation has no account."""
        found = Counter[tuple[int | None, int]]()
        for document in self.documents:
            if document.is_annulled:
                continue
            for account, direction in document.moves:
                for fund, amount in document.parts:
                    found[account, fund] += direction * amount
            if document.moved_to is not None and document.corrects is not None:
                ((_account, direction),) = self.documents[document.corrects].moves
                for fund, amount in document.parts:
                    found[None, fund] -= direction * amount
                    found[None, document.moved_to] += direction * amount
        return dict(found)

    def seals(self) -> int:
        """The first one is of the person the office began with."""
        return 1 + self.restorations + self.annulments + sum(document.rows for document in self.documents)
