"""What guide pages may ask for by macros, and which names of the content model stand in their brackets.

The macros are not run here: they are only looked for. Those that make the page have the same names and arguments.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from make_the_connection.content.model import Model
from make_the_connection.content.model_names import choice_fields, path_fields
from make_the_connection.content.text_source import locate
from make_the_connection.content.validation import nearest
from make_the_connection.diagnostics import Diagnostic, Location


@dataclass(frozen=True)
class Argument:
    """What stands in a place between the brackets: what it is called, and the names that a site has for it.

    Fields are those of the type that stands first.
    """

    called: str
    names: Callable[[Model, str], Iterable[str]]


TYPE = Argument("type", lambda model, _: model.types)
CONTRIBUTED = Argument("type", lambda model, _: [key for key, each in model.types.items() if each.contribution])
FOUND = Argument("type", lambda model, _: [key for key, each in model.types.items() if each.finder])
FIELD = Argument("field", lambda model, type_: model.types[type_].fields)
CHOICE = Argument("field", lambda model, type_: choice_fields(model.types[type_]))
PATH = Argument("field", lambda model, type_: path_fields(model.types[type_]))
EVALUATION = Argument("evaluation", lambda model, _: model.evaluations)
NUMBER = Argument("number", lambda *_: ())
"""A number can be left out."""


def _one_of(*words: str) -> Argument:
    return Argument(" | ".join(words), lambda *_: words)


MACROS: Mapping[str, tuple[Argument, ...]] = {
    "a_to_z": (),
    "access_tested": (),
    "bibliography": (),
    "calendar_files": (TYPE,),
    "cards": (TYPE,),
    "carried": (),
    "combining": (EVALUATION,),
    "coming": (TYPE,),
    "connected": (),
    "contact": (),
    "contribution": (CONTRIBUTED,),
    "count": (TYPE,),
    "coverage": (_one_of("links", "rules", "cells", "one-sided", "without"),),
    "crosswalk": (),
    "data_files": (),
    "downloads": (),
    "evaluation": (EVALUATION,),
    "feed": (TYPE,),
    "finder": (FOUND,),
    "glossary": (),
    "keep": (),
    "over": (TYPE,),
    "parity": (_one_of("counts", "complete", "reviewed", "draft", "stale", "different", "missing"),),
    "posters": (),
    "publisher": (),
    "search": (),
    "stated": (TYPE, FIELD),
    "table": (TYPE,),
    "ways_in": (TYPE, CHOICE, PATH, NUMBER),
}
"""What a guide page may ask for, by name."""

# mkdocs-macros brings these itself; they help to find mistakes.
_BROUGHT = frozenset({"context", "macros_info", "now"})
# What is raw is shown as it stands, and read once even where its end is missing, however often it begins.
_CALL = re.compile(r"\{%[-+]?\s*raw\b(?:.*?\bendraw\b|.*)|\{\{[-+]?\s*(?P<name>\w+)\((?P<given>[^(){}]*)\)", re.DOTALL)
_GIVEN = re.compile(r"([\"'])(?P<name>.*?)\1|(?P<number>[0-9]+)(?=\s*(?:,|$))|[^\s,\"']+")


@dataclass(frozen=True)
class Call:
    """A macro as it is asked for: its arguments are each a name, a number, or what is neither, with its place."""

    name: str
    location: Location
    arguments: tuple[tuple[str | int | None, Location], ...]


def calls_in(body: str, shown: str, first_line: int) -> Iterator[Call]:
    """What a guide page asks for, in the order of its text, which begins on a line of its file."""
    for call in filter(lambda match: match["name"], _CALL.finditer(body)):
        given = [
            (
                int(each["number"]) if each["number"] else each["name"],
                locate(shown, body, max(each.start(), each.start("name")), first_line),
            )
            for each in _GIVEN.finditer(body, call.start("given"), call.end("given"))
        ]
        yield Call(call["name"], locate(shown, body, call.start("name"), first_line), tuple(given))


def wrong_calls(calls: Iterable[Call], model: Model) -> Iterator[Diagnostic]:
    """What is asked for in vain. A name that is like none of ours is left: a site may have macros of its own."""
    for call in calls:
        if call.name in MACROS:
            yield from _wrong(call, MACROS[call.name], model)
        elif call.name not in _BROUGHT and (close := nearest(call.name, MACROS)):
            yield Diagnostic.at(call.location, "unknown-macro", name=call.name, **close)


def _wrong(call: Call, wanted: tuple[Argument, ...], model: Model) -> Iterator[Diagnostic]:
    kinds = [int if argument is NUMBER else str for argument in wanted]
    found = [type(value) for value, _ in call.arguments]
    if found != kinds[: len(found)] or str in kinds[len(found) :]:
        yield Diagnostic.at(call.location, "macro-arguments", name=call.name, form=_form(call.name, wanted))
        return
    first = ""
    for (value, location), argument in zip(call.arguments, wanted, strict=False):
        names = tuple(argument.names(model, first))
        if isinstance(value, int) or value in names:
            first = first or str(value)
        elif argument.called == TYPE.called and value not in model.types:
            yield Diagnostic.at(location, "unknown-type", name=value, **nearest(str(value), names))
            return
        else:
            choices = ", ".join(names) or "–"
            close = nearest(str(value), names)
            yield Diagnostic.at(location, "not-one-of", name=first or call.name, value=value, choices=choices, **close)
            return


def _form(name: str, wanted: Iterable[Argument]) -> str:
    given = (each.called if each is NUMBER else f'"{each.called}"' for each in wanted)
    return f"{{{{ {name}({', '.join(given)}) }}}}"
