"""What is to be done, on the first page: each matter with its icon, its sentence and the way to it."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ananea_desktop.domain.assemblies import ASSEMBLY_KINDS
from ananea_desktop.domain.closings import month_of
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import N_, _, plural
from ananea_desktop.domain.money import format_money, format_quantity
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.trainings import SAFETY_A_YEAR
from ananea_desktop.operations.home import Home, HomeFigures
from ananea_desktop.ui.buttons import link_button
from ananea_desktop.ui.card import clear_layout
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.icons import IconLabel
from ananea_desktop.ui.labels import hairline, label
from ananea_desktop.ui.record_model import Row
from ananea_desktop.ui.tabs.home_money import HIDDEN

OPENING = "opening"
"""Instead of a table: the page of an opening document."""
RENEWALS = "renewals"
"""Instead of a table: the list of what is to be renewed."""
LOST = "lost"
"""Instead of a table: the list of papers to be noted again."""
DEBTORS = "debtors"
"""Instead of a table: the list of who owes."""
GUIDE = "guide"
"""Instead of a table: the guide of the first start, where it was put off."""
FIRST_STEPS = (
    (GUIDE, N_("Termine la guía de los primeros pasos"), N_("Sigue donde la dejó.")),
    ("members", N_("Anote a los socios"), N_("Con su DNI, como está en el documento.")),
    ("premium_projects", N_("Anote los proyectos de la Prima"), N_("Con el presupuesto que aprobó la asamblea.")),
    (OPENING, N_("Anote el saldo inicial"), N_("El dinero que ya hay en cada caja y banco, y de qué fondo es.")),
    ("receipts", N_("Haga el primer recibo"), N_("Desde entonces, uno por cada entrada y cada salida.")),
)


class Matter(NamedTuple):
    icon: str
    title: str
    remark: str
    link: str = ""
    table: str = ""
    """What the link opens; empty for the copy on a USB stick."""
    record_id: int = 0
    tone: str = "ink2"
    open: Callable[[QWidget, Desk], object] | None = None
    """In place of a table: what the link does."""


def first_steps(data: Home) -> list[Matter]:
    """What a new office does first; what was done stays, ticked off."""
    steps = []
    for table, title, remark in FIRST_STEPS:
        if table == GUIDE and data.first_steps[table]:
            continue
        if data.first_steps[table]:
            steps.append(Matter("check-circle", _(title), _("Hecho."), tone="good"))
        else:
            wanted = 0 if table in (GUIDE, "receipts") else -1
            link = _("Seguir") if table == GUIDE else _("Empezar")
            steps.append(Matter("caret-right", _(title), _(remark), link, table, wanted))
    return steps


def _left_of_first_steps(data: Home) -> list[Matter]:
    """Whoever begins with a receipt is still told what its sums need: without an opening balance the till is wrong."""
    if not data.is_beginning:
        return []
    return [each for each in first_steps(data) if each.table in (GUIDE, OPENING, "members")]


def matters(data: Home, figures: HomeFigures | None, hidden: bool) -> list[Matter]:
    """What is to be done now; while the figures are being added up, a line that says so holds their place."""
    found = [Matter("clock", _("Revisando los proyectos y las compras…"), "…")]
    if figures is not None:
        of_money = (_over_budget, _to_ratify, _expected, _unpaid, _owing, _advances)
        found = [matter for each in of_money for matter in each(figures, hidden)]
        found = [*_place(figures), *found, *_to_renew(figures)]
    return [
        *_clock(data),
        *_lost(data, hidden),
        *found,
        *_closing(data),
        *_assembly(data),
        *_trainings(data),
        *_safety(data),
        *_below_minimum(data),
        *_left_of_first_steps(data),
        *_copy(data),
    ]


def _clock(data: Home) -> list[Matter]:
    """Before all else: every date that is proposed comes of it."""
    if data.clock is None:
        return []
    remark = _(
        "Corríjala en la configuración de la computadora antes de seguir: de ella salen las fechas que se proponen."
    )
    return [Matter("clock", data.clock.sentence, remark, tone="bad")]


def _place(figures: HomeFigures) -> list[Matter]:
    remark = _("Guárdelo en el disco de esta computadora, y las copias en una memoria USB.")
    return [Matter("warning-circle", sentence, remark, tone="bad") for sentence in figures.place]


def _amount(centimos: int, hidden: bool) -> str:
    return HIDDEN if hidden else format_money(centimos, "PEN")


def _lost(data: Home, hidden: bool) -> list[Matter]:
    """Papers that people have and the books, since a copy was put back, do not."""
    if not data.lost:
        return []
    first = data.lost[0]
    title = plural(_("1 papel por volver a anotar"), _("{count} papeles por volver a anotar"), len(data.lost))
    amount = HIDDEN if hidden and first.amount else first.amount
    remark = _("Faltan en la copia que se recuperó. El primero: {paper}")
    words = ", ".join(filter(None, (first.name, first.day, amount)))
    return [
        Matter(
            "warning-circle",
            title.format(count=len(data.lost)),
            remark.format(paper=words),
            _("Ver cuáles"),
            LOST,
            tone="bad",
        )
    ]


def _over_budget(figures: HomeFigures, hidden: bool) -> list[Matter]:
    return [
        Matter(
            "warning-circle",
            _("Un proyecto gastó más de lo aprobado"),
            _("{name}: {amount} sobre el presupuesto").format(
                name=row["name"], amount=_amount(row["spent"] - row["budget"], hidden)
            ),
            _("Abrir proyecto"),
            "premium_projects",
            row["id"],
            "bad",
        )
        for row in figures.over_budget[:3]
    ]


def _to_ratify(figures: HomeFigures, hidden: bool) -> list[Matter]:
    """Changes of budgets that wait for the next assembly."""
    if not figures.to_ratify:
        return []
    oldest = figures.to_ratify[0]
    title = plural(
        _("1 presupuesto por ratificar en asamblea"),
        _("{count} presupuestos por ratificar en asamblea"),
        len(figures.to_ratify),
    ).format(count=len(figures.to_ratify))
    remark = _("{name}: {amount}").format(name=oldest["project_name"], amount=_amount(oldest["amount"], hidden))
    return [Matter("file-text", title, remark, _("Abrir proyecto"), "premium_projects", oldest["project_id"])]


def _expected(figures: HomeFigures, hidden: bool) -> list[Matter]:
    """The Premium of lots that were exported and not paid in whole; apart those of which nobody can tell, for their
    money came in soles and no exchange rate was noted."""
    unknown = [row for row in figures.expected if row["lacks_rate"]]
    waiting = [row for row in figures.expected if not row["lacks_rate"]]
    found = []
    if waiting:
        title = plural(_("1 lote con Prima por recibir"), _("{count} lotes con Prima por recibir"), len(waiting))
        left = sum(row["expected"] - row["received"] for row in waiting)
        remark = _("En total {amount}").format(amount=HIDDEN if hidden else format_money(left, "USD"))
        found.append(_of_lots(title, remark, waiting))
    if unknown:
        title = plural(_("1 lote sin tipo de cambio"), _("{count} lotes sin tipo de cambio"), len(unknown))
        remark = _("{lot}: llegó en soles. Anote su tipo de cambio para saber si está completa.")
        found.append(_of_lots(title, remark.format(lot=unknown[0]["lot"]), unknown))
    return found


def _of_lots(title: str, remark: str, lots: list[Row]) -> Matter:
    return Matter("coin", title.format(count=len(lots)), remark, _("Ver lote"), "premium_incomes", lots[0]["id"])


def _unpaid(figures: HomeFigures, hidden: bool) -> list[Matter]:
    count, owed, overdue = figures.unpaid
    if not count:
        return []
    title = plural(_("1 compra por pagar"), _("{count} compras por pagar"), count).format(count=count)
    remark = _("En total {amount}").format(amount=_amount(owed, hidden))
    if overdue:
        remark = _("En total {amount}, vencido {overdue}").format(
            amount=_amount(owed, hidden), overdue=_amount(overdue, hidden)
        )
    return [Matter("package", title, remark, _("Ver compras"), "purchases")]


def _owing(figures: HomeFigures, hidden: bool) -> list[Matter]:
    """Members who are behind with dues and fines."""
    count, amount = figures.owing
    if not count:
        return []
    title = plural(
        _("1 socio debe cuotas o multas vencidas"), _("{count} socios deben cuotas o multas vencidas"), count
    )
    remark = _("En total {amount}").format(amount=_amount(amount, hidden))
    return [Matter("users-three", title.format(count=count), remark, _("Ver quiénes"), DEBTORS)]


def _advances(figures: HomeFigures, hidden: bool) -> list[Matter]:
    """Advances that nobody accounted for within the month."""
    late = figures.late_advances
    if not late:
        return []
    oldest = late[0]
    title = plural(
        _("1 entrega por rendir hace más de un mes"), _("{count} entregas por rendir hace más de un mes"), len(late)
    )
    amount = HIDDEN if hidden else format_money(oldest["left"], oldest["currency"])
    remark = _("La más antigua: {name}, {amount}").format(name=oldest["party_name"], amount=amount)
    return [
        Matter(
            "clock-counter-clockwise", title.format(count=len(late)), remark, _("Ver entrega"), "receipts", oldest["id"]
        )
    ]


def _closing(data: Home) -> list[Matter]:
    """The last month is to be closed, or one that was opened again."""
    again = data.reopened
    if again is not None:
        title = _("Se reabrió el cierre del acta N.º {number}").format(number=again["number"])
        remark = _("{user}, el {day}: {reason}").format(
            user=again["reopened_by"], day=format_date(again["reopened_on"]), reason=again["reopened_why"]
        )
        return [Matter("lock-simple-open", title, remark, _("Ver cierres"), "closings", open=_open_closings)]
    if data.to_close is None:
        return []
    title = _("Falta cerrar {period}").format(period=month_of(data.to_close).name)
    remark = _("Revise lo que falta, ciérrelo y firmen el acta.")
    return [Matter("lock-simple", title, remark, _("Ver cierres"), "closings", open=_open_closings)]


def _open_closings(_parent: QWidget, desk: Desk) -> None:
    from ananea_desktop.ui.closings_page import open_closings

    open_closings(desk)


def _assembly(data: Home) -> list[Matter]:
    found = []
    if data.assembly_is_due:
        remark = _("Va dentro de los tres primeros meses: ahí se rinden las cuentas de {year}.")
        title = _("Falta convocar la asamblea general ordinaria")
        remark = remark.format(year=data.today.year - 1)
        found.append(Matter("calendar-blank", title, remark, _("Anotar asamblea"), "assemblies", -1))
    if data.next_assembly is not None:
        kind = _(ASSEMBLY_KINDS[data.next_assembly["kind"]]).lower()
        days = (data.next_assembly["held_on"] - data.today).days
        when = _("Es hoy.") if not days else plural(_("Falta 1 día."), _("Faltan {days} días."), days)
        title = _("Asamblea general {kind} el {day}").format(kind=kind, day=format_date(data.next_assembly["held_on"]))
        link = _("Abrir asamblea")
        found.append(
            Matter("calendar-blank", title, when.format(days=days), link, "assemblies", data.next_assembly["id"])
        )
    return found


def _trainings(data: Home) -> list[Matter]:
    """The next session that is planned, and one whose day went by without a word on it."""
    found = []
    if data.forgotten_trainings:
        oldest = data.forgotten_trainings[0]
        title = plural(
            _("1 capacitación programada ya pasó"),
            _("{count} capacitaciones programadas ya pasaron"),
            len(data.forgotten_trainings),
        ).format(count=len(data.forgotten_trainings))
        remark = _("{topic}, {day}: tome la asistencia, o márquela como cancelada.")
        remark = remark.format(topic=oldest["topic"], day=format_date(oldest["held_on"]))
        found.append(
            Matter("warning-circle", title, remark, _("Ver capacitación"), "training_sessions", oldest["id"], "bad")
        )
    coming = data.next_training
    if coming is not None:
        days = (coming["held_on"] - data.today).days
        when = _("Es hoy.") if not days else plural(_("Falta 1 día."), _("Faltan {days} días."), days)
        remark = "  ·  ".join(filter(None, (when.format(days=days), coming["place"])))
        title = _("{topic}, el {day}").format(topic=coming["topic"], day=format_date(coming["held_on"]))
        found.append(
            Matter("chalkboard-teacher", title, remark, _("Ver capacitación"), "training_sessions", coming["id"])
        )
    return found


def _safety(data: Home) -> list[Matter]:
    """Asked for a quarter of the year at a time, so that nobody is pressed in January."""
    quarter = (data.today.month + 2) // 3
    if data.safety_trainings >= min(quarter, SAFETY_A_YEAR):
        return []
    title = _("Capacitaciones de seguridad: {count} de {needed} este año")
    return [
        Matter(
            "chalkboard-teacher",
            title.format(count=data.safety_trainings, needed=SAFETY_A_YEAR),
            _("La ley pide al menos {needed} cada año.").format(needed=SAFETY_A_YEAR),
            _("Ver capacitaciones"),
            "training_sessions",
        )
    ]


def _below_minimum(data: Home) -> list[Matter]:
    low = data.below_minimum
    if not low:
        return []
    title = plural(_("1 artículo bajo el mínimo"), _("{count} artículos bajo el mínimo"), len(low))
    remark = _("{name}: hay {stock} de {least}").format(
        name=low[0]["name"],
        stock=format_quantity(low[0]["stock"]),
        least=format_quantity(low[0]["minimum_stock"]),
    )
    return [Matter("package", title.format(count=len(low)), remark, _("Ver almacén"), "items", low[0]["id"])]


def _to_renew(figures: HomeFigures) -> list[Matter]:
    count, overdue = figures.to_renew
    if not count:
        return []
    title = plural(_("1 equipo por renovar"), _("{count} equipos por renovar"), count).format(count=count)
    remark = (
        plural(_("1 ya venció"), _("{count} ya vencieron"), overdue).format(count=overdue)
        if overdue
        else _("Vencen este mes")
    )
    return [
        Matter("clock-counter-clockwise", title, remark, _("Ver quiénes"), RENEWALS, tone="bad" if overdue else "ink2")
    ]


def _copy(data: Home) -> list[Matter]:
    """What is not urgent: a late copy stands over all of it (home_banner.py)."""
    copies = data.copies
    found = []
    if copies.made_on is None and not copies.is_late:
        remark = _("Si el disco falla, la copia es lo que queda.")
        found.append(Matter("hard-drive", _("Todavía no hay copia en USB"), remark, _("Copiar ahora")))
    if copies.is_to_be_opened:
        remark = _("Una vez al año se abre una copia sellada con la llave del papel, para saber que se puede.")
        found.append(Matter("lock-simple", _("Toca probar la llave de las copias"), remark, _("Probarla")))
    if copies.trial is not None and copies.trial["problem"]:
        title = _("La prueba de una copia salió mal")
        found.append(Matter("warning-circle", title, copies.trial["problem"], _("Ver copias"), tone="bad"))
    return found


class MatterList(QWidget):
    """The matters between hairlines, under their title."""

    def __init__(self, desk: Desk, copy: Callable[[], object]) -> None:
        super().__init__()
        self.desk = desk
        self._copy = copy
        self._shown: tuple[object, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_matters(self, title: str, found: list[Matter]) -> None:
        """Shows them in place of those before, unless they are the same."""
        if (title, *found) == self._shown:
            return
        self._shown = (title, *found)
        clear_layout(self._column)
        self._column.addWidget(label(title, "section"))
        self._column.addSpacing(6)
        self._column.addWidget(hairline())
        for matter in found or [Matter("check-circle", _("Nada pendiente"), _("Todo está al día."), tone="good")]:
            self._add(matter)

    def _work(self, matter: Matter) -> Callable[[], object]:
        if matter.open is not None:
            return partial(matter.open, self, self.desk)
        if matter.table == OPENING:
            return self._open_opening
        if matter.table == RENEWALS:
            return self._open_renewals
        if matter.table == DEBTORS:
            return self._open_debtors
        if matter.table == LOST:
            return self._open_lost
        return partial(self.desk.record_wanted.emit, matter.table, matter.record_id) if matter.table else self._copy

    def _is_offered(self, matter: Matter) -> bool:
        """What only leads to a form is for whoever may fill it in."""
        if matter.table == OPENING:
            return self.desk.may(Right.MONEY)
        if matter.table == GUIDE:
            return self.desk.may(Right.OFFICE)
        return matter.record_id >= 0 or self.desk.may_change(matter.table)

    def _open_opening(self) -> None:
        from ananea_desktop.ui.cash_acts import open_opening  # with all that is done with money: not at the start

        open_opening(self, self.desk)

    def _open_renewals(self) -> None:
        from ananea_desktop.ui.renewals_page import open_renewals

        open_renewals(self.desk)

    def _open_lost(self) -> None:
        from ananea_desktop.ui.lost_page import open_lost

        open_lost(self.desk)

    def _open_debtors(self) -> None:
        from ananea_desktop.ui.debtors_page import open_debtors

        open_debtors(self.desk)

    def _add(self, matter: Matter) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 5, 0, 5)
        row.setSpacing(18)
        row.addWidget(IconLabel(matter.icon, matter.tone))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(matter.title, "strong", wrap=True))
        words.addWidget(label(matter.remark, "secondary", wrap=True))
        row.addLayout(words, 1)
        if matter.link and self._is_offered(matter):
            button = link_button(matter.link).set_flush()
            button.setAccessibleName(f"{matter.link}: {matter.title}")
            button.setObjectName(f"matter_{matter.table}")
            work = self._work(matter)
            button.clicked.connect(lambda _checked=False, work=work: work())
            row.addWidget(button)
        holder = QWidget()
        holder.setLayout(row)
        self._column.addWidget(holder)
        self._column.addWidget(hairline())
