"""The group of commands, and what they share: the data file that is opened, the language and the file of a paper."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from ananea_desktop import paths
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import LANGUAGES, SPANISH, _
from ananea_desktop.operations.books import Books, open_books
from ananea_desktop.storage.errors import database_faults

ID = click.IntRange(0, 2**63 - 1)
"""As many as the file can count."""
in_language_asked = click.option("--lang", type=click.Choice(LANGUAGES), default=SPANISH, help="Idioma del papel.")
out_asked = click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Archivo que se escribe.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--file", "data_file", type=click.Path(path_type=Path), help="El archivo de datos; si no, el del usuario."
)
@click.pass_context
def group(context: click.Context, data_file: Path | None) -> None:
    """Tesorería de la cooperativa. Sin orden abre la ventana."""
    context.obj = data_file


@contextmanager
def opened(data_file: Path | None) -> Iterator[Books]:
    """The books of an existing file; a command never makes an empty one by mistake."""
    path = data_file or paths.default_data_file()
    if not path.exists():
        raise UserError(_("No hay un archivo de datos en {path}.").format(path=path))
    books = open_books(path, opener=_("Una orden"))
    try:
        with database_faults():
            yield books
    finally:
        books.file.close()
