"""Every list and report the program can put on paper, by name, in Spanish or English.

One description of a list gives PDF, XLSX and CSV.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ananea_desktop.documents.listing import Listing
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.steps import Steps, at_once
from ananea_desktop.operations import (
    assembly_reports,
    assets,
    capital_reports,
    cash_book,
    committee_reports,
    debt_reports,
    equipment_reports,
    evidence,
    listings,
    member_cards,
    number_report,
    premium_plan,
    premium_reports,
    purchase_reports,
    registers,
    renewals,
    retention,
    safety_registers,
    training_reports,
)
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.languages import in_language
from ananea_desktop.storage.files import write_file_safely

FORMS = ("pdf", "xlsx", "csv")


@dataclass(frozen=True, kw_only=True)
class Report:
    """A list, which ``make`` gives, a long one in steps; or a paper of its own kind, which ``write`` gives as PDF."""

    name: str
    title: str
    description: str
    make: Callable[[Books, int | None], Listing | Steps[Listing]] | None = None
    by_year: bool = False
    write: Callable[[Books, int], Steps[bytes]] | None = None
    of_day: Callable[[Books, date], Listing] | None = None
    """The same list of any day; ``make`` gives today's."""
    is_kept: bool = True
    """Whether it goes into the folder of a year for an audit; what is only to be signed or cut out does not."""

    @property
    def forms(self) -> tuple[str, ...]:
        return FORMS if self.make is not None else ("pdf",)

    def listing(self, books: Books, year: int | None, day: date | None = None) -> Steps[Listing]:
        """The list of a year, or of a day where it is of one."""
        assert self.make is not None
        made = self.make(books, year) if self.of_day is None else self.of_day(books, day or books.today())
        return made if isinstance(made, Listing) else (yield from made)


def make_report(books: Books, name: str, year: int | None, language: str, form: str, day: date | None = None) -> bytes:
    """A list as ``pdf``, ``xlsx`` or ``csv``, or a paper as ``pdf``, in ``es`` or ``en``.

    ``day``: of a list that is of a day, which; today where it is None. Raises UserError for a name or a form there is
    not, and for a year or a day where the list has none.
    """
    return at_once(report_steps(books, name, year, language, form, day))


def report_steps(
    books: Books, name: str, year: int | None, language: str, form: str, day: date | None = None
) -> Steps[bytes]:
    """The same in steps that give way to others, for the window."""
    if name not in REPORTS:
        raise UserError(_("No hay un papel «{name}». Hay: {names}.").format(name=name, names=", ".join(REPORTS)))
    if year is not None and not REPORTS[name].by_year:
        raise UserError(_("El papel «{name}» no es por año. Pídalo sin año.").format(name=name))
    report = REPORTS[name]
    if day is not None and report.of_day is None:
        raise UserError(_("El papel «{name}» no es de una fecha. Pídalo sin fecha.").format(name=name))
    if form not in report.forms:
        raise UserError(_("Guarde como {forms}.").format(forms=", ".join(f".{each}" for each in report.forms)))
    with in_language(language):
        if report.write is not None:
            return (yield from report.write(books, year or books.today().year))
        yield
        listing = yield from report.listing(books, year, day)
        return (yield from listing_steps(listing, form))


def listing_file(listing: Listing, form: str) -> bytes:
    """Any list as ``pdf``, ``xlsx`` or ``csv``."""
    return at_once(listing_steps(listing, form))


def listing_steps(listing: Listing, form: str) -> Steps[bytes]:
    """The same in steps."""
    if form == "pdf" and listing.rows_to_page:
        from ananea_desktop.documents.sign_sheet import sign_sheet_pdf

        yield
        return sign_sheet_pdf(listing)
    if form == "pdf":
        from ananea_desktop.documents.listing_pdf import pdf_steps

        return (yield from pdf_steps(listing))
    if form == "xlsx":
        from ananea_desktop.documents.listing_xlsx import xlsx_steps

        return (yield from xlsx_steps(listing))
    from ananea_desktop.documents.listing_csv import csv_steps

    return (yield from csv_steps(listing))


def form_of(path: Path) -> str:
    """The form of a list that the suffix of a file means. Raises UserError where it is none."""
    form = path.suffix.lstrip(".").lower()
    if form not in FORMS:
        raise UserError(_("Guarde como {forms}.").format(forms=", ".join(f".{each}" for each in FORMS)))
    return form


def save_report(books: Books, name: str, year: int | None, language: str, path: Path, day: date | None = None) -> None:
    """Writes a list to a file, its form by the suffix. Raises UserError; no half file is left."""
    write_file_safely(path, make_report(books, name, year, language, path.suffix.lstrip(".").lower(), day))


def save_paper(path: Path, content: bytes) -> None:
    """Raises StorageProblem; no half file is left."""
    write_file_safely(path, content)


REPORTS = {
    report.name: report
    for report in (
        Report(
            name="padron",
            title=registers.REGISTER,
            description=N_("Los socios de una fecha con documento, domicilio, ingreso, cargo, estado y firma"),
            make=registers.register,
            of_day=registers.register_on,
        ),
        Report(
            name="ya-no-son-socios",
            title=registers.GONE_TITLE,
            description=registers.GONE_DESCRIPTION,
            make=registers.gone,
        ),
        Report(
            name="directiva",
            title=registers.DIRECTORS,
            description=registers.DIRECTORS_DESCRIPTION,
            make=registers.directors,
            of_day=registers.directors_on,
        ),
        Report(
            name="lista-de-firmas",
            title=registers.SIGNATURES,
            description=registers.SIGNATURES_DESCRIPTION,
            make=registers.signatures_of_all,
            is_kept=False,
        ),
        Report(
            name="credenciales",
            title=member_cards.CREDENTIALS,
            description=member_cards.CREDENTIALS_DESCRIPTION,
            write=member_cards.credentials_of_all,
            is_kept=False,
        ),
        Report(
            name="etiquetas",
            title=member_cards.LABELS,
            description=member_cards.LABELS_DESCRIPTION,
            write=member_cards.labels_of_all,
            is_kept=False,
        ),
        Report(
            name="aportaciones",
            title=capital_reports.REGISTER_TITLE,
            description=capital_reports.REGISTER_DESCRIPTION,
            make=capital_reports.register,
            by_year=True,
        ),
        Report(
            name="capital",
            title=capital_reports.HELD_TITLE,
            description=capital_reports.HELD_DESCRIPTION,
            make=capital_reports.held,
            by_year=True,
        ),
        *(
            Report(name=name, title=title, description=description, make=make, by_year=True)
            for name, (title, description, make) in debt_reports.REPORTS.items()
        ),
        Report(
            name="proveedores",
            title=listings.TITLES["proveedores"],
            description=N_("A quiénes se compra, con su RUC"),
            make=listings.suppliers,
        ),
        Report(
            name="capacitaciones",
            title=listings.TITLES["capacitaciones"],
            description=N_("Las capacitaciones, cuántos vinieron y cuánto costaron"),
            make=listings.trainings,
            by_year=True,
        ),
        Report(
            name="plan-capacitaciones",
            title=training_reports.PLAN_TITLE,
            description=training_reports.PLAN_DESCRIPTION,
            make=training_reports.plan,
            by_year=True,
        ),
        Report(
            name="temas-pendientes",
            title=training_reports.LACKING_TITLE,
            description=training_reports.LACKING_DESCRIPTION,
            make=training_reports.lacking_list,
        ),
        Report(
            name="compras",
            title=listings.TITLES["compras"],
            description=N_("Las compras con proveedor, artículos y lo que falta pagar"),
            make=listings.purchases,
            by_year=True,
        ),
        Report(
            name="por-pagar",
            title=purchase_reports.PAYABLE,
            description=N_("Lo que se debe a cada proveedor, con los días que tiene de vencido"),
            make=purchase_reports.payable,
        ),
        *(
            Report(name=name, title=title, description=description, make=make, by_year=True)
            for name, (title, description, make) in purchase_reports.REPORTS.items()
        ),
        Report(
            name="activos",
            title=assets.LIST,
            description=N_("Los activos fijos con lugar, estado, responsable y valor"),
            make=assets.listing,
        ),
        Report(
            name="inventario",
            title=assets.INVENTORY,
            description=N_("Por lugares, para ir y marcar qué se encontró y cómo está"),
            make=assets.inventory,
        ),
        Report(
            name="almacen",
            title=equipment_reports.STOCK_TITLE,
            description=equipment_reports.STOCK_DESCRIPTION,
            make=equipment_reports.stock_list,
        ),
        Report(
            name="entregas-equipo",
            title=equipment_reports.HAND_OUTS_TITLE,
            description=equipment_reports.HAND_OUTS_DESCRIPTION,
            make=equipment_reports.hand_out_list,
            by_year=True,
        ),
        Report(
            name="renovaciones",
            title=renewals.TITLE,
            description=renewals.DESCRIPTION,
            make=renewals.listing,
        ),
        Report(
            name="registro-epp",
            title=safety_registers.TITLE,
            description=safety_registers.DESCRIPTION,
            by_year=True,
            write=safety_registers.of_year,
        ),
        Report(
            name="registro-epp-persona",
            title=safety_registers.PERSON_TITLE,
            description=safety_registers.PERSON_DESCRIPTION,
            by_year=True,
            write=safety_registers.by_person,
        ),
        Report(
            name="proyectos",
            title=listings.TITLES["proyectos"],
            description=N_("Por rubro: planificado, ejecutado, saldo, estado y resultado"),
            make=listings.projects,
        ),
        *(
            Report(name=name, title=title, description=description, make=make, by_year=True)
            for name, (title, description, make) in premium_reports.REPORTS.items()
        ),
        Report(
            name="plan-prima",
            title=premium_plan.TITLE,
            description=premium_plan.DESCRIPTION,
            make=premium_plan.plan,
            by_year=True,
        ),
        Report(
            name="comite",
            title=committee_reports.TITLE,
            description=committee_reports.DESCRIPTION,
            make=committee_reports.committee,
            by_year=True,
        ),
        Report(
            name="recibos",
            title=listings.TITLES["recibos"],
            description=N_("Todos los recibos, también los anulados, con sus totales"),
            make=listings.receipts,
            by_year=True,
        ),
        Report(
            name="numeros",
            title=number_report.TITLE,
            description=N_("Todos los números de cada serie: emitidos, anulados, extornados, sin usar o faltantes"),
            make=number_report.number_steps,
            by_year=True,
        ),
        Report(
            name="libro-caja",
            title=N_("Libro caja y bancos, formato 1.1"),
            description=N_("Los movimientos del efectivo como los pide la SUNAT, con su cuenta contable"),
            make=cash_book.till_book,
            by_year=True,
        ),
        Report(
            name="libro-bancos",
            title=N_("Libro caja y bancos, formato 1.2"),
            description=N_("Los movimientos de las cuentas de banco como los pide la SUNAT"),
            make=cash_book.bank_book,
            by_year=True,
        ),
        Report(
            name="sin-firma",
            title=N_("Recibos sin firma escaneada"),
            description=N_("Los recibos cuyo papel firmado todavía no se escaneó"),
            make=evidence.unsigned_list,
            by_year=True,
        ),
        Report(
            name="sin-sustento",
            title=N_("Egresos sin sustento"),
            description=N_("Los egresos sin compra, comprobante ni papel adjunto"),
            make=evidence.unsupported_list,
            by_year=True,
        ),
        Report(
            name="conservacion",
            title=retention.TITLE,
            description=N_("Cuántos años se guarda cada papel, según qué norma y hasta cuándo"),
            make=retention.retention,
        ),
        Report(
            name="entregas",
            title=N_("Entregas por rendir"),
            description=N_("Quién debe rendir cuenta, de cuánto y desde cuándo"),
            make=listings.advances,
        ),
        Report(
            name="cuentas",
            title=listings.TITLES["cuentas"],
            description=N_("El saldo de cada cuenta"),
            make=listings.accounts,
        ),
        Report(
            name="informe",
            title=N_("Informe de tesorería"),
            description=N_("Para la asamblea: la Prima, los proyectos y el dinero, con gráficos y firmas"),
            by_year=True,
            write=assembly_reports.treasurer_report,
        ),
        Report(
            name="hoja",
            title=N_("Hoja para cada socio"),
            description=N_("Una página con letra grande: cuánto hubo, en qué se gastó y qué queda"),
            by_year=True,
            write=assembly_reports.handout,
        ),
    )
}
