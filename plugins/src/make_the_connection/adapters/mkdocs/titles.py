"""What tells apart the titles of two works that are called the same, and of one entry in two editions."""

from collections.abc import Iterable

from make_the_connection.render import Reader


def told_apart(reader: Reader, keys: Iterable[str]) -> str:
    """The year of a work, and the edition of an entry whose framework has several; empty where a title says enough."""
    return reader.text("list.separator").join(dict.fromkeys(filter(None, (_of_one(reader, key) for key in keys))))


def _of_one(reader: Reader, key: str) -> str:
    site = reader.site
    type_, _, id_ = key.partition(":")
    edition = site.model.edition_of(id_)
    if edition is not None and len(site.model.editions_of(type_)) > 1:
        return str(reader.text("edition.label", edition=site.model.frameworks[edition].edition))
    entry = site.entries[key]
    is_work = site.declaration(entry).title != "words"
    return (entry.facts.csl.issued or "")[:4] if is_work else ""  # type: ignore[attr-defined]
