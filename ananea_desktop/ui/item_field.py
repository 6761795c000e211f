"""What was bought, typed freely or taken from the catalogue of items as one types."""

from collections.abc import Callable

from ananea_desktop.domain.language import _
from ananea_desktop.domain.purchases import CATEGORIES
from ananea_desktop.operations import items
from ananea_desktop.ui.books_thread import BooksThread
from ananea_desktop.ui.pick_field import PickField
from ananea_desktop.ui.record_model import Row


class ItemField(PickField):
    """Its value is the item's name; ``taken`` is called with the item's row where one of the catalogue is taken."""

    def __init__(self, books: BooksThread, taken: Callable[["ItemField", Row], object]) -> None:
        super().__init__(free=True)
        self._books = books
        self._found: dict[str, Row] = {}
        self.set_source(self._ask_catalogue)
        self.picked.connect(lambda name: taken(self, self._found[name]) if name in self._found else None)

    def _ask_catalogue(self, typed: str) -> None:
        self._books.ask(items.like, typed, owner=self, then=lambda rows: self._offer(typed, rows))

    def _offer(self, typed: str, rows: list[Row]) -> None:
        self._found |= {row["name"]: row for row in rows}
        if rows or not typed:
            self.show_suggestions([(row["name"], row["name"], _(CATEGORIES[row["category"]])) for row in rows])
        else:
            self._close()  # what is not of the catalogue is written all the same: no remark at each letter
