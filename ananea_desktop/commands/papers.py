"""Papers of the cooperative: receipts, reports, slides, charts, the folder of a year, the sample for an audit."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import click

from ananea_desktop.commands.base import group, in_language_asked, opened, out_asked
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import LANGUAGES, _
from ananea_desktop.domain.presentations import RATIOS
from ananea_desktop.domain.receipts import ReceiptKind
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import (
    charts,
    evidence,
    papers,
    presentations,
    receipts,
    reports,
)
from ananea_desktop.operations import slides as slide_files
from ananea_desktop.operations import year_folder as year_folders

_KINDS = {"ingreso": ReceiptKind.IN, "egreso": ReceiptKind.OUT}
DAY = click.DateTime(("%Y-%m-%d", "%d/%m/%Y"))


@group.command()
@click.argument("kind", type=click.Choice(list(_KINDS)))
@click.argument("number")
@out_asked
@in_language_asked
@click.pass_obj
def receipt(data_file: Path | None, kind: str, number: str, out: Path | None, lang: str) -> None:
    """Escribe en PDF el recibo NUMBER, por ejemplo 001-000123."""
    with opened(data_file) as books:
        try:
            found = receipts.find(books, _KINDS[kind], number)
        except LookupError:
            raise UserError(_("No hay un recibo de {kind} {number}.").format(kind=kind, number=number)) from None
        path = out or Path(f"recibo-{kind}-{found.number_text}.pdf")
        reports.save_paper(path, papers.document_pdf(books, found, lang))
    click.echo(path)


@group.command()
@click.argument("name", required=False)
@click.option("--list", "list_all", is_flag=True, help="Dice qué papeles y listas hay.")
@click.option("--year", type=click.IntRange(1990, 2200), help="Solo ese año, donde el papel lo permite.")
@click.option("--day", type=DAY, help="A esa fecha (2026-11-23), donde el papel lo permite; si no, a hoy.")
@out_asked
@in_language_asked
@click.pass_obj
def report(
    data_file: Path | None,
    name: str | None,
    list_all: bool,
    year: int | None,
    day: datetime | None,
    out: Path | None,
    lang: str,
) -> None:
    """Hace el papel o la lista NAME como PDF, XLSX o CSV, según el nombre de --out."""
    if list_all or name is None:
        for each in reports.REPORTS.values():
            span = _(" (por año)") if each.by_year else _(" (a una fecha)") if each.of_day else ""
            click.echo(f"{each.name:22}{_(each.description)}{span}")
        return
    path = out or Path(f"{name}.pdf")
    with opened(data_file) as books:
        reports.save_report(books, name, year, lang, path, day.date() if day else None)
    click.echo(path)


@group.command()
@click.option("--year", type=click.IntRange(1990, 2200), help="El año que se presenta; si no, el de hoy.")
@click.option("--ratio", type=click.Choice(RATIOS), help="4:3 para proyectores antiguos; si no, como se guardó.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Idioma de la presentación; si no, como se guardó.")
@out_asked
@click.pass_obj
def slides(data_file: Path | None, year: int | None, ratio: str | None, lang: str | None, out: Path | None) -> None:
    """Hace la presentación de un año para la asamblea, como PDF o PowerPoint según el nombre de --out."""
    with opened(data_file) as books:
        chosen = year or books.today().year
        presentation = presentations.open_presentation(books, date(chosen, 1, 1), date(chosen, 12, 31))
        presentation = replace(presentation, ratio=ratio or presentation.ratio, language=lang or presentation.language)
        path = out or Path(f"{slide_files.file_name(presentation)}.pdf")
        at_once(slide_files.save_slides(books, presentation, path))
    click.echo(path)


@group.command()
@click.argument("name", required=False)
@click.option("--list", "list_all", is_flag=True, help="Dice qué gráficos hay.")
@click.option("--year", type=click.IntRange(1990, 2200), help="El año del gráfico; si no, el de hoy.")
@out_asked
@in_language_asked
@click.pass_obj
def chart(
    data_file: Path | None, name: str | None, list_all: bool, year: int | None, out: Path | None, lang: str
) -> None:
    """Hace el gráfico NAME de un año como SVG, PDF o PNG, según el nombre de --out."""
    if list_all or name is None:
        for each in charts.CHARTS.values():
            click.echo(f"{each.name:27}{_(each.title)}" + (_(" (por año)") if each.by_period else ""))
        return
    path = out or Path(f"{name}.pdf")
    with opened(data_file) as books:
        chosen = year or books.today().year
        charts.save_chart(books, name, date(chosen, 1, 1), date(chosen, 12, 31), lang, path)
    click.echo(path)


@group.command("year-folder")
@click.argument("year", type=click.IntRange(1990, 2200))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@in_language_asked
@click.pass_obj
def year_folder(data_file: Path | None, year: int, folder: Path, lang: str) -> None:
    """Escribe en DIR una carpeta con todo lo del año YEAR, y la huella de cada archivo."""
    with opened(data_file) as books:
        written = at_once(year_folders.write_year(books, year, folder, lang))
    click.echo(written)


@group.command("audit-sample")
@click.option("--year", type=click.IntRange(1990, 2200), help="Solo documentos de ese año.")
@click.option("--count", default="10", help="Cuántos documentos.")
@click.option("--seed", required=True, help="La semilla que elige quien revisa: la misma da la misma muestra.")
@out_asked
@in_language_asked
@click.pass_obj
def audit_sample(data_file: Path | None, year: int | None, count: str, seed: str, out: Path | None, lang: str) -> None:
    """Saca documentos al azar, cada uno con sus sustentos, en un solo PDF."""
    path = out or Path("muestra-auditoria.pdf")
    with opened(data_file) as books:
        parts = at_once(evidence.sample_parts(books, year, count, seed, lang))
    reports.save_paper(path, papers.joined(parts))
    click.echo(path)
