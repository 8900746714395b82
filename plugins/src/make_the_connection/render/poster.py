"""The whole crosswalk on one A3 page, to print and to hang up: SVG and tagged PDF, for one language or for several."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from importlib import resources
from typing import Any, Literal

from markupsafe import escape

from make_the_connection.crosswalk import Cell, State
from make_the_connection.render.reader import Reader
from make_the_connection.render.typesetting import language_tag, typeset
from make_the_connection.site import Site

Form = Literal["pdf", "svg"]
FORMS: tuple[Form, ...] = ("pdf", "svg")


def poster_languages(site: Site) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The name and the languages of each poster: one for each language, and one in all of them (`en-cy`)."""
    codes = tuple(site.languages)
    yield from (("-".join(chosen), chosen) for chosen in (*((code,) for code in codes), codes))


def poster_files(site: Site) -> Mapping[str, Callable[[], bytes]]:
    """What makes each file of a poster, by its name. Nothing is made before it is called."""
    return {
        f"{name}.{form}": partial(_poster, site, codes, form)
        for name, codes in poster_languages(site)
        for form in FORMS
    }


def _poster(site: Site, codes: Sequence[str], form: Form) -> bytes:
    data = poster_data(site, codes)
    template = resources.files("make_the_connection.render").joinpath("templates", "poster.typ").read_bytes()
    poster = typeset(template, data, form)
    if form == "pdf":
        return poster
    # Typst draws the letters of an SVG; its title is what a screen reader has of it, in each language (SVG 2, 5.9).
    titles = "".join(
        f'<title lang="{code}">{escape(said["text"])}</title>' for code, said in zip(codes, data["title"], strict=True)
    )
    return poster.replace(b">", f' lang="{codes[0]}" role="img">{titles}'.encode(), 1)


def poster_data(site: Site, codes: Sequence[str]) -> dict[str, Any]:
    """Everything that the template shows. A text is a list with one item for each language."""
    readers = [Reader(site, code, "index") for code in codes]
    table = site.table
    joining = dict.fromkeys(join.key for cell in table.cells.values() for join in cell.joins)
    types = [type_ for type_, declared in site.model.types.items() if not declared.contributed]
    shown = [entry.key for type_ in types for entry in site.of_type(type_) if entry.key in joining]
    numbers = {key: number for number, key in enumerate(shown, start=1)}
    return {
        "languages": [language_tag(code) for code in codes],
        "site": [_said(reader.code, _guide(reader, "home")) for reader in readers],
        "title": [_said(reader.code, _guide(reader, "crosswalk")) for reader in readers],
        "lead": [_said(reader.code, _lead(reader)) for reader in readers],
        "columns": [_title(column, readers) for column in table.columns],
        "rows": [_title(row, readers) for row in table.rows],
        "cells": [
            [_cell(table.cells[row, column], numbers, readers) for column in table.columns] for row in table.rows
        ],
        "states": [
            {"state": state, "words": [_said(reader.code, reader.text(f"state.{state}")) for reader in readers]}
            for state in State
        ],
        "key": [
            {
                "words": [_said(reader.code, reader.types(type_)) for reader in readers],
                "items": [
                    {"number": numbers[entry.key], "words": _title(entry.key, readers)}
                    for entry in site.of_type(type_)
                    if entry.key in numbers
                ],
            }
            for type_ in types
            if any(entry.key in numbers for entry in site.of_type(type_))
        ],
        "foot": [_said(reader.code, reader.text("poster.foot")) for reader in readers],
    }


def _cell(cell: Cell, numbers: dict[str, int], readers: Sequence[Reader]) -> dict[str, Any]:
    marks = [{"number": numbers[j.key], "published": j.published} for j in cell.joins if j.key in numbers]
    contributed = [type_ for type_, declared in readers[0].site.model.types.items() if declared.contributed]
    counted = [(type_, len(cell.of_type(type_))) for type_ in contributed if cell.of_type(type_)]
    counts = [_said(reader.code, reader.listed(reader.counted(*each) for each in counted)) for reader in readers]
    states = [_said(reader.code, reader.text(f"state.{cell.state}")) for reader in readers]
    return {
        "state": cell.state,
        "joined": bool(cell.joins),
        "marks": sorted(marks, key=lambda mark: mark["number"]),
        "words": (counts if counted else []) if cell.joins else states,
    }


def _title(key: str, readers: Sequence[Reader]) -> list[dict[str, Any]]:
    """The title in each language in which there is one; a wording of ours is marked."""
    said = []
    for reader in readers:
        words = reader.site.entries[key].words.get(reader.code)
        if words:
            said.append(_said(reader.code, words.front.title, proposed=words.front.title_status == "proposed"))
    if not said:
        phrase = reader.site.title(key, reader.code)
        said.append(_said(phrase.lang or reader.code, phrase.text))
    return said


def _guide(reader: Reader, id_: str) -> str:
    key = f"guide:{id_}"
    return reader.site.title(key, reader.code).text if reader.site.has(key) else _lead(reader)


def _lead(reader: Reader) -> str:
    crosswalk = reader.site.model.crosswalk
    return reader.text(
        "poster.lead", rows=reader.types_within(crosswalk.rows), columns=reader.types_within(crosswalk.columns)
    )


def _said(code: str, text: str, *, proposed: bool = False) -> dict[str, Any]:
    return {**language_tag(code), "text": str(text), "proposed": proposed}
