"""A Central registers keys, brings packages, and sees who is late; its report, list and slides say the same."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pypdfium2
import pytest
from pptx import Presentation

from ananea_desktop.commands import main
from ananea_desktop.domain import packages
from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.money import format_amount
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import central, central_report, central_slides, sample_central
from ananea_desktop.operations.central import Central
from ananea_desktop.operations.sample_central import sample_cooperatives, sample_package
from ananea_desktop.storage import consolidated
from ananea_desktop.storage.consolidated import Outcome
from tests.builders import PERU, an_office_on_disk, issued

COOPERATIVES = sample_cooperatives(3)


def on(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T10:00:00").replace(tzinfo=PERU)


@pytest.fixture
def opened() -> Iterator[Central]:
    made = Central(consolidated.open_in_memory("CECOMSAP"), lambda: on("2026-04-15"))
    yield made
    made.file.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Packages of three cooperatives, two years each."""
    path = tmp_path_factory.mktemp("paquetes")
    assert len(list(sample_central.write_packages(path, 3, range(2024, 2026)))) == 6
    return path


def registered(opened: Central) -> None:
    for each in COOPERATIVES:
        central.add_key(opened, each.code, each.name, each.public_key)


def brought(opened: Central, folder: Path) -> None:
    registered(opened)
    at_once(central.bring(opened, central.packages_in(folder)))


def test_a_key_is_registered_once_and_held_against_its_paper(opened: Central) -> None:
    first = COOPERATIVES[0]
    shown = central.add_key(opened, f" {first.code} ", first.name, f"{first.public_key[:20]}\n {first.public_key[20:]}")
    assert [(row["code"], row["print"]) for row in central.keys(opened)] == [(first.code, shown)]
    assert len(shown.split()) == 8
    for code, name, key, wrong in (
        ("123", "x", "nada", {"code", "key"}),
        (first.code, " ", COOPERATIVES[1].public_key, {"name"}),
        (first.code, "x", first.public_key, {"key"}),
        (first.code, "x", first.public_key[:-4], {"key"}),
    ):
        with pytest.raises(InvalidRecord) as refused:
            central.add_key(opened, code, name, key)
        assert set(refused.value.problems) == wrong


def test_each_package_is_told_of_and_one_refused_keeps_none_out(opened: Central, folder: Path, tmp_path: Path) -> None:
    first = COOPERATIVES[0]
    central.add_key(opened, first.code, first.name, first.public_key)
    newer = tmp_path / "nuevo.zip"
    newer.write_bytes(sample_package(first, 2024, 2).content)
    found = at_once(central.bring(opened, [*central.packages_in(folder), newer, folder / "no-hay.zip", newer]))
    outcomes = [each.outcome for each in found]
    assert outcomes == [Outcome.ADDED, Outcome.ADDED, None, None, None, None, Outcome.REPLACED, None, Outcome.SAME]
    assert "no está registrada" in found[2].sentence
    assert found[6].sentence == f"{first.name}, 2024, número 2: reemplazó al anterior."


def test_who_is_missing_and_who_is_late(opened: Central, folder: Path) -> None:
    registered(opened)
    mine = [path for path in central.packages_in(folder) if COOPERATIVES[2].code not in path.name]
    at_once(central.bring(opened, mine))
    states = [(row["state"], row["is_late"]) for row in central.overview(opened, 2025).rows]
    assert states == [("N.º 1, hasta 31/12/2025", False)] * 2 + [("Falta, atrasado", True)]
    opened.clock = lambda: on("2026-03-31")
    assert central.overview(opened, 2025).rows[2]["state"] == "Falta"
    assert [row["state"] for row in central.overview(opened, None).rows] == [
        "Completo",
        "Completo",
        "Faltan 2025, 2024",
    ]
    assert central.portrait(opened, COOPERATIVES[2].code, None).missing == (2025, 2024)
    of_view = consolidated.of_years(opened.file, 0, 9999)
    for each in COOPERATIVES:
        found = central.portrait(opened, each.code, None)
        rows = [row for row in of_view if row["code"] == each.code]
        names = ("year", "number", "last_day", "premium_income")
        assert found.name == each.name
        assert found.years == [{name: row[name] for name in names} for row in reversed(rows)]
        assert sum(row["spent"] for row in found.headings) == sum(row["spent"] for row in rows)


def test_all_years_are_the_sum_of_each(opened: Central, folder: Path) -> None:
    brought(opened, folder)
    one, two, both = (central.overview(opened, year).totals for year in (2024, 2025, None))
    for name in ("premium_income", "premium_spent", "fine_mg", "trained", "handed_out"):
        assert one[name] + two[name] == both[name] > 0
    assert both["members"] == two["members"]
    assert both["projects"] == 24, "each project once, though it ran in both years"


def test_report_list_and_slides_say_the_sums(opened: Central, folder: Path, tmp_path: Path) -> None:
    brought(opened, folder)
    total = format_amount(central.overview(opened, 2025).totals["premium_income"])
    at_once(central_report.save(opened, 2025, tmp_path / "r.pdf"))
    with pypdfium2.PdfDocument(tmp_path / "r.pdf") as pdf:
        text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    assert total in text
    assert all(each.name in text for each in COOPERATIVES)
    at_once(central_report.save(opened, 2025, tmp_path / "r.csv"))
    assert (tmp_path / "r.csv").read_text(encoding="utf-8-sig").count("(muestra)") >= 3
    at_once(central_slides.save(opened, 2025, tmp_path / "s.pptx"))
    slides = Presentation(str(tmp_path / "s.pptx")).slides
    assert len(slides) == 9
    at_once(central_slides.save(opened, None, tmp_path / "s.pdf", "en", "16:9"))
    with pypdfium2.PdfDocument(tmp_path / "s.pdf") as pdf:
        assert len(pdf) == 9
        assert "2024–2025" in pdf[0].get_textpage().get_text_range()
    with pytest.raises(UserError, match="Guarde como"):
        at_once(central_slides.save(opened, None, tmp_path / "s.odp"))


def test_an_empty_central_has_papers_too(opened: Central, tmp_path: Path) -> None:
    at_once(central_report.save(opened, None, tmp_path / "r.pdf"))
    at_once(central_report.save(opened, None, tmp_path / "r.xlsx"))
    at_once(central_slides.save(opened, None, tmp_path / "s.pdf"))
    assert all((tmp_path / name).stat().st_size > 1000 for name in ("r.pdf", "r.xlsx", "s.pdf"))


def test_the_commands(tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = str(tmp_path / "c.db")
    named = ["--central", "CECOMSAP"]  # the first key makes the file
    for each in COOPERATIVES[:2]:
        assert main(["central-key", "add", each.code, each.name, each.public_key, "--to", target, *named]) == 0
    assert main(["consolidate", str(folder), "--to", target]) == 1
    told = capsys.readouterr()
    assert told.out.count("se trajo") == 4
    assert told.err.count("NO se trajo") == 2
    assert main(["consolidate", str(folder), "--to", target]) == 1
    assert capsys.readouterr().out.count("ya estaba") == 4
    assert main(["central-key", "list", "--to", target]) == 0
    assert COOPERATIVES[0].name in capsys.readouterr().out
    assert main(["central-key", "retire", COOPERATIVES[1].public_key, "--to", target]) == 0
    assert main(["central-key", "retire", "nada", "--to", target]) == 1
    assert main(["--file", target, "central-report", "--year", "2025", "--out", str(tmp_path / "r.xlsx")]) == 0
    assert main(["--file", target, "central-slides", "--out", str(tmp_path / "s.pdf")]) == 0
    assert (tmp_path / "r.xlsx").exists() and (tmp_path / "s.pdf").exists()
    assert main(["central-report"]) == 1
    assert main(["--file", str(folder / "no.db"), "central-report"]) == 1


def test_the_invented_central(tmp_path: Path) -> None:
    assert main(["central-demo", str(tmp_path), "--cooperatives", "2", "--years", "2"]) == 0
    with central.opened(tmp_path / "consolidado.db") as opened:
        found = central.overview(opened, None)
        assert found.is_sample
        assert [len(row["years"]) for row in found.rows] == [2, 1]
    assert main(["central-demo", str(tmp_path)]) == 1


def test_a_package_made_here_comes_in_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """From the commands of a cooperative to those of its Central."""
    books = an_office_on_disk(tmp_path / "ananea.db")
    issued(books)
    books.file.close()
    data, target = str(tmp_path / "ananea.db"), str(tmp_path / "c.db")
    assert main(["--file", data, "package-key", "--out", str(tmp_path / "clave.pdf")]) == 0
    said, shown = capsys.readouterr().out.splitlines()
    code, key = said.split()
    with pypdfium2.PdfDocument(tmp_path / "clave.pdf") as pdf:
        text = pdf[0].get_textpage().get_text_range()
    assert key in text and shown in text
    assert main(["--file", data, "package-year", "2026", str(tmp_path)]) == 0
    path = capsys.readouterr().out.strip()
    assert main(["consolidate", "--to", target]) == 0
    assert main(["central-key", "add", code, "La nuestra", key, "--to", target]) == 0
    assert capsys.readouterr().out.strip() == shown
    assert main(["consolidate", path, "--to", target]) == 0
    with central.opened(Path(target)) as opened:
        (row,) = central.overview(opened, 2026).rows
        assert row["income"] > 0
        assert json.dumps(row["years"]) == "[2026]"
    assert main(["--file", data, "package-key", "--renew", "Otra persona tuvo la PC"]) == 0
    assert capsys.readouterr().out.split()[1] != key


def test_a_package_of_a_day_to_come_is_not_taken(opened: Central, tmp_path: Path) -> None:
    """It would win over all that is made until then."""
    registered(opened)
    path = tmp_path / "x.zip"
    path.write_bytes(sample_package(COOPERATIVES[0], 9997).content)
    (told,) = at_once(central.bring(opened, [path]))
    assert told.outcome is None and "Dice que se hizo el 16/01/9998" in told.sentence


def test_large_packages_are_not_kept_in_memory_together(
    opened: Central, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    registered(opened)
    monkeypatch.setattr(packages, "MOST_ROWS", 50)
    steps = central.bring(opened, central.packages_in(folder))
    for _step in range(2):
        next(steps)
    assert len(consolidated.years(opened.file)) == 1, "the first was kept before the second was read"
    steps.close()


def test_what_is_not_where_it_is_looked_for_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder without packages, a stick that was pulled, and a consolidated file taken for the books."""
    target = str(tmp_path / "consolidado.db")
    assert main(["consolidate", "--to", target]) == 0
    assert main(["consolidate", str(tmp_path), "--to", target]) == 1
    assert "Ahí no hay paquetes" in capsys.readouterr().err
    assert main(["consolidate", str(tmp_path / "x.zip"), "--to", target]) == 1
    assert "No hay un archivo «x.zip»" in capsys.readouterr().err
    before = (tmp_path / "consolidado.db").read_bytes()
    assert main(["--file", target, "package-key"]) == 1
    assert "es un consolidado de la central" in capsys.readouterr().err
    assert (tmp_path / "consolidado.db").read_bytes() == before
