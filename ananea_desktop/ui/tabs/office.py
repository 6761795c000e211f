"""Oficina: the short lists behind everything else (accounts, funds, headings) and the books' numbers."""

from ananea_desktop.documents.listing import AMOUNT, DATE, INTEGER
from ananea_desktop.domain import money
from ananea_desktop.domain.accounting import ACCOUNTING_CODES, APPLIES_TO
from ananea_desktop.domain.accounts import ACCOUNT_KINDS, ACCOUNTS, FUND_KINDS, FUNDS
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.legal_amounts import LEGAL_AMOUNTS, NAMES
from ananea_desktop.domain.projects import HEADINGS
from ananea_desktop.domain.retention import RETENTION_RULES, SUBJECTS
from ananea_desktop.domain.tax_rates import RATE_NAMES, TAX_RATES
from ananea_desktop.operations.cards import Card
from ananea_desktop.ui.cells import Column
from ananea_desktop.ui.record_card import RecordCard
from ananea_desktop.ui.record_model import ListColumn
from ananea_desktop.ui.record_tab import TabSpec


def _fill(card: RecordCard, data: Card) -> None:
    record_type = card.record_type
    card.head(record_type.name_of(data.record), "")
    card.facts([(_(field.label), field.display(data.record[field.name])) for field in record_type.fields[1:]])


_NAME = ListColumn(title=N_("Nombre"), key="name", text=lambda row: row["name"], layout=Column(stretch=1))

ACCOUNTS_TAB = TabSpec(
    record_type=ACCOUNTS,
    title=N_("Cuentas"),
    icon="bank",
    columns=(
        _NAME,
        ListColumn(title=N_("Es"), key="kind", text=lambda row: _(ACCOUNT_KINDS[row["kind"]])),
        ListColumn(title=N_("Moneda"), key="currency", text=lambda row: _(money.CURRENCIES[row["currency"]])),
        ListColumn(title=N_("Banco"), key="bank", text=lambda row: row["bank"] or "–"),
    ),
    search_hint=N_("Buscar cuenta"),
    new_text=N_("Nueva cuenta"),
    first_text=N_("Anotar la primera cuenta"),
    back_text=N_("Volver a Cuentas"),
    empty_title=N_("Todavía no hay cuentas"),
    empty_sentence=N_("Aquí están las cajas y los bancos donde está el dinero."),
    empty_steps=(N_("Anote cada caja y cada cuenta de banco, con su moneda."),),
    order=("id",),
    report="cuentas",
    report_text=N_("Imprimir saldos"),
    fill_card=_fill,
)

FUNDS_TAB = TabSpec(
    record_type=FUNDS,
    title=N_("Fondos"),
    icon="coin",
    columns=(_NAME, ListColumn(title=N_("Es"), key="kind", text=lambda row: _(FUND_KINDS[row["kind"]]))),
    search_hint=N_("Buscar fondo"),
    new_text=N_("Nuevo fondo"),
    first_text=N_("Anotar el primer fondo"),
    back_text=N_("Volver a Fondos"),
    empty_title=N_("Todavía no hay fondos"),
    empty_sentence=N_("Un fondo dice de quién es el dinero: de la Prima o propio de la cooperativa."),
    empty_steps=(N_("Anote cada fondo; cada línea de un recibo pertenece a uno."),),
    order=("id",),
    fill_card=_fill,
)

HEADINGS_TAB = TabSpec(
    record_type=HEADINGS,
    title=N_("Rubros de proyectos"),
    icon="list-bullets",
    columns=(_NAME,),
    search_hint=N_("Buscar rubro"),
    new_text=N_("Nuevo rubro"),
    first_text=N_("Anotar el primer rubro"),
    back_text=N_("Volver a Rubros"),
    empty_title=N_("Todavía no hay rubros"),
    empty_sentence=N_("Los rubros agrupan los proyectos de la Prima en el informe a la asamblea."),
    empty_steps=(N_("Anote cada rubro con el nombre que usan los socios."),),
    order=("id",),
    fill_card=_fill,
)

LEGAL_AMOUNTS_TAB = TabSpec(
    record_type=LEGAL_AMOUNTS,
    title=N_("Montos legales"),
    icon="scales",
    columns=(
        ListColumn(title=N_("Monto"), key="name", text=lambda row: _(NAMES[row["name"]]), layout=Column(stretch=1)),
        ListColumn(
            title=N_("Rige desde"), key="valid_from", kind=DATE, text=lambda row: format_date(row["valid_from"])
        ),
        ListColumn(
            title=N_("Importe"),
            key="amount",
            kind=AMOUNT,
            unit="currency",
            text=lambda row: money.format_money(row["amount"], row["currency"]),
            layout=Column(right=True),
        ),
    ),
    search_hint=N_("Buscar monto"),
    new_text=N_("Nuevo monto"),
    first_text=N_("Anotar el primer monto"),
    back_text=N_("Volver a Montos legales"),
    empty_title=N_("Todavía no hay montos legales"),
    empty_sentence=N_("Los límites que pone la ley, cada uno desde un día: con ellos avisa el programa."),
    empty_steps=(N_("Cuando cambie uno, anote el nuevo con su fecha; el anterior sigue valiendo para lo de antes."),),
    order=("id",),
    fill_card=_fill,
)

TAX_RATES_TAB = TabSpec(
    record_type=TAX_RATES,
    title=N_("Tasas de impuestos"),
    icon="scales",
    columns=(
        ListColumn(
            title=N_("Impuesto"), key="name", text=lambda row: _(RATE_NAMES[row["name"]]), layout=Column(stretch=1)
        ),
        ListColumn(
            title=N_("Rige desde"), key="valid_from", kind=DATE, text=lambda row: format_date(row["valid_from"])
        ),
        ListColumn(
            title=N_("Por ciento"),
            key="percent",
            kind=AMOUNT,
            text=lambda row: f"{money.format_percent(row['percent'])} %",
            layout=Column(right=True),
        ),
    ),
    search_hint=N_("Buscar impuesto"),
    new_text=N_("Nueva tasa"),
    first_text=N_("Anotar la primera tasa"),
    back_text=N_("Volver a Tasas"),
    empty_title=N_("Todavía no hay tasas de impuestos"),
    empty_sentence=N_("Con ellas se calcula el IGV de las compras y la retención de los recibos por honorarios."),
    empty_steps=(N_("Cuando cambie una, anote la nueva con su fecha; la anterior sigue valiendo para lo de antes."),),
    order=("id",),
    fill_card=_fill,
)

ACCOUNTING_CODES_TAB = TabSpec(
    record_type=ACCOUNTING_CODES,
    title=N_("Cuentas contables"),
    icon="book-open",
    columns=(
        ListColumn(title=N_("Código"), key="code", text=lambda row: row["code"], layout=Column(samples=("104101",))),
        ListColumn(title=N_("Denominación"), key="name", text=lambda row: row["name"], layout=Column(stretch=2)),
        ListColumn(title=N_("Es de"), key="applies_to", text=lambda row: _(APPLIES_TO[row["applies_to"]])),
        ListColumn(
            title=N_("Concepto"), key="concept", text=lambda row: row["concept"] or "–", layout=Column(stretch=2)
        ),
    ),
    search_hint=N_("Buscar cuenta contable"),
    new_text=N_("Nueva cuenta contable"),
    first_text=N_("Anotar la primera cuenta contable"),
    back_text=N_("Volver a Cuentas contables"),
    empty_title=N_("Todavía no hay cuentas contables"),
    empty_sentence=N_("El libro caja y bancos pone junto a cada movimiento su cuenta del plan contable."),
    empty_steps=(N_("Llene esta lista con el contador: por concepto, por fondo, y por caja o banco."),),
    order=("id",),
    fill_card=_fill,
)

RETENTION_TAB = TabSpec(
    record_type=RETENTION_RULES,
    title=N_("Plazos de conservación"),
    icon="scales",
    columns=(
        ListColumn(
            title=N_("Qué se conserva"),
            key="subject",
            text=lambda row: _(SUBJECTS[row["subject"]]),
            layout=Column(stretch=2),
        ),
        ListColumn(
            title=N_("Años"),
            key="years",
            kind=INTEGER,
            text=lambda row: str(row["years"]),
            layout=Column(samples=("00",), right=True),
        ),
        ListColumn(
            title=N_("Según"), key="basis", text=lambda row: row["basis"], layout=Column(stretch=1, optional=True)
        ),
    ),
    search_hint=N_("Buscar plazo"),
    new_text=N_("Nuevo plazo"),
    first_text=N_("Anotar el primer plazo"),
    back_text=N_("Volver a Plazos"),
    empty_title=N_("Todavía no hay plazos"),
    empty_sentence=N_("Aquí está cuántos años se guarda cada papel. El programa no borra nada."),
    empty_steps=(N_("Anote qué se conserva, cuántos años y según qué norma."),),
    order=("id",),
    report="conservacion",
    report_text=N_("Imprimir plazos"),
    fill_card=_fill,
)
