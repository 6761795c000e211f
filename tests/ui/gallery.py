"""Pages made of all parts of the look, as in its pictures; ``python tests/ui/gallery.py DIR`` paints them to see."""

import os
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import icon_button, link_button, primary_button, quiet_button, secondary_button
from ananea_desktop.ui.card import Card, CardLine, Facts, SectionHeader, amount_block
from ananea_desktop.ui.cells import Cell as ShownCell
from ananea_desktop.ui.cells import CellRole, Column
from ananea_desktop.ui.choice import ChoiceField, SegmentedChoice
from ananea_desktop.ui.date_field import DateField
from ananea_desktop.ui.dialogs import Question, ask
from ananea_desktop.ui.empty_page import EmptyPage
from ananea_desktop.ui.fields import AmountField, SearchField, TextArea, TextField
from ananea_desktop.ui.forms import AlertStrip, FormRow
from ananea_desktop.ui.icons import IconLabel
from ananea_desktop.ui.labels import hairline, label
from ananea_desktop.ui.pick_field import PickField
from ananea_desktop.ui.table_view import TableView
from ananea_desktop.ui.toast import Toast
from ananea_desktop.ui.totals_row import TableBlock, TotalsRow

Index = QModelIndex | QPersistentModelIndex
Roles = Mapping[int, object]
Cell = tuple[str, Roles]
_ROOT = QModelIndex()
OVERDUE: Roles = {CellRole.TONE: "bad", CellRole.ICON: "warning-circle"}
GREY: Roles = {CellRole.TONE: "ink2"}


class Rows(QAbstractTableModel):
    """Cells given as (text, roles); a row whose first cell is a heading cannot be chosen."""

    def __init__(self, headers: list[str], rows: list[list[Cell]]) -> None:
        super().__init__()
        self.headers = headers
        self.rows = rows

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.headers)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return self.headers[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        text, roles = self.rows[index.row()][index.column()]
        if role == CellRole.CELL:
            heading = bool(self.rows[index.row()][0][1].get(CellRole.HEADING))
            return ShownCell(text, {CellRole(each): value for each, value in roles.items()}, heading)
        return text if role == Qt.ItemDataRole.DisplayRole else roles.get(role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.rows[index.row()][0][1].get(CellRole.HEADING):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


MEMBERS = """21|Ancco Machaca, Edwin|00052871|Ananea|!3 meses vencidos|150.00
3|Calsina Pari, Benigno|00040316|Ananea|Al día|–
14|Ccallo Apaza, Eulogia|00047790|Ananea|Al día|–
11|Ccama Condori, Rosa|00038210|Juliaca|Al día|–
30|Chambi Ticona, Nélida|00055104|Ananea|1 mes por pagar|50.00
5|Coaquira Luque, Néstor|00043662|Ananea|Al día|–
27|Cutipa Ñaupa, Yeny de los Ángeles Inmaculada Concepción|00061938|Ananea|Al día|–
8|Huanca Layme, Tomás|00041527|Ananea|!3 meses vencidos|150.00
2|Larico Sucapuca, Juan de Dios|00036045|Putina|Al día|–
1|<b>Mamani</b> Yucra, Fortunato|00034489|Ananea|Al día|–
33|Ñaupari Qʼispe, Saturnina|00057213|Ananea|!2 meses vencidos|100.00
17|Pacompía Choque, Delia|00049906|Juliaca|Al día|–
19|Paricahua Flores, Sabina|00058340|Ananea|Al día|–
6|Quispe Mamani, Hilaria|00045071|Ananea|Al día|–
9|Sucari Coila, Marcelina|00039154|Ananea|1 mes por pagar|50.00
22|Ticona Vilca, Rufino|00041177|Ananea|Al día|–
24|Yanqui Mamani, Paulina|00043370|Ananea|Al día|–"""

PROJECTS = """#Organización y productividad||53,500.00|45,552.50|7,947.50|
Riego de vías de acarreo|En marcha|28,000.00|19,640.00|8,360.00|70
Mejora de la planta de fundición|*Concluido|16,500.00|16,500.00|0.00|100
Mantenimiento de chutes|!Excedido|9,000.00|9,412.50|−412.50|105
#Trabajadores y condiciones de trabajo||27,600.00|10,064.30|17,535.70|
Capacitación contable y tributaria|En marcha|6,000.00|3,150.00|2,850.00|52
Colchones para el campamento|Aprobado|7,200.00|0.00|7,200.00|0
#Medio ambiente||22,300.00|2,950.00|19,350.00|
Dosificador de floculante|Aprobado|12,500.00|0.00|12,500.00|0
Estudio de aguas subterráneas|En marcha|9,800.00|2,950.00|6,850.00|30"""


def members_model() -> Rows:
    def row(line: str) -> list[Cell]:
        number, name, document, place, state, due = line.split("|")
        told: Roles = OVERDUE if state.startswith("!") else GREY if state == "Al día" else {}
        owed: Roles = GREY if due == "–" else {}
        return [(number, GREY), (name, {}), (document, {}), (place, {}), (state.lstrip("!"), told), (due, owed)]

    headers = ["N.º", "Apellidos y nombres", "DNI", "Lugar", "Aportaciones", "Debe S/"]
    return Rows(headers, [row(line) for line in MEMBERS.splitlines()])


def members_table() -> TableView:
    columns = [
        Column(("000",), right=True),
        Column(stretch=1),
        Column(("00000000",), optional=True),
        Column(("Ananea",), optional=True),
        Column(("1 mes por pagar",)),
        Column(("00,000.00",), right=True),
    ]
    table = TableView(columns, "Socios")
    model = members_model()
    model.setParent(table)
    table.setModel(model)
    return table


def projects_table() -> TableView:
    columns = [
        Column(stretch=1),
        Column(("En marcha",)),
        *[Column(("000,000.00",), right=True)] * 3,
        Column(),
    ]
    tones: dict[str, Roles] = {
        "!": OVERDUE,
        "*": {CellRole.TONE: "good", CellRole.ICON: "check-circle"},
    }

    def row(line: str) -> list[Cell]:
        name, state, *amounts, percent = line.split("|")
        heading: Roles = {CellRole.HEADING: True} if name.startswith("#") else {}
        bar: Roles = {CellRole.FRACTION: int(percent) / 100} if percent else {}
        figures: list[Cell] = [(each, {CellRole.TONE: "bad"} if each.startswith("−") else {}) for each in amounts]
        told = (state.lstrip("!*"), tones.get(state[:1], GREY))
        return [(name.lstrip("#"), heading), told, *figures, (f"{percent} %" if percent else "", bar)]

    headers = ["Proyecto", "Estado", "Presupuesto S/", "Gastado S/", "Saldo S/", "Avance"]
    table = TableView(columns, "Proyectos")
    model = Rows(headers, [row(line) for line in PROJECTS.splitlines()])
    model.setParent(table)
    table.setModel(model)
    return table


def frame(page: QWidget) -> QWidget:
    """A window with the top bar and the strip around a page."""
    window = QWidget()
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    tabs = QTabBar()
    for name in ("Inicio", "Socios", "Capacitaciones", "Compras y equipos", "Proyectos de Prima"):
        tabs.addTab(name)
    tabs.setDrawBase(False)
    tabs.setCurrentIndex(1)
    bar = QHBoxLayout()
    bar.setContentsMargins(11, 0, 12, 0)
    bar.addWidget(tabs, 0, Qt.AlignmentFlag.AlignBottom)
    bar.addStretch(1)
    bar.addWidget(quiet_button("Buscar todo", "magnifying-glass", "Ctrl+K"))
    bar.addWidget(quiet_button("Rosa Ccama, tesorera", "user-circle"))
    column.addLayout(bar)
    column.addWidget(hairline())
    column.addWidget(page, 1)
    column.addWidget(hairline())
    strip = QWidget()
    strip.setProperty("surface", "panel")
    strip.setFixedHeight(theme.line_height() + 8)
    row = QHBoxLayout(strip)
    row.setContentsMargins(24, 0, 24, 0)
    row.addWidget(IconLabel("check-circle", "good"))
    row.addWidget(label("Todo guardado", "secondary"))
    row.addStretch(1)
    row.addWidget(label("MUESTRA: datos inventados", "secondary"))
    column.addWidget(strip)
    return window


def member_card() -> Card:
    card = Card()
    card.add(label("Huanca Layme, Tomás", "title", wrap=True))
    card.add(label("Socio n.º 8  ·  activo desde el 12/03/2014", "secondary", wrap=True))
    row = QHBoxLayout()
    block, _figure = amount_block("Debe", "S/\u00a0150.00")
    row.addWidget(block)
    row.addStretch(1)
    row.addWidget(primary_button("Emitir recibo", "receipt", "Ctrl+R"))
    card.add(row, above=9)
    card.add(hairline(), above=12)
    pairs = [("DNI", "00041527"), ("Celular", "900 000 214"), ("Domicilio", "Jr. Lima s/n, Ananea"), ("Cargo", "–")]
    card.add(Facts(pairs), above=12)
    card.add(SectionHeader("Papeles", 14, "Ver todos"), above=8)
    card.add(CardLine("receipt", "Recibo 001-000431", "14/08/2026", "50.00"))
    card.add(CardLine("prohibit", "Recibo 001-000430", "ANULADO 14/08/2026", "50.00", struck=True))
    card.add(CardLine("file-text", "Entrega de EPP 002-000117", "02/07/2026"))
    card.add(SectionHeader("Adjuntos", 2, "Agregar", "plus"), above=8)
    card.add(CardLine("paperclip", "DNI, ambas caras.jpg", "214 KB"))
    card.add(SectionHeader("Historial", 9, "Ver todo"), above=8)
    card.add(CardLine("clock-counter-clockwise", "Cambió el celular", "R. Ccama, 02/11/2026", clickable=False))
    return card


def tab_page(table: TableView, totals: TotalsRow, card: Card | None) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 14, 0, 0)
    column.setSpacing(12)
    bar = QHBoxLayout()
    bar.setContentsMargins(24, 0, 24, 0)
    bar.setSpacing(12)
    bar.addWidget(SearchField("Buscar por nombre, DNI o número"))
    bar.addWidget(ChoiceField([("active", "Socios activos"), ("all", "Todos")], fits=True))
    bar.addStretch(1)
    bar.addWidget(secondary_button("Imprimir padrón", "printer"))
    bar.addWidget(secondary_button("Nuevo socio", "plus", "Ctrl+N"))
    column.addLayout(bar)
    body = QHBoxLayout()
    body.setSpacing(0)
    body.addSpacing(12)
    body.addWidget(TableBlock(table, totals), 1)
    body.addSpacing(12)
    if card is not None:
        card.setFixedWidth(theme.scaled(404))
        body.addWidget(card)
    column.addLayout(body, 1)
    return page


def members_page() -> QWidget:
    table = members_table()
    totals = TotalsRow(table)
    totals.set_totals("17 socios activos", {5: "S/\u00a0500.00"}, caption="Deben en total")
    window = frame(tab_page(table, totals, member_card()))
    table.choose_row(7)
    table.setFocus()
    return window


def projects_page() -> QWidget:
    table = projects_table()
    totals = TotalsRow(table)
    totals.set_totals("Total", {2: "103,400.00", 3: "58,566.80", 4: "44,833.20"}, strong=True)
    window = frame(tab_page(table, totals, None))
    table.choose_row(3)
    table.setFocus()
    return window


def form_page() -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(24, 8, 24, 8)
    column.setSpacing(9)
    column.setAlignment(Qt.AlignmentFlag.AlignTop)
    strip = AlertStrip()
    strip.say("Corrija 3 datos para guardar. Lo que escribió no se pierde.")
    column.addWidget(strip)
    column.addWidget(label("Persona", "section"))
    document = FormRow("DNI", TextField("4152"))
    document.set_problem("El DNI tiene 8 cifras y aquí hay 4. Escríbalo como está en el documento.")
    surname = FormRow("Apellido paterno", TextField())
    surname.set_problem("Falta el apellido paterno.")
    born = FormRow("Fecha de nacimiento", DateField(today=lambda: date(2026, 11, 23)))
    born.field.setProperty("text", "31/02/1979")
    born.set_problem("Febrero no tiene día 31. Revise el día o el mes.")
    rows = [document, surname, FormRow("Apellido materno", TextField("Sucasaca"), optional=True), born]
    rows.append(FormRow("Sexo", ChoiceField([("f", "Mujer"), ("m", "Varón")])))
    rows.append(FormRow("Número de socio", TextField("35"), hint="Es el siguiente número libre. Puede cambiarlo."))
    rows.append(FormRow("Observaciones", TextArea("Llega los lunes."), optional=True))
    for row in rows:
        column.addWidget(row)
    footer = QHBoxLayout()
    footer.addWidget(primary_button("Guardar", "check", "Ctrl+S"))
    footer.addWidget(secondary_button("Guardar y anotar otro"))
    blocked = primary_button("Emitir", "receipt")
    blocked.setEnabled(False)
    footer.addWidget(blocked)
    footer.addStretch(1)
    footer.addWidget(secondary_button("Salir", shortcut="Esc"))
    column.addStretch(1)
    column.addWidget(hairline())
    column.addLayout(footer)
    window = frame(page)
    surname.field.setFocus()
    return window


def receipt_page() -> QWidget:
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 0, 0)
    form = QWidget()
    column = QVBoxLayout(form)
    column.setContentsMargins(24, 10, 24, 10)
    column.setSpacing(8)
    column.setAlignment(Qt.AlignmentFlag.AlignTop)
    top = QHBoxLayout()
    top.addSpacing(-theme.OVERHANG)
    top.addWidget(quiet_button("Volver a Socios", "arrow-left"))
    top.addStretch(1)
    top.addWidget(SegmentedChoice([("in", "Ingreso"), ("out", "Egreso"), ("move", "Traspaso")], "Tipo de recibo"))
    column.addLayout(top)
    payer = PickField(icon_name="user", placeholder="Nombre o DNI", free=False)
    found = [(8, "Huanca Layme, Tomás", "DNI 00041527"), (12, "Huanca Pari, Rosa", "DNI 00038211")]
    payer.set_source(lambda text: payer.show_suggestions(found))
    column.addWidget(FormRow("Recibí de", payer, stacked=True))
    for concept, amount in (("Aportación de setiembre de 2026", 5000), ("Reposición de lentes", 4000)):
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(TextField(concept), 1)
        line.addWidget(ChoiceField([(1, "Fondos propios")], fits=True))
        line.addWidget(AmountField(amount))
        line.addWidget(icon_button("x", "Quitar esta línea"))
        column.addLayout(line)
    add = QHBoxLayout()
    add.addSpacing(-theme.OVERHANG)
    add.addWidget(link_button("Agregar línea", "plus"))
    add.addStretch(1)
    column.addLayout(add)
    column.addWidget(hairline())
    column.addWidget(FormRow("Fecha", DateField(date(2026, 11, 23)), stacked=True))
    column.addWidget(FormRow("Observación (no se imprime)", TextField(), stacked=True))
    row.addWidget(form, 48)
    desk = QWidget()
    desk.setProperty("surface", "desk")
    row.addWidget(desk, 52)
    window = frame(page)
    payer.setFocus()
    payer.setObjectName("payer")
    return window


def empty_page() -> QWidget:
    steps = [
        "Anote la capacitación: tema, fecha, horas y quién la dicta.",
        "Imprima la lista de asistencia para que firmen.",
        "Al volver, marque quiénes vinieron y adjunte una foto de la lista.",
    ]
    first = primary_button("Anotar la primera capacitación", "plus", "Ctrl+N")
    buttons = [first, secondary_button("Traer de una hoja Excel", "download-simple")]
    sentence = "Aquí quedan los cursos con su lista firmada, como la pide la auditoría."
    page = EmptyPage("chalkboard-teacher", "Todavía no hay capacitaciones", sentence, steps, buttons)
    window = frame(page)
    first.setFocus()
    toast = Toast(page)
    toast.say("Se emitió e imprimió el recibo 001-000457.")
    return window


def annul_question(window: QWidget) -> Question:
    return ask(
        window,
        "¿Anular el recibo 001-000431?",
        "El número queda en el libro con la palabra ANULADO y suma 0.00. El papel ya entregado debe recogerse. "
        "Esto no se puede deshacer.",
        yes="Anular recibo",
        no="No anular",
        icon="prohibit",
        destroying=True,
        facts=[("De", "Huanca Layme, Tomás"), ("Fecha", "14/08/2026"), ("Importe", "S/\u00a050.00")],
        reason="Motivo (se imprime)",
        suggested_reason="Monto equivocado",
        then=lambda reason: None,
    )


PAGES: dict[str, Callable[[], QWidget]] = {
    "members": members_page,
    "projects": projects_page,
    "form": form_page,
    "receipt": receipt_page,
    "empty": empty_page,
}


def paint_all(app: QApplication, folder: Path) -> None:
    """Every page in each dress and size, as PNG."""
    for dress, tokens in (("light", theme.LIGHT), ("dark", theme.DARK)):
        for points in (theme.BASE_POINTS, theme.LARGER_POINTS):
            theme.apply_theme(app, tokens, points)
            for width, height in ((1366, 689), (1093, 552)):
                for name, build in PAGES.items():
                    window = build()
                    window.resize(width, height)
                    window.show()
                    window.activateWindow()
                    app.processEvents()
                    picker = window.findChild(PickField, "payer")
                    if picker is not None:
                        picker.setFocus()
                        picker.show_suggestions([(8, "Huanca Layme, Tomás", "DNI 00041527"), (9, "Huanca Pari", "")])
                        app.processEvents()
                    window.grab().save(str(folder / f"{name}-{dress}-{points}-{width}.png"))
                    if name == "members":
                        dialog = annul_question(window)
                        app.processEvents()
                        dialog.grab().save(str(folder / f"dialog-{dress}-{points}-{width}.png"))
                        dialog.reject()
                    window.close()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    paint_all(QApplication([]), target)
