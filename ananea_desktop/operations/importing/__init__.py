"""What comes in from a spreadsheet: columns matched, rows read by the same gate as a form, looked at, then written."""
