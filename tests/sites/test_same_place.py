"""The switch of language leads to the same place, and twice back to where it was pressed, from every heading there is.

Followed here is the rule of `switch.js` over the finished pages; the browser's tests follow the script itself.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import lxml.html
import pytest

HEADINGS = " | ".join(f"//*[@id='content']//h{level}[@id][not(ancestor::nav)]" for level in range(1, 7))


@dataclass(frozen=True)
class Place:
    """A page, and the id in its address."""

    page: str
    id: str


@dataclass(frozen=True)
class Page:
    """What the switch goes by: headings by id with their level, all ids, and the same page in the other language."""

    headings: dict[str, str]
    ids: frozenset[str]
    twins: tuple[str, ...]


@dataclass(frozen=True)
class Pages:
    """The pages of a site that have words in a language."""

    pages: dict[str, Page]

    @classmethod
    def of(cls, folder: Path) -> "Pages":
        found = {}
        for path in sorted(folder.glob("*/**/*.html")):
            document = lxml.html.fromstring(path.read_bytes())
            name = path.relative_to(folder).as_posix()
            twins = document.xpath("//*[@class='site-tools']//a[@rel='alternate']/@href")
            if document.xpath("//*[@id='content']"):
                found[name] = Page(
                    {heading.get("id"): heading.tag for heading in document.xpath(HEADINGS)},
                    frozenset(document.xpath("//@id")),
                    tuple(posixpath.normpath(posixpath.join(posixpath.dirname(name), twin)) for twin in twins),
                )
        return cls(found)

    def every_heading(self) -> Iterator[Place]:
        for name, page in self.pages.items():
            yield from (Place(name, id_) for id_ in page.headings)

    def switched(self, place: Place) -> Place:
        """Where the switch leads. It never changes the id, whether the page there has it or not."""
        (twin,) = self.pages[place.page].twins
        return Place(twin, place.id)

    def shown(self, place: Place) -> str:
        """The id that the page opens at: its own, else the longest beginning of it that is there, else the top."""
        beginnings = (place.id[:length] for length in range(len(place.id), 0, -1))
        return next((id_ for id_ in beginnings if id_ in self.pages[place.page].ids), "")


pages_of = cache(Pages.of)


@pytest.fixture(scope="module", params=["built_site", "built_orchard"])
def pages(request: pytest.FixtureRequest) -> Pages:
    return pages_of(request.getfixturevalue(request.param))


class TestTheSwitch:
    def test_twice_ends_where_it_began(self, pages: Pages) -> None:
        starts = [*pages.every_heading(), *(Place(name, "") for name in pages.pages)]
        assert len(starts) > 2 * len(pages.pages)
        for start in starts:
            there = pages.switched(start)
            assert there.page.partition("/")[2] == start.page.partition("/")[2]
            assert there.page != start.page
            back = pages.switched(there)
            assert back == start
            assert pages.shown(back) == start.id

    def test_opens_at_the_same_heading(self, pages: Pages) -> None:
        other = {start: pages.switched(start) for start in pages.every_heading()}
        # Each of them once, in their order.
        moved = dict.fromkeys(there for there in other.values() if pages.shown(there) != there.id)
        # Letters are a language's own; side by side, a heading is found in its own language's column.
        assert [place for place in moved if "letter-" not in place.id and "/side-by-side/" not in place.page] == []
        assert [place for place in moved if not pages.shown(place) and "letter-" not in place.id] == []
        for start, there in other.items():
            # Side by side, a column says in place of a heading what it has not got.
            if there not in moved and there.id in pages.pages[there.page].headings:
                assert pages.pages[there.page].headings[there.id] == pages.pages[start.page].headings[start.id]

    def test_opens_at_a_letter_that_the_other_language_has(self, built_site: Path) -> None:
        pages = pages_of(built_site)
        letters = {
            id_: pages.shown(pages.switched(Place("cy/a-z.html", id_))) for id_ in pages.pages["cy/a-z.html"].headings
        }
        assert letters["letter-m"] == "letter-m"
        assert letters["letter-ll"] == "letter-l"
        assert set(letters.values()) <= set(pages.pages["en/a-z.html"].headings) | {""}


LONG = {"idea": "h2", "idea-when": "h3", "notes": "h2"}
UNEVEN = Pages(
    {
        "de/a.html": Page(LONG, frozenset(LONG), ("fr/a.html",)),
        "fr/a.html": Page({"idea": "h2"}, frozenset({"idea"}), ("de/a.html",)),
    }
)


class TestASectionThatOneLanguageLacks:
    @pytest.mark.parametrize(("id_", "shown"), [("idea", "idea"), ("idea-when", "idea"), ("notes", "")])
    def test_opens_at_what_is_around_it_and_leads_back_to_itself(self, id_: str, shown: str) -> None:
        start = Place("de/a.html", id_)
        there = UNEVEN.switched(start)
        assert UNEVEN.shown(there) == shown
        assert UNEVEN.switched(there) == start
