"""No page says a sentence of the interface in another language than its own, whatever the languages of the site are.

The dictionaries in `tests/spelling` judge every word of two languages; here it is the catalogues that judge, of any.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path

import pytest
from babel import Locale
from building import ORCHARD
from said import Said, not_marked, said_by_site

from make_the_connection.languages import load_language

OURS = ("cy", "en")
SITES = {"built_site": ("en", "cy"), "built_orchard": ("de", "fr-CH")}
LEAST = 8
"""Letters that a sentence has to have: shorter ones may well be the same in two languages."""

Sentences = Mapping[str, re.Pattern[str]]


def sentences(code: str) -> Sentences:
    """The sentences of a language, by key; what is put into a sentence may be anything."""
    catalogue = load_language(code, ORCHARD / "languages").catalogue.sentences
    return {
        key: re.compile(".+".join(re.escape(part) for part in re.split(r"\{\w+\}", sentence)))
        for key, sentence in catalogue.items()
        if sum(map(str.isalpha, re.sub(r"\{\w+\}", "", sentence))) >= LEAST
    }


CATALOGUES: Mapping[str, Sentences] = {code: sentences(code) for code in ("de", "fr-CH", *OURS)}
ANY = {code: re.compile("|".join(each.pattern for each in own.values())) for code, own in CATALOGUES.items()}


def wrong(said: Sequence[Said]) -> Iterator[str]:
    """A line for every text that is a sentence of another language than it is marked with."""
    texts = {(each.lang, each.words): each for each in said}
    for (lang, words), each in texts.items():
        own = CATALOGUES.get(lang, {})
        for code, others in CATALOGUES.items():
            if code == lang or not ANY[code].fullmatch(words):
                continue
            for key, sentence in others.items():
                if sentence.fullmatch(words) and not (key in own and own[key].fullmatch(words)):
                    yield f"{each.path}, {each.where}: “{words}” is {key} in {code}, not {lang}"


@pytest.fixture(scope="module", params=SITES)
def site(request: pytest.FixtureRequest) -> tuple[Path, Sequence[str]]:
    return request.getfixturevalue(request.param), SITES[request.param]


@pytest.fixture(scope="module")
def said(site: tuple[Path, Sequence[str]]) -> list[Said]:
    folder, codes = site
    return list(said_by_site(folder, codes))


def test_every_sentence_is_in_the_language_that_it_is_marked_with(said: list[Said]) -> None:
    assert list(wrong(said)) == []


def test_every_language_that_is_marked_is_one(said: list[Said]) -> None:
    for lang in {each.lang for each in said}:
        assert Locale.parse(lang, sep="-")


def test_the_languages_are_those_of_the_site(said: list[Said], site: tuple[Path, Sequence[str]]) -> None:
    folder, codes = site
    assert {each.lang for each in said} >= set(codes)
    for code in codes:
        html = (folder / code / "index.html").read_text(encoding="utf-8")
        assert re.search(r'<html lang="([^"]*)"', html)[1] == code


def test_no_page_has_a_date_or_a_large_number_as_data_have_them(said: list[Said]) -> None:
    written = re.compile(r"(?<![\w/.=-])(?:\d{4}-\d{2}(?:-\d{2})?|\d{5,})(?![\w/-])")
    assert [each for each in said if each.path.endswith(".html") and written.search(each.words)] == []


def test_nothing_is_said_in_no_language(said: list[Said]) -> None:
    # A work may be in a language that the site has not.
    assert list(not_marked(said, {each.lang for each in said} - {"", "program"})) == []


@pytest.mark.parametrize("code", ["en", "cy", "de", "fr"])
def test_none_of_the_theme_s_own_words_are_said(said: list[Said], code: str) -> None:
    """Shorter ones are left to the dictionaries: the theme's “next” may well be a page's."""
    languages = resources.files("material").joinpath("templates", "partials", "languages")
    found = re.findall(r'"[\w.]+": "([^"]*)"', languages.joinpath(f"{code}.html").read_text("utf-8"))
    phrases = {text for text in found if " " in text and sum(map(str.isalpha, text)) >= LEAST}
    theirs = {text for text in phrases if not any(ours.fullmatch(text) for ours in ANY.values())}
    assert len(theirs) > 10
    assert sorted(theirs & {each.words for each in said}) == []


def test_a_body_that_is_cited_keeps_the_language_of_its_name(built_orchard: Path) -> None:
    page = (built_orchard / "fr-CH" / "techniques" / "winterschnitt.html").read_text(encoding="utf-8")
    assert '><span lang="de">Verein Musterwiese</span>, s.' in page


class TestWhatIsPlanted:
    @pytest.mark.parametrize(
        ("lang", "html"),
        [
            ("de", "<p>Skip to main content</p>"),
            ("de", '<nav aria-label="Prif ddewislen"></nav>'),
            ("fr-CH", "<p>Zum Inhalt springen</p>"),
            ("fr-CH", '<p title="Published by: Mr Nobody"></p>'),
            ("cy", "<p>Skip to main content</p>"),
            ("en", "<button>Lliwiau tywyll</button>"),
        ],
    )
    def test_is_found(self, tmp_path: Path, lang: str, html: str) -> None:
        assert len(list(wrong(self.planted(tmp_path, lang, html)))) == 1

    @pytest.mark.parametrize(
        ("lang", "html"),
        [
            ("de", '<p lang="en">Skip to main content</p>'),
            ("fr-CH", '<p lang="de">Zum Inhalt springen</p>'),
            ("de", "<p>Zum Inhalt springen</p>"),
        ],
    )
    def test_is_right_where_it_says_its_language(self, tmp_path: Path, lang: str, html: str) -> None:
        assert list(wrong(self.planted(tmp_path, lang, html))) == []

    def planted(self, folder: Path, lang: str, html: str) -> list[Said]:
        (folder / lang).mkdir()
        page = f'<html lang="{lang}"><body>{html}</body></html>'
        (folder / lang / "page.html").write_text(page, encoding="utf-8")
        return list(said_by_site(folder, [lang]))
