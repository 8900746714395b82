"""Configuration and files to typed records, every value knowing its line. Knows no site generator."""
