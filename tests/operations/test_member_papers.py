"""Papers of members: the register on a page, lists to sign, cards, labels, ficha, constancia de socio hábil."""

import sqlite3
from datetime import date, datetime

import pypdfium2
import pytest

from ananea_desktop.documents import credentials
from ananea_desktop.documents.pictures import Reduced
from ananea_desktop.domain.errors import InvalidRecord, NeedsConfirmation, UserError
from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import (
    attachments,
    cards,
    charges,
    checking,
    good_standing,
    member_cards,
    member_sheet,
    registers,
    reports,
    state_changes,
)
from ananea_desktop.operations.attachments import Prepared
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.charges import ChargeDraft
from ananea_desktop.operations.registers import SignatureWish
from tests.builders import PERU, save_member, save_members
from tests.documents.papers import page_texts
from tests.hostile import a_photo
from tests.operations.test_member_states import charge, suspend

LONG = {
    "paternal_surname": "Ccallomamani Quispecondori",
    "maternal_surname": "Ñaupari de la Cruz Huarachi",
    "given_names": "María de los Ángeles Francisca Esperanza",
    "address": "Jirón Señor de los Milagros de Nazareno 1234, interior 5, Urbanización Villa Jesús",
    "position": "Presidente/a del consejo de administración y del comité electoral",
}


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page_texts(pdf)).split())


def pages_of(pdf: bytes) -> int:
    return len(pypdfium2.PdfDocument(pdf))


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (34, 1), (35, 2), (69, 3)])
def test_thirty_four_members_stand_on_one_page(books: Books, count: int, pages: int) -> None:
    for number in range(count):
        save_member(books, document_number=f"1000{number:04d}", number=str(number + 1), **LONG)
    pdf = reports.make_report(books, "padron", None, "es", "pdf")
    assert pages_of(pdf) == pages
    text = text_of(pdf)
    assert text.count("DNI 1000") == count
    assert "Reporte auxiliar; no sustituye al Libro Padrón legalizado." in text
    assert "Contiene datos personales: documento, domicilio. Úselo solo para lo que se pidió (Ley 29733)." in text
    assert text.count("Francisca Esperanza") == count  # nobody's name is cut
    assert "…" not in text


def test_the_register_is_made_of_a_day_in_all_forms(books: Books) -> None:
    save_member(books)
    before = reports.make_report(books, "padron", None, "es", "csv", date(2009, 8, 11)).decode("utf-8-sig")
    after = reports.make_report(books, "padron", None, "es", "csv", date(2009, 8, 12)).decode("utf-8-sig")
    assert "Ccʼallo" not in before and "DNI 00041527" in after
    assert reports.make_report(books, "padron", None, "en", "xlsx", date(2020, 1, 1)).startswith(b"PK")
    with pytest.raises(UserError, match="no es de una fecha"):
        reports.make_report(books, "proveedores", None, "es", "pdf", date(2020, 1, 1))


def test_who_left_is_listed_apart_with_why(books: Books) -> None:
    member = save_member(books)
    texts = {"state": "retired", "valid_from": "01/06/2024", "reason": "Renunció", "acta": "Acta 5"}
    state_changes.change(books, member, texts)
    assert registers.register(books, None).rows == []
    (row,) = registers.gone(books, None).rows
    assert row[4:] == ("Retirado/a", date(2024, 6, 1), "Renunció", "Acta 5")  # type: ignore[index]


def test_a_list_to_sign_has_whom_one_wants_and_blank_rows(books: Books) -> None:
    first, second, third = save_members(books, 3)
    suspend(books, third, "01/02/2020")
    everyone = registers.signature_list(books, SignatureWish())
    assert len(everyone.rows) == 2
    chosen = registers.signature_list(
        books, SignatureWish(title="Faena del 3 de diciembre", members=[third, first], blank="2")
    )
    assert chosen.title == "Faena del 3 de diciembre"
    assert [row[0] for row in chosen.rows] == [1, 2, 3, 4]  # type: ignore[index]
    assert [row[1] for row in chosen.rows][2:] == ["", ""]  # type: ignore[index]
    assert second not in (first, third)
    only_blank = registers.signature_list(books, SignatureWish(members=[], blank="5"))
    assert len(only_blank.rows) == 5 and only_blank.all_notes == ()
    with pytest.raises(UserError, match="Nadie está elegido"):
        registers.signature_list(books, SignatureWish(members=[]))
    with pytest.raises(InvalidRecord) as refused:
        registers.signature_list(books, SignatureWish(title="x" * 301, blank="mil"))
    assert refused.value.problems.keys() == {"title", "blank"}


def test_cards_are_ten_to_a_page_and_labels_twenty_four(books: Books) -> None:
    members = save_members(books, 25)
    pdf = at_once(member_cards.credentials(books))
    assert pages_of(pdf) == 3
    assert "Credencial de socio/a" in text_of(pdf) and "DNI 10000001" in text_of(pdf)
    assert pages_of(at_once(member_cards.labels(books))) == 2
    assert pages_of(at_once(member_cards.credentials(books, members[:10]))) == 1
    with pytest.raises(UserError, match="Nadie está elegido"):
        at_once(member_cards.credentials(books, []))
    assert round(credentials.WIDTH / 72 * 25.4, 1) == 85.6 and round(credentials.HEIGHT / 72 * 25.4, 1) == 54


def a_prepared(media_type: str = "image/jpeg") -> Prepared:
    reduced = Reduced(
        source_sha256="a" * 64,
        sha256="b" * 64,
        media_type=media_type,
        content=a_photo(),
        thumbnail=a_photo(),
        width=40,
        height=30,
        pages=0 if media_type == "image/jpeg" else 1,
    )
    return Prepared(file_name="rosa.jpg", reduced=reduced)


def test_an_attachment_becomes_the_photo_and_goes_with_it(books: Books) -> None:
    member, other = save_members(books, 2)
    kept, _was_removed = member_cards.keep_photo(books, "members", member, a_prepared())
    assert member_cards.photo(books, member) is not None
    assert member_cards.photo(books, other) is None
    again, _was_removed = member_cards.keep_photo(books, "members", member, a_prepared())
    assert again == kept  # the same file twice is one attachment
    member_cards.choose_photo(books, member, None)
    assert member_cards.photo(books, member) is None
    member_cards.choose_photo(books, member, kept)
    attachments.remove(books, kept)
    assert member_cards.photo(books, member) is None
    with pytest.raises(UserError, match="Elija una foto"):
        member_cards.keep_photo(books, "members", member, a_prepared("application/pdf"))
    assert cards.card(books, MEMBERS, member).person is not None


def test_the_ficha_is_one_page_however_much_is_noted(books: Books) -> None:
    member = save_member(books, **LONG)
    for number in range(40):
        state = "suspended" if number % 2 == 0 else "active"
        texts = {"state": state, "valid_from": f"01/{number % 12 + 1:02d}/{2012 + number // 12}", "reason": "Faltó"}
        state_changes.change(books, member, texts)
    pdf = member_sheet.pdf(books, member)
    assert pages_of(pdf) == 1
    text = text_of(pdf)
    assert "Ficha de socio/a" in text and "Francisca Esperanza" in text and "más" in text
    assert pages_of(member_sheet.pdf(books, save_member(books, document_number="00041528"), "en")) == 1
    with pytest.raises(UserError, match="No hay nadie"):
        member_sheet.find(books, "99999999")


def test_the_ficha_adds_dues_fines_and_aportaciones_apart(books: Books) -> None:
    member = save_member(books)
    for kind, amount in (("ordinary_due", "60"), ("fine", "30"), ("contribution", "250")):
        charges.make(books, ChargeDraft(kind=kind, concept="Del año", amount=amount))
    owed = {name: amount.replace("\u00a0", " ") for name, amount in member_sheet.account_lines(books, member)}
    assert owed["Cuotas que debe"] == "S/ 60.00"
    assert owed["Multas que debe"] == "S/ 30.00"
    assert owed["Aportaciones que debe"] == "S/ 250.00"
    assert owed["Multas que pagó"] == "S/ 0.00"


def test_a_constancia_is_for_who_is_habil_today(books: Books) -> None:
    member = save_member(books, number="12")
    made = good_standing.issue(books, member, "un préstamo", token="t")
    assert (made.number, len(made.seal)) == (1, 64)
    assert good_standing.issue(books, member, "otra vez", token="t") == made
    text = text_of(good_standing.pdf(books, made.id))
    for words in ("José Ccʼallo Núñez", "DNI 00041527", "con el N.º 12 desde el 12 de agosto de 2009", "un préstamo."):
        assert words in text
    assert "COPIA" not in text
    suspend(books, member, "20/11/2026")
    with pytest.raises(UserError, match="no está hábil: está inhábil desde el 20/11/2026"):
        good_standing.issue(books, member)
    worker = save_member(books, kind="worker", document_number="00041528", admitted_on="")
    with pytest.raises(UserError, match="es trabajador/a"):
        good_standing.issue(books, worker)
    with pytest.raises(LookupError):
        good_standing.issue(books, 77)
    assert checking.check(books).problems == []


def test_who_owes_what_is_overdue_is_doubted(books: Books) -> None:
    member = save_member(books)
    charge(books, member, 5_000, "2026-11-23")
    good_standing.issue(books, member)  # due today is not overdue
    books.clock = lambda: datetime(2026, 11, 24, 9, tzinfo=PERU)
    with pytest.raises(NeedsConfirmation, match=r"debe S/\s50\.00 de cuotas, y ya venció") as doubt:
        good_standing.issue(books, member)
    assert good_standing.issue(books, member, confirmed=(doubt.value.concern,)).number == 2


def test_an_annulled_constancia_keeps_its_number_and_says_so(books: Books) -> None:
    member = save_member(books)
    first = good_standing.issue(books, member)
    with pytest.raises(InvalidRecord, match="Falta el motivo"):
        good_standing.annul(books, first.id, " ")
    good_standing.annul(books, first.id, "Se manchó")
    with pytest.raises(UserError, match="ya está anulada"):
        good_standing.annul(books, first.id, "Otra vez")
    assert "ANULADA el 23/11/2026: Se manchó" in text_of(good_standing.pdf(books, first.id))
    assert good_standing.issue(books, member).number == 2
    assert good_standing.find(books, "1").annulment is not None
    with pytest.raises(UserError, match="No hay una constancia"):
        good_standing.find(books, "3")
    books.clock = lambda: datetime(2026, 11, 30, 9, tzinfo=PERU)
    assert "COPIA impresa el 30/11/2026" in text_of(good_standing.pdf(books, 2, "es"))
    assert "COPY printed on 30/11/2026" in text_of(good_standing.pdf(books, 2, "en"))


def test_an_issued_constancia_is_frozen_and_a_changed_one_is_found(books: Books) -> None:
    made = good_standing.issue(books, save_member(books))
    for sql in ("UPDATE member_certificates SET person_name = 'Otro'", "DELETE FROM member_certificates"):
        with pytest.raises(sqlite3.IntegrityError, match="frozen"), books.permitted(), books.act() as db:
            db.execute(sql)
    books.db.execute("DROP TRIGGER member_certificates_frozen_update")
    books.db.execute("UPDATE member_certificates SET person_name = 'Otro'")
    problems = " ".join(checking.check(books).problems)
    assert f"constancia de socio hábil {made.number:06d}" in problems


def test_the_lists_that_carry_data_of_persons_say_which(books: Books) -> None:
    save_member(books, address="Jirón Puno 12")
    for name in ("padron", "lista-de-firmas"):
        assert "Contiene datos personales: documento" in text_of(reports.make_report(books, name, None, "es", "pdf"))
    assert "datos personales" not in text_of(reports.make_report(books, "cuentas", None, "es", "pdf"))
    english = text_of(reports.make_report(books, "padron", None, "en", "pdf"))
    assert "Contains personal data: identity document, address." in english
