"""The paper by which a Central knows a cooperative's key: the public key with its fingerprint, signed. Nothing on it is
secret."""

from ananea_desktop.documents.sectioned_report import Section, SectionedReport
from ananea_desktop.domain.dates import format_date, long_date
from ananea_desktop.domain.language import SPANISH, _
from ananea_desktop.operations import office, package_keys
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.languages import in_language


def paper(books: Books, language: str = SPANISH) -> bytes:
    """A4, one page."""
    from ananea_desktop.documents.sectioned_report import sectioned_report_pdf

    key, code, head = package_keys.current(books), package_keys.code(books), office.letterhead(books)
    with in_language(language):
        facts = (
            (_("Cooperativa"), head.name),
            (_("RUC o código"), code),
            (_("Clave"), key["public_key"]),
            (_("Huella"), package_keys.fingerprint(key)),
            (_("Hecha el"), format_date(key["made_on"])),
        )
        return sectioned_report_pdf(
            SectionedReport(
                letterhead=head,
                title=_("Clave de los paquetes para la central"),
                subtitle=f"{head.place}, {long_date(books.today())}",
                sections=(
                    Section(
                        title=_("La clave"),
                        sentence=_("Con ella la central sabe que un paquete es de esta cooperativa y nadie lo cambió."),
                        facts=facts,
                    ),
                    Section(
                        title=_("Qué se hace con este papel"),
                        points=(
                            _("La central anota la clave en su programa: «Claves», «Registrar una clave»."),
                            _("El programa le muestra una huella: debe ser la de este papel, grupo por grupo."),
                            _("No es secreta: quien la ve puede comprobar un paquete, pero no puede hacer uno."),
                            _("Si la cooperativa cambia su clave, entrega otro papel como este."),
                        ),
                    ),
                ),
                signers=(
                    (head.treasurer_name, _(head.treasurer_title)),
                    (head.president_name, _("Presidente/a")),
                ),
                foot=_("La huella son los primeros 32 signos del SHA-256 de la clave."),
            )
        )
