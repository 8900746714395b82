"""Entries, cells and guide pages among the files and pages of MkDocs."""

import html as html_module
import re
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import _TocToken, get_toc
from mkdocs.utils import get_theme_dir

from make_the_connection.adapters.mkdocs.language_pass import LanguagePass
from make_the_connection.adapters.mkdocs.sheet import address_of
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
    guide_foot,
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
    # Our pages use nothing of the theme that the configuration names but the icon it comes with, nor of MkDocs' own.
    themes = {get_theme_dir(config.theme.name) if config.theme.name else "", config.theme.dirs[-1]}
    used = [file for file in files if file.src_dir not in themes or file.src_uri == config.theme.get("favicon")]
    kept = [_sent(file, config) for file in used if not is_source(file)]
    mounted = [*_guides(current, config, root), *_entries(current, config, root)]
    # A page that cannot be made shows its mistakes while serving; any other build has stopped by now.
    mounted += [File.generated(config, f"{unread.address}.md", content="") for unread in current.site.unread]
    moved = moved_pages(current.site, current.code)
    mounted += [File.generated(config, f"{address}.html", content=page) for address, page in moved.items()]
    scripts = [*connected_scripts(current.site, current.code), *record_scripts(current.site, current.code)]
    scripts += contribution_scripts(current.site, current.code)
    scripts += finder_scripts(current.site, current.code)
    mounted += [File.generated(config, path, content=text) for path, text in scripts]
    mounted += [
        File.generated(config, path, content=text.encode()) for path, text in taken_away(current.site, current.code)
    ]
    mounted += [File.generated(config, path, content=text) for path, text in feeds(current.site, current.code)]
    mounted += [File.generated(config, path, content=made) for path, made in calendars(current.site, current.code)]
    _refuse_outside(*current.made)
    for file in mounted:
        _refuse_outside(file.src_uri, file.dest_uri)
        file.inclusion = InclusionLevel.NOT_IN_NAV if file.is_documentation_page() else file.inclusion
    return Files([*kept, *mounted])


def _refuse_outside(*paths: str) -> None:
    """Raises ValueError where a path would lead out of the folder that it starts from.

    No id and no name of a file that has been read does; this is for what nobody has thought of.
    """
    for path in paths:
        if ".." in PurePosixPath(path).parts or PurePosixPath(path).is_absolute() or "\\" in path:
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


def prepare(current: LanguagePass, page: MkDocsPage, markdown: str) -> str:
    """The text of a page for MkDocs. Only a guide page of the site may use macros, whatever its front matter says."""
    if address_of(page) not in current.guides:
        page.meta["render_macros"] = False
    return markdown


def fill(current: LanguagePass, page: MkDocsPage, html: str) -> str:
    """The HTML of a guide page: what MkDocs made of it, and what stands behind it."""
    guide = current.site.guides.get(current.guides.get(address_of(page), "")) if current.readable else None
    words = version_for(guide.words, current.code) if guide else None
    foot, headings = guide_foot(words, current.reader_of(page)) if words else ("", ())
    page.toc.items.extend(get_toc([_toc_token(heading.id, heading.title) for heading in headings]).items)
    return "".join([problems(current), current.blocks.filled(html), foot])


def _toc_token(id_: str, name: str) -> _TocToken:
    return {"level": 2, "id": id_, "name": html_module.escape(name), "children": []}


def problems(current: LanguagePass) -> str:
    """While serving: what must be mended, at the top of every page."""
    if not current.problems:
        return ""
    title = current.language.text("serve.wrong") if current.language else ""
    items = "".join(f"<li><pre>{html_module.escape(problem)}</pre></li>" for problem in current.problems)
    return f'<div class="problems" role="alert"><p><strong>{title}</strong></p><ul>{items}</ul></div>'
