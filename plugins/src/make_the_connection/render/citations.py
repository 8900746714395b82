"""Citations in the text, the previews that open from them, and a page's list of the works that it cites.

A citation is a link to the work's place in the list. `citations.js` opens the preview beside it; without a script, on
paper and in old browsers the link is all there is.
"""

from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

from make_the_connection.content.citation import Cluster
from make_the_connection.content.guides import GuideWords
from make_the_connection.content.reading import Entry
from make_the_connection.content.words import Words
from make_the_connection.references import FORMATS, context_object, foreign_names, in_language, in_their_languages
from make_the_connection.render.environment import rendered
from make_the_connection.render.page import Block
from make_the_connection.render.reader import Reader

LIST = "works-cited"
"""The id of the list of references on a guide page. On the page of an entry its type names it."""


def citation_html(cluster: Cluster, reader: Reader) -> Markup:
    """A citation, each work leading to its place in the page's list of references."""
    pieces = reader.site.processor(reader.code).cited(cluster)
    return Markup("").join(_cited(words, key, reader) for words, key in pieces)


def _cited(words: str, key: str, reader: Reader) -> Markup:
    """A piece of a citation, leading to the work that it names, if any."""
    if not key:
        return escape(words)
    work = reader.site.processor(reader.code).works[key]
    named = in_languages(words, foreign_names(work, reader.code))
    described = [reader.anchor(anchor(work)) for anchor in (words_anchor, doubt_anchor) if anchor(work)]
    return Markup('<a class="citation" href="#{}" aria-describedby="{}">{}</a>').format(
        reference_anchor(key), " ".join(described), named
    )


def in_languages(words: str, names: Mapping[str, str]) -> Markup:
    """Words with the language of each of these names where it stands in them."""
    return Markup(in_their_languages(str(escape(words)), names))  # noqa: S704 - escaped here


def reference_anchor(key: str) -> str:
    """The id of a work in a page's list of references."""
    return f"reference-{key}"


def words_anchor(work: Entry) -> str:
    """The id of the reference in the preview of a work, which describes its citations."""
    return f"cited-{work.id}-words"


def doubt_anchor(work: Entry) -> str:
    """The id of what makes a work only probable, which describes them too; empty where there is no doubt."""
    return f"cited-{work.id}-doubt" if work.facts.doubt else ""  # type: ignore[attr-defined]


def works_cited(versions: Iterable[Words | GuideWords], reader: Reader) -> tuple[Entry, ...]:
    """The works that any of these versions of a page's words cites, in the order of a list."""
    clusters = (cluster for words in versions for cluster, _ in words.citations)
    keys = [citation.key for cluster in clusters for citation in cluster.citations]
    return reader.site.processor(reader.code).listed(keys)


def references(versions: Iterable[Words | GuideWords], reader: Reader) -> Markup:
    """The list of the works that any of these versions of a page's words cites; nothing where they cite none."""
    works = works_cited(versions, reader)
    if not works:
        return Markup("")
    listed = rendered("references.html", reader=reader, works=works, anchor=reference_anchor)
    return listed if reader.beside else listed + record_links(works, reader, "take-away.label")


def record_links(works: Iterable[Entry], reader: Reader, label: str) -> Markup:
    """Links to the records of the works on this page, in each format, and what reference managers find of each."""
    name = reader.address.rpartition("/")[2]
    told = [context_object(work, reader.code) for work in works]
    return rendered("take_away.html", reader=reader, formats=FORMATS, name=name, label=label, told=told)


def guide_references(versions: Iterable[Words | GuideWords], reader: Reader) -> Block | None:
    """The list of references of a guide page, as its last part, for readers of the page's own language."""
    listed = references(versions, reader.host)
    return Block(LIST, reader.language.text("page.references"), listed, once=True) if listed else None


def previews(words: Words | GuideWords, reader: Reader) -> Markup:
    """The previews, closed, of the works that these words cite: one for each, however often it is cited."""
    works = [(work, in_language(work.facts.open_copy, reader.code)[0]) for work in works_cited([words], reader)]  # type: ignore[attr-defined]
    return rendered(
        "previews.html",
        reader=reader,
        works=works,
        reference_anchor=reference_anchor,
        words_anchor=words_anchor,
        doubt_anchor=doubt_anchor,
    )
