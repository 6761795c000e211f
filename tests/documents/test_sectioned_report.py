"""Reports of facts, tables and photos: what stands where a table goes on over a page."""

from ananea_desktop.documents.sectioned_report import ReportTable, Section, SectionedReport, sectioned_report_pdf
from tests.documents.papers import a_letterhead, page_texts


def test_the_titles_of_a_table_stand_on_each_page_it_goes_on_over() -> None:
    rows = tuple((f"Hito {number}", "31/08/2026") for number in range(1, 101))
    table = ReportTable(columns=("Qué se hace", "Debía estar"), rows=rows)
    report = SectionedReport(
        letterhead=a_letterhead(),
        title="Mantenimiento de chutes",
        subtitle="Expediente",
        sections=(Section(title="Hitos", tables=(table,)), Section(title="Estados")),
        signers=(),
    )
    pages = page_texts(sectioned_report_pdf(report))
    assert len(pages) > 2
    assert [page.count("Debía estar") for page in pages] == [1] * len(pages)
    lines = [line.strip() for page in pages for line in page.splitlines() if line.startswith("Hito ")]
    assert lines == [f"{name} {day}" for name, day in rows]
