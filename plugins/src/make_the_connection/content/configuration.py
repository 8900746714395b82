"""The options of a site: what stands under `make-the-connection` among the plugins of its `mkdocs.yml`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from make_the_connection.content.annotations import PartialDate, of_form
from make_the_connection.content.text_source import read_text
from make_the_connection.content.validation import by_language, validated
from make_the_connection.content.yaml_source import Place, Positions, YamlDocument, read_yaml
from make_the_connection.diagnostics import Diagnostic

PLUGIN = "make-the-connection"


FileName: Any = of_form(re.compile(r"[a-z0-9]+(-[a-z0-9]+)*"), "bad-id")


def _two_or_more(languages: tuple[str, ...]) -> tuple[str, ...]:
    if len(languages) < 2 or len(set(languages)) < len(languages):
        raise PydanticCustomError("wrong-kind", "not several languages", {"expected_kind": "languages"})
    return languages


class Downloads(BaseModel):
    """What there is to take away besides the pages themselves."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: FileName = Field(description="What the names of the files begin with: small letters, digits and hyphens.")
    book: tuple[str, ...] = Field(
        (),
        description="What the book holds, in order: guide pages as `guide:id`, and all entries of a type by its name.",
    )
    handouts: str | None = Field(None, description="The type whose entries have a handout each, of one page.")


class Options(BaseModel):
    """The options a site may set.

    Addresses of people and bodies are options and not words of a page, so that nothing is invented until someone has
    been appointed: a page then says that nobody has been yet.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    languages: Annotated[tuple[str, ...], AfterValidator(_two_or_more)] = Field(
        description="Codes (BCP 47) of the languages, in order of the switch."
    )
    model: str = Field(
        "model.yml", description="The file that holds the content model, from the configuration's folder."
    )
    guides: str = Field("docs", description="The folder of the guide pages.")
    terms: str | None = Field(
        None, description="The file that holds the list of terms, from the configuration's folder."
    )
    access: str | None = Field(
        None, description="The file that holds the record of the last access test, from the configuration's folder."
    )
    language_packs: str | None = Field(None, description="A folder of the site's own language packs.")
    publisher: Annotated[dict[str, str] | None, BeforeValidator(by_language)] = Field(
        None, description="Who publishes the site, by language."
    )
    released: PartialDate | None = Field(
        None, description="When this release of the site was published; citations of its pages carry it."
    )
    contact: str | None = Field(None, description="The address (https: or mailto:) for reports and offers.")
    repository: str | None = Field(
        None, description="The web address of the repository's folder of this site, for edit links."
    )
    footer: tuple[str, ...] = Field((), description="The guide pages that the foot of every page leads to, by id.")
    report: str | None = Field(
        None, description="The guide page, as `id` or `id#section`, that says how to report a mistake."
    )
    downloads: Downloads | None = Field(None, description="What there is to take away; without it nothing is made.")
    citation_style: str = Field(
        "apa", description="The CSL style of citations and lists of references, of the kind author-date or author."
    )


@dataclass(frozen=True)
class Configuration:
    """The options of a site, the folder that its paths start from, and its public address (`site_url`) if any.

    `menu` are the paths of the guide pages in `nav`, in order, where the options were read out of a file.
    """

    root: Path
    options: Options
    positions: Positions
    address: str | None = None
    menu: tuple[str, ...] = ()


def configuration_from(
    root: Path, value: Mapping[str, object], address: str | None, found: list[Diagnostic]
) -> Configuration | None:
    """The configuration for options that another program has read from a file."""
    positions = Positions("mkdocs.yml")
    options = validated(Options, YamlDocument(value, positions), found)
    return Configuration(root, options, positions, address or None) if options else None


def read_configuration(path: Path, found: list[Diagnostic]) -> Configuration | None:
    """Read the options out of a `mkdocs.yml` without MkDocs."""
    text = read_text(path, path.name, found)
    # MkDocs' own tags (!ENV, !relative, !!python/name) say nothing about our options.
    document = read_yaml(text, path.name, found, refuse_tags=False) if text is not None else None
    if document is None:
        return None
    plugins = document.value.get("plugins")
    entries = enumerate(plugins) if isinstance(plugins, list) else plugins.items() if isinstance(plugins, dict) else ()
    for key, plugin in entries:
        place: Place = ("plugins", key)
        if isinstance(plugin, dict) and PLUGIN in plugin:
            place = (*place, PLUGIN)
        elif PLUGIN not in (key, plugin):
            continue
        positions = _below(document.positions, place)
        value = plugin.get(PLUGIN, plugin) if isinstance(plugin, dict) else None if plugin == PLUGIN else plugin
        if not isinstance(value, (dict, type(None))):
            where = positions.value()
            found.append(Diagnostic.at(where, "wrong-kind", name=PLUGIN, expected_kind="mapping"))
            return None
        options = validated(Options, YamlDocument(value or {}, positions), found)
        menu = tuple(_named(document.value.get("nav")))
        return Configuration(path.parent, options, positions, _address(document), menu) if options else None
    found.append(Diagnostic.at(document.positions.key("plugins"), "missing-plugin", name=PLUGIN))
    return None


def _address(document: YamlDocument) -> str | None:
    """The public address, where it stands in the file itself and not behind a tag such as `!ENV`."""
    address = document.value.get("site_url")
    return address if isinstance(address, str) and address.startswith(("http://", "https://")) else None


def _named(nav: object) -> Iterator[str]:
    """The pages that a menu of MkDocs leads to, however deep they stand in it."""
    if isinstance(nav, str):
        yield from [nav] if nav.endswith(".md") else []
    elif isinstance(nav, (list, dict)):
        for item in nav.values() if isinstance(nav, dict) else nav:
            yield from _named(item)


def _below(positions: Positions, place: Place) -> Positions:
    size = len(place)
    return Positions(
        positions.path,
        {key[size:]: location for key, location in positions.values.items() if key[:size] == place},
        {key[size:]: location for key, location in positions.keys.items() if key[:size] == place},
    )
