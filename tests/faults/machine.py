"""The machine of test_state_machine: what a person can do with the books, beside the model that says what must come."""

import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from sqlite3 import Connection
from typing import Any, NamedTuple

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from ananea_desktop.domain.closings import month_of
from ananea_desktop.domain.errors import ClosedPeriod, InvalidRecord, NeedsConfirmation, StorageProblem, UserError
from ananea_desktop.domain.receipts import Receipt, ReceiptKind
from ananea_desktop.domain.steps import Steps, at_once
from ananea_desktop.operations import (
    cash_counts,
    closings,
    copying,
    corrections,
    office,
    reallocations,
    receipt_drafts,
    receipt_warnings,
    receipts,
    restoring,
    transfers,
)
from ananea_desktop.operations.books import Books, open_books
from ananea_desktop.operations.cash_counts import CashCountDraft
from ananea_desktop.operations.corrections import ReversalDraft
from ananea_desktop.operations.reallocations import ReallocationDraft
from ananea_desktop.operations.receipt_drafts import ReceiptDraft
from ananea_desktop.operations.transfers import TransferDraft
from ananea_desktop.storage import closings as closing_store
from ananea_desktop.storage import copies, lists, receipt_facts
from ananea_desktop.storage import receipts as store
from ananea_desktop.storage.apart import Progress
from ananea_desktop.storage.apart_worker import WORK
from tests.builders import NOW, a_draft, a_line, a_profile, an_office_on_disk, save_account, save_project
from tests.faults.books import disk_error, found_in
from tests.faults.model import BANK, BUDGET, OPPOSITE, TILL, Closing, Document, Model

amounts = st.sampled_from([1, 50_00, 333_33, 1_999_99, 2_000_00, 7_000_00])
parts = st.lists(st.tuples(st.sampled_from([1, 2]), amounts), min_size=1, max_size=3)
accounts = st.sampled_from([TILL, BANK])
days_from_today = st.sampled_from([0, 0, 0, 0, -1, -20, 3])
moments = st.sampled_from([0, 0, 0, 1, 1, 2, 30, 31, 450, 500, -1, -40, -1000, -2500])
"""Days from the one the clock began with."""
faults = st.sampled_from(["", "", "", "", "", "early", "late"])
places = st.integers(0, 10_000)
PROJECT = "1"
REASON = "Se malogró la bomba"
CLOSING_DOUBTS = (closings.UNFINISHED, closings.EARLY, closings.TOGETHER)


class FragileBooks(Books):
    """A disk that fails in the next act where it is told to: before anything of it is written, or after all of it."""

    fails = ""

    @contextmanager
    def act(self, *, bars_undo: bool = True) -> Iterator[Connection]:
        fails, self.fails = self.fails, ""
        with super().act(bars_undo=bars_undo) as db:
            if fails == "early":
                raise disk_error()
            yield db
            if fails == "late":
                raise disk_error()


def typed(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def with_reason(draft: ReceiptDraft, asked: set[str]) -> ReceiptDraft:
    """As it comes back from the question: with its reason where that was asked."""
    return replace(draft, spending_reason=REASON if "over_budget" in asked else "")


def soles(amount: int) -> str:
    return f"{amount // 100}.{amount % 100:02d}"


class Kept(NamedTuple):
    """A copy, and what the books were when it was made."""

    path: Path
    model: Model
    ids: list[int]


def work_here(order: dict[str, Any], tell: Callable[[Progress], object] = lambda _progress: None) -> Steps[Any]:
    """What another process would do: some thousand of them would take too long."""
    yield

    def told(stage: str, done: int, whole: int) -> None:
        tell(Progress(stage, done, whole))

    return json.loads(json.dumps(WORK[order["work"]](order, told)))


class BooksMachine(RuleBasedStateMachine):
    begun: Path
    """A closed file with an office and two accounts; each example works on a copy."""
    looked_at = 0
    """How often in this process a file was compared with its model."""
    put_back = 0
    """How often a copy was put back."""

    @initialize()
    def open_a_copy(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="books-"))
        self.copies = 0
        self.now: datetime = NOW
        self.model = Model()
        self.ids: list[int] = []
        """Of each document of the model; of a transfer its side out."""
        self.issued: list[Document] = []
        """All that ever were, also those that are lost."""
        self.kept: list[Kept] = []
        self.patch = pytest.MonkeyPatch()
        for module in (copies, restoring):
            self.patch.setattr(module, "work_apart", work_here)
        path = self._another_place()
        shutil.copy(self.begun, path)
        shutil.copy(self.begun.with_suffix(".diario"), path.with_suffix(".diario"))
        self._open(path)

    def _another_place(self) -> Path:
        self.copies += 1
        path = self.folder / str(self.copies) / "ananea.db"
        path.parent.mkdir()
        return path

    def _open(self, path: Path) -> None:
        opened = open_books(path, "Rosa", lambda: self.now)
        self.books = FragileBooks(opened.file, "Rosa", opened.clock)

    def teardown(self) -> None:
        if hasattr(self, "patch"):
            self.patch.undo()
        if hasattr(self, "books"):
            self.books.file.close()
            shutil.rmtree(self.folder)

    # ---------------------------------------------------------------- issuing of every kind

    def _keep(self, expected: Document, fault: str, work: Callable[[set[str]], Receipt]) -> None:
        """Does it as a person would: asked exactly what the model says, and again where the disk failed."""
        asked = self.model.asked(expected, self.now)
        if self.model.is_closed(expected.day):
            with pytest.raises((InvalidRecord, ClosedPeriod)):
                work(set(receipt_warnings.ALL))
            return
        if asked:
            with pytest.raises(NeedsConfirmation) as doubt:
                work(set())
            assert set(doubt.value.concern.split()) == asked
        if "over_budget" in asked:
            with pytest.raises(NeedsConfirmation) as doubt:
                work(asked - {"over_budget"})
            assert doubt.value.concern == "over_budget"
        if fault:
            self.books.fails = fault
            with pytest.raises(StorageProblem):
                work(asked)
            self.it_is_what_the_model_says()
        made = work(asked)
        assert made.number == expected.number == work(set()).number, "pressed twice it is one document"
        self.model.add(expected, self.now)
        self.issued.append(expected)
        self.ids.append(made.id)

    def _day(self, offset: int) -> date:
        return self.now.date() + timedelta(offset)

    @rule(
        kind=st.sampled_from(["in", "in", "out", "project"]),
        account=accounts,
        parts=parts,
        offset=days_from_today,
        fault=faults,
    )
    def issue(self, kind: str, account: int, parts: list[tuple[int, int]], offset: int, fault: str) -> None:
        """An ingreso, or an egreso, of which some are spent on the project."""
        is_for_project = kind == "project"
        kind = "out" if is_for_project else kind
        method = "cash" if account == TILL else "deposit"
        direction = 1 if kind == "in" else -1
        number = self.model.next_number(kind)
        document = Document(kind, number, self._day(offset), parts, [(account, direction)], method)
        document.project_part = document.total if is_for_project else 0
        project = PROJECT if is_for_project else ""
        draft = a_draft(
            *(a_line(fund_id=str(fund), amount=soles(amount), project_id=project) for fund, amount in parts),
            kind=ReceiptKind(kind),
            account_id=str(account),
            method=method,
            operation_number="" if method == "cash" else "123",
            issued_on=typed(document.day),
        )
        self._keep(document, fault, lambda asked: receipts.issue(self.books, with_reason(draft, asked), asked))

    @rule(source=accounts, parts=parts, offset=days_from_today, fault=faults)
    def transfer(self, source: int, parts: list[tuple[int, int]], offset: int, fault: str) -> None:
        target = BANK if source == TILL else TILL
        number = self.model.next_number("transfer")
        moves = [(source, -1), (target, 1)]
        document = Document("transfer", number, self._day(offset), parts, moves, "transfer")
        draft = TransferDraft(
            from_account=str(source),
            to_account=str(target),
            issued_on=typed(document.day),
            lines=[{"fund_id": str(fund), "amount": soles(amount)} for fund, amount in parts],
            reason="Depósito",
        )
        self._keep(document, fault, lambda asked: transfers.make(self.books, draft, asked))

    @precondition(lambda self: self.ids)
    @rule(which=places, fault=faults)
    def reverse(self, which: int, fault: str) -> None:
        place = which % len(self.ids)
        draft = ReversalDraft(receipt_id=self.ids[place], reason="Persona equivocada")
        if not self.model.may_reverse(place):
            with pytest.raises(InvalidRecord):
                corrections.reverse(self.books, draft)
            return
        original = self.model.documents[place]
        ((account, direction),) = original.moves
        kind = OPPOSITE[original.kind]
        document = Document(
            kind,
            self.model.next_number(kind),
            self.now.date(),
            list(self.model.standing(place).items()),
            [(account, -direction)],
            original.method,
            corrects=place,
            is_reversal=True,
            project_part=-self.model.project_part(place),
        )
        self._keep(document, fault, lambda asked: corrections.reverse(self.books, draft, asked))

    @precondition(lambda self: self.ids)
    @rule(which=places, line=places, fault=faults)
    def reallocate(self, which: int, line: int, fault: str) -> None:
        """What one line stands for goes to the other fund."""
        place = which % len(self.ids)
        draft = ReallocationDraft(receipt_id=self.ids[place], reason="Fondo equivocado", approved_by="El consejo")
        if not self.model.may_reallocate(place):
            with pytest.raises(InvalidRecord):
                reallocations.reallocate(self.books, draft)
            return
        standing = corrections.standing_lines(self.books, store.get(self.books.db, self.ids[place]))
        chosen = standing[line % len(standing)]
        target = 2 if chosen.fund_id == 1 else 1
        draft.lines = [
            {"fund_id": str(target), "amount": soles(each.amount)} if each is chosen else {} for each in standing
        ]
        document = Document(
            "reallocation",
            self.model.next_number("reallocation"),
            self.now.date(),
            [(chosen.fund_id, chosen.amount)],
            [],
            "",
            corrects=place,
            moved_to=target,
            project_part=0 if chosen.project_id is None else -chosen.amount,
        )
        self._keep(document, fault, lambda asked: reallocations.reallocate(self.books, draft, asked))

    @precondition(lambda self: any(each.is_annulled for each in self.model.documents))
    @rule(which=places, fault=faults)
    def replace(self, which: int, fault: str) -> None:
        """A new receipt in the place of an annulled one."""
        annulled = [
            place
            for place, each in enumerate(self.model.documents)
            if each.is_annulled and each.kind in OPPOSITE and not each.is_reversal
        ]
        if not annulled:
            return
        place = annulled[which % len(annulled)]
        original = self.model.documents[place]
        draft = receipt_drafts.again(self.books, self.ids[place])
        draft.issued_on = typed(self.now.date())
        draft.operation_number = "124"
        number = self.model.next_number(original.kind)
        document = Document(
            original.kind, number, self.now.date(), original.parts, original.moves, original.method, corrects=place
        )
        document.project_part = original.project_part
        self._keep(document, fault, lambda asked: receipts.issue(self.books, with_reason(draft, asked), asked))

    # ---------------------------------------------------------------- annulling and closing

    @precondition(lambda self: self.ids)
    @rule(which=places, fault=faults)
    def annul(self, which: int, fault: str) -> None:
        place = which % len(self.ids)
        receipt_id = self.ids[place]
        if not self.model.may_annul(place):
            with pytest.raises(InvalidRecord):
                receipts.annul(self.books, receipt_id, "Duplicado")
            return
        for reason, in_hand in (("", True), ("Duplicado", False)):
            with pytest.raises(InvalidRecord):
                receipts.annul(self.books, receipt_id, reason, in_hand)
        if fault:
            self.books.fails = fault
            with pytest.raises(StorageProblem):
                receipts.annul(self.books, receipt_id, "Duplicado")
            self.it_is_what_the_model_says()
        receipts.annul(self.books, receipt_id, "Duplicado")
        self.model.annul(place)

    @rule()
    def count_the_till(self) -> None:
        draft = CashCountDraft(account_id=str(TILL), explanation="Se averigua", witness_name="Huanca Layme, Tomás")
        if self.model.is_closed(self.now.date()):
            with pytest.raises(ClosedPeriod):
                cash_counts.count(self.books, draft)
            return
        cash_counts.count(self.books, draft)
        self.model.counts.append((self.now.date(), len(self.model.documents)))

    @rule(offset=st.sampled_from([None, -60, -10, 0, 1]))
    def close_until(self, offset: int | None) -> None:
        """A period is closed, or opened again."""
        self.model.open_from = None if offset is None else self._day(offset)
        text = "" if self.model.open_from is None else typed(self.model.open_from)
        office.save_profile(self.books, a_profile(books_open_from=text))

    @rule(back=st.sampled_from([0, 1, 1, 2]), fault=faults)
    def close_a_month(self, back: int, fault: str) -> None:
        """With all that is open before it, and its acta says what the accounts held."""
        month = month_of(self.now.date())
        for _month in range(back):
            month = month_of(month.begins - timedelta(1))
        last, token = month.last_day, f"closing {next(self.model.serials)}"

        def work(confirmed: tuple[str, ...] = CLOSING_DOUBTS) -> int:
            return at_once(closings.close(self.books, f"{month.begins:%Y-%m}", "", confirmed, token))

        if not self.model.may_close(last):
            with pytest.raises(UserError):
                work()
            return
        if last >= self.now.date():
            with pytest.raises(NeedsConfirmation):
                work(())
        if fault:
            self.books.fails = fault
            with pytest.raises(StorageProblem):
                work()
            self.it_is_what_the_model_says()
        number = work()
        assert number == work() == len(self.model.closings) + 1, "pressed twice it is one closing"
        self.model.closings.append(Closing(last))
        made = closing_store.of_number(self.books.db, number)
        assert made is not None
        held = {
            row["subject_id"]: row["closing"]
            for row in closing_store.balances(self.books.db, made["id"])
            if row["subject"] == "account"
        }
        for account in (TILL, BANK):
            assert held.get(account, 0) == self.model.balance(account, last)

    @precondition(lambda self: self.model.closings)
    @rule(which=places, fault=faults)
    def open_a_month_again(self, which: int, fault: str) -> None:
        """Only the newest that is closed, and only with a reason."""
        number = which % len(self.model.closings) + 1
        if number != self.model.newest_closing():
            with pytest.raises(UserError):
                closings.reopen(self.books, number, REASON)
            number = self.model.newest_closing()
        if not number:
            return
        with pytest.raises(InvalidRecord):
            closings.reopen(self.books, number, "")
        if fault:
            self.books.fails = fault
            with pytest.raises(StorageProblem):
                closings.reopen(self.books, number, REASON)
            self.it_is_what_the_model_says()
        closings.reopen(self.books, number, REASON)
        self.model.closings[number - 1].is_reopened = True

    # ---------------------------------------------------------------- the clock and the file

    @rule(days=moments, hour=st.sampled_from([0, 9, 15, 19, 23]))
    def clock_jumps(self, days: int, hour: int) -> None:
        self.now = (NOW + timedelta(days)).replace(hour=hour)

    @rule()
    def close_and_open_again(self) -> None:
        path = self.books.file.path
        self.books.file.close()
        self._open(path)

    @rule()
    def left_behind(self) -> None:
        """As after a kill: what stands on the disk now is opened, and nothing was closed."""
        left, path = self.books.file, self._another_place()
        for each in left.path.parent.iterdir():
            if each.is_file() and each.suffix not in (".lock", ".abierto"):
                shutil.copy(each, path.parent)
        left.close()
        self._open(path)

    @rule()
    def rest(self) -> None:
        self.books.file.checkpoint()

    # ---------------------------------------------------------------- copies

    @precondition(lambda self: len(self.kept) < 2)
    @rule()
    def keep_a_copy(self) -> None:
        made = copying.copy_to(self.books, self.folder / "usb")
        self.kept.append(Kept(made.path, deepcopy(self.model), list(self.ids)))

    @precondition(lambda self: self.kept)
    @rule(which=places)
    def put_a_copy_back(self, which: int) -> None:
        """What was issued since is lost, and the program knows exactly what."""
        chosen = self.kept.pop(which % len(self.kept))
        known = {each.serial for each in chosen.model.documents} | chosen.model.lost_serials
        lost = [each for each in self.issued if each.serial not in known]
        if len({(each.kind, each.number) for each in lost}) < len(lost):
            return  # one number on two papers: which of them is meant no model can say
        path = self.books.file.path
        prepared = at_once(restoring.prepare(path, chosen.path))
        told = {each.number_text for each in restoring.lost(self.books, prepared) if each.subject == "receipt"}
        assert told == {f"{each.kind} 001-{each.number:06d}" for each in lost}
        restoring.decide(self.books, prepared, REASON)
        self.books.file.close()
        self._open(path)
        self.model, self.ids = deepcopy(chosen.model), list(chosen.ids)
        self.model.restorations += 1
        BooksMachine.put_back += 1
        self.model.lost |= {(each.kind, each.number): (each.day, each.total) for each in lost}
        self.model.lost_serials |= {each.serial for each in lost}

    # ---------------------------------------------------------------- after each step

    @invariant()
    def it_is_what_the_model_says(self) -> None:
        BooksMachine.looked_at += 1
        found, model, db = found_in(self.books), self.model, self.books.db
        assert found.problems == []
        assert len(found.sealed) == model.seals() + 1, "the first seal is of who was there first"
        assert closings.closed_through(self.books) == model.closed_through()
        held = [store.get(db, receipt_id) for receipt_id in self.ids]
        assert [
            (each.kind, each.number, each.issued_on, each.total, each.annulment is not None, each.is_reversal)
            for each in held
        ] == [
            (each.kind, each.number, each.day, each.total, each.is_annulled, each.is_reversal)
            for each in model.documents
        ]
        assert [each.corrects_id for each in held] == [
            None if each.corrects is None else self.ids[each.corrects] for each in model.documents
        ]
        assert db.execute("SELECT count(*) FROM receipts").fetchone()[0] == sum(each.rows for each in model.documents)
        sums = db.execute("SELECT account_id, fund_id, sum(amount) FROM movements GROUP BY account_id, fund_id")
        assert {(account, fund): amount for account, fund, amount in sums} == model.sums()
        for place, each in enumerate(model.documents):
            if model.may_reallocate(place):
                funds = Counter[int]()
                for line in corrections.standing_lines(self.books, held[place]):
                    funds[line.fund_id] += line.amount
                assert funds == model.standing(place), each
        for account in (TILL, BANK):
            assert receipt_facts.balance(db, account) == model.balance(account)
        assert lists.project_balance(db, int(PROJECT)) == BUDGET - model.spent()
        reasons = db.execute("SELECT receipt_id, amount, reason FROM spending_reasons ORDER BY id").fetchall()
        assert [tuple(row) for row in reasons] == [
            (receipt_id, each.beyond, REASON)
            for receipt_id, each in zip(self.ids, model.documents, strict=True)
            if each.beyond
        ]


def machine_in(folder: Path) -> type[BooksMachine]:
    """The machine over a file that is made once."""
    folder.mkdir(exist_ok=True)
    path = folder / "begun.db"
    books = an_office_on_disk(path)
    save_account(books, name="Banco", currency="PEN")
    save_project(books, budget=soles(BUDGET))
    books.file.close()
    return type("Machine", (BooksMachine,), {"begun": path})
