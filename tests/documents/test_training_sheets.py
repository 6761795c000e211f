"""The constancia and the register of a training on paper: what they say, and that nothing falls off."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ananea_desktop.documents.certificate import certificates_pdf, qr_text
from ananea_desktop.documents.training_register import Attendee, RegisterPaper, register_pdf
from ananea_desktop.domain.certificates import Certificate
from ananea_desktop.domain.receipts import Annulment
from ananea_desktop.domain.steps import at_once
from tests.documents.papers import (
    HOSTILE_NAMES,
    a_letterhead,
    assert_reads_as_stored,
    ink_edges,
    page_letters,
    page_texts,
)


def a_certificate(**changes: Any) -> Certificate:
    usual = Certificate(
        id=1,
        number=12,
        training_session_id=1,
        member_id=1,
        issued_on=date(2026, 11, 23),
        person_name="Saturnina Ñaupari Qʼispe",
        person_document="DNI 00057213",
        topic="Uso de la retorta y manejo del mercurio",
        kind="training",
        held_on=date(2026, 10, 16),
        last_held_on=date(2026, 10, 17),
        duration=480,
        training_place="Ananea, planta de fundición",
        trainer="Ing. Apaza Condori, Luz",
        trainer_firm="Ambiente Altiplano",
        mark=15,
        letterhead=a_letterhead(),
        seal="3fa9c1d2e4" + "0" * 54,
    )
    return replace(usual, **changes)


def a_register(**changes: Any) -> RegisterPaper:
    usual = RegisterPaper(
        letterhead=a_letterhead(),
        number="2026-0010",
        activity="Minería de oro y metales preciosos",
        workforce="37 (34 socios, 3 trabajadores)",
        kind="induction",
        topic="Uso de la retorta y manejo del mercurio",
        when="16/10/2026, hora inicio 8:00 a. m., hora fin 12:00 p. m.",
        trainer="Ing. Apaza Condori, Luz",
        hours="8",
        people=(Attendee("Ñaupari Qʼispe, Saturnina", "00057213", "Planta", "Firmó", "Nota 15, aprobado"),) * 23,
        women=23,
        men=0,
        responsible="Ccama Condori, Rosa",
        responsible_title="Tesorera",
        made_on=date(2026, 11, 23),
    )
    return replace(usual, **changes)


def certificate_pdf(*certificates: Certificate) -> bytes:
    return at_once(certificates_pdf(certificates))


def test_the_constancia_reads_as_stored() -> None:
    annulment = Annulment(reason="Se manchó", annulled_on=date(2026, 11, 24), user="Rosa")
    single = a_certificate(mark=None, last_held_on=date(2026, 10, 16), duration=60, kind="emergency_drill")
    sample = a_certificate(letterhead=a_letterhead(is_sample=True), annulment=annulment)
    assert_reads_as_stored(certificate_pdf(a_certificate(), single, sample), "constancia")


def test_the_register_reads_as_stored() -> None:
    assert_reads_as_stored(register_pdf(a_register()), "registro-capacitacion")


def test_the_kind_of_the_session_is_marked() -> None:
    for kind, title in (("induction", "6 INDUCCIÓN"), ("emergency_drill", "9 SIMULACRO DE EMERGENCIA")):
        (text, _second) = page_texts(register_pdf(a_register(kind=kind)))
        words = " ".join(text.split())
        assert words.count(" X ") == 1
        assert words.index(title) < words.index(" X ")


def test_equal_papers_are_equal_bytes() -> None:
    assert certificate_pdf(a_certificate()) == certificate_pdf(a_certificate())
    assert register_pdf(a_register()) == register_pdf(a_register())


def test_the_code_holds_number_day_and_seal_and_no_personal_data() -> None:
    assert qr_text(a_certificate()) == "ANANEA CO 000012 2026-11-23 3FA9C1D2E4"


@pytest.mark.parametrize(("typed", "shown"), HOSTILE_NAMES.items(), ids=range(len(HOSTILE_NAMES)))
def test_hostile_texts_are_printed_literally(typed: str, shown: str) -> None:
    head = a_letterhead(name=typed, address=typed, president_name=typed)
    certificate = a_certificate(person_name=typed, topic=typed, trainer=typed, letterhead=head)
    assert page_letters(certificate_pdf(certificate)).count("".join(shown.split())) >= 5
    people = (Attendee(typed, typed, typed, "", typed),)
    register = a_register(people=people, topic=typed, trainer=typed, responsible=typed, letterhead=head)
    assert page_letters(register_pdf(register)).count("".join(shown.split())) >= 6


def test_very_long_texts_stay_on_the_paper() -> None:
    long = "W" * 200
    head = a_letterhead(name=long, address=long, president_name=long, place=long)
    for text in (long, "Encarnación " * 24):
        certificate = a_certificate(
            person_name=text, topic=text, trainer=text, trainer_firm=text, training_place=text, letterhead=head
        )
        assert min(ink_edges(certificate_pdf(certificate))) > 20
        people = (Attendee(text, text, text, text, text),) * 41
        register = a_register(
            people=people,
            topic=text,
            trainer=text,
            when=text,
            responsible=text,
            responsible_title=text,
            letterhead=head,
            workforce=text,
        )
        assert len(page_texts(register_pdf(register))) == 3
        assert min(ink_edges(register_pdf(register))) > 8
