"""Pages set by Typst: from a template of ours and data, which Typst never reads as markup."""

import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal, cast

Form = Literal["pdf", "svg", "png"]

_PDF_STANDARD: Literal["ua-1"] = "ua-1"
"""PDF/UA-1 (ISO 14289-1): Typst refuses to write a file that lacks a title, a language or a description."""

_MAIN = "main.typ"
DATA = "data.json"
"""The file that a template reads its data from."""


def typeset(template: bytes, data: Mapping[str, Any], form: Form, files: Mapping[str, bytes] | None = None) -> bytes:
    """A template set with its data. `files` are what it may include besides, by name; a PNG is its first page.

    They stand in a folder of their own, which is all that Typst can read. Names may have folders.
    """
    import typst

    with TemporaryDirectory() as folder:
        root = Path(folder)
        named = {_MAIN: template, DATA: json.dumps(data, ensure_ascii=False).encode(), **(files or {})}
        for name, content in named.items():
            path = root / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        made = typst.compile(
            root / _MAIN,
            root=root,
            format=form,
            # The fonts of the machine would make other pages on each.
            ignore_system_fonts=True,
            pdf_standards=_PDF_STANDARD if form == "pdf" else None,
        )
    pages: object = made
    return cast(bytes, pages[0] if isinstance(pages, list) else pages)


def language_tag(code: str) -> dict[str, Any]:
    """A BCP 47 tag as Typst takes it: the language, and the region where one is named."""
    lang, *subtags = code.split("-")
    region = next((subtag for subtag in subtags if len(subtag) == 2), None)
    return {"lang": lang, "region": region}
