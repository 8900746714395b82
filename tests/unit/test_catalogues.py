"""The catalogues are files that translators' tools can open, and hold what is said and nothing else."""

import gettext
import io
import re
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from make_the_connection.diagnostics import CODES
from make_the_connection.languages import load_language

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "plugins" / "src" / "make_the_connection"
PATHS = {
    path.parent.name: path
    for folder in (PACKAGE / "languages" / "packs", ROOT / "tests" / "sites" / "orchard" / "languages")
    for path in sorted(folder.glob("*/messages.po"))
}

COMPUTED = (
    "age.", "band.", "basis.", "carried.", "cell.", "cell.counted.", "combining.", "connected.", "connected.status.",
    "consent.", "contribution.", "data.", "diff.", "diff.field.", "diff.only-", "downloads.no-",
    "downloads.page-", "downloads.page-for-", "editions.", "evaluation.", "evaluation-file.", "filter.", "finder.",
    "import.", "import.same-", "keep.", "kind.", "map.", "parity.", "review.",
    "review.severity.", "review.state.", "review.task.", "state.", "strength.", "table.", "table.all.",
    "table.title.", "take-away.", "term.", "vocabulary.", "work.", "works.",
)  # fmt: skip
"""How keys begin that the code puts together. What follows must be a word, or words, that the code has too."""

ENDS = ("", ".counted", ".explained")


@cache
def words_of_the_code() -> frozenset[str]:
    """Every word between quotation marks in the code and the templates."""
    files = [path for path in PACKAGE.rglob("*") if path.suffix in {".py", ".html", ".xhtml", ".xml", ".js", ".typ"}]
    return frozenset(word for path in files for word in re.findall(r"[\"']([\w.-]+)[\"']", path.read_text("utf-8")))


def catalogue(text: str) -> Catalog:
    return read_po(io.BytesIO(text.encode()), abort_invalid=True)


@pytest.fixture(scope="module", params=PATHS)
def code(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def text(code: str) -> str:
    return PATHS[code].read_text(encoding="utf-8")


class TestTheFile:
    def test_is_read_as_gettext_has_it(self, text: str) -> None:
        assert all(message.string for message in catalogue(text))

    def test_says_which_language_it_is_in_and_how_it_is_written(self, text: str, code: str) -> None:
        read = catalogue(text)
        assert read.locale == Locale.parse(code, sep="-")
        assert read.charset == "utf-8"

    def test_names_everything_once(self, text: str) -> None:
        keys = re.findall(r'^msgid "(.+)"$', text, re.MULTILINE)
        assert sorted(keys) == sorted(set(keys))
        assert len(keys) == len(catalogue(text))

    def test_has_nothing_uncertain_and_nothing_put_aside(self, text: str) -> None:
        read = catalogue(text)
        assert [message.id for message in read if message.fuzzy] == []
        assert list(read.obsolete) == []
        assert "#~" not in text

    def test_leaves_places_that_can_be_filled(self, text: str) -> None:
        for message in catalogue(text):
            assert all(name is None or name.isidentifier() for _, name, _, _ in Formatter().parse(str(message.string)))

    def test_begins_and_ends_no_sentence_with_a_space(self, text: str) -> None:
        loose = [message.id for message in catalogue(text) if str(message.string) != str(message.string).strip()]
        assert set(loose) <= {"list.separator", ""}

    def test_has_the_apostrophe_of_printed_words(self, text: str) -> None:
        assert [
            message.id for message in catalogue(text) if message.id and re.search(r"\w'", str(message.string))
        ] == []


@pytest.mark.parametrize(("language", "forms"), [("cy", 6), ("en", 2), ("de", 2), ("fr-CH", 2)])
def test_its_plural_forms_are_those_of_the_language(language: str, forms: int) -> None:
    read = catalogue(PATHS[language].read_text(encoding="utf-8"))
    assert read.num_plurals == forms
    form = gettext.c2py(read.plural_expr)
    assert {form(number) for number in range(100)} == set(range(forms))


def test_the_welsh_plural_forms_are_those_of_cldr() -> None:
    form = gettext.c2py(catalogue(PATHS["cy"].read_text(encoding="utf-8")).plural_expr)
    welsh = load_language("cy")
    named = {(form(number), welsh.plural_form(number)) for number in range(200)}
    assert named == {(0, "zero"), (1, "one"), (2, "two"), (3, "few"), (4, "many"), (5, "other")}


class TestAKey:
    def is_used(self, key: str) -> bool:
        words = words_of_the_code()
        if key.startswith("diagnostic.") and key.removeprefix("diagnostic.").removesuffix(".hint") in CODES:
            return True
        ends = [
            key.removeprefix(begin).removesuffix(end) for begin in COMPUTED if key.startswith(begin) for end in ENDS
        ]
        return key in words or any(end in words or set(end.split(".")) <= words for end in ends)

    def test_is_used(self, code: str) -> None:
        keys = load_language(code, PATHS[code].parents[1]).catalogue.sentences
        assert [key for key in keys if not self.is_used(key)] == []

    @pytest.mark.parametrize(
        "key", ["page.nothing", "diagnostic.nothing", "diff.nothing-of-it", "state.published.nowhere"]
    )
    def test_that_nothing_uses_is_found(self, key: str) -> None:
        assert not self.is_used(key)
