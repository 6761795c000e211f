"""The group of commands, and what they share: the data file that is opened, the language and the file of a paper."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from ananea_desktop import paths
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import LANGUAGES, SPANISH, _
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import sign_in
from ananea_desktop.operations.books import Books, open_books
from ananea_desktop.storage.errors import database_faults

ID = click.IntRange(0, 2**63 - 1)
"""As many as the file can count."""
in_language_asked = click.option("--lang", type=click.Choice(LANGUAGES), default=SPANISH, help="Idioma del papel.")
out_asked = click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Archivo que se escribe.")


PASSWORD_VARIABLE = "ANANEA_PASSWORD"


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--file", "data_file", type=click.Path(path_type=Path), help="El archivo de datos; si no, el del usuario."
)
@click.option(
    "--user",
    metavar="NOMBRE",
    help=f"Quién da la orden; su clave se pregunta, o se lee de {PASSWORD_VARIABLE} o de la entrada. Donde hay claves,"
    " sin --user las órdenes solo leen.",
)
@click.pass_context
def group(context: click.Context, data_file: Path | None, user: str | None) -> None:
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
            _sign_in(books)
            yield books
    finally:
        books.file.close()


def asked_user() -> str | None:
    """Who gives the order, as ``--user`` says."""
    context = click.get_current_context(silent=True)
    found: str | None = context.find_root().params.get("user") if context is not None else None
    return found


def _sign_in(books: Books) -> None:
    """With the password where there is one. Where passwords are asked and nobody said who they are the books are only
    read: what reads them needs no password, for whoever has the file can read it."""
    user = asked_user()
    entry = sign_in.entry(books)
    if user is None:
        if entry.needed:
            books.rights = frozenset({Right.COPY})  # a copy or a check may be made by the PC itself, at night
        return
    has_none = any(row["name"] == user and not row["has_password"] for row in entry.people)
    sign_in.enter(books, user, _password(user) if entry.needed and not has_none else "")


def _password(user: str) -> str:
    """Never from the arguments, which every program on the PC can read."""
    given = os.environ.pop(PASSWORD_VARIABLE, None)  # no child of this program is to inherit it
    if given is not None:
        return given
    if sys.stdin.isatty():
        asked: str = click.prompt(_("Clave de {name}").format(name=user), hide_input=True, err=True)
        return asked
    return sys.stdin.readline().rstrip("\n")
