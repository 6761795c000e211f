"""Whatever is noted, changed, set aside and brought back, in whatever order: Ctrl+Z gives each time what was there
before, to the last column, and the check stays sound."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.domain.suppliers import SUPPLIERS
from ananea_desktop.operations import checking, discarding, purchases, records, trainings, undoing
from ananea_desktop.operations.acts import ActKind, undoable
from ananea_desktop.storage import records as store
from tests.builders import a_member, a_purchase, a_purchase_line, a_supplier, a_training, an_office

PARTS = {
    "member_states": ("member_id", "members"),
    "purchase_lines": ("purchase_id", "purchases"),
    "training_days": ("training_session_id", "training_sessions"),
    "attendances": ("training_session_id", "training_sessions"),
}
WHOLE = ("members", "suppliers", "purchases", "training_sessions")
SEEN = {table: f"SELECT * FROM {table} WHERE discarded = 'no' ORDER BY id" for table in WHOLE} | {
    table: f"SELECT * FROM {table} WHERE {column} IN (SELECT id FROM {of} WHERE discarded = 'no') ORDER BY id"
    for table, (column, of) in PARTS.items()
}
NAMES = st.sampled_from(("Apaza", "Ccʼallo", "Núñez", "Ñaupa", "Ávila"))
NUMBERS = st.integers(1, 5)
WHICH = st.integers(0, 9)


class UndoMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.books = an_office()
        self.before: list[dict[str, list[Any]]] = []
        """What was seen before each act that can be taken back, the newest last."""

    def teardown(self) -> None:
        assert checking.check(self.books).problems == []
        self.books.file.close()

    def seen(self) -> dict[str, list[Any]]:
        return {table: [tuple(row) for row in self.books.db.execute(sql)] for table, sql in SEEN.items()}

    def ids(self, table: str, condition: str = "1") -> list[int]:
        return [row[0] for row in self.books.db.execute(f"SELECT id FROM {table} WHERE {condition} ORDER BY id")]

    def one(self, table: str, which: int, condition: str = "1") -> int | None:
        found = self.ids(table, condition)
        return found[which % len(found)] if found else None

    def do(self, act: Callable[[], object]) -> None:
        """An act that may be refused, and then changed nothing."""
        before, acts = self.seen(), self.acts()
        with suppress(UserError):
            act()
        if self.acts() > acts:
            self.before.append(before)
        else:
            assert self.seen() == before

    def acts(self) -> int:
        return int(self.books.db.execute("SELECT count(*) FROM acts WHERE undone_at IS NULL AND id > 1").fetchone()[0])

    @rule(name=NAMES, number=NUMBERS, which=WHICH, new=st.booleans(), state=st.sampled_from(("active", "retired")))
    def member(self, name: str, number: int, which: int, new: bool, state: str) -> None:
        texts = a_member(document_number=f"0004152{number}", paternal_surname=name, number=str(number), state=state)
        given = None if new else self.one("members", which)
        self.do(lambda: records.save(self.books, MEMBERS, texts, given, {field.name for field in MEMBERS.fields}))

    @rule(name=NAMES, which=WHICH, new=st.booleans())
    def supplier(self, name: str, which: int, new: bool) -> None:
        given = None if new else self.one("suppliers", which)
        texts = a_supplier(name=f"Ferretería {name}", ruc="")
        self.do(lambda: records.save(self.books, SUPPLIERS, texts, given, {field.name for field in SUPPLIERS.fields}))

    @rule(number=NUMBERS, which=WHICH, new=st.booleans(), items=st.lists(NAMES, min_size=1, max_size=3))
    def purchase(self, number: int, which: int, new: bool, items: list[str]) -> None:
        supplier = self.one("suppliers", which)
        given = None if new else self.one("purchases", which)
        if supplier is not None:
            lines = [a_purchase_line(item=item) for item in items]
            texts = a_purchase(supplier, number=str(number))
            self.do(lambda: purchases.save(self.books, texts, lines, given))

    @rule(name=NAMES, which=WHICH, new=st.booleans(), came=st.lists(WHICH, max_size=3))
    def training(self, name: str, which: int, new: bool, came: list[int]) -> None:
        there = {self.one("members", each, "discarded = 'no' AND state = 'active'") for each in came} - {None}
        given = None if new else self.one("training_sessions", which)
        self.do(lambda: trainings.save(self.books, a_training(topic=name), there, given))  # type: ignore[arg-type]

    @rule(which=WHICH, who=WHICH)
    def tick(self, which: int, who: int) -> None:
        session = self.one("training_sessions", which)
        member = self.one("members", who, "discarded = 'no' AND state = 'active'")
        if session is not None and member is not None:
            self.do(lambda: trainings.tick(self.books, session, [member]))

    @rule(table=st.sampled_from(WHOLE), which=WHICH)
    def discard(self, table: str, which: int) -> None:
        found = self.one(table, which)
        if found is not None:
            self.do(lambda: discarding.discard(self.books, table, found))

    @rule(table=st.sampled_from(WHOLE), which=WHICH)
    def recover(self, table: str, which: int) -> None:
        found = self.one(table, which, "discarded = 'yes'")
        if found is not None:
            self.do(lambda: discarding.recover(self.books, table, found))

    @rule(names=st.lists(NAMES, min_size=1, max_size=3), which=WHICH)
    def bring_in(self, names: list[str], which: int) -> None:
        """As an import does: new ones, and one that is changed."""

        def act() -> None:
            with self.books.permitted(), undoable(self.books, ActKind.IMPORT, "la importación") as made:
                old = self.one("members", which)
                for place, name in enumerate(names):
                    texts = a_member(document_number=f"1000000{place}", paternal_surname=name)
                    values, _problems = MEMBERS.read(texts, self.books.today())
                    if store.twin(made.db, MEMBERS, {"document_number": values["document_number"]}, None):
                        raise InvalidRecord("-", {})
                    store.add(made.db, MEMBERS, values)
                if old is not None:
                    row = store.get(made.db, MEMBERS, old)
                    values = {field.name: row[field.name] for field in MEMBERS.fields}
                    records.change(made.db, MEMBERS, old, {**values, "phone": f"95100000{len(names)}"})

        self.do(act)

    @precondition(lambda self: self.before)
    @rule()
    def undo(self) -> None:
        told = undoing.next_to_undo(self.books)
        assert told is not None
        assert undoing.undo(self.books, told.id) == told.sentence
        assert self.seen() == self.before.pop()
        assert checking.check(self.books).problems == []

    @invariant()
    def found_by_what_is_seen(self) -> None:
        db = self.books.db
        for name in ("apaza", "nunez"):
            found = {row["id"] for row in store.page(db, "SELECT * FROM members", "members", search=name)}
            assert found == set(self.ids("members", f"discarded = 'no' AND search_text LIKE '%{name}%'"))


def test_every_act_goes_back(full: bool) -> None:
    run_state_machine_as_test(
        UndoMachine,
        settings=settings(
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            max_examples=150 if full else 25,
            stateful_step_count=40 if full else 25,
            derandomize=not full,
        ),
    )
