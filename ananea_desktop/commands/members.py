"""Papers of members, what they owe and hold, and their states."""

from pathlib import Path
from typing import Any

import click

from ananea_desktop.commands.base import group, in_language_asked, opened, out_asked
from ananea_desktop.domain.charges import ChargeKind
from ananea_desktop.domain.language import _
from ananea_desktop.domain.members import GONE
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import (
    capital_reports,
    charges,
    contribution_certificates,
    debt_reports,
    debt_slips,
    good_standing,
    member_cards,
    member_sheet,
    registers,
    reports,
    state_changes,
)
from ananea_desktop.operations.books import Books

_STATES = {
    "habil": "active",
    "inhabil": "suspended",
    "retirado": "retired",
    "excluido": "expelled",
    "fallecido": "deceased",
}
_CHARGES = {
    "cuota": ChargeKind.ORDINARY_DUE,
    "extraordinaria": ChargeKind.EXTRAORDINARY_DUE,
    "multa": ChargeKind.FINE,
    "aportacion": ChargeKind.CONTRIBUTION,
}


@group.command("contribution-certificate")
@click.argument("number", metavar="NUMBER")
@out_asked
@in_language_asked
@click.pass_obj
def contribution_certificate(data_file: Path | None, number: str, out: Path | None, lang: str) -> None:
    """Escribe en PDF el certificado de aportación NUMBER, también si está anulado."""
    with opened(data_file) as books:
        found = contribution_certificates.find(books, number)
        path = out or Path(f"certificado-aportacion-{found.number_text}.pdf")
        reports.save_paper(path, at_once(contribution_certificates.pdf(books, [found.id], lang)))
    click.echo(path)


@group.command()
@click.argument("document", metavar="DNI")
@out_asked
@in_language_asked
@click.pass_obj
def capital(data_file: Path | None, document: str, out: Path | None, lang: str) -> None:
    """Hace la cuenta de aportaciones del socio con ese DNI, como PDF, XLSX o CSV según el nombre de --out."""
    path = out or Path(f"capital-{document}.pdf")
    with opened(data_file) as books:
        capital_reports.save_ledger(books, document, lang, path)
    click.echo(path)


@group.command("member-sheet")
@click.argument("document", metavar="DNI")
@out_asked
@in_language_asked
@click.pass_obj
def member_sheet_command(data_file: Path | None, document: str, out: Path | None, lang: str) -> None:
    """Hace la ficha, en PDF, de la persona con ese DNI."""
    path = out or Path(f"ficha-{document}.pdf")
    with opened(data_file) as books:
        reports.save_paper(path, member_sheet.pdf(books, member_sheet.find(books, document)["id"], lang))
    click.echo(path)


@group.command("good-standing")
@click.argument("document", metavar="DNI")
@click.option("--purpose", default="", help="Para qué la pide.")
@click.option("--anyway", is_flag=True, help="La emite también si debe algo que ya venció.")
@out_asked
@in_language_asked
@click.pass_obj
def good_standing_command(
    data_file: Path | None, document: str, purpose: str, anyway: bool, out: Path | None, lang: str
) -> None:
    """Emite la constancia de socio hábil de la persona con ese DNI, numerada, y la escribe en PDF."""
    with opened(data_file) as books:
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
    with opened(data_file) as books:
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
@out_asked
@in_language_asked
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
    with opened(data_file) as books:
        wish = registers.SignatureWish(title=title, subtitle=subtitle, members=_ids(books, documents), blank=blank)
        reports.save_paper(path, registers.signature_file(books, wish, lang, reports.form_of(path)))
    click.echo(path)


@group.command("credentials")
@click.argument("documents", metavar="[DNI]...", nargs=-1)
@click.option("--labels", is_flag=True, help="Etiquetas con nombre y domicilio, en lugar de credenciales.")
@out_asked
@in_language_asked
@click.pass_obj
def credentials_command(
    data_file: Path | None, documents: tuple[str, ...], labels: bool, out: Path | None, lang: str
) -> None:
    """Hace credenciales (o etiquetas) en PDF de quienes tienen esos DNI, o de todos los hábiles."""
    path = out or Path("etiquetas.pdf" if labels else "credenciales.pdf")
    make = member_cards.labels if labels else member_cards.credentials
    with opened(data_file) as books:
        reports.save_paper(path, at_once(make(books, _ids(books, documents), lang)))
    click.echo(path)


def _ids(books: Books, documents: tuple[str, ...]) -> list[int] | None:
    """The people with these documents; None, all of them, where none is named."""
    return [member_sheet.find(books, document)["id"] for document in documents] or None


@group.command("member-account")
@click.argument("document", metavar="DNI")
@out_asked
@in_language_asked
@click.pass_obj
def member_account(data_file: Path | None, document: str, out: Path | None, lang: str) -> None:
    """Hace el estado de cuenta del socio con ese DNI, como PDF, XLSX o CSV según el nombre de --out."""
    path = out or Path(f"estado-de-cuenta-{document}.pdf")
    with opened(data_file) as books:
        debt_reports.save_statement(books, document, lang, path)
    click.echo(path)


@group.command("debt-slips")
@out_asked
@in_language_asked
@click.pass_obj
def slips_of_debts(data_file: Path | None, out: Path | None, lang: str) -> None:
    """Hace las esquelas de quienes deben algo vencido, cuatro por hoja."""
    with opened(data_file) as books:
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
    with opened(data_file) as books:
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
    with opened(data_file) as books:
        for line in charges.run_lines(books):
            click.echo(line)
