"""How the register of a training looks: its columns, what can be shown of it, and the words for one person."""

from collections.abc import Callable, Mapping

from ananea_desktop.domain.identity import document_text
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.trainings import SIGNATURES, Signature, has_passed, result_text
from ananea_desktop.ui import personal
from ananea_desktop.ui.cells import CellRole, Column
from ananea_desktop.ui.record_model import ListColumn, Row

FILTERS: dict[str, tuple[str, Callable[[Row], bool]]] = {
    "all": (N_("Todos"), lambda row: True),
    "invited": (N_("Invitados"), lambda row: bool(row["is_invited"])),
    "present": (N_("Presentes"), lambda row: row["attendance_id"] is not None),
    "missing": (N_("Sin marcar"), lambda row: row["attendance_id"] is None),
}
ABSENT = {"attendance_id": None, "signature": Signature.PENDING, "mark": None, "remark": "", "certificate": None}
"""What a row of the register says of who did not come."""


def is_present(row: Row) -> bool:
    return row["attendance_id"] is not None


def _status(row: Row) -> str:
    if not is_present(row):
        return _("Invitado") if row["is_invited"] else ""
    return _("Presente")


def _status_marks(row: Row) -> Mapping[CellRole, object]:
    return {CellRole.ICON: "check-circle", CellRole.TONE: "good"} if is_present(row) else {CellRole.TONE: "ink2"}


def _signature(row: Row) -> str:
    return _(SIGNATURES[Signature(row["signature"])]) if is_present(row) else ""


def _signature_marks(row: Row) -> Mapping[CellRole, object]:
    return {CellRole.TONE: "ink3" if row["signature"] == Signature.PENDING else "ink"}


def signature_words(row: Row) -> str:
    """In the middle of a sentence."""
    words = {Signature.SIGNED: _("firmó"), Signature.FINGERPRINT: _("puso huella")}
    return words.get(row["signature"], _("firma pendiente"))


def columns(pass_mark: int | None) -> tuple[ListColumn, ...]:
    """With the mark where there is a test."""
    usual = (
        ListColumn(title=N_("Apellidos y nombres"), text=lambda row: row["name"], layout=Column(stretch=3)),
        ListColumn(
            title=N_("Documento"),
            text=lambda row: personal.number(document_text(row["document_type"], row["document_number"])),
            layout=Column(samples=("DNI 00000000",), optional=True),
        ),
        ListColumn(title=N_("Asistencia"), text=_status, layout=Column(samples=("Presente",)), marks=_status_marks),
        ListColumn(title=N_("Firma"), text=_signature, layout=Column(samples=("Pendiente",)), marks=_signature_marks),
    )
    if pass_mark is None:
        return usual
    mark = ListColumn(
        title=N_("Nota"),
        text=lambda row: result_text(row["mark"], pass_mark),
        layout=Column(samples=("00, desaprobado",)),
        marks=lambda row: {CellRole.TONE: "good" if has_passed(row["mark"], pass_mark) else "bad"},
    )
    return (*usual, mark)


def state_words(row: Row, pass_mark: int | None) -> str:
    """``Presente · puso huella · nota 15, aprobado``, as the panel says it."""
    if not is_present(row):
        return _("Sin marca")
    parts = [_("Presente"), signature_words(row)]
    if result := result_text(row["mark"], pass_mark):
        parts.append(_("nota {result}").format(result=result))
    if row["certificate"] is not None:
        parts.append(_("constancia N.º {number}").format(number=row["certificate"]))
    return "  ·  ".join(parts)
