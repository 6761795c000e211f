"""Closings of months and years, their actas, and the hand-over to a new treasurer."""

from pathlib import Path

import click

from ananea_desktop.commands.base import group, in_language_asked, opened, out_asked
from ananea_desktop.domain.closings import read_period
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import NeedsConfirmation, UserError
from ananea_desktop.domain.language import _
from ananea_desktop.domain.steps import at_once
from ananea_desktop.domain.text import InvalidValue
from ananea_desktop.operations import closing_actas, reports
from ananea_desktop.operations import closings as operations
from ananea_desktop.operations import handover as handing
from ananea_desktop.operations.books import Books

_OPTIONS = {
    operations.UNFINISHED: "--accept-unfinished",
    operations.EARLY: "--early",
    operations.TOGETHER: "--together",
}
_STATES = {
    "closed": "cerrado",
    "reopened": "se reabrió",
    "to_close": "por cerrar",
    "running": "en curso",
}


@group.command()
@click.pass_obj
def closings(data_file: Path | None) -> None:
    """Dice qué meses y años están cerrados, con su acta, y cuáles faltan."""
    with opened(data_file) as books:
        for each in operations.states(books):
            row = each.closing
            acta = "" if row is None else f"acta {row['number']:06d}, {row['documents']} documentos, por {row['user']}"
            click.echo(f"{each.period.key:8} {_STATES[each.state]:11} {acta}".rstrip())


@group.command("close-period")
@click.argument("period")
@click.option("--accept-unfinished", is_flag=True, help="Cierra aunque quede algo pendiente: el acta lo dice.")
@click.option("--early", is_flag=True, help="Cierra el mes en curso antes de que termine.")
@click.option("--together", is_flag=True, help="Cierra con él los meses anteriores que quedaron abiertos.")
@click.option("--notes", default="", help="Observaciones para el acta.")
@click.option("--dry-run", is_flag=True, help="Solo dice qué falta; no cierra.")
@click.pass_obj
def close_period(
    data_file: Path | None,
    period: str,
    accept_unfinished: bool,
    early: bool,
    together: bool,
    notes: str,
    dry_run: bool,
) -> None:
    """Cierra el mes o año PERIOD (2026-10, 2026) con todo lo anterior, y dice el número de su acta."""
    given = {operations.UNFINISHED: accept_unfinished, operations.EARLY: early, operations.TOGETHER: together}
    confirmed = [concern for concern, is_given in given.items() if is_given]
    with opened(data_file) as books:
        books.user = books.user or _("Una orden")
        if dry_run:
            _tell(books, period)
            return
        try:
            number = at_once(operations.close(books, _period(period), notes, confirmed))
        except NeedsConfirmation as doubt:
            asked = " ".join(_OPTIONS[concern] for concern in doubt.concern.split())
            raise UserError(f"{doubt.sentence}\n" + _("Para cerrar así: {options}").format(options=asked)) from doubt
    click.echo(_("Acta de cierre N.º {number}").format(number=f"{number:06d}"))


def _period(text: str) -> str:
    """As it was typed. Raises UserError where it is no period."""
    try:
        return read_period(text).key
    except InvalidValue as invalid:
        raise UserError(str(invalid)) from invalid


def _tell(books: Books, period: str) -> None:
    found = at_once(operations.look(books, _period(period)))
    first, last = format_date(found.first_day), format_date(found.period.last_day)
    click.echo(_("Se cerraría del {first} al {last}.").format(first=first, last=last))
    for fault in found.faults:
        click.echo(_("FALLA: {fault}").format(fault=fault))
    for matter in found.matters:
        click.echo(f"– {matter.sentence}")
    if not found.faults and not found.matters:
        click.echo(_("Nada pendiente."))


@group.command()
@click.argument("number", type=click.IntRange(1))
@click.option("--reason", required=True, help="Por qué se reabre; queda escrito.")
@click.pass_obj
def reopen(data_file: Path | None, number: int, reason: str) -> None:
    """Reabre el cierre del acta NUMBER, que debe ser el último."""
    with opened(data_file) as books:
        books.user = books.user or _("Una orden")
        operations.reopen(books, number, reason)
    click.echo(_("Se reabrió."))


@group.command("acta-cierre")
@click.argument("number", type=click.IntRange(1))
@out_asked
@in_language_asked
@click.pass_obj
def acta_cierre(data_file: Path | None, number: int, out: Path | None, lang: str) -> None:
    """Escribe en PDF el acta de cierre NUMBER."""
    path = out or Path(f"acta-de-cierre-{number:06d}.pdf")
    with opened(data_file) as books:
        reports.save_paper(path, closing_actas.acta_pdf(books, number, lang))
    click.echo(path)


@group.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@in_language_asked
@click.pass_obj
def handover(data_file: Path | None, folder: Path, lang: str) -> None:
    """Escribe en DIR la entrega de cargo: el papel que se firma, las últimas actas y las listas."""
    with opened(data_file) as books:
        written = at_once(handing.write_folder(books, folder, lang))
    click.echo(written)
