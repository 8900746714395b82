"""From a configuration file, or from options that another program has read, to a site."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from make_the_connection import garbage
from make_the_connection.api.publishing import today
from make_the_connection.content.configuration import Configuration, configuration_from, read_configuration
from make_the_connection.content.known import Memory
from make_the_connection.content.model_file import read_model
from make_the_connection.content.reading import read_content
from make_the_connection.content.terms import read_terms
from make_the_connection.content.validation import nearest
from make_the_connection.diagnostics import PARITY, Diagnostic, Severity, in_order
from make_the_connection.languages import Language, UnknownLanguagePackError, load_language, shipped_languages
from make_the_connection.parity import read_lock
from make_the_connection.references import is_suitable, known_styles
from make_the_connection.site import Site, assemble, by_itself


@dataclass(frozen=True)
class Loaded:
    """A site, or None where its configuration or model could not be read, and everything wrong with it, in order.

    `languages` are those whose packs could be read, and those of the package where one could not.
    """

    site: Site | None
    languages: Mapping[str, Language]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def readers(self) -> tuple[Language, ...]:
        """The languages to report in: the site's, or where none of them could be read those of the package."""
        return tuple(self.languages.values()) or shipped_languages()

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(diagnostic for diagnostic in self.diagnostics if diagnostic.severity is Severity.ERROR)


@dataclass
class Held:
    """What a process that reads a site again and again holds of it: how it was, and what is known of its files."""

    site: Site | None = None
    memory: Memory | None = None


def load(path: Path, *, strict_parity: bool = False, as_of: datetime.date | None = None) -> Loaded:
    """Load the site that a `mkdocs.yml` configures, as of a day, or today.

    `strict_parity`: languages that do not correspond are an error.
    """
    found: list[Diagnostic] = []
    with garbage.left_alone():
        loaded = _loaded(read_configuration(path, found), as_of or today(), found)
    return _with_parity(loaded) if strict_parity else loaded


def load_configured(
    root: Path,
    options: Mapping[str, object],
    address: str | None = None,
    *,
    strict_parity: bool = False,
    held: Held | None = None,
) -> Loaded:
    """Load the site of these options; their paths start from `root`. `address` is the public one.

    An entry that cannot be read is as it was in the site that is `held`, which is this one then. Folders in which
    nothing has changed since are not read again.
    """
    found: list[Diagnostic] = []
    with garbage.left_alone():
        loaded = _loaded(configuration_from(root, options, address, found), today(), found, held)
    return _with_parity(loaded) if strict_parity else loaded


def _with_parity(loaded: Loaded) -> Loaded:
    """What was loaded, with an error for all that one language lacks."""
    found = loaded.diagnostics
    raised = (replace(each, severity=Severity.ERROR) if each.code in PARITY else each for each in found)
    return replace(loaded, diagnostics=in_order(raised))


def _loaded(
    configuration: Configuration | None, as_of: datetime.date, found: list[Diagnostic], held: Held | None = None
) -> Loaded:
    if configuration is None:
        return Loaded(None, {}, in_order(found))
    languages = _languages(configuration, found)
    if any(code not in languages for code in configuration.options.languages):
        # Everything that the model lacks in a language that does not exist would only hide this.
        shipped = {language.code: language for language in shipped_languages()}
        return Loaded(None, {**languages, **shipped}, in_order(found))
    found.extend(_wrong_style(configuration))
    before, memory = (held.site, held.memory) if held else (None, None)
    memory = Memory.of_site(configuration, memory, stays=held is not None)
    model = read_model(configuration, found, memory)
    if model is None:
        return Loaded(None, languages, in_order(found))
    terms = read_terms(configuration.root, configuration.options.terms, tuple(languages), found, memory)
    look = by_itself(model, languages, terms)
    is_alike = before is not None and (before.model, tuple(before.languages)) == (model, tuple(languages))
    entries = before.entries if before is not None and is_alike else {}
    content = replace(read_content(configuration, model, languages, found, memory, look, entries), terms=terms)
    lock = read_lock(configuration.root, found)
    site = assemble(configuration, model, languages, content, lock, as_of, found)
    memory.save()
    if held:
        held.site, held.memory = site, memory
    return Loaded(site, languages, in_order(found))


def _wrong_style(configuration: Configuration) -> Iterator[Diagnostic]:
    style = configuration.options.citation_style
    styles = known_styles()
    if style not in styles:
        where = configuration.positions.value("citation_style")
        yield Diagnostic.at(where, "unknown-citation-style", name=style, **nearest(style, styles))
    elif not is_suitable(style):
        where = configuration.positions.value("citation_style")
        yield Diagnostic.at(where, "unsuitable-citation-style", name=style)


def _languages(configuration: Configuration, found: list[Diagnostic]) -> dict[str, Language]:
    packs = configuration.options.language_packs
    languages = {}
    for number, code in enumerate(configuration.options.languages):
        try:
            languages[code] = load_language(code, configuration.root / packs if packs else None)
        except UnknownLanguagePackError as error:
            where = configuration.positions.value("languages", number)
            found.append(Diagnostic.at(where, "unknown-language-pack", name=code, **nearest(code, error.known)))
    return languages
