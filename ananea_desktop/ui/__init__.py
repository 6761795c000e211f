"""Everything Qt: the window, the record kit, tabs, dialogs, preview, printing."""
