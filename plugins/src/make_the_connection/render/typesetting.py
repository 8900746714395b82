"""Pages set by Typst: from a template of ours and data, which Typst never reads as markup."""

import json
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

Form = Literal["pdf", "svg", "png"]

_PDF_STANDARD: Literal["ua-1"] = "ua-1"
"""PDF/UA-1 (ISO 14289-1): Typst refuses to write a file that lacks a title, a language or a description."""

# A process of its own, because what Typst remembers of a page is never let go. The machine's fonts would make other
# pages on each machine.
_PROGRAM = """
import sys, typst
folder, form, standard = sys.argv[1:]
made = typst.compile(
    f"{folder}/main.typ", root=folder, format=form, ignore_system_fonts=True, pdf_standards=standard or None
)
sys.stdout.buffer.write(made[0] if isinstance(made, list) else made)
"""
_MAIN = "main.typ"
DATA = "data.json"
"""The file that a template reads its data from."""


def typeset(template: bytes, data: Mapping[str, Any], form: Form, files: Mapping[str, bytes] | None = None) -> bytes:
    """A template set with its data. `files` are what it may include besides, by name; a PNG is its first page.

    They stand in a folder of their own, which is all that Typst can read. Names may have folders. Raises
    `ModuleNotFoundError` without Typst, and `RuntimeError` with its words where it fails.
    """
    if find_spec("typst") is None:
        raise ModuleNotFoundError("typst is not installed", name="typst")
    with TemporaryDirectory() as folder:
        root = Path(folder)
        named = {_MAIN: template, DATA: json.dumps(data, ensure_ascii=False).encode(), **(files or {})}
        for name, content in named.items():
            path = root / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        asked = (folder, form, _PDF_STANDARD if form == "pdf" else "")
        made = subprocess.run([sys.executable, "-I", "-c", _PROGRAM, *asked], capture_output=True, check=False)
    if made.returncode:
        words = made.stderr.decode("utf-8", "replace").strip()
        raise RuntimeError(words or f"Typst ended with code {made.returncode}")
    return made.stdout


def language_tag(code: str) -> dict[str, Any]:
    """A BCP 47 tag as Typst takes it: the language, and the region where one is named."""
    lang, *subtags = code.split("-")
    region = next((subtag for subtag in subtags if len(subtag) == 2), None)
    return {"lang": lang, "region": region}
