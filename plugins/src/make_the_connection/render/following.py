"""What a reader can do after a page: what the content model declares, led to where it is for this page."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup

from make_the_connection.content.following import StepAfterEntry
from make_the_connection.content.inspection import mentioned
from make_the_connection.content.reading import Entry
from make_the_connection.content.words import version_for
from make_the_connection.diagnostics import Location
from make_the_connection.render.environment import rendered
from make_the_connection.render.finder import finders
from make_the_connection.render.reader import Reader
from make_the_connection.site import NOT_STATED, Site, facet_values


@dataclass(frozen=True)
class Step:
    """A link in its own words; `key` is the entry or guide page that it leads to, where the words do not say which."""

    label: str
    url: str
    key: str = ""


def next_steps(key: str, reader: Reader) -> Markup:
    """What a reader can do after the page of an entry or guide, in the declared order."""
    entry = reader.site.entries.get(key)
    if entry:
        steps = tuple(_after_entry(entry, reader))
    else:
        declared = reader.site.model.next.get(key.partition(":")[2], ())
        steps = tuple(Step(reader.own(each.label), url) for each in declared if (url := _page(each.to, reader)))
    return rendered("next_steps.html", reader=reader, steps=steps) if steps else Markup("")


def _after_entry(entry: Entry, reader: Reader) -> Iterator[Step]:
    for declared in reader.site.declaration(entry).next:
        label = reader.own(declared.label)
        if declared.linked:
            if linked := closest(entry.key, declared.linked, reader.site):
                yield Step(label, reader.url(linked), linked)
        elif url := _place(declared, entry, reader):
            yield Step(label, url)


def _place(declared: StepAfterEntry, entry: Entry, reader: Reader) -> str:
    """Where a step in its own words leads, or nothing."""
    if declared.like:
        return _like(entry, reader)
    if declared.section:
        words, sections = version_for(entry.words, reader.code), reader.site.declaration(entry).sections
        written = declared.section not in sections or (words is not None and declared.section in words.sections)
        return f"#{declared.section}" if written else ""
    return _page(declared.to, reader)


def _page(to: str | None, reader: Reader) -> str:
    """The address of a page; nothing where it is not there, as while serving with mistakes."""
    mention = mentioned(to or "", Location(""))
    return reader.url(mention.key, mention.anchor) if mention and reader.site.has(mention.key) else ""


def closest(key: str, type_: str, site: Site) -> str | None:
    """The entry of a type that is linked most closely with another: central links first, then published ones.

    What is over, or of an edition that has been replaced, is nothing to do next.
    """
    on = [
        each
        for each in site.graph.connections(key, type_)
        if not site.is_over(site.entries[each.other]) and not site.model.is_superseded(site.entries[each.other].id)
    ]
    return min(on, key=lambda each: (not each.link.central, each.sort_key)).other if on else None


def _like(entry: Entry, reader: Reader) -> str:
    """The finder of the entry's type, asked for entries like it; nothing where no guide page has it."""
    finder = next((each for each in finders(reader.site, reader.code) if each.type == entry.type), None)
    if finder is None:
        return ""
    values = {name: facet_values(reader.site, entry, finder.declared.facets[name]) for name in finder.declared.like}
    asked = {f"like.{name}": value[0] for name, value in values.items() if value and value[0] != NOT_STATED}
    return f"{reader.url(finder.guide)}?{urlencode({**asked, 'order': 'like'})}" if asked else ""
