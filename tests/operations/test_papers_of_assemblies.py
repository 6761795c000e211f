"""The papers of an assembly, from the books to the file."""

from pathlib import Path

import pytest

from ananea_desktop.domain.errors import UserError
from ananea_desktop.operations import assemblies, assembly_papers
from ananea_desktop.operations.assembly_papers import PAPERS, assembly_paper
from ananea_desktop.operations.books import Books
from tests.builders import a_resolution, save_assembly, save_members, save_project
from tests.documents.papers import page_texts


@pytest.fixture
def assembly(books: Books) -> int:
    people = save_members(books, 3)
    made = save_assembly(books, call="first", opened_at="9:10")
    assemblies.save_attendance(books, made, {people[0]: "present", people[1]: "represented"}, {people[1]: "Apaza, Luz"})
    project = str(save_project(books))
    assemblies.save_resolution(books, made, a_resolution(project_id=project, amount="1,000.00"))
    return made


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("language", ["es", "en"])
def test_each_paper_is_made_in_both_languages(books: Books, assembly: int, name: str, language: str) -> None:
    text = "".join(page_texts(assembly_paper(books, assembly, name, language, "pdf")))
    expected = {"es": "Asamblea General Ordinaria", "en": "Ordinary General Assembly"}[language]
    assert expected.lower() in text.lower().replace("\n", " ")


def test_the_minutes_say_what_the_books_say(books: Books, assembly: int) -> None:
    text = assembly_paper(books, assembly, "acta", "es", "txt").decode("utf-8")
    assert "de 3 socios hábiles asistieron 2 (presentes: 1; representados: 1)" in text
    assert "El estatuto pide 2 en primera convocatoria: hubo quórum" in text
    assert "Presupuesto para el proyecto «Alojamiento»: S/ 1,000.00 (MIL CON 00/100 SOLES)." in text
    assert "siendo las nueve horas con diez minutos del día sábado veintiuno de noviembre de dos mil veintiséis" in text
    english = assembly_paper(books, assembly, "acta", "en", "txt").decode("utf-8")
    assert "at 9:10 a.m. on Saturday 21 November 2026" in english


@pytest.mark.parametrize(
    ("name", "form", "sentence"),
    [("nada", "pdf", "convocatoria"), ("esquelas", "txt", r"\.pdf"), ("acta", "docx", r"\.pdf, \.txt")],
)
def test_what_cannot_be_made_is_said(books: Books, assembly: int, name: str, form: str, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        assembly_paper(books, assembly, name, "es", form)


def test_a_paper_is_written_whole_by_its_suffix(books: Books, assembly: int, tmp_path: Path) -> None:
    assembly_papers.save_assembly_paper(books, assembly, "acta", "es", tmp_path / "acta.txt")
    content = (tmp_path / "acta.txt").read_bytes()
    assert content.count(b"\r\n") == content.count(b"\n") > 20
    with pytest.raises(UserError, match=r"\.pdf"):
        assembly_papers.save_assembly_paper(books, assembly, "asistencia", "es", tmp_path / "lista.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["acta.txt"]
