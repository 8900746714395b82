"""The site as one value: titles, order, and who cites what."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from make_the_connection.api import load
from make_the_connection.site import Phrase, Site

Plant = Callable[[Mapping[str, str | bytes | None]], Path]


class TestTitles:
    def test_are_in_the_reader_s_language(self, garden: Site) -> None:
        assert garden.title("plant:rose", "en") == Phrase("Rose")
        assert garden.title("plant:rose", "cy") == Phrase("Rhosyn")

    def test_fall_back_on_another_language_and_say_which(self, garden: Site) -> None:
        assert garden.title("plant:nettle", "cy") == Phrase("Nettle", "en")
        assert garden.summary("plant:nettle", "cy") == Phrase("A plant.", "en")

    def test_may_be_short(self, garden: Site) -> None:
        assert garden.short("plant:rose", "en") == Phrase("Rose")
        assert garden.short("plant:rose", "cy") == Phrase("Rhosyn")

    def test_of_a_work_are_in_the_reader_s_language_where_the_work_has_it(self, garden: Site) -> None:
        assert garden.title("source:jones-2020", "cy") == Phrase("Rhosod a drain")

    def test_of_guide_pages_are_found_too(self, garden: Site) -> None:
        assert garden.title("guide:home", "cy") == Phrase("Gardd")

    def test_of_a_name_for_one_language_alone_say_which(self, garden: Site) -> None:
        assert garden.named({"en": "Plant roses in spring."}, "cy") == Phrase("Plant roses in spring.", "en")
        assert garden.named({"": "Bala"}, "cy") == Phrase("Bala")
        assert garden.named(None, "cy") == Phrase("")


class TestReadingOrder:
    def test_is_the_alphabet_of_the_reader(self, garden: Site) -> None:
        welsh = [garden.title(entry.key, "cy").text for entry in garden.in_reading_order("plant", "cy")]
        assert welsh == ["Cwmin", "Chwyn", "Lwffa", "Llugaeron", "Nettle", "Rwdan", "Rhosyn"]
        english = [garden.title(entry.key, "en").text for entry in garden.in_reading_order("plant", "en")]
        assert english == ["Cranberry", "Cumin", "Loofah", "Nettle", "Rose", "Swede", "Weeds"]

    @pytest.mark.parametrize("language", ["en", "cy"])
    def test_is_the_declared_field_where_a_type_has_one(self, garden: Site, language: str) -> None:
        assert [entry.id for entry in garden.in_reading_order("season", language)] == [
            "plan-2020/spring",
            "plan-2020/winter",
        ]

    def test_of_rows_and_columns_is_that_of_their_frameworks(self, garden: Site) -> None:
        assert garden.table.rows == ("season:plan-2020/spring", "season:plan-2020/winter")
        assert garden.table.columns == ("soil:soils-1/clay", "soil:soils-1/sand")


class TestWorks:
    def test_are_the_entries_that_can_be_cited(self, garden: Site) -> None:
        assert [work.id for work in garden.works] == ["jones-2020", "owen-2018"]


class TestAddresses:
    @pytest.mark.parametrize(
        ("key", "address"),
        [
            ("plant:rose", "plants/rose"),
            ("season:plan-2020/spring", "seasons/plan-2020/spring"),
            ("guide:home", "index"),
        ],
    )
    def test_follow_the_folders_without_docs(self, garden: Site, key: str, address: str) -> None:
        assert garden.has(key)
        assert garden.address(key) == address

    @pytest.mark.parametrize("key", ["plant:oak", "guide:oak", "oak", "tree:rose", ""])
    def test_of_what_is_not_there_are_not_there(self, garden: Site, key: str) -> None:
        assert not garden.has(key)


class TestWhatPointsNowhere:
    @pytest.mark.parametrize(
        ("words", "code", "nearest"),
        [
            ("[x](plant:rsoe)", "unknown-entry", "plant:rose"),
            ("[x](tree:oak)", "unknown-entry", None),
            ("[x](guide:hom)", "unknown-guide", "guide:home"),
            ("[x](plant:rose#growing-watre)", "unknown-anchor", "growing-water"),
            ("[@jones-2021]", "unknown-citation", "jones-2020"),
            ("![x](rsoe.png)", "missing-image", None),
        ],
    )
    def test_is_reported_with_the_likeliest_right_name(
        self, planted: Plant, words: str, code: str, nearest: str | None
    ) -> None:
        text = f"---\ntitle: Swede\nsummary: A root.\n---\n\n## Growing it {{#growing}}\n\nSee {words}.\n"
        (found,) = load(planted({"plants/swede/en.md": text})).errors
        assert (found.code, found.location.line) == (code, 8)
        assert dict(found.parameters).get("nearest") == nearest

    def test_a_link_to_a_made_part_of_a_page_leads_somewhere(self, planted: Plant) -> None:
        words = "[a](plant:rose#references), [b](plant:rose#uses) and [c](plant:rose#growing-water)"
        text = f"---\ntitle: Swede\nsummary: A root.\n---\n\n## Growing it {{#growing}}\n\nSee {words}.\n"
        assert load(planted({"plants/swede/en.md": text})).errors == ()


class TestLoading:
    def test_gives_the_same_site_twice(self, garden: Site) -> None:
        again = load(Path(__file__).parent / "garden" / "mkdocs.yml").site
        assert again is not None
        assert list(again.entries) == list(garden.entries)
        assert again.graph.links == garden.graph.links
        assert again.table == garden.table

    def test_reports_everything_at_once_and_in_order(self, planted: Plant) -> None:
        loaded = load(
            planted(
                {
                    "plants/weeds/facts.yml": "heigth: 3\n",
                    "plants/cumin/en.md": "no front matter",
                    "plants/rose/facts.yml": "height: tall\n",
                    "plants/Bad_Name/facts.yml": "height: 1\n",
                    "sources/owen-2018/facts.yml": b"csl: \x92\n",
                }
            )
        )
        places = [(d.location.path, d.code) for d in loaded.errors]
        assert places == [
            ("plants/Bad_Name/facts.yml", "bad-folder-name"),
            ("plants/cumin/en.md", "front-matter"),
            ("plants/rose/facts.yml", "wrong-kind"),
            ("plants/weeds/facts.yml", "unknown-field"),
            ("sources/owen-2018/facts.yml", "not-utf-8"),
        ]

    def test_an_entry_without_its_original_language_is_an_error_and_without_another_a_notice(
        self, planted: Plant
    ) -> None:
        loaded = load(planted({"plants/swede/en.md": None, "plants/weeds/cy.md": None}))
        found = [(d.location.path, d.code) for d in loaded.diagnostics if "nettle" not in d.location.path]
        assert found == [("plants/swede/en.md", "missing-file"), ("plants/weeds/cy.md", "missing-translation")]

    def test_a_framework_that_is_not_declared_is_an_error(self, planted: Plant) -> None:
        old = Path(__file__).parent / "garden" / "docs/soils/soils-1/clay"
        changes = {
            f"docs/soils/soils-2/chalk/{name}": (old / name).read_text() for name in ("en.md", "cy.md", "facts.yml")
        }
        (found,) = load(planted(changes)).errors
        assert (found.code, dict(found.parameters)["nearest"]) == ("unknown-framework", "soils-1")

    def test_a_drawing_from_a_stranger_is_refused(self, planted: Plant) -> None:
        loaded = load(planted({"plants/swede/swede.svg": "<svg><script>x()</script></svg>"}))
        assert [(d.location.path, d.code) for d in loaded.errors] == [
            ("plants/swede/swede.svg", "svg-from-contributor")
        ]
