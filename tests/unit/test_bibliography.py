"""The annotated list of works: its order, what it can be narrowed by, and the records that can be taken from it."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make_the_connection.api import load
from make_the_connection.content.csl import CslType
from make_the_connection.exports import work_files
from make_the_connection.languages import Language
from make_the_connection.references import FORMATS, written
from make_the_connection.render import LISTINGS, Reader, published_files, record_scripts
from make_the_connection.site import Site

Plant = Callable[[Mapping[str, str | bytes | None]], Path]

GARDEN = Path(__file__).parent / "garden"
MODEL = (GARDEN / "model.yml").read_text(encoding="utf-8")

FILTERED = MODEL.replace("    title: csl\n", "    title: csl\n    filters: [plant]\n")
OWEN = (GARDEN / "sources" / "owen-2018" / "facts.yml").read_text(encoding="utf-8")
ABOUT_OWEN = """
annotation: {en: Syrup keeps., cy: Mae surop yn cadw.}
doubt: {en: Nobody saw the cover., cy: Ni welodd neb y clawr.}
open_copy: https://syrup.example/owen.pdf
"""


def work(title: str, year: str = "", **more: object) -> str:
    issued = f"  issued: {year}\n" if year else ""
    return f"csl:\n  type: {more.get('type', 'book')}\n  title: {title}\n{issued}"


@pytest.fixture
def grown(planted: Plant) -> Callable[[Mapping[str, str | bytes | None]], Site]:
    """The garden with some of its files changed, and its works to be narrowed by plants."""

    def grow(changes: Mapping[str, str | bytes | None]) -> Site:
        site = load(planted({"model.yml": FILTERED, **changes})).site
        assert site is not None
        return site

    return grow


def listed(site: Site, code: str = "en", beside: str = "") -> str:
    return str(LISTINGS["bibliography"](Reader(site, code, "works", beside)))


def items(html: str) -> list[str]:
    return re.findall(r'<li class="work".*?</li>', html, re.DOTALL)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", "", html).split())


def values(html: str) -> list[dict[str, Any]]:
    return [json.loads(found) for found in re.findall(r"<li class=\"work\" data-values='([^']*)'", html)]


def choices(html: str) -> dict[str, list[str]]:
    """What can be chosen in each list of the form, in words."""
    lists = re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', html.partition("</form>")[0], re.DOTALL)
    return {name: [words(option) for option in re.findall(r"<option.*?</option>", body)] for name, body in lists}


class TestTheList:
    def test_has_every_work_in_the_order_of_the_alphabet(self, garden: Site) -> None:
        for code in garden.languages:
            processor = garden.processor(code)
            order = [work.id for work in processor.listed(processor.works)]
            html = listed(garden, code)
            assert re.findall(r'name="chosen" value="([^"]+)"', html) == order
            for item, id_ in zip(items(html), order, strict=True):
                assert str(Reader(garden, code, "works").reference(garden.entries[f"source:{id_}"])) in item

    def test_says_of_a_work_what_we_say_of_it(self, grown: Callable[..., Site]) -> None:
        site = grown({"sources/owen-2018/facts.yml": OWEN + ABOUT_OWEN})
        (item,) = (item for item in items(listed(site)) if "owen-2018" in item)
        assert "Syrup keeps." in item
        assert '<span class="badge badge--probable">probable</span>' in item
        assert '<p class="work-doubt">Nobody saw the cover.</p>' in item
        assert '<a href="https://syrup.example/owen.pdf" rel="noopener">Open copy<span' in item
        assert '<a class="record" href="sources/owen-2018.html">' in item
        assert "Mae surop yn cadw." in next(item for item in items(listed(site, "cy")) if "owen-2018" in item)

    def test_leads_from_a_work_to_what_uses_it(self, garden: Site) -> None:
        for item, work_ in zip(items(listed(garden)), garden.processor("en").entries, strict=True):
            keys = dict.fromkeys(use.key for use in garden.uses.get(work_, ()))
            assert re.findall(r'<a href="(plants/[^"]+)"', item) == [f"plants/{k.partition(':')[2]}.html" for k in keys]

    def test_names_the_first_pages_that_use_a_work_and_counts_the_others(self, grown: Callable[..., Site]) -> None:
        front = "---\ntitle: Plant {n:02}\nsummary: One of many.\n---\n"
        page = f"{front}\n## Growing it {{{{#growing}}}}\n\nIt grows [@owen-2018].\n"
        files = {f"plants/many-{n:02}/{code}.md": page.format(n=n) for n in range(12) for code in ("en", "cy")}
        site = grown({**files, **{f"plants/many-{n:02}/facts.yml": "{}\n" for n in range(12)}})
        keys = dict.fromkeys(use.key for use in site.uses["owen-2018"])
        (item,) = (item for item in items(listed(site)) if "owen-2018" in item)
        assert item.count('href="plants/') == 8
        assert f'<a href="sources/owen-2018.html">others: {len(keys) - 8}</a>' in item

    def test_beside_another_language_it_is_only_read(self, garden: Site) -> None:
        html = listed(garden, "cy", beside="en")
        assert len(items(html)) == len(garden.works)
        assert not re.search(r"<(form|input|button|script|select)|\bid=", html)

    def test_what_strangers_write_is_text(self, grown: Callable[..., Site]) -> None:
        told = "annotation: {en: '</li><script>alert(1)</script>', cy: \"<img src=x onerror='x'>\"}\n"
        site = grown({"sources/owen-2018/facts.yml": OWEN + told})
        assert "<script>alert" not in listed(site)
        assert "<img" not in listed(site, "cy")


class TestWhatItCanBeNarrowedBy:
    WORKS: Mapping[str, str] = {
        "sources/a/facts.yml": work("A", "2001", type="report"),
        "sources/b/facts.yml": work("B", "'2007-03'") + "  language: cy\n",
        "sources/c/facts.yml": work("{en: C, cy: Ch}", "2026"),
        "sources/d/facts.yml": work("D", type="webpage") + "open_copy: https://d.example\n",
    }

    def test_each_choice_says_how_many_it_would_leave(self, grown: Callable[..., Site]) -> None:
        found = choices(listed(grown(self.WORKS)))
        assert list(found) == ["by-plant", "kind", "year", "language", "open"]
        assert found["kind"] == ["all (6)", "Book (4)", "Report (1)", "Web page (1)"]
        assert found["year"] == [
            "all (6)",
            "2025–2026 (1)",
            "2020–2024 (1)",
            "2015–2019 (1)",
            "2005–2009 (1)",
            "2001–2004 (1)",
            "no date (1)",
        ]
        assert found["language"] == ["all (6)", "English (3)", "Welsh (3)", "not stated (2)"]
        assert found["open"] == ["all (6)", "there is one (1)", "none known to us (5)"]

    def test_in_another_language_they_stand_in_its_own_order_and_words(self, grown: Callable[..., Site]) -> None:
        found = choices(listed(grown(self.WORKS), "cy"))
        assert found["kind"] == ["pob un (6)", "Adroddiad (1)", "Llyfr (4)", "Tudalen we (1)"]

    def test_each_work_says_what_it_has(self, grown: Callable[..., Site]) -> None:
        site = grown(self.WORKS)
        by_id = dict(zip(site.processor("en").entries, values(listed(site)), strict=True))
        assert by_id["c"] == {
            "by-plant": [],
            "kind": ["book"],
            "year": ["2025-2029"],
            "language": ["cy", "en"],
            "open": ["no"],
        }
        assert (by_id["d"]["year"], by_id["d"]["language"], by_id["d"]["open"]) == (["none"], ["none"], ["yes"])
        uses = {use.key for use in site.uses["owen-2018"]}
        assert {f"plant:{id_}" for id_ in by_id["owen-2018"]["by-plant"]} == uses

    def test_the_counts_are_those_of_the_works(self, grown: Callable[..., Site]) -> None:
        html = listed(grown(self.WORKS))
        for name, options in re.findall(
            r'<select name="([^"]+)".*?>(.*?)</select>', html.partition("</form>")[0], re.DOTALL
        ):
            for value, number in re.findall(r'<option value="([^"]+)".*?\((\d+)\)</option>', options):
                assert sum(value in each[name] for each in values(html)) == int(number) > 0

    def test_what_would_leave_nothing_out_is_not_offered(self, garden: Site) -> None:
        assert "kind" not in choices(listed(garden)), "both works are books"

    def test_a_type_that_is_not_declared_is_reported(self, planted: Plant) -> None:
        loaded = load(planted({"model.yml": FILTERED.replace("filters: [plant]", "filters: [plnat]")}))
        assert [(found.code, dict(found.parameters)["nearest"]) for found in loaded.errors] == [
            ("unknown-type", "plant")
        ]

    @given(st.lists(st.integers(1000, 2100), min_size=1, max_size=12))
    def test_years_stand_together_so_that_there_are_few_choices(self, years: list[int]) -> None:
        from make_the_connection.render.bibliography import _Years

        together = _Years.among(years)
        labels = together.labels("no date")
        assert len(labels) <= 12
        for year in years:
            first, _, last = labels[together.value(str(year))].text.partition("–")
            assert int(first) <= year <= int(last or first)
            assert min(years) <= int(first)
            assert int(last or first) <= max(years)

    @pytest.mark.parametrize("code", ["en", "cy"])
    def test_every_kind_of_work_has_a_name_of_its_own(self, code: str, english: Language, welsh: Language) -> None:
        language = english if code == "en" else welsh
        names = [language.text(f"work.kind.{kind}") for kind in CslType.__args__]
        assert len(set(names)) == len(names)


class TestTakingRecordsAway:
    @pytest.mark.parametrize("suffix", FORMATS)
    @pytest.mark.parametrize("code", ["en", "cy"])
    def test_records_put_together_are_what_is_written_of_these_works(
        self, garden: Site, code: str, suffix: str
    ) -> None:
        ((_, script),) = record_scripts(garden, code)
        data = json.loads(script.removeprefix("window.mtcRecords=").removesuffix(";\n"))[suffix]
        processor = garden.processor(code)
        for works in (processor.listed(processor.works), garden.works[:1]):
            records = data["between"].join(data["records"][work.id] for work in works)
            assert data["before"] + records + data["after"] == written(suffix, works, processor)

    def test_nothing_in_the_script_can_end_it(self, planted: Plant) -> None:
        site = load(planted({"sources/owen-2018/facts.yml": work("'</script><b>'")})).site
        assert site is not None
        assert all("<" not in text for _, text in record_scripts(site, "en"))

    def test_all_works_are_in_a_file_for_each_language_and_format(self, garden: Site) -> None:
        files = work_files(garden)
        assert set(files) == {f"references.{code}.{suffix}" for code in ("en", "cy") for suffix in FORMATS}
        assert {f"data/{name}" for name in files} < set(published_files(garden, None))  # type: ignore[arg-type]
        for code in garden.languages:
            html = listed(garden, code)
            text = files[f"references.{code}.txt"]().decode()
            assert len(text.splitlines()) == len(garden.works)
            assert [f"../data/references.{code}.{suffix}" for suffix in FORMATS] == re.findall(
                r'href="(\.\./data/[^"]+)"', html
            )

    def test_a_site_without_works_has_none_of_it(self, planted: Plant) -> None:
        gone = {"sources/jones-2020/facts.yml": None, "sources/owen-2018/facts.yml": None}
        site = load(planted(gone)).site
        assert site is not None
        assert not work_files(site)
        assert not list(record_scripts(site, "en"))
        assert "references." not in LISTINGS["data_files"](Reader(site, "en", "data"))
