"""What members owe in the data file: runs of charges, frozen and sealed; what receipts paid and what was waived."""

from collections.abc import Iterable, Mapping
from datetime import date
from sqlite3 import Connection
from typing import Any

from ananea_desktop.domain.text import fold
from ananea_desktop.storage import chain, rows
from ananea_desktop.storage.rows import Row

RUN_HOLDS = "charge_run_id NOT IN (SELECT charge_run_id FROM charge_run_annulments)"
"""SQL on ``charges``: its run was not annulled."""


def paid_sql(until: str = "") -> str:
    """SQL on ``charges`` of what valid receipts settled of a charge; ``until``: a condition on ``issued_on``."""
    return f"""(SELECT coalesce(sum(valid_settlements.amount), 0) FROM valid_settlements
        WHERE valid_settlements.charge_id = charges.id {until})"""


def waived_sql(until: str = "") -> str:
    """SQL on ``charges`` of what need not be paid; ``until``: a condition on ``waived_on``."""
    return f"""(SELECT coalesce(sum(charge_waivers.amount), 0) FROM charge_waivers
        WHERE charge_waivers.charge_id = charges.id {until})"""


LEFT = f"(charges.amount - {paid_sql()} - {waived_sql()})"
"""SQL on ``charges``: what is still owed of a charge, in céntimos of its currency."""

_CHARGES = f"""SELECT charges.*, charge_runs.kind, charge_runs.concept, charge_runs.currency, charge_runs.fund_id,
        charge_runs.charged_on, charge_runs.acta, {paid_sql()} AS paid, {waived_sql()} AS waived, {LEFT} AS left,
        members.paternal_surname, members.maternal_surname, members.given_names, members.number AS member_number,
        members.document_type, members.document_number, members.sort_key
    FROM charges JOIN charge_runs ON charge_runs.id = charge_run_id JOIN members ON members.id = member_id"""


def insert_run(
    db: Connection, run: Mapping[str, Any], charges: Iterable[tuple[int, int, date]]
) -> tuple[int, list[int]]:
    """Writes a run with its charges (member, céntimos, day due) and its seal; gives its id and those of the charges."""
    run_id = 1 + int(rows.value(db, "SELECT coalesce(max(id), 0) FROM charge_runs"))
    ids = []
    for member_id, amount, due_on in charges:
        row = {"charge_run_id": run_id, "member_id": member_id, "amount": amount, "due_on": due_on}
        ids.append(rows.insert(db, "charges", row))
    acting = rows.select_one(db, "SELECT user, at AS recorded_at FROM acting")
    rows.insert(db, "charge_runs", {"id": run_id, **(acting or {}), **run})
    chain.seal(db, chain.CHARGE_RUN, run_id)
    return run_id, ids


def run_of_token(db: Connection, token: str) -> int | None:
    """The run that an earlier press of the same button made."""
    found: int | None = rows.value(db, "SELECT id FROM charge_runs WHERE token = ?", (token,))
    return found


def annul_run(db: Connection, run_id: int, reason: str, day: date) -> None:
    acting = rows.select_one(db, "SELECT user, at AS recorded_at FROM acting")
    row = {"charge_run_id": run_id, "reason": reason, "annulled_on": day, **(acting or {})}
    rows.insert(db, "charge_run_annulments", row)
    chain.seal(db, chain.CHARGE_RUN_ANNULMENT, run_id)


def waive(db: Connection, charge_id: int, amount: int, reason: str, day: date) -> None:
    acting = rows.select_one(db, "SELECT user, at AS recorded_at FROM acting")
    row = {"charge_id": charge_id, "amount": amount, "reason": reason, "waived_on": day, **(acting or {})}
    chain.seal(db, chain.CHARGE_WAIVER, rows.insert(db, "charge_waivers", row))


def settle(db: Connection, charge_id: int, receipt_line_id: int, amount: int) -> None:
    """Notes what a line of a receipt pays of a charge; the file refuses more than either of them has left."""
    rows.insert(db, "settlements", {"charge_id": charge_id, "receipt_line_id": receipt_line_id, "amount": amount})


def unsettle(db: Connection, receipt_id: int, charge_id: int) -> None:
    """What the lines of a receipt pay of a charge is open again."""
    db.execute(
        "DELETE FROM settlements WHERE charge_id = ?"
        " AND receipt_line_id IN (SELECT id FROM receipt_lines WHERE receipt_id = ?)",
        (charge_id, receipt_id),
    )


def get(db: Connection, charge_id: int) -> Row | None:
    """A charge with ``paid``, ``waived`` and ``left`` (céntimos), its run's kind, concept, currency and fund, and who
    owes it."""
    return rows.select_one(db, f"{_CHARGES} WHERE charges.id = ?", (charge_id,))


def holds(db: Connection, charge_id: int) -> bool:
    """Whether the run of a charge was not annulled."""
    return rows.value(db, f"SELECT 1 FROM charges WHERE id = ? AND {RUN_HOLDS}", (charge_id,)) is not None


def of_run(db: Connection, run_id: int) -> list[Row]:
    """The charges of a run by name, as ``get``."""
    return rows.select(db, f"{_CHARGES} WHERE charge_run_id = ? ORDER BY sort_key, members.id", (run_id,))


def of_member(db: Connection, member_id: int) -> list[Row]:
    """Every charge of a person whose run holds, by day due, as ``get``."""
    return rows.select(db, f"{_CHARGES} WHERE member_id = ? AND {RUN_HOLDS} ORDER BY due_on, charges.id", (member_id,))


def open_of_member(db: Connection, member_id: int) -> list[Row]:
    """Those of which something is left, the oldest first."""
    return [row for row in of_member(db, member_id) if row["left"] > 0]


def open_charges(db: Connection) -> list[Row]:
    """Every charge of which something is left, by name and day due, as ``get``."""
    return rows.select(
        db, f"SELECT * FROM ({_CHARGES} WHERE {RUN_HOLDS}) WHERE left > 0 ORDER BY sort_key, member_id, due_on, id"
    )


_RUNS = f"""SELECT charge_runs.*, annulled_on, charge_run_annulments.reason AS annulment_reason,
        (SELECT count(*) FROM charges WHERE charge_run_id = charge_runs.id) AS charge_count,
        (SELECT sum(amount) FROM charges WHERE charge_run_id = charge_runs.id) AS total,
        (SELECT min(due_on) FROM charges WHERE charge_run_id = charge_runs.id) AS due_on,
        (SELECT sum({paid_sql()}) FROM charges WHERE charge_run_id = charge_runs.id) AS paid,
        (SELECT sum({waived_sql()}) FROM charges WHERE charge_run_id = charge_runs.id) AS waived
    FROM charge_runs LEFT JOIN charge_run_annulments ON charge_run_annulments.charge_run_id = charge_runs.id"""


def runs(db: Connection, limit: int = -1) -> list[Row]:
    """The newest first: each with how many it charges, ``total``, ``paid`` and ``waived`` in céntimos, and whether it
    was annulled (``annulled_on``)."""
    return rows.select(db, f"{_RUNS} ORDER BY charge_runs.id DESC LIMIT ?", (limit,))


def run(db: Connection, run_id: int) -> Row | None:
    """One of them."""
    return rows.select_one(db, f"{_RUNS} WHERE charge_runs.id = ?", (run_id,))


def charged_before(db: Connection, kind: str, concept: str, due_on: date) -> set[int]:
    """Who was already charged the same for the same day; capitals, accents and blanks make it no other."""
    found = db.execute(
        f"""SELECT member_id, concept FROM charges JOIN charge_runs ON charge_runs.id = charge_run_id
        WHERE kind = ? AND due_on = ? AND {RUN_HOLDS}""",
        (kind, due_on.isoformat()),
    )
    same = fold(concept)
    return {int(member) for member, other in found if fold(other) == same}


def settlements_of_receipt(db: Connection, receipt_id: int) -> list[Row]:
    """What the lines of a receipt settle: ``position``, ``settled`` (céntimos) and the charge as ``get``."""
    return rows.select(
        db,
        f"""SELECT position, settlements.amount AS settled, settlements.receipt_line_id, found.* FROM settlements
        JOIN receipt_lines ON receipt_lines.id = receipt_line_id JOIN ({_CHARGES}) AS found ON found.id = charge_id
        WHERE receipt_id = ? ORDER BY position""",
        (receipt_id,),
    )


def line_ids(db: Connection, receipt_id: int) -> list[int]:
    """The ids of the lines of a receipt, by position."""
    found = db.execute("SELECT id FROM receipt_lines WHERE receipt_id = ? ORDER BY position", (receipt_id,))
    return [int(row[0]) for row in found]


def account_of(db: Connection, member_id: int) -> list[Row]:
    """The account of a person, by day: ``what`` (charge, payment, waiver), kind, concept, currency, ``amount``
    (more than 0 owed, less than 0 paid or waived), and of a payment the receipt's kind, series and number."""
    return rows.select(
        db,
        f"""WITH mine AS MATERIALIZED (SELECT charges.id, charges.amount, due_on, kind, concept, currency, charged_on
            FROM charges JOIN charge_runs ON charge_runs.id = charge_run_id WHERE member_id = :member AND {RUN_HOLDS})
        SELECT charged_on AS day_on, 0 AS step, 'charge' AS what, kind, concept, currency, amount, due_on,
                NULL AS receipt_id, NULL AS series, NULL AS number, id AS charge_id FROM mine
        UNION ALL SELECT receipts.issued_on, 2, 'payment', mine.kind, concept, mine.currency,
                -valid_settlements.amount, due_on, receipts.id, receipts.series, receipts.number, mine.id
            FROM mine CROSS JOIN valid_settlements ON charge_id = mine.id
            JOIN receipts ON receipts.id = valid_settlements.receipt_id
        UNION ALL SELECT waived_on, 1, 'waiver', kind, concept, currency, -charge_waivers.amount, due_on,
                NULL, NULL, NULL, mine.id
            FROM mine CROSS JOIN charge_waivers ON charge_id = mine.id
        ORDER BY day_on, step, charge_id""",
        {"member": member_id},
    )
