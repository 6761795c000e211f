"""The one style sheet, built from the tokens. What Qt's style sheets do badly is painted by the widgets themselves."""

from ananea_desktop.ui.theme import BASE_POINTS, ROLES, Palette

_RULES = """
QLineEdit, QPlainTextEdit {{
    background: {bg}; color: {ink}; border: 1px solid {edge}; border-radius: 6px; padding: 0 10px;
    placeholder-text-color: {ink3}; selection-background-color: {gold}; selection-color: {on_gold};
}}
QPlainTextEdit {{ padding: 5px 8px; }}
QLineEdit:disabled, QLineEdit:read-only, QPlainTextEdit:disabled, QPlainTextEdit:read-only {{
    background: {panel}; border-color: {line}; color: {ink2};
}}
QLineEdit[invalid="true"] {{ border: 2px solid {bad}; padding: 0 9px; }}
QPlainTextEdit[invalid="true"] {{ border: 2px solid {bad}; padding: 4px 7px; }}
QLineEdit:focus {{ border: 2px solid {ink}; padding: 0 9px; }}
QPlainTextEdit:focus {{ border: 2px solid {ink}; padding: 4px 7px; }}
QLineEdit[invalid="true"]:focus, QPlainTextEdit[invalid="true"]:focus {{ background: {bad_soft}; }}
QLineEdit QToolButton, QToolButton[inField="true"] {{
    background: transparent; border: none; padding: 0; margin: 0; border-radius: 4px;
}}
QToolButton[inField="true"]:hover {{ background: {hover}; }}
QTextBrowser {{ background: {bg}; border: 2px solid transparent; border-radius: 6px; }}
QTextBrowser:focus {{ border: 2px solid {ink}; }}
QComboBox {{ combobox-popup: 0; }}
QComboBox QAbstractItemView, QListView[popup="true"] {{
    background: {bg}; color: {ink}; border: 1px solid {edge}; outline: none; padding: 0;
    selection-background-color: {gold_soft}; selection-color: {ink};
}}
QListView[tick="true"] {{ background: {bg}; color: {ink}; border: 1px solid {edge}; outline: none; padding: 4px; }}
QListView[tick="true"]:focus {{ border: 2px solid {ink}; padding: 3px; }}
QListView[tick="true"]::item {{ padding: 6px 8px; }}
QListView[tick="true"]::indicator {{ width: {box:g}px; height: {box:g}px; margin-right: 4px; }}
QListView[tick="true"]::item:selected {{ background: {gold_soft}; color: {ink}; }}
QScrollArea, QScrollArea > QWidget > QWidget[page="true"] {{ background: transparent; border: none; }}
QWidget#status_strip QLabel[role="error"] {{ font-size: {secondary:g}pt; }}
QAbstractScrollArea[ringed="true"] {{ border: 2px solid transparent; border-radius: 6px; }}
QAbstractScrollArea[ringed="true"]:focus {{ border: 2px solid {ink}; }}
QDialogButtonBox QPushButton, QProgressDialog QPushButton {{
    background: {bg}; color: {ink}; border: 1px solid {edge2}; border-radius: 6px; padding: 7px 17px;
}}
QDialogButtonBox QPushButton:hover, QProgressDialog QPushButton:hover {{ background: {hover}; }}
QDialogButtonBox QPushButton:disabled {{ color: {ink3}; border-color: {line}; }}
QDialogButtonBox QPushButton:focus, QProgressDialog QPushButton:focus {{
    border: 2px solid {ink}; padding: 6px 16px;
}}
QWidget[surface="panel"] {{ background: {panel}; }}
QWidget[surface="desk"] {{ background: {desk}; }}
QWidget[surface="bg"] {{ background: {bg}; }}
QFrame[hairline="true"] {{ background: {line}; border: none; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 2px 0; border: none; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0 2px; border: none; }}
QScrollBar::handle {{ background: {edge2}; border-radius: 4px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 40px; }}
QScrollBar::handle:horizontal {{ min-width: 40px; }}
QScrollBar::handle:hover {{ background: {edge}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; border: none; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar[slim="true"] {{ background: {track}; border: none; border-radius: 2px; }}
QProgressBar[slim="true"]::chunk {{ background: {bar}; border-radius: 2px; }}
QToolTip {{ background: {ink}; color: {bg}; border: none; padding: 6px 8px; font-size: {secondary:g}pt; }}
QMenu {{ background: {bg}; color: {ink}; border: 1px solid {edge}; padding: 4px 0; }}
QMenu::item {{ padding: 8px 24px; }}
QMenu::item:selected {{ background: {gold_soft}; color: {ink}; }}
QMenu::item:disabled {{ color: {ink3}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 0; }}
QTabBar {{ background: transparent; }}
QTabBar::tab {{
    background: transparent; color: {ink2}; border: none; border-bottom: 3px solid transparent;
    padding: 16px 13px 14px 13px;
}}
QTabBar::tab:hover, QTabBar::tab:selected {{ color: {ink}; }}
QTabBar::tab:selected {{ border-bottom-color: {bar}; }}
QTabBar::tab:focus {{
    color: {ink}; border: 2px solid {ink}; border-bottom: 3px solid {bar}; padding: 14px 11px 14px 11px;
}}
QTabBar::scroller {{ width: 48px; }}
QTabBar QToolButton {{ background: {bg}; border: none; }}
QCheckBox {{ spacing: 8px; }}
QCalendarWidget QWidget {{ background: {bg}; alternate-background-color: {bg}; }}
QCalendarWidget QAbstractItemView {{
    selection-background-color: {gold}; selection-color: {on_gold}; border: none; outline: none;
}}
QCalendarWidget QToolButton {{ color: {ink}; border: none; border-radius: 6px; padding: 6px 8px; font-weight: 600; }}
QCalendarWidget QToolButton:hover, QCalendarWidget QToolButton:focus {{ background: {hover}; }}
QCalendarWidget QToolButton::menu-indicator {{ image: none; }}
QCalendarWidget QSpinBox {{ border: 1px solid {edge}; selection-background-color: {gold}; selection-color: {on_gold}; }}
QFrame#calendarPopup, QFrame#wordCard {{ background: {bg}; border: 1px solid {edge}; }}
"""

_TONES = {"secondary": "ink2", "hint": "ink2", "error": "bad", "finished": "good"}


def stylesheet(tokens: Palette, base_points: int) -> str:
    """Everything Qt is told in style sheets; sizes in points, so that they follow the letters."""
    sizes = {role: points * base_points / BASE_POINTS for role, (points, _semibold) in ROLES.items()}
    rules = _RULES.format(**vars(tokens), secondary=sizes["secondary"], box=18 * base_points / BASE_POINTS)
    for role, (_points, semibold) in ROLES.items():
        rules += f'QLabel[role="{role}"] {{ font-size: {sizes[role]:g}pt; font-weight: {600 if semibold else 400}; }}\n'
    rules += f'QLabel[role="hint"] {{ font-size: {sizes["secondary"]:g}pt; }}\n'
    for role, token in _TONES.items():
        rules += f'QLabel[role="{role}"] {{ color: {getattr(tokens, token)}; }}\n'
    return rules
