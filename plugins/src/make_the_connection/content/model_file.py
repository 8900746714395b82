"""The file of a content model: read, and then looked through for what it names without declaring it."""

from collections.abc import Iterable, Iterator, Mapping

from pydantic import BaseModel

from make_the_connection.content.configuration import Configuration
from make_the_connection.content.evaluation import EvaluationDeclaration
from make_the_connection.content.finding_names import unknown_in_finding
from make_the_connection.content.following_names import wrong_steps
from make_the_connection.content.known import Memory
from make_the_connection.content.known_facts import read_known
from make_the_connection.content.model import (
    THROUGH,
    BlockDeclaration,
    FieldDeclaration,
    Model,
    TypeDeclaration,
)
from make_the_connection.content.model_names import (
    choice_fields,
    fields_within,
    named_fields,
    not_one_of,
    path_fields,
    unknown_choices,
    unknown_type,
)
from make_the_connection.content.records import EditionFacts, WorkFacts
from make_the_connection.content.rule import EntryRule, RuleDeclaration
from make_the_connection.content.validation import nearest, validated
from make_the_connection.content.yaml_source import Key, Positions
from make_the_connection.diagnostics import Diagnostic, Location

_COMMON_FIELDS = frozenset({*EditionFacts.model_fields, *WorkFacts.model_fields})
_OF_EVALUATIONS = ("of", "parts", "leads_to")
_FILES = frozenset({"crosswalk"})
"""What other files for spreadsheets are called."""
_SORTABLE = frozenset({"number", "date"})


def read_model(configuration: Configuration, found: list[Diagnostic], memory: Memory) -> Model | None:
    """Read the content model of a site, or None with diagnostics."""
    name = configuration.options.model
    document = read_known(configuration.root / name, name, found, memory)
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
        shown = tuple(fields_within(declared.fields))
        yield from unknown_choices("card", declared.card, shown, positions, (*place, "card"))
        yield from _fields(declared.fields, model, positions, (*place, "fields"))
        for number, block in enumerate(declared.page):
            yield from _block(block, declared, positions, (*place, "page", number))
            yield from _parts(key, block, model, positions, (*place, "page", number))
    yield from _tables(model, positions)
    for key, declared in model.types.items():
        yield from _contribution(declared, model, positions, ("types", key, "contribution"))
    for key, rule in model.rules.items():
        yield from _rule(rule, model, positions, ("rules", key))
    for key, evaluation in model.evaluations.items():
        yield from _evaluation(evaluation, model, positions, ("evaluations", key))
    yield from unknown_in_finding(model, positions)
    yield from wrong_steps(model, positions)


def _types(model: Model, positions: Positions) -> Iterator[Diagnostic]:
    named: list[tuple[tuple[Key, ...], str]] = [
        (("crosswalk", "rows"), model.crosswalk.rows),
        (("crosswalk", "columns"), model.crosswalk.columns),
    ]
    named += [(("crosswalk", "through", number), name) for number, name in enumerate(model.crosswalk.through)]
    named += [(("frameworks", key, "type"), framework.type) for key, framework in model.frameworks.items()]
    for key, declared in model.types.items():
        named += [(("types", key, "filters", number), name) for number, name in enumerate(declared.filters)]
        for number, block in enumerate(declared.page):
            named += [
                (("types", key, "page", number, by, position), name)
                for by in ("connections", "parts")
                for position, name in enumerate(getattr(block, by))
            ]
    yield from (unknown_type(name, model, positions, place) for place, name in named if name not in model.types)


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
            yield not_one_of("replaced_by", framework.replaced_by, others, positions, where)


def _setting(model: Model, positions: Positions) -> Iterator[Diagnostic]:
    """A reader's setting is one choice in each field: what has many choices cannot be counted once."""
    setting = model.crosswalk.setting
    if setting is None:
        return
    place = ("crosswalk", "setting")
    if setting.type not in model.types:
        yield unknown_type(setting.type, model, positions, (*place, "type"))
        return
    fields = model.types[setting.type].fields
    choices = [name for name in choice_fields(model.types[setting.type]) if not fields[name].many]
    yield from unknown_choices("fields", setting.fields, choices, positions, (*place, "fields"))
    if THROUGH in setting.fields:
        where = positions.value(*place, "fields", setting.fields.index(THROUGH))
        yield Diagnostic.at(where, "reserved-name", name=THROUGH)


def _order(declared: TypeDeclaration, positions: Positions, place: tuple[Key, ...]) -> Iterator[Diagnostic]:
    # Only what every entry has can put all of them in order.
    fields = [
        name for name, field in declared.fields.items() if field.required and not field.many and field.kind in _SORTABLE
    ]
    if declared.order not in ("title", *fields):
        yield not_one_of("order", declared.order, ("title", *fields), positions, (*place, "order"))


def _fields(
    fields: Mapping[str, FieldDeclaration], model: Model, positions: Positions, place: tuple[Key, ...]
) -> Iterator[Diagnostic]:
    for name, field in fields.items():
        here = (*place, name)
        if name in _COMMON_FIELDS or hasattr(BaseModel, name):
            yield Diagnostic.at(positions.key(*here), "reserved-name", name=name)
        if field.kind in {"choice", "consent"} and not field.choices:
            yield Diagnostic.at(positions.key(*here), "missing-field", name="choices")
        if field.kind == "record" and not field.fields:
            yield Diagnostic.at(positions.key(*here), "missing-field", name="fields")
        if field.of is not None and field.of not in model.types:
            yield unknown_type(field.of, model, positions, (*here, "of"))
        yield from _conditions(field.required_where, fields, positions, (*here, "required_where"))
        yield from _fields(field.fields, model, positions, (*here, "fields"))


def _conditions(
    wanted: Mapping[str, Iterable[str]],
    fields: Mapping[str, FieldDeclaration],
    positions: Positions,
    place: tuple[Key, ...],
) -> Iterator[Diagnostic]:
    """The choices of other fields that something depends on."""
    known = {name: field.choices for name, field in fields.items() if field.kind == "choice"}
    for other, choices in wanted.items():
        if other in known:
            yield from unknown_choices(other, choices, known[other], positions, (*place, other))
        else:
            yield not_one_of(str(place[-1]), other, known, positions, (*place, other))


def _contribution(
    declared: TypeDeclaration, model: Model, positions: Positions, place: tuple[Key, ...]
) -> Iterator[Diagnostic]:
    asked = declared.contribution
    if asked is None:
        return
    if not declared.contributed:
        yield Diagnostic.at(positions.key(*place), "missing-field", name="contributed")
    given = {field: (choice,) for field, choice in asked.given.items()}
    yield from _conditions(given, declared.fields, positions, (*place, "given"))
    askable = [name for name, field in declared.fields.items() if field.is_askable]
    yield from unknown_choices("asks", asked.asks, askable, positions, (*place, "asks"))
    if asked.by not in model.roles:
        yield not_one_of("by", asked.by, model.roles, positions, (*place, "by"))
    for type_, link in asked.links.items():
        if type_ not in model.types:
            yield unknown_type(type_, model, positions, (*place, "links", type_))
        if link.relation not in model.relations:
            where = positions.value(*place, "links", type_, "relation")
            close = nearest(link.relation, model.relations)
            yield Diagnostic.at(where, "unknown-relation", relation=link.relation, **close)


def _rule(rule: RuleDeclaration, model: Model, positions: Positions, place: tuple[Key, ...]) -> Iterator[Diagnostic]:
    types = ("each", "linked_with") if isinstance(rule, EntryRule) else ("of", "linked_with")
    named = {end: getattr(rule, end) for end in types if getattr(rule, end) is not None}
    unknown = [end for end, type_ in named.items() if type_ not in model.types]
    yield from (unknown_type(named[end], model, positions, (*place, end)) for end in unknown)
    if isinstance(rule, EntryRule) and not unknown:
        yield from _choices_of_rule(rule, model, positions, place)


def _choices_of_rule(
    rule: EntryRule, model: Model, positions: Positions, place: tuple[Key, ...]
) -> Iterator[Diagnostic]:
    asked, others = (choice_fields(model.types[type_]) for type_ in (rule.each, rule.linked_with))
    for field, choices in rule.where.items():
        here = (*place, "where", field)
        if field in asked:
            yield from unknown_choices(field, choices, asked[field], positions, here)
        else:
            yield not_one_of("where", field, asked, positions, here)
    if rule.in_each is None:
        if rule.among:
            yield Diagnostic.at(positions.key(*place), "missing-field", name="in_each")
    elif rule.in_each not in others:
        yield not_one_of("in_each", rule.in_each, others, positions, (*place, "in_each"))
    else:
        yield from unknown_choices("among", rule.among, others[rule.in_each], positions, (*place, "among"))


def _block(
    block: BlockDeclaration, declared: TypeDeclaration, positions: Positions, place: tuple[Key, ...]
) -> Iterator[Diagnostic]:
    if block.section is not None and block.section not in declared.sections:
        yield not_one_of("section", block.section, declared.sections, positions, (*place, "section"))
    if block.map and not block.connections:
        yield Diagnostic.at(positions.key(*place, "map"), "missing-field", name="connections")
    yield from named_fields("facts", block.facts, declared, positions, (*place, "facts"))


def _parts(
    type_: str, block: BlockDeclaration, model: Model, positions: Positions, place: tuple[Key, ...]
) -> Iterator[Diagnostic]:
    """What stands on a page because it names the page's entry has a field in which it does."""
    for number, name in enumerate(block.parts):
        yield from _names(name, type_, model, positions, (*place, "parts", number))
    if block.table is None:
        return
    table, here = block.table, (*place, "table")
    unknown = [by for by in ("rows", "cells") if getattr(table, by) not in model.types]
    yield from (unknown_type(getattr(table, by), model, positions, (*here, by)) for by in unknown)
    if unknown:
        return
    yield from _names(table.rows, type_, model, positions, (*here, "rows"))
    yield from _names(table.cells, table.rows, model, positions, (*here, "cells"))
    # Every entry stands in one column; a group needs a name that can stand above it.
    columns = [name for name, field in _single(model.types[table.cells], "choice") if field.required]
    groups = [name for name, _ in _single(model.types[table.rows], "choice", "number")]
    if table.columns not in columns:
        yield not_one_of("columns", table.columns, columns, positions, (*here, "columns"))
    if table.groups is not None and table.groups not in groups:
        yield not_one_of("groups", table.groups, groups, positions, (*here, "groups"))


def _single(declared: TypeDeclaration, *kinds: str) -> list[tuple[str, FieldDeclaration]]:
    return [(name, field) for name, field in declared.fields.items() if field.kind in kinds and not field.many]


def _tables(model: Model, positions: Positions) -> Iterator[Diagnostic]:
    """A page has one table, for what narrows it is one form; and a file one table."""
    files: dict[str, Location] = {}
    for key, declared in model.types.items():
        tables = [(n, block.table) for n, block in enumerate(declared.page) if block.table]
        for number, table in tables:
            place = ("types", key, "page", number, "table")
            where = positions.value(*place, "file")
            if number != tables[0][0]:
                first = positions.key("types", key, "page", tables[0][0], "table")
                yield Diagnostic.at(positions.key(*place), "duplicate-key", name="table", line=first.line)
            elif table.file in _FILES:
                yield Diagnostic.at(where, "reserved-name", name=table.file)
            elif table.file in files:
                yield Diagnostic.at(where, "duplicate-key", name=table.file, line=files[table.file].line)
            files.setdefault(table.file, where)


def _names(part: str, whole: str, model: Model, positions: Positions, place: tuple[Key, ...]) -> Iterator[Diagnostic]:
    if part in model.types and model.naming(part, whole) is None:
        yield Diagnostic.at(positions.value(*place), "not-a-part", part=part, whole=whole)


def _evaluation(
    declared: EvaluationDeclaration, model: Model, positions: Positions, place: tuple[Key, ...]
) -> Iterator[Diagnostic]:
    named = [(by, number, name) for by in _OF_EVALUATIONS for number, name in enumerate(getattr(declared, by))]
    for by, number, name in named:
        if name not in model.types:
            yield unknown_type(name, model, positions, (*place, by, number))
    for type_ in filter(model.types.__contains__, declared.of):
        fields = model.types[type_].fields
        texts = [name for name, field in fields.items() if field.kind == "text" and field.required]
        if declared.asks is not None and declared.asks not in texts:
            yield not_one_of("asks", declared.asks, texts, positions, (*place, "asks"))
        for number, part in enumerate(declared.parts):
            yield from _names(part, type_, model, positions, (*place, "parts", number))
    paths, here = declared.paths, (*place, "paths")
    if paths is not None and paths.type not in model.types:
        yield unknown_type(paths.type, model, positions, (*here, "type"))
    elif paths is not None and paths.field not in (known := path_fields(model.types[paths.type])):
        yield not_one_of("field", paths.field, known, positions, (*here, "field"))
