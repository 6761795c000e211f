"""Papers of trainings, and constancias."""

from pathlib import Path

import click

from ananea_desktop.commands.base import ID, group, in_language_asked, opened, out_asked
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import _
from ananea_desktop.domain.steps import at_once
from ananea_desktop.domain.trainings import STATES as TRAINING_STATES
from ananea_desktop.operations import (
    certificates,
    reports,
    training_papers,
    trainings,
)


@group.command()
@click.argument("session_id", metavar="ID", type=ID, required=False)
@click.argument("name", metavar="PAPER", required=False)
@click.option("--list", "list_all", is_flag=True, help="Dice qué capacitaciones y qué papeles hay.")
@out_asked
@in_language_asked
@click.pass_obj
def training(
    data_file: Path | None, session_id: int | None, name: str | None, list_all: bool, out: Path | None, lang: str
) -> None:
    """Hace el papel PAPER de la capacitación ID: su registro, la hoja de firmas o sus constancias."""
    with opened(data_file) as books:
        if list_all or session_id is None or name is None:
            for row in trainings.newest(books):
                state = _(TRAINING_STATES[row["state"]])
                click.echo(f"{row['id']:6}  {row['held_on']}  {state}: {row['topic']}")
            for paper, each in training_papers.PAPERS.items():
                click.echo(f"{paper:16}{_(each.description)}")
            return
        path = out or Path(f"{name}-{session_id}.pdf")
        training_papers.save_training_paper(books, session_id, name, lang, path)
    click.echo(path)


@group.command()
@click.argument("session_id", metavar="ID", type=ID)
@click.pass_obj
def certify(data_file: Path | None, session_id: int) -> None:
    """Emite las constancias que falten de la capacitación ID, numeradas; se imprimen con «training ID constancias»."""
    with opened(data_file) as books:
        books.user = _("Una orden")
        try:
            issued = certificates.issue(books, session_id)
        except LookupError:
            raise UserError(_("No hay una capacitación con el número {number}.").format(number=session_id)) from None
    click.echo(certificates.issued_words(issued))


@group.command()
@click.argument("number", metavar="NUMBER")
@out_asked
@in_language_asked
@click.pass_obj
def certificate(data_file: Path | None, number: str, out: Path | None, lang: str) -> None:
    """Escribe en PDF la constancia NUMBER, también si está anulada."""
    with opened(data_file) as books:
        found = certificates.find(books, number)
        path = out or Path(f"constancia-{found.number_text}.pdf")
        reports.save_paper(path, at_once(certificates.pdf(books, [found.id], lang)))
    click.echo(path)


@group.command("training-record")
@click.argument("document", metavar="DNI")
@out_asked
@in_language_asked
@click.pass_obj
def training_record(data_file: Path | None, document: str, out: Path | None, lang: str) -> None:
    """Hace el historial de capacitación de la persona con ese DNI, como PDF, XLSX o CSV según el nombre de --out."""
    path = out or Path(f"capacitaciones-{document}.pdf")
    with opened(data_file) as books:
        training_papers.save_record(books, document, lang, path)
    click.echo(path)
