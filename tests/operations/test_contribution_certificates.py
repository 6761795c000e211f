"""Certificados de aportación: the amount held, numbered and sealed; annulled when it changed."""

import pytest

from ananea_desktop.domain.errors import InvalidRecord, NeedsConfirmation, UserError
from ananea_desktop.domain.legal_amounts import LEGAL_AMOUNTS
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import capital_acts, checking, contribution_certificates, office, records
from ananea_desktop.operations.books import Books
from tests.builders import a_profile
from tests.documents.papers import page_texts
from tests.operations.test_capital import a_transfer, opened, two_members


def text_of(books: Books, certificate_id: int, language: str = "es") -> str:
    pages = page_texts(at_once(contribution_certificates.pdf(books, [certificate_id], language)))
    return " ".join(" ".join(pages).split())


def share_value(books: Books, amount: str) -> None:
    texts = {"name": "share_value", "valid_from": "01/01/2026", "currency": "PEN", "amount": amount}
    records.save(books, LEGAL_AMOUNTS, texts)


def test_it_says_what_is_held_in_figures_and_words(books: Books) -> None:
    first, _second = two_members(books)
    with pytest.raises(UserError, match="no tiene ninguna aportación"):
        contribution_certificates.issue(books, first)
    opened(books)
    share_value(books, "25.00")
    made = contribution_certificates.issue(books, first, token="t")
    assert contribution_certificates.issue(books, first, token="t") == made
    said = text_of(books, made)
    assert "José Ccʼallo Núñez" in said
    assert "S/ 500.00" in said.replace("\xa0", " ")
    assert "QUINIENTOS CON 00/100 SOLES" in said
    assert "20 aportaciones de S/ 25.00" in said.replace("\xa0", " ")
    assert "FIVE HUNDRED" in text_of(books, made, "en")
    (found,) = contribution_certificates.get(books, [made])
    assert len(found.seal) == 64
    assert checking.check(books).problems == []


def test_it_is_frozen_as_it_was_issued(books: Books) -> None:
    first, _second = two_members(books)
    opened(books)
    made = contribution_certificates.issue(books, first)
    before = text_of(books, made)
    office.save_profile(books, a_profile(president_name="Otra Persona, Luz"))
    share_value(books, "25.00")
    capital_acts.transfer(books, a_transfer(), capital_acts.ALL)
    assert text_of(books, made) == before


def test_a_new_one_annuls_the_old_one_where_the_amount_changed(books: Books) -> None:
    first, second = two_members(books)
    opened(books)
    old = contribution_certificates.issue(books, first)
    with pytest.raises(UserError, match="ya tiene el certificado"):
        contribution_certificates.issue(books, first)
    capital_acts.transfer(books, a_transfer(), capital_acts.ALL)
    with pytest.raises(NeedsConfirmation, match="queda ANULADO") as caught:
        contribution_certificates.issue(books, first)
    new = contribution_certificates.issue(books, first, caught.value.concern.split())
    assert "ANULADO el 23/11/2026: Lo reemplaza otro" in text_of(books, old)
    assert [row["id"] for row in contribution_certificates.of_member(books, first)] == [new, old]
    assert contribution_certificates.issue(books, second)
    assert contribution_certificates.find(books, "2").id == new
    assert checking.check(books).problems == []


def test_an_odd_amount_is_asked_and_says_no_number_of_shares(books: Books) -> None:
    first, _second = two_members(books)
    opened(books, amount="510.00")
    share_value(books, "25.00")
    with pytest.raises(NeedsConfirmation, match="no es un número entero"):
        contribution_certificates.issue(books, first)
    made = contribution_certificates.issue(books, first, contribution_certificates.ALL)
    assert "aportaciones de" not in text_of(books, made)


def test_annulling_needs_a_reason_and_happens_once(books: Books) -> None:
    first, _second = two_members(books)
    opened(books)
    made = contribution_certificates.issue(books, first)
    with pytest.raises(InvalidRecord, match="Falta el motivo"):
        contribution_certificates.annul(books, made, " ")
    contribution_certificates.annul(books, made, "Se perdió")
    with pytest.raises(UserError, match="ya está anulado"):
        contribution_certificates.annul(books, made, "Otra vez")
    assert contribution_certificates.issue(books, first) != made
    with pytest.raises(UserError, match="No hay un certificado"):
        contribution_certificates.find(books, "99")
