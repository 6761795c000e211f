"""The fields of a form that refer to rows of long lists: found as one types, and shown by their names."""

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from typing import Any

from ananea_desktop.operations.books import Books
from ananea_desktop.ui.pick_field import PickField
from ananea_desktop.ui.record_form import RecordForm

Suggestions = Sequence[tuple[int, str, str]]
"""Id, name, and what tells it from its namesakes."""


class PickedRows:
    """Knows the PickFields of a form by their names; ``sources`` are asked of the books for each typed text."""

    def __init__(self, form: RecordForm, sources: Mapping[str, Callable[[Books, str], Suggestions]]) -> None:
        self._form = form
        self._fields: dict[str, PickField] = {}
        for name, source in sources.items():
            field = form.rows[name].field
            assert isinstance(field, PickField)
            self._fields[name] = field
            field.set_source(self._asker(field, source))

    def _asker(self, field: PickField, source: Callable[[Books, str], Suggestions]) -> Callable[[str], None]:
        return lambda typed: self._form.desk.books.ask(source, typed, owner=field, then=field.show_suggestions)

    def names(self) -> dict[str, str]:
        """What stands in each field, for the draft."""
        return {name: field.text() for name, field in self._fields.items()}

    def fill(self, texts: MutableMapping[str, str], names: Mapping[str, Any]) -> None:
        """Shows ids by their names, and takes them out of ``texts``; a text that is no id stays as it was typed."""
        for name, field in self._fields.items():
            if name not in texts:
                continue
            given = texts.pop(name)
            if given.isdigit():
                field.set_picked(int(given), str(names.get(name) or given))
            else:
                field.set_picked(None, str(names.get(name) or given))
