"""Who a row is of, where the row is about somebody of the register and not the register itself."""

from ananea_desktop.domain.language import _
from ananea_desktop.domain.members import MEMBERS, full_name
from ananea_desktop.domain.text import fold
from ananea_desktop.operations.importing.kinds import NAMES
from ananea_desktop.operations.importing.plan import Planner, SheetRow
from ananea_desktop.operations.importing.records_in import document_of
from ananea_desktop.storage import imports, records


class OfMembers(Planner):
    """Finds the member of each row by the document."""

    def prepare(self) -> None:
        self._ids = {(row[0], row[1]): (row[3], row[4]) for row in imports.member_keys(self.books.db)}

    def member_of(self, row: SheetRow, texts: dict[str, str]) -> int | None:
        """The id; None where there is none, which is noted. A name that is another one is a doubt."""
        key = document_of(row, texts)
        if key is None:
            return None
        member_id, discarded = self._ids.get(key, (None, ""))
        if member_id is None or discarded == "yes":
            row.problem("document_number", _("No está en el padrón. Agréguelo primero, o corrija el documento."))
            return None
        if names := texts.get(NAMES):
            known = full_name(records.get(self.books.db, MEMBERS, member_id))
            if set(fold(names).split()) != set(fold(known).split()):
                sentence = _("En el padrón ese documento es de {name}. Compare.")
                row.doubt(NAMES, sentence.format(name=known))
        return int(member_id)
