"""Whatever a finished page says is in the language that it says it is in, its labels, titles and data too.

A word is foreign when the dictionary of its own language lacks it and that of another language of the site has it.
What is to stand in another language is marked with its `lang`. Names are exempt: those in the word lists, those of the
people who wrote what the site cites, and those of works and of bodies in their own language.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from building import ROOT, loaded
from said import PROGRAM, Said, by_languages, not_marked, said_by_site
from speller import Speller, listed, plain, words_in

from make_the_connection.languages import load_language
from make_the_connection.render.poster import poster_data, poster_languages
from make_the_connection.site import Site

pytestmark = pytest.mark.spelling

CODES = ("en", "cy")


class Judge:
    """Finds words that are in another language than they are said to be."""

    def __init__(self, spellers: Mapping[str, Speller]) -> None:
        self.spellers = spellers
        self.letters = {code: set(load_language(code).alphabet.letters) for code in spellers}

    def foreign(self, said: Said) -> list[str]:
        unknown = self.spellers[said.lang].misspelt(said.words)
        others = [speller for code, speller in self.spellers.items() if code != said.lang]
        return [
            word
            for word in unknown
            if word.casefold() not in self.letters[said.lang] and any(other.knows(word) for other in others)
        ]

    def wrong(self, said: Iterable[Said]) -> Iterator[str]:
        """A line for every text with foreign words, told once, with the first place where it stands."""
        places: dict[tuple[str, str], Said] = {}
        for each in said:
            places.setdefault((each.lang, each.words), each)
        for each in places.values():
            if each.lang in self.spellers and (words := self.foreign(each)):
                yield f"{each.path}, {each.where}: {', '.join(words)} is not {each.lang}: “{each.words[:120]}”"


@pytest.fixture(scope="module")
def site() -> Site:
    site = loaded(ROOT / "mkdocs.yml").site
    assert site is not None
    return site


@pytest.fixture(scope="module")
def judge(site: Site, speller: Callable[..., Speller]) -> Judge:
    people, bodies = set[str](), dict.fromkeys(CODES, frozenset[str]())
    for entry in site.entries.values():
        if site.declaration(entry).title == "csl":
            record = entry.facts.csl
            persons = (*record.author, *record.editor)
            names = (name for each in persons for name in (each.family, each.given) if name)
            people |= {word for name in names for word in words_in(plain(name))}
            bodies[record.language] |= {each.literal for each in persons if each.literal}
            bodies[record.language] |= {name for name in (record.publisher, record.container_title) if name}
            for code in record.title:
                bodies[code or record.language] |= {record.title[code]}
    return Judge({code: speller(code, [*listed(code), *people, *bodies[code]]) for code in CODES})


@pytest.fixture(scope="module")
def said(built_site: Path) -> list[Said]:
    return list(said_by_site(built_site, CODES))


def test_a_page_says_nothing_in_a_language_that_is_not_the_one_it_is_marked_with(
    said: list[Said], judge: Judge
) -> None:
    wrong = sorted(judge.wrong(said))
    if wrong:
        advice = "Translate it, or mark its language: *so*{lang=en}."
        pytest.fail("\n".join([f"{len(wrong)} texts:", *wrong, advice]), pytrace=False)


def test_everything_is_said_in_some_language_and_nothing_by_a_program_itself(said: list[Said]) -> None:
    assert list(not_marked(said, CODES)) == []


def test_the_posters_say_everything_in_their_own_languages(site: Site, judge: Judge) -> None:
    posters = [
        each
        for name, codes in poster_languages(site)
        for each in by_languages(poster_data(site, codes), name, "poster", CODES)
    ]
    assert {each.lang for each in posters} == set(CODES)
    assert list(judge.wrong(posters)) == []


@pytest.mark.parametrize("code", CODES)
def test_every_kind_of_place_is_read(said: list[Said], code: str) -> None:
    """Were one of them forgotten, nothing could be wrong there."""
    read = {
        re.sub(r"^\S+ <", "script <", each.where) if "script" in each.where else each.where
        for each in said
        if each.lang == code
    }
    assert {
        "title", "<h1>", "<p>", "<a>", "<li>", "<option>", "<label>", "<th>", "<caption>", "<summary>", "<tspan>",
        "<button>", "<nav aria-label>", "<svg aria-label>", "<form aria-label>", "<optgroup label>",
        "<meta content>", "JSON-LD name", "JSON-LD description", "<form data-words> <div>", "script <div>",
    } <= read  # fmt: skip


PLANTED = {
    "text": "<p>{}</p>",
    "text that is hidden": '<p hidden><span class="visually-hidden">{}</span></p>',
    "text behind an element": "<p><b></b>{}</p>",
    "alt text": '<img src="x.png" alt="{}">',
    "label": '<nav aria-label="{}"></nav>',
    "description": '<div aria-description="{}"></div>',
    "title of an element": '<abbr title="{}"></abbr>',
    "placeholder": '<input placeholder="{}">',
    "button": '<input type="submit" value="{}">',
    "choice": "<select><option>{}</option></select>",
    "group of choices": '<select><optgroup label="{}"></optgroup></select>',
    "attribute that nobody has heard of": '<p data-tip="{}"></p>',
    "template": "<template><p>{}</p></template>",
    "words without scripts": "<noscript>{}</noscript>",
    "drawing": '<svg aria-label="{}"></svg>',
    "title of a drawing": "<svg><title>{}</title></svg>",
    "words of a drawing": "<svg><text>{}</text></svg>",
    "words for a script": """<form data-words='{{"a": "{}"}}'></form>""",
    "words in words for a script": """<form data-words='["<b title=\\"{}\\"></b>"]'></form>""",
    "title of the page": "<head><title>{}</title></head>",
    "summary for search engines": '<head><meta name="description" content="{}"></head>',
    "title for networks": '<head><meta property="og:title" content="{}"></head>',
    "data for programs": '<script type="application/ld+json">{{"about": [{{"name": "{}"}}]}}</script>',
}
FILES = {
    "data of a script": (
        "connected/a.js",
        '(window.mtcConnected=window.mtcConnected||{{}})["a"]={{"ways":[["<p>{}</p>"]]}};',
    ),
    "drawing": ("drawing.svg", '<svg xmlns="http://www.w3.org/2000/svg"><desc>{}</desc></svg>'),
}
WORDS = {"cy": ("Choose what to show", "Search"), "en": ("Dewiswch beth i’w ddangos", "Chwilio")}
SMALL = {"cy": "search", "en": "chwilio"}
"""What does not belong on the pages of each language."""

CASES = [(code, words) for code in CODES for words in WORDS[code]]


def found(judge: Judge, folder: Path) -> list[str]:
    return list(judge.wrong(said_by_site(folder, CODES)))


class TestWhatIsPlanted:
    @pytest.fixture
    def page(self, tmp_path: Path) -> Callable[[str, str], Path]:
        """A site of one page in a language, with this on it; gives its folder."""

        def plant(code: str, html: str) -> Path:
            (tmp_path / code).mkdir()
            page = html if html.startswith("<head>") else f"<body><main>{html}</main></body>"
            (tmp_path / code / "page.html").write_text(f'<html lang="{code}">{page}</html>', encoding="utf-8")
            return tmp_path

        return plant

    @pytest.mark.parametrize(("code", "words"), CASES)
    @pytest.mark.parametrize("html", PLANTED.values(), ids=PLANTED)
    def test_is_found(self, page: Callable[[str, str], Path], judge: Judge, html: str, code: str, words: str) -> None:
        (line,) = found(judge, page(code, html.format(words)))
        assert words in line

    @pytest.mark.parametrize(("code", "word"), SMALL.items())
    @pytest.mark.parametrize(
        "place", ["text", "alt text", "label", "placeholder", "title of the page", "data for programs"]
    )
    def test_is_found_though_it_is_one_word_in_small_letters(
        self, page: Callable[[str, str], Path], judge: Judge, place: str, code: str, word: str
    ) -> None:
        (line,) = found(judge, page(code, PLANTED[place].format(word)))
        assert word in line

    @pytest.mark.parametrize(("code", "words"), CASES)
    @pytest.mark.parametrize(("name", "text"), FILES.values(), ids=FILES)
    def test_is_found_in_a_file(
        self, tmp_path: Path, judge: Judge, name: str, text: str, code: str, words: str
    ) -> None:
        path = tmp_path / code / name
        path.parent.mkdir(parents=True)
        path.write_text(text.format(words), encoding="utf-8")
        (line,) = found(judge, tmp_path)
        assert words in line

    @pytest.mark.parametrize(
        ("name", "data"),
        [
            ("a.json", {"title": {"en": "Hallmarks", "cy": "Hallmarks"}}),
            ("b.json", {"items": [{"language": "cy", "fullStatement": "A hallmark"}]}),
            ("c.jsonld", {"@graph": [{"label": [{"@language": "cy", "@value": "The hallmarks"}]}]}),
        ],
    )
    def test_is_found_in_what_is_downloaded(self, tmp_path: Path, judge: Judge, name: str, data: object) -> None:
        (tmp_path / "data").mkdir()
        (tmp_path / "data" / name).write_text(json.dumps(data), encoding="utf-8")
        (line,) = found(judge, tmp_path)
        assert "is not cy" in line

    def test_is_found_in_a_spreadsheet(self, tmp_path: Path, judge: Judge) -> None:
        (tmp_path / "a.csv").write_text("key,why_en,why_cy\nx,Because we said so.,Because we said so.\n", "utf-8")
        (line,) = found(judge, tmp_path)
        assert "why_cy" in line

    def test_is_found_in_the_middle_of_a_sentence(self, page: Callable[[str, str], Path], judge: Judge) -> None:
        sentence = "<p>Mae’r ysgol yn defnyddio dull o’r enw Spiral of Inquiry i wella’r addysgu.</p>"
        (line,) = found(judge, page("cy", sentence))
        assert "Spiral, Inquiry" in line

    @pytest.mark.parametrize(("code", "words"), CASES)
    @pytest.mark.parametrize("html", ['<p lang="{0}">{1}</p>', '<div lang="{0}"><b title="{1}">{1}</b></div>'])
    def test_is_right_where_it_says_its_language(
        self, page: Callable[[str, str], Path], judge: Judge, html: str, code: str, words: str
    ) -> None:
        (other,) = set(CODES) - {code}
        assert found(judge, page(code, html.format(other, words))) == []

    def test_that_is_marked_wrongly_is_found(self, page: Callable[[str, str], Path], judge: Judge) -> None:
        (line,) = found(judge, page("cy", '<p lang="en">Dewiswch beth i’w ddangos</p>'))
        assert "is not en" in line

    def test_in_no_language_is_found(self, tmp_path: Path) -> None:
        (tmp_path / "404.html").write_text("<html lang=en><title>A</title><body><p lang=''>Words</p>", "utf-8")
        (tmp_path / "a.html").write_text("<html><title>A</title><body><p>Words</p>", "utf-8")
        assert [each.path for each in not_marked(said_by_site(tmp_path, CODES), CODES)] == ["404.html", "a.html"]

    def test_in_a_program_or_a_style_is_found(self, tmp_path: Path) -> None:
        (tmp_path / "a.js").write_text('// Not this one.\nf.say("Choose what to show", ".choice > a");\n', "utf-8")
        (tmp_path / "b.css").write_text('a::before{content:"New "}\nb::after{content:"\\2192 "}\n', "utf-8")
        said = list(not_marked(said_by_site(tmp_path, CODES), CODES))
        assert [(each.path, each.lang) for each in said] == [("a.js", PROGRAM), ("b.css", PROGRAM)]
