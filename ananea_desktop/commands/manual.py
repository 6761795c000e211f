"""The manual of the treasurer as a paper."""

from pathlib import Path

import click

from ananea_desktop.commands.base import group, out_asked
from ananea_desktop.operations import manual as manuals
from ananea_desktop.operations import reports


@group.command()
@out_asked
def manual(out: Path | None) -> None:
    """Escribe el manual en PDF. No necesita un archivo de datos."""
    path = out or Path("manual.pdf")
    reports.save_paper(path, manuals.manual_pdf(None))
    click.echo(path)
