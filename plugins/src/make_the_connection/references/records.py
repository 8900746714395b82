"""Works as citeproc-py reads them."""

import re
import warnings
from collections.abc import Iterable, Mapping
from types import SimpleNamespace
from typing import Any

from make_the_connection.content.reading import Entry
from make_the_connection.references.styles import LETTER
from make_the_connection.references.works import csl_item


class _Year(int):
    """A year that is written with the place of its letter behind it."""

    def __abs__(self) -> "_Year":
        return self

    def __str__(self) -> str:
        return f"{int(self)}{LETTER}"


class Records:
    """The records of works for readers of a language, and citeproc's items of them."""

    def __init__(
        self, works: Iterable[Entry], language: str, style: str, bodies: Mapping[str, str], *, with_letters: bool
    ) -> None:
        from citeproc import formatter
        from citeproc.source.json import CiteProcJSON

        items = [_with_dashes(csl_item(work, language, bodies)) for work in works]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the processor warns of CSL fields that it does not know
            self._source = CiteProcJSON(_for_apa(item) if style.startswith("apa") else item for item in items)
        self._bibliography = SimpleNamespace(source=self._source, keys=list(self._source), formatter=formatter.html)
        for reference in self._source.values():
            reference["locator"] = "1"  # a style may ask whether it is numeric, and ours all are
            if with_letters and "issued" in reference:
                reference["issued"]["year"] = _Year(reference["issued"]["year"])

    def __getitem__(self, key: str) -> Any:
        return self._source[key]

    def item(self, key: str, locator: Any = None) -> Any:
        """A work as citeproc wants it cited or listed."""
        from citeproc import CitationItem

        item = CitationItem(key, **({"locator": locator} if locator else {}))
        item.citation = SimpleNamespace(bibliography=self._bibliography)
        return item


def _with_dashes(item: Mapping[str, Any]) -> dict[str, Any]:
    """A record with ranges of volumes and issues as they are printed; those of pages are the processor's."""
    ranges = {name: re.sub(r"(?<=\d)-(?=\d)", "–", item[name]) for name in ("volume", "issue") if name in item}
    return {**item, **ranges}


def _for_apa(item: Mapping[str, Any]) -> dict[str, Any]:
    """A record as APA's style expects it.

    Without a publisher or website of the author's own name, which 9.29 and 9.32 name once; with the number of an
    article that has no pages (10.1, example 6) as its number; with that of an act outside of the United States, where
    it is no public law's, as its place.
    """
    own = [person.get("literal") for person in item.get("author", ())]
    kept = {
        name: value for name, value in item.items() if name not in ("publisher", "container-title") or [value] != own
    }
    if re.fullmatch(r"e\d+", kept.get("page", "")) and "number" not in kept:
        kept["number"] = kept.pop("page")
    if kept["type"] == "legislation" and "number" in kept:
        kept.setdefault("container-title", kept.pop("number"))
    return kept


def authors(reference: Any) -> list[Any]:
    """The persons in the place of the author."""
    return next((list(reference[role]) for role in ("author", "editor", "translator") if reference.get(role)), [])
