"""The page of each tab and list, imported when it is first opened: the window is there sooner."""

from typing import TYPE_CHECKING

from ananea_desktop.ui.desk import Desk

if TYPE_CHECKING:
    from ananea_desktop.ui.record_tab import RecordTab, TabSpec
    from ananea_desktop.ui.tabs.receipts import ReceiptsTab


def make_page(desk: Desk, name: str) -> "RecordTab | ReceiptsTab":
    """The page of a table; all but Inicio. Raises KeyError where it has none."""
    if name == "receipts":
        from ananea_desktop.ui.tabs.receipts import ReceiptsTab

        return ReceiptsTab(desk)
    if name == "assemblies":
        from ananea_desktop.ui.tabs.assemblies import AssembliesTab

        return AssembliesTab(desk)
    if name == "premium_projects":
        from ananea_desktop.ui.tabs.projects import ProjectsTab

        return ProjectsTab(desk)
    if name == "members":
        from ananea_desktop.ui.tabs.members import MembersTab

        return MembersTab(desk)
    if name == "fixed_assets":
        from ananea_desktop.ui.tabs.assets import AssetsTab

        return AssetsTab(desk)
    if name == "purchases":
        from ananea_desktop.ui.tabs.purchases import PurchasesTab

        return PurchasesTab(desk)
    if name == "hand_outs":
        from ananea_desktop.ui.tabs.hand_outs import HandOutsTab

        return HandOutsTab(desk)
    if name == "training_sessions":
        from ananea_desktop.ui.tabs.trainings import TrainingsTab

        return TrainingsTab(desk)
    from ananea_desktop.ui.record_tab import RecordTab

    return RecordTab(desk, tab_spec(name))


def tab_spec(table: str) -> "TabSpec":
    """The declaration of a tab, imported when it is first opened."""
    from ananea_desktop.ui.tabs import (
        committee,
        items,
        members,
        office,
        positions,
        premium,
        purchases,
        quotations,
        trainings,
    )

    return {
        "members": members.MEMBERS_TAB,
        "mandatory_topics": trainings.MANDATORY_TOPICS_TAB,
        "quotation_requests": quotations.QUOTATIONS_TAB,
        "items": items.ITEMS_TAB,
        "suppliers": purchases.SUPPLIERS_TAB,
        "accounts": office.ACCOUNTS_TAB,
        "funds": office.FUNDS_TAB,
        "headings": office.HEADINGS_TAB,
        "accounting_codes": office.ACCOUNTING_CODES_TAB,
        "legal_amounts": office.LEGAL_AMOUNTS_TAB,
        "tax_rates": office.TAX_RATES_TAB,
        "premium_incomes": premium.PREMIUM_INCOMES_TAB,
        "premium_rates": premium.PREMIUM_RATES_TAB,
        "committee_terms": committee.COMMITTEE_TERMS_TAB,
        "committee_sessions": committee.COMMITTEE_SESSIONS_TAB,
        "positions": positions.POSITIONS_TAB,
        "retention_rules": office.RETENTION_TAB,
    }[table]
