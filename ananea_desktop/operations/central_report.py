"""The Central's report by cooperative as a paper, and the same as a list for a spreadsheet."""

from pathlib import Path

from ananea_desktop.documents.listing import AMOUNT, INTEGER, QUANTITY, Column, Listing
from ananea_desktop.documents.sectioned_report import ReportTable, Section, SectionedReport
from ananea_desktop.domain.dates import long_date
from ananea_desktop.domain.language import SPANISH, _, plural
from ananea_desktop.domain.money import format_amount, format_grams, format_money
from ananea_desktop.domain.projects import PROJECT_STATES
from ananea_desktop.domain.steps import Steps
from ananea_desktop.operations import central_charts, reports
from ananea_desktop.operations.central import Central, Overview, letterhead, look, overview, projects_of
from ananea_desktop.operations.languages import in_language
from ananea_desktop.storage.rows import Row

FORMS = {"pdf": "PDF (*.pdf)", "xlsx": "Excel (*.xlsx)", "csv": "CSV (*.csv)"}
MOST_BARS = 12
MOST_PORTRAITS = 60
"""Cooperatives that have a part of their own in the paper: a Central of a thousand has the list."""


def save(central: Central, year: int | None, path: Path, language: str = SPANISH) -> Steps[None]:
    """Writes report or list, by the ending of the file. Raises UserError where it is none of FORMS."""
    form = reports.form_of(path)
    if form == "pdf":
        content = yield from report_pdf(central, year, language)
    else:
        content = yield from listing(central, year, form, language)
    reports.save_paper(path, content)


def report_pdf(central: Central, year: int | None, language: str = SPANISH) -> Steps[bytes]:
    """A4, of one year or of all."""
    from ananea_desktop.documents.sectioned_report import sectioned_report_pdf

    with in_language(language):
        found, more = overview(central, year), look(central, year)
        sections = [_whole(found), _packages(found)]
        if found.came:
            sections.append(
                Section(
                    title=_("La Prima por cooperativa"),
                    tables=(_money_table(found),),
                    charts=(central_charts.premium(found.came, MOST_BARS),),
                )
            )
            sections.append(
                Section(title=_("En qué se gastó"), charts=(central_charts.headings(more["headings"], MOST_BARS),))
            )
            sections.append(
                Section(
                    title=_("Personas"),
                    tables=(_people_table(found),),
                    charts=(central_charts.topics(more["topics"], MOST_BARS),),
                )
            )
        for row in found.came[:MOST_PORTRAITS]:
            yield
            sections.append(_one(row, *projects_of(central, row, year)))
        yield
        return sectioned_report_pdf(
            SectionedReport(
                letterhead=letterhead(found),
                title=_("Informe de la central por cooperativa"),
                subtitle=_("{span}. Hecho el {day}.").format(span=found.span, day=long_date(central.today())),
                sections=sections,
                signers=(),
                foot=_("Los montos son sumas de los paquetes firmados por cada cooperativa."),
            )
        )


def _whole(found: Overview) -> Section:
    sums = found.totals
    return Section(
        title=_("En total"),
        facts=(
            (_("Cooperativas"), str(len(found.rows))),
            (_("Prima recibida"), format_money(sums["premium_income"], "PEN")),
            (_("Prima gastada"), format_money(sums["premium_spent"], "PEN")),
            (_("Saldo de la Prima"), format_money(sums["premium_closing"], "PEN")),
            (_("Oro fino"), _("{grams} g").format(grams=format_grams(sums["fine_mg"]))),
            (
                _("Proyectos"),
                _("{count}, de ellos {done} terminados").format(count=sums["projects"], done=sums["finished"]),
            ),
            (
                _("Socios"),
                _("{count}, de ellos {women} mujeres").format(count=sums["members"], women=sums["member_women"]),
            ),
        ),
    )


def _packages(found: Overview) -> Section:
    missing = [row for row in found.rows if row["is_late"] or not row["has_package"]]
    words = plural(_("Falta el paquete de 1 cooperativa."), _("Faltan paquetes de {count} cooperativas."), len(missing))
    return Section(
        title=_("Paquetes"),
        sentence=words.format(count=len(missing)) if missing else _("Están los paquetes de todas las cooperativas."),
        points=tuple(f"{row['name']}: {row['state']}" for row in missing[:MOST_PORTRAITS]),
    )


def _money_table(found: Overview) -> ReportTable:
    names = ("premium_income", "premium_spent", "premium_closing")
    return ReportTable(
        columns=(_("Cooperativa"), _("Recibida S/"), _("Gastada S/"), _("Saldo S/")),
        rows=tuple((row["name"], *(format_amount(row[name]) for name in names)) for row in found.came),
        totals=(_("Total"), *(format_amount(found.totals[name]) for name in names)),
    )


def _people_table(found: Overview) -> ReportTable:
    names = ("members", "workers", "trained")
    return ReportTable(
        columns=(_("Cooperativa"), _("Socios"), _("Trabajadores"), _("Asistencias")),
        rows=tuple((row["name"], *(f"{row[name]:,}" for name in names)) for row in found.came),
        totals=(_("Total"), *(f"{found.totals[name]:,}" for name in names)),
    )


def _one(known: Row, year: int | None, found: list[Row]) -> Section:
    projects = tuple(
        (
            row["name"],
            _(PROJECT_STATES[row["state"]]),
            "–" if row["planned"] is None else format_amount(row["planned"]),
            format_amount(row["spent"]),
        )
        for row in found
    )
    columns = (_("Proyecto en {year}").format(year=year), _("Estado"), _("Presupuesto S/"), _("Gastado S/"))
    return Section(
        title=known["name"],
        sentence=_("RUC o código: {code}.").format(code=known["code"]),
        tables=(ReportTable(columns=columns, rows=projects),) if projects else (),
    )


def listing(central: Central, year: int | None, form: str, language: str = SPANISH) -> Steps[bytes]:
    """A row for each cooperative, as ``xlsx`` or ``csv``."""
    with in_language(language):
        return (yield from reports.listing_steps(_listing(central, year), form))


def _listing(central: Central, year: int | None) -> Listing:
    found = overview(central, year)
    columns = (
        Column(_("Código")),
        Column(_("Cooperativa"), weight=2),
        Column(_("Paquete"), weight=1.5),
        Column(_("Prima recibida S/"), AMOUNT),
        Column(_("Prima gastada S/"), AMOUNT),
        Column(_("Saldo de la Prima S/"), AMOUNT),
        Column(_("Prima recibida US$"), AMOUNT),
        Column(_("Oro fino g"), QUANTITY),
        Column(_("Proyectos"), INTEGER),
        Column(_("Terminados"), INTEGER),
        Column(_("Capacitaciones"), INTEGER),
        Column(_("Asistencias"), INTEGER),
        Column(_("Equipos entregados"), QUANTITY),
        Column(_("Socios"), INTEGER),
        Column(_("Mujeres"), INTEGER),
        Column(_("Trabajadores"), INTEGER),
        Column(_("Cuotas vencidas S/"), AMOUNT),
    )
    names = (
        "premium_income premium_spent premium_closing usd_received fine_mg projects finished trainings trained"
        " handed_out members member_women workers overdue"
    ).split()
    return Listing(
        name="consolidado",
        title=_("Consolidado por cooperativa"),
        subtitle=found.span,
        columns=columns,
        rows=[(row["code"], row["name"], row["state"], *(row[name] for name in names)) for row in found.rows],
        totals=(_("Totales"), None, None, *(found.totals[name] for name in names)),
        letterhead=letterhead(found),
        made_on=central.today(),
        landscape=True,
    )
