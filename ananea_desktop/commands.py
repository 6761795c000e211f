"""The same work without a window: sample data, receipts and lists as files, and the check of the books."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from ananea_desktop import paths
from ananea_desktop.domain.assemblies import ASSEMBLIES
from ananea_desktop.domain.attachments import STAGES, TABLES, name_to_save, size_text
from ananea_desktop.domain.charges import ChargeKind
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.hand_outs import HandOutKind
from ananea_desktop.domain.language import LANGUAGES, SPANISH, _
from ananea_desktop.domain.members import GONE
from ananea_desktop.domain.presentations import RATIOS
from ananea_desktop.domain.purchases import counted_text
from ananea_desktop.domain.receipts import ReceiptKind
from ananea_desktop.domain.steps import at_once
from ananea_desktop.domain.trainings import STATES as TRAINING_STATES
from ananea_desktop.operations import (
    assemblies,
    assembly_papers,
    attachments,
    capital_reports,
    certificates,
    charges,
    charts,
    checking,
    contribution_certificates,
    debt_reports,
    debt_slips,
    discarding,
    equipment_reports,
    evidence,
    good_standing,
    hand_outs,
    items,
    member_cards,
    member_sheet,
    papers,
    presentations,
    project_dossier,
    project_equipment,
    quotations,
    receipts,
    registers,
    renewals,
    reports,
    safety_registers,
    sample,
    state_changes,
    stock,
    training_papers,
    trainings,
    undoing,
)
from ananea_desktop.operations import slides as slide_files
from ananea_desktop.operations import year_folder as year_folders
from ananea_desktop.operations.books import Books, open_books, remove_books
from ananea_desktop.storage.errors import database_faults

_STATES = {
    "habil": "active",
    "inhabil": "suspended",
    "retirado": "retired",
    "excluido": "expelled",
    "fallecido": "deceased",
}
_KINDS = {"ingreso": ReceiptKind.IN, "egreso": ReceiptKind.OUT}
_HAND_OUTS = {
    "entrega": HandOutKind.HAND_OUT,
    "devolucion": HandOutKind.RETURN,
    "donacion": HandOutKind.DONATION,
}
_CHARGES = {
    "cuota": ChargeKind.ORDINARY_DUE,
    "extraordinaria": ChargeKind.EXTRAORDINARY_DUE,
    "multa": ChargeKind.FINE,
    "aportacion": ChargeKind.CONTRIBUTION,
}
_LATEST = "latest"
_ID = click.IntRange(0, 2**63 - 1)
"""As many as the file can count."""
_DAY = click.DateTime(("%Y-%m-%d", "%d/%m/%Y"))
_DISCARDABLE = click.Choice(tuple(discarding.TYPES))
_language = click.option("--lang", type=click.Choice(LANGUAGES), default=SPANISH, help="Idioma del papel.")
_out = click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Archivo que se escribe.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--file", "data_file", type=click.Path(path_type=Path), help="El archivo de datos; si no, el del usuario."
)
@click.pass_context
def group(context: click.Context, data_file: Path | None) -> None:
    """Tesorería de la cooperativa. Sin orden abre la ventana."""
    context.obj = data_file


def main(arguments: list[str]) -> int:
    """Runs a command and gives its exit code: 0, 1 for what a sentence on stderr says, 2 for a misspelt command."""
    try:
        result = group.main(arguments, prog_name="ananea-desktop", standalone_mode=False)
    except UserError as problem:
        click.echo(problem.sentence, err=True)
        for sentence in problem.problems.values() if isinstance(problem, InvalidRecord) else ():
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


@contextmanager
def _opened(data_file: Path | None) -> Iterator[Books]:
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
        with _opened(path) as books:
            is_only_sample = sample.is_only_sample(books)
        if not is_only_sample:
            raise UserError(_("En {path} hay datos que no son de muestra. Elija otra carpeta.").format(path=path))
        if not replace:
            raise UserError(_("Ya hay una muestra en {path}. Para reemplazarla use --replace.").format(path=path))
        remove_books(path)
    _make_folder(folder)
    books = open_books(path, opener="demo")
    try:
        sample.write_sample(books)
        for written in sample.write_papers(books, folder):
            click.echo(written)
    finally:
        books.file.close()
    click.echo(path)


@group.command()
@click.argument("kind", type=click.Choice(list(_KINDS)))
@click.argument("number")
@_out
@_language
@click.pass_obj
def receipt(data_file: Path | None, kind: str, number: str, out: Path | None, lang: str) -> None:
    """Escribe en PDF el recibo NUMBER, por ejemplo 001-000123."""
    with _opened(data_file) as books:
        try:
            found = receipts.find(books, _KINDS[kind], number)
        except LookupError:
            raise UserError(_("No hay un recibo de {kind} {number}.").format(kind=kind, number=number)) from None
        path = out or Path(f"recibo-{kind}-{found.number_text}.pdf")
        reports.save_paper(path, papers.document_pdf(books, found, lang))
    click.echo(path)


@group.command()
@click.argument("name", required=False)
@click.option("--list", "list_all", is_flag=True, help="Dice qué papeles y listas hay.")
@click.option("--year", type=click.IntRange(1990, 2200), help="Solo ese año, donde el papel lo permite.")
@click.option("--day", type=_DAY, help="A esa fecha (2026-11-23), donde el papel lo permite; si no, a hoy.")
@_out
@_language
@click.pass_obj
def report(
    data_file: Path | None,
    name: str | None,
    list_all: bool,
    year: int | None,
    day: datetime | None,
    out: Path | None,
    lang: str,
) -> None:
    """Hace el papel o la lista NAME como PDF, XLSX o CSV, según el nombre de --out."""
    if list_all or name is None:
        for each in reports.REPORTS.values():
            span = _(" (por año)") if each.by_year else _(" (a una fecha)") if each.of_day else ""
            click.echo(f"{each.name:22}{_(each.description)}{span}")
        return
    path = out or Path(f"{name}.pdf")
    with _opened(data_file) as books:
        reports.save_report(books, name, year, lang, path, day.date() if day else None)
    click.echo(path)


@group.command()
@click.option("--year", type=click.IntRange(1990, 2200), help="El año que se presenta; si no, el de hoy.")
@click.option("--ratio", type=click.Choice(RATIOS), help="4:3 para proyectores antiguos; si no, como se guardó.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Idioma de la presentación; si no, como se guardó.")
@_out
@click.pass_obj
def slides(data_file: Path | None, year: int | None, ratio: str | None, lang: str | None, out: Path | None) -> None:
    """Hace la presentación de un año para la asamblea, como PDF o PowerPoint según el nombre de --out."""
    with _opened(data_file) as books:
        chosen = year or books.today().year
        presentation = presentations.open_presentation(books, date(chosen, 1, 1), date(chosen, 12, 31))
        presentation = replace(presentation, ratio=ratio or presentation.ratio, language=lang or presentation.language)
        path = out or Path(f"{slide_files.file_name(presentation)}.pdf")
        at_once(slide_files.save_slides(books, presentation, path))
    click.echo(path)


@group.command()
@click.argument("name", required=False)
@click.option("--list", "list_all", is_flag=True, help="Dice qué gráficos hay.")
@click.option("--year", type=click.IntRange(1990, 2200), help="El año del gráfico; si no, el de hoy.")
@_out
@_language
@click.pass_obj
def chart(
    data_file: Path | None, name: str | None, list_all: bool, year: int | None, out: Path | None, lang: str
) -> None:
    """Hace el gráfico NAME de un año como SVG, PDF o PNG, según el nombre de --out."""
    if list_all or name is None:
        for each in charts.CHARTS.values():
            click.echo(f"{each.name:27}{_(each.title)}" + (_(" (por año)") if each.by_period else ""))
        return
    path = out or Path(f"{name}.pdf")
    with _opened(data_file) as books:
        chosen = year or books.today().year
        charts.save_chart(books, name, date(chosen, 1, 1), date(chosen, 12, 31), lang, path)
    click.echo(path)


@group.command("year-folder")
@click.argument("year", type=click.IntRange(1990, 2200))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@_language
@click.pass_obj
def year_folder(data_file: Path | None, year: int, folder: Path, lang: str) -> None:
    """Escribe en DIR una carpeta con todo lo del año YEAR, y la huella de cada archivo."""
    with _opened(data_file) as books:
        written = at_once(year_folders.write_year(books, year, folder, lang))
    click.echo(written)


@group.command()
@click.argument("which", default=_LATEST)
@click.argument("name", metavar="PAPER", required=False)
@click.option("--list", "list_all", is_flag=True, help="Dice qué asambleas y qué papeles hay.")
@_out
@_language
@click.pass_obj
def assembly(data_file: Path | None, which: str, name: str | None, list_all: bool, out: Path | None, lang: str) -> None:
    """Hace el papel PAPER de la asamblea WHICH, su número o «latest» (la última), según el nombre de --out."""
    with _opened(data_file) as books:
        if list_all or (name is None and which not in assembly_papers.PAPERS):
            _list_assemblies(books)
            return
        if name is None:
            which, name = _LATEST, which
        is_number = which.isascii() and which.isdigit() and len(which) < 19
        if which != _LATEST and not is_number:
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


@group.command()
@click.argument("session_id", metavar="ID", type=_ID, required=False)
@click.argument("name", metavar="PAPER", required=False)
@click.option("--list", "list_all", is_flag=True, help="Dice qué capacitaciones y qué papeles hay.")
@_out
@_language
@click.pass_obj
def training(
    data_file: Path | None, session_id: int | None, name: str | None, list_all: bool, out: Path | None, lang: str
) -> None:
    """Hace el papel PAPER de la capacitación ID: su registro, la hoja de firmas o sus constancias."""
    with _opened(data_file) as books:
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
@click.argument("session_id", metavar="ID", type=_ID)
@click.pass_obj
def certify(data_file: Path | None, session_id: int) -> None:
    """Emite las constancias que falten de la capacitación ID, numeradas; se imprimen con «training ID constancias»."""
    with _opened(data_file) as books:
        books.user = _("Una orden")
        try:
            issued = certificates.issue(books, session_id)
        except LookupError:
            raise UserError(_("No hay una capacitación con el número {number}.").format(number=session_id)) from None
    click.echo(certificates.issued_words(issued))


@group.command()
@click.argument("number", metavar="NUMBER")
@_out
@_language
@click.pass_obj
def certificate(data_file: Path | None, number: str, out: Path | None, lang: str) -> None:
    """Escribe en PDF la constancia NUMBER, también si está anulada."""
    with _opened(data_file) as books:
        found = certificates.find(books, number)
        path = out or Path(f"constancia-{found.number_text}.pdf")
        reports.save_paper(path, at_once(certificates.pdf(books, [found.id], lang)))
    click.echo(path)


@group.command("contribution-certificate")
@click.argument("number", metavar="NUMBER")
@_out
@_language
@click.pass_obj
def contribution_certificate(data_file: Path | None, number: str, out: Path | None, lang: str) -> None:
    """Escribe en PDF el certificado de aportación NUMBER, también si está anulado."""
    with _opened(data_file) as books:
        found = contribution_certificates.find(books, number)
        path = out or Path(f"certificado-aportacion-{found.number_text}.pdf")
        reports.save_paper(path, at_once(contribution_certificates.pdf(books, [found.id], lang)))
    click.echo(path)


@group.command()
@click.argument("document", metavar="DNI")
@_out
@_language
@click.pass_obj
def capital(data_file: Path | None, document: str, out: Path | None, lang: str) -> None:
    """Hace la cuenta de aportaciones del socio con ese DNI, como PDF, XLSX o CSV según el nombre de --out."""
    path = out or Path(f"capital-{document}.pdf")
    with _opened(data_file) as books:
        capital_reports.save_ledger(books, document, lang, path)
    click.echo(path)


@group.command("member-sheet")
@click.argument("document", metavar="DNI")
@_out
@_language
@click.pass_obj
def member_sheet_command(data_file: Path | None, document: str, out: Path | None, lang: str) -> None:
    """Hace la ficha, en PDF, de la persona con ese DNI."""
    path = out or Path(f"ficha-{document}.pdf")
    with _opened(data_file) as books:
        reports.save_paper(path, member_sheet.pdf(books, member_sheet.find(books, document)["id"], lang))
    click.echo(path)


@group.command("good-standing")
@click.argument("document", metavar="DNI")
@click.option("--purpose", default="", help="Para qué la pide.")
@click.option("--anyway", is_flag=True, help="La emite también si debe algo que ya venció.")
@_out
@_language
@click.pass_obj
def good_standing_command(
    data_file: Path | None, document: str, purpose: str, anyway: bool, out: Path | None, lang: str
) -> None:
    """Emite la constancia de socio hábil de la persona con ese DNI, numerada, y la escribe en PDF."""
    with _opened(data_file) as books:
        books.user = _("Una orden")
        member_id = member_sheet.find(books, document)["id"]
        made = good_standing.issue(books, member_id, purpose, (good_standing.OWES,) if anyway else ())
        path = out or Path(f"constancia-habil-{made.number_text}.pdf")
        reports.save_paper(path, good_standing.pdf(books, made.id, lang))
    click.echo(path)


@group.command("member-state")
@click.argument("document", metavar="DNI")
@click.argument("state", type=click.Choice(list(_STATES)))
@click.option("--since", required=True, help="Desde qué día: 23/11/2026.")
@click.option("--reason", default="", help="El motivo.")
@click.option("--acta", default="", help="El acta que lo decidió.")
@click.pass_obj
def member_state_command(data_file: Path | None, document: str, state: str, since: str, reason: str, acta: str) -> None:
    """Anota desde cuándo la persona con ese DNI está en el estado STATE, y dice lo que queda pendiente."""
    texts = {"state": _STATES[state], "valid_from": since, "reason": reason, "acta": acta}
    with _opened(data_file) as books:
        books.user = _("Una orden")
        member_id = member_sheet.find(books, document)["id"]
        state_changes.change(books, member_id, texts)
        matters = state_changes.open_matters(books, member_id) if texts["state"] in GONE else []
    for matter in matters:
        click.echo(matter)


@group.command("signature-list")
@click.argument("documents", metavar="[DNI]...", nargs=-1)
@click.option("--title", default="", help="El título de la lista.")
@click.option("--subtitle", default="", help="Lo que va debajo: el motivo, la fecha.")
@click.option("--blank", default="0", help="Cuántas filas vacías al final.")
@_out
@_language
@click.pass_obj
def signature_list_command(
    data_file: Path | None,
    documents: tuple[str, ...],
    title: str,
    subtitle: str,
    blank: str,
    out: Path | None,
    lang: str,
) -> None:
    """Hace una lista para firmar de quienes tienen esos DNI, o de todos los hábiles, como PDF, XLSX o CSV."""
    path = out or Path("lista-de-firmas.pdf")
    with _opened(data_file) as books:
        wish = registers.SignatureWish(title=title, subtitle=subtitle, members=_ids(books, documents), blank=blank)
        reports.save_paper(path, registers.signature_file(books, wish, lang, reports.form_of(path)))
    click.echo(path)


@group.command("credentials")
@click.argument("documents", metavar="[DNI]...", nargs=-1)
@click.option("--labels", is_flag=True, help="Etiquetas con nombre y domicilio, en lugar de credenciales.")
@_out
@_language
@click.pass_obj
def credentials_command(
    data_file: Path | None, documents: tuple[str, ...], labels: bool, out: Path | None, lang: str
) -> None:
    """Hace credenciales (o etiquetas) en PDF de quienes tienen esos DNI, o de todos los hábiles."""
    path = out or Path("etiquetas.pdf" if labels else "credenciales.pdf")
    make = member_cards.labels if labels else member_cards.credentials
    with _opened(data_file) as books:
        reports.save_paper(path, at_once(make(books, _ids(books, documents), lang)))
    click.echo(path)


def _ids(books: Books, documents: tuple[str, ...]) -> list[int] | None:
    """The people with these documents; None, all of them, where none is named."""
    return [member_sheet.find(books, document)["id"] for document in documents] or None


@group.command("member-account")
@click.argument("document", metavar="DNI")
@_out
@_language
@click.pass_obj
def member_account(data_file: Path | None, document: str, out: Path | None, lang: str) -> None:
    """Hace el estado de cuenta del socio con ese DNI, como PDF, XLSX o CSV según el nombre de --out."""
    path = out or Path(f"estado-de-cuenta-{document}.pdf")
    with _opened(data_file) as books:
        debt_reports.save_statement(books, document, lang, path)
    click.echo(path)


@group.command("debt-slips")
@_out
@_language
@click.pass_obj
def slips_of_debts(data_file: Path | None, out: Path | None, lang: str) -> None:
    """Hace las esquelas de quienes deben algo vencido, cuatro por hoja."""
    with _opened(data_file) as books:
        content = at_once(debt_slips.slips(books, lang))
    path = out or Path("esquelas-cobro.pdf")
    reports.save_paper(path, content)
    click.echo(path)


@group.command()
@click.argument("concept", metavar="CONCEPTO")
@click.argument("amount", metavar="MONTO")
@click.option("--kind", type=click.Choice(list(_CHARGES)), default="cuota", help="Qué se cobra.")
@click.option("--due", default="", metavar="DD/MM/AAAA", help="Cuándo vence; si no, hoy.")
@click.option("--acta", default="", help="El acta o acuerdo.")
@click.option("--member", "documents", multiple=True, metavar="DNI", help="Solo a este; puede repetirse.")
@click.option("--dry-run", is_flag=True, help="Muestra a quiénes, y no cobra.")
@click.pass_obj
def charge(data_file: Path | None, /, concept: str, amount: str, dry_run: bool, **given: Any) -> None:
    """Cobra CONCEPTO a todos los socios hábiles, a MONTO cada uno; lo que deben queda anotado."""
    with _opened(data_file) as books:
        books.user = _("Una orden")
        members = tuple(debt_reports.member_of(books, each) for each in given["documents"]) or None
        draft = charges.ChargeDraft(concept=concept, amount=amount, kind=_CHARGES[given["kind"]], members=members)
        draft.due_on, draft.acta = given["due"], given["acta"]
        for line in charges.preview_lines(books, draft):
            click.echo(line)
        if not dry_run:
            charges.make(books, draft)
            click.echo(_("Queda por cobrar."))


@group.command("charges")
@click.pass_obj
def list_charges(data_file: Path | None) -> None:
    """Muestra los cobros hechos, y cuánto entró de cada uno."""
    with _opened(data_file) as books:
        for line in charges.run_lines(books):
            click.echo(line)


@group.command("training-record")
@click.argument("document", metavar="DNI")
@_out
@_language
@click.pass_obj
def training_record(data_file: Path | None, document: str, out: Path | None, lang: str) -> None:
    """Hace el historial de capacitación de la persona con ese DNI, como PDF, XLSX o CSV según el nombre de --out."""
    path = out or Path(f"capacitaciones-{document}.pdf")
    with _opened(data_file) as books:
        training_papers.save_record(books, document, lang, path)
    click.echo(path)


@group.command()
@click.argument("table", type=click.Choice(TABLES))
@click.argument("record_id", metavar="ID", type=_ID)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--caption", default="", help="Qué se ve en la foto o dice el papel.")
@click.option(
    "--stage", type=click.Choice([stage for stage in STAGES if stage]), help="En un proyecto: antes o después."
)
@click.pass_obj
def attach(data_file: Path | None, table: str, record_id: int, file: Path, caption: str, stage: str | None) -> None:
    """Adjunta a un registro (TABLE, ID) la foto o el PDF FILE."""
    with _opened(data_file) as books:
        _refuse_missing(books, table, record_id)
        prepared = attachments.prepare(file)
        try:
            attachment_id, _back = attachments.keep(books, table, record_id, prepared, caption, stage or "")
        except InvalidRecord as problem:
            raise UserError(" ".join(problem.problems.values())) from problem
    click.echo(f"{attachment_id} {prepared.file_name}")


@group.command("attachments")
@click.argument("table", type=click.Choice(TABLES))
@click.argument("record_id", metavar="ID", type=_ID)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Carpeta donde se escriben.")
@click.pass_obj
def list_attachments(data_file: Path | None, table: str, record_id: int, out: Path | None) -> None:
    """Dice qué adjuntos tiene un registro (TABLE, ID); con --out los escribe en una carpeta."""
    with _opened(data_file) as books:
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
@click.argument("project_id", metavar="PROJECT", type=_ID, required=False)
@click.option("--list", "list_all", is_flag=True, help="Dice qué proyectos hay.")
@_out
@_language
@click.pass_obj
def dossier(data_file: Path | None, project_id: int | None, list_all: bool, out: Path | None, lang: str) -> None:
    """Hace el expediente del proyecto PROJECT, su número: decisión, compras, recibos, fotos y resultado."""
    with _opened(data_file) as books:
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
@_out
@_language
@click.pass_obj
def hand_out(data_file: Path | None, number: str, kind: str, register: bool, out: Path | None, lang: str) -> None:
    """Hace el papel de la entrega, devolución o donación NUMBER, por ejemplo 000012."""
    with _opened(data_file) as books:
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
@_out
@_language
@click.pass_obj
def kardex(data_file: Path | None, item: str | None, out: Path | None, lang: str) -> None:
    """Hace el kardex del artículo ITEM, por su nombre; sin él, la lista de lo que hay en el almacén."""
    with _opened(data_file) as books:
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
@_out
@_language
@click.pass_obj
def renewal_slips(data_file: Path | None, out: Path | None, lang: str) -> None:
    """Hace las esquelas de lo que toca renovar, cuatro por hoja."""
    with _opened(data_file) as books:
        content = at_once(renewals.slips(books, lang))
    path = out or Path("esquelas-renovacion.pdf")
    reports.save_paper(path, content)
    click.echo(path)


@group.command("project-equipment")
@click.argument("project_id", metavar="PROJECT", type=_ID)
@_out
@_language
@click.pass_obj
def equipment_of_project(data_file: Path | None, project_id: int, out: Path | None, lang: str) -> None:
    """Hace el papel que dice a dónde fue el equipo del proyecto PROJECT: compra, almacén y personas."""
    with _opened(data_file) as books:
        content = project_equipment.paper(books, project_id, lang)
    path = out or Path(f"equipo-proyecto-{project_id}.pdf")
    reports.save_paper(path, content)
    click.echo(path)


@group.command()
@click.argument("request_id", metavar="REQUEST", type=_ID, required=False)
@click.option("--list", "list_all", is_flag=True, help="Dice qué cotizaciones hay.")
@_out
@_language
@click.pass_obj
def quotation(data_file: Path | None, request_id: int | None, list_all: bool, out: Path | None, lang: str) -> None:
    """Hace el cuadro comparativo de las ofertas del pedido REQUEST, su número, para firmarlo."""
    with _opened(data_file) as books:
        if list_all or request_id is None:
            for each in quotations.requests(books):
                click.echo(f"{each['id']:6}  {format_date(each['asked_on'])}  {each['subject']}")
            return
        content = quotations.comparison_pdf(books, request_id, lang)
    path = out or Path(f"cuadro-comparativo-{request_id}.pdf")
    reports.save_paper(path, content)
    click.echo(path)


@group.command("audit-sample")
@click.option("--year", type=click.IntRange(1990, 2200), help="Solo documentos de ese año.")
@click.option("--count", default="10", help="Cuántos documentos.")
@click.option("--seed", required=True, help="La semilla que elige quien revisa: la misma da la misma muestra.")
@_out
@_language
@click.pass_obj
def audit_sample(data_file: Path | None, year: int | None, count: str, seed: str, out: Path | None, lang: str) -> None:
    """Saca documentos al azar, cada uno con sus sustentos, en un solo PDF."""
    path = out or Path("muestra-auditoria.pdf")
    with _opened(data_file) as books:
        parts = at_once(evidence.sample_parts(books, year, count, seed, lang))
    reports.save_paper(path, papers.joined(parts))
    click.echo(path)


@group.command()
@click.option("--dry-run", is_flag=True, help="Solo dice qué se desharía.")
@click.pass_obj
def undo(data_file: Path | None, dry_run: bool) -> None:
    """Deshace el último cambio de un registro, un cobro a muchos o una importación."""
    with _opened(data_file) as books:
        books.user = _("Una orden")
        found = undoing.next_to_undo(books) if dry_run else None
        click.echo(found.sentence if found else undoing.undo(books))


@group.command()
@click.option("--discard", nargs=2, type=(_DISCARDABLE, _ID), metavar="TABLE ID", help="Retira por error un registro.")
@click.option("--recover", nargs=2, type=(_DISCARDABLE, _ID), metavar="TABLE ID", help="Recupera uno.")
@click.pass_obj
def papelera(data_file: Path | None, discard: tuple[str, int] | None, recover: tuple[str, int] | None) -> None:
    """Lo que se retiró por error: lo enumera, retira o recupera."""
    with _opened(data_file) as books:
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
    with _opened(data_file) as books:
        found = checking.check(books)
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
@click.option("--training", type=_ID, help="La capacitación de la asistencia.")
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
    with _opened(data_file) as books:
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
