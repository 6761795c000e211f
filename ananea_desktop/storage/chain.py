"""The chain of seals: each document of money, charge, operation of capital, hand-out, constancia and annulment hashed
with the hash before it.

A seal is SHA-256 over the 32 bytes of the seal before it and a canonical text of what is sealed: a JSON array without
spaces of the form's version, the subject, whether it was sealed late ("yes" or "no"), and every column of its rows in
the order written down below (integers, texts and null; a document's lines as arrays within it, by position). The first
seal follows the random code of the installation. What is sealed is read back from the file, so that a seal holds what
was stored and not what was meant.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from sqlite3 import Connection
from typing import Any

VERSION = 1
RECEIPT = "receipt"
ANNULMENT = "annulment"
CERTIFICATE = "certificate"
CERTIFICATE_ANNULMENT = "certificate annulment"
HAND_OUT = "hand-out"
HAND_OUT_ANNULMENT = "hand-out annulment"
CHARGE_RUN = "charge run"
CHARGE_RUN_ANNULMENT = "charge run annulment"
CHARGE_WAIVER = "charge waiver"
CAPITAL_OPERATION = "capital operation"
MEMBER_CERTIFICATE = "member certificate"
MEMBER_CERTIFICATE_ANNULMENT = "member certificate annulment"
USER_ACT = "user act"
CLOSING = "closing"
CLOSING_REOPENING = "closing reopening"
RESTORATION = "restoration"

SUBJECTS: dict[str, tuple[tuple[str, str], ...]] = {
    RECEIPT: (("receipts", "id"), ("receipt_lines", "receipt_id")),
    ANNULMENT: (("receipt_annulments", "receipt_id"),),
    CERTIFICATE: (("certificates", "id"),),
    CERTIFICATE_ANNULMENT: (("certificate_annulments", "certificate_id"),),
    HAND_OUT: (
        ("hand_outs", "id"),
        ("hand_out_lines", "hand_out_id"),
        ("hand_out_beneficiaries", "hand_out_id"),
    ),
    HAND_OUT_ANNULMENT: (("hand_out_annulments", "hand_out_id"),),
    CHARGE_RUN: (("charge_runs", "id"), ("charges", "charge_run_id")),
    CHARGE_RUN_ANNULMENT: (("charge_run_annulments", "charge_run_id"),),
    CHARGE_WAIVER: (("charge_waivers", "id"),),
    CAPITAL_OPERATION: (("capital_operations", "id"),),
    MEMBER_CERTIFICATE: (("member_certificates", "id"),),
    MEMBER_CERTIFICATE_ANNULMENT: (("member_certificate_annulments", "member_certificate_id"),),
    USER_ACT: (("user_acts", "id"),),
    CLOSING: (("closings", "id"), ("closing_balances", "closing_id"), ("closing_series", "closing_id")),
    CLOSING_REOPENING: (("closing_reopenings", "closing_id"),),
    RESTORATION: (("restorations", "id"), ("lost_documents", "restoration_id")),
}
"""What is sealed: its table and the tables of its lines, each with the column that holds the subject's id."""

COLUMNS: dict[tuple[int, str], tuple[str, ...]] = {
    (1, "receipts"): tuple(
        "id kind series number direction token issued_on recorded_at user account_id account_name currency"
        " exchange_rate total method operation_number party_name party_document party_detail member_id supplier_id"
        " corrects_id advance_id reason approved_by note cooperative_name cooperative_ruc cooperative_address place"
        " treasurer_name treasurer_document treasurer_title president_name president_document logo_sha256 is_sample"
        " search_text".split()
    ),
    (1, "receipt_lines"): tuple(
        "id receipt_id position flow sign concept amount fund_id fund_name project_id project_name purchase_id"
        " training_session_id support_type support_number spent_on".split()
    ),
    (1, "receipt_annulments"): tuple("receipt_id reason annulled_on user recorded_at".split()),
    (1, "certificates"): tuple(
        "id number token training_session_id member_id issued_on recorded_at user person_name person_document topic"
        " kind held_on last_held_on duration training_place trainer trainer_firm mark cooperative_name"
        " cooperative_ruc cooperative_address place president_name president_document logo_sha256 is_sample".split()
    ),
    (1, "certificate_annulments"): tuple("certificate_id reason annulled_on user recorded_at".split()),
    (1, "hand_outs"): tuple(
        "id kind number token handed_on recorded_at user responsible_name responsible_title receiver_name"
        " receiver_document receiver_detail project_id project_name note cooperative_name cooperative_ruc"
        " cooperative_address place logo_sha256 is_sample search_text".split()
    ),
    (1, "hand_out_lines"): tuple(
        "id hand_out_id position member_id person_name person_document person_position person_area item_id item_name"
        " safety size unit quantity reason renew_on returned_line_id".split()
    ),
    (1, "hand_out_beneficiaries"): tuple("id hand_out_id kind women men unknown".split()),
    (1, "hand_out_annulments"): tuple("hand_out_id reason annulled_on user recorded_at".split()),
    (1, "charge_runs"): tuple("id token kind concept currency charged_on fund_id acta notes user recorded_at".split()),
    (1, "charges"): tuple("id charge_run_id member_id amount due_on".split()),
    (1, "charge_run_annulments"): tuple("charge_run_id reason annulled_on user recorded_at".split()),
    (1, "charge_waivers"): tuple("id charge_id amount reason waived_on user recorded_at".split()),
    (1, "capital_operations"): tuple(
        "id number token kind sign operated_on member_id person_name person_document counterpart_id counterpart_name"
        " counterpart_document amount charge_id receipt_id reverses_id reason acta user recorded_at".split()
    ),
    (1, "member_certificates"): tuple(
        "id kind number token member_id issued_on recorded_at user person_name person_document member_number"
        " admitted_on state_since amount share_value purpose cooperative_name cooperative_ruc cooperative_address"
        " place treasurer_name treasurer_document treasurer_title president_name president_document logo_sha256"
        " is_sample".split()
    ),
    (1, "member_certificate_annulments"): tuple("member_certificate_id reason annulled_on user recorded_at".split()),
    (1, "user_acts"): tuple("id kind user_id user_name roles detail approved_by user recorded_at".split()),
    (1, "closings"): tuple(
        "id number token period first_day last_day documents seal_id seal_hash unfinished notes cooperative_name"
        " cooperative_ruc cooperative_address place treasurer_name treasurer_document treasurer_title president_name"
        " president_document supervisor_name supervisor_document logo_sha256 is_sample closed_on user"
        " recorded_at".split()
    ),
    (1, "closing_balances"): tuple(
        "id closing_id subject subject_id name currency opening income expense transfers closing".split()
    ),
    (1, "closing_series"): tuple("id closing_id kind series first_number last_number documents annulled".split()),
    (1, "closing_reopenings"): tuple("closing_id reason approved_by reopened_on user recorded_at".split()),
    (1, "restorations"): tuple(
        "id token source_name copy_number seal_id later_seal_id kept_as reason approved_by user recorded_at".split()
    ),
    (1, "lost_documents"): tuple("id restoration_id subject number_text issued_on amount_text seal_hash".split()),
}
"""What each version of the canonical form holds, by table. A version in use never changes: a column more is a version
more."""

_canonical = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class FaultKind(StrEnum):
    ALTERED = "altered"
    """What stands in the file is not what was sealed."""
    UNLINKED = "unlinked"
    """A seal does not follow the one before it."""
    MISSING = "missing"
    """A seal without its document, a document without its seal, or a seal that is not there."""


@dataclass(frozen=True)
class ChainFault:
    kind: FaultKind
    seal_id: int | None
    subject: str
    subject_id: int | None


def seal(db: Connection, subject: str, subject_id: int, late: bool = False) -> bytes:
    """Seals a document or annulment that stands in the file, in the same transaction; gives the 32 bytes."""
    (last,) = db.execute("SELECT coalesce(max(id), 0) FROM seals").fetchone()
    if last:
        (previous,) = db.execute("SELECT hash FROM seals WHERE id = ?", (last,)).fetchone()
    else:
        previous = installation(db)
    content = _content(db, VERSION, subject, subject_id)
    if content is None:
        raise LookupError(f"there is no {subject} {subject_id}")
    marked = "yes" if late else "no"
    sealed = digest(previous, VERSION, subject, marked, content)
    row = (last + 1, subject, subject_id, VERSION, marked, previous, sealed)
    db.execute("INSERT INTO seals VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    return sealed


def seal_late(db: Connection) -> None:
    """Seals what was issued before there was a chain, receipts first; each seal is marked so."""
    for (receipt_id,) in db.execute("SELECT id FROM receipts ORDER BY id").fetchall():
        seal(db, RECEIPT, receipt_id, late=True)
    for (receipt_id,) in db.execute("SELECT receipt_id FROM receipt_annulments ORDER BY receipt_id").fetchall():
        seal(db, ANNULMENT, receipt_id, late=True)


def installation(db: Connection) -> bytes:
    """The random code of this file."""
    return bytes(db.execute("SELECT code FROM installation").fetchone()[0])


def digest(previous: bytes, version: int, subject: str, late: str, content: Sequence[Any]) -> bytes:
    """The 32 bytes of a seal over what ``content`` gives: its rows as read from the file.

    Nothing, which no seal is equal to, where a torn page gives a hash that is none.
    """
    if not isinstance(previous, bytes):
        return b""
    return sha256(previous + _canonical([version, subject, late, *content]).encode()).digest()


def _content(db: Connection, version: int, subject: str, subject_id: int) -> list[Any] | None:
    """The rows of one subject: its own, then each kind of its lines by id; None where its row is gone."""
    (table, key), *parts = SUBJECTS[subject]
    row = db.execute(f"{_select(version, table)} WHERE {key} = ?", (subject_id,)).fetchone()
    if row is None:
        return None
    content: list[Any] = [tuple(row)]
    for part, column in parts:
        order = "position" if part == "receipt_lines" else "id"
        lines = db.execute(f"{_select(version, part)} WHERE {column} = ? ORDER BY {order}", (subject_id,))
        content.append([tuple(line) for line in lines])
    return content


def _select(version: int, table: str) -> str:
    return f"SELECT {', '.join(COLUMNS[version, table])} FROM {table}"


@dataclass
class Checked:
    """How far a check of the chain has come."""

    seals: int = 0
    last: int = 0
    """The id of the last seal looked at."""


def faults(db: Connection, checked: Checked | None = None) -> Iterator[ChainFault]:
    """Every seal that does not hold, and every document without one, in one pass over the file.

    ``checked`` counts meanwhile. Nothing is repaired.
    """
    checked = checked or Checked()
    expected = installation(db)
    contents = _Contents(db)
    for seal_id, subject, subject_id, version, late, previous, found in db.execute(
        "SELECT id, subject, subject_id, version, late, previous, hash FROM seals ORDER BY id"
    ):
        if seal_id != checked.last + 1:
            yield ChainFault(FaultKind.MISSING, checked.last + 1, "", None)
        elif previous != expected:
            yield ChainFault(FaultKind.UNLINKED, seal_id, subject, subject_id)
        content = contents.of(version, subject, subject_id)
        if content is None:
            yield ChainFault(FaultKind.MISSING, seal_id, subject, subject_id)
        elif digest(previous, version, subject, late, content) != found:
            yield ChainFault(FaultKind.ALTERED, seal_id, subject, subject_id)
        expected = found
        checked.seals += 1
        checked.last = seal_id
    yield from _unsealed(db)


_PIECE = 200
"""Seals looked at together, each by itself: some 10 ms."""


def faults_after(db: Connection, last: int) -> Iterator[list[ChainFault]]:
    """What does not hold of the seals after number ``last``, piece by piece; that one is taken for granted."""
    expected = installation(db)
    if last:
        row = db.execute("SELECT hash FROM seals WHERE id = ?", (last,)).fetchone()
        expected = b"" if row is None else bytes(row[0])
    while True:
        piece = db.execute(
            "SELECT id, subject, subject_id, version, late, previous, hash FROM seals WHERE id > ? ORDER BY id LIMIT ?",
            (last, _PIECE),
        ).fetchall()
        if not piece:
            return
        found = []
        for seal_id, subject, subject_id, version, late, previous, hashed in piece:
            if seal_id != last + 1:
                found.append(ChainFault(FaultKind.MISSING, last + 1, "", None))
            elif previous != expected:
                found.append(ChainFault(FaultKind.UNLINKED, seal_id, subject, subject_id))
            known = version == VERSION and subject in SUBJECTS
            content = _content(db, version, subject, subject_id) if known else []
            if content is None:
                found.append(ChainFault(FaultKind.MISSING, seal_id, subject, subject_id))
            elif digest(previous, version, subject, late, content) != hashed:
                found.append(ChainFault(FaultKind.ALTERED, seal_id, subject, subject_id))
            last, expected = seal_id, hashed
        yield found


def faults_at_end(db: Connection, count: int) -> Iterator[ChainFault]:
    """The same of the last ``count`` seals only: in the same time however many there are."""
    (newest,) = db.execute("SELECT coalesce(max(id), 0) FROM seals").fetchone()
    for found in faults_after(db, max(0, newest - count)):
        yield from found


def _unsealed(db: Connection) -> Iterator[ChainFault]:
    for subject, ((table, key), *_parts) in SUBJECTS.items():
        for (subject_id,) in db.execute(
            f"SELECT {key} FROM {table} WHERE NOT EXISTS (SELECT 1 FROM seals"
            f" WHERE subject_id = {table}.{key} AND subject = '{subject}')"
        ):
            yield ChainFault(FaultKind.MISSING, None, subject, int(subject_id))


class _Contents:
    """What the seals are of, read along with them: receipts come by rising id, so that two cursors serve for nearly
    all of them; whatever comes otherwise is looked up by itself."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        lines = db.execute(f"{_select(VERSION, 'receipt_lines')} ORDER BY receipt_id, position")
        self._lines = groupby(lines, key=itemgetter(1))
        self._receipts = db.execute(f"{_select(VERSION, 'receipts')} ORDER BY id")
        self._receipt: tuple[Any, ...] | None = self._receipts.fetchone()
        self._line_group = next(self._lines, None)

    def of(self, version: int, subject: str, subject_id: int) -> list[Any] | None:
        if version != VERSION or subject not in SUBJECTS:
            return []  # nothing that this program ever sealed: its hash cannot be right
        if subject != RECEIPT:
            return _content(self._db, version, subject, subject_id)
        while self._receipt is not None and self._receipt[0] < subject_id:
            self._receipt = self._receipts.fetchone()
        if self._receipt is None or self._receipt[0] != subject_id:
            return _content(self._db, version, subject, subject_id)
        while self._line_group is not None and self._line_group[0] < subject_id:
            self._line_group = next(self._lines, None)
        lines: list[Any] = []
        if self._line_group is not None and self._line_group[0] == subject_id:
            lines = list(self._line_group[1])
            self._line_group = next(self._lines, None)
        return [self._receipt, lines]
