"""What a contribution has beside the fields of its type: the links that are asked for, and consent to its words.

A contribution is an entry whose facts have all the choices that are `given`. What editors themselves tell again of an
account that is published elsewhere is none.
"""

from collections.abc import Iterator, Mapping

from make_the_connection.content.model import ContributionDeclaration, TypeDeclaration
from make_the_connection.content.yaml_source import YamlDocument
from make_the_connection.diagnostics import Diagnostic


def lacking(declared: TypeDeclaration, document: YamlDocument) -> Iterator[Diagnostic]:
    """What the facts of a contribution lack."""
    asked = declared.contribution
    if asked is None or any(document.value.get(name) != choice for name, choice in asked.given.items()):
        return
    yield from _missing_links(asked, document)
    for name, field in declared.fields.items():
        consent = document.value.get(name) if field.kind == "consent" else None
        covers = consent.get("covers") if isinstance(consent, Mapping) else None
        if isinstance(covers, list) and covers and "words" not in covers:
            yield Diagnostic.at(document.positions.value(name, "covers"), "consent-without-words")


def _missing_links(asked: ContributionDeclaration, document: YamlDocument) -> Iterator[Diagnostic]:
    """Links are counted as they are written: one that leads nowhere, or names nothing yet, is reported as such."""
    links = document.value.get("links", [])
    if not isinstance(links, list) or not all(isinstance(link, Mapping) and link.get("to") for link in links):
        return
    named = {str(link["to"]) for link in links}
    for type_, link in asked.links.items():
        has = sum(key.startswith(f"{type_}:") for key in named)
        if has < link.least:
            where = document.positions.key("links")
            yield Diagnostic.at(where, "missing-links", type=type_, asked=link.least, has=has)
