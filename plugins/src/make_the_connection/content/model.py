"""The content model that a site declares: entry types, their fields and sections, relations and frameworks."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from make_the_connection.content.configuration import Configuration
from make_the_connection.content.validation import nearest, validated
from make_the_connection.content.yaml_source import YamlDocument, read_text, read_yaml
from make_the_connection.diagnostics import Diagnostic

Text = dict[str, str]
"""A text in every language of the site, by language code."""

Kind = Literal["text", "name", "number", "flag", "choice", "date", "address", "entry", "image", "record", "csl"]
"""The kinds of field. `text` has a version in every language; `name` is the same in all unless it says otherwise."""


class _Declaration(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FieldDeclaration(_Declaration):
    """A field of an entry's facts. `not_stated`: when absent, its absence is shown to readers."""

    kind: Kind
    label: Text
    required: bool = False
    many: bool = False
    not_stated: bool = False
    choices: dict[str, Text] = Field(default_factory=dict)
    fields: dict[str, "FieldDeclaration"] = Field(default_factory=dict)
    of: str | None = None


class SectionDeclaration(_Declaration):
    """A named section of an entry's words. `words`: the least and the most words it should have."""

    label: Text
    required: bool = False
    words: tuple[int, int] | None = None


class BlockDeclaration(_Declaration):
    """One block of an entry's page: a written section, or something made from the graph or the facts."""

    section: str | None = None
    id: str | None = None
    label: Text | None = None
    text: Text | None = None
    facts: tuple[str, ...] = ()
    connections: tuple[str, ...] = ()
    cells: bool = False
    references: bool = False
    cited_by: bool = False


class TypeDeclaration(_Declaration):
    """A type of entry. `folder` holds one folder per entry; `order` is `title` or the name of a field."""

    label: dict[str, dict[str, str]]
    folder: str
    order: str = "title"
    title: Literal["words", "csl"] = "words"
    contributed: bool = False
    framework: bool = False
    fields: dict[str, FieldDeclaration] = Field(default_factory=dict)
    sections: dict[str, SectionDeclaration] = Field(default_factory=dict)
    page: tuple[BlockDeclaration, ...]

    @property
    def address(self) -> str:
        """The folder of its pages on the site."""
        return address_of(self.folder)


class RelationDeclaration(_Declaration):
    """A word for a link, the word that reads it from the other end, and what it means."""

    label: Text
    inverse: str
    explained: Text


class FrameworkDeclaration(_Declaration):
    """An edition of a framework; the ids of its entries begin with its key."""

    title: Text
    edition: str
    type: str
    note: Text


class CrosswalkDeclaration(_Declaration):
    """The two types that the crosswalk's table sets against each other."""

    rows: str
    columns: str


def _inverses_agree(relations: dict[str, RelationDeclaration]) -> dict[str, RelationDeclaration]:
    from pydantic_core import PydanticCustomError

    for name, relation in relations.items():
        other = relations.get(relation.inverse)
        if other is None or other.inverse != name:
            raise PydanticCustomError(
                "unknown-relation", "the inverse of a relation names it back", {"relation": relation.inverse}
            )
    return relations


class Model(_Declaration):
    """Everything a site declares about its content."""

    types: dict[str, TypeDeclaration]
    relations: Annotated[dict[str, RelationDeclaration], AfterValidator(_inverses_agree)]
    frameworks: dict[str, FrameworkDeclaration] = Field(default_factory=dict)
    crosswalk: CrosswalkDeclaration
    roles: dict[str, Text]

    def inverse(self, relation: str) -> str:
        """The relation that reads a link from its other end."""
        return self.relations[relation].inverse


def address_of(folder: str) -> str:
    """The folder of pages for a folder of content: `docs/two_words` is published under `two-words`."""
    return folder.removeprefix("docs/").replace("_", "-")


def read_model(configuration: Configuration, found: list[Diagnostic]) -> Model | None:
    """Read the content model of a site, or None with diagnostics."""
    name = configuration.options.model
    text = read_text(configuration.root / name, name, found)
    document = read_yaml(text, name, found) if text is not None else None
    model = validated(Model, document, found) if document else None
    if model is None or document is None:
        return None
    before = len(found)
    found.extend(_unknown_types(model, document))
    found.extend(_missing_languages(document, configuration.options.languages))
    return model if len(found) == before else None


def _unknown_types(model: Model, document: YamlDocument) -> list[Diagnostic]:
    named: list[tuple[tuple[str | int, ...], str]] = [
        (("crosswalk", "rows"), model.crosswalk.rows),
        (("crosswalk", "columns"), model.crosswalk.columns),
    ]
    named += [(("frameworks", key, "type"), framework.type) for key, framework in model.frameworks.items()]
    for key, declared in model.types.items():
        for number, block in enumerate(declared.page):
            named += [
                (("types", key, "page", number, "connections", position), name)
                for position, name in enumerate(block.connections)
            ]
    return [
        Diagnostic.at(document.positions.value(*place), "unknown-type", name=name, **nearest(name, model.types))
        for place, name in named
        if name not in model.types
    ]


def _missing_languages(document: YamlDocument, languages: tuple[str, ...]) -> list[Diagnostic]:
    """Every text of the model that lacks one of the site's languages."""
    missing: list[Diagnostic] = []

    def visit(value: object, place: tuple[str | int, ...]) -> None:
        if isinstance(value, list):
            for number, item in enumerate(value):
                visit(item, (*place, number))
        if not isinstance(value, Mapping):
            return
        if any(language in value for language in languages):
            missing.extend(
                Diagnostic.at(document.positions.key(*place), "missing-language", name=place[-1], language=language)
                for language in languages
                if language not in value
            )
            return
        for key, item in value.items():
            visit(item, (*place, key))

    visit(document.value, ())
    return missing
