"""Every name by which content points at something else must lead somewhere."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from urllib.parse import unquote

from make_the_connection.content.annotations import ENTRY_KEY
from make_the_connection.content.citation import Cluster
from make_the_connection.content.configuration import Configuration
from make_the_connection.content.following_names import unknown_pages
from make_the_connection.content.inspection import Mention
from make_the_connection.content.macros import wrong_calls
from make_the_connection.content.model import FieldDeclaration, Model
from make_the_connection.content.model_names import unknown_type
from make_the_connection.content.reading import Content, Entry, Unread
from make_the_connection.content.terms import TERM
from make_the_connection.content.validation import nearest
from make_the_connection.content.words import Words, version_for
from make_the_connection.content.yaml_source import Key
from make_the_connection.diagnostics import Diagnostic, Location

GUIDE = "guide"

MOST_LOOKED_UP = 1000
"""For how many unknown names the likeliest one is looked for: whoever wrote more has made no slips."""


def unresolved(configuration: Configuration, content: Content, model: Model) -> Iterator[Diagnostic]:
    """A diagnostic for every option, link, citation, image or field that names what is not there."""
    resolver = _Resolver(content, model)
    for number, id_ in enumerate(configuration.options.footer):
        yield from resolver.guide(Mention(GUIDE, id_, "", configuration.positions.value("footer", number)))
    if report := configuration.options.report:
        id_, _, anchor = report.partition("#")
        yield from resolver.guide(Mention(GUIDE, id_, anchor, configuration.positions.value("report")))
    yield from _downloads(configuration, model, resolver)
    first = configuration.options.languages[0]
    yield from unknown_pages(configuration, model, lambda mentions: resolver.mentions(mentions, first))
    for entry in content.entries:
        yield from resolver.facts(entry)
        for words in entry.words.values():
            yield from resolver.words(entry, words)
    for unread in content.unread:
        yield from resolver.links_as_written(unread)
        for words in unread.words.values():
            yield from resolver.words(unread, words)
    for guide in content.guides:
        for code, guide_words in guide.words.items():
            yield from resolver.mentions(guide_words.mentions, code)
            yield from wrong_calls(guide_words.calls, model)
            yield from resolver.citations(guide_words.citations)


def _downloads(configuration: Configuration, model: Model, resolver: "_Resolver") -> Iterator[Diagnostic]:
    """What is to be taken away of pages and types that are not there."""
    downloads, positions = configuration.options.downloads, configuration.positions
    if downloads is None:
        return
    for number, name in enumerate(downloads.book):
        kind, colon, id_ = name.partition(":")
        if colon and kind == GUIDE:
            yield from resolver.guide(Mention(GUIDE, id_, "", positions.value("downloads", "book", number)))
        elif name not in model.types:
            yield unknown_type(name, model, positions, ("downloads", "book", number))
    if downloads.handouts and downloads.handouts not in model.types:
        yield unknown_type(downloads.handouts, model, positions, ("downloads", "handouts"))


def _anchors_of(entry: Entry, model: Model, language: str) -> frozenset[str]:
    """The ids on an entry's page for readers of a language that a link may name."""
    made = {block.id for block in model.types[entry.type].page if block.id and not block.section}
    words = version_for(entry.words, language)
    sections = words.sections if words else {}
    written = {anchor for section in sections.values() for anchor in section.anchors}
    return frozenset(made | written | set(sections))


class _Resolver:
    """What may be named. An entry that could not be read may be: its own mistake is reported already."""

    def __init__(self, content: Content, model: Model) -> None:
        self.model = model
        self.entries = {entry.key: entry for entry in content.entries}
        self.keys = {unread.key for unread in content.unread} | set(self.entries)
        self.former: dict[str, str] = {}
        for entry in content.entries:
            for id_ in entry.facts.formerly:
                self.former.setdefault(f"{entry.type}:{id_}", entry.key)
        self.withdrawn = {key: each.key for each in content.withdrawn for key in each.keys}
        self.guides = {guide.id: guide for guide in content.guides}
        self.terms = content.terms.terms if content.terms else None
        self.citable = {type_ for type_, declared in model.types.items() if declared.title == "csl"}
        self.looked_up = 0
        self.works = {key.partition(":")[2] for key in self.keys if key.partition(":")[0] in self.citable}

    def facts(self, entry: Entry) -> Iterator[Diagnostic]:
        yield from self._former_ids(entry)
        yield from self._replaced(entry)
        for field in ("links", "unrelated"):
            for number, record in enumerate(getattr(entry.facts, field)):
                yield from self._entry(record.to, entry.positions.value(field, number, "to"))
                source = vars(record).get("source")
                if source and not source.startswith("http"):
                    yield from self._entry(source, entry.positions.value(field, number, "source"), self.citable)
        yield from self._unshown(entry)
        yield from self._fields(entry, entry.facts, self.model.types[entry.type].fields, ())

    def _unshown(self, entry: Entry) -> Iterator[Diagnostic]:
        """A link has its address on the page of the entry that holds it."""
        shown = self.model.types[entry.type].connected
        for number, link in enumerate(entry.facts.links):
            type_ = link.to.partition(":")[0]
            if link.to in self.keys and link.to != entry.key and type_ not in shown:
                where = entry.positions.value("links", number, "to")
                yield Diagnostic.at(where, "link-not-shown", type=type_, here=entry.type)

    def _former_ids(self, entry: Entry) -> Iterator[Diagnostic]:
        """One address can lead to one entry only."""
        for number, id_ in enumerate(entry.facts.formerly):
            former = f"{entry.type}:{id_}"
            holder = former if former in self.keys else self.withdrawn.get(former, self.former[former])
            if holder != entry.key or former == entry.key:
                where = entry.positions.value("formerly", number)
                yield Diagnostic.at(where, "former-id-taken", name=former, holder=holder)

    def _replaced(self, entry: Entry) -> Iterator[Diagnostic]:
        edition = self.model.edition_of(entry.id)
        for number, key in enumerate(getattr(entry.facts, "replaces", ())):
            where = entry.positions.value("replaces", number)
            found = tuple(self._entry(key, where, (entry.type,)))
            yield from found
            earlier = self.model.edition_of(key.partition(":")[2])
            # An entry of no edition at all is reported where it stands.
            if not found and edition and earlier and edition not in self.model.editions_after(earlier):
                yield Diagnostic.at(where, "not-an-earlier-edition", name=key, edition=edition)

    def links_as_written(self, unread: Unread) -> Iterator[Diagnostic]:
        """What the links of an entry name, where its facts are wrong in other ways."""
        links = unread.facts.value.get("links") if unread.facts else None
        for number, record in enumerate(links if isinstance(links, list) else ()):
            to = record.get("to") if isinstance(record, dict) else None
            if unread.facts and isinstance(to, str) and ENTRY_KEY.fullmatch(to):
                yield from self._entry(to, unread.facts.positions.value("links", number, "to"))

    def _fields(
        self, entry: Entry, record: object, declared: Mapping[str, FieldDeclaration], place: tuple[Key, ...]
    ) -> Iterator[Diagnostic]:
        for name, field in declared.items():
            value = getattr(record, name)
            items = (
                [((*place, name, n), item) for n, item in enumerate(value)] if field.many else [((*place, name), value)]
            )
            for where, item in items:
                if item is None:
                    continue
                if field.kind == "entry":
                    yield from self._entry(item, entry.positions.value(*where), (field.of,) if field.of else ())
                elif field.kind == "record":
                    yield from self._fields(entry, item, field.fields, where)
                elif field.kind == "image":
                    yield from _image(item, entry.positions.value(*where), entry)

    def words(self, entry: Entry | Unread, words: Words) -> Iterator[Diagnostic]:
        mentions = [
            mention if mention.type else replace(mention, type=entry.type, id=entry.id) for mention in words.mentions
        ]
        yield from self.mentions(mentions, words.language)
        for name, location in words.images:
            yield from _image(name, location, entry)
        yield from self.citations(words.citations)

    def citations(self, citations: Iterable[tuple[Cluster, Location]]) -> Iterator[Diagnostic]:
        for cluster, location in citations:
            for citation in cluster.citations:
                if citation.key not in self.works:
                    close = self._renamed_work(citation.key) or self._near(citation.key, self.works)
                    yield Diagnostic.at(location, "unknown-citation", name=citation.key, **close)

    def mentions(self, mentions: Iterable[Mention], language: str) -> Iterator[Diagnostic]:
        for mention in mentions:
            if mention.type == GUIDE:
                yield from self.guide(mention)
            elif mention.type == TERM:
                yield from self._term(mention)
            else:
                key = mention.key
                yield from self._entry(key, mention.location)
                if mention.anchor and key in self.entries:
                    yield from self._anchor(mention, _anchors_of(self.entries[key], self.model, language))

    def _term(self, mention: Mention) -> Iterator[Diagnostic]:
        if self.terms is not None and mention.id not in self.terms:
            close = {name: f"{TERM}:{id_}" for name, id_ in self._near(mention.id, self.terms).items()}
            yield Diagnostic.at(mention.location, "unknown-term", name=mention.key, **close)

    def _entry(self, key: str, location: Location, types: Collection[str] = ()) -> Iterator[Diagnostic]:
        """What is wrong with the name of an entry, of one of these types where any are given."""
        type_ = key.partition(":")[0]
        if key in self.withdrawn and key not in self.keys:
            yield Diagnostic.at(location, "link-to-withdrawn", name=key)
        elif key in self.former and key not in self.keys:
            yield Diagnostic.at(location, "unknown-entry", name=key, nearest=self.former[key])
        elif key not in self.keys:
            candidates = [name for name in self.keys if not types or name.partition(":")[0] in types]
            yield Diagnostic.at(location, "unknown-entry", name=key, **self._near_entry(key, candidates))
        elif types and type_ not in types:
            yield Diagnostic.at(location, "wrong-type", name=key, type=", ".join(sorted(types)))

    def _near_entry(self, key: str, keys: Collection[str]) -> dict[str, str]:
        """The likeliest entry meant: by the last part of its id, as all of a type begin alike; of the same type first.

        Of several whose ids end alike, one of the same edition is meant.
        """
        type_, _, id_ = key.partition(":")
        for candidates in ([name for name in keys if name.startswith(f"{type_}:")], keys):
            alike = sorted(candidates, key=lambda name: (name.rpartition("/")[0] == key.rpartition("/")[0], name))
            by_part = {name.partition(":")[2].rpartition("/")[2]: name for name in alike}
            for close in self._near(id_.rpartition("/")[2], by_part).values():
                return {"nearest": by_part[close]}
        return {}

    def _renamed_work(self, id_: str) -> dict[str, str]:
        now = [self.former[key] for type_ in sorted(self.citable) if (key := f"{type_}:{id_}") in self.former]
        return {"nearest": now[0].partition(":")[2]} if now else {}

    def guide(self, mention: Mention) -> Iterator[Diagnostic]:
        guide = self.guides.get(mention.id)
        if guide is None:
            close = {name: f"{GUIDE}:{id_}" for name, id_ in self._near(mention.id, self.guides).items()}
            yield Diagnostic.at(mention.location, "unknown-guide", name=f"{GUIDE}:{mention.id}", **close)
        elif guide.words:
            yield from self._anchor(mention, frozenset().union(*(words.anchors for words in guide.words.values())))

    def _anchor(self, mention: Mention, anchors: frozenset[str]) -> Iterator[Diagnostic]:
        if mention.anchor and mention.anchor not in anchors:
            page = mention.key
            close = self._near(mention.anchor, anchors)
            yield Diagnostic.at(mention.location, "unknown-anchor", name=mention.anchor, page=page, **close)

    def _near(self, name: str, known: Collection[str]) -> dict[str, str]:
        """What was likely meant, while there are not too many names to look for: each takes milliseconds."""
        self.looked_up += 1
        return nearest(name, known) if self.looked_up <= MOST_LOOKED_UP else {}


def _image(name: str, location: Location, entry: Entry | Unread) -> Iterator[Diagnostic]:
    if name not in entry.images:
        written = unquote(name)
        if written in entry.images:
            yield Diagnostic.at(location, "bad-file-name", value=written)
        else:
            yield Diagnostic.at(location, "missing-image", name=written, **nearest(written, entry.images))
