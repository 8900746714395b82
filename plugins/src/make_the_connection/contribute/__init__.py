"""Entries that strangers write: what they are asked, what they answer, and the files that come of it."""
