"""The title and address of a work in one more language, put into the facts that are there."""

from collections.abc import Mapping
from typing import Any

import yaml

from make_the_connection.references.new_entries import in_yaml

_Additions = Mapping[str, Mapping[str, str]]


def versions(record: Mapping[str, Any], known: Mapping[str, Any], code: str, held: str) -> dict[str, dict[str, str]]:
    """The title and address that a record of a work has once another's, in language `code`, stand beside its own.

    `held` is the language of those that it has in one language only. What would not change is left out.
    """
    found = {}
    for name in ("title", "URL"):
        new, old = record.get(name), known.get(name)
        if not new or new == old or isinstance(new, Mapping):
            continue
        both = dict(old) if isinstance(old, Mapping) else {held: old} if old else {}
        if code not in both:
            found[name] = {**both, code: new}
    return found


def merged(text: str, additions: _Additions) -> str | None:
    """The text of a facts file with these versions in its record, and every other character as it was.

    None where its form is not one that this can be put into.
    """
    for name, both in additions.items():
        with_one = _with_versions(text, name, both)
        if with_one is None:
            return None
        text = with_one
    return text


def _with_versions(text: str, name: str, both: Mapping[str, str]) -> str | None:
    record = _value(yaml.compose(text, Loader=yaml.SafeLoader), "csl")
    if not isinstance(record, yaml.MappingNode) or record.flow_style:
        return None
    end = "\r\n" if "\r\n" in text else "\n"
    code, new = list(both.items())[-1]
    key = next((key for key, _ in record.value if key.value == name), None)
    if key is None:
        after = record.value[-1][1]
        indent = " " * record.value[0][0].start_mark.column
        return _inserted(text, after, f"{end}{indent}{name}:{end}{indent}  {_line(code, new)}")
    node = _value(record, name)
    indent = " " * (key.start_mark.column + 2)
    if isinstance(node, yaml.ScalarNode) and node.style not in ("|", ">"):
        source = text[node.start_mark.index : node.end_mark.index].replace("\n", "\n  ")
        head = text[: key.end_mark.index] + f":{end}{indent}{next(iter(both))}: "
        place = len(head) + len(source)
        return _at_line_end(head + source + text[node.end_mark.index :], place, f"{end}{indent}{_line(code, new)}")
    if isinstance(node, yaml.MappingNode) and not node.flow_style:
        indent = " " * node.value[0][0].start_mark.column
        return _inserted(text, node.value[-1][1], f"{end}{indent}{_line(code, new)}")
    return None


def _value(node: yaml.Node | None, name: str) -> yaml.Node | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for key, value in pairs if key.value == name), None)


def _inserted(text: str, after: yaml.Node, addition: str) -> str | None:
    """The text with lines more after the line in which a value ends."""
    if isinstance(after, yaml.CollectionNode) and not after.flow_style:
        return _inserted(text, _last(after), addition)
    if isinstance(after, yaml.ScalarNode) and after.style in ("|", ">"):
        return None
    return _at_line_end(text, after.end_mark.index, addition)


def _last(node: yaml.CollectionNode) -> yaml.Node:
    last = node.value[-1]
    found: yaml.Node = last[1] if isinstance(last, tuple) else last
    return found


def _at_line_end(text: str, place: int, addition: str) -> str:
    end = text.find("\n", place)
    end = len(text) if end < 0 else end - (text[end - 1 : end] == "\r")
    return text[:end] + addition + text[end:]


def _line(code: str, text: str) -> str:
    return in_yaml({code: text}).replace("\n", " ").strip()
