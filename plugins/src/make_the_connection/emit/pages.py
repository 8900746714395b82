"""Every page of a site in a language, as the HTML that says what it says."""

from collections.abc import Callable, Iterator
from functools import partial

from markupsafe import Markup, escape

from make_the_connection.content.guides import Guide
from make_the_connection.content.words import version_for
from make_the_connection.contribute.form import contribution
from make_the_connection.render import (
    LISTINGS,
    Page,
    Reader,
    Reasons,
    Steps,
    cell_address,
    cell_page,
    connected_address,
    connected_page,
    entry_page,
    finder_page,
    finder_pages,
    guide_foot,
    moved,
    next_steps,
    page_facts,
    parity_notice,
    side_by_side_address,
    withdrawn_addresses,
    withdrawn_page,
)
from make_the_connection.render.finder import finder
from make_the_connection.render.guide_words import guide_blocks
from make_the_connection.site import Site

MACROS = {**LISTINGS, contribution.__name__: contribution}
"""What guide pages are answered. Search, and what keeps a site, need scripts: the next generator has its own."""

_WITH_LINKS = frozenset([finder.__name__])
"""What is asked for as on a page: it leads to plain pages. In a column, as all else is, nothing waits for a script."""

_SIDE_BY_SIDE = side_by_side_address("")
"""Where pages stand beside themselves in other languages. That is a layout: each of them is here in its own."""

_HEADING = Markup('<h2 id="{}">{}</h2>')


def pages(site: Site, code: str) -> Iterator[tuple[str, Callable[[], Page]]]:
    """The address of each page in a language, below its folder and without an ending, and what makes it."""
    reasons, steps = Reasons(), Steps()
    for guide in site.guides.values():
        yield guide.address, partial(_guide_page, guide, Reader(site, code, guide.address))
    for entry in site.entries.values():
        yield entry.address, partial(_entry_page, site, code, entry.key)
    for cell in site.cells:
        yield cell_address(cell), partial(cell_page, site, code, cell, reasons)
    for key in site.explanations.concepts:
        yield connected_address(key), partial(connected_page, site, code, key, steps)
    for address, found in finder_pages(site, code).items():
        yield address, partial(finder_page, found)
    for address, withdrawn in withdrawn_addresses(site).items():
        if not address.startswith(_SIDE_BY_SIDE):
            yield address, partial(withdrawn_page, Reader(site, code, address), withdrawn)
    for former, (address, title) in moved(site, code).items():
        yield former, partial(_moved_page, Reader(site, code, former), address, title)


def _entry_page(site: Site, code: str, key: str) -> Page:
    page = entry_page(site, code, key)
    after = next_steps(key, Reader(site, code, page.address))
    return Page(page.address, page.title, page.description, f"{page.html}{after}", page.headings)


def _moved_page(reader: Reader, address: str, title: Markup) -> Page:
    """What stands at an address that follows from an id that is no more."""
    words = reader.text("moved.title")
    html = Markup('<h1>{}</h1><p><a href="{}">{}</a></p>').format(words, reader.to(address), title)
    return Page(reader.address, str(words), str(words), str(html), ())


def _guide_page(guide: Guide, reader: Reader) -> Page:
    """A guide page: what our theme says of it, its sections, and what stands behind them."""
    site, code = reader.site, reader.code
    words = version_for(guide.words, code)
    if words is None:
        raise LookupError(f"{guide.key} has no words")
    foreign = "" if words.language == code else words.language
    macros = {name: partial(_answered, name) for name in MACROS}
    front = [
        Markup("<h1>{}</h1>").format(reader.title(guide.key)),
        Markup("<p>{}</p>").format(_in(foreign, escape(words.front.summary or ""))),
        page_facts(words, reader),
        *_notices(foreign, words.front.translation, reader),
        parity_notice(reader, guide.key),
    ]
    sections = [
        Markup("{}{}").format(_HEADING.format(block.id, block.title) if block.id else "", block.html)
        for block in guide_blocks(words, reader, macros)
    ]
    behind = [guide_foot(words, reader)[0], next_steps(guide.key, reader)]
    said = Markup("<div>{}</div>" if not foreign else f'<div lang="{foreign}">{{}}</div>')  # noqa: S704 - a code
    html = Markup("").join([*front, said.format(Markup("").join(sections)), *behind])
    title = site.title(guide.key, code).text
    return Page(guide.address, title, words.front.summary or title, str(html), ())


def _answered(name: str, reader: Reader, *arguments: object) -> str:
    asked = reader if name in _WITH_LINKS else Reader(reader.site, reader.code, reader.address, beside=reader.code)
    return MACROS[name](asked, *arguments)


def _in(lang: str, said: Markup) -> Markup:
    return Markup('<span lang="{}">{}</span>').format(lang, said) if lang else said


def _notices(foreign: str, translation: str | None, reader: Reader) -> Iterator[Markup]:
    """What readers are told of the language of a guide page."""
    notice = Markup('<p class="notice">{}</p>')
    if foreign:
        yield notice.format(reader.text("page.only-in", language=reader.language.name_of(foreign)))
    elif translation == "draft":
        yield notice.format(reader.text("translation.draft"))
