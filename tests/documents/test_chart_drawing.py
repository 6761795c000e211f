"""Charts: every value on its bar, the bars as long as the values, nothing outside the drawing, and one SVG for Qt."""

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as some
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot
from reportlab.graphics.shapes import Line, Rect, String

from ananea_desktop.documents import fonts
from ananea_desktop.documents.chart_drawing import chart_pdf, chart_svg, draw_chart
from ananea_desktop.documents.chart_parts import DrawnChart, Scale, scale_for, shortened
from ananea_desktop.documents.charts import Bar, Chart, Look, Measure, Series, Shape, shown_value
from tests.documents.papers import HOSTILE_NAMES, page_texts

WIDTH, HEIGHT = 900.0, 560.0


def a_chart(*bars: Bar, **changes: Any) -> Chart:
    given: dict[str, Any] = {
        "name": "planificado-gastado",
        "title": "¿En qué gastamos lo planificado?",
        "measure": Measure.SOLES,
        "shape": Shape.ROWS,
        "series": (Series(name="Planificado", look=Look.OUTLINED), Series(name="Gastado")),
        "unit": "S/",
        "bars": bars or (Bar(label="Medio ambiente", values=(2_230_000, 295_000), remark="13 %", key="3"),),
    }
    return Chart(**(given | changes))


def parts(drawn: DrawnChart, kind: type) -> list[Any]:
    return [each for each in drawn.drawing.contents if isinstance(each, kind)]


def words(drawn: DrawnChart) -> list[str]:
    return [each.text for each in parts(drawn, String)]


def edges(drawn: DrawnChart) -> Iterator[tuple[float, float, float, float]]:
    """Left, bottom, right and top of everything drawn."""
    for each in drawn.drawing.contents:
        if isinstance(each, String):
            width = fonts.text_width(each.text, each.fontName, each.fontSize)
            left = each.x - {"start": 0.0, "middle": width / 2, "end": width}[each.textAnchor]
            yield left, each.y - each.fontSize * 0.25, left + width, each.y + each.fontSize * 0.75
        elif isinstance(each, Rect):
            yield each.x, each.y, each.x + each.width, each.y + each.height
        else:
            assert isinstance(each, Line)
            yield min(each.x1, each.x2), min(each.y1, each.y2), max(each.x1, each.x2), max(each.y1, each.y2)


def assert_inside(drawn: DrawnChart) -> None:
    for left, bottom, right, top in edges(drawn):
        assert left >= -0.5
        assert bottom >= -0.5
        assert right <= drawn.drawing.width + 0.5
        assert top <= drawn.drawing.height + 0.5


def test_values_labels_series_and_remarks_stand_on_the_chart() -> None:
    drawn = draw_chart(a_chart(remark_title="Avance"), WIDTH, HEIGHT, size=26, title=True)
    assert words(drawn) == [
        "¿En qué gastamos lo planificado?",
        "Planificado, S/",
        "Gastado, S/",
        "Avance",
        "Medio ambiente",
        "13 %",
        "22,300",
        "2,950",
    ]


def test_bars_are_as_long_as_their_values_and_begin_at_zero() -> None:
    chart = a_chart(
        Bar(label="a", values=(4_000_000, 1_000_000)),
        Bar(label="b", values=(2_000_000, 0)),
    )
    bars = parts(draw_chart(chart, WIDTH, HEIGHT), Rect)[2:]  # after the legend's two
    lengths = [bar.width for bar in bars]
    assert {round(bar.x) for bar in bars} == {0}
    assert lengths[0] == pytest.approx(4 * lengths[1], rel=0.01)
    assert lengths[0] == pytest.approx(2 * lengths[2], rel=0.01)
    assert lengths[3] == 0


def test_standing_bars_begin_at_zero_and_negative_ones_hang() -> None:
    chart = a_chart(
        Bar(label="2025", values=(1_000_000,)),
        Bar(label="2026", values=(-500_000,)),
        series=(Series(name="Saldo"),),
        shape=Shape.COLUMNS,
    )
    drawn = draw_chart(chart, WIDTH, HEIGHT)
    up, down = parts(drawn, Rect)
    (zero,) = {line.y1 for line in parts(drawn, Line)}
    assert up.y == pytest.approx(zero)
    assert down.y + down.height == pytest.approx(zero)
    assert up.height == pytest.approx(2 * down.height)
    assert "−5,000" in words(drawn)


def test_one_sol_beside_a_million_is_seen() -> None:
    chart = a_chart(
        Bar(label="grande", values=(100_000_000,)), Bar(label="chico", values=(100,)), series=(Series(name=""),)
    )
    drawn = draw_chart(chart, WIDTH, HEIGHT)
    assert [value for value in words(drawn) if value in ("1,000,000", "1")] == ["1,000,000", "1"]
    assert min(bar.width for bar in parts(drawn, Rect)) > 0.5


def test_nothing_to_draw_is_said_in_words() -> None:
    for chart in (a_chart(bars=()), a_chart(Bar(label="x", values=(0, None)))):
        drawn = draw_chart(chart, WIDTH, HEIGHT)
        assert words(drawn) == ["Sin datos en este período."]
        assert drawn.areas == []


def test_crowded_months_are_told_in_thousands_and_small_ones_keep_a_decimal() -> None:
    months = [Bar(label=str(month), values=(9_263_700, 64_000)) for month in range(12)]
    chart = a_chart(*months, shape=Shape.COLUMNS)
    drawn = draw_chart(chart, WIDTH, HEIGHT, size=24)
    assert "Planificado, miles de S/" in words(drawn)
    assert {"93", "0.6"} <= set(words(drawn))
    assert not scale_for(chart, 10_000, 24).thousands


@pytest.mark.parametrize("width", range(300, 1500, 50))
def test_values_of_one_label_stand_apart(width: int) -> None:
    years = [Bar(label=str(year), values=(4_200_000, 4_150_000)) for year in range(2018, 2027)]
    drawn = draw_chart(a_chart(*years, shape=Shape.COLUMNS), width, 220, size=15)
    values = {"42,000", "41,500", "42"}
    placed = [
        (each.x - half, each.x + half, each.fontSize)
        for each in parts(drawn, String)
        if each.text in values and (half := fonts.text_width(each.text, each.fontName, each.fontSize) / 2)
    ]
    assert len(placed) == 18
    assert all(left[1] + left[2] * 0.2 <= right[0] for left, right in itertools.pairwise(sorted(placed)))


@pytest.mark.parametrize(
    ("value", "text", "number"),
    [
        (6_046_000, "60", 60),  # not 61, as 60.5 would be
        (994_999, "9.9", 9.9),
        (995_000, "10", 10),
        (105_549_999, "1,055", 1055),
        (-64_000, "−0.6", -0.6),
        (-6_046_000, "−60", -60),
        (100_000, "1", 1),
        (4_999, "0", 0),
    ],
)
def test_thousands_are_rounded_once_and_alike_on_paper_and_in_the_file_to_edit(
    value: int, text: str, number: float
) -> None:
    scale = Scale(Measure.SOLES, "miles de S/", thousands=True)
    assert scale.text(value) == text
    assert scale.number(value) == number


def test_equal_bars_of_two_charts_of_a_page_are_equally_long() -> None:
    large = [Bar(label="Saldo", values=(200_000_000,))]
    small = [Bar(label="Un nombre bastante más largo", values=(100_000_000,)), Bar(label="Otro", values=(0,))]
    one_series = {"series": (Series(name=""),)}
    lengths = [
        max(each.width for each in parts(draw_chart(a_chart(*bars, beside=beside, **one_series), 500, 300), Rect))
        for bars, beside in ((large, small), (small, large))
    ]
    assert lengths[0] == pytest.approx(2 * lengths[1])


def test_soles_are_rounded_half_away_from_zero_and_hours_to_a_tenth() -> None:
    assert [shown_value(value, Measure.SOLES) for value in (4_555_250, 49, 50, -50, 123_456_789)] == [
        "45,553",
        "0",
        "1",
        "−1",
        "1,234,568",
    ]
    assert [shown_value(minutes, Measure.HOURS) for minutes in (90, 20, 60_000)] == ["1.5", "0.3", "1,000"]


def test_a_click_anywhere_on_a_bars_band_belongs_to_it() -> None:
    bars = [Bar(label=str(number), values=(number, number), key=str(number)) for number in range(1, 5)]
    areas = draw_chart(a_chart(*bars), WIDTH, HEIGHT).areas
    assert [area.key for area in areas] == ["1", "2", "3", "4"]
    for upper, lower in itertools.pairwise(areas):
        assert upper.y + upper.height == pytest.approx(lower.y)
    assert all(area.width == WIDTH for area in areas)


def test_a_name_of_two_hundred_letters_is_cut_visibly() -> None:
    cut = shortened("W" * 200, fonts.SEMIBOLD, 24, 300)
    assert cut.endswith("…")
    assert fonts.text_width(cut, fonts.SEMIBOLD, 24) <= 300


@example(values=[(1, 1)] * 12, label="", shape=Shape.ROWS, size=24.0)
@given(
    values=some.lists(
        some.tuples(*[some.one_of(some.none(), some.integers(-(10**11), 10**11))] * 2), min_size=1, max_size=14
    ),
    label=some.text(max_size=40),
    shape=some.sampled_from(Shape),
    size=some.sampled_from([9.0, 24.0]),
)
def test_nothing_leaves_the_drawing(
    values: list[tuple[int | None, int | None]], label: str, shape: Shape, size: float
) -> None:
    chart = a_chart(*(Bar(label=label, values=each) for each in values), shape=shape)
    assert_inside(draw_chart(chart, WIDTH, HEIGHT, size=size))


@pytest.mark.parametrize("stacked", [True, False])
@pytest.mark.parametrize("shape", Shape)
def test_svg_is_clear_at_its_corners_and_has_ink(qtbot: QtBot, shape: Shape, stacked: bool) -> None:
    chart = a_chart(
        Bar(label="Tributación", values=(4, 6)), measure=Measure.COUNT, stacked=stacked, shape=shape, unit="personas"
    )
    svg = chart_svg(draw_chart(chart, 300, 200))
    assert b"clip" not in svg
    assert b"'Source Sans Pro'" in svg
    picture = QImage(300, 200, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    renderer = QSvgRenderer(QByteArray(svg))
    assert renderer.isValid()
    renderer.render(painter)
    painter.end()
    corners = [picture.pixelColor(x, y).name() for x in (0, 299) for y in (0, 199)]
    assert corners == ["#ffffff"] * 4
    colours = {picture.pixelColor(x, y).name() for x in range(0, 300, 2) for y in range(0, 200, 2)}
    assert len(colours) > 5


@pytest.mark.parametrize(("typed", "shown"), HOSTILE_NAMES.items(), ids=range(len(HOSTILE_NAMES)))
def test_hostile_labels_are_drawn_literally(typed: str, shown: str) -> None:
    drawn = draw_chart(a_chart(Bar(label=typed, values=(1, 2))), WIDTH, HEIGHT)
    (page,) = page_texts(chart_pdf(drawn))
    assert "".join(shown.split())[:30] in "".join(page.split())
    assert chart_svg(drawn).startswith(b"<?xml")


def test_equal_charts_give_equal_files() -> None:
    assert chart_pdf(draw_chart(a_chart(), 300, 200)) == chart_pdf(draw_chart(a_chart(), 300, 200))
