"""The same work as the window's, without one: every command joins the group in its module."""

import click

from ananea_desktop.commands import (  # noqa: F401
    assemblies,
    closing,
    copies,
    data,
    equipment,
    members,
    papers,
    people,
    trainings,
)
from ananea_desktop.commands.base import group
from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.language import _
from ananea_desktop.operations.rights import NotAllowed


def main(arguments: list[str]) -> int:
    """Runs a command and gives its exit code: 0, 1 for what a sentence on stderr says, 2 for a misspelt command."""
    try:
        result = group.main(arguments, prog_name="ananea-desktop", standalone_mode=False)
    except UserError as problem:
        click.echo(problem.sentence, err=True)
        if isinstance(problem, NotAllowed) and not any(word.startswith("--user") for word in arguments):
            click.echo(_("Este archivo tiene claves: diga quién da la orden con --user NOMBRE."), err=True)
        for sentence in problem.problems.values() if isinstance(problem, InvalidRecord) else ():
            if sentence != problem.sentence:
                click.echo(sentence, err=True)
        return 1
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    except click.Abort:
        return 1
    return result if isinstance(result, int) else 0


def is_command(word: str) -> bool:
    return word in group.commands
