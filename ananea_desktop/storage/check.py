"""Every invariant of the books in one place: «Comprobar datos» in the window, ``check`` on the command line, and all
tests call it. It never repairs."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from sqlite3 import Connection

from ananea_desktop.domain.attachments import TABLES
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.receipts import KIND_TITLES, ReceiptKind, number_text
from ananea_desktop.storage import (
    attachments,
    chain,
    check_capital,
    check_charges,
    check_closings,
    check_counts,
    check_history,
    check_members,
    check_people,
    check_stock,
    check_trainings,
    money_checks,
    presentations,
    rows,
)
from ananea_desktop.storage.data_file import DataFile, schema_fingerprint
from ananea_desktop.storage.diary import Diary, entries
from ananea_desktop.storage.schema import SCHEMA_FINGERPRINT


@dataclass
class Report:
    """What was looked at, how many of each thing, and every sentence that says what is wrong."""

    counts: dict[str, int] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    attachments_size: int = 0
    """Bytes that all attachments take in the file."""

    @property
    def sound(self) -> bool:
        return not self.problems

    @property
    def is_empty(self) -> bool:
        """Whether nobody noted anything yet; what the file brings along itself has a history too."""
        return not any(count for table, count in self.counts.items() if table != "history")


def check(
    file: DataFile,
    tell: Callable[[int, int], object] = lambda _done, _whole: None,
    *,
    diary_end: int | None = None,
) -> Report:
    """Looks at everything. A report over an empty book says so in its counts; nothing checked is never «fine».

    ``tell`` hears how many checks are done, and of how many. ``diary_end``: the seal up to which the diary is looked
    at, where the file is held still while others are sealed.
    """
    report = Report()
    checks = dict(_CHECKS)
    if file.diary is not None:
        checks["Diario"] = partial(_diary, diary=file.diary, end=diary_end)
    for done, (name, look) in enumerate(checks.items()):
        tell(done, len(checks))
        try:
            found = list(look(file.db))
        except Exception as error:  # a file too damaged to be read is a finding, not a crash of the check
            found = [_("No se pudo leer: {reason}").format(reason=error)]
        report.problems += [f"{_(name)}: {sentence}" for sentence in found]
    try:
        report.counts = counts(file.db)
        report.attachments_size = attachments.total_size(file.db)
    except Exception as error:
        report.problems.append(_("No se pudo contar: {reason}").format(reason=error))
    return report


def counts(db: Connection) -> dict[str, int]:
    """How many of each thing the file holds."""
    return {
        table: int(rows.value(db, f"SELECT count(*) FROM {table}"))
        for table in (
            "members",
            "member_states",
            "positions",
            "suppliers",
            "training_sessions",
            "attendances",
            "certificates",
            "certificate_annulments",
            "mandatory_topics",
            "purchases",
            "quotation_requests",
            "fixed_assets",
            "items",
            "stock_movements",
            "hand_outs",
            "hand_out_lines",
            "hand_out_annulments",
            "premium_projects",
            "project_budgets",
            "assemblies",
            "assembly_attendances",
            "resolutions",
            "committee_terms",
            "committee_sessions",
            "receipts",
            "receipt_lines",
            "receipt_annulments",
            "charge_runs",
            "charges",
            "charge_run_annulments",
            "charge_waivers",
            "settlements",
            "capital_operations",
            "member_certificates",
            "member_certificate_annulments",
            "cash_counts",
            "reconciliations",
            "closings",
            "seals",
            "attachments",
            "attachment_contents",
            "presentations",
            "history",
        )
    }


def _file(db: Connection) -> Iterator[str]:
    for (sentence,) in db.execute("PRAGMA integrity_check"):
        if sentence != "ok":
            yield str(sentence)


def _references(db: Connection) -> Iterator[str]:
    for table, row_id, parent, _number in db.execute("PRAGMA foreign_key_check"):
        yield _("{table} {row} señala a {parent}, que no existe").format(table=table, row=row_id, parent=parent)


def _structure(db: Connection) -> Iterator[str]:
    if schema_fingerprint(db) != SCHEMA_FINGERPRINT:
        yield _("otro programa cambió la estructura del archivo")


def _numbers(db: Connection) -> Iterator[str]:
    """First number to last without a gap, and the counter right behind the last; a booklet only within its numbers."""
    for row in rows.select(
        db,
        """SELECT series.kind, series.series, first_number, next_number, last_number,
            count(DISTINCT number) AS held, min(number) AS lowest, max(number) AS highest
        FROM series LEFT JOIN receipts ON receipts.kind = series.kind AND receipts.series = series.series
        GROUP BY series.kind, series.series""",
    ):
        name = f"{row['kind']} {row['series']}"
        last = row["next_number"] - 1 if row["last_number"] is None else row["last_number"]
        if row["last_number"] is None and row["next_number"] != row["first_number"] + row["held"]:
            yield _("serie {name}: hay {held} recibos y el contador dice {counted}").format(
                name=name, held=row["held"], counted=row["next_number"] - row["first_number"]
            )
        is_outside = row["held"] and (row["lowest"] < row["first_number"] or row["highest"] > last)
        is_short = (
            row["last_number"] is None
            and row["held"]
            and (row["lowest"], row["highest"])
            != (
                row["first_number"],
                last,
            )
        )
        if is_outside or is_short:
            yield _("serie {name}: los números van de {low} a {high} y debían ir de {first} a {last}").format(
                name=name, low=row["lowest"], high=row["highest"], first=row["first_number"], last=last
            )


def _transfers(db: Connection) -> Iterator[str]:
    """Each transfer has its two sides, on one day; between accounts of one currency with one amount."""
    for row in rows.select(
        db,
        """SELECT series, number FROM receipts WHERE kind = 'transfer' GROUP BY series, number
        HAVING count(*) <> 2 OR min(issued_on) <> max(issued_on) OR count(DISTINCT account_id) <> 2
            OR (count(DISTINCT currency) = 1 AND min(total) <> max(total))
            OR (SELECT count(*) FROM receipt_annulments JOIN receipts AS side ON side.id = receipt_id
                WHERE side.kind = 'transfer' AND side.series = receipts.series
                    AND side.number = receipts.number) = 1""",
    ):
        yield _("traspaso {number}: le falta un lado o sus dos lados no coinciden").format(
            number=number_text(row["series"], row["number"])
        )


def _corrections(db: Connection) -> Iterator[str]:
    """What a correction that counts refers to counts too; an extorno takes all of it back, and only once."""
    for row in rows.select(
        db,
        """SELECT correction.kind, correction.series, correction.number
        FROM receipts AS correction JOIN receipts AS corrected ON corrected.id = correction.corrects_id
        WHERE correction.corrects_id IS NOT NULL
            AND (correction.kind = 'reallocation' OR corrected.direction = -correction.direction)
            AND correction.id NOT IN (SELECT receipt_id FROM receipt_annulments)
            AND (corrected.id IN (SELECT receipt_id FROM receipt_annulments) OR correction.kind <> 'reallocation' AND (
                correction.total <> corrected.total OR correction.currency <> corrected.currency
                OR EXISTS (SELECT 1 FROM receipts AS other WHERE other.corrects_id = corrected.id
                    AND other.id < correction.id AND other.direction = correction.direction
                    AND other.id NOT IN (SELECT receipt_id FROM receipt_annulments))))""",
    ):
        name = f"{_(KIND_TITLES[ReceiptKind(row['kind'])])} {number_text(row['series'], row['number'])}"
        yield _("{name}: no corrige bien el documento que cita").format(name=name)


def _reversals(db: Connection) -> Iterator[str]:
    """A document, its reallocations and its extorno leave nothing in any fund or project."""
    for row in rows.select(
        db,
        """WITH reversed AS (SELECT original.id FROM receipts AS original
            JOIN receipts AS reversal ON reversal.corrects_id = original.id
            WHERE original.direction = -reversal.direction AND original.direction <> 0
                AND reversal.id NOT IN (SELECT receipt_id FROM receipt_annulments)),
        parts AS (SELECT id AS original_id, id AS part_id FROM reversed
            UNION SELECT corrects_id, receipts.id FROM receipts JOIN reversed ON corrects_id = reversed.id)
        SELECT series, number FROM receipts WHERE id IN (
            SELECT original_id FROM parts JOIN receipt_lines ON receipt_id = part_id
            WHERE part_id NOT IN (SELECT receipt_id FROM receipt_annulments)
            GROUP BY original_id, fund_id, project_id HAVING sum(sign * amount) <> 0)""",
    ):
        yield _("{number}: con su extorno no queda en cero en cada fondo y proyecto").format(
            number=number_text(row["series"], row["number"])
        )


def _totals(db: Connection) -> Iterator[str]:
    for row in rows.select(
        db,
        """SELECT receipts.id, kind, series, number, total, count(position) AS lines, max(position) AS last,
            coalesce(sum(amount) FILTER (WHERE sign = CASE direction WHEN 0 THEN -1 ELSE direction END), 0) AS summed
        FROM receipts LEFT JOIN receipt_lines ON receipt_id = receipts.id
        GROUP BY receipts.id HAVING summed <> total OR lines = 0 OR last <> lines""",
    ):
        yield _("recibo {number}: sus líneas suman {summed} céntimos y el total dice {total}").format(
            number=number_text(row["series"], row["number"]), summed=row["summed"], total=row["total"]
        )


def _lines_without_receipt(db: Connection) -> Iterator[str]:
    for (line,) in db.execute("SELECT id FROM receipt_lines WHERE receipt_id NOT IN (SELECT id FROM receipts)"):
        yield _("la línea {line} no pertenece a ningún recibo").format(line=line)


def _currencies(db: Connection) -> Iterator[str]:
    for row in rows.select(
        db,
        "SELECT series, number FROM receipts JOIN accounts ON accounts.id = account_id"
        " WHERE accounts.currency <> receipts.currency",
    ):
        yield _("recibo {number}: no está en la moneda de su cuenta").format(
            number=number_text(row["series"], row["number"])
        )


_CHAIN_FAULTS = {
    chain.FaultKind.ALTERED: N_("{what}: alterado, no es lo que se selló"),
    chain.FaultKind.UNLINKED: N_("{what}: su sello no sigue al anterior; la cadena está rota ahí"),
    chain.FaultKind.MISSING: N_("{what}: falta, o falta su sello"),
}


def _seals(db: Connection) -> Iterator[str]:
    for fault in chain.faults(db):
        yield _(_CHAIN_FAULTS[fault.kind]).format(what=_sealed(db, fault))


_HAND_OUTS = {
    "hand_out": N_("cargo de entrega {number}"),
    "return": N_("devolución {number}"),
    "donation": N_("acta de entrega {number}"),
}


_MEMBER_CERTIFICATES = {
    "good_standing": N_("constancia de socio hábil {number:06d}"),
    "contribution": N_("certificado de aportación {number:06d}"),
}


def _sealed(db: Connection, fault: chain.ChainFault) -> str:
    """How a person calls what a seal is of."""
    name = _document(db, fault)
    if not name:
        return _("sello {seal}").format(seal=fault.seal_id)
    is_annulment = fault.subject.endswith("annulment")
    return _("anulación de {name}").format(name=name) if is_annulment else name


_OF_CHARGES = {
    chain.CHARGE_RUN: "SELECT concept FROM charge_runs WHERE id = ?",
    chain.CHARGE_RUN_ANNULMENT: "SELECT concept FROM charge_runs WHERE id = ?",
    chain.CHARGE_WAIVER: """SELECT concept FROM charge_waivers JOIN charges ON charges.id = charge_id
        JOIN charge_runs ON charge_runs.id = charge_run_id WHERE charge_waivers.id = ?""",
}


def _document(db: Connection, fault: chain.ChainFault) -> str:
    if fault.subject in _OF_CHARGES:
        row = rows.select_one(db, _OF_CHARGES[fault.subject], (fault.subject_id,))
        words = _("condonación de «{concept}»") if fault.subject == chain.CHARGE_WAIVER else _("cobro «{concept}»")
        return "" if row is None else words.format(concept=row["concept"])
    if fault.subject == chain.USER_ACT:
        name = rows.value(db, "SELECT user_name FROM user_acts WHERE id = ?", (fault.subject_id,))
        return "" if name is None else _("cambio sobre la persona {name}").format(name=name)
    if fault.subject == chain.CAPITAL_OPERATION:
        number = rows.value(db, "SELECT number FROM capital_operations WHERE id = ?", (fault.subject_id,))
        return "" if number is None else _("operación de aportaciones N.º {number}").format(number=number)
    if fault.subject in (chain.CERTIFICATE, chain.CERTIFICATE_ANNULMENT):
        number = rows.value(db, "SELECT number FROM certificates WHERE id = ?", (fault.subject_id,))
        return "" if number is None else _("constancia {number}").format(number=number)
    if fault.subject in (chain.MEMBER_CERTIFICATE, chain.MEMBER_CERTIFICATE_ANNULMENT):
        row = rows.select_one(db, "SELECT kind, number FROM member_certificates WHERE id = ?", (fault.subject_id,))
        return "" if row is None else _(_MEMBER_CERTIFICATES[row["kind"]]).format(number=row["number"])
    if fault.subject in (chain.HAND_OUT, chain.HAND_OUT_ANNULMENT):
        row = rows.select_one(db, "SELECT kind, number FROM hand_outs WHERE id = ?", (fault.subject_id,))
        return "" if row is None else _(_HAND_OUTS[row["kind"]]).format(number=row["number"])
    if fault.subject in (chain.CLOSING, chain.CLOSING_REOPENING):
        number = rows.value(db, "SELECT number FROM closings WHERE id = ?", (fault.subject_id,))
        words = _("acta de cierre {number}") if fault.subject == chain.CLOSING else _("reapertura del cierre {number}")
        return "" if number is None else words.format(number=number)
    row = rows.select_one(db, "SELECT kind, series, number FROM receipts WHERE id = ?", (fault.subject_id,))
    if row is None:
        return ""
    return f"{_(KIND_TITLES[ReceiptKind(row['kind'])])} {number_text(row['series'], row['number'])}"


def _diary(db: Connection, diary: Diary, end: int | None) -> Iterator[str]:
    """The diary tells of every seal, with its hash; one of the two that ends before the other was cut or set back."""
    (newest,) = db.execute("SELECT coalesce(max(id), 0) FROM seals").fetchone()
    last = 0
    for entry in entries(diary.path):
        if end is not None and entry.seal_id > end:
            break
        found = db.execute("SELECT hash FROM seals WHERE id = ?", (entry.seal_id,)).fetchone()
        if entry.seal_id != last + 1 or (found is not None and bytes(found[0]) != entry.hash):
            yield _("el sello {seal} no es el que el diario anotó").format(seal=entry.seal_id)
        last = entry.seal_id
    if last > newest:
        yield _("el archivo termina en el sello {newest} y el diario llega al {last}: faltan recibos emitidos").format(
            newest=newest, last=last
        )
    elif last < newest:
        yield _(
            "el diario termina en el sello {last} y el archivo llega al {newest}: al diario le falta una parte"
        ).format(newest=newest, last=last)


def _purchase_totals(db: Connection) -> Iterator[str]:
    """Quantity by price; with IGV apart each line has its part of the tax, to the céntimo, at a rate that is or was
    noted."""
    for row in rows.select(
        db,
        """WITH priced AS (SELECT purchase_lines.id, purchase_id, igv, total,
                (quantity * unit_price + 500) / 1000 AS price
            FROM purchase_lines JOIN purchases ON purchases.id = purchase_id),
        summed AS (SELECT purchase_id, sum(price) AS net, sum(total) AS gross FROM priced
            WHERE igv = 'apart' GROUP BY purchase_id),
        rates (percent) AS (SELECT percent FROM tax_rates WHERE name = 'igv' UNION
            SELECT json_extract(before, '$.percent') FROM history WHERE table_name = 'tax_rates'
                AND json_extract(before, '$.name') = 'igv')
        SELECT id FROM priced WHERE igv <> 'apart' AND total <> price
        UNION ALL SELECT id FROM priced JOIN summed USING (purchase_id)
            WHERE igv = 'apart' AND (gross - net NOT IN (SELECT (net * percent + 5000) / 10000 FROM rates)
                OR abs(total - price * gross / net) > 1)""",
    ):
        yield _("compra, línea {line}: el importe no es cantidad por precio").format(line=row["id"])


def _chosen_offers(db: Connection) -> Iterator[str]:
    """Of the offers of a request at most one is chosen."""
    for row in rows.select(
        db,
        """SELECT subject FROM quotations JOIN quotation_requests ON quotation_requests.id = quotation_request_id
        WHERE chosen = 'yes' GROUP BY quotation_request_id HAVING count(*) > 1""",
    ):
        yield _("cotización «{subject}»: tiene más de una oferta elegida").format(subject=row["subject"])


def _credit_notes(db: Connection) -> Iterator[str]:
    """A credit note takes from a purchase of its supplier and currency, and not more than it cost."""
    for row in rows.select(
        db,
        """SELECT credits.id FROM purchases AS credits JOIN purchases ON purchases.id = credits.credits_id
        WHERE purchases.supplier_id <> credits.supplier_id OR purchases.currency <> credits.currency
            OR purchases.credits_id IS NOT NULL OR credits.document_type <> '07'""",
    ):
        yield _("nota de crédito {number}: no es de la compra que cita").format(number=row["id"])
    for row in rows.select(
        db,
        """SELECT purchases.id, (SELECT sum(total) FROM purchase_lines WHERE purchase_id = purchases.id) AS cost,
            (SELECT sum(total) FROM purchases AS credits JOIN purchase_lines ON purchase_id = credits.id
                WHERE credits.credits_id = purchases.id) AS credited
        FROM purchases WHERE id IN (SELECT credits_id FROM purchases WHERE credits_id IS NOT NULL)
            AND credited > cost""",
    ):
        yield _("compra {number}: sus notas de crédito descuentan más de lo que costó").format(number=row["id"])


def _votes(db: Connection) -> Iterator[str]:
    """Nobody votes who did not come. A resolution noted before any attendance was is left alone: the attendance may be
    half written by now."""
    for row in rows.select(
        db,
        """SELECT held_on, number, votes_for + votes_against + votes_abstaining AS votes,
            (SELECT count(*) FROM assembly_attendances
             WHERE assembly_id = assemblies.id AND status <> 'excused') AS attending
        FROM resolutions JOIN assemblies ON assemblies.id = assembly_id
        WHERE votes > attending AND
            (SELECT max(id) FROM history WHERE table_name = 'resolutions' AND record_id = resolutions.id) >
            (SELECT min(noted) FROM (SELECT max(history.id) AS noted
                FROM assembly_attendances JOIN history ON table_name = 'assembly_attendances'
                    AND record_id = assembly_attendances.id AND action = 'insert'
                WHERE assembly_attendances.assembly_id = assemblies.id GROUP BY assembly_attendances.id))""",
    ):
        yield _("asamblea {day}, acuerdo {number}: tiene {votes} votos y asistieron {attending}").format(
            day=row["held_on"], number=row["number"], votes=row["votes"], attending=row["attending"]
        )
    for row in rows.select(
        db,
        """SELECT held_on, eligible, count(assembly_attendances.id) AS attending
        FROM assemblies JOIN assembly_attendances ON assembly_id = assemblies.id AND status <> 'excused'
        GROUP BY assemblies.id HAVING eligible IS NULL OR attending > eligible""",
    ):
        yield _("asamblea {day}: asistieron {attending} de {eligible} socios hábiles").format(
            day=row["held_on"], attending=row["attending"], eligible=row["eligible"] or 0
        )


def _resolved_budgets(db: Connection) -> Iterator[str]:
    """A budget says what its resolution says, and each resolution that approves an amount has its one budget."""
    for row in rows.select(
        db,
        """SELECT held_on, number FROM resolutions JOIN assemblies ON assemblies.id = assembly_id
        WHERE (SELECT count(*) FROM project_budgets WHERE resolution_id = resolutions.id
                AND project_budgets.project_id IS resolutions.project_id
                AND project_budgets.amount IS resolutions.amount AND decided_on = held_on)
            <> (outcome = 'approved' AND resolutions.amount IS NOT NULL)
            OR (SELECT count(*) FROM project_budgets WHERE resolution_id = resolutions.id)
            <> (outcome = 'approved' AND resolutions.amount IS NOT NULL)""",
    ):
        yield _("asamblea {day}, acuerdo {number}: no coincide con el presupuesto del proyecto").format(
            day=row["held_on"], number=row["number"]
        )


def _history(db: Connection) -> Iterator[str]:
    """Every record has a history, and the newest row of it says what the record says."""
    tables = [
        row[0]
        for row in db.execute(
            "SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name GLOB '*_history_insert'"
        )
    ]
    for table in tables:
        for (record_id,) in db.execute(
            f"""SELECT record_id FROM history WHERE table_name = '{table}'
                AND record_id NOT IN (SELECT id FROM {table})
            GROUP BY record_id HAVING max(id) <> max(CASE action WHEN 'delete' THEN id ELSE 0 END)"""
        ):
            yield _("{table} {record}: fue borrado fuera del programa").format(table=table, record=record_id)
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
        known = rows.value(db, f"SELECT after FROM history WHERE table_name = '{table}' AND after IS NOT NULL LIMIT 1")
        if known is None:
            if rows.value(db, f"SELECT count(*) FROM {table}"):
                yield _("{table}: hay registros sin historial").format(table=table)
            continue
        same = " AND ".join(
            f"json_extract(newest.after, '$.{name}') IS {table}.{name}" for name in columns if f'"{name}"' in known
        )
        for (record_id,) in db.execute(
            f"""SELECT {table}.id FROM {table} LEFT JOIN history AS newest ON newest.id =
                (SELECT max(id) FROM history WHERE table_name = '{table}' AND record_id = {table}.id)
            WHERE newest.id IS NULL OR NOT ({same})"""
        ):
            yield _("{table} {record}: no coincide con su historial; fue cambiado fuera del programa").format(
                table=table, record=record_id
            )


def _logos(db: Connection) -> Iterator[str]:
    for name, image in db.execute("SELECT sha256, image FROM logos"):
        if hashlib.sha256(image).hexdigest() != name:
            yield _("un logo no es el que se guardó")


def _attachments(db: Connection) -> Iterator[str]:
    """Every content is the one that was kept, and every attachment belongs to a record that is there."""
    for name, size, content in db.execute("SELECT sha256, size, content FROM attachment_contents"):
        if len(content) != size or hashlib.sha256(content).hexdigest() != name:
            yield _("el contenido {name} no es el que se guardó").format(name=name[:12])
    for (table,) in db.execute("SELECT DISTINCT table_name FROM attachments").fetchall():
        if table not in TABLES:
            yield _("hay adjuntos de {table}, que no puede tenerlos").format(table=table)
            continue
        for attachment_id, record_id in db.execute(
            f"SELECT id, record_id FROM attachments WHERE table_name = ? AND record_id NOT IN (SELECT id FROM {table})",
            (table,),
        ):
            yield _("el adjunto {id} es de {table} {record}, que no existe").format(
                id=attachment_id, table=table, record=record_id
            )


def _slides(db: Connection) -> Iterator[str]:
    """Each photo that a slide shows is in the file."""
    kept = {str(name) for (name,) in db.execute("SELECT sha256 FROM attachment_contents")}
    for presentation in presentations.all_of(db):
        for number, slide in enumerate(presentation.slides, start=1):
            if slide.photo and slide.photo not in kept:
                yield _("presentación del {first} al {last}, diapositiva {number}: su foto no está").format(
                    first=presentation.first_day, last=presentation.last_day, number=number
                )


def _search(db: Connection) -> Iterator[str]:
    """What is searched has a row for each record, and its own notes say the same number: one set back does not."""
    for (table,) in db.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'"):
        source = str(table).removesuffix("_search")
        noted = db.execute(f"SELECT block FROM {table}_data WHERE id = 1").fetchone()  # FTS5's record of averages
        sizes = {
            int(rows.value(db, f"SELECT count(*) FROM {table}_docsize")),
            _first_number(bytes(noted[0]) if noted else b""),
        }
        held = int(rows.value(db, f"SELECT count(*) FROM {source}"))
        for found in sorted(sizes - {held}):
            yield _("el buscador de {table} tiene {found} de {held}").format(table=source, found=found, held=held)


def _first_number(block: bytes) -> int:
    """The varint that FTS5 begins a block with; 0 of an empty one."""
    number = 0
    for byte in block:
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            break
    return number


_CHECKS: dict[str, Callable[[Connection], Iterator[str]]] = {
    "Archivo": _file,
    "Referencias": _references,
    "Estructura": _structure,
    "Números": _numbers,
    "Traspasos": _transfers,
    "Correcciones": _corrections,
    "Extornos": _reversals,
    "Totales": _totals,
    "Líneas": _lines_without_receipt,
    "Monedas": _currencies,
    "Reimputaciones": money_checks.allocations,
    "Entregas por rendir": money_checks.settlements,
    "Sellos": _seals,
    "Cierres": check_closings.closings,
    "Arqueos": check_counts.cash_counts,
    "Conciliaciones": check_counts.reconciliations,
    "Marcas de conciliación": check_counts.ticks,
    "Capacitaciones": check_trainings.days,
    "Constancias": check_trainings.certificates,
    "Cobros": check_charges.runs,
    "Pagos de deudas": check_charges.settlements,
    "Deudas y aportaciones": check_charges.capital,
    "Estados de socios": check_members.states,
    "Aportaciones": check_capital.operations,
    "Recibos de aportaciones": check_capital.receipts,
    "Certificados de socios": check_capital.certificates,
    "Compras": _purchase_totals,
    "Notas de crédito": _credit_notes,
    "Cotizaciones": _chosen_offers,
    "Almacén": check_stock.stock,
    "Entregas": check_stock.hand_outs,
    "Votos": _votes,
    "Acuerdos": _resolved_budgets,
    "Personas": check_people.roles,
    "Claves": check_people.passwords,
    "Historial": _history,
    "Cambios": check_history.links,
    "Deshacer": check_history.bars,
    "Logos": _logos,
    "Adjuntos": _attachments,
    "Diapositivas": _slides,
    "Buscador": _search,
}

_QUICK = (
    *("Números", "Traspasos", "Correcciones", "Reimputaciones", "Entregas por rendir", "Arqueos", "Conciliaciones"),
    *("Marcas de conciliación", "Pagos de deudas", "Aportaciones"),
)
"""What is looked at before a closing; the whole takes minutes in a large book, and is done after the start."""
_MOST_SEALS = 5000
"""How many of the newest are looked at then, where no closing vouches for those before: half a second."""


def before_closing(db: Connection) -> Iterator[list[str]]:
    """What the quick checks find, one after another, and then the seals that no closing vouches for yet."""
    for name in _QUICK:
        yield [f"{_(name)}: {sentence}" for sentence in _CHECKS[name](db)]
    yield [f"{_('Cierres')}: {sentence}" for sentence in check_closings.order(db)]
    newest = int(rows.value(db, "SELECT coalesce(max(id), 0) FROM seals"))
    for found in chain.faults_after(db, max(check_closings.last_sealed(db), newest - _MOST_SEALS)):
        yield [f"{_('Sellos')}: {_(_CHAIN_FAULTS[each.kind]).format(what=_sealed(db, each))}" for each in found]
