"""Every operation that writes: Ctrl+Z takes it back, or it is told here how else it is mended, and why."""

import ast

import pytest

from ananea_desktop.domain.cooperative import COOPERATIVE
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.rights import Right, Role, rights_of
from ananea_desktop.operations import attachments, checking, office, receipts, undoing
from ananea_desktop.operations.attachments import prepare
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.rights import NotAllowed
from tests.builders import a_draft, a_profile, issued, save_member
from tests.hostile import a_photo
from tests.operations.marked import Source, marked

UNDOABLE = {
    "assemblies.remove_resolution",
    "assemblies.save",
    "assemblies.save_attendance",
    "assemblies.save_resolution",
    "attachments.bring_back",
    "attachments.change",
    "attachments.keep",
    "attachments.remove",
    "capital_acts.subscribe",
    "charges.make",
    "committee.save_session",
    "committee.save_term",
    "discarding.discard",
    "discarding.recover",
    "importing.run.write",
    "items.save",
    "member_cards.choose_photo",
    "member_cards.keep_photo",
    "office.save_profile",
    "positions.save",
    "premium.save_income",
    "presentations.keep_photo",
    "projects.save",
    "projects.save_beneficiaries",
    "purchases.save",
    "quotations.save",
    "records.save",
    "state_changes.change",
    "state_changes.correct",
    "state_changes.remove",
    "trainings.add_walk_in",
    "trainings.note",
    "trainings.save",
    "trainings.sign_pending",
    "trainings.tick",
    "trainings.untick",
}

MENDED_OTHERWISE = {
    "a document that was numbered and sealed: annulled, reversed, or followed by another": {
        "advances.render",
        "bank_notes.make",
        "capital_acts.open_balances",
        "capital_acts.reverse",
        "capital_acts.transfer",
        "capital_refunds.refund",
        "certificates.issue",
        "contribution_certificates.issue",
        "corrections.reverse",
        "good_standing.issue",
        "hand_outs.donate",
        "hand_outs.give_back",
        "hand_outs.hand_out",
        "openings.make",
        "reallocations.reallocate",
        "receipts.issue",
        "transfers.make",
    },
    "an annulment or a waiver, which stands for ever with its reason": {
        "certificates.annul",
        "charges.annul_run",
        "charges.waive",
        "contribution_certificates.annul",
        "good_standing.annul",
        "hand_outs.annul",
        "receipts.annul",
    },
    "an act that is signed on paper: another one of a later day takes its place": {
        "cash_counts.count",
        "reconciliations.reconcile",
        "project_budgets.approve",
        "project_budgets.ratify",
    },
    "has a way back of its own beside it": {
        "closings.close",  # closings.reopen, by another person
        "closings.reopen",
        "debt_lines.apply",  # debt_lines.take_off, and the other way round
        "debt_lines.take_off",
        "office.set_first_number",  # set again until the first receipt
        "stock.adjust",  # counted again
        "stock.receive",  # stock.undo_receiving
        "stock.undo_receiving",
        "booklets.register",  # a booklet that nobody writes in stays empty
    },
    "who may come in and who holds the keys: never by Ctrl+Z of whoever sits there": {
        "copy_keys.add_holder",
        "copy_keys.make_key",
        "copy_keys.retire_holder",
        "copy_keys.write_key_file",
        "package_keys.current",
        "package_keys.renew",
        "people.add",
        "people.change",
        "people.disable",
        "people.enable",
        "people.remove_password",
        "people.set_password",
        "recovery.make_code",
        "recovery.make_paper",
        "second_person.approve",
    },
    "no record is changed: drafts, likings, prints, copies": {
        "arrangements.keep_arrangement",
        "arrangements.keep_filter",
        "copying.copy_to",
        "copying.make_copy",
        "copying.open_with_key",
        "copying.read_again",
        "finding.note_recent",
        "importing.matching.remember",
        "pending_prints.forget_pending_prints",
        "pending_prints.note_print",
        "pending_prints.note_prints",
        "presentations.keep_typed",
        "presentations.save_or_keep",  # kept by itself while one types
        "presentations.save_presentation",
        "records.drop_draft",
        "records.keep_draft",
        "restoring.decide",
        "sample.write_steps",
        "undoing.undo",
        "year_package.write_year",
        "waiting_receipts.drop",
        "waiting_receipts.keep",
    },
}
_WAYS = {"saving", "changing", "undoable"}


def opens_a_way_back() -> set[str]:
    """The marked operations that open such an act, by themselves or through others."""
    source = Source()
    called: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for callee, callers in source.callers.items():
        for caller in callers:
            called.setdefault(caller, set()).add(callee)

    def reaches(name: tuple[str, str], seen: set[tuple[str, str]]) -> bool:
        if name in seen or name not in source.functions:
            return False
        seen.add(name)
        node = source.functions[name]
        names = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
        return bool(names & _WAYS) or any(reaches(each, seen) for each in called.get(name, ()))

    asked = [name for name in source.functions if source.is_marked(name)]
    return {".".join(name) for name in asked if reaches(name, set())}


def test_every_operation_is_told_of() -> None:
    told = [each for names in MENDED_OTHERWISE.values() for each in names]
    assert len(told) == len(set(told))
    assert UNDOABLE.isdisjoint(told)
    assert set(marked()) == UNDOABLE | set(told)


def test_what_is_said_to_be_undoable_opens_such_an_act() -> None:
    assert UNDOABLE - opens_a_way_back() == set()


def test_the_profile_comes_back_as_it_was(books: Books) -> None:
    before = office.profile(books)
    office.save_profile(books, a_profile(place="Rinconada", treasurer_name="Quispe Mamani, Julia"))
    found = undoing.next_to_undo(books)
    assert found is not None and found.sentence == "el cambio en los datos de la cooperativa"
    undoing.undo(books)
    assert office.profile(books) == before


def test_only_the_office_takes_the_profile_back(books: Books) -> None:
    office.save_profile(books, a_profile(place="Rinconada"))
    books.rights = rights_of([Role.TREASURY])
    with pytest.raises(NotAllowed):
        undoing.undo(books)
    books.rights = rights_of([Role.ADMINISTRATION])
    undoing.undo(books)
    assert office.profile(books)["place"] == a_profile()["place"]


def test_what_asks_for_two_people_is_not_undone_by_one(books: Books) -> None:
    texts = COOPERATIVE.texts(office.profile(books))
    office.save_profile(books, texts | {"second_person_from": "500"})
    assert undoing.next_to_undo(books) is None
    with pytest.raises(UserError, match="no se deshace"):
        undoing.undo(books)


def attached(books: Books, table: str = "members", record_id: int = 1) -> int:
    return attachments.keep(books, table, record_id, prepare(a_photo(), "ella.jpg"))[0]


def test_an_attachment_leaves_its_record_and_can_be_brought_back(books: Books) -> None:
    member = save_member(books)
    kept = attached(books, "members", member)
    undoing.undo(books)
    assert attachments.section(books, "members", member) == ([], 1)
    attachments.bring_back(books, kept)
    assert [row["id"] for row in attachments.of_record(books, "members", member)] == [kept]
    undoing.undo(books)
    assert attachments.count(books, "members", member) == 0
    undoing.undo(books)  # the person, whose photo was taken off before
    assert undoing.next_to_undo(books) is None
    assert checking.check(books).sound


def test_a_caption_and_a_removal_are_taken_back(books: Books) -> None:
    member = save_member(books)
    kept = attached(books, "members", member)
    attachments.change(books, kept, {"caption": "Con su casco"})
    attachments.remove(books, kept)
    assert [undoing.undo(books), undoing.undo(books)] == [
        "el retiro del adjunto «Con su casco»",
        "el cambio en el adjunto «ella.jpg»",
    ]
    (row,) = attachments.of_record(books, "members", member)
    assert row["caption"] == ""


def test_an_attachment_is_taken_back_by_whoever_may_change_its_record(books: Books) -> None:
    receipts.issue(books, a_draft())
    attached(books, "receipts", issued(books).id)
    books.rights = frozenset({Right.OWN, Right.RECORDS})
    with pytest.raises(NotAllowed):
        undoing.undo(books)
    books.rights = frozenset({Right.OWN, Right.MONEY})
    undoing.undo(books)
