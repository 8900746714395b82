"""The words of a section to HTML: links, images and citations led to their places, then cleaned.

Links are rewritten on tokens. The rendered HTML goes through nh3 with an allow-list: what a contributor wrote can
neither run nor call anything.
"""

from collections.abc import Iterable, Iterator, Sequence

import nh3
from markdown_it.token import Token
from markupsafe import Markup, escape

from make_the_connection.content.citation import TOKEN
from make_the_connection.content.grammar import markdown
from make_the_connection.content.inspection import mentioned
from make_the_connection.content.reading import Entry
from make_the_connection.content.terms import TERM
from make_the_connection.diagnostics import Location
from make_the_connection.render.citations import citation_html
from make_the_connection.render.reader import Reader
from make_the_connection.render.terms import explain_button, term_url

_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "cite", "code", "dd", "del", "div", "dl", "dt", "em", "h3", "h4", "h5", "h6",
    "hr", "i", "img", "li", "ol", "p", "pre", "q", "section", "small", "span", "strong", "sub", "sup", "table", "tbody",
    "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"id", "lang"},
    "a": {"aria-describedby", "href", "rel"},
    "img": {"src", "alt", "width", "height", "loading"},
    "ol": {"start"},
    "td": {"style"},
    "th": {"style", "scope"},
}
# An admonition's author names its class: any other could hide words, or look like a part of the page.
_CLASSES = {
    "a": {"citation", "footnote-backref", "term"},
    "div": {"admonition", "note", "tip", "warning"},
    "hr": {"footnotes-sep"},
    "li": {"footnote-item"},
    "ol": {"footnotes-list"},
    "p": {"admonition-title"},
    "section": {"footnotes"},
    "sup": {"footnote-ref"},
}
_SCHEMES = {"http", "https", "mailto"}
_NOWHERE = Location("")
_EXPLAINED = "\x02"
"""Stands before and behind the id of a term that is to be explained there. No file of a site can hold it."""


def section_html(tokens: Sequence[Token], reader: Reader, entry: Entry | None = None) -> Markup:
    """The HTML of a run of tokens; images are looked for in the entry's folder."""
    parser = markdown(reader.language)
    placed = [_placed(token, reader, entry) for token in tokens]
    # The notes of two languages on one page have ids of their own.
    notes = {"docId": reader.code} if reader.is_guest else {}
    html = clean(parser.renderer.render(placed, parser.options, notes))
    return Markup("").join(_explained(html, reader))


def _explained(html: Markup, reader: Reader) -> Iterator[Markup]:
    """The HTML with a button for each explanation: ours, and so not to be cleaned."""
    for number, part in enumerate(html.split(_EXPLAINED)):
        yield explain_button(str(part), reader) if number % 2 else part


def inline_html(text: str, reader: Reader) -> Markup:
    """The HTML of one paragraph of Markdown from a site's declarations."""
    return section_html(markdown(reader.language).parse(text), reader)


def clean(html: str) -> Markup:
    """HTML without anything that could run, load or imitate a part of the page."""
    return Markup(  # noqa: S704 - cleaned here
        nh3.clean(
            html,
            tags=_TAGS,
            attributes=_ATTRIBUTES,
            attribute_filter=_kept,
            allowed_classes=_CLASSES,
            url_schemes=_SCHEMES,
            link_rel=None,
            filter_style_properties={"text-align"},
        )
    )


def _kept(tag: str, name: str, value: str) -> str | None:
    """An attribute's value, or None for an address without a scheme on another host, or an image from one."""
    address = "".join(value.split()).replace("\\", "/")
    elsewhere = address.startswith("//") or (tag == "img" and ":" in address.split("/")[0])
    return None if name in {"href", "src"} and elsewhere else value


def _placed(token: Token, reader: Reader, entry: Entry | None) -> Token:
    if token.type == "html_block":
        return _markup(Markup("<p>{}</p>\n").format(token.content))
    if "id" in token.attrs:
        token = token.copy(attrs={**token.attrs, "id": reader.anchor(str(token.attrs["id"]))})
    if not token.children:
        return token
    copy = token.copy()
    copy.children = list(_inlines(token.children, reader, entry))
    return copy


def _inlines(tokens: Iterable[Token], reader: Reader, entry: Entry | None) -> Iterator[Token]:
    """The tokens of a block in their places, each link to a term with the place of its explanation behind it.

    A link that leads nowhere, as to what has been taken down, is none.
    """
    term, tag = "", "a"
    for token in tokens:
        placed = _inline(token, reader, entry)
        if token.type == "link_open":
            tag = "a" if "href" in placed.attrs else "span"
        yield placed.copy(tag=tag) if token.type in {"link_open", "link_close"} else placed
        if token.type == "link_open":
            mention = mentioned(str(token.attrs["href"]), _NOWHERE)
            term = mention.id if mention and mention.type == TERM and entry is not None else ""
        elif token.type == "link_close" and term in reader.site.terms.terms:
            yield _markup(Markup(f"{_EXPLAINED}{term}{_EXPLAINED}"))  # noqa: S704 - an id


def _inline(token: Token, reader: Reader, entry: Entry | None) -> Token:
    if token.type == "html_inline":
        return _markup(escape(token.content))
    if token.type == TOKEN:
        return _markup(citation_html(token.meta["cluster"], reader))
    if token.type == "link_open":
        copy = token.copy()
        lang = {"lang": token.attrs["lang"]} if "lang" in token.attrs else {}
        copy.attrs = {**dict(_link(str(token.attrs["href"]), reader)), **lang}
        return copy
    if token.type == "image" and entry is not None:
        if token.attrs["src"] not in entry.images:
            return _markup(escape(token.content))
        copy = token.copy()
        name = str(token.attrs["src"])
        # With its size the words below it stand still while it comes.
        size = dict(zip(("width", "height"), entry.images[name] or (), strict=False))
        copy.attrs = {**token.attrs, "src": reader.file(f"{entry.address}/{name}"), **size, "loading": "lazy"}
        return copy
    return token


def _link(href: str, reader: Reader) -> Iterable[tuple[str, str]]:
    mention = mentioned(href, _NOWHERE)
    if mention and mention.type == TERM:
        url = term_url(mention.id, reader)
        return [("class", "term"), ("href", url)] if url else []
    if mention:
        key = mention.key
        return [("href", reader.url(key, mention.anchor))] if reader.site.has(key) else []
    if href.startswith("#"):
        return [("href", f"#{reader.anchor(href[1:])}")]
    return [("href", href), ("rel", "noopener")] if href.startswith(("https://", "http://", "mailto:")) else []


def _markup(html: Markup) -> Token:
    return Token("html_inline", "", 0, content=str(html))
