"""No id and no name of a file leads out of the site, even if nobody had refused it when it was read."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import Files

from make_the_connection.adapters.mkdocs import mounting
from make_the_connection.adapters.mkdocs.language_pass import LanguagePass
from make_the_connection.api import Loaded
from make_the_connection.content.reading import Entry
from make_the_connection.site import Site

SCRIPTS = Path(mounting.__file__).parent / "theme" / "assets" / "make-the-connection"
GARDEN = Path(__file__).parent / "garden"
ROSE = "plant:rose"
Mounted = Callable[[Site], set[str]]


@pytest.fixture
def mounted(tmp_path: Path) -> Mounted:
    """The files that a site is made of in English, by their paths."""
    built = str(tmp_path / "built")
    config = load_config(str(GARDEN / "mkdocs.yml"), plugins=[], use_directory_urls=False, site_dir=built)
    config.plugins._current_plugin = "make-the-connection"

    def mount(site: Site) -> set[str]:
        current = LanguagePass(Loaded(site, site.languages, ()), "en", config.site_dir, serving=False)
        return {file.dest_uri for file in mounting.mount(current, Files([]), config)}

    return mount


def forged(site: Site, change: Callable[[Entry], Entry]) -> Site:
    return replace(site, entries={**site.entries, ROSE: change(site.entries[ROSE])})


def test_what_was_read_stays_inside(garden: Site, mounted: Mounted) -> None:
    assert "plants/rose/rose.png" in mounted(garden)


@pytest.mark.parametrize("address", ["../evil", "plants/../../evil", "/evil", "plants/..\\..\\evil"])
def test_an_address_that_leads_out_stops_the_build(garden: Site, mounted: Mounted, address: str) -> None:
    with pytest.raises(ValueError, match="leads out of the site"):
        mounted(forged(garden, lambda entry: replace(entry, address=address)))


@pytest.mark.parametrize("name", ["../../evil.png", "/etc/passwd", "x/../../../evil.png", "..\\evil.png"])
def test_a_name_of_an_image_that_leads_out_stops_the_build(garden: Site, mounted: Mounted, name: str) -> None:
    with pytest.raises(ValueError, match="leads out of the site"):
        mounted(forged(garden, lambda entry: replace(entry, images={name: None})))


def test_a_former_id_that_leads_out_stops_the_build(garden: Site, mounted: Mounted) -> None:
    def moved(entry: Entry) -> Entry:
        return replace(entry, facts=entry.facts.model_copy(update={"formerly": ("../../evil",)}))

    with pytest.raises(ValueError, match="leads out of the site"):
        mounted(forged(garden, moved))


@pytest.mark.parametrize("name", ["rose/evil.html", "rose/photos/evil.js", "evil/index.html", "rose/facts.yml"])
def test_nothing_that_strangers_put_among_guide_pages_is_published(garden: Site, name: str) -> None:
    plant = garden.model.types["plant"].model_copy(update={"folder": "docs/plants"})
    site = replace(garden, model=garden.model.model_copy(update={"types": {**garden.model.types, "plant": plant}}))
    is_source = mounting._sources(site)
    assert is_source(SimpleNamespace(src_uri=f"plants/{name}"))
    assert not is_source(SimpleNamespace(src_uri="assets/garden.css"))


@pytest.mark.parametrize("script", sorted(SCRIPTS.glob("*.js")), ids=lambda path: path.stem)
def test_a_script_is_sent_without_what_it_says_to_whoever_writes_it(script: Path) -> None:
    """Lines are looked at one by one, so no text may go on over the end of one."""
    written = script.read_text(encoding="utf-8")
    for line in written.splitlines():
        assert re.sub(r"\[[^\s]*`[^\s]*\]/", "", line).count("`") % 2 == 0
    sent = mounting.script_sent(script)
    assert not re.search(r"(?m)^\s*//", sent)
    assert [line.strip() for line in written.splitlines() if not re.match(r"\s*//", line)] == sent.splitlines()


def test_a_style_sheet_is_sent_without_what_it_says_to_whoever_writes_it() -> None:
    sent = mounting.style_sent(SCRIPTS / "site.css")
    assert "/*" not in sent
    assert sent.count("{") == sent.count("}") > 500
    assert "\nbody {\ndisplay: flex;" in sent
