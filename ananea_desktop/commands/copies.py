"""Copies of the data file: making one, and saying what those in a folder hold."""

import json
from pathlib import Path
from typing import Any

import click

from ananea_desktop import paths
from ananea_desktop.commands.base import group, opened
from ananea_desktop.domain.attachments import size_text
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import _
from ananea_desktop.domain.receipts import KIND_TITLES, number_text
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import copying
from ananea_desktop.operations.copying import FoundCopy

_TITLES = {str(kind): title for kind, title in KIND_TITLES.items()}
"""By the texts that a copy has; a stranger's may have others."""
_folder = click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))


@group.command()
@_folder
@click.pass_obj
def backup(data_file: Path | None, folder: Path) -> None:
    """Hace en DIR una copia comprobada del archivo de datos, sellada si hay llaves; otra queda junto al archivo."""
    with opened(data_file) as books:
        made = copying.copy_to(books, folder)
    click.echo(made.path)


@group.command()
@_folder
@click.option("--read", is_flag=True, help="Lee entera la copia más nueva de este archivo y la compara.")
@click.option("--json", "as_json", is_flag=True, help="El resultado como JSON.")
@click.pass_obj
def backups(data_file: Path | None, folder: Path, read: bool, as_json: bool) -> int:
    """Dice qué copias hay en DIR, qué tiene cada una y si está comprobada; termina con 1 si alguna está dañada.

    Sin archivo de datos (una computadora nueva) dice lo que las copias dicen de sí mismas.
    """
    if not folder.is_dir():
        raise UserError(_("No hay una carpeta {path}.").format(path=folder))
    path = data_file or paths.default_data_file()
    if data_file is None and not path.exists():
        found = copying.copies_in(None, folder)
    else:
        with opened(path) as books:
            if read:
                at_once(copying.read_again(books, folder))
            found = copying.copies_in(books, folder)
    if as_json:
        click.echo(json.dumps([_as_json(each) for each in found], ensure_ascii=False, indent=2))
    else:
        for each in found:
            click.echo(_line(each))
        if not found:
            click.echo(_("Ahí no hay copias."))
    return 1 if any(each.problem for each in found) else 0


def _line(copy: FoundCopy) -> str:
    holds = "?" if copy.receipts is None else str(copy.receipts)
    words = (
        f"{copy.number:06d}",
        format_date(copy.day),
        _("{count} documentos").format(count=holds),
        ", ".join(
            f"{_(_TITLES.get(kind, kind))} {number_text(series, number)}"
            for kind, series, number in copy.last_numbers[-3:]
        ),
        size_text(copy.size),
        _("sellada") if copy.is_sealed else _("sin llave"),
        copy.problem or (_("comprobada") if copy.verified_at else _("sin comprobar")),
    )
    return "  ".join(word for word in words if word)


def _as_json(copy: FoundCopy) -> dict[str, Any]:
    return {
        "file": copy.path.name,
        "number": copy.number,
        "day": copy.day.isoformat(),
        "size": copy.size,
        "sealed": copy.is_sealed,
        "ours": copy.is_ours,
        "receipts": copy.receipts,
        "last_numbers": [list(each) for each in copy.last_numbers],
        "verified_at": copy.verified_at or None,
        "problem": copy.problem or None,
    }
