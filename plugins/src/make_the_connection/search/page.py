"""Where readers search: the page that asks for it, and what every other page has of it until somebody does."""

from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from make_the_connection.render import Reader
from make_the_connection.render.environment import environment
from make_the_connection.site import Site


def search(reader: Reader) -> Markup:
    """The field of the search page; none where languages stand side by side, which has the dialog."""
    page = search_page(reader.site)
    return (
        _rendered("search.html", reader=reader, page=page, dialog=False) if page and not reader.beside else Markup("")
    )


def search_dialog(reader: Reader, page: str | None) -> Markup:
    """What opens on any other page of a site that has a search page, the guide page of this key."""
    if page is None or reader.site.address(page) == reader.address:
        return Markup("")
    return _rendered("search.html", reader=reader, page=page, dialog=True)


def search_form(site: Site, code: str, facets: Iterable[Mapping[str, Any]]) -> Markup:
    """What stands below the field once the scripts are there: they fill in what is found.

    `facets` are those of the manifest.
    """
    page = search_page(site)
    finders = [site.list_of(type_) for type_, declared in site.model.types.items() if declared.finder]
    reader = Reader(site, code, "")
    lists = [(f"{site.address(key)}.html", reader.title(key)) for key in dict.fromkeys((page, *finders)) if key]
    others = [language for language in site.languages.values() if language.code != code]
    languages = [(each.code, each.name, f"../{each.code}/{site.address(page)}.html") for each in others if page]
    return _rendered("search_form.html", reader=reader, lists=lists, languages=languages, facets=facets)


def search_page(site: Site) -> str | None:
    """The key of the guide page that asks for `search()`: the first, or None."""
    versions = ((guide.key, words) for guide in site.guides.values() for words in guide.words.values())
    return next((key for key, words in versions if any(call.name == search.__name__ for call in words.calls)), None)


def _rendered(template: str, **values: object) -> Markup:
    made = environment("make_the_connection.search").get_template(template).render(**values)
    return Markup(made)  # noqa: S704 - autoescaped
