"""The same work as the window's, without one: every command joins the group in its module."""

from pathlib import Path

import click

from ananea_desktop import paths
from ananea_desktop.commands import (  # noqa: F401
    assemblies,
    central,
    closing,
    copies,
    data,
    equipment,
    manual,
    members,
    papers,
    people,
    restoring,
    trainings,
)
from ananea_desktop.commands.base import group
from ananea_desktop.domain.errors import InvalidRecord, StorageProblem, UserError
from ananea_desktop.domain.language import _
from ananea_desktop.operations import program_log
from ananea_desktop.operations.rights import NotAllowed

FAULT = 3
"""The exit code of a fault of ours."""


def main(arguments: list[str]) -> int:
    """Runs a command and gives its exit code: 0, 1 for what a sentence on stderr says, 2 for a misspelt command, 3 for
    a fault of ours, whose report is on stderr and in the log beside the data file."""

    def log_file() -> Path:
        return paths.log_file(_data_file(arguments))

    with program_log.logging_to(log_file):
        try:
            return _run(arguments)
        except Exception as fault:
            program_log.LOG.info("start: %s", program_log.machine_words())
            report = program_log.note_fault(fault, f"in the command {_name(arguments)}")
            sentence = _(
                "El programa tuvo una falla. Lo que ya estaba guardado sigue guardado. El informe está en {log}."
            )
            click.echo(f"{report}\n{sentence.format(log=log_file())}", err=True)
            return FAULT


def _run(arguments: list[str]) -> int:
    try:
        result = group.main(arguments, prog_name="ananea-desktop", standalone_mode=False)
    except UserError as problem:
        if isinstance(problem, StorageProblem):
            program_log.note_problem(problem, f"the command {_name(arguments)}")
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


def _name(arguments: list[str]) -> str:
    return next((word for word in arguments if is_command(word)), "?")


def _data_file(arguments: list[str]) -> Path:
    """The file that ``--file`` names, as click reads it; what else stands there may be anybody's words."""
    for place, word in enumerate(arguments):
        if word.startswith("--file="):
            return Path(word.removeprefix("--file="))
        if word == "--file" and place + 1 < len(arguments):
            return Path(arguments[place + 1])
        if is_command(word):
            break
    return paths.default_data_file()
