"""An empty spreadsheet to be filled in and brought back: headings, lists to choose from, an example, notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from ananea_desktop.domain.language import _

ROWS_WITH_LISTS = 5000


@dataclass(frozen=True, kw_only=True)
class TemplateColumn:
    heading: str
    example: str = ""
    note: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False


def template_xlsx(title: str, columns: Sequence[TemplateColumn], example_mark: str) -> bytes:
    """Two sheets: the one to fill in, whose second row is an example marked as such, and what each column is."""
    import xlsxwriter

    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(_("Datos"))
    head = book.add_format({"bold": True, "bg_color": "#F3E3B3", "border": 1, "text_wrap": True, "valign": "top"})
    text = book.add_format({"num_format": "@"})
    example = book.add_format({"italic": True, "font_color": "#7A7A7A", "num_format": "@"})
    for index, column in enumerate(columns):
        sheet.write_string(0, index, column.heading, head)
        sheet.write_string(1, index, column.example, example)
        sheet.set_column(index, index, max(14, len(column.heading) + 4), text)  # as text a DNI keeps its zeros
        if column.choices:
            rule = {"validate": "list", "source": list(column.choices), "error_message": _("Elija de la lista.")}
            sheet.data_validation(1, index, ROWS_WITH_LISTS, index, rule)
    sheet.write_string(1, len(columns), example_mark, example)
    sheet.set_column(len(columns), len(columns), 36)
    sheet.freeze_panes(1, 0)
    notes = book.add_worksheet(_("Qué va en cada columna"))
    bold, wrapped = book.add_format({"bold": True, "font_size": 14}), book.add_format({"text_wrap": True})
    notes.write_string(0, 0, title, bold)
    notes.set_column(0, 0, 30)
    notes.set_column(1, 1, 14)
    notes.set_column(2, 2, 80, wrapped)
    for number, column in enumerate(columns, start=2):
        notes.write_string(number, 0, column.heading)
        notes.write_string(number, 1, _("Obligatorio") if column.required else _("Si se sabe"))
        notes.write_string(number, 2, column.note)
    book.close()
    return buffer.getvalue()
