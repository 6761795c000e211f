"""The newest schema, as numbers: a file that has it opens without loading the migrations (80 ms)."""

SCHEMA_VERSION = 8
SCHEMA_FINGERPRINT = "c97e79c6a24403c6020259f1497cb50301fb066ff94112b031dcddf07f64797a"
