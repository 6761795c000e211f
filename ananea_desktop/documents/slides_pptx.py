"""A presentation as PowerPoint file: real text, charts and tables to edit, notes. Its letters are Arial.

No font can be put into such a file, so everything is laid out with Arial's measures and stands as in the PDF.
"""

from io import BytesIO
from typing import Any

from ananea_desktop.documents import fonts
from ananea_desktop.documents.chart_drawing import draw_chart
from ananea_desktop.documents.chart_parts import DrawnChart
from ananea_desktop.documents.icons import icon_png
from ananea_desktop.documents.layout import ARIAL, Box, ChartPlace, Icon, Page, Picture, TablePlace, Words
from ananea_desktop.documents.layout_pdf import SLIDE_COLOURS, placed
from ananea_desktop.documents.pptx_charts import add_chart
from ananea_desktop.documents.pptx_parts import describe, dress, emu, plain, rgb
from ananea_desktop.documents.slide_pages import lay_out
from ananea_desktop.documents.slide_parts import HEIGHT, LEAST, WIDTHS
from ananea_desktop.documents.slides import Deck
from ananea_desktop.domain.steps import Steps

_TITLE_ONLY = 5
"""The layout of the default template that has a title and nothing else."""


def slides_pptx(deck: Deck) -> Steps[bytes]:
    """One slide for each of the deck, a step each; opens in PowerPoint and LibreOffice."""
    from pptx import Presentation

    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = emu(WIDTHS[deck.ratio]), emu(HEIGHT)
    properties = presentation.core_properties
    properties.title = plain(deck.title)
    properties.author = plain(deck.letterhead.name)
    layout = presentation.slide_layouts[_TITLE_ONLY]
    for page in lay_out(deck, ARIAL):
        _Writer(presentation.slides.add_slide(layout)).write(page)
        yield
    out = BytesIO()
    presentation.save(out)
    return out.getvalue()


class _Writer:
    """Puts the elements of one page on a slide."""

    def __init__(self, slide: Any) -> None:
        self.slide = slide
        self.has_title = False

    def write(self, page: Page) -> None:
        for element in page.elements:
            match element:
                case Words():
                    self._words(element)
                case Box():
                    self._box(element)
                case Picture():
                    self._picture(element)
                case Icon():
                    self._icon(element)
                case ChartPlace():
                    self._chart(element)
                case TablePlace():
                    self._table(element)
        if not self.has_title:
            title = self.slide.shapes.title
            title.element.getparent().remove(title.element)
        if page.notes:
            self.slide.notes_slide.notes_text_frame.text = "\n".join(map(plain, page.notes.splitlines()))

    def _frame(self, x: float, y: float, width: float, height: float) -> tuple[Any, Any, Any, Any]:
        return emu(x), emu(y), emu(max(0.0, width)), emu(max(0.0, height))

    # texts

    def _words(self, words: Words) -> None:
        if words.is_title and not self.has_title:
            shape = self.slide.shapes.title
            self.has_title = True
            frame = self._frame(words.x, words.y, words.width, words.height)
            shape.left, shape.top, shape.width, shape.height = frame
        else:
            shape = self.slide.shapes.add_textbox(*self._frame(words.x, words.y, words.width, words.height))
        if words.part:
            shape.name = words.part
        from pptx.enum.text import MSO_ANCHOR

        frame = shape.text_frame
        _dress_frame(frame, MSO_ANCHOR.MIDDLE if words.middle else MSO_ANCHOR.TOP)
        _fill_paragraph(frame.paragraphs[0], words)

    # shapes

    def _box(self, box: Box) -> None:
        from pptx.enum.shapes import MSO_SHAPE

        shape = self.slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *self._frame(box.x, box.y, box.width, box.height))
        style = shape._element.find("{http://schemas.openxmlformats.org/presentationml/2006/main}style")
        shape._element.remove(style)  # it brings the theme's blue, and a shadow
        dress(shape.fill, shape.line, box.look, box.colour, box.is_blank)

    def _picture(self, picture: Picture) -> None:
        from PIL import Image

        with Image.open(BytesIO(picture.image)) as image:
            x, y, width, height = placed(picture, image.size)
        shape = self.slide.shapes.add_picture(BytesIO(picture.image), *self._frame(x, y, width, height))
        if picture.fills:
            side, above = (width - picture.width) / 2 / width, (height - picture.height) / 2 / height
            shape.crop_left = shape.crop_right = max(0.0, side)
            shape.crop_top = shape.crop_bottom = max(0.0, above)
            frame = self._frame(picture.x, picture.y, picture.width, picture.height)
            shape.left, shape.top, shape.width, shape.height = frame
        describe(shape, picture.describes)

    def _icon(self, icon: Icon) -> None:
        png = BytesIO(icon_png(icon.name, SLIDE_COLOURS[icon.colour], 256))
        shape = self.slide.shapes.add_picture(png, *self._frame(icon.x, icon.y, icon.side, icon.side))
        describe(shape, icon.name)

    # charts

    def _chart(self, place: ChartPlace) -> None:
        """The bars and their values as a chart to edit; labels, remarks and series stand where the PDF has them."""
        drawn = draw_chart(
            place.chart, place.width, place.height, size=place.size, least=LEAST, width_of=ARIAL.width_of
        )
        for sample in drawn.samples:
            self._box(
                Box(
                    x=place.x + sample.x,
                    y=place.y + sample.y,
                    width=sample.width,
                    height=sample.height,
                    look=sample.look,
                )
            )
        if drawn.plot is not None:
            add_chart(self.slide, place, drawn.plot)
        self._chart_texts(place, drawn)

    def _chart_texts(self, place: ChartPlace, drawn: DrawnChart) -> None:
        for text in drawn.texts:
            width = ARIAL.width_of(text.text, text.font, text.size) * 1.04 + 4
            shift = {"start": 0.0, "middle": width / 2, "end": width}[text.anchor]
            align = {"start": "left", "middle": "center", "end": "right"}[text.anchor]
            self._words(
                Words(
                    x=place.x + text.x - shift,
                    y=place.y + text.y - text.size * 0.98,
                    width=width,
                    height=text.size * 1.2,
                    lines=(text.text,),
                    font=text.font,
                    size=text.size,
                    colour=text.colour,
                    align=align,
                )
            )

    def _table(self, table: TablePlace) -> None:
        frame = self._frame(table.x, table.y, sum(table.widths), sum(table.heights))
        shape = self.slide.shapes.add_table(len(table.rows), len(table.widths), *frame)
        native = shape.table
        native.horz_banding = False
        native.first_row = False
        _no_style(shape)
        for column, width in zip(native.columns, table.widths, strict=True):
            column.width = emu(width)
        for row, height in zip(native.rows, table.heights, strict=True):
            row.height = emu(height)
        last = len(table.rows) - 1
        for index, cells in enumerate(table.rows):
            strong = index == 0 or (table.has_totals and index == last - 1)
            for column, cell in enumerate(cells):
                target = native.cell(index, column)
                words = Words(
                    x=0,
                    y=0,
                    width=0,
                    height=0,
                    lines=cell.lines,
                    font=fonts.SEMIBOLD if cell.strong else fonts.REGULAR,
                    size=table.size,
                    colour="ink2" if index == 0 else "ink",
                    align="right" if cell.right else "left",
                )
                _fill_cell(target, words)
                _underline(target, "edge" if strong else "line", 2.0 if strong else 1.0)


def _dress_frame(frame: Any, anchor: Any) -> None:
    from pptx.enum.text import MSO_AUTO_SIZE

    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = anchor


def _fill_paragraph(paragraph: Any, words: Words) -> None:
    """The text with a line break where it was broken, so that no program breaks it elsewhere."""
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    paragraph.alignment = {"left": PP_ALIGN.LEFT, "right": PP_ALIGN.RIGHT, "center": PP_ALIGN.CENTER}[words.align]
    paragraph.line_spacing = Pt(words.leading)
    for index, line in enumerate(words.lines):
        if index:
            paragraph.add_line_break()
        run = paragraph.add_run()
        run.text = line
        run.font.name = "Arial"
        run.font.size = Pt(words.size)
        run.font.bold = words.font != fonts.REGULAR
        run.font.color.rgb = rgb(words.colour)


def _fill_cell(cell: Any, words: Words) -> None:
    from pptx.enum.text import MSO_ANCHOR

    cell.margin_left = cell.margin_right = emu(10)
    cell.margin_top = cell.margin_bottom = emu(4)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.fill.background()
    _fill_paragraph(cell.text_frame.paragraphs[0], words)


def _underline(cell: Any, token: str, width: float) -> None:
    """python-pptx has no borders of cells."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    colour = SLIDE_COLOURS[token].removeprefix("#")
    line = parse_xml(
        f'<a:lnB {nsdecls("a")} w="{emu(width)}"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:lnB>'
    )
    properties = cell._tc.get_or_add_tcPr()
    properties.insert(0, line)


def _no_style(shape: Any) -> None:
    """Without the blue of the default table style."""
    style = shape._element.graphic.graphicData.tbl.tblPr.find(
        "{http://schemas.openxmlformats.org/drawingml/2006/main}tableStyleId"
    )
    if style is not None:
        style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # «No Style, No Grid»
