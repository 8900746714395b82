"""The tree of a whole site: a folder of Markdown for each language, files, and what lets a generator begin with it.

`mkdocs.yml` asks for no plugin, and for the one theme that MkDocs and Zensical both have; without its fonts, which
browsers would ask for elsewhere.
"""

import json
import posixpath
from collections.abc import Iterator
from functools import partial

import yaml

from make_the_connection.content.guides import HOME
from make_the_connection.content.resolving import GUIDE
from make_the_connection.emit.escaping import escaped
from make_the_connection.emit.files import files, pictures_of_guides
from make_the_connection.emit.markdown_text import Writer
from make_the_connection.emit.pages import pages
from make_the_connection.emit.places import PAGES, Places
from make_the_connection.emit.pruning import pruned
from make_the_connection.exports import Publication
from make_the_connection.render import Page
from make_the_connection.site import Site

CONFIGURATION = "mkdocs.yml"

_REFERENCES = (("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("{", "&#123;"))

Emitted = tuple[str, bytes]
"""The path of a file in the tree, and its bytes."""


def emitted(site: Site, publication: Publication) -> Iterator[Emitted]:
    """Every file of the tree. The same site and publication always give the same bytes."""
    made = {f"{code}/{address}.md": (code, make) for code in site.languages for address, make in pages(site, code)}
    own, shown = files(site, publication), pictures_of_guides(site)
    places = Places(made.keys(), own.keys() | shown.keys())
    written = {path: _written(site, code, path, make(), places) for path, (code, make) in made.items()}
    yield CONFIGURATION, _configuration(site, places).encode()
    yield f"{PAGES}/index.md", _choice(site).encode()
    for path, text in written.items():
        yield f"{PAGES}/{path}", places.settled(text).encode()
    for path, make in {**shown, **own}.items():
        if path in own or path in places.led_to:
            yield f"{PAGES}/{path}", make()


def _written(site: Site, code: str, path: str, page: Page, places: Places) -> str:
    """A page as Markdown, with its front matter, and the way to it in the other languages under its title."""
    link = partial(places.link, path)
    writer = Writer(link, link, code)
    title, rest = writer.page(pruned(page.html))
    places.ids[path] = writer.ids
    parts = (_front(page), title or f"# {escaped(page.title)}", "", _switch(site, code, path, places), "", rest)
    return "\n".join(parts)


def _front(page: Page) -> str:
    lines = {"title": page.title, "description": page.description}
    return f"---\n{''.join(f'{name}: {_value(text)}' for name, text in lines.items() if text)}---\n"


def _value(text: str) -> str:
    """A line of front matter: what JSON writes YAML reads, whatever is in it. Themes of MkDocs escape nothing."""
    shown = " ".join(text.split())
    for character, reference in _REFERENCES:
        shown = shown.replace(character, reference)
    return f"{json.dumps(shown, ensure_ascii=False)}\n"


def _switch(site: Site, code: str, path: str, places: Places) -> str:
    """A link for each other language: to the same page, or to the first of that language where it has no such page."""
    links = []
    for other, language in site.languages.items():
        if other != code:
            same = f"{other}/{path.partition('/')[2]}"
            target = same if same in places.pages else f"{other}/index.md"
            relative = posixpath.relpath(target, posixpath.dirname(path))
            links.append(f'[<span lang="{other}">{escaped(language.name)}</span>]({relative})')
    return " · ".join(links)


def _choice(site: Site) -> str:
    """The page above the languages."""
    lines = [
        f'-   [<span lang="{code}">{escaped(language.name)}</span>]({code}/index.md)'
        for code, language in site.languages.items()
    ]
    name = _name(site)
    return "\n".join([f"---\ntitle: {_value(name)}---\n", f"# {escaped(name)}", "", *lines, ""])


def _name(site: Site) -> str:
    home = f"{GUIDE}:{HOME}"
    titles = [site.title(home, code).text for code in site.languages] if site.has(home) else []
    return " · ".join(dict.fromkeys(titles)) or PAGES


def _configuration(site: Site, places: Places) -> str:
    menu = list(_menu(site))
    value = {
        "site_name": _name(site),
        **({"site_url": site.configuration.address} if site.configuration.address else {}),
        "use_directory_urls": False,
        "theme": {"name": "material", "font": False},
        "nav": [
            "index.md",
            *(
                {language.name: [path for name in menu if (path := f"{code}/{name}") in places.pages]}
                for code, language in site.languages.items()
            ),
        ],
        "markdown_extensions": ["attr_list", "tables"],
        "validation": {"links": {"anchors": "warn"}},
    }
    written: str = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=120)
    return written


def _menu(site: Site) -> Iterator[str]:
    """The guide pages that the menu or the foot of the site names; all of them where the site names none."""
    options = site.configuration.options
    named = [*site.configuration.menu, *(f"{id_}.md" for id_ in options.footer)]
    every = [f"{guide.address}.md" for guide in site.guides.values()]
    yield from dict.fromkeys(["index.md", *(named if site.configuration.menu else every)])
