"""Attachments: photos, scans and PDFs kept beside a record, and what may be kept there."""

from ananea_desktop.domain.fields import Field, Kind
from ananea_desktop.domain.language import N_
from ananea_desktop.domain.text import clean

TABLES = (
    "members",
    "suppliers",
    "training_sessions",
    "purchases",
    "quotation_requests",
    "fixed_assets",
    "premium_projects",
    "receipts",
    "assemblies",
    "committee_sessions",
    "presentations",
    "items",
    "hand_outs",
)
"""Whose records can have attachments."""

JPEG = "image/jpeg"
PDF = "application/pdf"
SUFFIXES = {JPEG: ".jpg", PDF: ".pdf"}

STAGES = {
    "": N_("Sin indicar"),
    "before": N_("Antes"),
    "after": N_("Después"),
    "signed": N_("Firmado"),
    "quotation": N_("Cotización"),
    "invoice": N_("Comprobante"),
    "material": N_("Material"),
}
STAGES_OF = {
    "premium_projects": ("", "before", "after"),
    "receipts": ("", "signed"),
    "hand_outs": ("", "signed"),
    "quotation_requests": ("", "quotation", "signed"),
    "purchases": ("", "invoice"),
    "training_sessions": ("", "material", "signed"),
}
"""What an attachment can be: a project's photo of before or after, the signed paper of a receipt, hand-out or training,
the scan of an offer or of an invoice, the material of a training."""
CAPTION = Field(name="caption", label=N_("Descripción"))
STAGE = Field(name="stage", label=N_("Momento"), kind=Kind.CHOICE, choices=STAGES)

LONGEST_NAME = 120


def clean_file_name(name: str) -> str:
    """The last part of a path as a name to show and to save under: no folder, no hidden sign, its ending kept."""
    last = clean(name.replace("\\", "/").rsplit("/", 1)[-1])
    last = "".join("_" if letter in '<>:"|?*' else letter for letter in last).strip(". ")
    stem, dot, ending = last.rpartition(".")
    if dot and len(ending) <= 5:
        return stem[: LONGEST_NAME - len(ending) - 1].rstrip() + dot + ending
    return last[:LONGEST_NAME].rstrip()


def name_to_save(name: str, media_type: str) -> str:
    """The name with the ending of what is kept: a reduced ``foto.png`` is a JPEG."""
    suffix = SUFFIXES[media_type]
    stem, dot, ending = name.rpartition(".")
    if dot and f".{ending.lower()}" in (suffix, ".jpeg" if media_type == JPEG else suffix):
        return name
    return (stem if dot and 0 < len(ending) <= 5 else name) + suffix


def size_text(size: int) -> str:
    """Bytes as people say them: ``380 KB``, ``2.4 MB``."""
    kilobytes = max(1, round(size / 1024))
    return f"{kilobytes}\N{NO-BREAK SPACE}KB" if kilobytes < 1024 else f"{size / 1024**2:.1f}\N{NO-BREAK SPACE}MB"
