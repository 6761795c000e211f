"""Sample data: invented people and money around the projects of the cooperative's public page, marked as MUESTRA."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from typing import Any

from ananea_desktop import paths
from ananea_desktop.domain.accounts import ACCOUNTS
from ananea_desktop.domain.assemblies import Attendance
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import SPANISH, _
from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.domain.money import format_amount, read_amount
from ananea_desktop.domain.purchases import FEES
from ananea_desktop.domain.receipts import ReceiptKind
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.steps import Steps, at_once
from ananea_desktop.domain.suppliers import SUPPLIERS
from ananea_desktop.operations import (
    assemblies,
    assembly_papers,
    attachments,
    cash_counts,
    certificates,
    closing_actas,
    closings,
    contribution_certificates,
    debt_reports,
    debt_slips,
    handover,
    office,
    papers,
    people,
    premium,
    purchase_rules,
    purchases,
    quotations,
    receipt_drafts,
    receipt_warnings,
    receipts,
    reconciliations,
    records,
    reports,
    sample_audit,
    sample_capital,
    sample_cash,
    sample_charges,
    sample_committee,
    sample_corrections,
    sample_equipment,
    sample_members,
    sample_projects,
    sample_purchases,
    sample_trainings,
    sign_in,
    training_papers,
    trainings,
)
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.languages import in_language
from ananea_desktop.operations.receipt_drafts import ReceiptDraft
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import office as store

_MEMBER_FIELDS = (
    "number document_number paternal_surname maternal_surname given_names sex birth_date community admitted_on"
    " position work_area"
).split()
_PREMIUM, _OWN = "1", "2"
_TILL, _BANK, _DOLLARS = "1", "2", "3"
_CENTRAL = "CECOMSAP, Central de Cooperativas Mineras San Antonio de Poto"
_TOKEN = "sample-"


def _every_right(books: Books, _tell: object = None) -> Right:
    return next((right for right in Right if right not in books.rights), Right.OWN)


def write_sample(books: Books) -> None:
    """Fills new books through the same operations a person uses, each act on its own day; in Spanish, as all books."""
    at_once(write_steps(books))


@needs(_every_right)
def write_steps(books: Books, tell: Callable[[int, int], object] = lambda _done, _whole: None) -> Steps[None]:
    """The same in steps; ``tell`` hears after each act how many of all are done."""
    data = json.loads((paths.resources() / "sample" / "sample.json").read_text(encoding="utf-8"))
    clock = books.clock
    try:
        with in_language(SPANISH):
            _go_to(books, date(2018, 1, 2))
            _open_office(books, data)
            _add_people(books, data)
            sample_projects.add(books, data["projects"], _go_to)
            acts = sorted(_acts(books, data), key=lambda act: act.day)
            for done, act in enumerate(acts):
                tell(done, len(acts))
                yield
                _go_to(books, act.day)
                act.happen()
    finally:
        books.clock = clock


def is_only_sample(books: Books) -> bool:
    """Whether these books were made here and hold no real receipt: the profile alone can be switched to «muestra»."""
    made_here, real = store.has_token(books.db, _TOKEN), store.has_real_receipts(books.db)
    return made_here and not real and office.letterhead(books).is_sample


def write_papers(books: Books, folder: Path) -> Iterator[Path]:
    """One PDF of each kind of paper, in ``folder``; gives each path when it is written."""
    newest = [receipts.get(books, row["id"]) for row in receipts.page(books, receipts.ReceiptFilter())]
    printed = [receipt for receipt in newest if not receipt.is_manual]
    valid = [receipt for receipt in printed if receipt.annulment is None]
    kinds = {
        "recibo-ingreso": [each for each in valid if each.kind is ReceiptKind.IN and not each.is_reversal],
        "recibo-egreso": [each for each in valid if each.kind is ReceiptKind.OUT and not each.is_reversal],
        "recibo-anulado": [each for each in printed if each.annulment is not None],
        "recibo-extorno": [each for each in valid if each.is_reversal],
        "reimputacion": [each for each in valid if each.kind is ReceiptKind.REALLOCATION],
        "traspaso": [each for each in valid if each.kind is ReceiptKind.TRANSFER],
        "nota-bancaria": [each for each in valid if each.kind is ReceiptKind.BANK_NOTE],
        "apertura": [each for each in valid if each.kind is ReceiptKind.OPENING],
        "rendicion": [each for each in valid if each.kind is ReceiptKind.RENDITION],
    }
    for name, found in kinds.items():
        reports.save_paper(folder / f"{name}.pdf", papers.document_pdf(books, found[0]))
        yield folder / f"{name}.pdf"
    reports.save_paper(folder / "arqueo.pdf", cash_counts.count_pdf(books, 1))
    yield folder / "arqueo.pdf"
    reports.save_paper(folder / "acta-cierre.pdf", closing_actas.acta_pdf(books, 1))
    yield folder / "acta-cierre.pdf"
    reports.save_paper(folder / "entrega-de-cargo.pdf", at_once(handover.handover_pdf(books)))
    yield folder / "entrega-de-cargo.pdf"
    reports.save_paper(folder / "conciliacion.pdf", reconciliations.paper(books, 1))
    yield folder / "conciliacion.pdf"
    reports.save_paper(folder / "cuadro-comparativo.pdf", quotations.comparison_pdf(books, 1, "es"))
    yield folder / "cuadro-comparativo.pdf"
    called, held = assemblies.latest(books)["id"], min(row["id"] for row in assemblies.newest(books))
    for name in assembly_papers.PAPERS:
        assembly_id = called if name in ("convocatoria", "esquelas") else held
        path = folder / f"asamblea-{name}.pdf"
        assembly_papers.save_assembly_paper(books, assembly_id, name, "es", path)
        yield path
    certified = next(row["id"] for row in trainings.newest(books) if certificates.newest(books, row["id"]))
    for name in training_papers.PAPERS:
        path = folder / f"capacitacion-{name}.pdf"
        training_papers.save_training_paper(books, certified, name, "es", path)
        yield path
    certificate = contribution_certificates.find(books, "1")
    path = folder / "certificado-aportacion.pdf"
    reports.save_paper(path, at_once(contribution_certificates.pdf(books, [certificate.id])))
    yield path
    reports.save_paper(folder / "estado-de-cuenta.pdf", debt_reports.statement_file(books, 14, "es", "pdf"))
    yield folder / "estado-de-cuenta.pdf"
    reports.save_paper(folder / "esquelas-cobro.pdf", at_once(debt_slips.slips(books)))
    yield folder / "esquelas-cobro.pdf"
    for name in reports.REPORTS:
        reports.save_report(books, name, None, "es", folder / f"{name}.pdf")
        yield folder / f"{name}.pdf"


def _go_to(books: Books, day: date) -> None:
    moment = datetime.combine(day, time(10)).astimezone()

    def stands_still() -> datetime:
        return moment

    books.clock = stands_still


def _open_office(books: Books, data: dict[str, Any]) -> None:
    logo = (paths.resources() / "sample" / "logo.png").read_bytes()
    office.save_profile(books, data["profile"], logo, confirmed=("ruc",))
    sign_in.enter(books, str(people.all_of(books)[0]["name"]))
    bank = {"kind": "bank", "bank": "Banco de muestra"}
    records.save(books, ACCOUNTS, {**bank, "name": "Banco, cuenta de la Prima", "currency": "PEN"})
    records.save(books, ACCOUNTS, {**bank, "name": "Banco, cuenta en dólares", "currency": "USD"})


def _add_people(books: Books, data: dict[str, Any]) -> None:
    for kind in ("member", "worker"):
        for line in data[kind + "s"]:
            texts = dict(zip(_MEMBER_FIELDS, line.split("|"), strict=True))
            fixed = {"kind": kind, "document_type": "dni", "state": "active"}
            # the sample begins in 2018, with all who are members today already in the register
            records.save(books, MEMBERS, {**texts, **fixed}, confirmed=("birth_date", "admitted_on"))
    for line in data["suppliers"]:
        name, ruc, address = line.split("|")
        records.save(books, SUPPLIERS, {"name": name, "ruc": ruc, "address": address}, confirmed=("ruc",))


@dataclass(frozen=True)
class _Act:
    day: date
    happen: Callable[[], object]


def _acts(books: Books, data: dict[str, Any]) -> Iterator[_Act]:
    """Everything that happens after the opening, each on its day."""
    for number, line in enumerate(data["purchases"], start=1):
        yield _Act(date.fromisoformat(line.split("|")[4]), partial(_buy, books, line, number))
    for day, happen in sample_trainings.acts(books, data, _issue):
        yield _Act(day, happen)
    for line in data["lots"]:
        yield _Act(date.fromisoformat(line.split("|")[0]), partial(_export, books, line))
    for line in data["premium"]:
        day, amount, *lot = line.split("|")
        yield _Act(date.fromisoformat(day), partial(_receive_premium, books, day, amount, *map(int, lot)))
    for line in data["premium_dollars"]:
        day, amount, rate, lot_id = line.split("|")
        yield _Act(date.fromisoformat(day), partial(_receive_dollars, books, amount, rate, int(lot_id)))
    for day in data["contributions"]:
        for member_id in range(1, 13):
            yield _Act(date.fromisoformat(day), partial(_contribute, books, member_id))
    for assembly in data["assemblies"]:
        day = date.fromisoformat(assembly.get("called_on", assembly["texts"]["held_on"]))
        yield _Act(day, partial(_meet, books, assembly))
    for line in data["attachments"]:
        yield _Act(date.fromisoformat(line.split("|")[0]), partial(_attach, books, line))
    equipment = sample_equipment.acts(books, data["items"])
    projects = sample_projects.acts(books, data)
    committee_acts = sample_committee.acts(books, data["committee"])
    for act_day, happen in (
        *equipment,
        *projects,
        *sample_cash.acts(books),
        *sample_charges.acts(books, _issue),
        *sample_audit.acts(books),
        *sample_capital.acts(books, _issue),
        *committee_acts,
        *sample_members.acts(books),
    ):
        yield _Act(act_day, happen)
    yield _Act(date(2026, 11, 16), partial(_annul_last, books))
    yield _Act(date(2019, 1, 15), partial(_close_first_year, books))
    for day, happen in (*sample_purchases.acts(books, _issue), *sample_corrections.acts(books, _issue)):
        yield _Act(day, happen)


def _close_first_year(books: Books) -> None:
    """Its December and the year itself; what follows stays open, as in an office that has just begun with closings."""
    for period in ("2018-12", "2018"):
        at_once(closings.close(books, period, confirmed=(closings.UNFINISHED,), token=f"{_TOKEN}{period}"))


def _issue(books: Books, draft: ReceiptDraft) -> int:
    draft.issued_on = format_date(books.today())
    draft.token = f"{_TOKEN}{draft.kind}-{books.today()}-{draft.party_name}-{draft.lines}"
    return receipts.issue(books, draft, confirmed=receipt_warnings.ALL).id


def _export(books: Books, line: str) -> None:
    """A lot; what the Central kept of it stands as ``reason: amount``."""
    day, name, gross, fineness, rate, deducted, lbma, paid = line.split("|")
    texts = {
        "lot": name,
        "exported_on": format_date(date.fromisoformat(day)),
        "buyer": _CENTRAL,
        "metal": "gold",
        "gross_mg": gross,
        "fineness": fineness,
        "exchange_rate": rate,
        "lbma_usd_per_ounce": lbma,
        "paid_usd": paid,
    }
    reason, _colon, usd = deducted.partition(": ")
    premium.save_income(books, texts, [{"reason": reason, "usd": usd}] if deducted else [])


def _receive_premium(books: Books, day: str, amount: str, lot: int | None = None) -> None:
    concept = _("Prima Fairtrade de las exportaciones de {year}").format(year=int(day[:4]) - 1)
    line = {"concept": concept, "amount": format_amount(read_amount(amount)), "fund_id": _PREMIUM}
    operation = f"OP-{day[:4]}-0001"
    _issue(books, _from_central(account_id=_BANK, lines=[line], operation_number=operation, premium_income_id=lot))


def _receive_dollars(books: Books, amount: str, rate: str, lot: int) -> None:
    line = {"concept": _("Prima Fairtrade, adelanto de exportación"), "amount": amount, "fund_id": _PREMIUM}
    draft = _from_central(
        account_id=_DOLLARS,
        lines=[line],
        operation_number="OP-2026-0002",
        exchange_rate=rate,
        premium_income_id=lot,
    )
    _issue(books, draft)


def _from_central(**parts: Any) -> ReceiptDraft:
    return ReceiptDraft(kind=ReceiptKind.IN, party_name=_CENTRAL, method="transfer", **parts)


def _contribute(books: Books, member_id: int) -> None:
    draft = receipt_drafts.for_member(books, member_id)
    draft.lines = [{"concept": _("Cuota ordinaria del bimestre"), "amount": "50.00", "fund_id": _OWN}]
    draft.account_id = _TILL
    _issue(books, draft)


def _buy(books: Books, line: str, number: int) -> None:
    supplier, kind, series, paper, day, project, *items = line.split("|")
    texts = {
        "supplier_id": supplier,
        "document_type": kind,
        "series": series,
        "number": paper,
        "purchased_on": day,
        "currency": "PEN",
        "fund_id": _PREMIUM,
        "project_id": project,
    }
    names = ("item", "category", "quantity", "unit", "unit_price", "size")
    lines = [dict(zip(names, f"{item}:".split(":"), strict=False)) for item in items]
    if kind == FEES:
        texts["retention"] = purchase_rules.reckon(books, texts, lines).retention
    purchase_id = purchases.save(books, texts, lines, confirmed=("detraction", "project_id"))
    # of a recibo por honorarios its holder first, then the SUNAT
    for part in ("", "R") if kind == FEES else ("",):
        draft = receipt_drafts.for_purchase(books, purchase_id)
        draft.account_id, draft.method, draft.operation_number = _BANK, "transfer", f"{part}{day[:4]}{number:04d}"
        draft.spending_reason = _("La base del chute se hundió con las lluvias y hubo que reforzarla")
        _issue(books, draft)


def _meet(books: Books, assembly: dict[str, Any]) -> None:
    """An assembly as it went; one that is only called has neither attendance nor resolutions."""
    assembly_id = assemblies.save(books, assembly["texts"])
    if "resolutions" not in assembly:
        return
    statuses: dict[int, str] = dict.fromkeys(range(1, 35), Attendance.PRESENT)
    represented = {int(member): name for member, name in assembly["represented"].items()}
    statuses |= dict.fromkeys(represented, Attendance.REPRESENTED)
    statuses |= dict.fromkeys(assembly["excused"], Attendance.EXCUSED)
    statuses |= dict.fromkeys(assembly["absent"], "")
    assemblies.save_attendance(books, assembly_id, statuses, represented)
    names = "text votes_for votes_against votes_abstaining project_id amount".split()
    for line in assembly["resolutions"]:
        texts = dict(zip(names, line.split("|"), strict=True)) | assemblies.new_resolution_texts(books, assembly_id)
        assemblies.save_resolution(books, assembly_id, {**texts, "outcome": "approved"})


def _attach(books: Books, line: str) -> None:
    """A drawing, each marked MUESTRA."""
    _day, table, record_id, file_name, caption, stage = line.split("|")
    prepared = attachments.prepare(paths.resources() / "sample" / file_name)
    attachments.keep(books, table, int(record_id), prepared, caption, stage)


def _annul_last(books: Books) -> None:
    draft = ReceiptDraft(
        kind=ReceiptKind.OUT,
        party_name="Comercial San Román (muestra)",
        party_document="RUC 20000000007",
        supplier_id=6,
        account_id=_TILL,
        lines=[{"concept": _("Útiles de oficina"), "amount": "38.00", "fund_id": _OWN}],
    )
    receipts.annul(books, _issue(books, draft), _("Monto equivocado"))
