"""Papers of assemblies."""

from pathlib import Path

import click

from ananea_desktop.commands.base import group, in_language_asked, opened, out_asked
from ananea_desktop.domain.assemblies import ASSEMBLIES
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import _
from ananea_desktop.operations import (
    assemblies,
    assembly_papers,
)
from ananea_desktop.operations.books import Books

LATEST = "latest"


@group.command()
@click.argument("which", default=LATEST)
@click.argument("name", metavar="PAPER", required=False)
@click.option("--list", "list_all", is_flag=True, help="Dice qué asambleas y qué papeles hay.")
@out_asked
@in_language_asked
@click.pass_obj
def assembly(data_file: Path | None, which: str, name: str | None, list_all: bool, out: Path | None, lang: str) -> None:
    """Hace el papel PAPER de la asamblea WHICH, su número o «latest» (la última), según el nombre de --out."""
    with opened(data_file) as books:
        if list_all or (name is None and which not in assembly_papers.PAPERS):
            _list_assemblies(books)
            return
        if name is None:
            which, name = LATEST, which
        is_number = which.isascii() and which.isdigit() and len(which) < 19
        if which != LATEST and not is_number:
            raise UserError(_("Diga el número de la asamblea o «latest». Los números: assembly --list."))
        assembly_id = int(which) if is_number else int(assemblies.latest(books)["id"])
        path = out or Path(f"{name}.pdf")
        assembly_papers.save_assembly_paper(books, assembly_id, name, lang, path)
    click.echo(path)


def _list_assemblies(books: Books) -> None:
    for row in assemblies.newest(books):
        click.echo(f"{row['id']:6}  {ASSEMBLIES.name_of(row)}")
    for paper, each in assembly_papers.PAPERS.items():
        click.echo(f"{paper:16}{_(each.description)} ({', '.join(each.forms)})")
