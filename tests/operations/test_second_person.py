"""What one alone may not do is done once another person says yes with their own password; for that thing, once."""

import pytest

from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.rights import Role
from ananea_desktop.operations import office, receipts, second_person, sign_in
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.second_person import ALONE, NeedsSecondPerson
from ananea_desktop.operations.sign_in import WrongPassword
from tests.builders import a_line, a_person, a_profile, issued, save_account

WHAT = "anular el recibo 001-000001"
TOMAS = "tres piedras cantan"


@pytest.fixture
def two(books: Books) -> Books:
    """Rosa works; Tomás, of the supervisory council, has a password."""
    sign_in.enter(books, "Rosa Quispe")
    a_person(books, "Tomás Huanca", {Role.SUPERVISION}, TOMAS)
    return books


def test_another_one_says_yes_for_one_thing_and_once(two: Books) -> None:
    with pytest.raises(NeedsSecondPerson):
        second_person.taken(two, WHAT)
    assert second_person.approve(two, "Tomás Huanca", TOMAS, WHAT) == "Tomás Huanca"
    with pytest.raises(NeedsSecondPerson):
        second_person.taken(two, "restaurar la copia 12")
    assert second_person.taken(two, WHAT) == "Tomás Huanca"
    with pytest.raises(NeedsSecondPerson):
        second_person.taken(two, WHAT)


def test_the_yes_is_in_the_log_of_sign_ins(two: Books) -> None:
    second_person.approve(two, "Tomás Huanca", TOMAS, WHAT)
    found = two.db.execute("SELECT outcome, detail FROM sign_ins ORDER BY id DESC LIMIT 1").fetchone()
    assert tuple(found) == ("approved", WHAT)


def test_a_wrong_password_is_no_yes_and_makes_wait(two: Books) -> None:
    with pytest.raises(WrongPassword) as refused:
        second_person.approve(two, "Tomás Huanca", "no es esta", WHAT)
    assert refused.value.wait == 1
    assert set(refused.value.problems) == {"second_password"}
    with pytest.raises(NeedsSecondPerson):
        second_person.taken(two, WHAT)


def test_oneself_is_no_second_person(two: Books) -> None:
    with pytest.raises(WrongPassword, match="otra persona"):
        second_person.approve(two, "Rosa Quispe", "lo que sea", WHAT)


def test_who_may_not_approve_is_told_so(two: Books) -> None:
    a_person(two, "Luz Mamani", {Role.RECORDS}, "nieve sobre el techo", approved_by=("Tomás Huanca", TOMAS))
    with pytest.raises(WrongPassword, match="Vigilancia o Administración"):
        second_person.approve(two, "Luz Mamani", "nieve sobre el techo", WHAT)
    assert second_person.who_can(two) == ["Tomás Huanca"]


def test_a_yes_is_forgotten_when_another_one_comes_in(two: Books) -> None:
    second_person.approve(two, "Tomás Huanca", TOMAS, WHAT)
    sign_in.enter(two, "Rosa Quispe")
    with pytest.raises(NeedsSecondPerson):
        second_person.taken(two, WHAT)


def test_where_nobody_else_can_it_passes_and_says_so(books: Books) -> None:
    sign_in.enter(books, "Rosa Quispe")
    assert second_person.taken(books, WHAT) == ALONE
    assert "sin segunda persona" in second_person.in_words(ALONE)


def limited(books: Books, soles: str) -> None:
    office.save_profile(books, a_profile(second_person_from=soles))


def test_an_annulment_of_a_large_amount_needs_another_one(two: Books) -> None:
    limited(two, "100")
    receipt = issued(two, a_line(amount="100"))
    with pytest.raises(NeedsSecondPerson) as refused:
        receipts.annul(two, receipt.id, "Duplicado")
    assert receipts.get(two, receipt.id).annulment is None
    second_person.approve(two, "Tomás Huanca", TOMAS, refused.value.what)
    annulment = receipts.annul(two, receipt.id, "Duplicado").annulment
    assert annulment is not None
    assert annulment.reason == "Duplicado (autorizó Tomás Huanca)"


def test_a_smaller_one_does_not(two: Books) -> None:
    limited(two, "100.01")
    annulment = receipts.annul(two, issued(two, a_line(amount="100")).id, "Duplicado").annulment
    assert annulment is not None
    assert annulment.reason == "Duplicado"


def test_one_alone_annuls_and_the_paper_says_so(books: Books) -> None:
    sign_in.enter(books, "Rosa Quispe")
    limited(books, "100")
    annulment = receipts.annul(books, issued(books, a_line(amount="100")).id, "Duplicado").annulment
    assert annulment is not None
    assert annulment.reason == "Duplicado (sin segunda persona: nadie más podía autorizar)"


def test_the_amount_is_not_raised_by_one_alone(two: Books) -> None:
    limited(two, "100")
    limited(two, "80")
    for soles in ("80.01", ""):
        with pytest.raises(NeedsSecondPerson) as refused:
            limited(two, soles)
    second_person.approve(two, "Tomás Huanca", TOMAS, refused.value.what)
    limited(two, "")
    assert office.profile(two)["second_person_from"] is None


@pytest.mark.parametrize("minutes", ["0", "16"])
def test_the_minutes_of_the_lock_are_one_to_fifteen(books: Books, minutes: str) -> None:
    with pytest.raises(InvalidRecord) as refused:
        office.save_profile(books, a_profile(lock_minutes=minutes))
    assert "de 1 a 15" in refused.value.problems["lock_minutes"]


@pytest.mark.parametrize(("dollars", "needed"), [("300", True), ("200", False)])
def test_dollars_count_at_the_rate_of_their_receipt(two: Books, dollars: str, needed: bool) -> None:
    limited(two, "1,000")
    account = str(save_account(two, name="Dólares", kind="till", currency="USD"))
    receipt = issued(two, a_line(amount=dollars), account_id=account, exchange_rate="3.75")
    if needed:
        with pytest.raises(NeedsSecondPerson):
            receipts.annul(two, receipt.id, "Duplicado")
    annulled = receipts.get(two, receipt.id) if needed else receipts.annul(two, receipt.id, "Duplicado")
    assert (annulled.annulment is None) == needed
