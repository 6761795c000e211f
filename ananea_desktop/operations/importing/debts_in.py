"""What members owed before the program: each kind, concept and day due of the sheet is a run of charges."""

from datetime import date
from typing import Any

from ananea_desktop.domain.charges import CHARGE_KINDS
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.fields import Field, Kind
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.members import MEMBERS, full_name
from ananea_desktop.domain.money import format_money
from ananea_desktop.domain.text import InvalidValue, fold
from ananea_desktop.operations import charges
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.closed import why_closed
from ananea_desktop.operations.importing import cells
from ananea_desktop.operations.importing.people_in import OfMembers
from ananea_desktop.operations.importing.plan import MOST_SHOWN, SheetRow
from ananea_desktop.storage import charges as store
from ananea_desktop.storage import imports, lists, records
from ananea_desktop.storage.data_file import Connection

_CHOICES = {str(kind): label for kind, label in CHARGE_KINDS.items()}
_KIND = Field(name="kind", label=N_("Qué se debe"), kind=Kind.CHOICE, required=True, choices=_CHOICES)
_KIND_WORDS = {"ordinaria": "ordinary_due", "cuota": "ordinary_due", "extraordinaria": "extraordinary_due"}
LONGEST_CONCEPT = 200


class DebtPlanner(OfMembers):
    def prepare(self) -> None:
        super().prepare()
        self._fields = {slot.name: slot.field for slot in self.kind.slots if slot.field is not None} | {"kind": _KIND}
        self._runs: dict[tuple[str, str, date], dict[int, int]] = {}
        self._had: dict[tuple[str, str, date], set[int]] = {}
        self._rows: dict[tuple[Any, ...], int] = {}

    def take(self, row: SheetRow) -> None:
        texts = {slot: text.strip() for slot, text in row.texts.items()}
        member_id = self.member_of(row, texts)
        values = self._read(row, texts)
        if member_id is None or values is None:
            return
        if records.get(self.books.db, MEMBERS, member_id)["kind"] != "member":
            row.problem("document_number", _("Es un trabajador, no un socio: no se le cobra. Quite la fila."))
            return
        run = (str(values["kind"]), str(values["concept"]), values["due_on"])
        same = member_id, run[0], fold(run[1]), run[2]  # as charged_before: capitals and accents make it no other
        if same in self._rows:
            sentence = _("Ya está en la fila {row} de esta hoja. Deje una de las dos.")
            row.problem("concept", sentence.format(row=self._rows[same]))
            return
        self._rows[same] = row.number
        if run not in self._had:
            self._had[run] = store.charged_before(self.books.db, *run)
        if member_id in self._had[run]:
            self.plan.unchanged += 1
            return
        self._runs.setdefault(run, {})[member_id] = values["amount"]
        self.plan.added += 1
        if len(self.plan.new_names) < MOST_SHOWN:
            name = full_name(records.get(self.books.db, MEMBERS, member_id))
            words = f"{name}: {values['concept']}, {format_money(values['amount'], 'PEN')}"
            self.plan.new_names.append(f"{words}, {format_date(values['due_on'])}")

    def _read(self, row: SheetRow, texts: dict[str, str]) -> dict[str, Any] | None:
        values: dict[str, Any] = {}
        for name in ("kind", "concept", "amount", "due_on"):
            field = self._fields[name]
            text, remark = cells.usual_text(field, texts.get(name, ""), self.is_csv)
            if remark:
                row.remark(name, remark)
            if name == "kind":
                text = _KIND_WORDS.get(fold(text), cells.choice_text(field, text, frozenset()))
            try:
                values[name] = field.read(text, self.books.today())
                if name == "concept" and len(str(values[name])) > LONGEST_CONCEPT:
                    raise InvalidValue(_("El concepto es demasiado largo: caben 200 letras. Acórtelo."))
            except InvalidValue as invalid:
                row.problem(name, str(invalid))
        if sentence := why_closed(self.books, values.get("due_on"), "charge_runs"):
            row.problem("due_on", sentence)
        return values if len(values) == 4 else None

    def finish(self) -> None:
        for (kind, concept, due_on), owed in self._runs.items():
            self.keep([kind, concept, due_on.isoformat(), list(owed.items())])
        super().finish()


def write(books: Books, db: Connection, packed: list[Any]) -> None:
    """Within an act: the runs, charged on the day they fell due, or today where that is still to come."""
    fund = lists.first_fund(db, "own")
    if fund is None:
        raise UserError(_("Falta un fondo propio de la cooperativa, al que entra ese dinero."))
    for kind, concept, due, owed in packed:
        due_on = date.fromisoformat(due)
        run = {
            "token": imports.charge_token(db),
            "kind": kind,
            "concept": concept,
            "currency": "PEN",
            "charged_on": min(due_on, books.today()),
            "fund_id": fund,
            "acta": "",
            "notes": "",
        }
        charges.note_run(db, run, [(member_id, amount, due_on) for member_id, amount in owed])
