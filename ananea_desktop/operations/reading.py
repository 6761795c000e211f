"""Reading the typed texts of a document of money: values, and the sentence beside each field that was not taken."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from ananea_desktop.domain import dates, money
from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.language import _
from ananea_desktop.domain.receipts import ReceiptLine
from ananea_desktop.domain.text import InvalidValue, clean
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.closed import why_closed
from ananea_desktop.operations.records import problems_sentence
from ananea_desktop.storage import lists
from ananea_desktop.storage.rows import Row

LONGEST_CONCEPT = 1000
LONGEST_OPERATION = 60
LONGEST_NAME = 300


class Reading:
    """``problems``: what stands against the draft, by field. What is wrong is read as empty: a preview still shows."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self.problems: dict[str, str] = {}

    def refuse(self) -> None:
        """Raises InvalidRecord where something is wrong."""
        if self.problems:
            raise InvalidRecord(problems_sentence(len(self.problems)), self.problems)

    def _take(self, name: str, read: Callable[[str], Any], text: str) -> Any:
        try:
            return read(text)
        except InvalidValue as invalid:
            self.problems[name] = str(invalid)
            return None

    def day(self, name: str, text: str) -> date:
        """The day typed; today where it is wrong."""
        today = self._books.today()
        found: date | None = self._take(name, lambda typed: dates.read_date(typed, today), text)
        return found or today

    def open_day(self, name: str, text: str, table: str = "receipts") -> date:
        """The same of what is to be written into ``table``: a day of a closed month is a problem."""
        found = self.day(name, text)
        if sentence := why_closed(self._books, found, table):
            self.problems.setdefault(name, sentence)
        return found

    def rate(self, name: str, text: str) -> int | None:
        """Ten-thousandths."""
        found: int | None = self._take(name, money.read_rate, text)
        return found

    def amount(self, name: str, text: str, currency: str) -> int:
        """Céntimos; 0 where it is wrong."""
        return self._take(name, lambda typed: money.read_amount(typed, currency=currency), text) or 0

    def balance(self, name: str, text: str, currency: str) -> int:
        """Céntimos of a balance, which may be 0 or less; 0 where it is wrong."""
        return self._take(name, lambda typed: money.read_signed_amount(typed, currency), text) or 0

    def account(self, name: str, text: str, missing: str) -> Row | None:
        found = lists.account(self._books.db, id_of(text))
        if found is None:
            self.problems[name] = missing
        return found

    def words(self, name: str, text: str, missing: str = "", longest: int = LONGEST_NAME) -> str:
        """A text; ``missing`` is said where it is empty, if it must not be."""
        found = clean(text)
        if not found and missing:
            self.problems[name] = missing
        if len(found) > longest:
            self.problems[name] = _("Es demasiado largo: tiene {count} letras y caben {longest}. Acórtelo.").format(
                count=len(found), longest=longest
            )
        return found

    def operation(self, name: str, text: str) -> str:
        found = clean(text)
        if len(found) > LONGEST_OPERATION:
            self.problems[name] = _("El número de operación es demasiado largo: caben 60 letras.")
        return found

    def lines(self, texts: Sequence[Mapping[str, str]], currency: str, concept: str = "") -> tuple[ReceiptLine, ...]:
        """The lines that are right; each with its fund. ``concept`` stands for one that is not asked."""
        read = [self._line(number, each, currency, concept) for number, each in enumerate(texts, start=1)]
        found = tuple(line for line in read if line is not None)
        if not texts:
            self.problems["lines"] = _("Anote al menos un concepto con su importe.")
        if sum(line.amount for line in found) > money.MAX_AMOUNT:
            self.problems["lines"] = _("El total pasa de 999,999,999.99. Haga dos recibos.")
        return found

    def _line(self, number: int, texts: Mapping[str, str], currency: str, usual: str) -> ReceiptLine | None:
        concept = clean(texts.get("concept", "")) or usual
        if not concept:
            self.problems[f"line {number} concept"] = _("Falta el concepto: por qué se paga.")
        if len(concept) > LONGEST_CONCEPT:
            self.problems[f"line {number} concept"] = _("El concepto es demasiado largo: caben 1000 letras.")
        amount = self.amount(f"line {number} amount", texts.get("amount", ""), currency)
        fund = lists.named(self._books.db, "funds", id_of(texts.get("fund_id", "")))
        if fund is None:
            self.problems[f"line {number} fund"] = _("Elija de qué fondo es este dinero.")
        project = lists.named(self._books.db, "premium_projects", id_of(texts.get("project_id", "")))
        if fund is None or any(name.startswith(f"line {number} ") for name in self.problems):
            return None
        return ReceiptLine(
            concept=concept,
            amount=amount,
            fund_id=fund["id"],
            fund_name=fund["name"],
            project_id=project["id"] if project else None,
            project_name=project["name"] if project else "",
            purchase_id=id_of(texts.get("purchase_id", "")),
            training_session_id=id_of(texts.get("training_session_id", "")),
        )


def id_of(text: str) -> int | None:
    """The id a form gives as text; None for anything else, also for more digits than SQLite's integers have."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None
