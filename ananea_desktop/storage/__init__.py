"""The SQLite data file, and the only SQL: open, migrate, records, receipts, check, backup."""
