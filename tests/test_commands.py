"""The commands: the main job without a window, and sentences where something is missing."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest

from ananea_desktop import commands
from ananea_desktop.operations import office, reports
from ananea_desktop.operations.books import open_books
from tests.builders import a_profile, an_office_on_disk, issued, save_member
from tests.hostile import a_photo


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    assert commands.main(["demo", str(folder)]) == 0
    return folder


def on(demo: Path, *arguments: str) -> int:
    return commands.main(["--file", str(demo / "ananea.db"), *arguments])


def test_demo_writes_the_file_and_one_of_each_paper(demo: Path) -> None:
    papers = {path.name for path in demo.glob("*.pdf")}
    assert papers >= {"recibo-ingreso.pdf", "recibo-egreso.pdf", "recibo-anulado.pdf", "padron.pdf", "proyectos.pdf"}
    assert all((demo / name).read_bytes().startswith(b"%PDF") for name in papers)


def test_demo_does_not_overwrite_without_being_told(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (demo / "ananea.db").read_bytes()
    assert commands.main(["demo", str(demo)]) == 1
    assert "--replace" in capsys.readouterr().err
    assert (demo / "ananea.db").read_bytes() == before


def test_demo_replaces_its_own_sample_when_told(tmp_path: Path) -> None:
    assert commands.main(["demo", str(tmp_path)]) == 0
    assert commands.main(["demo", str(tmp_path), "--replace"]) == 0
    assert commands.main(["--file", str(tmp_path / "ananea.db"), "check"]) == 0


def test_demo_never_replaces_a_real_receipt(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    issued(books)
    office.save_profile(books, a_profile(is_sample="yes"))
    books.file.close()
    before = (tmp_path / "ananea.db").read_bytes()
    assert commands.main(["demo", str(tmp_path), "--replace"]) == 1
    assert "no son de muestra" in capsys.readouterr().err
    assert (tmp_path / "ananea.db").read_bytes() == before


def test_demo_says_that_a_folder_cannot_be_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "papel").write_text("")
    assert commands.main(["demo", str(tmp_path / "papel" / "muestra")]) == 1
    assert "No se puede hacer la carpeta" in capsys.readouterr().err


def test_check_over_nothing_is_not_fine(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    open_books(tmp_path / "ananea.db").file.close()
    assert commands.main(["--file", str(tmp_path / "ananea.db"), "check"]) == 1
    assert "no había nada que comprobar" in capsys.readouterr().out


def test_receipt_writes_the_numbered_one(demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "r.pdf"
    assert on(demo, "receipt", "ingreso", "001-000003", "--out", str(out), "--lang", "en") == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert on(demo, "receipt", "egreso", "001-999999") == 1
    assert "No hay un recibo" in capsys.readouterr().err


def test_report_lists_and_makes(demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert on(demo, "report", "--list") == 0
    told = capsys.readouterr().out
    assert "proyectos" in told
    assert all(f"\n{name} " in f"\n{told}" for name in reports.REPORTS), "a name runs into its description"
    for suffix in ("pdf", "xlsx", "csv"):
        out = tmp_path / f"p.{suffix}"
        assert on(demo, "report", "recibos", "--year", "2026", "--out", str(out)) == 0
        assert out.stat().st_size > 100
    assert on(demo, "report", "recibos", "--out", str(tmp_path / "p.doc")) == 1
    assert not (tmp_path / "p.doc").exists()


def test_chart_lists_and_makes(demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert on(demo, "chart", "--list") == 0
    assert "prima-por-anio" in capsys.readouterr().out
    begins = {"svg": b"<?xml", "pdf": b"%PDF", "png": b"\x89PNG"}
    for suffix, beginning in begins.items():
        out = tmp_path / f"c.{suffix}"
        assert on(demo, "chart", "prima-por-anio", "--year", "2024", "--lang", "en", "--out", str(out)) == 0
        assert out.read_bytes().startswith(beginning)
    assert "Fairtrade Premium by year" in (tmp_path / "c.svg").read_text(encoding="utf-8")
    assert on(demo, "chart", "nada") == 1
    assert "dinero-por-mes" in capsys.readouterr().err
    assert on(demo, "chart", "prima-por-anio", "--out", str(tmp_path / "c.doc")) == 1
    assert not (tmp_path / "c.doc").exists()


def test_slides_are_made_as_pdf_and_powerpoint(demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, begins in (("asamblea.pdf", b"%PDF"), ("asamblea.pptx", b"PK")):
        path = tmp_path / name
        assert on(demo, "slides", "--year", "2026", "--out", str(path)) == 0
        assert capsys.readouterr().out.strip() == str(path)
        assert path.read_bytes().startswith(begins)


def test_slides_of_a_year_to_come_are_refused_with_the_reason(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert on(demo, "slides", "--year", "2190", "--out", str(tmp_path / "x.pdf")) == 1
    assert "todavía no empieza" in capsys.readouterr().err
    assert not (tmp_path / "x.pdf").exists()


def test_assembly_lists_and_makes_its_papers(demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert on(demo, "assembly", "--list") == 0
    listed = capsys.readouterr().out
    assert "Asamblea ordinaria del 28/02/2026" in listed
    assert "convocatoria" in listed
    assert on(demo, "assembly", "1", "acta", "--out", str(tmp_path / "acta.txt")) == 0
    assert "Acuerdo 4." in (tmp_path / "acta.txt").read_text(encoding="utf-8")
    assert on(demo, "assembly", "convocatoria", "--out", str(tmp_path / "c.pdf"), "--lang", "en") == 0
    assert (tmp_path / "c.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("99", "acta"), "No hay una asamblea con el número 99"),
        (("ayer", "acta"), "Diga el número"),
        (("1", "nada"), "No hay un papel «nada»"),
        (("1", "esquelas", "--out", "e.txt"), "se guarda como .pdf"),
    ],
)
def test_assembly_says_what_is_missing(
    demo: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], sentence: str
) -> None:
    assert on(demo, "assembly", *arguments) == 1
    assert sentence in capsys.readouterr().err


def test_check_says_how_many_it_looked_at(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert on(demo, "check", "--json") == 0
    result = json.loads(capsys.readouterr().out)
    assert result["sound"] is True
    assert result["counts"]["receipts"] > 60


def test_a_photo_is_attached_listed_and_written_out(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    photo = tmp_path / "La vía.png"
    photo.write_bytes(a_photo(shade=77, form="PNG"))
    project = ("premium_projects", "14")
    assert on(demo, "attachments", *project) == 0
    assert "No tiene adjuntos" in capsys.readouterr().out
    assert on(demo, "attach", *project, str(photo), "--caption", "El chute", "--stage", "before") == 0
    assert on(demo, "attach", *project, str(photo)) == 1
    assert "Ya está adjunto" in capsys.readouterr().err
    assert on(demo, "attachments", *project) == 0
    assert "La vía.png  1\N{NO-BREAK SPACE}KB  Antes  El chute" in capsys.readouterr().out
    assert on(demo, "attachments", *project, "--out", str(tmp_path / "fotos")) == 0
    (written,) = (tmp_path / "fotos").iterdir()
    assert written.name.endswith("-La vía.jpg")
    assert written.read_bytes().startswith(b"\xff\xd8")
    assert on(demo, "check") == 0


def test_attach_says_what_is_wrong(demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    photo = tmp_path / "foto.jpg"
    photo.write_bytes(a_photo())
    for arguments, words in (
        (("members", "999", str(photo)), "No hay un registro 999"),
        (("members", "1", str(tmp_path)), "Es una carpeta"),
        (("members", "1", str(tmp_path / "no.jpg")), "ya no está"),
        (("members", "1", __file__), "No es una foto ni un PDF"),
        (("members", "1", str(photo), "--stage", "after"), "Solo las fotos de un proyecto"),
        (("members", "1", str(photo), "--caption", "x" * 301), "Acórtelo"),
    ):
        assert on(demo, "attach", *arguments) == 1
        assert words in capsys.readouterr().err
    assert on(demo, "attachments", "members", "1") == 0
    assert "No tiene adjuntos" in capsys.readouterr().out


def test_a_missing_file_is_not_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["--file", str(tmp_path / "no.db"), "check"]) == 1
    assert "No hay un archivo de datos" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_without_a_display_a_sentence_names_the_demo(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ananea_desktop"], env={"HOME": str(tmp_path)}, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "demo" in done.stderr
    assert "Traceback" not in done.stderr


def test_commands_load_no_qt() -> None:
    code = "import sys, ananea_desktop.commands; sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_the_audit_sample_is_the_same_for_the_same_seed(demo: Path, tmp_path: Path) -> None:
    def pages(seed: str) -> list[str]:
        out = tmp_path / f"muestra-{seed}.pdf"
        assert on(demo, "audit-sample", "--year", "2018", "--count", "4", "--seed", seed, "--out", str(out)) == 0
        document = pypdfium2.PdfDocument(out)
        texts = [str(page.get_textpage().get_text_bounded()) for page in document]
        document.close()
        return texts

    first = pages("abc")
    assert "Semilla: abc" in first[0]
    assert "4 documentos" in first[0]
    assert any("Egreso 001-000001 · Recibo firmado por la ferretería" in text for text in first)
    assert any("Egreso 001-000001 · Factura de la bomba" in text for text in first)  # of the purchase it pays
    assert pages("abc") == first
    assert pages("abd")[0] != first[0]


def test_the_dossier_of_a_project_has_its_report_and_its_papers(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert on(demo, "dossier", "--list") == 0
    assert "Mantenimiento de chutes" in capsys.readouterr().out
    out = tmp_path / "expediente.pdf"
    assert on(demo, "dossier", "2", "--lang", "en", "--out", str(out)) == 0
    with closing(pypdfium2.PdfDocument(out)) as document:
        text = "".join(str(page.get_textpage().get_text_bounded()) for page in document)
    assert "Dossier of the project" in text
    assert "Before: El chute con planchas gastadas" in text
    assert on(demo, "dossier", "999", "--out", str(tmp_path / "nada.pdf")) == 1
    assert "No hay un proyecto con el número 999." in capsys.readouterr().err
    assert not (tmp_path / "nada.pdf").exists()


def test_offers_are_compared_on_paper(demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert on(demo, "quotation", "--list") == 0
    assert "10/09/2026  Bomba de lodos para la planta" in capsys.readouterr().out
    out = tmp_path / "cuadro.pdf"
    assert on(demo, "quotation", "1", "--lang", "en", "--out", str(out)) == 0
    with closing(pypdfium2.PdfDocument(out)) as document:
        text = str(document[0].get_textpage().get_text_bounded())
    assert "Comparison of quotations" in text
    assert "3,540.00" in text
    assert on(demo, "quotation", "99", "--out", str(tmp_path / "nada.pdf")) == 1
    assert "No hay una cotización con el número 99." in capsys.readouterr().err


def test_an_audit_sample_of_nothing_says_what_is_missing(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert on(demo, "audit-sample", "--count", "muchos", "--seed", " ") == 1
    said = capsys.readouterr().err
    assert "Escriba cuántos documentos, de 1 a 500." in said
    assert "Escriba la semilla" in said


def test_a_file_that_cannot_be_read_is_told_in_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "ananea.db"
    books = an_office_on_disk(path)
    issued(books)
    books.file.close()
    with closing(sqlite3.connect(path)) as file:
        (page,) = file.execute("SELECT rootpage FROM sqlite_master WHERE name = 'receipt_lines'").fetchone()
    with path.open("r+b") as damaged:
        damaged.seek((page - 1) * 4096)
        damaged.write(bytes(4096))
    assert on(tmp_path, "receipt", "ingreso", "001-000001", "--out", str(tmp_path / "r.pdf")) == 1
    assert "El archivo de datos está dañado" in capsys.readouterr().err


def test_the_papers_of_equipment_come_out_by_command(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in (
        ("hand-out", "000002"),
        ("hand-out", "2", "--register"),
        ("hand-out", "1", "--kind", "donacion", "--lang", "en"),
        ("kardex", "cascos"),
        ("renewal-slips",),
        ("project-equipment", "10"),
    ):
        out = tmp_path / "papel.pdf"
        assert on(demo, *arguments, "--out", str(out)) == 0
        assert out.read_bytes().startswith(b"%PDF")
    assert on(demo, "kardex", "Cascos", "--out", str(tmp_path / "kardex.csv")) == 0
    assert "Entrega N.º 000002" in (tmp_path / "kardex.csv").read_text("utf-8-sig")
    capsys.readouterr()
    assert on(demo, "kardex") == 0
    assert "Cascos: 24 unidades" in capsys.readouterr().out
    for wrong in (("hand-out", "999"), ("kardex", "Botas"), ("project-equipment", "999")):
        assert on(demo, *wrong, "--out", str(tmp_path / "nada.pdf")) == 1
    assert not (tmp_path / "nada.pdf").exists()


def test_what_members_owe_is_charged_listed_and_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    for number in (1, 2):
        save_member(books, document_number=f"1000000{number}", number=str(number))
    books.file.close()
    order = ("charge", "Cuota de noviembre", "50", "--due", "30/11/2030")
    assert on(tmp_path, *order, "--dry-run") == 0
    assert "A 2 socios, S/\u00a0100.00. Vence el 30/11/2030." in capsys.readouterr().out
    assert on(tmp_path, "charges") == 0
    assert capsys.readouterr().out == ""
    assert on(tmp_path, *order) == 0
    assert on(tmp_path, "charge", "Faena", "20", "--kind", "multa", "--member", "10000002") == 0
    capsys.readouterr()
    assert on(tmp_path, "charges") == 0
    fine, due = capsys.readouterr().out.splitlines()
    assert "Multa: Faena, a 1: esperado S/\u00a020.00" in fine and "Cuota de noviembre, a 2" in due
    for arguments, name in ((("member-account", "10000002"), "cuenta.csv"), (("debt-slips",), "esquelas.pdf")):
        assert on(tmp_path, *arguments, "--out", str(tmp_path / name)) == 0
    assert "Multa: Faena" in (tmp_path / "cuenta.csv").read_text("utf-8-sig")
    assert (tmp_path / "esquelas.pdf").read_bytes().startswith(b"%PDF")
    assert on(tmp_path, "charge", " ", "x") == 1
    said = capsys.readouterr().err
    assert "Falta el concepto" in said
    assert on(tmp_path, "charge", "Cuota", "5", "--member", "99999999") == 1
    assert "No hay nadie con el documento 99999999." in capsys.readouterr().err


def test_training_lists_and_makes_its_papers(demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert on(demo, "training", "--list") == 0
    listed = capsys.readouterr().out
    assert "Realizada: Uso de la retorta" in listed and "registro" in listed
    certified = next(line.split()[0] for line in listed.splitlines() if "retorta" in line)
    for name in ("registro", "hoja-firmas", "hoja-vacia", "constancias"):
        assert on(demo, "training", certified, name, "--out", str(tmp_path / f"{name}.pdf"), "--lang", "en") == 0
        assert (tmp_path / f"{name}.pdf").read_bytes().startswith(b"%PDF")
    assert on(demo, "certificate", "1", "--out", str(tmp_path / "1.pdf")) == 0
    assert on(demo, "training-record", "00041527", "--out", str(tmp_path / "r.xlsx")) == 0
    assert (tmp_path / "r.xlsx").stat().st_size > 1000


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("training", "99", "registro"), "No hay una capacitación con el número 99"),
        (("training", "1", "acta"), "No hay un papel «acta»"),
        (("training", "1", "constancias"), "Todavía no se emitieron"),
        (("certify", "99"), "No hay una capacitación con el número 99"),
        (("certify", "12"), "está Realizada"),
        (("certificate", "999"), "No hay una constancia con el número 999"),
        (("training-record", "99999999"), "No hay nadie con el documento"),
    ],
)
def test_what_a_training_lacks_is_said(
    demo: Path, arguments: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert on(demo, *arguments) == 1
    assert words in capsys.readouterr().err


def test_certify_issues_what_lacks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["demo", str(tmp_path)]) == 0
    capsys.readouterr()
    assert on(tmp_path, "certify", "1") == 0
    assert "Se emitieron 30 constancias." in capsys.readouterr().out
    assert on(tmp_path, "check") == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("training", "registro"),
        ("certify",),
        ("certificate",),
        ("quotation",),
        ("project-equipment",),
        ("dossier",),
        ("hand-out",),
        ("attachments",),
    ],
)
def test_a_number_longer_than_any_is_told(demo: Path, arguments: tuple[str, ...]) -> None:
    command, *rest = arguments
    table = ["items"] if command == "attachments" else []
    assert on(demo, command, *table, "9" * 20, *rest) in (1, 2)


def test_a_kardex_has_a_form_that_there_is(demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert on(demo, "kardex", "Cascos", "--out", str(tmp_path / "kardex.txt")) == 1
    assert ".xlsx" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_papers_of_members_are_made_without_a_window(demo: Path, tmp_path: Path) -> None:
    for arguments, name in (
        (("report", "padron", "--day", "2022-01-01"), "padron.xlsx"),
        (("report", "directiva", "--day", "01/05/2024"), "directiva.pdf"),
        (("member-sheet", "00041527"), "ficha.pdf"),
        (("signature-list", "00041527", "00041002", "--title", "Faena", "--blank", "3"), "firmas.csv"),
        (("credentials",), "credenciales.pdf"),
        (("credentials", "--labels", "00041527"), "etiquetas.pdf"),
        (("good-standing", "00041527", "--purpose", "un trámite"), "constancia.pdf"),
    ):
        path = tmp_path / name
        assert on(demo, *arguments, "--out", str(path)) == 0
        assert path.stat().st_size > 50
    assert (tmp_path / "firmas.csv").read_text("utf-8-sig").count("\n") == 6
    assert on(demo, "check") == 0


def test_a_state_is_noted_without_a_window(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert on(demo, "member-state", "00046118", "inhabil", "--since", "20/11/2026") == 1
    assert "motivo" in capsys.readouterr().err
    assert on(demo, "member-state", "00046118", "inhabil", "--since", "20/11/2026", "--reason", "Faltó") == 0
    assert on(demo, "good-standing", "00046118") == 1
    assert "no está hábil: está inhábil desde el 20/11/2026" in capsys.readouterr().err
    assert on(demo, "report", "cuentas", "--day", "2022-01-01") == 1
    assert "no es de una fecha" in capsys.readouterr().err
    assert on(demo, "member-sheet", "99999999") == 1
    assert "No hay nadie con el documento" in capsys.readouterr().err


def test_undo_and_papelera(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    books = an_office_on_disk(tmp_path / "ananea.db")
    member = save_member(books)
    books.file.close()
    assert on(tmp_path, "undo", "--dry-run") == 0
    assert on(tmp_path, "undo") == 0
    assert capsys.readouterr().out == "la anotación de Ccʼallo Núñez, José\n" * 2
    assert on(tmp_path, "papelera") == 0
    assert "Ccʼallo Núñez, José" in capsys.readouterr().out
    assert on(tmp_path, "papelera", "--recover", "members", str(member)) == 0
    assert on(tmp_path, "papelera", "--discard", "members", str(member)) == 0
    assert on(tmp_path, "undo") == 0
    assert "el retiro por error de Ccʼallo Núñez, José" in capsys.readouterr().out
    assert on(tmp_path, "papelera", "--discard", "members", "9") == 1
    assert "No hay un registro" in capsys.readouterr().err
