"""Putting a copy back without the window: to a new file."""

from pathlib import Path

import click

from ananea_desktop.commands.base import group
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import _
from ananea_desktop.domain.money import format_money
from ananea_desktop.domain.receipts import KIND_TITLES, ReceiptKind
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import restoring

_A_FILE = click.Path(path_type=Path, dir_okay=False)


@group.command()
@click.argument("file", type=_A_FILE)
@click.option("--to", "target", required=True, type=_A_FILE, help="El archivo nuevo.")
@click.option("--key", "key_file", type=_A_FILE, help="Archivo con la llave del papel.")
def restore(file: Path, target: Path, key_file: Path | None) -> None:
    """Recupera la copia FILE en un archivo nuevo, la comprueba y dice qué tiene."""
    if not file.is_file():
        raise UserError(_("No hay un archivo {path}.").format(path=file))
    secret = restoring.key_in_file(key_file) if key_file else ""
    if restoring.is_sealed(file) and not secret:
        secret = click.prompt(_("La llave del papel"), hide_input=True, err=True)
    prepared = at_once(restoring.restore_to(file, target, secret=secret))
    click.echo(target)
    for line in totals(prepared):
        click.echo(line)


def totals(prepared: restoring.Prepared) -> list[str]:
    """What came back, by kind of document."""
    lines = [
        f"{each.documents:8} {_(KIND_TITLES[ReceiptKind(each.kind)])}  {format_money(each.total, each.currency)}"
        for each in prepared.totals
    ]
    held = prepared.held
    return [
        *lines,
        _("Último recibo: {number}. Último cambio: {day}.").format(
            number=held.last_receipt or "–", day=restoring.when(held) or "–"
        ),
    ]
