"""A receipt as it is written in LibreOffice Writer, as flat ODF text: letterhead, number, a table of lines, signatures,
twice on the page as ours."""

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>'
)
_TAIL = "</office:text></office:body></office:document>"
_LINES = (
    ("Cuota de noviembre", "Fondos propios", "S/ 60.00"),
    ("Multa por inasistencia a la asamblea", "Fondos propios", "S/ 30.00"),
    ("Aporte al comedor", "Fondos propios", "S/ 20.00"),
)
_BEFORE = (
    "COOPERATIVA MINERA SEÑOR DE ANANEA LTDA. · RUC 20406258718 · Jr. Lima 123, Ananea, Puno",
    "RECIBO DE INGRESO N.º 001-000123",
    "Ananea, 28 de noviembre de 2026",
    "Recibí de: HUANCA LAYME, Tomás · DNI 00041527",
)
_AFTER = (
    "SON: CIENTO DIEZ CON 00/100 SOLES",
    "Efectivo · Caja chica",
    "______________________          ______________________",
    "Tesorera                                        Recibí conforme · huella",
    "Documento interno de la cooperativa; no es comprobante de pago.",
)


def flat_text() -> str:
    """The whole document."""
    half = "".join(map(_paragraph, _BEFORE)) + _table() + "".join(map(_paragraph, _AFTER))
    return f"{_HEAD}{half}{_paragraph('- ' * 40)}{half}{_TAIL}"


def _paragraph(words: str) -> str:
    return f"<text:p>{words}</text:p>"


def _table() -> str:
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string">{_paragraph(cell)}</table:table-cell>' for cell in line
        )
        + "</table:table-row>"
        for line in _LINES
    )
    return f'<table:table><table:table-column table:number-columns-repeated="3"/>{rows}</table:table>'
