"""The guide to a site of one's own is followed, word for word, by somebody who knows nothing else."""

import re
from pathlib import Path

import pytest
from building import ROOT
from followed import CHANGE, NEW, PAGE, RUN, SEE, TO, Block, Follower, blocks

from crawl import Site

GUIDE = ROOT / "docs" / "engineering" / "your-own-site.md"


@pytest.fixture(scope="module")
def guide() -> list[Block]:
    return list(blocks(GUIDE.read_text(encoding="utf-8")))


@pytest.fixture
def follower(tmp_path: Path) -> Follower:
    home = tmp_path / "home"
    home.mkdir()
    return Follower(ROOT, home, tmp_path / "state")


@pytest.mark.usefixtures("git_of_nobody")
def test_what_the_guide_says_is_what_happens(guide: list[Block], follower: Follower) -> None:
    for block in guide:
        follower.follow(block)
    made = Site(follower.folder / "site", "https://library.example/")
    assert made.pages_of("en") == made.pages_of("cy")
    assert [list(made.broken()), list(made.elsewhere()), list(made.repeated_ids())] == [[], [], []]


class TestTheGuide:
    def test_asks_for_everything_in_blocks(self, guide: list[Block]) -> None:
        assert {block.asks for block in guide} == {RUN, SEE, NEW, CHANGE, TO, PAGE}

    def test_has_something_in_place_of_all_that_is_to_be_changed(self, guide: list[Block]) -> None:
        following = list(zip(guide, [*guide[1:], None], strict=True))
        assert all(after is not None and after.asks == TO for block, after in following if block.asks == CHANGE)
        assert all(block.asks == CHANGE for block, after in following if after is not None and after.asks == TO)

    def test_numbers_its_steps(self) -> None:
        steps = re.findall(r"(?m)^## (\d+)\. ", GUIDE.read_text(encoding="utf-8"))
        assert steps == [str(number) for number in range(1, len(steps) + 1)]


class TestFollowing:
    """A follower would notice."""

    @pytest.fixture
    def anywhere(self, tmp_path: Path) -> Follower:
        (tmp_path / "page.html").write_text("<p>Some <b>words</b>.</p>", encoding="utf-8")
        return Follower(tmp_path, tmp_path, tmp_path / "state")

    def test_remembers_where_it_is_and_what_was_set(self, anywhere: Follower) -> None:
        anywhere.follow(Block(RUN, "", "mkdir 'a b'\ncd 'a b'\nexport WORD=kept\n", 1))
        anywhere.follow(Block(RUN, "", "pwd\necho $WORD\n", 1))
        anywhere.follow(Block(SEE, "", "/a b\nkept\n", 1))

    @pytest.mark.parametrize(
        "block",
        [
            Block(RUN, "", "false\ntrue\n", 7),
            Block(SEE, "", "words\n", 7),
            Block(NEW, "page.html", "words\n", 7),
            Block(PAGE, "page.html", "Other words\n", 7),
        ],
    )
    def test_finds_out_what_is_not_as_the_guide_says(self, anywhere: Follower, block: Block) -> None:
        with pytest.raises(AssertionError, match="line 7"):
            anywhere.follow(block)

    @pytest.mark.parametrize("lines", ["absent\n", "twice\n", "ord\n"])
    def test_finds_out_where_what_is_to_be_changed_is_not_there_once(self, anywhere: Follower, lines: str) -> None:
        anywhere.follow(Block(NEW, "file", "word\ntwice\ntwice\n", 1))
        anywhere.follow(Block(CHANGE, "file", lines, 7))
        with pytest.raises(AssertionError, match="line 7"):
            anywhere.follow(Block(TO, "", "x\n", 8))

    @pytest.mark.parametrize(
        "guide", ["**Run this:**\n\n```sh\ntrue\n```\n", "**Run:**\n```sh\ntrue\n```\n", "**Run:**\n\n```sh\ntrue\n"]
    )
    def test_refuses_a_block_of_which_nobody_can_tell_what_to_do(self, guide: str) -> None:
        with pytest.raises(ValueError, match="block"):
            list(blocks(guide))
