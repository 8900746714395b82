"""`make-the-connection coverage`: what the crosswalk still lacks, as text or as JSON."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from make_the_connection.api import load
from make_the_connection.cli.options import add_config_file
from make_the_connection.crosswalk import Link, LinkCoverage, Side, TableCoverage
from make_the_connection.languages import UnknownLanguagePackError, in_words
from make_the_connection.render import Reader
from make_the_connection.render.coverage import LISTS, SORTS, Group, side_name
from make_the_connection.site import Site


def add_options(counting: argparse.ArgumentParser) -> None:
    """Add what the command can be told."""
    counting.add_argument("--format", choices=("text", "json"), default="text", help="how to print it (default: text)")
    counting.add_argument("--language", help="print it in one language; otherwise in each language of the site")
    add_config_file(counting)
    counting.set_defaults(run=lambda given: coverage(given.config_file, given.language, given.format))


def coverage(path: Path, language: str | None, form: str) -> int:
    """Print what is there and what is missing. Returns 1 where content could not be read, and so cannot be counted."""
    loaded = load(path)
    site = loaded.site
    if site is None or site.unread:
        print("\n".join(in_words(diagnostic, loaded.readers) for diagnostic in loaded.errors), file=sys.stderr)
        return 1
    if language is not None and language not in site.languages:
        raise UnknownLanguagePackError(language, tuple(site.languages))
    if form == "json":
        print(json.dumps(_values(site), ensure_ascii=False, indent=1))
    else:
        codes = [language] if language else list(site.languages)
        print("\n\n".join("\n".join(_lines(Reader(site, code, ""))) for code in codes))
    return 0


def _lines(reader: Reader) -> Iterator[str]:
    for groups in LISTS.values():
        for group in groups(reader):
            yield from _group(group, reader)
    yield reader.language.text("coverage.links.caption")
    for each in reader.site.coverage.links:
        yield f"  {side_name(each.side, reader)}"
        counts = [(reader.language.text(key), getattr(each, sort)) for sort, key in SORTS.items()]
        yield f"    {reader.listed(_count(name, number, reader) for name, number in counts)}"
    oldest = reader.site.coverage.links[0].oldest
    if oldest is None:
        yield reader.language.text("coverage.no-review")
    elif oldest.reviewed:
        on = reader.date(oldest.reviewed[1])
        yield reader.language.text("coverage.oldest-review", on=on, one=oldest.subject, other=oldest.object)


def _group(group: Group, reader: Reader) -> Iterator[str]:
    yield from [group.title] if group.title else []
    for state, number in group.states.items():
        yield f"  {_count(reader.language.text(f'state.{state}'), number, reader)}"
    for gap in group.gaps:
        yield f"  {gap.label}"
        yield f"    {gap.status}"
        for item in gap.items:
            yield f"    - {' · '.join(item.keys)} {item.detail}".rstrip()
    yield ""


def _count(name: str, number: int, reader: Reader) -> str:
    return reader.language.text("coverage.count", name=name, number=reader.language.number(number))


def _values(site: Site) -> dict[str, object]:
    found = site.coverage
    return {
        "tables": [_table(table) for table in found.tables],
        "without": [
            {"type": each.type, "contributed": each.contributed, "entries": list(each.entries)}
            for each in found.without
        ],
        "links": [_links(each) for each in found.links],
        "unreviewed": [_link(link) for link in site.graph.links if not link.reviewed],
        "rules": [_rule(name, site) for name in site.model.rules],
    }


def _table(table: TableCoverage) -> dict[str, object]:
    return {
        "rows": _side(table.rows),
        "columns": _side(table.columns),
        "superseded": table.superseded,
        "states": {str(state): number for state, number in table.states.items()},
        "empty": [{"row": cell.row, "column": cell.column, "state": str(cell.state)} for cell in table.empty],
        "rows_only": list(table.rows_only),
        "columns_only": list(table.columns_only),
    }


def _side(side: Side) -> dict[str, str | None]:
    return {"type": side.type, "edition": side.edition}


def _links(each: LinkCoverage) -> dict[str, object]:
    oldest = each.oldest
    return {
        "of": _side(each.side) if each.side else None,
        **{sort: getattr(each, sort) for sort in SORTS},
        "oldest_review": {**_link(oldest), "on": oldest.reviewed[1]} if oldest and oldest.reviewed else None,
    }


def _link(link: Link) -> dict[str, object]:
    return {"from": link.subject, "to": link.object, "path": link.location.path, "line": link.location.line}


def _rule(name: str, site: Site) -> dict[str, object]:
    broken = [
        {
            "entry": each.key,
            "other": each.other,
            "choice": each.choice,
            "has": each.has,
            "asked": each.asked,
            "path": each.location.path,
            "line": each.location.line,
        }
        for each in site.broken
        if each.rule == name
    ]
    return {"rule": name, "severity": site.model.rules[name].severity, "broken": broken}
