"""The graph and the records in the formats that others read. No HTML; writes no files."""
