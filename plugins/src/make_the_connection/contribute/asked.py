"""What contributors have to answer and what they can link with, whichever way they are asked."""

from collections.abc import Iterator

from make_the_connection.content.model import ContributionDeclaration, FieldDeclaration, TypeDeclaration
from make_the_connection.content.reading import Entry
from make_the_connection.site import Site


def asked_of(declared: TypeDeclaration) -> ContributionDeclaration:
    """What contributors of a type are asked. Raises `ValueError` for a type that nobody contributes."""
    if declared.contribution is None:
        raise ValueError(f"nobody is asked for entries in {declared.folder}")
    return declared.contribution


def is_needed(field: FieldDeclaration, asked: ContributionDeclaration) -> bool:
    """Whether a contribution cannot be without a field."""
    return field.required or any(asked.given.get(name) in choices for name, choices in field.required_where.items())


def linkable(site: Site, type_: str, code: str) -> Iterator[Entry]:
    """The entries of a type in the editions in force, as readers of a language expect them."""
    return (entry for entry in site.in_reading_order(type_, code) if not site.model.is_superseded(entry.id))


def names_taken(site: Site, type_: str) -> frozenset[str]:
    """The names of folders that entries of a type have or had: whatever is put there takes the place of another's.

    What was withdrawn has no name: it would be published with the form.
    """
    entries = site.of_type(type_)
    former = (old for entry in entries for old in entry.facts.formerly)
    unread = (entry.id for entry in site.unread if entry.type == type_)
    return frozenset([*(entry.id for entry in entries), *former, *unread])
