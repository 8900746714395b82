"""Two sites with nothing in common but the engine: the one of this repository, and a made-up orchard's."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import building
import pytest
from babel.messages.pofile import read_po
from building import ORCHARD, PACKAGE, copied

from crawl import Site, crawled
from inspected_files import Machine, of_files
from inspected_pages import of_pages
from make_the_connection.api import load

ADDRESS = "https://orchard.example/garten/"


@pytest.fixture(scope="module")
def orchard(built_orchard: Path) -> Site:
    return crawled(built_orchard, ADDRESS)


@pytest.fixture(scope="module")
def orchard_by_properdocs(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("properdocs")
    return Site(building.build(ORCHARD / "mkdocs.yml", folder, "properdocs"), ADDRESS)


@pytest.fixture(scope="module")
def root_site(built_site: Path) -> Site:
    return crawled(built_site)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The orchard's sources, to be spoilt."""
    return copied(ORCHARD, tmp_path / "orchard")


class TestEverySite:
    @pytest.fixture(params=["orchard", "orchard_by_properdocs", "root_site"])
    def site(self, request: pytest.FixtureRequest) -> Site:
        return request.getfixturevalue(request.param)

    @pytest.fixture
    def languages(self, site: Site) -> list[str]:
        return sorted({path.split("/")[0] for path in site.pages if "/" in path})

    def test_has_the_same_pages_in_both_languages(self, site: Site, languages: list[str]) -> None:
        assert len(languages) == 2
        assert site.pages_of(languages[0]) == site.pages_of(languages[1])

    def test_says_on_every_page_which_language_it_is_in(self, site: Site, languages: list[str]) -> None:
        for language in languages:
            assert {site.pages[f"{language}/{path}"].lang for path in site.pages_of(language)} == {language}

    def test_has_a_title_for_every_page(self, site: Site) -> None:
        assert [path for path, page in site.pages.items() if not page.title] == []

    def test_leads_from_every_page_to_the_same_page_in_the_other_language(
        self, site: Site, languages: list[str]
    ) -> None:
        for here, there in (languages, languages[::-1]):
            for path in site.pages_of(here):
                up = "../" * (path.count("/") + 1)
                assert f"{up}{there}/{path}" in site.pages[f"{here}/{path}"].links

    def test_has_nothing_wrong_with_its_pages(self, site: Site) -> None:
        assert [str(each) for each in of_pages(site)] == []

    def test_has_nothing_wrong_with_its_files_and_no_trace_of_this_machine(self, site: Site) -> None:
        assert [str(each) for each in of_files(site, Machine.this())] == []

    def test_has_no_link_that_leads_nowhere(self, site: Site) -> None:
        assert list(site.broken()) == []

    def test_loads_nothing_from_elsewhere(self, site: Site) -> None:
        assert list(site.elsewhere()) == []

    def test_has_no_id_twice_on_a_page(self, site: Site) -> None:
        assert list(site.repeated_ids()) == []

    def test_has_words_for_every_picture(self, site: Site) -> None:
        assert [path for path, page in site.pages.items() for image in page.images if "alt" not in image] == []

    def test_offers_its_languages_above_them(self, site: Site, languages: list[str]) -> None:
        for language in languages:
            assert f"{language}/index.html" in site.pages["index.html"].links

    def test_leads_back_from_what_was_not_found(self, site: Site, languages: list[str]) -> None:
        base = site.address.path
        for language in languages:
            assert f"{base}/{language}/index.html" in site.pages["404.html"].links

    def test_leaves_no_macro_and_no_marker_on_a_page(self, site: Site) -> None:
        assert [path for path, page in site.pages.items() if re.search(r"\{\{|\{%|\{#", page.words)] == []


class TestTheSiteOfThisRepository:
    @pytest.mark.parametrize(
        ("folder", "least", "most"),
        [
            ("hallmarks", 8, 8),
            ("dimensions", 7, 7),
            ("standards", 5, 5),
            ("case-studies", 36, None),
            ("references", 40, None),
        ],
    )
    @pytest.mark.parametrize("language", ["cy", "en"])
    def test_has_all_of_its_entries(
        self, root_site: Site, language: str, folder: str, least: int, most: int | None
    ) -> None:
        entries = [path for path in root_site.pages_of(language) if path.startswith(f"{folder}/")]
        assert least <= len(entries) <= (most or len(entries))

    @pytest.mark.parametrize("language", ["cy", "en"])
    def test_has_a_page_for_every_cell_of_the_crosswalk(self, root_site: Site, language: str) -> None:
        assert len([path for path in root_site.pages_of(language) if path.startswith("crosswalk/")]) == 5 * 7


class TestTheOrchard:
    def test_is_the_same_site_from_mkdocs_and_from_properdocs(self, orchard: Site, orchard_by_properdocs: Site) -> None:
        assert orchard.files == orchard_by_properdocs.files
        assert {path: page.words for path, page in orchard.pages.items()} == {
            path: page.words for path, page in orchard_by_properdocs.pages.items()
        }

    def test_says_that_it_is_made_up(self, orchard: Site) -> None:
        assert "Diesen Garten gibt es nicht." in orchard.pages["de/index.html"].words
        assert "Ce verger n’existe pas." in orchard.pages["fr-CH/index.html"].words

    def test_honours_macros_in_its_guide_pages(self, orchard: Site) -> None:
        assert "Sieben mal sieben ist 49." in orchard.pages["de/about.html"].words
        assert "Sept fois sept font 49." in orchard.pages["fr-CH/about.html"].words

    def test_counts_as_each_language_does(self, orchard: Site) -> None:
        assert (
            "Bisher 2 Techniken, 2 Arbeiten im Jahr, 2 Geschichten und 3 Quellen."
            in orchard.pages["de/index.html"].words
        )
        assert "2 techniques, 2 tâches de saison, 2 récits et 3 sources." in orchard.pages["fr-CH/index.html"].words

    def test_leaves_capital_letters_to_the_language(self, orchard: Site) -> None:
        assert "Zeilen: Fertigkeiten. Spalten: Ziele für Lebensräume." in orchard.pages["de/crosswalk.html"].words
        assert "savoir-faire. Colonnes" in orchard.pages["fr-CH/crosswalk.html"].words
        assert "Äste im Winter schneiden (Technik)" in orchard.pages["de/sources/muster-2019.html"].words

    def test_sorts_as_each_language_does(self, orchard: Site) -> None:
        german, french = orchard.pages["de/a-z.html"].words, orchard.pages["fr-CH/a-z.html"].words
        assert "Apfeltage Treffen Äste im Winter schneiden Technik Auf" in german
        assert "U Über einen alten Birnbaum" in german
        assert "O Œil neuf sur un vieux poirier" in french

    def test_gives_a_work_the_title_that_its_reader_can_read(self, orchard: Site) -> None:
        assert orchard.pages["de/sources/muster-2019.html"].title.startswith("Das Gartenbuch, das es nicht gibt")
        assert orchard.pages["fr-CH/sources/muster-2019.html"].title.startswith("Le livre de jardin qui n’existe pas")

    @pytest.mark.parametrize(
        ("language", "citation"),
        [
            ("de", "Muster & Beispiel, 2019, S. 12–14"),
            ("de", "vgl. Muster & Beispiel, 2019, Kapitel 2"),
            ("de", "Verein Musterwiese, o. J., Abbildung 3"),
            ("de", "sagen Muster und Beispiel (2019)"),
            ("de", "Verein Musterwiese (o. J.) sagt nichts dazu (2021, S. 5)"),
            ("fr-CH", "Muster & Beispiel, 2019, p. 12–14"),
            ("fr-CH", "voir Muster & Beispiel, 2019, Chapitre 2"),
            ("fr-CH", "Verein Musterwiese, s. d., Figure 3"),
            ("fr-CH", "disent Muster et Beispiel (2019)"),
            ("fr-CH", "Verein Musterwiese (s. d.) n’en dit rien (2021, p. 5)"),
        ],
    )
    def test_cites_as_each_language_does(self, orchard: Site, language: str, citation: str) -> None:
        assert citation in orchard.pages[f"{language}/techniques/winterschnitt.html"].words

    def test_shows_a_picture_with_its_words_in_each_language(self, orchard: Site) -> None:
        for language, words in (("de", "Ein kleines hellgrünes Quadrat"), ("fr-CH", "Un petit carré vert clair")):
            (image,) = orchard.pages[f"{language}/stories/alter-birnbaum.html"].images
            assert str(image["src"]) == "alter-birnbaum/birnbaum.png"
            assert str(image["alt"]).startswith(words)
            assert f"{language}/stories/alter-birnbaum/birnbaum.png" in orchard.files

    @pytest.mark.parametrize(
        ("path", "title", "notice"),
        [
            (
                "fr-CH/season-tasks/werkzeug.html",
                "Werkzeug schärfen",
                "Cette page n’existe pour l’instant que dans cette langue : allemand.",
            ),
            (
                "de/stories/premier-bocal.html",
                "Le premier bocal",
                "Diese Seite gibt es bisher nur in dieser Sprache: Französisch (Schweiz).",
            ),
        ],
    )
    def test_shows_what_was_written_in_one_language_to_readers_of_the_other(
        self, orchard: Site, path: str, title: str, notice: str
    ) -> None:
        assert orchard.pages[path].title.startswith(title)
        assert notice in orchard.pages[path].words

    def test_gives_headings_the_same_ids_in_both_languages(self, orchard: Site) -> None:
        for language in ("de", "fr-CH"):
            ids = orchard.pages[f"{language}/techniques/winterschnitt.html"].ids
            assert [id_ for id_ in ids if id_.startswith("idea")] == ["idea", "idea-when", "idea-2"]

    def test_shows_nothing_out_of_the_packs_of_other_languages(self, orchard: Site) -> None:
        foreign = [
            sentence
            for language in ("en", "cy")
            for sentence in _sentences(PACKAGE / "languages" / "packs" / language).values()
            if len(sentence) > 12 and "{" not in sentence
        ]
        assert foreign
        assert [
            (path, sentence) for path, page in orchard.pages.items() for sentence in foreign if sentence in page.words
        ] == []


class TestTheCrosswalkOfTheOrchard:
    STATES = (
        ("schneiden", "totholz", "published", "durch veröffentlichte Verknüpfungen verbunden", "1 Technik"),
        ("schneiden", "bluete", "editorial", "mit Verknüpfungen von uns verbunden", "1 Technik, 1 Geschichte"),
        ("schneiden", "wasser", "none", "geprüft: nichts gefunden", ""),
        ("haltbar-machen", "totholz", "not-looked-at", "noch nicht geprüft", ""),
        ("haltbar-machen", "bluete", "not-looked-at", "noch nicht geprüft", ""),
        ("haltbar-machen", "wasser", "none", "geprüft: nichts gefunden", ""),
    )

    def test_works_out_each_of_the_four_states(self) -> None:
        site = load(ORCHARD / "mkdocs.yml").site
        assert site is not None
        _, earlier = site.tables
        assert {
            (row, column): str(earlier.cells[f"skill:skills-1/{row}", f"habitat-aim:habitat-2024/{column}"].state)
            for row, column, *_ in self.STATES
        } == {(row, column): state for row, column, state, _, _ in self.STATES}

    @pytest.mark.parametrize(("row", "column", "state", "words", "counts"), STATES)
    def test_says_so_in_words_on_the_pages_of_row_and_column(
        self, orchard: Site, row: str, column: str, state: str, words: str, counts: str
    ) -> None:
        pages = orchard.pages["de/crosswalk.html"], orchard.pages[f"de/skills/skills-1/{row}.html"]
        for page in (*pages, orchard.pages[f"de/habitat-aims/habitat-2024/{column}.html"]):
            assert words in page.words, state
        cell = orchard.pages[f"de/crosswalk/skills-1-{row}--habitat-2024-{column}.html"]
        assert counts in cell.words

    def test_shows_both_reasons_of_what_joins_a_cell(self, orchard: Site) -> None:
        words = orchard.pages["fr-CH/crosswalk/skills-1-schneiden--habitat-2024-bluete.html"].words
        assert "chaque coupe montre si elle était bien placée" in words
        assert "Une couronne aérée fleurit jusqu’au cœur." in words


class TestTheOrchardsLanguagePacks:
    @pytest.mark.parametrize("language", ["de", "fr-CH"])
    def test_say_everything_that_the_package_says_in_english(self, language: str) -> None:
        english, own = _sentences(PACKAGE / "languages" / "packs" / "en"), _sentences(ORCHARD / "languages" / language)
        assert sorted(own) == sorted(english)

    @pytest.mark.parametrize("language", ["de", "fr-CH"])
    def test_leave_the_same_places_for_values(self, language: str) -> None:
        english, own = _sentences(PACKAGE / "languages" / "packs" / "en"), _sentences(ORCHARD / "languages" / language)
        places = re.compile(r"\{\w+\}")
        assert [
            key
            for key in english
            if key in own and sorted(places.findall(own[key])) != sorted(places.findall(english[key]))
        ] == []

    def test_are_named_when_one_is_misspelt(self, copy: Path) -> None:
        config = copy / "mkdocs.yml"
        config.write_text(config.read_text(encoding="utf-8").replace("[de, fr-CH]", "[de, fr-Ch]"), encoding="utf-8")
        (diagnostic,) = load(config).diagnostics
        assert diagnostic.code == "unknown-language-pack"
        assert dict(diagnostic.parameters)["nearest"] == "fr-CH"


class TestAnEntryOfAStranger:
    ENTRY = "stories/premier-bocal/fr-CH.md"

    def test_is_free_of_errors_as_it_stands(self, copy: Path) -> None:
        assert load(copy / "mkdocs.yml").errors == ()

    @pytest.mark.parametrize(
        "payload",
        [
            "{{ 7*7 }}",
            "{% set x = 7*7 %}",
            "`{{ 7*7 }}`",
            "    {{ 7*7 }}",
            "[x](https://orchard.example/ \"{{ 7*7 }}\")",
        ],
    )  # fmt: skip
    def test_may_hold_no_macro(self, copy: Path, payload: str) -> None:
        entry = copy / self.ENTRY
        entry.write_text(f"{entry.read_text(encoding='utf-8')}\n{payload}\n", encoding="utf-8")
        errors = load(copy / "mkdocs.yml").errors
        assert {(error.code, error.location.path) for error in errors} == {("macro", self.ENTRY)}

    @pytest.mark.parametrize("line", ["render_macros: true", "macros: {x: '{{ 7*7 }}'}"])
    def test_may_not_ask_for_macros_in_its_front_matter(self, copy: Path, line: str) -> None:
        entry = copy / self.ENTRY
        entry.write_text(entry.read_text(encoding="utf-8").replace("---\n", f"---\n{line}\n", 1), encoding="utf-8")
        (error,) = load(copy / "mkdocs.yml").errors
        assert (error.code, str(error.location)) == ("unknown-field", f"{self.ENTRY}:2:1")

    def test_has_nothing_run_that_the_check_does_not_see(self, copy: Path, tmp_path: Path) -> None:
        entry = copy / self.ENTRY
        words = (
            entry.read_text(encoding="utf-8")
            .replace("title: ", "title: '{{ 7*7 }}' #")
            .replace("summary: ", "summary: '{{ 7*7 }}' #")
        )
        entry.write_text(f"{words}\n[x]: https://orchard.example/{{{{7*7}}}}\n\n[x]\n", encoding="utf-8")
        built = Site(building.build(copy / "mkdocs.yml", tmp_path / "built"))
        for language in ("de", "fr-CH"):
            page = built.pages[f"{language}/stories/premier-bocal.html"]
            assert page.title.startswith("{{ 7*7 }}")
            assert "49" not in page.words
            assert "https://orchard.example/%7B%7B7*7%7D%7D" in page.links

    def test_stops_the_build_where_it_holds_one(self, copy: Path, tmp_path: Path) -> None:
        with (copy / self.ENTRY).open("a", encoding="utf-8") as entry:
            entry.write("\n{{ 7*7 }}\n")
        done = building.run("mkdocs", "build", "-f", str(copy / "mkdocs.yml"), "-d", str(tmp_path / "built"))
        assert done.returncode
        assert "error[macro]" in done.stderr
        assert not list((tmp_path / "built").rglob("*.html"))


class TestTheEngine:
    def test_checks_a_site_where_mkdocs_is_not_to_be_had(self, tmp_path: Path) -> None:
        shutil.copytree(PACKAGE, tmp_path / "make_the_connection", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.rmtree(tmp_path / "make_the_connection" / "adapters" / "mkdocs")
        for name in ("mkdocs", "properdocs", "material"):
            (tmp_path / f"{name}.py").write_text(f"raise ImportError('{name} is not to be had')\n", encoding="utf-8")
        check = ("make_the_connection", "check", "-f", str(ORCHARD / "mkdocs.yml"))
        whole, alone = building.run(*check), building.run(*check, PYTHONPATH=str(tmp_path))
        assert building.run("make_the_connection.adapters.mkdocs", PYTHONPATH=str(tmp_path)).returncode
        assert (alone.returncode, alone.stdout, alone.stderr) == (whole.returncode, whole.stdout, whole.stderr)
        assert alone.returncode == 0
        assert alone.stdout.count("notice[missing-translation]") == 3

    SUBJECTS = (
        "bilingualism", "case stud(y|ies)", "classrooms?", "curriculum", "education(al)?", "entitlements?", "estyn",
        "governors?", "hallmarks?", "head ?teachers?", "hwb", "inspectors?", "lessons?", "nael", "national",
        "professional", "pupils?", "schools?", "teach(er|ers|ing)?",
        "astudiaeth(au)? achos", "addysgu?", "athraw(on|es)", "dilysnod(au)?", "dimensi(wn|ynau)", "disgybl(ion)?",
        "dysgu", "proffesiynol", "safon(au)?", "ysgol(ion)?",
        "british", "cymr(u|aeg|aidd)", "scotland", "scottish", "alban", "saesneg", "wales", "welsh",
    )  # fmt: skip
    """What the site of this repository is about, and its languages. *Standard* and *dimension* are left out: programs
    have them too."""

    ONLY_THERE = re.compile(
        rf"(?<![a-z])({'|'.join(SUBJECTS).replace(' ', '[ _-]')})(?![a-z])|[\"']cy[\"']", re.IGNORECASE
    )

    WORDS_OF_FORMATS = frozenset({"school", '"CY"', "british"})
    """What BibTeX, RIS and LaTeX's babel call a field, a tag and a language."""

    def test_knows_nothing_of_what_one_site_is_about(self) -> None:
        assert list(self.mentions(PACKAGE)) == []

    def test_would_be_found_out_if_it_did(self, tmp_path: Path) -> None:
        for number, line in enumerate(("folder = 'case_studies'", "// The Hallmark", ".cymru{}", 'code == "cy"')):
            (tmp_path / f"{number}.js").write_text(line, encoding="utf-8")
        assert len(list(self.mentions(tmp_path))) == 4

    def mentions(self, folder: Path) -> Iterator[str]:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder)
            if path.suffix not in {".py", ".html", ".css", ".js"} or name.parts[0] == "languages":
                continue
            known = self.WORDS_OF_FORMATS if name.parts[:2] == ("references", "formats") else ()
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                found = (match[0] for match in self.ONLY_THERE.finditer(line))
                yield from (f"{name}:{number}: {word}" for word in found if word not in known)


def _sentences(pack: Path) -> dict[str, str]:
    with (pack / "messages.po").open("rb") as file:
        return {
            message.id if isinstance(message.id, str) else message.id[0]: (
                message.string if isinstance(message.string, str) else " ".join(message.string)
            )
            for message in read_po(file, charset="utf-8")
            if message.id
        }
