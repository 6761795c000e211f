"""What must hold of the chain of seals and of the diary, and how a person calls what a seal is of."""

from collections.abc import Iterator
from sqlite3 import Connection

from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.receipts import KIND_TITLES, ReceiptKind, number_text
from ananea_desktop.storage import chain, rows
from ananea_desktop.storage.diary import Diary, entries

_CHAIN_FAULTS = {
    chain.FaultKind.ALTERED: N_("{what}: alterado, no es lo que se selló"),
    chain.FaultKind.UNLINKED: N_("{what}: su sello no sigue al anterior; la cadena está rota ahí"),
    chain.FaultKind.MISSING: N_("{what}: falta, o falta su sello"),
}


def seals(db: Connection) -> Iterator[str]:
    """Every seal holds, and follows the one before it."""
    for fault in chain.faults(db):
        yield sentence(db, fault)


def sentence(db: Connection, fault: chain.ChainFault) -> str:
    """What does not hold, and of what."""
    return _(_CHAIN_FAULTS[fault.kind]).format(what=_sealed(db, fault))


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


def diary(db: Connection, diary: Diary, end: int | None) -> Iterator[str]:
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
