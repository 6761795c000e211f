"""The acta de cierre on A4, to be signed: what was closed, the money, the numbers, what is pending, and the seal."""

from collections.abc import Sequence
from datetime import date

from ananea_desktop.documents.sectioned_report import ReportTable, Section, SectionedReport, sectioned_report_pdf
from ananea_desktop.domain.closings import Balance, Closing, Numbers, PeriodKind, grouped
from ananea_desktop.domain.dates import format_date, long_date
from ananea_desktop.domain.hand_outs import SHORT_TITLES as HAND_OUT_TITLES
from ananea_desktop.domain.language import N_, _, plural
from ananea_desktop.domain.money import SYMBOLS, format_amount
from ananea_desktop.domain.receipts import KIND_TITLES

SERIES_NAMES: dict[str, str] = {
    **{str(kind): title for kind, title in KIND_TITLES.items()},
    **{str(kind): title for kind, title in HAND_OUT_TITLES.items()},
    "capital": N_("Operación de aportaciones"),
    "certificate": N_("Constancia de capacitación"),
    "good_standing": N_("Constancia de socio hábil"),
    "contribution": N_("Certificado de aportación"),
    "cash_count": N_("Arqueo de caja"),
}
_COLUMNS = (N_("Saldo anterior"), N_("Ingresos"), N_("Egresos"), N_("Otros"), N_("Saldo final"))


def closing_acta_pdf(closing: Closing, printed_on: date) -> bytes:
    """Equal closings, printed on one day, give equal bytes; printed on a later day than closed it says COPIA."""
    head = closing.letterhead
    sections = [
        _what(closing),
        Section(
            title=_("Dinero por cuenta"),
            sentence=_("Otros: traspasos, entregas por rendir, aportaciones de socios y diferencia de cambio."),
            tables=(balance_table(_("Cuenta"), [each for each in closing.balances if each.subject == "account"]),),
        ),
        Section(
            title=_("Dinero por fondo, en soles"),
            tables=(balance_table(_("Fondo"), [each for each in closing.balances if each.subject == "fund"], True),),
        ),
        Section(
            title=_("Números usados"), sentence=_series_note(closing.numbers), tables=(series_table(closing.numbers),)
        ),
        Section(
            title=_("Queda pendiente"),
            sentence="" if closing.matters else _("Nada."),
            points=tuple(f"{matter.sentence}." for matter in closing.matters),
        ),
    ]
    if closing.notes:
        sections.append(Section(title=_("Observaciones"), points=tuple(closing.notes.splitlines())))
    sections.append(_seal(closing))
    foot = [_("Documento interno."), _("Acta de cierre {number}").format(number=closing.number_text)]
    if printed_on > closing.closed_on:
        foot.append(_("COPIA impresa el {day}").format(day=format_date(printed_on)))
    name, document = closing.supervisor
    report = SectionedReport(
        letterhead=head,
        title=_("Acta de cierre N.º {number}").format(number=closing.number_text),
        subtitle=f"{closing.period.title}  ·  {closing.span}  ·  {head.place}, {long_date(closing.closed_on)}",
        sections=sections,
        signers=(
            (head.treasurer_name, _joined(_(head.treasurer_title), head.treasurer_document)),
            (head.president_name, _joined(_("Presidente/a"), head.president_document)),
            (name, _joined(_("Consejo de vigilancia"), document)),
        ),
        foot="  ·  ".join(foot),
        stamp=_("REABIERTO") if closing.reopening is not None else "",
    )
    return sectioned_report_pdf(report)


def _series_note(numbers: Sequence[Numbers]) -> str:
    said = _("Los anulados conservan su número y suman 0.")
    if any(each.last_number - each.first_number + 1 != each.documents for each in numbers):
        said += " " + _("Los números que aquí no se cuentan son de otro período, o de un talonario a mano.")
    return said


def _joined(*words: str) -> str:
    return " · ".join(filter(None, words))


def _what(closing: Closing) -> Section:
    count = plural(_("1 documento de dinero"), _("{count} documentos de dinero"), closing.documents)
    sentence = _(
        "Se cierra {period}, con {documents}. Desde ahora no se emite, cambia ni anula nada con fecha hasta el {day}:"
        " lo que haya que corregir va en el mes abierto, con un extorno o una reimputación."
    )
    facts = []
    if closing.reopening is not None:
        again = closing.reopening
        told = _("El {day} por {user}, con la aprobación de {approved_by}. Motivo: {reason}")
        if not again.approved_by:
            told = _("El {day} por {user}, sin segunda persona. Motivo: {reason}")
        facts.append(
            (
                _("SE REABRIÓ"),
                told.format(
                    day=format_date(again.reopened_on),
                    user=again.user,
                    approved_by=again.approved_by,
                    reason=again.reason,
                ),
            )
        )
    title = _("Cierre de mes") if closing.period.kind is PeriodKind.MONTH else _("Cierre de año")
    return Section(
        title=title,
        sentence=sentence.format(
            period=closing.period.name,
            documents=count.format(count=f"{closing.documents:,}"),
            day=long_date(closing.period.last_day),
        ),
        facts=tuple(facts),
    )


def balance_table(name: str, balances: Sequence[Balance], with_total: bool = False) -> ReportTable:
    """What was there, what came and went, what is there; a total only where all of it is of one currency."""
    rows = [
        (
            each.name if with_total else f"{each.name} ({SYMBOLS[each.currency]})",
            *(format_amount(amount) for amount in each[3:]),
        )
        for each in balances
    ]
    totals: tuple[str, ...] = ()
    if with_total and len(rows) > 1:
        sums = (sum(amounts) for amounts in zip(*(each[3:] for each in balances), strict=True))
        totals = (_("Total"), *(format_amount(amount) for amount in sums))
    return ReportTable(columns=(name, *map(_, _COLUMNS)), rows=tuple(rows), totals=totals)


def series_table(numbers: Sequence[Numbers]) -> ReportTable:
    """First and last number of each series, how many, and how many of them are annulled."""
    return ReportTable(
        columns=(_("Serie"), _("Del"), _("Al"), _("Cuántos"), _("Anulados")),
        rows=tuple(
            (
                " ".join(filter(None, (_(SERIES_NAMES[each.kind]), each.series))),
                f"{each.first_number:06d}",
                f"{each.last_number:06d}",
                f"{each.documents:,}",
                f"{each.annulled:,}" if each.annulled else "–",
            )
            for each in numbers
        ),
    )


def _seal(closing: Closing) -> Section:
    sentence = _(
        "Cada documento lleva un sello que sale del anterior. Si alguien cambia después un documento de este período,"
        " «Comprobar datos» lo dice, y la huella del libro deja de ser la de esta acta firmada: compare los números de"
        " abajo con los que muestra el programa en «Cierre de mes y año»."
    )
    return Section(
        title=_("Sello"),
        sentence=sentence,
        facts=(
            (_("Último sello"), _("N.º {number}").format(number=f"{closing.seal_id:,}")),
            (_("Su huella"), grouped(closing.seal_hash)),
            (_("Sello del acta"), _("N.º {number}").format(number=f"{closing.own_seal_id:,}")),
            (_("Su huella"), grouped(closing.own_seal_hash)),
        ),
    )
