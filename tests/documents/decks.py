"""A deck with every kind of slide, with texts as short or as long as a test wants them."""

from dataclasses import replace
from io import BytesIO
from typing import Any

from PIL import Image

from ananea_desktop.documents.charts import Bar, Chart, Look, Measure, Series, Shape
from ananea_desktop.documents.slides import (
    Amount,
    AmountsSlide,
    ChartSlide,
    Content,
    Deck,
    Figure,
    MessageSlide,
    Photo,
    PhotoSlide,
    ProjectSlide,
    Slide,
    Table,
    TableSlide,
    TextSlide,
    TitleSlide,
)
from ananea_desktop.documents.slides_pdf import slides_pdf
from ananea_desktop.documents.slides_pptx import slides_pptx
from ananea_desktop.domain.steps import at_once
from tests.documents.papers import a_letterhead

FOOTER = "Cooperativa Minera Señor de Ananea  ·  Asamblea general 2026  ·  MUESTRA"


def pdf_of(deck: Deck) -> bytes:
    return at_once(slides_pdf(deck))


def pptx_of(deck: Deck) -> bytes:
    return at_once(slides_pptx(deck))


def a_photo(width: int = 640, height: int = 480) -> bytes:
    image = Image.new("RGB", (width, height), "#8899AA")
    image.paste("#445566", (0, height // 2, width, height))
    out = BytesIO()
    image.save(out, "JPEG")
    return out.getvalue()


def planned(*labels: str) -> Chart:
    return Chart(
        name="planned",
        title="Planificado y gastado",
        measure=Measure.SOLES,
        shape=Shape.ROWS,
        series=(Series(name="Planificado", look=Look.OUTLINED), Series(name="Gastado")),
        unit="S/",
        remark_title="Avance",
        bars=[
            Bar(label=label, values=(100_000_000 // (number + 1) ** 6 + 100, 50 * number), remark="85 %")
            for number, label in enumerate(labels or ("Medio ambiente", "Proyectos sociales"))
        ],
    )


def by_month() -> Chart:
    months = "Ene Feb Mar Abr May Jun Jul Ago Set Oct Nov Dic".split()
    return Chart(
        name="months",
        title="Dinero por mes",
        measure=Measure.SOLES,
        shape=Shape.COLUMNS,
        series=(Series(name="Ingresó", look=Look.OUTLINED), Series(name="Se gastó")),
        unit="S/",
        bars=[Bar(label=name, values=(9_263_700 * number, 64_000 * number)) for number, name in enumerate(months)],
    )


def by_topic(label: str = "Tributación") -> Chart:
    return Chart(
        name="topics",
        title="Asistencia por tema",
        measure=Measure.COUNT,
        shape=Shape.ROWS,
        series=(Series(name="Mujeres"), Series(name="Hombres", look=Look.OUTLINED)),
        unit="asistencias",
        bars=[Bar(label=label, values=(14, 20)), Bar(label="Cooperativismo", values=(1, 0))],
        stacked=True,
    )


def contents(text: str = "Riego de vías de acarreo", amount: str = "S/\u00a0110,877") -> list[Content]:
    figure = Figure(value=amount, words=text, icon="users-three")
    people = replace(figure, value="12,345")
    return [
        TitleSlide(title=text, subtitle=text, logo=a_photo(200, 200), photo=a_photo(900, 1600)),
        TitleSlide(title=text, subtitle=text),
        AmountsSlide(
            title=text,
            amounts=(
                Amount(words="Teníamos", value=amount, remarks=(text, text), ends=1.0, strong=True),
                Amount(words="Gastamos", value=amount, remarks=(text,), ends=0.5),
                Amount(words=text, value=amount, begins=0.5, ends=1.0, look=Look.OUTLINED),
            ),
            sentence=text,
        ),
        ChartSlide(title=text, charts=(("", planned(text, "Medio ambiente", text, "Otros (28)")),)),
        ChartSlide(title=text, charts=((text, by_month()),)),
        ChartSlide(title=text, figures=(figure, replace(figure, bad=True), figure), charts=((text, by_topic(text)),)),
        ChartSlide(title=text, charts=((text, by_topic()), (text, by_topic(text))), sentence=text),
        ProjectSlide(
            title=text,
            remark=text,
            photos=(Photo(image=a_photo(), caption="Antes"), Photo(image=a_photo(480, 900), caption=text)),
            figures=(figure, figure, figure),
            people=(people, people),
            sentence=text,
        ),
        ProjectSlide(
            title=text,
            remark=text,
            photos=(Photo(image=a_photo(), caption=text),),
            figures=(figure,) * 3,
            people=(people,) * 3,
            sentence=text,
        ),
        ProjectSlide(
            title=text, remark=text, figures=(figure,) * 3, people=(people,) * 3, sentence=text, shares=(1.0, 0.2)
        ),
        TableSlide(
            title=text,
            table=Table(
                columns=("Proyecto", "Para qué", "Monto S/"),
                weights=(3, 3, 1.5),
                right=(False, False, True),
                rows=((text, text, "2,400"),) * 4,
                totals=("Total", "", "9,600"),
            ),
            sentence=text,
            votes=("A favor", "En contra", "Abstenciones"),
        ),
        TextSlide(title=text, lines=(text, text, text), icon="leaf"),
        PhotoSlide(title=text, photo=Photo(image=a_photo(300, 1600), caption=text)),
        MessageSlide(title=text, sentence=text, icon="handshake"),
    ]


def a_deck(*slides: Content, notes: str = "", **changes: Any) -> Deck:
    deck = Deck(
        slides=[Slide(content=content, notes=notes) for content in slides or contents()],
        title="Informe a la asamblea 2026",
        footer=FOOTER,
        letterhead=a_letterhead(),
    )
    return replace(deck, **changes)
