"""Every operation that writes, with every role: who may; and whoever may not changes nothing."""

import inspect
from collections.abc import Callable
from typing import Any

import pytest

from ananea_desktop.domain.accounting import ACCOUNTING_CODES
from ananea_desktop.domain.accounts import ACCOUNTS, FUNDS
from ananea_desktop.domain.assets import FIXED_ASSETS
from ananea_desktop.domain.attachments import TABLES
from ananea_desktop.domain.cooperative import USERS
from ananea_desktop.domain.legal_amounts import LEGAL_AMOUNTS
from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.domain.premium import PREMIUM_RATES
from ananea_desktop.domain.projects import HEADINGS
from ananea_desktop.domain.retention import RETENTION_RULES
from ananea_desktop.domain.rights import RIGHTS, Right, Role, rights_of
from ananea_desktop.domain.suppliers import SUPPLIERS
from ananea_desktop.domain.tax_rates import TAX_RATES
from ananea_desktop.domain.trainings import MANDATORY_TOPICS
from ananea_desktop.operations import (
    assemblies,
    attachments,
    cash_counts,
    certificates,
    charges,
    discarding,
    hand_outs,
    items,
    office,
    pending_prints,
    premium,
    project_budgets,
    projects,
    purchases,
    receipts,
    records,
    stock,
    trainings,
    undoing,
    waiting_receipts,
)
from ananea_desktop.operations.attachments import prepare
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.cash_counts import CashCountDraft
from ananea_desktop.operations.charges import ChargeDraft
from ananea_desktop.operations.hand_outs import HandOutDraft
from ananea_desktop.operations.importing import run as runs
from ananea_desktop.operations.importing.kinds import KINDS
from ananea_desktop.operations.importing.plan import Plan
from ananea_desktop.operations.rights import NotAllowed, roles_with
from ananea_desktop.operations.stock import ReceivingDraft
from tests.builders import (
    TILL,
    a_budget,
    a_draft,
    a_member,
    a_profile,
    a_project,
    a_purchase,
    a_purchase_line,
    a_resolution,
    a_supplier,
    a_training,
    an_assembly,
    an_item,
    save_member,
)
from tests.hostile import a_photo
from tests.operations.marked import FOLDER, Source, marked

TREASURY, RECORDS, SUPERVISION, ADMINISTRATION = Role
EVERYBODY = set(Role)

EXPECTED: dict[str, set[Role]] = {
    "advances.render": {TREASURY},
    "arrangements.keep_arrangement": EVERYBODY,
    "arrangements.keep_filter": EVERYBODY,
    "assemblies.remove_resolution": {RECORDS},
    "assemblies.save": {RECORDS},
    "assemblies.save_attendance": {RECORDS},
    "assemblies.save_resolution": {RECORDS},
    "bank_notes.make": {TREASURY},
    "booklets.register": {TREASURY},
    "capital_acts.open_balances": {TREASURY},
    "capital_acts.reverse": {TREASURY},
    "capital_acts.subscribe": {TREASURY},
    "capital_acts.transfer": {TREASURY},
    "capital_refunds.refund": {TREASURY},
    "cash_counts.count": {TREASURY},
    "certificates.annul": {RECORDS},
    "certificates.issue": {RECORDS},
    "charges.annul_run": {TREASURY},
    "charges.make": {TREASURY},
    "charges.waive": {TREASURY},
    "closings.close": {TREASURY},
    "closings.reopen": {ADMINISTRATION},
    "committee.save_session": {RECORDS},
    "committee.save_term": {RECORDS},
    "contribution_certificates.annul": {TREASURY},
    "contribution_certificates.issue": {TREASURY},
    "copy_keys.add_holder": {ADMINISTRATION},
    "copy_keys.make_key": {ADMINISTRATION},
    "copy_keys.retire_holder": {ADMINISTRATION},
    "copy_keys.write_key_file": {ADMINISTRATION},
    "copying.copy_to": EVERYBODY,
    "copying.make_copy": EVERYBODY,
    "copying.open_with_key": EVERYBODY,
    "copying.read_again": EVERYBODY,
    "corrections.reverse": {TREASURY},
    "debt_lines.apply": {TREASURY},
    "debt_lines.take_off": {TREASURY},
    "finding.note_recent": EVERYBODY,
    "good_standing.annul": {TREASURY, RECORDS},
    "good_standing.issue": {TREASURY, RECORDS},
    "hand_outs.annul": {RECORDS},
    "hand_outs.donate": {RECORDS},
    "hand_outs.give_back": {RECORDS},
    "hand_outs.hand_out": {RECORDS},
    "importing.matching.remember": EVERYBODY,
    "items.save": {RECORDS},
    "member_cards.choose_photo": {RECORDS},
    "member_cards.keep_photo": {RECORDS},
    "office.save_profile": {ADMINISTRATION},
    "office.set_first_number": {ADMINISTRATION},
    "openings.make": {TREASURY},
    "package_keys.current": EVERYBODY,
    "package_keys.renew": {ADMINISTRATION},
    "pending_prints.forget_pending_prints": EVERYBODY,
    "pending_prints.note_print": EVERYBODY,
    "pending_prints.note_prints": EVERYBODY,
    "people.add": {ADMINISTRATION},
    "people.change": {ADMINISTRATION},
    "people.disable": {ADMINISTRATION},
    "people.enable": {ADMINISTRATION},
    "people.remove_password": EVERYBODY,
    "people.set_password": EVERYBODY,
    "positions.save": {RECORDS},
    "premium.save_income": {TREASURY},
    "presentations.keep_photo": {TREASURY, RECORDS},
    "presentations.keep_typed": EVERYBODY,
    "presentations.save_or_keep": {TREASURY, RECORDS},
    "presentations.save_presentation": {TREASURY, RECORDS},
    "project_budgets.approve": {RECORDS},
    "project_budgets.ratify": {RECORDS},
    "projects.save": {RECORDS},
    "projects.save_beneficiaries": {RECORDS},
    "purchases.save": {RECORDS},
    "quotations.save": {RECORDS},
    "reallocations.reallocate": {TREASURY},
    "receipts.annul": {TREASURY},
    "receipts.issue": {TREASURY},
    "reconciliations.reconcile": {TREASURY},
    "records.drop_draft": EVERYBODY,
    "records.keep_draft": EVERYBODY,
    "recovery.make_code": {ADMINISTRATION},
    "recovery.make_paper": {ADMINISTRATION},
    "restoring.decide": {ADMINISTRATION},
    "sample.write_steps": set(),
    "second_person.approve": EVERYBODY,
    "state_changes.change": {RECORDS},
    "state_changes.correct": {RECORDS},
    "state_changes.remove": {RECORDS},
    "stock.adjust": {RECORDS},
    "stock.receive": {RECORDS},
    "stock.undo_receiving": {RECORDS},
    "trainings.add_walk_in": {RECORDS},
    "trainings.note": {RECORDS},
    "trainings.save": {RECORDS},
    "trainings.sign_pending": {RECORDS},
    "trainings.tick": {RECORDS},
    "trainings.untick": {RECORDS},
    "transfers.make": {TREASURY},
    "waiting_receipts.drop": EVERYBODY,
    "waiting_receipts.keep": EVERYBODY,
    "year_package.write_year": EVERYBODY,
}
"""Who may, alone, of the four roles; sample data ask for all of them. Of a password it is one's own that everybody may
set (test_people.py has the others')."""

BY_TABLE = {
    "receipts": {TREASURY},
    "premium_rates": {TREASURY},
    **{each: {ADMINISTRATION} for each in ("accounts", "funds", "headings", "tax_rates", "legal_amounts")},
    **{each: {ADMINISTRATION} for each in ("accounting_codes", "retention_rules", "users")},
    "presentations": {TREASURY, RECORDS},
}
"""The same for what is asked by the table of a record; the others are Registro's."""

ASKED = {
    "attachments.bring_back",
    "attachments.change",
    "attachments.keep",
    "attachments.remove",
    "discarding.discard",
    "discarding.recover",
    "importing.run.write",
    "records.save",
    "undoing.undo",
}
"""Whose right depends on what is asked: each is tried by itself."""

KEPT_TYPES = (
    *(MEMBERS, SUPPLIERS, FIXED_ASSETS, MANDATORY_TOPICS),
    *(ACCOUNTS, FUNDS, HEADINGS, TAX_RATES, LEGAL_AMOUNTS, ACCOUNTING_CODES, RETENTION_RULES, USERS, PREMIUM_RATES),
)


def who_may(books: Books, operation: Callable[..., Any], *arguments: Any) -> set[Role]:
    """The roles that are not refused; whoever is has changed nothing."""
    found = set()
    for role in Role:
        books.rights = rights_of([role])
        before = books.db.total_changes
        try:
            operation(books, *arguments)
        except NotAllowed as refused:
            assert books.db.total_changes == before, role
            assert roles_with(*Right)[list(Role).index(role)] not in refused.sentence
        except Exception:
            found.add(role)
        else:
            found.add(role)
    return found


def test_every_marked_operation_is_in_the_table() -> None:
    assert set(marked()) == set(EXPECTED) | ASKED


def dummies(operation: Callable[..., Any]) -> list[None]:
    """Nothing for each argument that must be given, but for the books."""
    parameters = list(inspect.signature(operation).parameters.values())[1:]
    return [None for each in parameters if each.default is each.empty]


def test_who_may(books: Books) -> None:
    operations = {name: operation for name, operation in marked().items() if name in EXPECTED}
    assert {name: who_may(books, each, *dummies(each)) for name, each in operations.items()} == EXPECTED


def test_who_may_save_a_record_of_each_kind(books: Books) -> None:
    found = {each.table: who_may(books, records.save, each, {}) for each in KEPT_TYPES}
    assert found == {table: BY_TABLE.get(table, {RECORDS}) for table in found}


def test_who_may_attach_and_set_aside(books: Books) -> None:
    found = {table: who_may(books, attachments.keep, table, 1, None) for table in TABLES}
    assert found == {table: BY_TABLE.get(table, {RECORDS}) for table in TABLES}
    for operation in (discarding.discard, discarding.recover):
        assert all(who_may(books, operation, table, 1) == {RECORDS} for table in discarding.TYPES)


def test_an_attachment_is_changed_by_whoever_may_change_its_record(books: Books) -> None:
    receipts.issue(books, a_draft())
    save_member(books)
    of_member, _ = attachments.keep(books, "members", 1, prepare(a_photo(), "ella.jpg"))
    of_receipt, _ = attachments.keep(books, "receipts", 1, prepare(a_photo(shade=90), "recibo.jpg"))
    for operation, more in (
        (attachments.change, ({"caption": "Foto"},)),
        (attachments.remove, ()),
        (attachments.bring_back, ()),
    ):
        assert who_may(books, operation, of_member, *more) == {RECORDS}
        assert who_may(books, operation, of_receipt, *more) == {TREASURY}


def test_who_may_import(books: Books) -> None:
    plans = {name: Plan(kind=kind, file_name="hoja.xlsx", sha256="") for name, kind in KINDS.items()}
    found = {name: who_may(books, runs.write, planned) for name, planned in plans.items()}
    assert found == {name: {RECORDS} for name in KINDS} | {"deudas": {TREASURY}}


def test_whoever_may_change_it_may_take_it_back(books: Books) -> None:
    everything = books.rights
    save_member(books, document_number="00041528")
    acts: list[tuple[Callable[[], object], set[Role]]] = [
        (lambda: save_member(books), {RECORDS}),
        (lambda: charges.make(books, ChargeDraft(concept="Cuota", amount="50", due_on="30/11/2026")), {TREASURY}),
        (lambda: records.save(books, HEADINGS, {"name": "Salud"}), {ADMINISTRATION}),
    ]
    for act, may in acts:
        books.rights = everything
        act()
        for role in EVERYBODY - may:
            books.rights = rights_of([role])
            with pytest.raises(NotAllowed):
                undoing.undo(books)
        assert undoing.next_to_undo(books) is not None
        for role in may:
            books.rights = rights_of([role])
            undoing.undo(books)


def test_what_writes_is_marked_or_called_by_what_is_marked() -> None:
    source = Source()
    writers = source.writers()
    assert ("numbered", "written") in writers, "else nothing is looked at"
    plain = {name for name in writers if not source.callers[name]}
    assert plain == set()


def test_what_writes_without_a_right_is_known() -> None:
    """Copies and checks that the program makes by itself, whoever works, and coming in, when nobody has a right yet."""
    source = Source()
    found = {name for name in source.functions if source.permits_itself(name) and name[0] != "rights"}
    assert found == {
        ("checking", "check_and_remember"),
        ("copying", "_copy"),
        ("copying", "_look_at"),
        ("recovery", "recover"),
        ("sign_in", "_noting"),
    }


def test_only_the_books_open_the_file_for_writing() -> None:
    found = [path.name for path in FOLDER.rglob("*.py") if ".file.transaction(" in path.read_text(encoding="utf-8")]
    assert found == ["books.py"]


def test_an_act_that_names_no_right_is_a_mistake_of_the_program(books: Books) -> None:
    with pytest.raises(RuntimeError, match="names its right"), books.act():
        pass
    with pytest.raises(RuntimeError, match="names its right"), books.noting():
        pass


def a_day() -> dict[str, Callable[[Books], object]]:
    """Typical acts in their order, each as it would go through."""
    lines = [a_purchase_line()]
    gift = {"stock": "Casco", "quantity": "1", "reason": "new"}
    voucher = {"5000": "1"}
    return {
        "a member": lambda books: records.save(books, MEMBERS, a_member()),
        "a supplier": lambda books: records.save(books, SUPPLIERS, a_supplier()),
        "the profile": lambda books: office.save_profile(books, a_profile(place="Rinconada")),
        "an account": lambda books: records.save(
            books, ACCOUNTS, {"name": "Caja chica", "kind": "till", "currency": "PEN"}
        ),
        "a draft": lambda books: waiting_receipts.keep(books, a_draft()),
        "a receipt": lambda books: receipts.issue(books, a_draft()),
        "its print": lambda books: pending_prints.note_print(books, 1),
        "its annulment": lambda books: receipts.annul(books, 1, "Se emitió dos veces"),
        "dues": lambda books: charges.make(books, ChargeDraft(concept="Cuota", amount="50", due_on="30/11/2026")),
        "a debt forgiven": lambda books: charges.waive(books, 1, "Acuerdo de la asamblea"),
        "a project": lambda books: projects.save(books, a_project()),
        "its budget": lambda books: project_budgets.approve(books, 1, a_budget()),
        "a lot of gold": lambda books: premium.save_income(
            books,
            {
                "lot": "EXP-1",
                "exported_on": "10/11/2026",
                "buyer": "Central",
                "metal": "gold",
                "gross_mg": "1,000.000",
                "fineness": "1000",
            },
        ),
        "an item": lambda books: items.save(books, an_item()),
        "a purchase": lambda books: purchases.save(books, a_purchase(1), lines),
        "what came of it": lambda books: stock.receive(
            books, ReceivingDraft(purchase_id="1", moved_on="21/11/2026", quantities={"1": "12"})
        ),
        "equipment handed out": lambda books: hand_outs.hand_out(
            books, HandOutDraft(handed_on="22/11/2026", member_id="1", lines=[gift])
        ),
        "a training": lambda books: trainings.save(books, a_training(), [1]),
        "a certificate of it": lambda books: certificates.issue(books, 1),
        "an assembly": lambda books: assemblies.save(books, an_assembly()),
        "who came": lambda books: assemblies.save_attendance(books, 1, {1: "present"}),
        "a resolution": lambda books: assemblies.save_resolution(books, 1, a_resolution(votes_for="1")),
        "a photo": lambda books: attachments.keep(books, "members", 1, prepare(a_photo(), "ella.jpg")),
        "the till counted": lambda books: cash_counts.count(
            books,
            CashCountDraft(
                account_id=TILL,
                quantities=voucher,
                explanation="Sobra del billete",
                witness_name="Calsina Pari, Benigno",
                witness_title="Consejo de vigilancia",
            ),
        ),
        "taking back": undoing.undo,
    }


def test_without_a_right_a_whole_day_comes_to_nothing(books: Books) -> None:
    everything = books.rights
    for what, act in a_day().items():
        books.rights = frozenset()
        before = books.db.total_changes
        with pytest.raises(NotAllowed):
            act(books)
        assert books.db.total_changes == before, what
        books.rights = everything
        if what != "taking back":
            act(books)


@pytest.mark.parametrize("role", Role)
def test_of_a_day_each_role_does_its_own(books: Books, role: Role) -> None:
    """Nothing but its own: what one role may not is refused though another could."""
    done, everything = [], books.rights
    for what, act in a_day().items():
        if what == "taking back":
            continue
        books.rights = RIGHTS[role]
        try:
            act(books)
            done.append(what)
        except NotAllowed:
            books.rights = everything
            act(books)
    own = {"a draft", "its print"}
    money = {"a receipt", "its annulment", "dues", "a debt forgiven", "a lot of gold", "the till counted"}
    by_office = {"the profile", "an account"}
    rest = set(a_day()) - own - money - by_office - {"taking back"}
    parts = {TREASURY: money, RECORDS: rest, SUPERVISION: set[str](), ADMINISTRATION: by_office}
    assert set(done) == own | parts[role]
