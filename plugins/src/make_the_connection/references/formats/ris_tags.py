"""Which tag of RIS holds which variable of CSL, in each type of reference.

Sources: the table of tags by type in the specification of 2011; where programs differ, what Zotero reads and writes.
"""

from collections.abc import Mapping

TYPES: Mapping[str, str] = {
    "article": "UNPB",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "collection": "GEN",
    "document": "GEN",
    "entry-encyclopedia": "ENCYC",
    "legislation": "STAT",
    "manuscript": "MANSCPT",
    "paper-conference": "CPAPER",
    "periodical": "JFULL",
    "post": "ICOMM",
    "post-weblog": "BLOG",
    "report": "RPRT",
    "review": "JOUR",
    "speech": "SLIDE",
    "standard": "STAND",
    "thesis": "THES",
    "webpage": "ELEC",
}

READ_TYPES: Mapping[str, str] = {
    **{tag: type_ for type_, tag in TYPES.items() if tag not in ("GEN", "JOUR")},
    "ABST": "article-journal",
    "BILL": "legislation",
    "CASE": "legislation",
    "CONF": "paper-conference",
    "DICT": "entry-encyclopedia",
    "EBOOK": "book",
    "ECHAP": "chapter",
    "EDBOOK": "book",
    "EJOUR": "article-journal",
    "GEN": "document",
    "GOVDOC": "report",
    "HEAR": "legislation",
    "INPR": "article-journal",
    "JOUR": "article-journal",
    "LEGAL": "legislation",
    "PAMP": "book",
    "SER": "book",
    "UNBILL": "legislation",
    "UNPB": "manuscript",
    "WEB": "webpage",
}

JOURNALS = frozenset({"ABST", "EJOUR", "INPR", "JOUR", "MGZN", "NEWS"})
BOOKS = frozenset({"BOOK", "EBOOK", "EDBOOK", "PAMP", "SER"})
WHOLE = BOOKS | {"THES", "MANSCPT"}
"""In these, SP is how many pages there are."""

REPORTS = frozenset({"RPRT", "GOVDOC"})

_TAGS: Mapping[str, str] = {
    "author": "AU",
    "editor": "A2",
    "translator": "A4",
    "title": "TI",
    "container-title": "T2",
    "collection-title": "T3",
    "genre": "M3",
    "number": "M1",
    "volume": "VL",
    "issue": "IS",
    "edition": "ET",
    "publisher": "PB",
    "publisher-place": "CY",
    "DOI": "DO",
    "ISBN": "SN",
    "ISSN": "SN",
    "URL": "UR",
    "language": "LA",
}


def tags_of(tag: str, *, event: bool) -> Mapping[str, str]:
    """The tag of each variable in references of a type; `event`: it is a paper of a conference that has a name."""
    if tag in BOOKS:
        return {**_TAGS, "container-title": "", "collection-title": "T2", "editor": "A3", "number-of-pages": "SP"}
    if tag in WHOLE:
        return {**_TAGS, "number-of-pages": "SP"}
    if tag in REPORTS:
        return {**_TAGS, "container-title": "", "collection-title": "T2", "number": "SN"}
    if tag in JOURNALS:
        return {**_TAGS, "number": "C7"}
    return {**_TAGS, "container-title": "C3", "event-title": "T2"} if event else _TAGS
