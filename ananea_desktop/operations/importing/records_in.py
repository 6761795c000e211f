"""Members and suppliers that come in: new, changed and unchanged ones told apart, each read by the gate of the form."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.fields import Field, Kind, Problem, RecordType, Value, Values
from ananea_desktop.domain.language import _
from ananea_desktop.domain.members import MEMBERS, full_name
from ananea_desktop.domain.text import fold
from ananea_desktop.operations import member_states
from ananea_desktop.operations import records as record_acts
from ananea_desktop.operations.importing import cells
from ananea_desktop.operations.importing.kinds import NAMES, SUPPLIERS_IN
from ananea_desktop.operations.importing.plan import MOST_SHOWN, Change, Planner, SheetRow, columns_seen
from ananea_desktop.storage import imports, records
from ananea_desktop.storage.data_file import Connection
from ananea_desktop.storage.rows import Row

NEW, CHANGED = "new", "changed"
_STATE_FIELDS = ("state", "state_since", "admitted_on")


class RecordPlanner(Planner):
    """What members and suppliers have in common; ``find`` and ``texts_of`` differ."""

    wipes: bool = False
    """Whether an empty cell of a column that is there empties what is known."""

    @property
    def record_type(self) -> RecordType:
        assert self.kind.record_type is not None
        return self.kind.record_type

    def prepare(self) -> None:
        self.fields: Mapping[str, Field] = {each.name: each for each in self.record_type.fields}
        self.defaults = {name: each.default for name, each in self.fields.items() if each.default}
        choices = [slot for slot in self.kind.slots if slot.name == "sex"]
        self.seen = columns_seen(self, choices)
        self.today = self.books.today()
        self._choices: dict[tuple[str, str], str] = {}
        self.rows_of: dict[Any, int] = {}
        """The row of the sheet in which a key stood."""
        self.read_keys()

    def read_keys(self) -> None:
        raise NotImplementedError

    def find(self, row: SheetRow, texts: dict[str, str]) -> tuple[Any, int | None] | None:
        """The key of a row and the id of its record; None where it has a problem, which is noted."""
        raise NotImplementedError

    def settle(self, row: SheetRow, texts: dict[str, str], before: Row | None) -> None:
        """What else the kind makes of the texts, given what is known."""

    def take(self, row: SheetRow) -> None:
        texts = self._usual(row)
        found = self.find(row, texts)
        if found is None:
            return
        key, record_id = found
        key = key if record_id is None else record_id  # a RUC and a name may mean one record
        if key in self.rows_of:
            sentence = _("Ya está en la fila {row} de esta hoja. Deje una de las dos.")
            row.problem(self.kind.keys[0], sentence.format(row=self.rows_of[key]))
            return
        self.rows_of[key] = row.number
        before = None if record_id is None else records.get(self.books.db, self.record_type, record_id)
        self.settle(row, texts, before)
        known = dict(self.defaults) if before is None else self.record_type.texts(before)
        if self.wipes:
            known |= {slot: "" for slot in self.given if slot in self.fields and not self.fields[slot].required}
        values, problems = self.record_type.read({**known, **texts}, self.today)
        if not self._note(row, problems, before, values) or not self._is_free(row, values, record_id):
            return
        if before is None:
            self._keep_new(values)
        else:
            self._keep_changed(row, before, values)

    def _usual(self, row: SheetRow) -> dict[str, str]:
        texts: dict[str, str] = {}
        for slot, text in row.texts.items():
            field = self.fields.get(slot)
            if field is None:
                texts[slot] = text.strip()
                continue
            texts[slot], remark = cells.usual_text(field, text, self.is_csv)
            if remark:
                row.remark(slot, remark)
            if field.kind is Kind.CHOICE:
                texts[slot] = self._choice(field, texts[slot])
        return texts

    def _choice(self, field: Field, text: str) -> str:
        """Few are said in a whole sheet, thousands of times each."""
        known = self._choices.get((field.name, text))
        if known is None:
            known = cells.choice_text(field, text, self.seen.get(field.name, frozenset()))
            self._choices[field.name, text] = known
        return known

    def _note(self, row: SheetRow, problems: Mapping[str, Problem], before: Row | None, values: Values) -> bool:
        """Whether nothing stands against the row for sure. What was so already is nobody's problem now."""
        is_fine = True
        for name, problem in problems.items():
            if before is not None and name in values and name not in row.texts and problem.overridable:
                continue
            if problem.overridable:
                if before is None or values.get(name) != before[name]:
                    row.doubt(name, problem.sentence.replace(_("Si la fecha está bien, guarde otra vez."), "").strip())
            else:
                is_fine = False
                row.problem(name, self._say(name, row, problem.sentence))
        return is_fine

    def _say(self, name: str, row: SheetRow, sentence: str) -> str:
        label = _(self.fields[name].label)
        return sentence if name in row.texts or label.lower() in sentence.lower() else f"{label}: {sentence}"

    def _is_free(self, row: SheetRow, values: Values, record_id: int | None) -> bool:
        """Whether what may stand only once does; and a new state follows those that are noted."""
        return True

    def _keep_new(self, values: Values) -> None:
        self.plan.added += 1
        if len(self.plan.new_names) < MOST_SHOWN:
            self.plan.new_names.append(self.record_type.name_of(values))
        self.keep([NEW, {name: _plain(value) for name, value in values.items()}])

    def _keep_changed(self, row: SheetRow, before: Row, values: Values) -> None:
        changed = {name: value for name, value in values.items() if value != before[name]}
        if not changed:
            self.plan.unchanged += 1
            return
        self.plan.changed += 1
        for name, value in changed.items():
            if len(self.plan.changes) < MOST_SHOWN:
                field = self.fields[name]
                was, becomes = cells.labels_of(field, before[name]), cells.labels_of(field, value)
                said = self.record_type.name_of(before)
                self.plan.changes.append(Change(row.number, said, _(field.label), was, becomes))
        self.keep([CHANGED, before["id"], {name: _plain(value) for name, value in values.items()}])


class MemberPlanner(RecordPlanner):
    def read_keys(self) -> None:
        self._ids: dict[tuple[str, str], int] = {}
        self._numbers: dict[int, int] = {}
        self._discarded: set[int] = set()
        self._numbers_in_sheet: dict[int, int] = {}
        for document_type, document, number, record_id, discarded in imports.member_keys(self.books.db):
            self._ids[document_type, document] = record_id
            if number is not None:
                self._numbers[number] = record_id
            if discarded == "yes":
                self._discarded.add(record_id)

    def find(self, row: SheetRow, texts: dict[str, str]) -> tuple[Any, int | None] | None:
        key = document_of(row, texts)
        if key is None:
            return None
        record_id = self._ids.get(key)
        if record_id in self._discarded:
            row.problem("document_number", _("Está en la papelera. Devuélvalo a la lista, y traiga la hoja otra vez."))
            return None
        return key, record_id

    def settle(self, row: SheetRow, texts: dict[str, str], before: Row | None) -> None:
        names = texts.pop(NAMES, "")
        if names and not texts.get("paternal_surname"):
            is_known = before is not None and fold(full_name(before)) == fold(names)
            if not is_known:
                parts, remark, is_doubt = cells.split_names(names)
                texts.update(parts)
                if remark:
                    (row.doubt if is_doubt else row.remark)(NAMES, remark)
        if before is not None and "address" in texts and "community" not in self.given:
            joined = ", ".join(part for part in (before["address"], before["community"]) if part)
            if joined == texts["address"]:
                del texts["address"]  # the padrón prints both in one column

    def _is_free(self, row: SheetRow, values: Values, record_id: int | None) -> bool:
        number = values.get("number")
        if isinstance(number, int):
            holder = self._numbers.get(number)
            earlier = self._numbers_in_sheet.setdefault(number, row.number)
            if holder is not None and holder != record_id:
                name = full_name(records.get(self.books.db, MEMBERS, holder))
                row.problem("number", _("Ese número ya lo tiene {name}.").format(name=name))
                return False
            if earlier != row.number:
                row.problem("number", _("Ese número ya está en la fila {row} de esta hoja.").format(row=earlier))
                return False
        return self._follows_states(row, values, record_id)

    def _follows_states(self, row: SheetRow, values: Values, record_id: int | None) -> bool:
        if record_id is None and (values["state_since"] is None or values["state_since"] <= self.today):  # type: ignore[operator]
            return True
        if record_id is not None and not row.texts.keys() & set(_STATE_FIELDS):
            return True
        try:
            member_states.refuse(self.books, values, record_id, ())
        except InvalidRecord as problem:
            sentence = next(iter(problem.problems.values()))
            try:
                member_states.refuse(self.books, values, record_id, ("state_since",))
            except InvalidRecord:
                row.problem("state_since" if "state_since" in row.texts else "state", sentence)
                return False
            row.doubt("state", sentence)
        return True


class SupplierPlanner(RecordPlanner):
    def read_keys(self) -> None:
        self._by_ruc: dict[str, int] = {}
        self._by_name: dict[str, int] = {}
        self._discarded: set[int] = set()
        ranks: dict[str, tuple[bool, bool, int]] = {}
        for ruc, name, record_id, discarded in imports.supplier_keys(self.books.db):
            if ruc:
                self._by_ruc[ruc] = record_id
            if discarded == "yes":
                self._discarded.add(record_id)
            # of several of one name that which was not set aside, and has no RUC by which it would be known
            rank = (discarded == "yes", bool(ruc), record_id)
            if rank < ranks.setdefault(fold(name), rank) or fold(name) not in self._by_name:
                ranks[fold(name)], self._by_name[fold(name)] = rank, record_id

    def find(self, row: SheetRow, texts: dict[str, str]) -> tuple[Any, int | None] | None:
        """By the RUC, else by the name: one without RUC is the one of the same name."""
        ruc = "".join(sign for sign in texts.get("ruc", "") if sign.isalnum())
        name = fold(texts.get("name", ""))
        record_id = self._by_ruc.get(ruc) if ruc else self._by_name.get(name)
        if ruc and record_id is None:
            named = self._by_name.get(name)
            if named is not None and not records.get(self.books.db, self.record_type, named)["ruc"]:
                record_id = named
        if record_id in self._discarded:
            row.problem("name", _("Está en la papelera. Devuélvalo a la lista, y traiga la hoja otra vez."))
            return None
        return (ruc or name), record_id


def document_of(row: SheetRow, texts: dict[str, str]) -> tuple[str, str] | None:
    """The document's type and number, put into ``texts``; None where there is none, which is noted."""
    from ananea_desktop.domain.identity import check_document
    from ananea_desktop.domain.text import InvalidValue

    slot = "document_number"
    written = texts.get(slot, "")
    if not written and any(sign.isdigit() for sign in texts.get("document_type", "")):
        slot, written = "document_type", texts.pop("document_type")  # one column «Documento» with type and number
    named_type, number = cells.split_document(written)
    document_type = named_type or texts.get("document_type") or "dni"
    if document_type == "dni":
        number, remark = cells.padded_dni(number)
        if remark:
            row.remark(slot, remark)
    texts["document_type"], texts["document_number"] = document_type, number
    try:
        checked = check_document(document_type, number)
    except InvalidValue as invalid:
        row.problem(slot if slot in row.columns else "document_type", str(invalid))
        return None
    return document_type, checked.value


def planner_class(kind_name: str) -> type[RecordPlanner]:
    return SupplierPlanner if kind_name == SUPPLIERS_IN.name else MemberPlanner


def write(db: Connection, record_type: RecordType, packed: list[Any]) -> None:
    """Within an act: some of what a planner kept."""
    records.add_many(db, record_type, (each[1] for each in packed if each[0] == NEW))
    dates = {each.name for each in record_type.fields if each.kind is Kind.DATE}
    for each in packed:
        if each[0] == CHANGED:
            values = {name: _dated(value) if name in dates else value for name, value in each[2].items()}
            record_acts.change(db, record_type, each[1], values)


def _plain(value: Value) -> str | int | None:
    return value.isoformat() if isinstance(value, date) else value


def _dated(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
