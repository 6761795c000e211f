"""Notice, slips, attendance list and minutes of an assembly on paper: what they say, and that nothing falls off."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ananea_desktop.documents.assembly import BLANK, AssemblyPaper, Person, Resolution
from ananea_desktop.documents.assembly_attendance import attendance_pdf
from ananea_desktop.documents.assembly_minutes import minutes_pdf, minutes_text
from ananea_desktop.documents.assembly_notice import notice_pdf, slips_pdf
from ananea_desktop.domain.assemblies import quorum
from tests.documents.papers import (
    HOSTILE_NAMES,
    a_letterhead,
    assert_reads_as_stored,
    ink_edges,
    page_letters,
    page_texts,
)

MAKERS: dict[str, Callable[[AssemblyPaper], bytes]] = {
    "convocatoria": notice_pdf,
    "esquelas": slips_pdf,
    "asistencia": attendance_pdf,
    "acta": minutes_pdf,
}


def people(count: int, **changes: Any) -> tuple[Person, ...]:
    person = Person(name="Ñaupari Qʼispe, Saturnina", document="DNI 00057213", **changes)
    return tuple(replace(person, number=str(number)) for number in range(1, count + 1))


def a_paper(**changes: Any) -> AssemblyPaper:
    """An assembly that was only called."""
    paper = AssemblyPaper(
        letterhead=a_letterhead(),
        made_on=date(2026, 2, 20),
        kind="ordinary",
        held_on=date(2026, 2, 28),
        first_call="09:00",
        second_call="10:00",
        place="Ananea, local de la cooperativa",
        agenda=("Informe de la tesorería", "Plan de uso de la Prima Fairtrade", "Otros pedidos"),
        first_quorum=50,
        second_quorum=0,
        quorum=quorum(5, 0, 50, 0),
        people=people(5),
    )
    return replace(paper, **changes)


def a_held_one(**changes: Any) -> AssemblyPaper:
    came = (
        *people(2, status="present"),
        *people(1, status="represented", represented_by="Ramos Suaña, Victoria"),
        *people(1, status="excused"),
        *people(1),
    )
    resolutions = (
        Resolution(
            number=1,
            text="Aprobar el informe",
            votes_for=3,
            votes_against=0,
            votes_abstaining=0,
            is_approved=True,
        ),
        Resolution(
            number=2,
            text="Comprar equipos de protección.",
            votes_for=2,
            votes_against=1,
            votes_abstaining=0,
            is_approved=True,
            project="Equipos de protección personal",
            amount=1_440_000,
        ),
        Resolution(
            number=3, text="Vender la cisterna", votes_for=0, votes_against=3, votes_abstaining=0, is_approved=False
        ),
    )
    held = a_paper(
        people=came,
        resolutions=resolutions,
        quorum=quorum(5, 3, 50, 0),
        call="first",
        opened_at="09:20",
        closed_at="12:45",
        chair="Calsina Pari, Benigno",
        secretary="Yanqui Mayta, Delfín",
    )
    return replace(held, **changes)


@pytest.mark.parametrize("name", MAKERS)
def test_paper_reads_as_stored(name: str) -> None:
    assert_reads_as_stored(MAKERS[name](a_paper()), f"asamblea-{name}")


@pytest.mark.parametrize("name", ["asistencia", "acta"])
def test_paper_of_a_held_assembly_reads_as_stored(name: str) -> None:
    held = a_held_one(letterhead=a_letterhead(is_sample=True))
    assert_reads_as_stored(MAKERS[name](held), f"asamblea-{name}-tomada")


@pytest.mark.parametrize("name", MAKERS)
def test_equal_papers_give_equal_bytes(name: str) -> None:
    assert MAKERS[name](a_held_one()) == MAKERS[name](a_held_one())
    assert MAKERS[name](a_held_one()) != MAKERS[name](a_held_one(held_on=date(2026, 3, 1)))


@pytest.mark.parametrize("name", MAKERS)
def test_sample_says_so_on_every_page(name: str) -> None:
    sample = a_held_one(letterhead=a_letterhead(is_sample=True), people=people(30))
    assert all("MUESTRA" in text for text in page_texts(MAKERS[name](sample)))
    assert "MUESTRA" not in page_letters(MAKERS[name](a_held_one()))


def test_a_normal_notice_fits_one_page_and_a_long_agenda_flows() -> None:
    assert len(page_texts(notice_pdf(a_paper()))) == 1
    agenda = tuple(f"Punto {number}: " + "asunto de la cooperativa " * 8 for number in range(1, 61))
    pages = page_texts(notice_pdf(a_paper(agenda=agenda)))
    assert len(pages) > 2
    assert all(f"página {number} de {len(pages)}" in text for number, text in enumerate(pages, start=1))
    letters = "".join("".join(pages).split())
    assert all(f"Punto{number}:" in letters for number in range(1, 61))


def test_one_point_longer_than_a_page_is_whole() -> None:
    point = " ".join(f"palabra{number}" for number in range(2000))
    letters = page_letters(minutes_pdf(a_paper(agenda=(point,))))
    assert all(letters.count(f"palabra{number}") >= 2 for number in (0, 999, 1999))


@pytest.mark.parametrize(("name", "last_words"), [("acta", "Sinmásquetratar"), ("convocatoria", "Punto")])
def test_nobody_signs_a_page_without_a_word_on_it(name: str, last_words: str) -> None:
    signer = {"acta": "Socio/adesignado/a", "convocatoria": "Presidente/adelConsejo"}[name]
    for count in range(1, 45):
        paper = a_paper(agenda=tuple(f"Punto {number}" for number in range(count)))
        pages = ["".join(text.split()) for text in page_texts(MAKERS[name](paper))]
        signed = [page for page in pages if signer in page]
        assert signed, count
        assert all(last_words in page for page in signed), count


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (4, 1), (5, 2), (34, 9)])
def test_four_slips_stand_on_a_page(count: int, pages: int) -> None:
    texts = page_texts(slips_pdf(a_paper(people=people(count))))
    assert len(texts) == pages
    assert sum(text.count("Recibí la citación") for text in texts) == (count or 4)


def test_the_attendance_list_ends_in_empty_rows_that_fill_the_page() -> None:
    texts = page_texts(attendance_pdf(a_paper(people=people(34))))
    numbers = [int(each) for text in texts for each in re.findall(r"(?m)^(\d+)\b", text)]
    assert len(texts) == 3
    assert numbers[:34] == list(range(1, 35))
    assert len(numbers) >= 38
    assert all("Huella" in text and "Sábado 28 de febrero de 2026" in text for text in texts)


def test_the_attendance_list_of_a_held_assembly_says_how_each_came() -> None:
    letters = page_letters(attendance_pdf(a_held_one()))
    assert letters.count("Presente") == 2
    assert "Representado/aporRamosSuaña,Victoria" in letters
    assert "Asistieron3de5socioshábiles(presentes:2;representados:1)" in letters


def test_what_is_not_known_is_a_visible_blank() -> None:
    text = minutes_text(a_paper()).decode("utf-8")
    assert text.count(BLANK) >= 7
    assert "Borrador: no sustituye al Libro de Actas." in text
    assert BLANK not in minutes_text(a_held_one(agenda=())).decode("utf-8").split("Desarrollo")[0]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"call": "first", "resolutions": ()}, "pide 5 en primera convocatoria: no hubo quórum y la asamblea no se"),
        ({"call": "first"}, "pide 5 en primera convocatoria: no hubo quórum.\r\n"),
        ({"call": "second"}, "pide 3 en segunda convocatoria: hubo quórum y se instaló la asamblea."),
        (
            {"call": ""},
            f"y 3 en segunda: hubo quórum solo para la segunda. Se instaló en {BLANK}",
        ),
        ({"call": "", "second_call": "", "resolutions": ()}, "pide 5 en única convocatoria: no hubo quórum y la"),
        (
            {"call": "", "quorum": quorum(9, 5, 50, 30)},
            f"3 en segunda: hubo quórum para las dos. Se instaló en {BLANK}",
        ),
        ({"call": "", "quorum": quorum(9, 2, 50, 30)}, "5 en primera convocatoria y 3 en segunda: no hubo quórum."),
        ({"call": "", "quorum": quorum(9, 5, 10, 60)}, "1 en primera convocatoria y 6 en segunda: hubo quórum solo"),
        ({"call": "second", "people": people(5)}, f"Quórum en segunda convocatoria: {BLANK}"),
        ({"call": "", "people": people(5)}, f"asistieron {BLANK} de 9 socios hábiles. Quórum: {BLANK}"),
    ],
)
def test_the_minutes_say_of_the_quorum_what_the_numbers_say(changes: dict[str, Any], said: str) -> None:
    held = a_held_one(**{"quorum": quorum(9, 3, 50, 30)} | changes)
    passage = minutes_text(held).decode("utf-8").split("Quórum\r\n", 1)[1].split("Dirigió", 1)[0]
    assert said.replace(" \r", "\r") in passage
    assert ("hubo quórum" in passage) <= ("no hubo quórum" in passage or held.quorum.attending >= 3)


@pytest.mark.parametrize(
    ("votes", "attending", "said"),
    [
        ((3, 0, 0), 3, "Se aprobó por unanimidad."),
        ((2, 0, 0), 3, "Se aprobó por mayoría: 2 de 3 asistentes."),
        ((2, 1, 0), 3, "Se aprobó por mayoría: 2 de 3 asistentes."),
        ((3, 0, 0), None, "Se aprobó por mayoría: 3 de 3 votos."),
        ((9, 1, 2), 3, "Se aprobó por mayoría: 9 de 12 votos."),
        ((3, 1, 0), 3, "Se aprobó por mayoría: 3 de 4 votos."),
        ((1, 2, 0), 3, "Se aprobó."),
        ((2, 1, 0), 4, "Se aprobó."),
        ((2, 1, 1), None, "Se aprobó."),
        ((0, 0, 0), 3, "Se aprobó."),
    ],
)
def test_unanimous_is_only_what_everybody_who_came_voted_for(
    votes: tuple[int, int, int], attending: int | None, said: str
) -> None:
    votes_for, against, abstaining = votes
    usual = a_held_one().resolutions[0]
    resolution = replace(usual, votes_for=votes_for, votes_against=against, votes_abstaining=abstaining)
    came = people(5) if attending is None else (*people(attending, status="present"), *people(5 - attending))
    paper = a_held_one(resolutions=(resolution,), people=came, quorum=quorum(5, attending or 0, 50, 0))
    assert minutes_text(paper).decode("utf-8").split("abstenciones: ")[1].split("\r\n")[0].endswith(f". {said}")


def test_minutes_as_text_have_windows_lines_and_no_odd_spaces() -> None:
    content = minutes_text(a_held_one())
    assert content.count(b"\n") == content.count(b"\r\n")
    assert "\u00a0" not in content.decode("utf-8")


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize(("typed", "shown"), HOSTILE_NAMES.items(), ids=range(len(HOSTILE_NAMES)))
def test_hostile_texts_are_printed_literally(name: str, typed: str, shown: str) -> None:
    person = Person(name=typed, number="1", document=typed, status="represented", represented_by=typed)
    letterhead = a_letterhead(name=typed, address=typed, place=typed, president_name=typed)
    paper = a_held_one(
        people=(person,), letterhead=letterhead, place=typed, agenda=(typed,), chair=typed, secretary=typed
    )
    assert page_letters(MAKERS[name](paper)).count("".join(shown.split())) >= 4


@pytest.mark.parametrize("name", MAKERS)
def test_very_long_texts_stay_on_the_paper(name: str) -> None:
    long = "W" * 200
    person = Person(name=long, number="999999999", document=long, status="represented", represented_by=long)
    resolution = replace(a_held_one().resolutions[1], text=long * 20, project=long)
    paper = a_held_one(
        letterhead=a_letterhead(name=long, address=long, place=long, president_name=long),
        people=(person,) * 3,
        place=long,
        agenda=(long,) * 20,
        chair=long,
        secretary=long,
        resolutions=(resolution,),
    )
    assert min(ink_edges(MAKERS[name](paper))) > 15
