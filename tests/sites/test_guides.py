"""What the guides name and show is really there, in the language of the guide."""

import re
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest
from building import ROOT

from make_the_connection.content.pictures import kind_of, read_picture
from make_the_connection.diagnostics import CODES
from make_the_connection.languages import load_language

GUIDES = ("contributors_guide", "editors_guide", "take_down")
LANGUAGES = ("en", "cy")
PICTURES = ROOT / "docs/assets/guides"
SHOWN = re.compile(
    r"!\[(?P<alt>[^\]]*)\]\(assets/guides/(?P<name>[^)]*)\)\{ \.screen width=(?P<w>\d+) height=(?P<h>\d+)"
)
CONTROLS = {"h3", "h4", "button", "legend", "summary", "label"}

pytestmark = pytest.mark.parametrize("language", LANGUAGES)


def written(guide: str, language: str) -> str:
    return (ROOT / f"docs/{guide}/{language}.md").read_text(encoding="utf-8")


def marked(language: str, mark: str) -> set[str]:
    """What the guides say between two pairs of asterisks, marked as something that readers find so."""
    of_mark = re.compile(rf"\*\*([^*]+)\*\*\{{ \.{mark} \}}")
    return {" ".join(words.split()) for guide in GUIDES for words in of_mark.findall(written(guide, language))}


def shown(language: str) -> Iterator[re.Match[str]]:
    for guide in GUIDES:
        yield from SHOWN.finditer(written(guide, language))


def test_every_control_that_a_guide_names_is_in_the_form(built_site: Path, language: str) -> None:
    form = lxml.html.parse(built_site / language / "join-in.html").getroot().find(".//form[@class='contribution']")
    for besides in form.xpath(".//span[@class='asked-optional' or @class='visually-hidden' or @class='legend']"):
        besides.drop_tree()
    controls = {" ".join(element.text_content().split()) for element in form.iter(*CONTROLS)}
    assert marked(language, "control") - controls == set()


def test_what_a_guide_quotes_of_reports_is_what_they_say(language: str) -> None:
    sentences = [
        sentence.partition("}: ")[2] or sentence for sentence in load_language(language).catalogue.sentences.values()
    ]
    quoted = marked(language, "said")
    assert quoted
    assert {words for words in quoted if not any(each.startswith(words) for each in sentences)} == set()


def test_every_code_that_the_editors_guide_explains_is_one_of_the_checks(language: str) -> None:
    named = set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", written("editors_guide", language)))
    assert named - {"not-yet"} <= set(CODES)
    personal = {code for code in CODES if code.startswith("personal-")}
    assert personal | {"named-person", "small-group", "consent-due"} <= named


def test_previews_are_kept_as_long_as_the_guide_says(language: str) -> None:
    workflow = (ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8")
    assert (
        set(re.findall(r"retention-days: (\d+)", workflow)) == set(re.findall(r"\b\d\d\b", table(language))) == {"14"}
    )


def table(language: str) -> str:
    return "\n".join(line for line in written("take_down", language).splitlines() if line.startswith("|"))


class TestPictures:
    def test_are_shown_in_each_language_and_none_lies_about(self, language: str) -> None:
        files = {path.name for path in PICTURES.iterdir() if path.stem.endswith(f"-{language}")}
        assert {match["name"] for match in shown(language)} == files
        assert len(files) * len(LANGUAGES) == len(list(PICTURES.iterdir()))

    def test_are_small_files_that_hold_nothing_but_the_picture(self, language: str) -> None:
        for match in shown(language):
            data = (PICTURES / match["name"]).read_bytes()
            assert kind_of(data) == "PNG"
            assert read_picture(data).stripped == data
            assert len(data) <= 60_000

    def test_keep_their_room_on_the_page(self, language: str) -> None:
        for match in shown(language):
            picture = read_picture((PICTURES / match["name"]).read_bytes())
            width, height = int(match["w"]), int(match["h"])
            assert abs(picture.width / width - picture.height / height) < 0.01, match["name"]

    def test_have_words_for_those_who_cannot_see_them(self, language: str) -> None:
        assert [match["name"] for match in shown(language) if len(match["alt"].split()) < 5] == []
