"""Which entry types and fields of BibTeX and biblatex hold which types and variables of CSL."""

from collections.abc import Mapping

ENTRY_TYPES: Mapping[str, tuple[str, str]] = {
    "article": ("misc", "article"),
    "article-journal": ("article", ""),
    "article-magazine": ("article", "magazine"),
    "article-newspaper": ("article", "newspaper"),
    "book": ("book", ""),
    "chapter": ("incollection", ""),
    "collection": ("misc", "collection"),
    "document": ("misc", ""),
    "entry-encyclopedia": ("incollection", "entry-encyclopedia"),
    "legislation": ("misc", "legislation"),
    "manuscript": ("unpublished", ""),
    "paper-conference": ("inproceedings", ""),
    "periodical": ("misc", "periodical"),
    "post": ("online", "post"),
    "post-weblog": ("online", "post-weblog"),
    "report": ("techreport", ""),
    "review": ("article", "review"),
    "speech": ("misc", "speech"),
    "standard": ("misc", "standard"),
    "thesis": ("thesis", ""),
    "webpage": ("online", ""),
}
"""The entry type and the `entrysubtype` (biblatex’s own field for it) of each CSL type."""

VERBATIM = frozenset({"doi", "url"})
"""Fields that LaTeX prints as they stand, with those of their versions by language."""

OWN = "csl_"
"""Before the names of our own fields, for what no other field says; versions by language need none: `title_cy`."""

READ_TYPES: Mapping[str, str] = {
    **{entry_type: type_ for type_, (entry_type, subtype) in ENTRY_TYPES.items() if not subtype},
    "booklet": "book",
    "bookinbook": "chapter",
    "collection": "book",
    "conference": "paper-conference",
    "electronic": "webpage",
    "inbook": "chapter",
    "inreference": "entry-encyclopedia",
    "legislation": "legislation",
    "manual": "report",
    "mastersthesis": "thesis",
    "mvbook": "book",
    "mvcollection": "book",
    "mvreference": "book",
    "periodical": "periodical",
    "phdthesis": "thesis",
    "preprint": "article",
    "proceedings": "book",
    "reference": "book",
    "report": "report",
    "review": "review",
    "standard": "standard",
    "suppbook": "chapter",
    "www": "webpage",
}
SUBTYPES: Mapping[str, str] = {subtype: type_ for type_, (_, subtype) in ENTRY_TYPES.items() if subtype}

_FIELDS: Mapping[str, str] = {
    "title": "title",
    "container-title": "howpublished",
    "collection-title": "series",
    "event-title": "eventtitle",
    "genre": "type",
    "volume": "volume",
    "issue": "issue",
    "number": "number",
    "page": "pages",
    "number-of-pages": "pagetotal",
    "edition": "edition",
    "publisher": "publisher",
    "publisher-place": "address",
    "status": "pubstate",
    "DOI": "doi",
    "ISBN": "isbn",
    "ISSN": "issn",
    "URL": "url",
    "language": "language",
}
_FIELDS_OF_TYPES: Mapping[str, Mapping[str, str]] = {
    "article": {"container-title": "journal", "issue": "number", "number": "eid"},
    "incollection": {"container-title": "booktitle"},
    "inproceedings": {"container-title": "booktitle"},
    "techreport": {"publisher": "institution"},
    "thesis": {"publisher": "school"},
    "phdthesis": {"publisher": "school"},
    "mastersthesis": {"publisher": "school"},
}


def fields_of(entry_type: str) -> Mapping[str, str]:
    """The field of each CSL variable in entries of a type."""
    return {**_FIELDS, **_FIELDS_OF_TYPES.get(entry_type, {})}
