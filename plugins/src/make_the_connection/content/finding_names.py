"""Names in what a content model declares of finding entries that it does not declare itself."""

from collections.abc import Iterable, Iterator, Mapping

from make_the_connection.content.finding import OF_FINDERS, OF_SEARCH, TOLD_BY, FacetDeclaration
from make_the_connection.content.model import FieldDeclaration, Model
from make_the_connection.content.model_names import not_one_of, unknown_choices, unknown_type
from make_the_connection.content.yaml_source import Key, Positions
from make_the_connection.diagnostics import Diagnostic


def unknown_in_finding(model: Model, positions: Positions) -> Iterator[Diagnostic]:
    """What facets name in vain."""
    of_all = {name for declared in model.types.values() for name in told_by(declared.fields)}
    for name, facet in model.search.items():
        yield from _facet(facet, of_all, model, positions, ("search", name))
    yield from _reserved(model.search, OF_SEARCH, positions, ("search",))
    for key, declared in model.types.items():
        if declared.finder is None:
            continue
        place: tuple[Key, ...] = ("types", key, "finder")
        for name, facet in declared.finder.facets.items():
            yield from _facet(facet, told_by(declared.fields), model, positions, (*place, "facets", name))
        yield from _reserved(declared.finder.facets, OF_FINDERS, positions, (*place, "facets"))
        yield from unknown_choices("like", declared.finder.like, declared.finder.facets, positions, (*place, "like"))


def _facet(
    facet: FacetDeclaration, fields: set[str], model: Model, positions: Positions, place: tuple[Key, ...]
) -> Iterator[Diagnostic]:
    if facet.linked is not None and facet.linked not in model.types:
        yield unknown_type(facet.linked, model, positions, (*place, "linked"))
    if facet.field is not None and facet.field not in fields:
        yield not_one_of("field", facet.field, sorted(fields), positions, (*place, "field"))


def _reserved(
    names: Iterable[str], reserved: frozenset[str], positions: Positions, place: tuple[Key, ...]
) -> Iterator[Diagnostic]:
    for name in names:
        if name in reserved:
            yield Diagnostic.at(positions.key(*place, name), "reserved-name", name=name)


def told_by(fields: Mapping[str, FieldDeclaration], before: str = "") -> set[str]:
    """The fields that entries can be told apart by, with the records that hold them: `published.on`."""
    found = {f"{before}{name}" for name, field in fields.items() if field.kind in TOLD_BY}
    for name, field in fields.items():
        if field.kind == "record" and not field.many:
            found |= told_by(field.fields, f"{before}{name}.")
    return found
