"""Who came to a training, from a sheet with their documents: who is noted already stays, nobody is taken out."""

from typing import Any

from ananea_desktop.documents.spreadsheet import Table
from ananea_desktop.domain.language import _
from ananea_desktop.domain.members import MEMBERS, full_name
from ananea_desktop.operations import trainings
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.importing.kinds import ImportKind
from ananea_desktop.operations.importing.matching import Matching
from ananea_desktop.operations.importing.people_in import OfMembers
from ananea_desktop.operations.importing.plan import MOST_SHOWN, SheetRow
from ananea_desktop.storage import records
from ananea_desktop.storage import trainings as store
from ananea_desktop.storage.data_file import Connection


class AttendancePlanner(OfMembers):
    def __init__(self, books: Books, kind: ImportKind, table: Table, matching: Matching, session_id: int) -> None:
        super().__init__(books, kind, table, matching)
        self.session_id = session_id

    def prepare(self) -> None:
        super().prepare()
        trainings.session_to_mark(self.books, self.session_id)
        found = store.register(self.books.db, self.session_id)
        self._there = {row["id"] for row in found if row["attendance_id"] is not None}
        self._rows: dict[int, int] = {}

    def take(self, row: SheetRow) -> None:
        texts = {slot: text.strip() for slot, text in row.texts.items()}
        member_id = self.member_of(row, texts)
        if member_id is None:
            return
        if member_id in self._rows:
            sentence = _("Ya está en la fila {row} de esta hoja. Deje una de las dos.")
            row.problem("document_number", sentence.format(row=self._rows[member_id]))
            return
        self._rows[member_id] = row.number
        if member_id in self._there:
            self.plan.unchanged += 1
            return
        self.plan.added += 1
        if len(self.plan.new_names) < MOST_SHOWN:
            self.plan.new_names.append(full_name(records.get(self.books.db, MEMBERS, member_id)))
        self.keep(member_id)


def write(books: Books, db: Connection, session_id: int, packed: list[Any]) -> None:
    """Within an act."""
    trainings.note_there(books, db, session_id, packed)
