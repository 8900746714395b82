"""The file of a content model: read, and then looked through for what it names without declaring it."""

from collections.abc import Iterable, Iterator, Mapping

from pydantic import BaseModel

from make_the_connection.content.configuration import Configuration
from make_the_connection.content.model import (
    THROUGH,
    BlockDeclaration,
    EntryRule,
    FieldDeclaration,
    Model,
    RuleDeclaration,
    TypeDeclaration,
)
from make_the_connection.content.records import EditionFacts, WorkFacts
from make_the_connection.content.text_source import read_text
from make_the_connection.content.validation import nearest, validated
from make_the_connection.content.yaml_source import Key, Positions, read_yaml
from make_the_connection.diagnostics import Diagnostic

_COMMON_FIELDS = frozenset({*EditionFacts.model_fields, *WorkFacts.model_fields})
_SORTABLE = frozenset({"number", "date"})


def read_model(configuration: Configuration, found: list[Diagnostic]) -> Model | None:
    """Read the content model of a site, or None with diagnostics."""
    name = configuration.options.model
    text = read_text(configuration.root / name, name, found)
    document = read_yaml(text, name, found) if text is not None else None
    model = validated(Model, document, found, configuration.options.languages) if document else None
    if model is None or document is None:
        return None
    mistakes = tuple(_disagreements(model, document.positions))
    found.extend(mistakes)
    return None if mistakes else model


def _disagreements(model: Model, positions: Positions) -> Iterator[Diagnostic]:
    yield from _types(model, positions)
    yield from _editions(model, positions)
    yield from _setting(model, positions)
    for name, relation in model.relations.items():
        other = model.relations.get(relation.inverse)
        if other is None or other.inverse != name:
            where = positions.value("relations", name, "inverse")
            close = nearest(relation.inverse, model.relations) if other is None else {}
            yield Diagnostic.at(where, "unknown-relation", relation=relation.inverse, **close)
    for key, declared in model.types.items():
        place = ("types", key)
        yield from _order(declared, positions, place)
        yield from _named_fields("card", declared.card, declared, positions, (*place, "card"))
        yield from _fields(declared.fields, model, positions, (*place, "fields"))
        for number, block in enumerate(declared.page):
            yield from _block(block, declared, positions, (*place, "page", number))
    for key, rule in model.rules.items():
        yield from _rule(rule, model, positions, ("rules", key))


def _types(model: Model, positions: Positions) -> Iterator[Diagnostic]:
    named: list[tuple[tuple[Key, ...], str]] = [
        (("crosswalk", "rows"), model.crosswalk.rows),
        (("crosswalk", "columns"), model.crosswalk.columns),
    ]
    named += [(("frameworks", key, "type"), framework.type) for key, framework in model.frameworks.items()]
    for key, declared in model.types.items():
        named += [(("types", key, "filters", number), name) for number, name in enumerate(declared.filters)]
        for number, block in enumerate(declared.page):
            named += [
                (("types", key, "page", number, "connections", position), name)
                for position, name in enumerate(block.connections)
            ]
    yield from (_unknown_type(name, model, positions, place) for place, name in named if name not in model.types)


def _editions(model: Model, positions: Positions) -> Iterator[Diagnostic]:
    """An edition is replaced by another of the same type, and in the end by one that nothing has replaced."""
    for key, framework in model.frameworks.items():
        others = [name for name, other in model.frameworks.items() if other.type == framework.type and name != key]
        seen, last = {key}, framework
        while last.replaced_by in model.frameworks and last.replaced_by not in seen:
            seen.add(last.replaced_by)
            last = model.frameworks[last.replaced_by]
        if framework.replaced_by is not None and (framework.replaced_by not in others or last.replaced_by is not None):
            where = ("frameworks", key, "replaced_by")
            yield _not_one_of("replaced_by", framework.replaced_by, others, positions, where)


def _setting(model: Model, positions: Positions) -> Iterator[Diagnostic]:
    """A reader's setting is one choice in each field: what has many choices cannot be counted once."""
    setting = model.crosswalk.setting
    if setting is None:
        return
    place = ("crosswalk", "setting")
    if setting.type not in model.types:
        yield _unknown_type(setting.type, model, positions, (*place, "type"))
        return
    fields = model.types[setting.type].fields
    choices = [name for name in _choice_fields(model.types[setting.type]) if not fields[name].many]
    yield from _unknown_choices("fields", setting.fields, choices, positions, (*place, "fields"))
    if THROUGH in setting.fields:
        where = positions.value(*place, "fields", setting.fields.index(THROUGH))
        yield Diagnostic.at(where, "reserved-name", name=THROUGH)


def _unknown_type(name: str, model: Model, positions: Positions, place: tuple[Key, ...]) -> Diagnostic:
    return Diagnostic.at(positions.value(*place), "unknown-type", name=name, **nearest(name, model.types))


def _order(declared: TypeDeclaration, positions: Positions, place: tuple[Key, ...]) -> Iterator[Diagnostic]:
    # Only what every entry has can put all of them in order.
    fields = [
        name for name, field in declared.fields.items() if field.required and not field.many and field.kind in _SORTABLE
    ]
    if declared.order not in ("title", *fields):
        yield _not_one_of("order", declared.order, ("title", *fields), positions, (*place, "order"))


def _fields(
    fields: Mapping[str, FieldDeclaration], model: Model, positions: Positions, place: tuple[Key, ...]
) -> Iterator[Diagnostic]:
    for name, field in fields.items():
        here = (*place, name)
        if name in _COMMON_FIELDS or hasattr(BaseModel, name):
            yield Diagnostic.at(positions.key(*here), "reserved-name", name=name)
        if field.kind == "choice" and not field.choices:
            yield Diagnostic.at(positions.key(*here), "missing-field", name="choices")
        if field.kind == "record" and not field.fields:
            yield Diagnostic.at(positions.key(*here), "missing-field", name="fields")
        if field.of is not None and field.of not in model.types:
            yield _unknown_type(field.of, model, positions, (*here, "of"))
        yield from _fields(field.fields, model, positions, (*here, "fields"))


def _rule(rule: RuleDeclaration, model: Model, positions: Positions, place: tuple[Key, ...]) -> Iterator[Diagnostic]:
    types = ("each", "linked_with") if isinstance(rule, EntryRule) else ("of", "linked_with")
    named = {end: getattr(rule, end) for end in types if getattr(rule, end) is not None}
    unknown = [end for end, type_ in named.items() if type_ not in model.types]
    yield from (_unknown_type(named[end], model, positions, (*place, end)) for end in unknown)
    if isinstance(rule, EntryRule) and not unknown:
        yield from _choices_of_rule(rule, model, positions, place)


def _choices_of_rule(
    rule: EntryRule, model: Model, positions: Positions, place: tuple[Key, ...]
) -> Iterator[Diagnostic]:
    asked, others = (_choice_fields(model.types[type_]) for type_ in (rule.each, rule.linked_with))
    for field, choices in rule.where.items():
        here = (*place, "where", field)
        if field in asked:
            yield from _unknown_choices(field, choices, asked[field], positions, here)
        else:
            yield _not_one_of("where", field, asked, positions, here)
    if rule.in_each is None:
        if rule.among:
            yield Diagnostic.at(positions.key(*place), "missing-field", name="in_each")
    elif rule.in_each not in others:
        yield _not_one_of("in_each", rule.in_each, others, positions, (*place, "in_each"))
    else:
        yield from _unknown_choices("among", rule.among, others[rule.in_each], positions, (*place, "among"))


def _choice_fields(declared: TypeDeclaration) -> dict[str, Iterable[str]]:
    return {name: field.choices for name, field in declared.fields.items() if field.kind == "choice"}


def _unknown_choices(
    name: str, values: Iterable[str], choices: Iterable[str], positions: Positions, place: tuple[Key, ...]
) -> Iterator[Diagnostic]:
    for number, value in enumerate(values):
        if value not in choices:
            yield _not_one_of(name, value, choices, positions, (*place, number))


def _block(
    block: BlockDeclaration, declared: TypeDeclaration, positions: Positions, place: tuple[Key, ...]
) -> Iterator[Diagnostic]:
    if block.section is not None and block.section not in declared.sections:
        yield _not_one_of("section", block.section, declared.sections, positions, (*place, "section"))
    if block.map and not block.connections:
        yield Diagnostic.at(positions.key(*place, "map"), "missing-field", name="connections")
    yield from _named_fields("facts", block.facts, declared, positions, (*place, "facts"))


def _named_fields(
    by: str, names: Iterable[str], declared: TypeDeclaration, positions: Positions, place: tuple[Key, ...]
) -> Iterator[Diagnostic]:
    yield from _unknown_choices(by, names, declared.fields, positions, place)


def _not_one_of(
    name: str, value: str, choices: Iterable[str], positions: Positions, place: tuple[Key, ...]
) -> Diagnostic:
    choices = tuple(choices)
    close = nearest(value, choices)
    return Diagnostic.at(
        positions.value(*place), "not-one-of", name=name, value=value, choices=", ".join(choices), **close
    )
