"""Atom feeds of what is new: read back by feedparser, and looked at as the XML that they are."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid5
from xml.etree import ElementTree

import feedparser
import pytest

from make_the_connection.api import load
from make_the_connection.exports.feeds import MOST, feeds
from make_the_connection.render import LISTINGS, Reader, feeds_of_page
from make_the_connection.site import Site

Plant = Callable[[Mapping[str, str | bytes | None]], Path]

GARDEN = Path(__file__).parent / "garden"
ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

MODEL = (
    (GARDEN / "model.yml")
    .read_text(encoding="utf-8")
    .replace(
        "    contributed: true\n    fields:\n",
        "    contributed: true\n    feed: true\n    fields:\n"
        "      walks: {kind: session, many: true, label: {en: Walks, cy: Teithiau}}\n",
    )
)
ADDED = {
    "cranberry": "2024-03-01",
    "cumin": "2024-03-02",
    "loofah": "2024-03-02",
    "nettle": "2024-05-09",
    "rose": "2024-01-31",
    "swede": "2023-12-01",
    "weeds": "2022-01-01",
}
IN_ORDER = ["nettle", "cumin", "loofah", "cranberry", "rose", "swede", "weeds"]
HOSTILE = "</title><script>alert(1)</script> & ]]> <b>bold</b>"
SITE = "site_name: A garden\n{address}plugins:\n  - make-the-connection:\n      languages: [en, cy]\n{options}"


def grown(address: str = "", options: str = "") -> dict[str, str | bytes | None]:
    """The garden with a feed of its plants, each with the day on which it was added."""
    files: dict[str, str | bytes | None] = {
        "model.yml": MODEL,
        "mkdocs.yml": SITE.format(address=address, options=options),
    }
    for name, day in ADDED.items():
        facts = GARDEN / "plants" / name / "facts.yml"
        files[f"plants/{name}/facts.yml"] = f"added: {day}\n{facts.read_text(encoding='utf-8')}"
    for code, title in (("en", "Plants"), ("cy", "Planhigion")):
        files[f"docs/plants/{code}.md"] = f"---\ntitle: {title}\nsummary: All of them.\n---\n"
    return files


@pytest.fixture
def fed(planted: Plant) -> Callable[..., Site]:
    """The garden with a feed, and with some files changed."""

    def load_it(
        changes: Mapping[str, str] | None = None, address: str = "", options: str = "", as_of: str = "2024-06-01"
    ) -> Site:
        files = {**grown(address, options), **(changes or {})}
        loaded = load(planted(files), as_of=datetime.date.fromisoformat(as_of))
        assert loaded.site is not None
        assert not loaded.errors
        return loaded.site

    return load_it


def read(site: Site, code: str = "en") -> SimpleNamespace:
    """The feed of the plants, as its `bytes`, as feedparser reads it (`feed`, `entries`) and as XML (`root`)."""
    ((path, text),) = feeds(site, code)
    assert path == "plants/feed.xml"
    parsed = feedparser.parse(text)
    assert not parsed.bozo, parsed.get("bozo_exception")
    root = ElementTree.fromstring(text)  # noqa: S314 - ours
    return SimpleNamespace(bytes=text, feed=parsed.feed, entries=parsed.entries, root=root)


def names(site: Site, code: str = "en") -> list[str]:
    return [entry.link.rpartition("/")[2].removesuffix(".html") for entry in read(site, code).entries]


class TestAFeed:
    def test_says_what_it_is_of_in_its_language(self, fed: Callable[..., Site]) -> None:
        site = fed()
        for code, title in (("en", "Plants · A garden"), ("cy", "Planhigion · Gardd")):
            found = read(site, code)
            assert found.feed.title == title
            assert found.root.attrib[LANG] == code
            assert found.feed.title_detail.type == "text/plain"

    def test_begins_with_what_was_added_last(self, fed: Callable[..., Site]) -> None:
        assert names(fed()) == IN_ORDER

    def test_was_last_changed_when_an_entry_was(self, fed: Callable[..., Site]) -> None:
        assert read(fed(as_of="2031-01-01")).feed.updated == "2024-05-09T00:00:00Z"

    def test_keeps_its_bytes_whatever_day_it_is(self, fed: Callable[..., Site]) -> None:
        site = fed()
        assert read(site).bytes == read(replace(site, as_of=datetime.date(2031, 1, 1))).bytes

    def test_holds_the_newest_fifty(self, fed: Callable[..., Site]) -> None:
        words = "---\ntitle: A bean\nsummary: One of many.\n---\n\n## Growing it {#growing}\n\nIt grows.\n"
        more: dict[str, str] = {}
        for number in range(60):
            bean = f"plants/bean-{number:02}"
            more |= {f"{bean}/facts.yml": f"added: 2024-04-{number % 30 + 1:02}\n"}
            more |= {f"{bean}/{code}.md": words for code in ("en", "cy")}
        found = names(fed(more))
        assert len(found) == MOST
        assert found[:3] == ["nettle", "bean-29", "bean-59"]
        assert "rose" not in found

    def test_is_by_the_publisher_or_until_one_is_appointed_by_the_site(self, fed: Callable[..., Site]) -> None:
        assert read(fed(), "cy").feed.author == "Gardd"

    def test_names_the_publisher(self, fed: Callable[..., Site]) -> None:
        site = fed(options="      publisher: {en: The shed, cy: Y sied}\n")
        assert read(site, "cy").feed.author == "Y sied"

    def test_is_not_made_of_nothing(self, fed: Callable[..., Site], garden: Site) -> None:
        assert not list(feeds(garden, "en")), "no type of it has a feed"
        site = fed()
        bare = replace(site, entries={key: entry for key, entry in site.entries.items() if entry.type != "plant"})
        assert not list(feeds(bare, "en")), "there are no plants"


class TestAnEntry:
    def test_is_named_for_good_and_once_in_each_language(self, fed: Callable[..., Site]) -> None:
        site = fed()
        ids = [entry.id for code in site.languages for entry in read(site, code).entries]
        ids += [read(site, code).feed.id for code in site.languages]
        assert len(set(ids)) == len(ids)
        assert all(id_.startswith("urn:uuid:") for id_ in ids)

    def test_keeps_its_name_when_its_id_changes(self, fed: Callable[..., Site]) -> None:
        facts = grown()["plants/weeds/facts.yml"]
        site = fed({"plants/weeds/facts.yml": f"formerly: [couch-grass]\n{facts}"})
        by_name = dict(zip(IN_ORDER, read(site).entries, strict=True))
        assert by_name["weeds"].id == f"urn:uuid:{uuid5(site.model.namespace, 'plant:couch-grass|en')}"

    def test_says_when_it_was_published_and_when_it_changed(self, fed: Callable[..., Site]) -> None:
        facts = grown()["plants/rose/facts.yml"]
        by_name = dict(
            zip(IN_ORDER, read(fed({"plants/rose/facts.yml": f"changed: 2024-02-29\n{facts}"})).entries, strict=True)
        )
        assert (by_name["rose"].published, by_name["rose"].updated) == ("2024-01-31T00:00:00Z", "2024-02-29T00:00:00Z")
        assert by_name["swede"].published == by_name["swede"].updated == "2023-12-01T00:00:00Z"

    def test_holds_what_strangers_write_as_plain_text(self, fed: Callable[..., Site]) -> None:
        words = (GARDEN / "plants/rose/en.md").read_text(encoding="utf-8")
        words = words.replace("title: Rose", f"title: '{HOSTILE}'").replace("summary: ", f"summary: '{HOSTILE}' #")
        found = read(fed({"plants/rose/en.md": words}))
        (rose,) = [entry for entry in found.entries if entry.link.endswith("rose.html")]
        assert (rose.title_detail.type, rose.summary_detail.type) == ("text/plain", "text/plain")
        (told,) = [told for told in found.root.iter(f"{ATOM}entry") if told.findtext(f"{ATOM}title") == HOSTILE]
        assert told.findtext(f"{ATOM}summary") == HOSTILE
        assert b"<script" not in found.bytes
        assert b"<b>" not in found.bytes

    def test_without_words_in_the_language_says_in_which_they_are(self, fed: Callable[..., Site]) -> None:
        nettle, cumin, *_ = read(fed(), "cy").root.iter(f"{ATOM}entry")
        for part in ("title", "summary"):
            assert nettle.find(f"{ATOM}{part}").attrib[LANG] == "en"
            assert LANG not in cumin.find(f"{ATOM}{part}").attrib

    def test_stays_when_it_is_over(self, fed: Callable[..., Site]) -> None:
        facts = grown()["plants/weeds/facts.yml"]
        walk = "walks:\n  - name: {en: A walk, cy: Taith}\n    on: 2024-05-01\n"
        site = fed({"plants/weeds/facts.yml": f"{facts}\n{walk}"})
        assert site.is_over(site.entries["plant:weeds"])
        assert "weeds" in names(site)


class TestAddresses:
    def test_start_from_the_feed_while_the_site_has_none(self, fed: Callable[..., Site]) -> None:
        found = read(fed(), "cy")
        links = [link.attrib for link in found.root.findall(f"{ATOM}link")]
        assert [(link["rel"], link["hreflang"], link["href"]) for link in links] == [
            ("alternate", "cy", "../plants.html"),
            ("alternate", "en", "../../en/plants.html"),
        ]
        first = [link.attrib["href"] for link in found.root.find(f"{ATOM}entry").findall(f"{ATOM}link")]
        assert first == ["nettle.html", "../../en/plants/nettle.html"]

    def test_are_whole_where_it_has_one(self, fed: Callable[..., Site]) -> None:
        found = read(fed(address="site_url: https://garden.example/beds/\n"))
        links = {(link.rel, link.get("hreflang")): link.href for link in found.feed.links}
        assert links == {
            ("self", None): "https://garden.example/beds/en/plants/feed.xml",
            ("alternate", "en"): "https://garden.example/beds/en/plants.html",
            ("alternate", "cy"): "https://garden.example/beds/cy/plants.html",
        }
        assert [link.href for link in found.entries[0].links] == [
            "https://garden.example/beds/en/plants/nettle.html",
            "https://garden.example/beds/cy/plants/nettle.html",
        ]


class TestReadersAreTold:
    @pytest.mark.parametrize(
        ("address", "told"),
        [
            ("index", ["plants/feed.xml"]),
            ("plants", ["plants/feed.xml"]),
            ("plants/rose", ["feed.xml"]),
            ("soils/soils-1/clay", []),
            ("side-by-side/plants/rose", []),
        ],
    )
    def test_in_the_head_of_its_own_pages(self, fed: Callable[..., Site], address: str, told: list[str]) -> None:
        found = list(feeds_of_page(Reader(fed(), "cy", address)))
        assert found == [("Planhigion · Gardd", url) for url in told]

    def test_by_a_link_where_a_page_asks_for_it(self, fed: Callable[..., Site]) -> None:
        site = fed()
        shown = LISTINGS["feed"](Reader(site, "cy", "plants"), "plant")
        assert shown == '<a href="plants/feed.xml" type="application/atom+xml">Ffrwd Atom: planhigion</a>'
        column = Reader(site, "cy", "side-by-side/plants", beside="en")
        assert 'href="../../cy/plants/feed.xml"' in LISTINGS["feed"](column, "plant")
        assert LISTINGS["feed"](Reader(site, "cy", "plants"), "soil") == "", "there is none"
