"""The finder: narrowed, ordered, turned over, printed and taken away, and what it says is what the entries say."""

import csv
import gzip
import io
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import pytest
from keyboard import comes_to, has_focus, tab_to
from playwright.sync_api import Locator, Page, expect
from samples import DESK, ENGLISH, PHONE, WELSH, WORDS, Words, in_both, page_of
from test_access import NARROWEST, TOO_WIDE, in_states

import make_the_connection
from make_the_connection.languages import load_language
from make_the_connection.render import LISTINGS, Reader, finder_page, finder_pages, finder_scripts
from make_the_connection.render.pager import PER
from make_the_connection.site import NOT_STATED, Site, facet_label, facet_labels, facet_values

pytestmark = pytest.mark.browser

TYPE, LIST, GUIDE = "case-study", "list of case studies", "case-studies"
MANY = 2 * PER + 6
ASSETS = Path(make_the_connection.__file__).parent / "adapters" / "mkdocs" / "theme" / "assets"
CALCULATED = '=1+1, "x"'
PAGE = """<!doctype html><html lang="{code}"><head><meta charset="utf-8"><title>{title}</title>
<link rel="stylesheet" href="assets/make-the-connection/site.css"></head>
<body class="page"><main><h1>{title}</h1><h2>{title}</h2>{html}</main></body></html>"""
OPTIONS = "options => options.map(option => [option.value, option.text])"
WHY = "cards => cards.map(card => [...card.querySelectorAll('.card-like :is(dt, dd)')].map(part => part.textContent))"
PRINTS = "() => { window.print = () => { window.printed = document.querySelectorAll('.card').length; }; }"

PACKS = {code: load_language(code) for code in WORDS}
PRIMARY, LITTLE = {"phase": "primary"}, {"phase": "nursery", "size": "4"}
MINE = {"phase": "primary", "medium": "welsh", "size": "1", "authority": "newport"}

Choice = Mapping[str, str]


def word(language: Words, key: str, **parameters: object) -> str:
    return PACKS[language.code].text(key, **parameters)


def turned(language: Words, page: int, pages: int) -> str:
    return word(language, "finder.page", number=page, all=pages)


def values(site: Site, id_: str, facet: str) -> tuple[str, ...]:
    return facet_values(site, site.entries[f"{TYPE}:{id_}"], site.model.types[TYPE].finder.facets[facet])


def by_title(site: Site, code: str) -> list[str]:
    sort_key = site.languages[code].alphabet.sort_key
    titles = {entry.id: sort_key(site.title(entry.key, code).text) for entry in site.of_type(TYPE)}
    return sorted(titles, key=lambda id_: (titles[id_], id_))


def left(site: Site, code: str, choice: Choice) -> list[str]:
    return [
        id_ for id_ in by_title(site, code) if all(value in values(site, id_, name) for name, value in choice.items())
    ]


def compared(site: Site, id_: str, mine: Choice) -> dict[str, list[str]]:
    """The facets in which an entry is the same, another, or does not say."""
    found: dict[str, list[str]] = {"same": [], "other": [], "unstated": []}
    for name, value in mine.items():
        has = values(site, id_, name)
        found["same" if value in has else "unstated" if has == (NOT_STATED,) else "other"].append(name)
    return found


def at(language: Words, choice: Choice) -> str:
    return f"{page_of(LIST, language)}?{urlencode(choice)}"


def asked(page: Page) -> dict[str, str]:
    return dict(parse_qsl(page.evaluate("location.search.slice(1)")))


def cards(page: Page) -> Locator:
    return page.locator(".card").filter(visible=True)


def shown(page: Page) -> list[str]:
    links = cards(page).locator(".card-title a")
    return [
        str(path)
        for path in links.evaluate_all("links => links.map(link => link.pathname.match(/([^/]+)[.]html$/)[1])")
    ]


def says(page: Page, words: str) -> None:
    expect(page.locator(".filter-result")).to_contain_text(words)


def found(page: Page, language: Words, number: int, every: int) -> None:
    says(page, word(language, "finder.shown", number=number, all=every))


def menu(page: Page, name: str) -> Locator:
    return page.locator(f'select[name="{name}"]')


def button(page: Page, language: Words, key: str) -> Locator:
    return page.get_by_role("main").get_by_role("button", name=word(language, key), exact=True)


def saved(page: Page, language: Words) -> list[dict[str, str]]:
    with page.expect_download() as download:
        button(page, language, "finder.save").press("Enter")
    assert download.value.suggested_filename == f"{TYPE}.csv"
    says(page, f"{TYPE}.csv")
    text = Path(download.value.path()).read_bytes().decode("utf-8")
    assert text.startswith("\ufeff")
    assert text.endswith("\r\n")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


class TestNarrowing:
    @in_both
    def test_by_keyboard_leaves_what_the_entries_say_and_the_address_keeps_it(
        self, open_page: Callable[..., Page], site: str, known: Site, language: Words
    ) -> None:
        code, every = language.code, len(known.of_type(TYPE))
        page = open_page(f"{site}{page_of(LIST, language)}", DESK if language is ENGLISH else PHONE)
        comes_to(page, shown, by_title(known, code))
        phase = menu(page, "phase")
        if language is WELSH:
            tab_to(page.locator(".finder-part summary"))
            page.keyboard.press("Enter")
        tab_to(phase)
        page.keyboard.type(known.model.types[TYPE].fields["phase"].choices["primary"][code])
        expected = left(known, code, PRIMARY)
        assert 0 < len(expected) < every
        found(page, language, len(expected), every)
        comes_to(page, shown, expected)
        comes_to(page, asked, PRIMARY)

        tab_to(menu(page, "medium"))
        page.keyboard.press("End")
        both = {**PRIMARY, "medium": NOT_STATED}
        found(page, language, len(left(known, code, both)), every)
        comes_to(page, shown, left(known, code, both))
        for each in known.model.types[TYPE].finder.facets:
            others = {name: value for name, value in both.items() if name != each}
            options = menu(page, each).locator("option").evaluate_all(OPTIONS)
            for value, label in options:
                number = len(left(known, code, {**others, each: value} if value else others))
                assert label.endswith(f"({number})"), (each, value)

        page.go_back()
        found(page, language, len(expected), every)
        comes_to(page, shown, expected)
        expect(menu(page, "medium")).to_have_value("")
        page.go_forward()
        page.reload()
        found(page, language, len(left(known, code, both)), every)
        page.get_by_role("banner").get_by_role("link", name=language.other.language, exact=True).press("Enter")
        found(page, language.other, len(left(known, code, both)), every)
        comes_to(page, asked, both)
        comes_to(page, shown, left(known, language.other.code, both))

    @in_both
    def test_until_nothing_is_left_says_so_with_the_way_out(
        self, visit: Callable[..., Page], known: Site, axe: str, language: Words
    ) -> None:
        page = visit(at(language, LITTLE))
        found(page, language, 0, len(known.of_type(TYPE)))
        expect(page.get_by_text(word(language, "filter.nothing"))).to_be_visible()
        expect(button(page, language, "finder.save")).to_be_disabled()
        if language is WELSH:
            assert in_states(page, axe, [(DESK, "light"), (NARROWEST, "dark")]) == []
            assert page.evaluate(TOO_WIDE) == []
        button(page, language, "filter.clear").last.press("Enter")
        found(page, language, len(known.of_type(TYPE)), len(known.of_type(TYPE)))
        comes_to(page, shown, by_title(known, language.code))
        assert has_focus(page.locator(".filter-result"))
        comes_to(page, asked, {})

    def test_leaves_out_what_is_not_known_and_says_so(self, visit: Callable[..., Page], known: Site) -> None:
        for choice in ({"phase": "nowhere"}, {"order": "height"}, {**PRIMARY, "page": "2"}, {"page": "x"}):
            page = visit(at(WELSH, choice))
            says(page, word(WELSH, "filter.unknown"))
            comes_to(page, shown, left(known, "cy", PRIMARY if "page" in choice and "phase" in choice else {}))
        page = visit(at(WELSH, {"from": "afar"}))
        expect(page.locator(".filter-result")).to_be_empty()


class TestOrder:
    @in_both
    def test_is_that_of_years(self, visit: Callable[..., Page], known: Site, language: Words) -> None:
        page = visit(at(language, PRIMARY))
        found(page, language, len(left(known, "en", PRIMARY)), len(known.of_type(TYPE)))
        menu(page, "order").select_option("newest")
        years = {id_: values(known, id_, "year")[0] for id_ in left(known, language.code, PRIMARY)}
        dated = [id_ for id_ in years if years[id_] != NOT_STATED]
        expect(page.locator(".card-title a").first).to_have_attribute(
            "href", re.compile(max(dated, key=years.__getitem__))
        )
        undated = [id_ for id_ in years if years[id_] == NOT_STATED]
        comes_to(page, shown, [*sorted(dated, key=lambda id_: -int(years[id_])), *undated])
        comes_to(page, asked, {**PRIMARY, "order": "newest"})

    @in_both
    def test_is_that_of_what_is_most_like_mine_and_each_says_why(
        self, visit: Callable[..., Page], known: Site, axe: str, language: Words
    ) -> None:
        code, declared = language.code, known.model.types[TYPE].finder
        page = visit(page_of(LIST, language))
        page.locator(".finder-like summary").press("Enter")
        for name, value in MINE.items():
            menu(page, f"like.{name}").select_option(value)
        expect(menu(page, "order")).to_have_value("like")
        found(page, language, len(known.of_type(TYPE)), len(known.of_type(TYPE)))
        comes_to(page, asked, {**{f"like.{name}": value for name, value in MINE.items()}, "order": "like"})
        page.reload()
        expect(page.locator(".card-like").first).to_be_visible()

        why = {id_: compared(known, id_, MINE) for id_ in by_title(known, code)}
        comes_to(page, shown, sorted(why, key=lambda id_: (-len(why[id_]["same"]), len(why[id_]["other"]))))
        labels = {name: facet_labels(known, known.of_type(TYPE), declared.facets[name], code) for name in MINE}
        unstated = word(language, "fact.not-stated")
        heads = {
            "same": word(language, "finder.same"),
            "other": word(language, "finder.other"),
            "unstated": unstated[:1].upper() + unstated[1:],
        }
        for said, id_ in zip(cards(page).evaluate_all(WHY), shown(page), strict=True):
            expected = []
            for kind, names in why[id_].items():
                parts = []
                for name in sorted(names, key=list(declared.facets).index):
                    label = facet_label(known, [TYPE], declared.facets[name], code)
                    has = ", ".join(labels[name][value].text for value in values(known, id_, name))
                    parts.append(label if kind == "unstated" else f"{label}: {has}")
                expected += [heads[kind], ", ".join(parts)] if parts else []
            assert said == expected
        if language is ENGLISH:
            menu(page, "phase").select_option("secondary")
            found(page, language, len(left(known, code, {"phase": "secondary"})), len(why))
            assert in_states(page, axe, [(NARROWEST, "light"), (DESK, "dark")]) == []
            page.set_viewport_size({"width": NARROWEST, "height": 800})
            assert page.evaluate(TOO_WIDE) == []


class TestATable:
    @in_both
    def test_has_what_is_found_in_the_order_shown_as_readers_see_it(
        self, open_page: Callable[..., Page], site: str, known: Site, language: Words
    ) -> None:
        code, fields = language.code, known.model.types[TYPE].fields
        page = open_page(f"{site}{at(language, {**PRIMARY, 'order': 'newest'})}")
        found(page, language, len(left(known, code, PRIMARY)), len(known.of_type(TYPE)))
        lines = saved(page, language)
        entries = [known.entries[f"{TYPE}:{id_}"] for id_ in shown(page)]
        assert len(lines) == len(left(known, code, PRIMARY))
        unstated = word(language, "fact.not-stated")
        for line, entry in zip(lines, entries, strict=True):
            title, address, *facts = line.values()
            assert (title, address) == (known.title(entry.key, code).text, f"case-studies/{entry.id}.html")
            assert facts[0] == fields["phase"].choices["primary"][code]
            assert facts[1] == (str(entry.facts.pupils) if entry.facts.pupils else unstated)
            assert facts[2] == (fields["medium"].choices[entry.facts.medium][code] if entry.facts.medium else unstated)
            assert facts[3] == (known.named(entry.facts.area, code).text if entry.facts.area else unstated)
            assert len(facts) == 8

    def test_has_whole_addresses_where_the_page_has_one(self, visit: Callable[..., Page], known: Site) -> None:
        page = visit(at(ENGLISH, PRIMARY))
        found(page, ENGLISH, len(left(known, "en", PRIMARY)), len(known.of_type(TYPE)))
        page.evaluate(
            """() => document.head.insertAdjacentHTML("beforeend",
              "<link rel=canonical href=https://site.example/en/case-studies.html>")"""
        )
        first = left(known, "en", PRIMARY)[0]
        assert saved(page, ENGLISH)[0]["Address"] == f"https://site.example/en/case-studies/{first}.html"


@pytest.fixture(scope="module")
def many(known: Site) -> Site:
    """The site with case studies for two pages and some more; one has a title that a spreadsheet would calculate."""
    some = known.of_type(TYPE)
    copies = [replace(some[n % len(some)], id=f"copy-{n:03}", address=f"case-studies/copy-{n:03}") for n in range(MANY)]
    first = copies[0]
    words = {
        code: replace(each, front=each.front.model_copy(update={"title": CALCULATED}))
        for code, each in first.words.items()
    }
    copies[0] = replace(first, words=words)
    others = {key: entry for key, entry in known.entries.items() if entry.type != TYPE}
    return replace(known, entries=others | {entry.key: entry for entry in copies})


@pytest.fixture(scope="module")
def large(many: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of such a site, as far as the finder needs it."""
    root = tmp_path_factory.mktemp("many") / "Llyfrau – mawr"
    for code in many.languages:
        folder = root / code
        shutil.copytree(ASSETS, folder / "assets")
        html = LISTINGS["finder"](Reader(many, code, GUIDE), TYPE)
        pages = {GUIDE: html} | {each: finder_page(page).html for each, page in finder_pages(many, code).items()}
        files = {f"{address}.html": PAGE.format(code=code, title=address, html=html) for address, html in pages.items()}
        for name, text in {**files, **dict(finder_scripts(many, code))}.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture(params=["http", "file"])
def larger(request: pytest.FixtureRequest, large: Path, serve: Callable[[Path], str]) -> str:
    """The address that its pages begin with, in each of the two ways to open it."""
    return serve(large) if request.param == "http" else f"{large.as_uri()}/"


def loading(page: Page) -> list[str]:
    """The scripts of the finder that a page asks for, by name, from now on."""
    seen: list[str] = []
    of_finder = re.compile(r"/finder/([^.]+)")
    page.on("request", lambda request: seen.extend(of_finder.findall(request.url)))
    return seen


class TestAListOfManyPages:
    @in_both
    def test_is_turned_over_by_keyboard_and_loads_only_what_it_shows(
        self,
        open_page: Callable[..., Page],
        larger: str,
        many: Site,
        language: Words,
    ) -> None:
        code, every = language.code, by_title(many, language.code)
        page = open_page("about:blank", PHONE if language is WELSH else DESK)
        loaded = loading(page)
        page.goto(f"{larger}{code}/{GUIDE}.html")
        comes_to(page, shown, every[:PER])
        assert loaded == []
        pager = page.get_by_role("navigation", name=word(language, "finder.pages"))
        tab_to(pager.get_by_role("link", name=turned(language, 2, 3)), 200)
        page.keyboard.press("Enter")
        says(page, turned(language, 2, 3))
        assert has_focus(page.locator(".filter-result"))
        expect(page.locator(".filter-result")).to_be_in_viewport()
        comes_to(page, shown, every[PER : 2 * PER])
        comes_to(page, asked, {"page": "2"})
        assert loaded == [TYPE, f"{TYPE}-cards-2"]
        expect(pager.locator("[aria-current=page]")).to_have_text("2")
        pager.locator("[rel=next]").press("Enter")
        says(page, turned(language, 3, 3))
        comes_to(page, shown, every[2 * PER :])
        page.go_back()
        says(page, turned(language, 2, 3))
        page.go_back()
        says(page, turned(language, 1, 3))
        comes_to(page, shown, every[:PER])
        page.go_forward()
        says(page, turned(language, 2, 3))
        page.reload()
        says(page, turned(language, 2, 3))
        menu(page, "order").select_option("newest")
        says(page, turned(language, 1, 3))
        comes_to(page, asked, {"order": "newest"})

    @in_both
    def test_is_printed_and_saved_whole(
        self, open_page: Callable[..., Page], larger: str, many: Site, axe: str, language: Words
    ) -> None:
        code, every = language.code, by_title(many, language.code)
        assert len(every) == MANY
        page = open_page(f"{larger}{code}/{GUIDE}.html?page=3&like.phase=primary")
        says(page, turned(language, 3, 3))
        expect(cards(page)).to_have_count(MANY - 2 * PER)
        lines = saved(page, language)
        assert [
            line.partition("/")[2].removesuffix(".html") for line in (list(line.values())[1] for line in lines)
        ] == every
        assert "'" + CALCULATED in [next(iter(line.values())) for line in lines]

        page.evaluate(PRINTS)
        button(page, language, "finder.print").press("Enter")
        page.wait_for_function("window.printed")
        assert page.evaluate("window.printed") == MANY
        page.emulate_media(media="print")
        comes_to(page, shown, every)
        expect(page.locator(".card-like").filter(visible=True)).to_have_count(MANY)
        for hidden in ("form", ".pager", ".finder-plain"):
            expect(page.locator(hidden)).to_be_hidden()
        found(page, language, MANY, MANY)
        says(page, many.model.types[TYPE].fields["phase"].choices["primary"][code].capitalize())
        expect(page.locator(".filter-result")).not_to_contain_text(turned(language, 3, 3))
        expect(page.locator(".filter-result")).to_be_visible()
        page.emulate_media(media="screen")
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        expect(cards(page)).to_have_count(MANY - 2 * PER)
        if language is WELSH:
            assert in_states(page, axe, [(DESK, "light"), (NARROWEST, "dark")]) == []
            assert page.evaluate(TOO_WIDE) == []

    def test_says_what_could_not_be_loaded_and_stays(
        self, open_page: Callable[..., Page], large: Path, serve: Callable[[Path], str], many: Site
    ) -> None:
        address = f"{serve(large)}cy/{GUIDE}.html"
        page = open_page(address)
        page.route("**/finder/*-cards-2.js*", lambda route: route.abort())
        pager = page.get_by_role("navigation", name=word(WELSH, "finder.pages"))
        pager.locator("[rel=next]").click()
        says(page, word(WELSH, "finder.failed"))
        comes_to(page, shown, by_title(many, "cy")[:PER])
        expect(page.locator(".finder-plain")).to_be_visible()
        page.unroute("**/finder/*-cards-2.js*")
        menu(page, "order").press("ArrowDown")
        found(page, WELSH, MANY, MANY)
        expect(page.locator(".finder-plain")).to_be_hidden()

        page = open_page(address)
        page.route(f"**/finder/{TYPE}.js", lambda route: route.abort())
        pager = page.get_by_role("navigation", name=word(WELSH, "finder.pages"))
        pager.locator("[rel=next]").click()
        expect(page.locator("h1").first).to_have_text(f"finder/{TYPE}/all--2")
        comes_to(page, shown, by_title(many, "cy")[PER : 2 * PER])


@in_both
def test_without_scripts_every_value_is_a_page(
    visit_without_scripts: Callable[..., Page], opened_from: str, built_site: Path, known: Site, language: Words
) -> None:
    page = visit_without_scripts(page_of(LIST, language))
    comes_to(page, shown, by_title(known, language.code))
    expect(page.get_by_role("form")).to_have_count(0)
    page.locator(".finder-plain summary").press("Enter")
    links = page.locator(".finder-values a")
    expect(links.filter(visible=True)).to_have_count(links.count())
    addresses = links.evaluate_all("links => links.map(link => link.href)")
    facets = known.model.types[TYPE].finder.facets
    wanted = {(name, value) for name in facets for id_ in by_title(known, "en") for value in values(known, id_, name)}
    assert {tuple(re.split("--|/", url.removesuffix(".html"))[-2:]) for url in addresses} == wanted
    for url in addresses:
        name, value = re.split("--|/", url.removesuffix(".html"))[-2:]
        text = (built_site / url.removeprefix(opened_from)).read_text(encoding="utf-8")
        listed = re.findall(r'class="card-title"><a href="[./]*case-studies/([\w-]+)\.html"', text)
        assert listed == left(known, language.code, {name: value})


def test_costs_a_reader_little() -> None:
    script = (ASSETS / "make-the-connection" / "finder.js").read_bytes()
    assert len(gzip.compress(script, 9, mtime=0)) <= 4096
