"""How a page of the site itself is cited, in the site's style, and its record for reference managers."""

import json
import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from make_the_connection.content.csl import Person, csl_record
from make_the_connection.content.guides import HOME
from make_the_connection.content.reading import Entry
from make_the_connection.content.records import WorkFacts
from make_the_connection.content.resolving import GUIDE
from make_the_connection.content.yaml_source import Positions
from make_the_connection.references import FORMATS, Processor, in_language, written
from make_the_connection.render.environment import rendered
from make_the_connection.render.reader import Reader, slug
from make_the_connection.site import Keep, Site, made_now

_TITLE = "Qtitleq"
_ADDRESS = "https://page.invalid/q"
_MARK = re.compile(r"[.?!…]$")
_TEXT = "txt"
_Record: Any = csl_record(dict[str, str], dict[str, str], str)


class PageFacts(WorkFacts):
    """The facts of a page of the site as a work."""

    csl: Any


class PageCitations:
    """Cites the pages of a site for readers of one language.

    Pages differ by title and address alone, so the style is asked twice for all of them: how a title stands that ends
    in a letter, and how one that ends in a mark, which takes no full stop.
    """

    def __init__(self, site: Site, code: str, keep: Keep = made_now) -> None:
        self.site = site
        self.code = code
        self.keep = keep

    def work(self, id_: str, title: str, address: str) -> Entry:
        """A page as a work. `address` is empty on a site that has not been told its own."""
        options = self.site.configuration.options
        publisher = in_language(options.publisher, self.code)[0]
        home = f"{GUIDE}:{HOME}"
        within = self.site.title(home, self.code).text if self.site.has(home) else ""
        record = _Record(
            type="webpage",
            author=(Person(literal=publisher),) if publisher else (),
            title={"": title},
            container_title=within if within not in ("", title, publisher) else None,
            issued=options.released,
            URL={"": address} if address else None,
            language=self.code,
        )
        facts = PageFacts(original=self.code, csl=record)
        return Entry("page", id_, "", facts, Positions(""), {}, {}, "")

    def reference(self, title: str, address: str) -> Markup:
        """The entry of a page in a list of references. Its address is no link: it would lead a copy back to the web."""
        form = self._forms["?" if _MARK.search(title) else ""].replace(_ADDRESS, str(escape(address)))
        return Markup(form.replace(f"{_TITLE}?", _TITLE).replace(_TITLE, str(escape(title))))  # noqa: S704 - cleaned

    @cached_property
    def _forms(self) -> Mapping[str, str]:
        """The reference by the end of the title."""
        forms: Mapping[str, str] = json.loads(self.keep("cited", lambda: json.dumps(self._made()).encode()))
        return forms

    def _made(self) -> Mapping[str, str]:
        """Each is made alone: two works of one author and year get letters."""
        address = _ADDRESS if self.site.configuration.address else ""
        style, language = self.site.configuration.options.citation_style, self.site.languages[self.code]
        return {
            mark: Processor([self.work("page", f"{_TITLE}{mark}", address)], language, style).entries["page"]
            for mark in ("", "?")
        }

    def cited(self, reader: Reader, title: str) -> Markup:
        """What a page offers to whoever cites it: its reference, and its record for reference managers."""
        root = self.site.configuration.address
        address = f"{root.rstrip('/')}/{self.code}/{reader.address}.html" if root else ""
        name = slug(reader.address.replace("/", "-"))
        pages, processor = (self.work(name, title, address),), self.site.processor(self.code)
        files = {
            suffix: f"data:{format_.media_type};charset=utf-8,{quote(written(suffix, pages, processor))}"
            for suffix, format_ in FORMATS.items()
            if suffix != _TEXT
        }
        reference = self.reference(title, address)
        return rendered("cite_page.html", reader=reader, reference=reference, address=address, files=files, name=name)
