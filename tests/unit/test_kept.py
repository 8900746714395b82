"""A file of an earlier build is given again while nothing that was read for it has changed, and only then."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from make_the_connection.adapters.mkdocs.kept import Kept
from make_the_connection.cache import Store
from make_the_connection.site import Reads, Site, Values


@dataclass
class Weather:
    """Stands for a site: what can be read of it, by name."""

    told: dict[str, str]
    made: list[str] = field(default_factory=list)

    def values(self, garden: Site) -> Values:
        """The values of names as they are now."""
        values, now = Values(garden), dict(self.told)
        values.more |= {name: lambda _, name=name: now[name] for name in ("rain", "wind", "sun")}
        return values

    def kept(self, folder: Path, garden: Site) -> Kept:
        """What earlier builds have left."""
        return Kept(Store.opened(folder, "pages", "1"), self.values(garden))

    def build(self, folder: Path, garden: Site, pages: dict[str, tuple[str, ...]], *, save: bool = True) -> list[str]:
        """Build pages by what each reads; those that were made, the others having been kept."""
        kept = self.kept(folder, garden)
        made = self.built(kept, pages)
        if save:
            kept.save()
        return made

    def built(self, kept: Kept, pages: dict[str, tuple[str, ...]]) -> list[str]:
        """As `build`, with what is kept."""
        reads, made = Reads(), []

        def making(path: str, names: tuple[str, ...]) -> Callable[[], bytes]:
            def make() -> bytes:
                made.append(path)
                for name in names:
                    reads.note(name)
                return " ".join(self.told[name] for name in names).encode()

            return make

        for path, names in pages.items():
            expected = " ".join(self.told[name] for name in names).encode()
            assert kept.made(path, reads, making(path, names)) == expected
        return made


PAGES = {"a.html": ("rain",), "b.html": ("rain", "wind"), "c.html": ("sun",), "d.html": ()}


@pytest.fixture
def weather() -> Weather:
    return Weather({"rain": "little", "wind": "none", "sun": "much"})


def test_what_has_not_changed_is_not_made_again(weather: Weather, garden: Site, tmp_path: Path) -> None:
    assert weather.build(tmp_path, garden, PAGES) == list(PAGES)
    assert weather.build(tmp_path, garden, PAGES) == []


@pytest.mark.parametrize(("name", "again"), [("rain", ["a.html", "b.html"]), ("wind", ["b.html"]), ("sun", ["c.html"])])
def test_what_has_read_a_change_is_made_again(
    weather: Weather, garden: Site, tmp_path: Path, name: str, again: list[str]
) -> None:
    weather.build(tmp_path, garden, PAGES)
    weather.told[name] = "some"
    assert weather.build(tmp_path, garden, PAGES) == again
    assert weather.build(tmp_path, garden, PAGES) == []


def test_a_change_that_is_undone_is_noticed_both_times(weather: Weather, garden: Site, tmp_path: Path) -> None:
    weather.build(tmp_path, garden, PAGES)
    for rain in ("much", "little", "much"):
        weather.told["rain"] = rain
        assert weather.build(tmp_path, garden, PAGES) == ["a.html", "b.html"]


def test_a_page_may_read_other_things_than_it_did(weather: Weather, garden: Site, tmp_path: Path) -> None:
    weather.build(tmp_path, garden, {"a.html": ("rain",), "b.html": ("wind",)})
    weather.told |= {"rain": "much"}
    assert weather.build(tmp_path, garden, {"a.html": ("sun",), "b.html": ("wind",)}) == ["a.html"]
    weather.told |= {"rain": "some"}
    assert weather.build(tmp_path, garden, {"a.html": ("sun",), "b.html": ("wind",)}) == []
    weather.told |= {"sun": "some", "wind": "much"}
    assert weather.build(tmp_path, garden, {"a.html": ("sun",), "b.html": ("wind",)}) == ["a.html", "b.html"]


def test_a_page_that_was_gone_for_a_build_is_made_again(weather: Weather, garden: Site, tmp_path: Path) -> None:
    weather.build(tmp_path, garden, PAGES)
    weather.build(tmp_path, garden, {"a.html": ("rain",)})
    assert weather.build(tmp_path, garden, PAGES) == ["b.html", "c.html", "d.html"]


def test_a_build_that_does_not_reach_its_end_leaves_what_was_kept(
    weather: Weather, garden: Site, tmp_path: Path
) -> None:
    weather.build(tmp_path, garden, PAGES)
    weather.told["rain"] = "much"
    weather.build(tmp_path, garden, PAGES, save=False)
    assert weather.build(tmp_path, garden, PAGES) == ["a.html", "b.html"]
    weather.told["rain"] = "little"
    assert weather.build(tmp_path, garden, PAGES) == ["a.html", "b.html"]


def test_a_name_that_nobody_knows_any_more_has_changed(weather: Weather, garden: Site, tmp_path: Path) -> None:
    weather.build(tmp_path, garden, PAGES)
    values = Values(garden)
    values.more |= {name: lambda _, name=name: weather.told[name] for name in ("rain", "wind")}
    kept = Kept(Store.opened(tmp_path, "pages", "1"), values)
    assert [path for path in PAGES if kept.get(path) is not None] == ["a.html", "b.html", "d.html"]


def test_who_is_given_a_file_reads_what_it_was_made_of(weather: Weather, garden: Site, tmp_path: Path) -> None:
    weather.build(tmp_path, garden, PAGES)
    reads, kept = Reads(), weather.kept(tmp_path, garden)
    with reads.taken() as names:
        kept.made("b.html", reads, lambda: b"")
    assert names == {"rain", "wind"}


def test_a_file_need_not_be_read_to_be_kept(weather: Weather, garden: Site, tmp_path: Path) -> None:
    weather.build(tmp_path, garden, PAGES)
    weather.told["rain"] = "much"
    kept = weather.kept(tmp_path, garden)
    assert [path for path in PAGES if kept.holds(path)] == ["c.html", "d.html"]
    kept.save()
    assert weather.build(tmp_path, garden, PAGES) == ["a.html", "b.html"]


def test_what_was_seen_where_a_file_was_written_is_known_until_it_is_made_again(
    weather: Weather, garden: Site, tmp_path: Path
) -> None:
    weather.build(tmp_path, garden, PAGES)
    kept = weather.kept(tmp_path, garden)
    for path in ("a.html", "c.html", "never.html"):
        kept.get(path)
        kept.see(path, f"{path}, as written")
    kept.save()

    weather.told["rain"] = "much"
    reads, later = Reads(), weather.kept(tmp_path, garden)
    for path in PAGES:
        later.made(path, reads, lambda: b"anew")
    assert {path: later.seen(path) for path in (*PAGES, "never.html")} == {
        **dict.fromkeys([*PAGES, "never.html"], ""),
        "c.html": "c.html, as written",
    }


def test_a_process_that_goes_on_makes_what_has_read_a_change_and_nothing_else(
    weather: Weather, garden: Site, tmp_path: Path
) -> None:
    kept = weather.kept(tmp_path, garden)
    assert weather.built(kept, PAGES) == list(PAGES)
    for told, again in (
        ({"rain": "some"}, ["a.html", "b.html"]),
        ({}, []),
        ({"sun": "little", "wind": "some"}, ["b.html", "c.html"]),
        ({"sun": "much"}, ["c.html"]),
    ):
        weather.told |= told
        kept.again(weather.values(garden))
        assert weather.built(kept, PAGES) == again
    kept.save()
    assert weather.build(tmp_path, garden, PAGES) == []


def test_what_one_build_of_a_process_has_not_asked_for_the_next_makes(
    weather: Weather, garden: Site, tmp_path: Path
) -> None:
    kept = weather.kept(tmp_path, garden)
    weather.built(kept, PAGES)
    weather.told["sun"] = "little"
    kept.again(weather.values(garden))
    weather.built(kept, {"a.html": ("rain",)})
    weather.told["sun"] = "much"
    kept.again(weather.values(garden))
    assert weather.built(kept, PAGES) == ["b.html", "c.html", "d.html"]


def test_what_is_saved_between_builds_of_a_process_is_whole(weather: Weather, garden: Site, tmp_path: Path) -> None:
    kept = weather.kept(tmp_path, garden)
    weather.built(kept, PAGES)
    kept.save(stays=True)
    weather.told["rain"] = "some"
    kept.again(weather.values(garden))
    assert weather.built(kept, PAGES) == ["a.html", "b.html"]
    # The process is killed: what it has made since is gone, and so is what that was made of.
    del kept
    assert weather.build(tmp_path, garden, PAGES) == ["a.html", "b.html"]
