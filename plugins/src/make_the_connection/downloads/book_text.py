"""The text of the book in one language: the guide pages and entries that a site names, and what follows from them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from make_the_connection.content.guides import HOME
from make_the_connection.content.model import BlockDeclaration
from make_the_connection.content.pictures import stripped
from make_the_connection.content.reading import Entry
from make_the_connection.content.resolving import GUIDE
from make_the_connection.content.words import version_for
from make_the_connection.downloads.book import Book, Chapter, Picture
from make_the_connection.downloads.book_ends import crosswalk_pages, key_page, said_once, terms_page, works_page
from make_the_connection.downloads.book_markup import (
    BookPage,
    Element,
    chapter_tree,
    ids,
    links,
    rendered,
    unlinked,
    written,
)
from make_the_connection.downloads.book_places import (
    PICTURES,
    WORKS,
    BookReader,
    Places,
    link_to,
    part_name,
    place_id,
    places_of,
)
from make_the_connection.downloads.release import release_of
from make_the_connection.references import Processor
from make_the_connection.render import PageCitations, page_facts, parity_notice
from make_the_connection.render.citations import reference_anchor
from make_the_connection.render.entries import entry_blocks
from make_the_connection.render.environment import part
from make_the_connection.render.guide_words import WITHIN_SENTENCES, guide_blocks
from make_the_connection.render.timing import over_notice
from make_the_connection.site import Phrase, Site


def book_of(site: Site, code: str) -> Book:
    """The book of a site in a language. Raises ValueError where the site wants no downloads."""
    options = site.configuration.options.downloads
    if options is None:
        raise ValueError("the site has no downloads")
    places = places_of(site, options, code)
    reader = BookReader(site, code, "index", places=places)
    once = said_once(reader)
    pages = [(page, chapter_tree(page, once)) for page in _pages(reader, options.book)]
    if works := _works_page(pages, reader):
        pages.append((works, chapter_tree(works)))
    _without_dead_ends([tree for _, tree in pages])
    home = f"{GUIDE}:{HOME}"
    title = site.title(home, code).text if site.has(home) else options.name
    words = version_for(site.guides[HOME].words, code) if site.has(home) else None
    return Book(
        lang=code,
        title=title,
        summary=words.front.summary if words else "",
        about=tuple(_about(reader, title)),
        chapters=tuple(
            Chapter(page.name, page.title.text, page.depth, written(tree), page.title.lang) for page, tree in pages
        ),
        pictures=tuple(_pictures(site, places, [tree for _, tree in pages])),
    )


def _about(reader: BookReader, title: str) -> Iterator[str]:
    """What the page behind the title says: who publishes this, which release it is, and what is to be known of it."""
    site, code = reader.site, reader.code
    publisher = site.configuration.options.publisher
    text = reader.language.text
    yield text("footer.published-by", publisher=reader.own(publisher) if publisher else text("publisher.none"))
    release = release_of(site)
    yield text("book.release", day=reader.date(release.day))
    if release.commit:
        yield text("book.commit", commit=release.commit)
    every = [entry.words for entry in site.entries.values()] + [guide.words for guide in site.guides.values()]
    if any(code in words and words[code].front.translation == "draft" for words in every):
        yield text("book.draft")
    address = site.configuration.address or ""
    work = PageCitations(site, code).work("book", title, address)
    cited = Processor([work], site.languages[code], site.configuration.options.citation_style).entries["book"]
    yield text("book.cite", reference=Markup(cited).striptags())  # noqa: S704 - cleaned by the processor


def _pages(reader: BookReader, held: Sequence[str]) -> Iterator[BookPage]:
    """All chapters but the list of works. How to read the book stands before its first part of entries."""
    site, names = reader.site, reader.places.names
    explained = False
    for name in held:
        if name in names:
            yield _guide_page(name, reader)
            continue
        entries = site.in_reading_order(name, reader.code) if name in site.model.types else ()
        if not entries:
            continue
        if not explained:
            explained = True
            yield key_page(reader)
        yield _part_page(name, entries, reader)
        for entry in entries:
            yield _entry_page(entry, reader)
    yield from crosswalk_pages(reader)
    if terms := terms_page(reader):
        yield terms


def _part_page(type_: str, entries: Sequence[Entry], reader: BookReader) -> BookPage:
    title = Phrase(reader.types(type_))
    return BookPage(part_name(type_), title, 1, rendered("part.xhtml", reader=reader, title=title, entries=entries))


def _guide_page(key: str, reader: BookReader) -> BookPage:
    words = version_for(reader.site.guides[key.partition(":")[2]].words, reader.code)
    title = reader.site.title(key, reader.code)
    blocks = tuple(guide_blocks(words, reader, WITHIN_SENTENCES)) if words else ()
    html = rendered("guide.xhtml", reader=reader, key=key, words=words, blocks=blocks)
    return BookPage(reader.places.names[key], title, 1, html)


def _entry_page(entry: Entry, reader: BookReader) -> BookPage:
    site, key = reader.site, entry.key
    words = version_for(entry.words, reader.code)
    foreign = words.language if words and words.language != reader.code else ""
    later = next(iter(site.model.editions_after(site.model.edition_of(entry.id))), "")
    html = rendered(
        "entry.xhtml",
        reader=reader,
        entry=entry,
        words=words,
        foreign=foreign,
        declared=site.declaration(entry),
        # Works are listed once for the whole book.
        blocks=[block for block in entry_blocks(entry, words, reader) if not block.once],
        invitations={block.id for block in site.declaration(entry).page if _is_invitation(block)},
        note=part("front.html", "title_note", words, foreign, reader) if words else "",
        superseded=part("front.html", "superseded", later, site.successors.get(key, ()), reader),
        facts=page_facts(words, reader) if words else "",
        over=over_notice(entry, reader),
        parity=parity_notice(reader, key),
        predecessors=site.predecessors(key),
    )
    return BookPage(reader.places.names[key], site.title(key, reader.code), 2, html)


def _is_invitation(block: BlockDeclaration) -> bool:
    """Whether a block says the same on every page of its type, and nothing of the entry."""
    made = block.facts or block.connections or block.cells or block.parts or block.table or block.section
    return bool(block.text) and not made


def _works_page(pages: Sequence[tuple[BookPage, Element]], reader: BookReader) -> BookPage | None:
    """The list of the works that the book leads to; the first citation of each in a chapter can be led back to."""
    ids_of = {place_id(WORKS, reference_anchor(work.id)): work.id for work in reader.site.works}
    cited: dict[str, list[Markup]] = defaultdict(list)
    led: set[str] = set()
    for page, tree in pages:
        seen: set[str] = set()
        for link, name, id_ in links(tree):
            if name != WORKS or id_ not in ids_of:
                continue
            work = ids_of[id_]
            led.add(work)
            if work not in seen and "citation" in link.get("class", "").split():
                seen.add(work)
                anchor = f"cites-{work}"
                link.set("id", place_id(page.name, anchor))
                back = link_to(page.name, anchor)
                cited[work].append(Markup('<a href="{}">{}</a>').format(back, reader.phrase(page.title)))
    return works_page(led, cited, reader)


def _without_dead_ends(trees: Sequence[Element]) -> None:
    """Links to a place that the book lacks lead to its chapter, and to a chapter that it lacks nowhere."""
    known = {id_ for tree in trees for id_ in ids(tree)}
    for tree in trees:
        for link, name, id_ in list(links(tree)):
            if id_ in known:
                continue
            if name in known:
                link.set("href", link_to(name))
            else:
                unlinked(link)


def _pictures(site: Site, places: Places, trees: Sequence[Element]) -> Iterator[Picture]:
    """The pictures that chapters show, as the site publishes them."""
    shown = {image.get("src") for tree in trees for image in tree.iter("img")}
    files = {
        f"{entry.address}/{name}": site.configuration.root / entry.folder / name
        for key in places.names
        if (entry := site.entries.get(key))
        for name in entry.images
    }
    for path, name in places.pictures.items():
        if f"pictures/{name}" in shown:
            media = PICTURES[name[name.rindex(".") :]]
            yield Picture(name, media, stripped(files[path].read_bytes()))
