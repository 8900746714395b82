"""Every name by which content points at something else must lead somewhere."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from make_the_connection.content.guides import Guide
from make_the_connection.content.model import BlockDeclaration, FieldDeclaration, Model
from make_the_connection.content.reading import Content, Entry
from make_the_connection.content.validation import nearest
from make_the_connection.content.words import Mention
from make_the_connection.content.yaml_source import Key
from make_the_connection.diagnostics import Diagnostic, Location

GUIDE = "guide"


@dataclass(frozen=True)
class _Known:
    """What may be named: entries by key, guides by id, works that may be cited."""

    entries: Mapping[str, Entry]
    guides: Mapping[str, Guide]
    model: Model

    @property
    def works(self) -> frozenset[str]:
        return frozenset(entry.id for entry in self.entries.values() if self.model.types[entry.type].title == "csl")


def unresolved(content: Content, model: Model) -> Iterator[Diagnostic]:
    """A diagnostic for every link, citation, image or field that names what is not there."""
    known = _Known(
        {entry.key: entry for entry in content.entries}, {guide.id: guide for guide in content.guides}, model
    )
    works = known.works
    for entry in content.entries:
        yield from _facts(entry, known)
        for words in entry.words.values():
            yield from _mentions(words.mentions, known)
            for name, location in words.images:
                if name not in entry.images:
                    yield Diagnostic.at(location, "missing-image", name=name, **nearest(name, entry.images))
            for cluster, location in words.citations:
                for citation in cluster.citations:
                    if citation.key not in works:
                        yield Diagnostic.at(
                            location, "unknown-citation", name=citation.key, **nearest(citation.key, works)
                        )
    for guide in content.guides:
        for guide_words in guide.words.values():
            yield from _mentions(guide_words.mentions, known)


def _facts(entry: Entry, known: _Known) -> Iterator[Diagnostic]:
    for field in ("links", "unrelated"):
        for number, record in enumerate(getattr(entry.facts, field)):
            yield from _entry(record.to, entry.positions.value(field, number, "to"), known.entries)
            source = getattr(record, "source", None)
            if source and not source.startswith("http"):
                yield from _entry(source, entry.positions.value(field, number, "source"), known.entries)
    yield from _fields(entry, entry.facts, known.model.types[entry.type].fields, (), known)


def _fields(
    entry: Entry, record: object, declared: Mapping[str, FieldDeclaration], place: tuple[Key, ...], known: _Known
) -> Iterator[Diagnostic]:
    for name, field in declared.items():
        value = getattr(record, name)
        values: Iterable[tuple[tuple[Key, ...], object]] = (
            [((*place, name, number), item) for number, item in enumerate(value)]
            if field.many
            else [((*place, name), value)]
        )
        for where, item in values:
            if item is None:
                continue
            if field.kind == "entry":
                yield from _entry(str(item), entry.positions.value(*where), known.entries, field.of)
            elif field.kind == "record":
                yield from _fields(entry, item, field.fields, where, known)
            elif field.kind == "image" and item not in entry.images:
                close = nearest(str(item), entry.images)
                yield Diagnostic.at(entry.positions.value(*where), "missing-image", name=item, **close)


def _entry(
    key: str, location: Location, entries: Mapping[str, Entry], type_: str | None = None
) -> Iterator[Diagnostic]:
    if key not in entries or (type_ is not None and entries[key].type != type_):
        candidates = [name for name in entries if type_ is None or name.startswith(f"{type_}:")]
        yield Diagnostic.at(location, "unknown-entry", name=key, **nearest(key, candidates))


def _mentions(mentions: Iterable[Mention], known: _Known) -> Iterator[Diagnostic]:
    for mention in mentions:
        key = f"{mention.type}:{mention.id}"
        if mention.type == GUIDE:
            guide = known.guides.get(mention.id)
            if guide is None:
                yield Diagnostic.at(
                    mention.location, "unknown-guide", name=key, **_prefixed(nearest(mention.id, known.guides))
                )
                continue
            anchors = frozenset[str]().union(*(words.anchors for words in guide.words.values()))
        else:
            entry = known.entries.get(key)
            if entry is None:
                yield from _entry(key, mention.location, known.entries)
                continue
            anchors = anchors_of(entry, known.model)
        if mention.anchor and mention.anchor not in anchors:
            close = nearest(mention.anchor, anchors)
            yield Diagnostic.at(mention.location, "unknown-anchor", name=mention.anchor, page=key, **close)


def _prefixed(close: dict[str, str]) -> dict[str, str]:
    return {"nearest": f"{GUIDE}:{close['nearest']}"} if close else {}


def anchors_of(entry: Entry, model: Model) -> frozenset[str]:
    """The ids on an entry's page that a link may name."""
    blocks: tuple[BlockDeclaration, ...] = model.types[entry.type].page
    made = {block.id or block.section for block in blocks if block.id or block.section}
    written = {
        anchor for words in entry.words.values() for section in words.sections.values() for anchor in section.anchors
    }
    return frozenset(name for name in made | written if name)
