"""Papers of projects, purchases and equipment."""

from pathlib import Path

import click

from ananea_desktop.commands.base import ID, group, in_language_asked, opened, out_asked
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.hand_outs import HandOutKind
from ananea_desktop.domain.language import _
from ananea_desktop.domain.purchases import counted_text
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import (
    equipment_reports,
    hand_outs,
    items,
    papers,
    project_dossier,
    project_equipment,
    quotations,
    renewals,
    reports,
    safety_registers,
    stock,
)

_HAND_OUTS = {
    "entrega": HandOutKind.HAND_OUT,
    "devolucion": HandOutKind.RETURN,
    "donacion": HandOutKind.DONATION,
}


@group.command()
@click.argument("project_id", metavar="PROJECT", type=ID, required=False)
@click.option("--list", "list_all", is_flag=True, help="Dice qué proyectos hay.")
@out_asked
@in_language_asked
@click.pass_obj
def dossier(data_file: Path | None, project_id: int | None, list_all: bool, out: Path | None, lang: str) -> None:
    """Hace el expediente del proyecto PROJECT, su número: decisión, compras, recibos, fotos y resultado."""
    with opened(data_file) as books:
        if list_all or project_id is None:
            for each in project_dossier.projects(books):
                click.echo(f"{each['id']:6}  {each['name']}")
            return
        parts = at_once(project_dossier.parts(books, project_id, lang))
        path = out or Path(f"expediente-{project_id}.pdf")
    reports.save_paper(path, papers.joined(parts))
    click.echo(path)


@group.command("hand-out")
@click.argument("number")
@click.option("--kind", type=click.Choice(list(_HAND_OUTS)), default="entrega", help="Qué documento es.")
@click.option("--register", is_flag=True, help="El registro de equipos de seguridad en lugar del cargo.")
@out_asked
@in_language_asked
@click.pass_obj
def hand_out(data_file: Path | None, number: str, kind: str, register: bool, out: Path | None, lang: str) -> None:
    """Hace el papel de la entrega, devolución o donación NUMBER, por ejemplo 000012."""
    with opened(data_file) as books:
        try:
            made = hand_outs.find(books, _HAND_OUTS[kind], number)
        except LookupError as error:
            raise UserError(_("No hay una {kind} con el número {number}.").format(kind=kind, number=number)) from error
        if register:
            content = at_once(safety_registers.of_delivery(books, made.id, lang))
        else:
            content = hand_outs.paper(books, made.id, lang)
    path = out or Path(f"{kind}-{made.number_text}.pdf")
    reports.save_paper(path, content)
    click.echo(path)


@group.command()
@click.argument("item", required=False)
@out_asked
@in_language_asked
@click.pass_obj
def kardex(data_file: Path | None, item: str | None, out: Path | None, lang: str) -> None:
    """Hace el kardex del artículo ITEM, por su nombre; sin él, la lista de lo que hay en el almacén."""
    with opened(data_file) as books:
        if item is None:
            for row in stock.in_store(books):
                click.echo(f"{row['name']}: {counted_text(row['stock'], row['unit'])}")
            return
        found = items.named(books, item)
        if found is None:
            raise UserError(_("No hay un artículo «{name}».").format(name=item))
        path = out or Path(f"kardex-{found['id']}.pdf")
        content = equipment_reports.kardex_file(books, found["id"], lang, reports.form_of(path))
    reports.save_paper(path, content)
    click.echo(path)


@group.command()
@out_asked
@in_language_asked
@click.pass_obj
def renewal_slips(data_file: Path | None, out: Path | None, lang: str) -> None:
    """Hace las esquelas de lo que toca renovar, cuatro por hoja."""
    with opened(data_file) as books:
        content = at_once(renewals.slips(books, lang))
    path = out or Path("esquelas-renovacion.pdf")
    reports.save_paper(path, content)
    click.echo(path)


@group.command("project-equipment")
@click.argument("project_id", metavar="PROJECT", type=ID)
@out_asked
@in_language_asked
@click.pass_obj
def equipment_of_project(data_file: Path | None, project_id: int, out: Path | None, lang: str) -> None:
    """Hace el papel que dice a dónde fue el equipo del proyecto PROJECT: compra, almacén y personas."""
    with opened(data_file) as books:
        content = project_equipment.paper(books, project_id, lang)
    path = out or Path(f"equipo-proyecto-{project_id}.pdf")
    reports.save_paper(path, content)
    click.echo(path)


@group.command()
@click.argument("request_id", metavar="REQUEST", type=ID, required=False)
@click.option("--list", "list_all", is_flag=True, help="Dice qué cotizaciones hay.")
@out_asked
@in_language_asked
@click.pass_obj
def quotation(data_file: Path | None, request_id: int | None, list_all: bool, out: Path | None, lang: str) -> None:
    """Hace el cuadro comparativo de las ofertas del pedido REQUEST, su número, para firmarlo."""
    with opened(data_file) as books:
        if list_all or request_id is None:
            for each in quotations.requests(books):
                click.echo(f"{each['id']:6}  {format_date(each['asked_on'])}  {each['subject']}")
            return
        content = quotations.comparison_pdf(books, request_id, lang)
    path = out or Path(f"cuadro-comparativo-{request_id}.pdf")
    reports.save_paper(path, content)
    click.echo(path)
