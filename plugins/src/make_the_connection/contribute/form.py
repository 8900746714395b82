"""What a contributor is asked, on a page: a form where scripts run, something to read and print where they do not."""

from collections.abc import Iterable, Mapping
from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from make_the_connection.content.consent import COVERED
from make_the_connection.content.model import ContributionDeclaration, FieldDeclaration, TypeDeclaration
from make_the_connection.contribute.answers import LONGEST_NAME
from make_the_connection.contribute.asked import asked_of, is_needed, linkable
from make_the_connection.contribute.repository import GitHub
from make_the_connection.render import Reader
from make_the_connection.render.environment import environment
from make_the_connection.render.reader import slug

LONGEST_ADDRESS = 7000
"""Characters of an address that begins a file: GitHub refuses those that are much longer."""

_SENTENCES = (
    "kept-at", "kept-not", "kept-without-pictures", "thrown-away", "undone", "saved", "opened", "unreadable",
    "elsewhere", "original", "language.added", "taken-out", "error", "warning", "errors",
    "warnings", "awaited", "untitled", "not-loaded",
    "picture.added", "picture.unreadable", "picture.most", "picture.size", "prefilled", "downloaded",
)  # fmt: skip
"""What the scripts fill in."""

SCRIPTS = (
    "contribution_files", "contribution", "contribution_findings", "contribution_pictures", "contribution_draft",
    "contribution_preview", "contribution_zip",
)  # fmt: skip
"""What the form runs, in this order."""

LATER = (
    "vendor/markdown-it.umd.min", "vendor/markdown-it-footnote.min", "vendor/fflate.umd.min",
    "contribution_grammar", "contribution_schema", "contribution_words", "contribution_rules",
)  # fmt: skip
"""What reads the answers and packs them, in this order: it weighs as much as the rest of the page, and whoever only
reads what is asked does not need it."""


def contribution(reader: Reader, type_: str) -> Markup:
    """The form for entries of a type; on a page on which languages stand side by side, only what it asks."""
    site = reader.site
    declared = site.model.types[type_]
    asked = asked_of(declared)
    fields = {name: declared.fields[name] for name in asked.asks}
    options = site.configuration.options
    template = environment("make_the_connection.contribute").get_template("contribution.html")
    return Markup(  # noqa: S704 - autoescaped
        template.render(
            reader=reader,
            type=type_,
            declared=declared,
            asked=asked,
            first={name: field for name, field in fields.items() if not field.many and field.kind != "consent"},
            ticked={name: field for name, field in fields.items() if field.many and field.kind == "choice"},
            lists={name: field for name, field in fields.items() if field.many and field.kind != "choice"},
            consents={name: field for name, field in fields.items() if field.kind == "consent"},
            needed={name for name, field in fields.items() if is_needed(field, asked)},
            linkable={type_: tuple(linkable(reader.site, type_, reader.code)) for type_ in asked.links},
            languages=sorted(site.languages, key=lambda code: code != reader.code),
            covered=COVERED,
            # Not by the filter of templates, which would put the fields in another order.
            data=htmlsafe_json_dumps(_data(reader, type_, declared, asked), ensure_ascii=False),
            words=htmlsafe_json_dumps(_words(reader), ensure_ascii=False),
            github=GitHub.of(options.repository),
            repository=options.repository,
            contact=options.contact,
            longest_name=LONGEST_NAME,
            scripts=SCRIPTS,
            later=" ".join(reader.file(f"assets/make-the-connection/{name}.js") for name in LATER),
            slug=slug,
        )
    )


def _data(reader: Reader, type_: str, declared: TypeDeclaration, asked: ContributionDeclaration) -> dict[str, Any]:
    """What the scripts must know of the type, and of where it can be sent."""
    options = reader.site.configuration.options
    github = GitHub.of(options.repository)
    shown = [name for block in declared.page for name in block.facts]
    names = dict.fromkeys([*asked.asks, *shown])
    return {
        "site": str(reader.site.model.namespace),
        "type": type_,
        "kind": reader.types(type_),
        "folder": declared.folder,
        "languages": {code: reader.language.name_of(code) for code in reader.site.languages},
        "given": dict(asked.given),
        "asks": list(asked.asks),
        "fields": {name: _shape(reader, declared.fields[name]) for name in names},
        "sections": {id_: dict(section.label) for id_, section in declared.sections.items()},
        "page": [
            {
                "id": block.id or block.section or "",
                "label": reader.own(block.label) if block.label else "",
                "section": block.section,
                "facts": list(block.facts),
                "connections": list(block.connections),
            }
            for block in declared.page
        ],
        "types": {each: reader.types(each) for each in asked.links},
        "days": list(reader.language.days_by_month),
        "says": _says(reader),
        "new": github.new(declared.folder) if github else None,
        "longest": LONGEST_ADDRESS,
    }


def _shape(reader: Reader, field: FieldDeclaration) -> dict[str, Any]:
    """A field for the scripts, its words in the language of the page."""
    return {
        "label": reader.own(field.label),
        "kind": field.kind,
        "many": field.many,
        "shown": field.not_stated,
        "choices": _own(reader, field.choices),
        "fields": {name: _shape(reader, inner) for name, inner in field.fields.items()},
    }


def _words(reader: Reader) -> dict[str, str]:
    return {each: reader.language.catalogue.sentences[f"contribution.{each}"] for each in _SENTENCES}


def _own(reader: Reader, texts: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    return {name: reader.own(text) for name, text in texts.items()}


def _says(reader: Reader) -> dict[str, str]:
    """The sentences of an entry's page."""
    keys: Iterable[str] = (
        "fact.not-stated", "fact.yes", "fact.no", "fact.consent", "list.separator", "connections.legend",
        "connections.none", "basis.editorial", "strength.central", "page.only-in",
        *(f"consent.{each}" for each in COVERED),
    )  # fmt: skip
    return {key: reader.language.catalogue.sentences[key] for key in keys}
