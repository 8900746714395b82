"""Entries, cells and guide pages among the files and pages of MkDocs."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils import get_theme_dir

from make_the_connection.adapters.mkdocs.language_pass import LanguagePass
from make_the_connection.content.images import SVG
from make_the_connection.content.pictures import stripped
from make_the_connection.content.reading import FACTS, SCHEMA
from make_the_connection.content.terms import schema_path
from make_the_connection.content.words import version_for
from make_the_connection.contribute.rules import contribution_scripts
from make_the_connection.exports.calendars import calendars
from make_the_connection.exports.feeds import feeds
from make_the_connection.render import (
    connected_scripts,
    finder_scripts,
    moved_pages,
    record_scripts,
    taken_away,
)
from make_the_connection.site import Site

_OURS = re.compile(r"assets/make-the-connection/[^/]+\.(js|css)")
_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)


def mount(current: LanguagePass, files: Files, config: MkDocsConfig) -> Files:
    """The files of this language: ours in place of the sources that MkDocs found."""
    if not current.readable:
        return Files([File.generated(config, "index.md", content="")])
    root = Path(config.config_file_path).parent
    is_source = _sources(current.site)
    # Our pages use nothing of what MkDocs comes with.
    used = [file for file in files if file.src_dir != config.theme.dirs[-1]]
    used += _icon(files, config)
    kept = [_sent(file, config) for file in used if not is_source(file)]
    mounted = [*_guides(current, config, root), *_entries(current, config, root)]
    # A page that never could be made shows its mistakes while serving; any other build has stopped by now.
    never = [unread for unread in current.site.unread if not current.site.has(unread.key)]
    mounted += [File.generated(config, f"{unread.address}.md", content="") for unread in never]
    for name, make in _MADE.items():
        written = current.files.made(name, current.site.reads, partial(_together, make, current.site, current.code))
        mounted += [File.generated(config, path, content=text) for path, text in json.loads(written)]
    _refuse_outside(*current.made)
    for file in mounted:
        _refuse_outside(file.src_uri, file.dest_uri)
        file.inclusion = InclusionLevel.NOT_IN_NAV if file.is_documentation_page() else file.inclusion
    return Files([*kept, *mounted])


def _together(make: Callable[[Site, str], Iterable[tuple[str, str | bytes]]], site: Site, code: str) -> bytes:
    """Files as one, as paths and texts."""
    texts = [(path, text if isinstance(text, str) else text.decode()) for path, text in make(site, code)]
    return json.dumps(texts, ensure_ascii=False).encode()


_MADE: Mapping[str, Callable[[Site, str], Iterable[tuple[str, str | bytes]]]] = {
    "moved": lambda site, code: ((f"{address}.html", page) for address, page in moved_pages(site, code).items()),
    "connected": connected_scripts,
    "records": record_scripts,
    "contribution": contribution_scripts,
    "finders": finder_scripts,
    "taken-away": taken_away,
    "feeds": feeds,
    "calendars": calendars,
}
"""What makes the files of a language that are no pages, by what they are kept under."""


def _icon(files: Files, config: MkDocsConfig) -> Iterator[File]:
    """The icon that the theme of the configuration comes with, where the configuration names it."""
    icon, theme = config.theme.get("favicon"), get_theme_dir(config.theme.name) if config.theme.name else ""
    if icon and theme and files.get_file_from_path(icon) is None and (Path(theme) / icon).is_file():
        yield File(icon, theme, config.site_dir, config.use_directory_urls)


def _refuse_outside(*paths: str) -> None:
    """Raises ValueError where a path would lead out of the folder that it starts from.

    No id and no name of a file that has been read does; this is for what nobody has thought of.
    """
    for path in paths:
        if "\\" in path or path.startswith("/") or (".." in path and ".." in path.split("/")):
            raise ValueError(f"{path!r} leads out of the site")


def _sources(site: Site) -> Callable[[File], bool]:
    """Whether a file that MkDocs found is a source of an entry, withdrawn or not, or a guide page."""
    names = {FACTS, SCHEMA, *(f"{code}.md" for code in site.languages)}
    folders = {entry.folder for entry in site.entries.values()}
    guides, terms = site.configuration.options.guides, site.configuration.options.terms
    lists = {site.configuration.options.access, *((terms, schema_path(terms)) if terms else ())}
    # Whatever strangers put beside their entries: the check refuses it, and serving goes on all the same.
    contributed = [declared.folder for declared in site.model.types.values() if declared.contributed]
    whole_folders = tuple(f"{folder}/" for folder in (*contributed, *(each.folder for each in site.withdrawn)))

    def is_source(file: File) -> bool:
        path = Path(file.src_uri)
        whole = f"{guides}/{file.src_uri}"
        listed = whole in lists or whole.startswith(whole_folders)
        return listed or path.name in names or f"{guides}/{path.parent.as_posix()}" in folders

    return is_source


def _sent(file: File, config: MkDocsConfig) -> File:
    """A file as readers get it."""
    if not _OURS.fullmatch(file.src_uri) or not file.abs_src_path:
        return file
    sent = style_sent if file.src_uri.endswith(".css") else script_sent
    return File.generated(config, file.src_uri, content=sent(Path(file.abs_src_path)))


def script_sent(path: Path) -> str:
    """What runs of a script of ours, without what it says to whoever writes it.

    No text of theirs goes on over the end of a line, so that each line can be looked at by itself.
    """
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return "\n".join(line for line in lines if line[:2] != "//") + "\n"


def style_sent(path: Path) -> str:
    """What holds of a style sheet of ours, without its remarks."""
    lines = _REMARK.sub("", path.read_text(encoding="utf-8")).splitlines()
    return "\n".join(line.strip() for line in lines if line.strip()) + "\n"


def _guides(current: LanguagePass, config: MkDocsConfig, root: Path) -> Iterator[File]:
    for guide in current.site.guides.values():
        if words := version_for(guide.words, current.code):
            yield File.generated(config, f"{guide.address}.md", abs_src_path=str(root / words.path))


def _entries(current: LanguagePass, config: MkDocsConfig, root: Path) -> Iterator[File]:
    for entry in current.site.entries.values():
        for image in entry.images:
            _refuse_outside(image)
            yield _image(config, f"{entry.address}/{image}", root / entry.folder / image)


def _image(config: MkDocsConfig, address: str, path: Path) -> File:
    """An image as it is published: without what a camera wrote into it."""
    whole = path.read_bytes()
    published = whole if path.suffix.lower() == SVG else stripped(whole)
    # What is published as it stands need not be kept in memory until then.
    if published == whole:
        return File.generated(config, address, abs_src_path=str(path))
    return File.generated(config, address, content=published)
