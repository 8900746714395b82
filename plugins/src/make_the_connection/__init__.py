"""A generator of bilingual, cross-linked knowledge bases."""
