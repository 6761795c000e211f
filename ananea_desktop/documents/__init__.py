"""Plain values in, bytes out: PDF papers, XLSX and CSV lists."""
