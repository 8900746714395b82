"""`make-the-connection diff`: what it says of real changes, and of a base that cannot be had.

`pytest tests/golden tests/unit/test_diffing.py --update-goldens` writes what is said of the change of the garden into
`diff/`. Read it.
"""

import json
import re
import shutil
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from building import copied
from committed import GARDEN, committed, edit, git, golden, repository_of
from markdown_it import MarkdownIt

from make_the_connection.api import load
from make_the_connection.cli import main
from make_the_connection.cli.comparison import Compared
from make_the_connection.cli.difference_forms import LONGEST, MARKDOWN, as_markdown, escaped
from make_the_connection.cli.difference_words import Told

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("git_of_nobody")]

HERE = Path(__file__).parent
GOLDEN = HERE / "diff"
REPOSITORY = HERE.parents[1]

RULES = """
rules:
  light-and-shade:
    label:
      en: Every soil has a plant for the sun and one for the shade.
      cy: Mae gan bob pridd blanhigyn i’r haul ac un i’r cysgod.
    each: soil
    linked_with: plant
    in_each: light
  two-plants:
    label: {en: Every season has two plants., cy: Mae gan bob tymor ddau blanhigyn.}
    each: season
    linked_with: plant
    at_least: 2
  reviewed:
    label: {en: Links of plants are reviewed., cy: Caiff cysylltiadau planhigion eu hadolygu.}
    each: link
    must: reviewed
    of: plant
"""
LIGHT = """
      light:
        kind: choice
        label: {en: Light, cy: Golau}
        choices:
          sun: {en: sun, cy: haul}
          shade: {en: shade, cy: cysgod}
"""
SWEDE = """light: shade
links:
  - to: season:plan-2020/winter
    relation: suits
    why: {en: It is pulled then., cy: Caiff ei dynnu bryd hynny.}
    basis: editorial
    by: gardener
    on: 2025-01
    strength: central
    review: not-yet
  - to: soil:soils-1/clay
    relation: suits
    why: {en: It likes to be damp., cy: Mae’n hoffi bod yn llaith.}
    basis: published
    source: https://soil.example/swedes
    wording: Swedes like clay.
    strength: supporting
    review: {by: gardener, on: 2025-01-31}
"""

Say = Callable[..., str]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The garden with rules, in a folder of a repository, committed as `before`; gives the folder."""
    folder = repository_of(tmp_path)
    edit(folder / "model.yml", "    sections:\n      growing:", f"{LIGHT.lstrip(chr(10))}    sections:\n      growing:")
    (folder / "model.yml").write_text((folder / "model.yml").read_text(encoding="utf-8") + RULES, encoding="utf-8")
    edit(folder / "plants" / "rose" / "facts.yml", "height: 120\n", "height: 120\nlight: sun\n")
    edit(folder / "plants" / "cumin" / "facts.yml", "height: 30\n", "height: 30\nlight: sun\n")
    return committed(folder)


@pytest.fixture
def changed(site: Path) -> Path:
    """The garden after a change that is not committed.

    The swede gets two links; the rose loses that with clay, which joined a cell, and has the other reviewed; the cumin,
    all that sand had, is dug up; a pair is looked at.
    """
    (site / "plants" / "swede" / "facts.yml").write_text(SWEDE, encoding="utf-8")
    shutil.rmtree(site / "plants" / "cumin")
    edit(site / "plants" / "rose" / "en.md", " with [cumin](plant:cumin)", "")
    edit(site / "plants" / "rose" / "cy.md", " gyda [chwmin](plant:cumin)", "")
    rose = site / "plants" / "rose" / "facts.yml"
    text = rose.read_text(encoding="utf-8")
    start, end = text.index("  - to: soil:soils-1/clay"), text.index("unrelated:")
    text = (text[:start] + text[end:]).replace("review: not-yet", "review: {by: gardener, on: 2025-02}")
    text += (
        "  - to: soil:soils-1/sand\n    why: {en: It dries out., cy: Mae’n sychu.}\n    by: gardener\n    on: 2025\n"
    )
    rose.write_text(text.replace("It is planted then.", "It is best planted then."), encoding="utf-8")
    return site


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    """What the command prints for a folder and a base."""

    def run(folder: Path, base: str, *arguments: str) -> str:
        assert main(["diff", "-f", str(folder / "mkdocs.yml"), *arguments, "--", base]) == 0
        said = capsys.readouterr()
        assert said.err == ""
        return said.out

    return run


class TestARealChange:
    @pytest.mark.parametrize("language", ["en", "cy"])
    @pytest.mark.parametrize(("form", "ending"), [("text", "txt"), ("markdown", "md")])
    def test_is_told_in_sentences(
        self, changed: Path, say: Say, pytestconfig: pytest.Config, form: str, ending: str, language: str
    ) -> None:
        said = say(changed, "before", "--format", form, "--language", language)
        golden(GOLDEN / f"garden.{language}.{ending}", said, pytestconfig)

    def test_is_told_as_data(self, changed: Path, say: Say, pytestconfig: pytest.Config) -> None:
        said = say(changed, "before", "--format", "json")
        golden(GOLDEN / "garden.json", said, pytestconfig)

    def test_is_told_in_each_language_of_the_site_unless_told_which(self, changed: Path, say: Say) -> None:
        for form in ("text", "markdown"):
            each = [say(changed, "before", "--format", form, "--language", language) for language in ("en", "cy")]
            assert say(changed, "before", "--format", form) == "\n".join(each)

    def test_committed_or_not_is_the_same(self, changed: Path, say: Say) -> None:
        uncommitted = say(changed, "before")
        git(changed, "add", ".")
        git(changed, "commit", "--quiet", "--message", "A change")
        assert say(changed, "before") == uncommitted
        assert say(changed, "HEAD^") == uncommitted
        assert say(changed, "HEAD").startswith("Nothing has changed")

    def test_taken_back_removes_what_it_adds(self, changed: Path, say: Say) -> None:
        there = json.loads(say(changed, "before", "--format", "json"))
        shutil.copytree(changed, changed.parent / "later")
        git(changed, "checkout", "--quiet", ".")
        back = json.loads(say(changed, str(changed.parent / "later"), "--format", "json"))
        for what in ("entries", "links", "unrelated"):
            assert there[what]["added"] == back[what]["removed"]
            assert there[what]["removed"] == back[what]["added"]
        assert there["rules"]["broken"] == back["rules"]["mended"]

    def test_of_an_id_is_no_change_of_links(self, site: Path, say: Say) -> None:
        (site / "plants" / "rose").rename(site / "plants" / "wild-rose")
        facts = site / "plants" / "wild-rose" / "facts.yml"
        facts.write_text("formerly: [rose]\n" + facts.read_text(encoding="utf-8"), encoding="utf-8")
        told = json.loads(say(site, "before", "--format", "json"))
        assert told["entries"]["renamed"] == [{"before": "plant:rose", "after": "plant:wild-rose"}]
        assert told["links"] == {"added": [], "removed": [], "changed": []}
        assert told["cells"] == []
        assert "“Rose”: plant:rose → plant:wild-rose" in say(site, "before", "--language", "en")


class TestOfTheRealSite:
    @pytest.fixture
    def real(self, tmp_path: Path) -> Path:
        """A copy of this repository's site, committed."""
        root = tmp_path / "site"
        for name in ("hallmarks", "case_studies", "references", "docs"):
            shutil.copytree(REPOSITORY / name, root / name)
        for name in ("model.yml", "mkdocs.yml"):
            shutil.copy(REPOSITORY / name, root / name)
        git(root, "init", "--quiet")
        git(root, "add", ".")
        git(root, "commit", "--quiet", "--message", "The site")
        return root

    @pytest.mark.whole
    def test_without_a_link_and_its_only_nursery_is_told_with_all_that_follows(self, real: Path, say: Say) -> None:
        site = load(real / "mkdocs.yml").site
        assert site is not None
        shown = {connection.other for connection in site.graph.connections("hallmark:bespoke", "case-study")}
        nurseries = [
            entry
            for entry in site.of_type("case-study")
            if entry.key in shown and getattr(entry.facts, "phase", "") == "nursery"
        ]
        for entry in nurseries:
            shutil.rmtree(real / entry.folder)
        hallmark = real / "hallmarks" / "bespoke" / "facts.yml"
        head, first, *rest = re.split(r"(?m)^(?=  - to: )", hallmark.read_text(encoding="utf-8"))
        hallmark.write_text(head + "".join(rest), encoding="utf-8")

        told = json.loads(say(real, "HEAD", "--format", "json"))

        gone = [entry.key for entry in nurseries]
        dropped = frozenset(("hallmark:bespoke", first.split()[2]))
        assert gone
        assert told["entries"] == {"added": [], "removed": gone, "renamed": []}
        ends = [frozenset((link["subject"], link["object"])) for link in told["links"]["removed"]]
        lost = {frozenset((key, c.other)) for key in gone for c in site.graph.connections(key)} | {dropped}
        assert set(ends) == lost
        assert told["links"]["added"] == told["links"]["changed"] == []
        parted = {(key, cell["row"], cell["column"]) for cell in told["cells"] for key in cell["parted"]}
        assert parted == {
            (join.key, cell.row, cell.column)
            for cell in site.cells
            for join in cell.joins
            if {frozenset((join.key, cell.row)), frozenset((join.key, cell.column))} & lost
        }
        english, welsh = (say(real, "HEAD", "--language", language) for language in ("en", "cy"))
        assert english.startswith(f"Links: {len(lost)} removed. Entries: {len(gone)} removed.")
        assert welsh.startswith(f"Cysylltiadau: dilëwyd {len(lost)}. Cofnodion: dilëwyd {len(gone)}.")
        assert "“Bespoke” is now linked with nothing of this kind: case study, Phase: nursery." in english
        assert all(f"“{site.title(key, 'cy').text}” (astudiaeth achos)" in welsh for key in gone)


class TestNothing:
    @pytest.mark.parametrize(
        ("form", "sentence"), [("text", "Nothing has changed"), ("markdown", "## What this changes\n\nNothing has")]
    )
    def test_is_told_too(self, site: Path, say: Say, form: str, sentence: str) -> None:
        edit(site / "plants" / "rose" / "en.md", "title:", "title: A")
        assert say(site, "before", "--format", form, "--language", "en").startswith(sentence)

    def test_is_told_as_data(self, site: Path, say: Say) -> None:
        told = json.loads(say(site, "before", "--format", "json"))
        nothing = {"added": [], "removed": [], "changed": []}
        assert told == {
            "version": 1,
            "base": "before",
            "errors": {"before": 0, "after": 0},
            "entries": {"added": [], "removed": [], "renamed": []},
            "links": nothing,
            "unrelated": nothing,
            "cells": [],
            "rules": {"broken": [], "mended": []},
            "titles": {},
        }


class TestTheBase:
    def refused(self, folder: Path, base: str, capsys: pytest.CaptureFixture[str]) -> str:
        """The one sentence on a base that cannot be had."""
        assert main(["diff", "-f", str(folder / "mkdocs.yml"), "--language", "en", "--", base]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        (line,) = said.err.splitlines()
        return line

    def test_may_be_a_folder(self, changed: Path, say: Say, tmp_path: Path) -> None:
        git(changed, "worktree", "add", "--quiet", str(tmp_path / "old"), "before")
        folder = tmp_path / "old" / "sites" / "garden"
        assert say(changed, str(folder)) == say(changed, "before")

    @pytest.mark.parametrize("base", ["before", "HEAD", "before^{commit}", "HEAD~0"])
    def test_may_be_any_name_of_a_commit(self, changed: Path, say: Say, base: str) -> None:
        assert say(changed, base) == say(changed, "before")

    @pytest.mark.parametrize(
        "base",
        ["no-such", "", "--output=x", "-x", "--all", "^before", "before..HEAD", "HEAD:sites", "x\ny", "a" * 5000],
    )
    def test_that_nobody_knows_is_a_wrong_command(
        self, site: Path, capsys: pytest.CaptureFixture[str], base: str
    ) -> None:
        assert "neither a folder that holds mkdocs.yml nor a revision" in self.refused(site, base, capsys)
        assert not list(site.rglob("x"))

    def test_cannot_be_a_revision_outside_a_repository(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        copied(GARDEN, tmp_path / "garden")
        assert "is not in a git repository" in self.refused(tmp_path / "garden", "before", capsys)

    def test_cannot_be_a_revision_without_git(
        self, site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATH", "")
        assert "git, which could look for a revision of that name, is not installed" in self.refused(
            site, "before", capsys
        )

    def test_cannot_be_a_revision_in_which_the_site_was_not_there(
        self, site: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        shutil.copytree(site, site.parent / "new")
        assert "does not hold the folder of this site" in self.refused(site.parent / "new", "before", capsys)

    def test_whose_model_cannot_be_read_is_named_with_what_is_wrong(
        self, site: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        shutil.copy(site / "model.yml", site.parent)
        (site / "model.yml").write_text("types: [\n")
        git(site, "commit", "--quiet", "--all", "--message", "A mistake")
        shutil.copy(site.parent / "model.yml", site)
        assert main(["diff", "-f", str(site / "mkdocs.yml"), "HEAD"]) == 1
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.startswith("The site at “HEAD” cannot be read:\nNi ellir darllen y safle yn “HEAD”:\n")
        assert "model.yml:1:1: error[yaml-syntax]" in said.err

    def test_is_of_no_use_where_the_site_itself_cannot_be_read(
        self, site: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (site / "model.yml").write_text("types: [\n")
        assert main(["diff", "-f", str(site / "mkdocs.yml"), "before", "--language", "en"]) == 1
        assert capsys.readouterr().err.startswith("The site as it is now cannot be read:\nmodel.yml:1:1: error[")

    def test_is_read_without_running_anything_of_it(self, site: Path, say: Say) -> None:
        hooks = site.parents[1] / ".git" / "hooks"
        hooks.mkdir(exist_ok=True)
        for name in ("post-checkout", "reference-transaction", "post-index-change"):
            (hooks / name).write_text(f"#!/bin/sh\ntouch {site / 'ran'}\n")
            (hooks / name).chmod(0o755)
        say(site, "before")
        assert not (site / "ran").exists()

    def test_brings_no_link_out_of_the_site(self, site: Path, say: Say) -> None:
        (site / "plants" / "rose" / "outside").symlink_to("/etc")
        git(site, "add", ".")
        git(site, "commit", "--quiet", "--message", "A link")
        assert say(site, "HEAD").startswith("Nothing has changed")

    def test_is_not_looked_for_where_git_s_hooks_say(
        self, changed: Path, say: Say, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        expected = say(changed, "before")
        monkeypatch.setenv("GIT_DIR", ".git")
        assert say(changed, "before") == expected


class TestMistakes:
    def test_of_an_entry_leave_it_out_and_are_counted(self, changed: Path, say: Say) -> None:
        (changed / "plants" / "swede" / "facts.yml").write_text("heigth: 3\n")
        told = json.loads(say(changed, "before", "--format", "json"))
        assert told["errors"] == {"before": 0, "after": 1}
        assert told["entries"]["removed"] == ["plant:cumin"]
        assert "plant:swede" not in told["titles"]
        assert {broken["rule"] for broken in told["rules"]["broken"]} == set(), "it may be what is asked for"
        for form in ("text", "markdown"):
            said = say(changed, "before", "--format", form, "--language", "en")
            assert "The site as it is now has errors (1)." in said

    def test_of_the_base_leave_it_out_too(self, changed: Path, say: Say) -> None:
        (changed / "plants" / "rose" / "facts.yml").write_text("heigth: 3\n")
        git(changed, "commit", "--quiet", "--all", "--message", "A mistake")
        git(changed, "checkout", "--quiet", "before", "--", "plants/rose")
        told = json.loads(say(changed, "HEAD", "--format", "json"))
        assert told["errors"]["before"] == 1
        assert told["entries"]["added"] == []
        assert told["links"]["added"] == []
        assert "The site at “HEAD” has errors" in say(changed, "HEAD", "--language", "en")


HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "![x](https://evil.example/x.png)",
    "[x](javascript:alert(1))",
    "<https://evil.example>",
    "https://evil.example and www.evil.example",
    "@everyone and a@b.example",
    "#1 GH-2 owner/repository#3",
    "`code` ``` | a | b | **b** __c__ ~~d~~ $e$",
    "&lt;b&gt; &#64;name \\",
    "- # > 1. + = [ ] [^1] {#a}",
    "1) a",
    "--- ",
    ":::",
]


class TestWordsOfAuthors:
    @pytest.mark.parametrize("title", HOSTILE)
    def test_stay_words_in_markdown(self, changed: Path, say: Say, title: str) -> None:
        front = f"---\ntitle: {json.dumps(title)}\n"
        for code in ("en", "cy"):
            path = changed / "plants" / "swede" / f"{code}.md"
            text = path.read_text(encoding="utf-8")
            path.write_text(front + text.split("\n", 2)[2], encoding="utf-8")
        facts = changed / "plants" / "swede" / "facts.yml"
        edit(facts, "It is pulled then.", json.dumps(title))

        said = say(changed, "before", "--format", "markdown", "--language", "en")

        markdown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
        html = markdown.render(said)
        assert set(re.findall(r"<(\w+)", html)) - {"code"} == {"h2", "h3", "p", "ul", "li", "a"}
        assert set(re.findall(r'href="([^"]*)"', html)) == {
            f"https://soil.example/{name}" for name in ("swedes", "roses")
        }
        assert set(re.findall("<code>(.*?)</code>", html)) <= {"make-the-connection check"}
        for call in (r"@[\w-]", r"#\d", r"(?i)\bgh-\d"):
            assert not re.search(call, unescape(html)), call
        for address in (r"[^\\]://", r"www\.", r"\w@\w"):
            assert not re.search(address, re.sub("<https:[^>]*>", "", said)), address

    @pytest.mark.parametrize("title", [*HOSTILE, "back\u200bwards\u00ad"])
    def test_are_read_as_they_were_written(self, title: str) -> None:
        html = MarkdownIt("commonmark").render(f"- “{escaped(title)}”\n- {escaped(title)}\n")
        texts = [unescape(text).replace("\u200b", "") for text in re.findall(r"<li>(.*)</li>", html)]
        shown = " ".join(title.split()).replace("\u200b", "\\u200b").replace("\u00ad", "\\xad")
        assert texts == [f"“{shown}”", shown]

    def test_command_no_terminal(self, changed: Path, say: Say) -> None:
        edit(changed / "plants" / "swede" / "facts.yml", "It is pulled then.", '"a\\e[2Jb"')
        assert "\x1b" not in say(changed, "before")


class TestTheLengthOfMarkdown:
    @pytest.mark.parametrize("longest", [1200, 1500, 2000, 2500, 5000])
    def test_has_an_end_at_which_the_rest_is_counted(
        self, changed: Path, site: Path, tmp_path: Path, longest: int
    ) -> None:
        git(site, "worktree", "add", "--quiet", str(tmp_path / "old"), "before")
        before, after = (load(folder / "mkdocs.yml") for folder in (tmp_path / "old/sites/garden", changed))
        assert before.site
        assert after.site
        told = Told(Compared("before", before.site, after.site, (0, 0)), after.site.languages["en"], MARKDOWN)
        items = sum(len(section.items) for section in told.sections)

        said = as_markdown(told, longest)

        assert len(said) <= longest
        shown = len(re.findall("^- ", said, re.MULTILINE))
        hidden = re.search(r"^(\d+) more are not shown", said, re.MULTILINE)
        assert shown + (int(hidden[1]) if hidden else 0) == items
        assert bool(hidden) == (longest < 5000)

    def test_of_all_languages_together_is_what_github_takes(self, site: Path, say: Say) -> None:
        plant = site / "plants"
        for number in range(400):
            shutil.copytree(plant / "swede", plant / f"swede-{number}")
            (plant / f"swede-{number}" / "facts.yml").write_text(SWEDE, encoding="utf-8")
        said = say(site, "before", "--format", "markdown")
        assert LONGEST * 0.9 < len(said) <= LONGEST == 65_536


class TestTheCommand:
    @pytest.mark.parametrize("arguments", [[], ["before", "--editions", "a", "b"], ["before", "--format", "yaml"]])
    def test_asks_for_a_base_or_two_editions(self, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit) as ended:
            main(["diff", *arguments])
        assert ended.value.code == 2
        assert "usage:" in capsys.readouterr().err

    def test_leads_to_the_editions_of_a_framework(self, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
        config = str(site / "mkdocs.yml")
        assert main(["diff", "-f", config, "--language", "en", "--editions", "plan-2020", "plan-2031"]) == 2
        assert "There is no edition “plan-2031”." in capsys.readouterr().err
