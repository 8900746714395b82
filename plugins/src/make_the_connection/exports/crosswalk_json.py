"""`crosswalk.json`: everything of the graph, written and read."""

from collections.abc import Iterator, Mapping, Sequence

from make_the_connection.content.model import Model
from make_the_connection.content.reading import Entry
from make_the_connection.crosswalk import Cell, Graph, Link, Table, Unrelated
from make_the_connection.diagnostics import Location
from make_the_connection.exports.crosswalk_format import (
    SCHEMA,
    UNDETERMINED,
    VERSION,
    CellPart,
    Crosswalk,
    DerivedPart,
    EditorialLinkPart,
    EntryPart,
    FrameworkPart,
    JoinPart,
    LanguagePart,
    PublishedLinkPart,
    RelationPart,
    ReviewPart,
    RolePart,
    TablePart,
    TypePart,
    UnrelatedPart,
    WordsPart,
    schema_bytes,
)
from make_the_connection.exports.identity import framework_name, link_name, urn
from make_the_connection.exports.published import Publication, page_of
from make_the_connection.site import Site

NAME = "crosswalk.json"


def crosswalk_schema(_site: Site, _publication: Publication) -> bytes:
    """The JSON Schema of `crosswalk.json`, the same for every site."""
    return schema_bytes()


def crosswalk_json(site: Site, publication: Publication) -> bytes:
    """The whole graph; entries in the order of the content model, links by subject and object."""
    model, home = site.model, site.guides.get("home")
    crosswalk = Crosswalk(
        schema_=SCHEMA,
        version=VERSION,
        as_of=publication.as_of,
        address=publication.address,
        publisher=site.configuration.options.publisher,
        title={code: words.front.title for code, words in home.words.items()} if home else {},
        languages=[LanguagePart(code=code, name=language.name) for code, language in site.languages.items()],
        roles=[RolePart(key=key, label=label) for key, label in model.roles.items()],
        frameworks=list(_frameworks(site)),
        types=[
            TypePart(key=key, label=declared.label, framework=declared.framework)
            for key, declared in model.types.items()
        ],
        relations=[
            RelationPart(key=key, label=relation.label, inverse=relation.inverse, explained=relation.explained)
            for key, relation in model.relations.items()
        ],
        entries=[_entry(site, entry) for entry in site.entries.values()],
        links=[link_part(site, link) for link in site.graph.links],
        unrelated=[_unrelated(site, record) for record in site.graph.unrelated],
        derived=DerivedPart(
            row_type=model.crosswalk.rows,
            column_type=model.crosswalk.columns,
            tables=[_table(site, table) for table in site.tables],
        ),
    )
    return (crosswalk.model_dump_json(indent=1, by_alias=True, ensure_ascii=False) + "\n").encode()


def read_crosswalk(data: bytes) -> Graph:
    """The graph of a `crosswalk.json`; `ValueError` where it is none, or of another major version.

    It equals the graph that was written; only the places of links in files are not kept.
    """
    crosswalk = Crosswalk.model_validate_json(data)
    return Graph(
        tuple(_link_of(part) for part in crosswalk.links),
        tuple(Unrelated(frozenset(part.pair), part.why, part.by, part.on) for part in crosswalk.unrelated),
        {relation.key: relation.inverse for relation in crosswalk.relations},
    )


def _frameworks(site: Site) -> Iterator[FrameworkPart]:
    for key, declared in site.model.frameworks.items():
        yield FrameworkPart(key=key, identifier=urn(site, framework_name(key)), **declared.model_dump())


def _entry(site: Site, entry: Entry) -> EntryPart:
    return EntryPart(
        key=entry.key,
        type=entry.type,
        id=entry.id,
        identifier=urn(site, entry.key),
        formerly=[f"{entry.type}:{id_}" for id_ in entry.facts.formerly],
        framework=site.model.edition_of(entry.id),
        replaces=site.predecessors(entry.key),
        original=entry.facts.original if entry.words else None,
        words=words_of(site, entry),
        pages={code: page_of(entry, code) for code in site.languages},
    )


def words_of(site: Site, entry: Entry) -> dict[str, WordsPart]:
    """What an entry is called, by language; the title of a work may be the same in all."""
    if site.declaration(entry).title == "csl":
        titles = _with_codes(entry.facts.csl.title)  # type: ignore[attr-defined]
        return {code: WordsPart(title=title, title_status="published") for code, title in titles.items()}
    # The names of the front matter and of the format are the same.
    return {code: WordsPart.model_validate(words.front.model_dump()) for code, words in entry.words.items()}


def link_part(site: Site, link: Link) -> PublishedLinkPart | EditorialLinkPart:
    """A link with everything that is recorded of it."""
    values = {
        name: getattr(link, name)
        for name in ("subject", "object", "relation", "why", "strength", "basis", "source", "by", "on")
    }
    values["identifier"] = urn(site, link_name(link))
    values["review"] = ReviewPart(by=link.reviewed[0], on=link.reviewed[1]) if link.reviewed else None
    if link.published:
        return PublishedLinkPart(**values, wording=_with_codes(link.wording or {}))
    return EditorialLinkPart(**values)


def _link_of(part: PublishedLinkPart | EditorialLinkPart) -> Link:
    values = part.model_dump(exclude={"identifier", "review", "wording"})
    wording = _without_codes(part.wording) if isinstance(part, PublishedLinkPart) else None
    reviewed = (part.review.by, part.review.on) if part.review else None
    return Link(**values, wording=wording, reviewed=reviewed, location=Location(NAME))


def _unrelated(site: Site, record: Unrelated) -> UnrelatedPart:
    one, other = sorted(record.pair)
    identifier = urn(site, link_name(record))
    return UnrelatedPart(identifier=identifier, pair=(one, other), why=record.why, by=record.by, on=record.on)


def _table(site: Site, table: Table) -> TablePart:
    return TablePart(
        row_framework=_framework_of(site.model, table.rows),
        column_framework=_framework_of(site.model, table.columns),
        rows=table.rows,
        columns=table.columns,
        cells=[_cell(site, cell) for cell in table.cells.values()],
    )


def _framework_of(model: Model, keys: Sequence[str]) -> str | None:
    """The edition of a table's rows or columns, which are all of one."""
    return model.edition_of(keys[0].partition(":")[2])


def _cell(site: Site, cell: Cell) -> CellPart:
    joins = [
        JoinPart(
            entry=join.key,
            row_link=urn(site, link_name(join.row)),
            column_link=urn(site, link_name(join.column)),
            published=join.published,
        )
        for join in cell.joins
    ]
    return CellPart(row=cell.row, column=cell.column, state=cell.state, joins=joins)


def _with_codes(text: Mapping[str, str]) -> dict[str, str]:
    """A name of the facts, with a code for what is the same in every language."""
    return {code or UNDETERMINED: words for code, words in text.items()}


def _without_codes(text: Mapping[str, str]) -> dict[str, str]:
    return {"" if code == UNDETERMINED else code: words for code, words in text.items()}
