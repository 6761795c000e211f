"""What a paper asks of ReportLab's canvas, recorded once and drawn again by a bare canvas."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

_DRAWN = (
    "setFont drawString drawRightString drawCentredString line lines rect roundRect setLineWidth setDash drawImage"
    " drawPath clipPath setFillColor setStrokeColor setFillGray setStrokeGray saveState restoreState translate rotate"
    " transform setLineCap setLineJoin setMiterLimit beginText drawText showPage"
).split()

Call = tuple[str, tuple[Any, ...], dict[str, Any]]


def recorded(work: Callable[[], object]) -> list[Call]:
    """The calls that ``work`` makes on the canvas; those a canvas makes of itself are not among them."""
    calls: list[Call] = []
    originals = {name: getattr(Canvas, name) for name in _DRAWN}
    depth = 0

    def recorder(name: str) -> Callable[..., Any]:
        def call(canvas: Canvas, *arguments: Any, **named: Any) -> Any:
            nonlocal depth
            if not depth:
                calls.append((name, arguments, named))
            depth += 1
            try:
                return originals[name](canvas, *arguments, **named)
            finally:
                depth -= 1

        return call

    try:
        for name in originals:
            setattr(Canvas, name, recorder(name))
        work()
    finally:
        for name, method in originals.items():
            setattr(Canvas, name, method)
    return calls


def drawn_again(calls: list[Call], size: tuple[float, float]) -> bytes:
    """The pages of the recorded calls, by a canvas of its own."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1, pageCompression=1)
    for name, arguments, named in calls:
        getattr(canvas, name)(*arguments, **named)
    canvas.save()
    return out.getvalue()
