"""An item of the store with its size, found as one types: «Botas de jebe · 40», with how many there are."""

from collections.abc import Callable, Mapping

from ananea_desktop.domain.language import _
from ananea_desktop.operations import stock
from ananea_desktop.ui.books_thread import BooksThread
from ananea_desktop.ui.pick_field import PickField


class StockField(PickField):
    """Its value is the name of item and size, as ``operations.stock.stock_name`` has it."""

    def __init__(self, books: BooksThread, last_sizes: Callable[[], Mapping[int, str]] = dict) -> None:
        """``last_sizes``: by item the size that is offered first."""
        super().__init__(placeholder=_("Escriba para buscar"))
        self._books = books
        self._last_sizes = last_sizes
        self.set_source(self._ask_store)

    def _ask_store(self, typed: str) -> None:
        self._books.ask(stock.suggestions, typed, dict(self._last_sizes()), owner=self, then=self.show_suggestions)
