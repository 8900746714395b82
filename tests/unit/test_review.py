"""`make-the-connection review`: what whoever decides about a change is told of it, and what strangers cannot tell them.

`pytest tests/golden tests/unit/test_review.py --update-goldens` writes what is said of the change of the garden into
`review/`. Read it.
"""

import json
import re
import shutil
import struct
import zlib
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from committed import committed, edit, git, golden, repository_of
from markdown_it import MarkdownIt

from make_the_connection.cli import main
from make_the_connection.cli.difference_forms import LONGEST

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("git_of_nobody")]

HERE = Path(__file__).parent
GOLDEN = HERE / "review"

FIELDS = """fields:
      light:
        kind: choice
        label: {en: Light, cy: Golau}
        choices: {sun: {en: sun, cy: haul}, shade: {en: shade, cy: cysgod}}
      seen: {kind: address, many: true, label: {en: Seen at, cy: Gwelwyd yn}}
      agreed:
        kind: consent
        label: {en: Consent, cy: Cydsyniad}
        choices: {owner: {en: whoever owns the garden, cy: perchennog yr ardd}}
"""
AGREED = "agreed: {by_role: owner, on: 2026-10-01, covers: [words, images], review_by: 2199-10-01}\n"
MINT = f"""light: shade
seen: [https://herbs.example/mint]
{AGREED}links:
  - to: season:plan-2020/winter
    relation: suits
    why: {{en: It sleeps well.}}
    basis: editorial
    by: gardener
    on: 2026-10
    strength: supporting
    review: not-yet
"""
MINT_WORDS = """---
title: Mint
summary: It smells, and it spreads.
translation: draft
---

## Growing it {#growing}

Ask [a friend](https://friends.example/cuttings) for a root.

![A leaf](leaf.png)
"""

Say = Callable[..., str]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The garden in a folder of a repository, committed as `before`; gives the folder."""
    folder = repository_of(tmp_path)
    edit(folder / "model.yml", "    fields:\n      height:", f"    {FIELDS}      height:")
    edit(folder / "plants" / "rose" / "facts.yml", "height: 120\n", f"height: 120\n{AGREED}")
    (folder / "plants" / "rose" / "rose.png").write_bytes(png())
    return committed(folder)


@pytest.fixture
def mint(site: Path) -> Path:
    """The garden with one entry more, in one language, not committed: what a contributor sends."""
    folder = site / "plants" / "mint"
    folder.mkdir()
    (folder / "facts.yml").write_text(MINT, encoding="utf-8")
    (folder / "en.md").write_text(MINT_WORDS, encoding="utf-8")
    (folder / "leaf.png").write_bytes(png())
    return site


@pytest.fixture
def changed(mint: Path) -> Path:
    """The same, and a plant changed, one dug up, one taken down; and files that are no entry's."""
    edit(mint / "plants" / "rose" / "facts.yml", "It is planted then.", "It is best planted then.")
    edit(
        mint / "plants" / "rose" / "en.md",
        "See [the start]",
        "See [the catalogue](https://catalogue.example), [the start]",
    )
    (mint / "plants" / "nettle" / "facts.yml").write_text("withdrawn: true\n")
    (mint / "plants" / "nettle" / "en.md").unlink()
    shutil.rmtree(mint / "plants" / "loofah")
    edit(mint / "docs" / "home" / "en.md", "---\n\n", "---\n\n{{ 6 * 7 }}\n\n")
    repository = mint.parents[1]
    (repository / ".github" / "workflows").mkdir(parents=True)
    (repository / ".github" / "workflows" / "new.yml").write_text("on: push\n")
    return mint


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    """What the command prints for a folder and a base."""

    def run(folder: Path, base: str = "before", *arguments: str) -> str:
        assert main(["review", "-f", str(folder / "mkdocs.yml"), *arguments, "--", base]) == 0
        said = capsys.readouterr()
        assert said.err == ""
        return said.out

    return run


def png() -> bytes:
    """A picture of one pixel."""
    parts = [(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b"")]
    made = [struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in parts]
    return b"\x89PNG\r\n\x1a\n" + b"".join(made)


def section(said: str, heading: str) -> str:
    """What stands below a heading, as far as the next."""
    return said.partition(f"\n### {heading}\n\n")[2].partition("\n##")[0]


class TestAChange:
    @pytest.mark.parametrize("language", ["en", "cy"])
    def test_is_told_in_sentences(self, changed: Path, say: Say, pytestconfig: pytest.Config, language: str) -> None:
        said = say(changed, "before", "--language", language)
        golden(GOLDEN / f"garden.{language}.md", said, pytestconfig)

    def test_is_told_in_each_language_of_the_site_unless_told_which(self, changed: Path, say: Say) -> None:
        each = [say(changed, "before", "--language", language) for language in ("en", "cy")]
        assert say(changed) == "\n".join(each)

    def test_committed_or_not_is_the_same(self, changed: Path, say: Say) -> None:
        uncommitted = say(changed)
        git(changed, "add", "--all", ":/")
        git(changed, "commit", "--quiet", "--message", "A change")
        assert say(changed) == uncommitted
        assert say(changed, "HEAD^").replace("HEAD^", "before") == uncommitted

    def test_of_nothing_leaves_nothing_to_do(self, site: Path, say: Say) -> None:
        said = say(site, "before", "--language", "en")
        assert "What a person still has to look at" not in said
        assert "Files that belong to no entry" not in said
        assert "It finds nothing in the files of this change." in said
        assert "Nothing has changed in how the entries are linked." in said


class TestANewEntry:
    def test_is_told_with_what_it_is_and_what_it_connects_to(self, mint: Path, say: Say) -> None:
        said = say(mint, "before", "--language", "en")
        entry = section(said, "Entries of this change")
        assert "- “Mint” (plant): new\n  - It smells, and it spreads.\n  - Light: shade\n" in entry
        assert "Connected with: “Winter”" in entry
        assert "- “Mint” suits “Winter”.\n  - It sleeps well.\n" in section(said, "Links added")
        assert "belong to no entry" not in said

    @pytest.mark.parametrize(
        ("task", "detail"),
        [
            ("ask those who agreed", "whoever owns the garden"),
            ("look at each picture", "plants/mint/leaf.png"),
            ("which nobody else has reviewed yet", "“Mint” suits “Winter”."),
            ("these languages are awaited", "Welsh"),
            ("await somebody who edits that language", "plants/mint/en.md"),
            ("open these addresses", r"https\://herbs.example/mint"),
            ("open these addresses", r"https\://friends.example/cuttings"),
        ],
    )
    def test_leaves_a_person_something_to_do(self, mint: Path, say: Say, task: str, detail: str) -> None:
        tasks = re.split(r"^- \[ \] ", section(say(mint, "before", "--language", "en"), TASKS), flags=re.MULTILINE)
        (found,) = [each for each in tasks if task in each]
        assert detail in found

    def test_with_a_mistake_is_told_with_its_finding(self, mint: Path, say: Say) -> None:
        edit(mint / "plants" / "mint" / "facts.yml", "light: shade", "light: shed")
        said = say(mint, "before", "--language", "en")
        assert "- `plant:mint`" not in said
        assert "cannot be read yet" in section(said, "Entries of this change")
        finding = "Line 1: error `not-one-of`. “shed” is not a value of “light”. Did you mean “shade”?"
        assert finding in section(said, "What the check finds")

    def test_of_words_that_need_a_look_has_each_warning_as_a_task(self, mint: Path, say: Say) -> None:
        edit(
            mint / "model.yml",
            "label: {en: Uses, cy: Defnydd}\n",
            "label: {en: Uses, cy: Defnydd}\n        words: [9, 9]\n",
        )
        words = mint / "plants" / "mint" / "en.md"
        words.write_text(f"{MINT_WORDS}\n## Uses {{#uses}}\n\nTea.\n", encoding="utf-8")
        said = say(mint, "before", "--language", "en")
        task = "- [ ] sites/garden/plants/mint/en.md:13: The section “uses” has 1 words"
        assert task in section(said, TASKS)


TASKS = "What a person still has to look at"


class TestWhatIsFound:
    def test_elsewhere_and_not_before_is_told_with_its_place(self, site: Path, say: Say) -> None:
        shutil.rmtree(site / "plants" / "cumin")
        found = section(say(site, "before", "--language", "en"), "What the check finds")
        assert "- sites/garden/plants/rose/en.md\n  - Line 9: error `unknown-entry`" in found

    def test_elsewhere_and_before_is_only_counted(self, mint: Path, say: Say) -> None:
        found = section(say(mint, "before", "--language", "en"), "What the check finds")
        assert "- sites/garden/plants/mint/cy.md\n  - Line 1: notice `missing-translation`" in found
        assert "nettle" not in found
        assert "- Elsewhere, as before this change. Errors: 0. Warnings: 0. Notices: 1." in found

    def test_is_all_that_is_told_where_the_site_cannot_be_read(self, mint: Path, say: Say) -> None:
        (mint / "model.yml").write_text("types: [\n")
        said = say(mint, "before", "--language", "en")
        assert "The site as it is now cannot be read:" in said
        assert "- sites/garden/model.yml\n" in section(said, "Files that belong to no entry")
        assert "- sites/garden/model.yml\n  - Line 1: error `yaml-syntax`" in section(said, "What the check finds")
        assert "Entries of this change" not in said


class TestFilesThatBelongToNoEntry:
    @pytest.mark.parametrize(
        "name",
        [
            "../../README.md",
            "../../.github/workflows/x.yml",
            "mkdocs.yml",
            "docs/home/en.md",
            "docs/new/en.md",
            "plants/en.md",
            "plants/facts.schema.json",
            "plants/rose/conftest.py",
            "plants/rose/in/a/Folder/en.md",
            " plants/rose/en.md",
            "hooks/run.sh",
        ],
    )
    def test_are_said_and_listed(self, site: Path, say: Say, name: str) -> None:
        path = (site / name).resolve()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text((path.read_text(encoding="utf-8") if path.exists() else "") + "\n", encoding="utf-8")
        said = say(site, "before", "--language", "en")
        assert "**This change touches files that belong to no entry (1).**" in said
        listed = section(said, "Files that belong to no entry")
        assert unescape(listed).replace("\\", "") == f"- {path.relative_to(site.parents[1])}\n".replace("-  ", "- ")
        assert "- [ ] Read every file that belongs to no entry" in section(said, TASKS)

    def test_are_those_of_the_model_before_the_change(self, site: Path, say: Say) -> None:
        """A change that declares a folder as one of entries makes no entries of what stands there."""
        edit(site / "model.yml", "    folder: sources\n", "    folder: hooks\n")
        (site / "sources").rename(site / "hooks")
        (site / "hooks" / "owen-2018" / "en.md").write_text("x")
        listed = section(say(site, "before", "--language", "en"), "Files that belong to no entry")
        assert "sites/garden/hooks/owen-2018/en.md" in listed
        assert "sites/garden/hooks/owen-2018/facts.yml" in listed

    def test_that_go_are_among_them(self, site: Path, say: Say) -> None:
        (site.parents[1] / "README.md").unlink()
        assert "- README.md\n" in section(say(site, "before", "--language", "en"), "Files that belong to no entry")

    def test_do_not_hide_what_else_there_is_to_say(self, mint: Path, say: Say) -> None:
        for number in range(500):
            (mint / f"{'x' * 100}{number}").touch()
        said = say(mint, "before", "--language", "en")
        assert "(500)" in said
        assert "- 460 more are not shown here" in said
        assert "“Mint” (plant): new" in said
        assert "ask those who agreed" in said


class TestAnEntryThatGoes:
    def test_is_told_with_what_that_does(self, site: Path, say: Say) -> None:
        shutil.rmtree(site / "plants" / "loofah")
        said = say(site, "before", "--language", "en")
        assert "- “Loofah” (plant): removed" in section(said, "Entries of this change")
        assert "- [ ] “Loofah” (plant): its address will lead nowhere." in section(said, TASKS)

    def test_by_being_withdrawn_is_named_by_its_id_alone(self, site: Path, say: Say) -> None:
        """What it said of itself, and of its links, may be what it is taken down for."""
        (site / "plants" / "rose" / "facts.yml").write_text("withdrawn: true\n")
        said = say(site, "before", "--language", "en")
        named = r"“plant\:rose” (plant)"
        assert f"- {named}: withdrawn" in section(said, "Entries of this change")
        assert f"- [ ] {named}: it goes with the next release." in section(said, TASKS)
        assert "- “plant\\:rose” suits “Clay”.\n" in section(said, "Links removed")
        for words in ("Rose", "thorny", "Clay holds water", "It sleeps"):
            assert words not in said

    @pytest.mark.parametrize("back", [True, False])
    def test_for_good_and_comes_back_is_no_new_entry(self, site: Path, say: Say, back: bool) -> None:
        """Nor is one that a stranger puts in its place, under all the addresses that lead there."""
        folder = site / "plants" / "rose"
        before = (folder / "facts.yml").read_bytes()
        (folder / "facts.yml").write_text("withdrawn: true\n")
        git(site, "add", "--all")
        git(site, "commit", "--message", "withdrawn")
        if back:
            (folder / "facts.yml").write_bytes(before)
        else:
            shutil.rmtree(folder)
        entries = section(say(site, "HEAD", "--language", "en"), "Entries of this change")
        assert "(plant): back, although it had been withdrawn" in entries if back else "(plant): removed" in entries

    def test_under_one_name_and_comes_under_another_is_one_entry(self, site: Path, say: Say) -> None:
        (site / "plants" / "rose").rename(site / "plants" / "wild-rose")
        facts = site / "plants" / "wild-rose" / "facts.yml"
        facts.write_text("formerly: [rose]\n" + facts.read_text(encoding="utf-8"), encoding="utf-8")
        said = say(site, "before", "--language", "en")
        entries = section(said, "Entries of this change")
        assert re.findall("^- .*", entries, re.MULTILINE) == ["- “Rose” (plant): changed, with another id"]
        assert "its address will lead nowhere" not in said
        assert "open these addresses" not in said, "they are what they were"


class TestTheBase:
    @pytest.mark.parametrize("base", ["no-such", "", "--output=x", "-x", "^before", "before..HEAD", "x\ny"])
    def test_that_nobody_knows_is_a_wrong_command(
        self, site: Path, capsys: pytest.CaptureFixture[str], base: str
    ) -> None:
        assert main(["review", "-f", str(site / "mkdocs.yml"), "--language", "en", "--", base]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert "a revision that git knows here" in said.err
        assert not list(site.rglob("x"))

    def test_whose_model_cannot_be_read_is_named(self, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
        model = (site / "model.yml").read_text(encoding="utf-8")
        (site / "model.yml").write_text("types: [\n")
        git(site, "commit", "--quiet", "--all", "--message", "A mistake")
        (site / "model.yml").write_text(model, encoding="utf-8")
        assert main(["review", "-f", str(site / "mkdocs.yml"), "--language", "en", "HEAD"]) == 1
        assert capsys.readouterr().err.startswith("The site at “HEAD” cannot be read:\nmodel.yml:1:1: error[")


HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "![x](https://evil.example/x.png)",
    "[x](javascript:alert(1)) [y]: https://evil.example",
    "<https://evil.example> https://evil.example and www.evil.example",
    "@everyone, @org/team and a@b.example",
    "#1 GH-2 owner/repository#3",
    "`code` ``` | a | b | **b** __c__ ~~d~~ $e$ <!-- x -->",
    "- [x] # > 1. + = [ ] [^1] {#a}\n\n## Approved\n\n- [x] all is well",
    "::error::x ##[error]x",
]


class TestWordsOfStrangers:
    @pytest.mark.parametrize("words", HOSTILE)
    def test_stay_words(self, mint: Path, say: Say, words: str) -> None:
        folder = mint / "plants" / "mint"
        text = MINT_WORDS.replace("Mint", json.dumps(words)).replace("It smells, and it spreads.", json.dumps(words))
        (folder / "en.md").write_text(text, encoding="utf-8")
        edit(folder / "facts.yml", "It sleeps well.", json.dumps(words))
        edit(folder / "facts.yml", "herbs.example/mint", "herbs.example/`**@mint**`/www.x.example#1")
        (mint / "plants" / "swede" / "facts.yml").write_text(f"{json.dumps(words)}: 1\n", encoding="utf-8")
        (mint / "plants" / "rose" / f"{words.replace('/', '')[:80]}.txt").touch()

        said = say(mint)

        html = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(said)
        assert set(re.findall(r"<(\w+)", html)) == {"h2", "h3", "p", "ul", "li", "code", "strong"}
        assert "<h2>Approved" not in html
        ours = r"make-the-connection (review|check)|[a-z-]+(:[a-z0-9-]+)?|withdrawn: true"
        assert all(re.fullmatch(ours, code) for code in re.findall("<code>(.*?)</code>", html))
        assert set(re.findall("<strong>(.*?)</strong>", html)) <= {
            "This change touches files that belong to no entry (1).",
            "Mae’r newid hwn yn cyffwrdd â ffeiliau nad ydynt yn perthyn i unrhyw gofnod (1).",
        }
        for call in (r"@[\w-]", r"#\d", r"(?i)\bgh-\d"):
            assert not re.search(call, unescape(html)), call
        for address in (r"[^\\]://", r"www\.", r"\w@\w"):
            assert not re.search(address, said), address
        assert not re.search(r"(?m)^\s*(?:::|##\[)|^- \[x\]", said)

    def test_do_not_fill_the_summary(self, mint: Path, say: Say) -> None:
        folder = mint / "plants" / "mint"
        (folder / "en.md").write_text(MINT_WORDS.replace("Mint", "m" * 50_000), encoding="utf-8")
        edit(folder / "facts.yml", "It sleeps well.", "w" * 50_000)
        said = say(mint)
        assert len(said) < 20_000
        assert "ask those who agreed" in said


class TestTheLength:
    def test_is_what_github_takes_in_a_comment(self, mint: Path, say: Say) -> None:
        for number in range(200):
            shutil.copytree(mint / "plants" / "mint", mint / "plants" / f"mint-{number}")
        said = say(mint)
        assert len(said) <= LONGEST
        assert "more are not shown here" in said
