"""What makes one tab of records differ from another."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ananea_desktop.domain.fields import RecordType
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.cards import Card
from ananea_desktop.ui.record_card import RecordCard
from ananea_desktop.ui.record_form import RecordForm
from ananea_desktop.ui.record_model import ListColumn, Row


def as_they_come(rows: list[Row]) -> list[Row]:
    """No headings among them."""
    return rows


@dataclass(frozen=True, kw_only=True)
class TabSpec:
    """What makes one tab of records differ from another."""

    record_type: RecordType
    icon: str
    columns: Sequence[ListColumn]
    search_hint: str
    new_text: str
    """On the button: «Nuevo socio»."""
    first_text: str
    """On the empty page: «Anotar el primer socio»."""
    back_text: str
    empty_title: str
    empty_sentence: str
    empty_steps: Sequence[str]
    order: Sequence[str]
    """The columns whose values in the last row begin the next page."""
    title: str = ""
    """Stands above a list that is no tab of the window; the tabs have theirs in the tab bar."""
    filters: Sequence[tuple[str, Mapping[str, Any] | Callable[[Books], Mapping[str, Any]]]] = ()
    """Text and SQL conditions of each choice of the filter, or what asks them of the books, as what day it is."""
    report: str = ""
    report_text: str = ""
    form: type[RecordForm] = RecordForm
    arrange: Callable[[list[Row]], list[Row]] = as_they_come
    """Puts heading rows among the fetched ones, in the usual order."""
    totals: Callable[[list[Row]], tuple[str, Mapping[int, str]]] | None = None
    fill_card: Callable[[RecordCard, Card], None]
    defaults: Callable[[Books], Mapping[str, str]] | None = None
    """Texts an empty form starts with, asked of the books."""
    can_change: bool = True
    """Whether its records have a form; a document that is frozen has none, and no history of changes."""
