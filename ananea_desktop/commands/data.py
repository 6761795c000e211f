"""The data file as a whole: the sample, attachments, what comes in, what is taken back, and the check."""

import json
from pathlib import Path

import click

from ananea_desktop import paths
from ananea_desktop.commands.base import ID, group, opened
from ananea_desktop.domain.attachments import STAGES, TABLES, name_to_save, size_text
from ananea_desktop.domain.errors import InvalidRecord, Unsound, UserError
from ananea_desktop.domain.language import _
from ananea_desktop.operations import (
    attachments,
    checking,
    discarding,
    reports,
    sample,
    undoing,
)
from ananea_desktop.operations.books import Books, open_books, remove_books

_DISCARDABLE = click.Choice(tuple(discarding.TYPES))


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        sentence = _("No se puede hacer la carpeta {path} ({reason}). Elija otra.")
        raise UserError(sentence.format(path=folder, reason=error.strerror)) from error


@group.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--replace", is_flag=True, help="Reemplaza una muestra que ya esté en la carpeta.")
def demo(folder: Path, replace: bool) -> None:
    """Escribe en FOLDER datos de muestra (inventados) y un PDF de cada papel."""
    path = folder / paths.DATA_FILE_NAME
    if path.exists():
        with opened(path) as books:
            is_only_sample = sample.is_only_sample(books)
        if not is_only_sample:
            raise UserError(_("En {path} hay datos que no son de muestra. Elija otra carpeta.").format(path=path))
        if not replace:
            raise UserError(_("Ya hay una muestra en {path}. Para reemplazarla use --replace.").format(path=path))
        remove_books(path)
    _make_folder(folder)
    books = open_books(path, opener="demo")
    try:
        with books.file.unsynced():
            sample.write_sample(books)
        for written in sample.write_papers(books, folder):
            click.echo(written)
    finally:
        books.file.close()
    click.echo(path)


@group.command()
@click.argument("table", type=click.Choice(TABLES))
@click.argument("record_id", metavar="ID", type=ID)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--caption", default="", help="Qué se ve en la foto o dice el papel.")
@click.option(
    "--stage", type=click.Choice([stage for stage in STAGES if stage]), help="En un proyecto: antes o después."
)
@click.pass_obj
def attach(data_file: Path | None, table: str, record_id: int, file: Path, caption: str, stage: str | None) -> None:
    """Adjunta a un registro (TABLE, ID) la foto o el PDF FILE."""
    with opened(data_file) as books:
        _refuse_missing(books, table, record_id)
        prepared = attachments.prepare(file)
        try:
            attachment_id, _back = attachments.keep(books, table, record_id, prepared, caption, stage or "")
        except InvalidRecord as problem:
            raise UserError(" ".join(problem.problems.values())) from problem
    click.echo(f"{attachment_id} {prepared.file_name}")


@group.command("attachments")
@click.argument("table", type=click.Choice(TABLES))
@click.argument("record_id", metavar="ID", type=ID)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Carpeta donde se escriben.")
@click.pass_obj
def list_attachments(data_file: Path | None, table: str, record_id: int, out: Path | None) -> None:
    """Dice qué adjuntos tiene un registro (TABLE, ID); con --out los escribe en una carpeta."""
    with opened(data_file) as books:
        _refuse_missing(books, table, record_id)
        found = attachments.of_record(books, table, record_id)
        if out is not None:
            _make_folder(out)
        for row in found:
            if out is None:
                words = (row["file_name"], size_text(row["size"]), _(STAGES[row["stage"]]) if row["stage"] else "")
                click.echo(f"{row['id']:6} " + "  ".join(word for word in (*words, row["caption"]) if word))
                continue
            media_type, content = attachments.content(books, row["id"])
            path = out / f"{row['id']}-{name_to_save(row['file_name'], media_type)}"
            reports.save_paper(path, content)
            click.echo(path)
    if not found:
        click.echo(_("No tiene adjuntos."))


def _refuse_missing(books: Books, table: str, record_id: int) -> None:
    try:
        attachments.refuse_missing(books, table, record_id)
    except LookupError:
        raise UserError(_("No hay un registro {id} en {table}.").format(id=record_id, table=table)) from None


@group.command()
@click.option("--dry-run", is_flag=True, help="Solo dice qué se desharía.")
@click.pass_obj
def undo(data_file: Path | None, dry_run: bool) -> None:
    """Deshace el último cambio de un registro, un cobro a muchos o una importación."""
    with opened(data_file) as books:
        books.user = _("Una orden")
        found = undoing.next_to_undo(books) if dry_run else None
        click.echo(found.sentence if found else undoing.undo(books))


@group.command()
@click.option("--discard", nargs=2, type=(_DISCARDABLE, ID), metavar="TABLE ID", help="Retira por error un registro.")
@click.option("--recover", nargs=2, type=(_DISCARDABLE, ID), metavar="TABLE ID", help="Recupera uno.")
@click.pass_obj
def papelera(data_file: Path | None, discard: tuple[str, int] | None, recover: tuple[str, int] | None) -> None:
    """Lo que se retiró por error: lo enumera, retira o recupera."""
    with opened(data_file) as books:
        books.user = _("Una orden")
        try:
            if discard:
                click.echo(discarding.discard(books, *discard))
            if recover:
                click.echo(discarding.recover(books, *recover))
        except LookupError:
            raise UserError(_("No hay un registro con ese número.")) from None
        if not (discard or recover):
            for line in discarding.papelera(books):
                click.echo(f"{line.table:20}{line.id:8}  {line.kind}: {line.name}")


@group.command()
@click.option("--json", "as_json", is_flag=True, help="El resultado como JSON.")
@click.pass_obj
def check(data_file: Path | None, as_json: bool) -> int:
    """Comprueba todo lo que hay en el archivo de datos; termina con 0 si está bien y con 1 si no."""
    try:
        with opened(data_file) as books:
            found = checking.check(books)
    except Unsound:  # it is not opened to be worked with: here is the whole of what is wrong
        found = checking.check_closed(data_file or paths.default_data_file())
    nothing = found.is_empty
    if as_json:
        result = {"sound": found.sound and not nothing, "counts": found.counts, "problems": found.problems}
        click.echo(json.dumps(result, ensure_ascii=False, indent=2))
    else:
        for table, count in found.counts.items():
            click.echo(f"{count:8} {checking.count_name(table)}")
        for problem in found.problems:
            click.echo(problem)
        if nothing:
            click.echo(_("El archivo está vacío: no había nada que comprobar."))
        elif found.sound:
            click.echo(_("Todo lo comprobado está bien."))
    return 0 if found.sound and not nothing else 1


@group.command(name="import")
@click.argument("kind", type=click.Choice(["socios", "proveedores", "asistencia", "deudas"]))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Solo dice qué se traería; no escribe nada.")
@click.option("--sheet", help="La hoja del archivo; si no, la primera.")
@click.option("--column", "columns", multiple=True, metavar="TÍTULO=DATO", help="Qué es una columna (varias veces).")
@click.option("--training", type=ID, help="La capacitación de la asistencia.")
@click.option("--accept", is_flag=True, help="Acepta las dudas.")
@click.option("--clear", is_flag=True, help="Las celdas vacías borran lo que se sabía.")
@click.pass_obj
def import_file(
    data_file: Path | None,
    kind: str,
    file: Path,
    dry_run: bool,
    sheet: str | None,
    columns: tuple[str, ...],
    training: int | None,
    accept: bool,
    clear: bool,
) -> int:
    """Trae socios, proveedores, asistencia o deudas de la hoja de cálculo FILE: todo o nada."""
    from ananea_desktop.operations.importing.by_command import Wanted, run

    wanted = Wanted(dry_run, sheet, dict(column.rpartition("=")[::2] for column in columns), training, accept, clear)
    with opened(data_file) as books:
        return run(books, kind, file, wanted, click.echo)


@group.command(name="import-template")
@click.argument("kind", type=click.Choice(["socios", "proveedores", "asistencia", "deudas"]))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def import_template(kind: str, file: Path) -> None:
    """Escribe en FILE la plantilla (XLSX) que se llena para traer datos."""
    from ananea_desktop.operations.importing.kinds import KINDS
    from ananea_desktop.operations.importing.template import write_template

    write_template(KINDS[kind], file)
    click.echo(file)
