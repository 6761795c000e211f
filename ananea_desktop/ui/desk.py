"""What every page is handed: the books' thread, and the few things a page asks of the window around it."""

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.receipts import ReceiptKind
from ananea_desktop.domain.rights import Right, rights_over
from ananea_desktop.operations.rights import refuse_without
from ananea_desktop.ui.books_thread import BooksThread

if TYPE_CHECKING:
    from ananea_desktop.operations.receipt_drafts import ReceiptDraft


class _Act(Protocol):
    @property
    def right(self) -> Right | None: ...


Offered = TypeVar("Offered", bound=_Act)


class RowsWanted(NamedTuple):
    """A bar of a chart whose rows are wanted, as ``operations.chart_rows.rows_behind`` takes it."""

    chart: str
    key: str
    first: date
    last: date
    label: str


class Desk(QObject):
    """Pages tell what happened or what they want by these signals; the window connects them."""

    said = Signal(str)
    """A sentence for the toast."""
    receipt_issued = Signal(int)
    """The id of a document that was just issued: Caja y recibos has it in hand, at once or when it is next seen."""
    record_saved = Signal()
    """Something in the books changed: pages in sight load anew, the others when they are next seen."""
    draft_kept = Signal()
    draft_dropped = Signal()
    """Nothing was typed, or it was thrown away: no draft waits."""
    receipt_wanted = Signal(object)
    """A ReceiptDraft to be filled in and issued."""
    record_wanted = Signal(str, int)
    """The tab of a table, and the id of the record to show there."""
    record_used = Signal(str, int)
    """The table and id of a record that somebody opened, pressed or saved: it is among those looked at lately."""
    form_wanted = Signal(str, object)
    """The tab of a table, and what the form of a new record begins with, as ``RecordForm.fill`` takes it."""
    presentation_wanted = Signal()
    """The slides for the assembly, to put together and present."""

    rows_wanted = Signal(object)
    """RowsWanted: the rows behind a bar of a chart."""
    receipts_wanted = Signal(object)
    """A ReceiptFilter: the receipts' tab with these."""
    charts_wanted = Signal()
    """The page with all charts."""
    paper_wanted = Signal(object)
    """A paper to look at, print or save: the name of a report, or a paper_page.Paper."""
    page_wanted = Signal(object)
    """A page to put over what is in sight, as covering.Covering has it."""
    copies_known = Signal(object)
    """A copying.CopyState, each time it was read: the foot of the window tells how old the last copy is."""
    attendance_wanted = Signal(int)
    """The id of the assembly whose attendance is to be taken."""

    restart_wanted = Signal(str)
    """The data file is to be closed and opened again, with a sentence for afterwards: a copy takes its place."""
    reopening_wanted = Signal()
    """The window is to be closed and opened again: it speaks another language."""

    def __init__(self, books: BooksThread) -> None:
        super().__init__()
        self.books = books

    def may(self, *rights: Right) -> bool:
        """Whether whoever is working has one of these rights."""
        return not self.books.books.rights.isdisjoint(rights)

    def may_change(self, table: str) -> bool:
        """Whether whoever is working may change the rows of a table, and what is attached to them."""
        return self.may(*rights_over(table))

    def refuses(self, *rights: Right) -> bool:
        """Tells whoever has none of these rights whom to ask."""
        if self.may(*rights):
            return False
        self.books.ask(refuse_without, *rights, owner=self)
        return True

    def offered(self, acts: "Iterable[Offered]") -> "list[Offered]":
        """Of the entries of a menu those that whoever is working may do; one without a right is everybody's."""
        return [act for act in acts if act.right is None or self.may(act.right)]

    def tell_made(self, made: "Future[str]") -> None:
        """Says what another thread says of the file it wrote, or why it could not."""
        problem = made.exception()
        if isinstance(problem, UserError):
            self.books.problem_met.emit(problem)
        else:
            self.said.emit(made.result())

    def want_empty_receipt(self, kind: ReceiptKind) -> None:
        """Opens a receipt with nothing filled in yet, or the draft that was left."""
        from ananea_desktop.operations.receipt_drafts import ReceiptDraft

        self.receipt_wanted.emit(ReceiptDraft(kind=kind))

    def want_form(self, table: str, make_content: Callable[..., Any], *arguments: Any) -> None:
        """Opens the form of a new record with what an operation says of it."""
        self.books.ask(make_content, *arguments, owner=self, then=lambda content: self.form_wanted.emit(table, content))

    def want_receipt(self, make_draft: "Callable[..., ReceiptDraft]", *arguments: Any) -> None:
        """Opens the receipt that an operation proposes."""
        self.books.ask(make_draft, *arguments, owner=self, then=self.receipt_wanted.emit)
