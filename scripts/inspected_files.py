"""What must be true of a finished site’s files: that others can read them, and that no machine shows in them."""

import getpass
import io
import json
import re
import socket
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from lxml import etree

from crawl import Finding, Site
from environment import ROOT

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ARCHIVES = (".epub", ".zip")
PRINTED = ".pdf"

OTHER_ORIGIN = re.compile(
    r"""(?:\bfetch|\bimport|\bimportScripts|\bWorker|\bEventSource|\bWebSocket|\.open|\.sendBeacon)"""
    r"""\s*\(\s*(?:["'`]\w+["'`]\s*,\s*)?["'`](?:\w+:)?//[^"'`]*"""
    r"""|\.src\s*=\s*["'`](?:\w+:)?//[^"'`]*"""
)
"""Where a script asks another host, as far as its text says so by itself."""

ANY_MACHINE = (
    rb"(?<![\w.:/%~-])/(?:home|Users)/(?!<|\{)[\w.-]+/"
    rb"|(?<![\w.:/%~-])/(?:root|tmp|private/var|var/folders|mnt/[a-z])/[\w.-]+"
    rb"|\b[A-Z]:\\{1,2}(?:Users|Windows|Program Files)\\"
    rb"|\bfile:///?(?:[A-Za-z]:|[\w.-]+/)"
)
"""Paths that stand on the disk of some machine, whichever."""
SOONEST = (b"/home/", b"/Users/", b"/root/", b"/tmp/", b"/private/var/", b"/var/folders/", b"/mnt/", b":\\", b"file:/")
"""Parts of them, one of which is in any: to look for these first takes a tenth of the time."""


@dataclass(frozen=True)
class Machine:
    """What of a machine must not be in what it has built: its folders, who uses it there, its own name."""

    folders: tuple[str, ...]
    user: str
    host: str

    @classmethod
    def this(cls) -> "Machine":
        """The one that this runs on."""
        folders = {ROOT, Path.home(), Path(tempfile.gettempdir()).resolve()}
        try:
            user = getpass.getuser()
        except (KeyError, OSError):
            user = ""
        return cls(tuple(sorted(map(str, folders))), user, socket.gethostname())

    def traces(self, content: bytes) -> Iterator[re.Match[bytes]]:
        """Wherever bytes say any of it."""
        if any(each in content for each in self._soonest):
            yield from self._pattern.finditer(content)

    @property
    def _name(self) -> str:
        """Its own name, if it can be no word: one without a figure or a hyphen may be."""
        return self.host if re.search(r"[0-9-]", self.host) and len(self.host) > 5 else ""

    @property
    def _login(self) -> str:
        return f"{self.user}@{self.host}" if self.user and self.host else ""

    @cached_property
    def _soonest(self) -> tuple[bytes, ...]:
        own = (*self.folders, self._name, self._login)
        return (*SOONEST, *(f"{each}/".encode() if each in self.folders else each.encode() for each in own if each))

    @cached_property
    def _pattern(self) -> re.Pattern[bytes]:
        found = [rf"(?<![\w./:%-]){re.escape(folder)}(?=[/\\])" for folder in self.folders if len(folder) > 1]
        found += [rf"\b{re.escape(each)}\b" for each in (self._login, self._name) if each]
        return re.compile(b"|".join([ANY_MACHINE, *(each.encode() for each in found)]))


def of_files(site: Site, machine: Machine) -> Iterator[Finding]:
    """All findings about files that are no pages, and about traces of a machine in any file."""
    for path in sorted(site.files):
        content = (site.folder / path).read_bytes()
        yield from _traces(path, content, machine)
        suffix = Path(path).suffix
        if suffix in READERS:
            yield from READERS[suffix](path, content)
        if suffix == ".xml":
            yield from _sitemap(site, path, content)


def _traces(path: str, content: bytes, machine: Machine) -> Iterator[Finding]:
    for match in machine.traces(content):
        text = match[0].decode("utf-8", errors="replace")
        line = content.count(b"\n", 0, match.start()) + 1
        yield Finding(path, line, f"“{text}” is of the machine that built this: find what writes it there")
    for name, part in _inside(path, content):
        for match in machine.traces(part):
            text = match[0].decode("utf-8", errors="replace")
            yield Finding(path, 1, f"“{text}”, in its {name}, is of the machine that built this: find what writes it")


def _inside(path: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """What a packed file holds, as (name, bytes); of a PDF, what it says of itself."""
    if path.endswith(ARCHIVES):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.infolist():
                yield f"file {member.filename}", archive.read(member)
    elif path.endswith(PRINTED):
        import pypdf

        read = pypdf.PdfReader(io.BytesIO(content))
        for name, value in (read.metadata or {}).items():
            yield f"metadata {name}", str(value).encode()
        metadata = read.root_object.get("/Metadata")
        if metadata:
            yield "metadata", metadata.get_object().get_data()


def _json(path: str, content: bytes) -> Iterator[Finding]:
    try:
        json.loads(content)
    except ValueError as error:
        yield Finding(path, getattr(error, "lineno", 1), f"this is no JSON ({error}): mend what writes it")


def _xml(path: str, content: bytes) -> Iterator[Finding]:
    root, finding = _parsed(path, content)
    if finding:
        yield finding
    if root is not None and root.tag == f"{ATOM}feed":
        yield from _atom(path, root)


def _parsed(path: str, content: bytes) -> tuple[Any, Finding | None]:
    try:
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True)), None
    except etree.XMLSyntaxError as error:
        return None, Finding(path, error.lineno or 1, f"this is no XML ({error.msg}): mend what writes it")


def _atom(path: str, feed: Any) -> Iterator[Finding]:
    """What RFC 4287 asks of a feed and of each entry: an id of its own, a title, and when it last changed."""
    known: set[str] = set()
    for part in (feed, *feed.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            if not (part.findtext(f"{ATOM}{name}") or "").strip():
                yield Finding(path, part.sourceline, f"this part of the feed has no {name}: RFC 4287 asks for one")
        id_, updated = (part.findtext(f"{ATOM}{name}") or "" for name in ("id", "updated"))
        if id_ and id_ in known:
            yield Finding(path, part.sourceline, f"the id {id_} stands twice in this feed: give each entry its own")
        known.add(id_)
        if updated and not _is_instant(updated):
            yield Finding(path, part.sourceline, f"{updated} is no time as RFC 3339 writes it, with its zone")


def _is_instant(text: str) -> bool:
    try:
        return "T" in text and datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _calendar(path: str, content: bytes) -> Iterator[Finding]:
    from icalendar import Calendar

    for number, line in enumerate(content.split(b"\n"), 1):
        if len(line.rstrip(b"\r")) > 75:
            yield Finding(path, number, "this line of the calendar has more than 75 bytes: fold it (RFC 5545, 3.1)")
    try:
        calendar = Calendar.from_ical(content)
    except ValueError as error:
        yield Finding(path, 1, f"this is no calendar ({error}): mend what writes it")
        return
    known: set[str] = set()
    for event in calendar.walk("VEVENT"):
        for name in ("UID", "DTSTAMP", "DTSTART"):
            if name not in event:
                yield Finding(path, 1, f"an event of this calendar has no {name}: RFC 5545 asks for one")
        uid = str(event.get("UID", ""))
        if uid in known:
            yield Finding(path, 1, f"the UID {uid} stands twice in this calendar: give each event its own")
        known.add(uid)


def _script(path: str, content: bytes) -> Iterator[Finding]:
    text = content.decode("utf-8", errors="replace")
    for match in OTHER_ORIGIN.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        yield Finding(path, line, f"the script asks another host ({match[0]}): bring what it asks for into the site")


def _sitemap(site: Site, path: str, content: bytes) -> Iterator[Finding]:
    """What a sitemap names must be a page of this site, or a sitemap of it; missing files are broken links besides."""
    root, _ = _parsed(path, content)
    if root is None or not root.tag.startswith(SITEMAP):
        return
    for place in root.iter(f"{SITEMAP}loc"):
        address = (place.text or "").strip()
        if site.leads_to(path, address) not in site.files or not address.startswith("http"):
            yield Finding(path, place.sourceline, f"{address} is no page of this site: take it out of the sitemap")


READERS: dict[str, Callable[[str, bytes], Iterator[Finding]]] = {
    ".ics": _calendar,
    ".js": _script,
    ".json": _json,
    ".jsonld": _json,
    ".svg": _xml,
    ".xml": _xml,
}
