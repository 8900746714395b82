"""The files of a new site: those of the example in `site_skeleton`, in the languages and with the name asked for.

The example is itself a site, in the languages that its `mkdocs.yml` names. In its YAML, a text that is said in each of
them has a line of its own for each, one after another.
"""

import datetime
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path, PurePosixPath
from uuid import UUID

from make_the_connection.languages import shipped_catalogue, shipped_languages

_LANGUAGES = re.compile(r"(?m)^ +languages: \[(?P<codes>.+)\]$")
_SITE_NAME = re.compile(r"(?m)^site_name: .+$")
_TITLE = re.compile(r"(?m)^(?P<mark>title: |# ).+$")
_TITLED = ("docs/home", "README")
_NO_NAMESPACE, _NO_DAY = str(UUID(int=0)), "'2000-01-01'"
_CATALOGUE_LANGUAGE = re.compile(r'(?m)^"Language: .+\\n"$')
_FACTS, _PACKS, _PACK = "facts.yml", "languages", "pack.yml"


def words_of_skeleton() -> tuple[str, ...]:
    """The codes of the languages that the example is written in, its original first."""
    found = _LANGUAGES.search((_skeleton() / "mkdocs.yml").read_text(encoding="utf-8"))
    return tuple(found["codes"].split(", ")) if found else ()


def site_files(codes: Sequence[str], name: str | None, today: datetime.date, namespace: UUID) -> Mapping[str, str]:
    """The text of each file, by its path from the root of the site.

    `codes`: the languages; the example must have words in one of them at least. What it lacks in another is left to be
    translated: pages are not there, and all else stands in the words of the first that it has.
    """
    written = words_of_skeleton()
    whole = _Whole(tuple(codes), written, name)
    files: dict[str, str] = {}
    for path, text in _read():
        if path.suffix == ".md" and path.stem not in codes:
            continue
        files[str(path)] = whole.words(path, text) if path.suffix == ".md" else whole.yaml(path, text)
    files["model.yml"] = files["model.yml"].replace(_NO_NAMESPACE, str(namespace))
    files = {path: text.replace(_NO_DAY, f"'{today.isoformat()}'") for path, text in files.items()}
    files["README.md"] = "\n".join(files.pop(f"README/{code}.md") for code in codes if code in written)
    files[".gitignore"] = files.pop("gitignore")
    pack = files.pop(_PACK)
    for code in without_pack(codes):
        files[f"{_PACKS}/{code}/{_PACK}"] = pack
        files[f"{_PACKS}/{code}/messages.po"] = _to_translate(shipped_catalogue(whole.source), code)
    return files


def without_pack(codes: Sequence[str]) -> tuple[str, ...]:
    """Those of the languages that no pack of the package is of."""
    shipped = {language.code for language in shipped_languages()}
    return tuple(code for code in codes if code not in shipped)


def _to_translate(catalogue: str, code: str) -> str:
    """A catalogue as one of another language, in the words that it has."""
    language = f'"Language: {code.replace("-", "_")}\\n"'
    return _CATALOGUE_LANGUAGE.sub(lambda _: language, catalogue, count=1)


class _Whole:
    """What is to become of the files of the example."""

    def __init__(self, codes: tuple[str, ...], written: tuple[str, ...], name: str | None) -> None:
        self.codes, self.written, self.name = codes, written, name
        self.source = next(code for code in written if code in codes)
        """The language that the others are translated from."""
        self._texts = re.compile(rf"(?m)(?:^ +(?:{'|'.join(written)}): .+\n)+")

    def words(self, path: PurePosixPath, text: str) -> str:
        if self.name is None or str(path.parent) not in _TITLED:
            return text
        name = json.dumps(self.name, ensure_ascii=False) if text.startswith("---") else self.name
        return _TITLE.sub(lambda title: f"{title['mark']}{name}", text, count=1)

    def yaml(self, path: PurePosixPath, text: str) -> str:
        text = self._texts.sub(lambda lines: self._in_languages(lines[0]), text)
        if path.name == _FACTS and self.codes[0] != self.source:
            schema, _, facts = text.partition("\n")
            text = f"{schema}\noriginal: {self.source}\n{facts}"
        if path.name == "mkdocs.yml":
            packs = f"\n      language_packs: {_PACKS}" if without_pack(self.codes) else ""
            text = _LANGUAGES.sub(f"      languages: [{', '.join(self.codes)}]{packs}", text)
            if self.name is not None:
                site_name = f"site_name: {json.dumps(self.name, ensure_ascii=False)}"
                text = _SITE_NAME.sub(lambda _: site_name, text)
        return text

    def _in_languages(self, lines: str) -> str:
        """A text in the languages of the site, in their order."""
        indent = lines[: len(lines) - len(lines.lstrip())]
        texts = dict(line.strip().split(": ", maxsplit=1) for line in lines.splitlines())
        return "".join(f"{indent}{code}: {texts.get(code, texts[self.source])}\n" for code in self.codes)


def _skeleton() -> Path:
    return Path(str(resources.files("make_the_connection.cli"))) / "site_skeleton"


def _read() -> Iterator[tuple[PurePosixPath, str]]:
    root = _skeleton()
    for path in sorted(path for path in root.rglob("*") if path.is_file()):
        yield PurePosixPath(path.relative_to(root).as_posix()), path.read_text(encoding="utf-8")
