"""Packages of a cooperative for its Central, and the Central's consolidated file."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ananea_desktop.commands.base import group, in_language_asked, opened, out_asked
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import _
from ananea_desktop.domain.presentations import RATIOS
from ananea_desktop.domain.steps import at_once

if TYPE_CHECKING:
    from ananea_desktop.operations.central import Central

_FILE = click.Path(path_type=Path, dir_okay=False)
_YEAR = click.IntRange(1990, 2200)
to_asked = click.option(
    "--to",
    "target",
    metavar="ARCHIVO|postgresql://…",
    required=True,
    help="El archivo consolidado (.db), o PostgreSQL.",
)
central_named = click.option(
    "--central", "central_name", default="", help="El nombre de la central, donde el archivo es nuevo."
)
year_asked = click.option("--year", type=_YEAR, help="Solo ese año; si no, todos.")


@contextmanager
def central_opened(path: Path) -> "Iterator[Central]":
    """The consolidated file; what works on it is imported only then."""
    from ananea_desktop.operations.central import opened as central_of

    with central_of(path) as central:
        yield central


@group.command("package-year")
@click.argument("year", type=_YEAR)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--with-names", is_flag=True, help="También socios y trabajadores por su nombre (datos personales).")
@click.pass_obj
def package_year(data_file: Path | None, year: int, folder: Path, with_names: bool) -> None:
    """Escribe en DIR el paquete firmado del año YEAR para la central."""
    from ananea_desktop.operations import year_package

    with opened(data_file) as books:
        written = at_once(year_package.write_year(books, year, folder, with_names))
    click.echo(written.path)


@group.command("package-key")
@click.option("--renew", metavar="MOTIVO", help="Hace una clave nueva en lugar de la que hay, y dice por qué.")
@out_asked
@in_language_asked
@click.pass_obj
def package_key(data_file: Path | None, renew: str | None, out: Path | None, lang: str) -> None:
    """La clave pública de los paquetes y su huella; con --out, el papel que se entrega a la central."""
    from ananea_desktop.operations import package_key_paper, package_keys, reports

    with opened(data_file) as books:
        if renew is not None:
            package_keys.renew(books, renew)
        key = package_keys.current(books)
        code = package_keys.code(books)
        if out is not None:
            reports.save_paper(out, package_key_paper.paper(books, lang))
    click.echo(f"{code} {key['public_key']}\n{package_keys.fingerprint(key)}")


@group.command()
@click.argument("paths", metavar="PACKAGE...", nargs=-1, type=click.Path(path_type=Path))
@to_asked
@central_named
def consolidate(paths: tuple[Path, ...], target: str, central_name: str) -> int:
    """Trae paquetes (o carpetas con paquetes) al consolidado, que se hace si no hay. 1 si alguno no se trajo.

    Con --to postgresql://usuario@equipo/base van a esa base de datos; la clave se toma de PGPASSWORD o ~/.pgpass.
    """
    from ananea_desktop.operations import central
    from ananea_desktop.operations.central_database import collecting_anew

    found = [path for given in paths for path in (central.packages_in(given) if given.is_dir() else [given])]
    if paths and not found:
        raise UserError(_("Ahí no hay paquetes: se llaman ananea-paquete-….zip."))
    with collecting_anew(target, central_name) as opened_central:
        brought = at_once(central.bring(opened_central, found))
    for each in brought:
        click.echo(f"{each.path.name}: {each.sentence}", err=each.outcome is None)
    return 1 if any(each.outcome is None for each in brought) else 0


@group.group("central-key")
def central_key() -> None:
    """Las claves de las cooperativas que la central conoce."""


@central_key.command("add")
@click.argument("code")
@click.argument("name")
@click.argument("key")
@to_asked
@central_named
def add_key(code: str, name: str, key: str, target: str, central_name: str) -> None:
    """Registra la clave pública KEY de la cooperativa NAME (CODE: su RUC). Compare la huella con el papel.

    El consolidado se hace si no hay.
    """
    from ananea_desktop.operations import central
    from ananea_desktop.operations.central_database import collecting_anew

    with collecting_anew(target, central_name) as opened_central:
        click.echo(central.add_key(opened_central, code, name, key))


@central_key.command("list")
@to_asked
def list_keys(target: str) -> None:
    """Dice qué claves hay, con su huella."""
    from ananea_desktop.operations import central
    from ananea_desktop.operations.central_database import collecting

    with collecting(target) as opened_central:
        for row in central.keys(opened_central):
            retired = _(" (retirada)") if row["retired_on"] else ""
            click.echo(f"{row['code']}  {row['print']}  {row['name']}{retired}")


@central_key.command("retire")
@click.argument("key")
@to_asked
def retire_key(key: str, target: str) -> None:
    """Lo que KEY firme desde mañana ya no se trae."""
    from ananea_desktop.operations import central
    from ananea_desktop.operations.central_database import collecting

    with collecting(target) as opened_central:
        if not any(row["public_key"] == key for row in central.keys(opened_central)):
            raise UserError(_("Esa clave no está registrada."))
        central.retire_key(opened_central, key)


@group.command("central-report")
@year_asked
@out_asked
@in_language_asked
@click.pass_obj
def central_report(data_file: Path | None, year: int | None, out: Path | None, lang: str) -> None:
    """El informe por cooperativa del consolidado (--file), como PDF, XLSX o CSV."""
    from ananea_desktop.operations import central_report as papers

    path = out or Path("informe-central.pdf")
    with central_opened(_given(data_file)) as central:
        at_once(papers.save(central, year, path, lang))
    click.echo(path)


@group.command("central-slides")
@year_asked
@click.option("--ratio", type=click.Choice(RATIOS), default=RATIOS[0], help="4:3 para proyectores antiguos.")
@out_asked
@in_language_asked
@click.pass_obj
def central_slides(data_file: Path | None, year: int | None, ratio: str, out: Path | None, lang: str) -> None:
    """La presentación por cooperativa del consolidado (--file), como PDF o PowerPoint."""
    from ananea_desktop.operations import central_slides as slides

    path = out or Path("presentacion-central.pdf")
    with central_opened(_given(data_file)) as central:
        at_once(slides.save(central, year, path, lang, ratio))
    click.echo(path)


@group.command("central-demo")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--cooperatives", type=click.IntRange(1, 10_000), default=10, help="Cuántas cooperativas.")
@click.option("--years", type=click.IntRange(1, 30), default=3, help="Cuántos años, hasta el pasado.")
def central_demo(folder: Path, cooperatives: int, years: int) -> None:
    """Escribe en DIR un consolidado de muestra y sus paquetes, todo inventado."""
    from ananea_desktop.operations import sample_central

    click.echo(sample_central.write_sample(folder, cooperatives, years))


def _given(data_file: Path | None) -> Path:
    if data_file is None:
        raise UserError(_("Diga qué consolidado: ananea-desktop --file ARCHIVO central-report …"))
    return data_file
