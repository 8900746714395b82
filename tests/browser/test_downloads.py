"""What there is to take away is listed where it is and not elsewhere, and a copy of the site says how old it is."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from samples import WORDS
from test_access import HALVES, in_states
from test_privacy import Watch

from make_the_connection.api import load
from make_the_connection.downloads.making import Made, downloads_of, side_file
from make_the_connection.downloads.release import Release, release_script

pytestmark = pytest.mark.browser

ORCHARD = Path(__file__).resolve().parents[1] / "sites" / "orchard" / "mkdocs.yml"
RELEASE = Release("2026-08-22", "26ad9bfc3468")
ONLINE = "https://orchard.example/garten/{}/downloads.html#have=2026-08-22-26ad9bfc3468"
SIZES = {"de": {"15,2 MB", "850 kB"}, "fr-CH": {"15,2 Mo", "850 ko"}}
SAID = {
    "de": {
        "release": "Stand: 22. August 2026 (26ad9bfc3468).",
        "sum": "Prüfsumme zeigen (orchard.zip)",
        "copy": "Prüfsumme kopieren",
        "newest": "Sie haben den neuesten Stand: 22. August 2026 (26ad9bfc3468).",
        "older": "Sie haben den Stand vom 1. Mai 2026; der neueste ist vom 22. August 2026 (26ad9bfc3468).",
        "ahead": "Sie haben den Stand vom 1. September 2026 (abcdef123456+). Er ist neuer als der hiesige",
        "missing": "Diese Dateien sind nicht hier",
        "newer": "Nachsehen, ob es einen neueren Stand gibt",
    },
    "fr-CH": {
        "release": "Version du 22 août 2026 (26ad9bfc3468).",
        "sum": "Montrer la somme de contrôle (orchard.zip)",
        "copy": "Copier la somme de contrôle",
        "newest": "Vous avez la version la plus récente, du 22 août 2026 (26ad9bfc3468).",
        "older": "Vous avez la version du 1 mai 2026 ; la plus récente est du 22 août 2026 (26ad9bfc3468).",
        "ahead": "Vous avez la version du 1 septembre 2026 (abcdef123456+). Elle est plus récente",
        "missing": "Ces fichiers ne sont pas ici",
        "newer": "Voir s’il existe une version plus récente",
    },
}
AGES = {
    "en": {
        "2026-08-21": "",
        "2026-08-22": "",
        "2026-08-23": "This copy is 1 day old.",
        "2026-09-21": "This copy is 30 days old.",
        "2026-09-22": "This copy is 1 month old.",
        "2028-08-21": "This copy is 23 months old.",
        "2028-08-22": "This copy is 2 years old.",
    },
    "cy": {
        "2026-08-22": "",
        "2026-08-24": "Mae’r copi hwn yn 2 ddiwrnod oed.",
        "2026-10-22": "Mae’r copi hwn yn 2 fis oed.",
        "2026-11-22": "Mae’r copi hwn yn 3 mis oed.",
        "2028-08-22": "Mae’r copi hwn yn 2 flwydd oed.",
        "2030-08-22": "Mae’r copi hwn yn 4 blwydd oed.",
        "2031-08-22": "Mae’r copi hwn yn 5 mlwydd oed.",
    },
}
languages = pytest.mark.parametrize("language", SAID)


@pytest.fixture(scope="module")
def released(built_orchard: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The orchard with a release and what would be said of its downloads; the files themselves nobody opens here."""
    folder = shutil.copytree(built_orchard, tmp_path_factory.mktemp("released") / "site")
    site = load(ORCHARD).site
    assert site is not None
    assert site.configuration.options.downloads is not None
    files = downloads_of(site, site.configuration.options.downloads, folder)
    made = [
        Made(each, 15_234_567 if each.kind == "site" else 849_321, f"{number:064x}")
        for number, each in enumerate(files)
    ]
    (folder / "downloads" / "downloads.js").write_text(side_file(RELEASE, made), encoding="utf-8")
    (folder / "release.js").write_text(release_script(RELEASE), encoding="utf-8")
    return folder


@languages
def test_the_page_lists_what_there_is(
    open_page: Callable[..., Page], serve: Callable[[Path], str], axe: str, released: Path, language: str
) -> None:
    site, said = serve(released), SAID[language]
    page = open_page("about:blank")
    watch = Watch(page)
    page.goto(f"{site}{language}/downloads.html")
    told = json.loads(
        re.sub(r"^[^{]*|;\s*$", "", (released / "downloads" / "downloads.js").read_text(encoding="utf-8"))
    )
    links = page.locator(".download a")
    assert {link.get_attribute("href") for link in links.all()} == {
        f"../downloads/{name}" for name in ("SHA256SUMS", *(each["path"] for each in told["files"]))
    }
    names = [link.inner_text() for link in links.all()]
    assert len(set(names)) > len(names) / 2
    sizes = {" ".join(text.split()) for text in page.locator(".download-size").all_inner_texts()}
    assert sizes == SIZES[language]
    expect(page.locator(".downloads-release")).to_have_text(said["release"])
    expect(page.locator("footer .age")).to_have_text(said["release"])
    expect(page.locator(".downloads-missing, .downloads-plain, .downloads-have").filter(visible=True)).to_have_count(0)
    page.get_by_text(said["sum"]).click()
    expect(page.get_by_text("0" * 64)).to_be_visible()
    page.get_by_role("button", name=said["copy"]).filter(visible=True).press("Enter")
    assert page.evaluate("getSelection().toString()") == "0" * 64
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    found = in_states(page, axe, HALVES[list(SAID).index(language)])
    assert found == [], "\n".join(found)
    assert watch.elsewhere(site) + watch.missing + watch.complaints == []


@languages
def test_the_page_tells_whoever_has_a_release_whether_it_is_the_newest(
    open_page: Callable[..., Page], serve: Callable[[Path], str], released: Path, language: str
) -> None:
    address = f"{serve(released)}{language}/downloads.html"
    page = open_page(f"{address}#have=2026-08-22-26ad9bfc3468")
    have, said = page.locator(".downloads-have"), SAID[language]
    expect(have).to_have_text(said["newest"])
    for fragment, answer in (("2026-05-01", "older"), ("2026-09-01-abcdef123456+", "ahead")):
        page.goto(f"{address}#have={fragment}")
        expect(have).to_contain_text(said[answer])
    for fragment in ("have=2026-13-01", "have=<b>2026-08-22</b>", "have=2026-08-22-x", "alter"):
        page.goto(f"{address}#{fragment}")
        expect(have).to_be_hidden()


@languages
def test_a_copy_has_no_dead_links_says_its_age_and_asks_nobody(
    open_page: Callable[..., Page], built_orchard: Path, tmp_path: Path, axe: str, language: str
) -> None:
    folder = shutil.copytree(built_orchard, tmp_path / "copié à côté")
    (folder / "release.js").write_text(release_script(RELEASE), encoding="utf-8")
    page, said = open_page("about:blank", 360), SAID[language]
    page.clock.set_fixed_time("2026-11-30T12:00:00Z")
    watch = Watch(page)
    page.goto(f"{folder.as_uri()}/{language}/downloads.html#have=2026-01-01")
    expect(page.locator(".downloads-missing")).to_contain_text(said["missing"])
    expect(page.locator(".downloads-missing a")).to_have_attribute("href", ONLINE.format(language))
    expect(page.locator(".download a, .downloads-have:not([hidden]), .download-sum:not([hidden])")).to_have_count(0)
    expect(page.locator("footer .age")).to_contain_text("3 Monate" if language == "de" else "3 mois")
    expect(page.get_by_role("link", name=said["newer"])).to_have_attribute("href", ONLINE.format(language))
    found = in_states(page, axe, HALVES[list(SAID).index(language)])
    assert found == [], "\n".join(found)
    assert watch.elsewhere(folder.as_uri()) + watch.missing + watch.complaints == []


@pytest.mark.parametrize("language", AGES)
def test_a_copy_counts_its_age_as_its_language_does(
    open_page: Callable[..., Page], from_folder: str, language: str
) -> None:
    page = open_page("about:blank")
    release = json.dumps(vars(RELEASE))
    page.add_init_script(f"Object.defineProperty(window, 'mtcRelease', {{ get: () => ({release}), set() {{}} }})")
    for day, said in AGES[language].items():
        page.clock.set_fixed_time(f"{day}T12:00:00Z")
        page.goto(f"{from_folder}{language}/about.html")
        place = page.locator("footer .age")
        expect(place).to_contain_text("26ad9bfc3468")
        assert place.inner_text().partition("). ")[2].strip() == said
        # Nobody has said where this site stands.
        expect(place.get_by_role("link")).to_have_count(0)


def test_what_is_not_known_is_not_said(
    open_page: Callable[..., Page], released: Path, serve: Callable[[Path], str]
) -> None:
    assert set(AGES) == set(WORDS)
    page = open_page("about:blank", java_script_enabled=False)
    page.goto(f"{serve(released)}de/downloads.html")
    expect(page.locator("footer .age")).to_be_hidden()
    expect(page.locator(".downloads-plain").first).to_be_visible()
    expect(page.get_by_text("orchard.zip", exact=True)).to_be_visible()
    expect(page.locator(".download-size").filter(has_text=re.compile(r"\d"))).to_have_count(0)
