"""Who works with the program: listed, added, given roles, disabled. Passwords are set in the window."""

from collections.abc import Sequence
from pathlib import Path

import click

from ananea_desktop.commands.base import group, opened
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import _
from ananea_desktop.domain.rights import Role
from ananea_desktop.operations import people as operations
from ananea_desktop.operations.books import Books
from ananea_desktop.storage.rows import Row

_role_asked = click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    type=click.Choice([role.value for role in Role]),
    help="Qué puede hacer (varias veces): treasury, records, supervision, administration.",
)


@group.group("people", invoke_without_command=True)
@click.pass_context
def people(context: click.Context) -> None:
    """Dice quiénes usan el programa, con sus roles y si tienen clave."""
    if context.invoked_subcommand is None:
        with opened(context.obj) as books:
            for row in operations.all_of(books):
                password = _("con clave") if row["has_password"] else _("sin clave")
                state = _("desactivada") if row["disabled"] == "yes" else ""
                words = (operations.roles_in_words(row["roles"]), row["title"], password, state)
                click.echo(f"{row['name']:30} " + "  ".join(word for word in words if word))


@people.command("add")
@click.argument("name")
@click.option("--title", default="", help="Su cargo.")
@_role_asked
@click.pass_obj
def add(data_file: Path | None, name: str, title: str, roles: Sequence[str]) -> None:
    """Anota a la persona NAME, todavía sin clave."""
    with opened(data_file) as books:
        operations.add(books, {"name": name, "title": title}, {Role(role) for role in roles})


@people.command("roles")
@click.argument("name")
@_role_asked
@click.pass_obj
def set_roles(data_file: Path | None, name: str, roles: Sequence[str]) -> None:
    """Da a NAME estos roles, en lugar de los que tiene."""
    with opened(data_file) as books:
        person = _person(books, name)
        texts = {"name": person["name"], "title": person["title"]}
        operations.change(books, person["id"], texts, {Role(role) for role in roles})


@people.command("disable")
@click.argument("name")
@click.pass_obj
def disable(data_file: Path | None, name: str) -> None:
    """NAME ya no puede entrar."""
    with opened(data_file) as books:
        operations.disable(books, _person(books, name)["id"])


def _person(books: Books, name: str) -> Row:
    found = next((row for row in operations.all_of(books) if row["name"] == name), None)
    if found is None:
        raise UserError(_("No hay una persona que se llame «{name}».").format(name=name))
    return found
