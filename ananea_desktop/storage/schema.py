"""The newest schema, as numbers: a file that has it opens without loading the migrations (80 ms)."""

SCHEMA_VERSION = 3
SCHEMA_FINGERPRINT = "6f20727792cbee1006d394327c126f54034bccd4cc6e27ffa0c6f6829e5ddab9"
