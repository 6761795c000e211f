"""The books once more in plain Python: a list of documents, two accounts, two funds, and what must be refused or asked.

Nothing of the program is used, so that both being wrong in the same way is unlikely.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

CASH_LIMIT = 2_000_00
"""Céntimos; Ley 28194, art. 4."""
LONGEST_PAUSE = timedelta(days=400)
OPPOSITE = {"in": "out", "out": "in"}
TILL, BANK = 1, 2


@dataclass
class Document:
    """What one number stands for; amounts in céntimos, positive."""

    kind: str
    number: int
    day: date
    parts: list[tuple[int, int]]
    """(fund, amount) of each line."""
    moves: list[tuple[int, int]]
    """(account, 1 or -1): one, or two for a transfer."""
    method: str = "cash"
    corrects: int | None = None
    """Place of the document that it reverses or replaces."""
    is_reversal: bool = False
    is_annulled: bool = False

    @property
    def total(self) -> int:
        return sum(amount for _fund, amount in self.parts)


@dataclass
class Model:
    documents: list[Document] = field(default_factory=list)
    open_from: date | None = None
    last_recorded: datetime | None = None
    annulments: int = 0

    # ---------------------------------------------------------------- what happens

    def add(self, document: Document, now: datetime) -> int:
        """Gives its place."""
        self.documents.append(document)
        self.last_recorded = now
        return len(self.documents) - 1

    def annul(self, place: int) -> None:
        self.documents[place].is_annulled = True
        self.annulments += len(self.documents[place].moves)

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
        same = [other for other in self.documents if other.kind == document.kind]
        if same and document.day < same[-1].day:
            found.add("out_of_order")
        if document.method == "cash" and document.total >= CASH_LIMIT and not document.is_reversal:
            found.add("cash_limit")
        account, direction = document.moves[0]
        if direction < 0 and self._lowest(account, document.day) < document.total:
            found.add("below_zero")
        return found

    def _lowest(self, account: int, day: date) -> int:
        return min(self.balance(account), self.balance(account, day))

    def may_annul(self, place: int) -> bool:
        document = self.documents[place]
        return not (
            document.is_annulled
            or (self.open_from is not None and document.day < self.open_from)
            or self._reversed_by(place)
        )

    def may_reverse(self, place: int) -> bool:
        document = self.documents[place]
        return not (
            document.kind not in OPPOSITE or document.is_annulled or document.is_reversal or self._reversed_by(place)
        )

    def _reversed_by(self, place: int) -> bool:
        return any(each.corrects == place and not each.is_annulled for each in self.documents)

    # ---------------------------------------------------------------- what is there

    def balance(self, account: int, last: date = date.max) -> int:
        return sum(
            direction * document.total
            for document in self.documents
            for touched, direction in document.moves
            if touched == account and document.day <= last and not document.is_annulled
        )

    def sums(self) -> dict[tuple[int, int], int]:
        """Céntimos by (account, fund); without those that were never touched."""
        found = Counter[tuple[int, int]]()
        for document in self.documents:
            if not document.is_annulled:
                for account, direction in document.moves:
                    for fund, amount in document.parts:
                        found[account, fund] += direction * amount
        return dict(found)

    def seals(self) -> int:
        return self.annulments + sum(len(document.moves) for document in self.documents)
