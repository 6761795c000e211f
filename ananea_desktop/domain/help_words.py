"""Hard words, and the labels beside which a «?» tells what they mean.

A label is found by what it says, so that a field, a title or a section gets its «?» wherever it stands, in any page,
without being told. What the word means is written once, in the glossary of the manual (resources/manual/).
"""

from ananea_desktop.domain.language import N_, _

LABELS: dict[str, tuple[str, ...]] = {
    "fondo": (N_("Fondo"), N_("Fondo y proyecto"), N_("Fondos"), N_("Entra al fondo")),
    "bancarizacion": (N_("Medio de pago"),),
    "cuenta": (N_("Ingresa a"), N_("Sale de"), N_("Cuentas")),
    "traspaso": (N_("Traspaso entre cuentas"),),
    "nota-bancaria": (N_("Nota bancaria"),),
    "saldo-inicial": (N_("Saldo inicial (documento de apertura)"),),
    "talonario": (N_("N.º del talonario"), N_("Talonario a mano")),
    "entrega-por-rendir": (N_("¿Con cargo a rendir?"), N_("Entregas por rendir")),
    "rendicion": (N_("Rendición de una entrega"),),
    "extorno": (N_("N.º de operación de la devolución"),),
    "reimputacion": (N_("Reimputación"),),
    "anulado": (N_("Motivo (se imprime)"),),
    "arqueo": (N_("Arqueo de caja"), N_("Arqueos de caja")),
    "conciliacion": (N_("Conciliación bancaria"), N_("Conciliaciones bancarias")),
    "cierre": (N_("Cierre de mes y año"),),
    "sustento": (N_("Egresos sin sustento"),),
    "muestra-de-auditoria": (N_("Semilla (palabra o número)"),),
    "aportacion": (N_("Aportaciones"), N_("Suscribir una aportación"), N_("Devolver una aportación")),
    "morosidad": (N_("Quién debe (morosidad)"),),
    "habil": (N_("Estado desde"),),
    "quorum": (N_("Quórum en primera: más de %"), N_("Quórum en segunda: desde %")),
    "convocatoria": (N_("Primera convocatoria"), N_("Segunda convocatoria")),
    "prima": (N_("Ingresos de Prima por lote"),),
    "categoria-fairtrade": (N_("Categoría Fairtrade"),),
    "precio-minimo": (N_("Precio LBMA, US$ por onza troy"), N_("Pagado por el metal, US$")),
    "ley-del-oro": (N_("Ley, en milésimas"),),
    "rubro": (N_("Rubro"),),
    "presupuesto-aprobado": (N_("Monto que se propone S/"), N_("Monto aprobado S/")),
    "detraccion": (N_("Detracción en soles"),),
    "retencion": (N_("Retención"),),
    "igv": (N_("Los precios son"),),
    "activo-fijo": (N_("Activos fijos"),),
    "sello": (N_("Comprobar datos"),),
    "copia-sellada": (N_("Llaves de las copias"),),
    "segunda-persona": (N_("Anular con otra persona desde"), N_("Quién autoriza")),
    "serie": (N_("Serie"),),
}
"""The section of the glossary, and the labels it explains, each as a page has it."""


def word_of(label: str) -> str:
    """The section of the glossary that explains a label as it is shown; empty where it needs none."""
    return next((word for word, labels in LABELS.items() if any(_(each) == label for each in labels)), "")
