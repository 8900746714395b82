"""What a contributor is asked, made from the content model of a site."""

import dataclasses
import json
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest

from make_the_connection.api import load
from make_the_connection.contribute.form import LATER, SCRIPTS, contribution
from make_the_connection.contribute.repository import GitHub
from make_the_connection.render import Reader
from make_the_connection.site import Site

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
THEME = ROOT / "plugins/src/make_the_connection/adapters/mkdocs/theme/assets/make-the-connection"
FORGE = "https://github.com/someone/a-site/edit/main"


class Controls(HTMLParser):
    """The names of elements, with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def all(self, name: str) -> list[str]:
        return [value for _, attributes in self.found if (value := attributes.get(name))]


@pytest.fixture(scope="module")
def orchard() -> Site:
    site = load(ROOT / "tests/sites/orchard/mkdocs.yml").site
    assert site is not None
    return site


def with_options(site: Site, **options: str | None) -> Site:
    changed = site.configuration.options.model_copy(update=options)
    return dataclasses.replace(site, configuration=dataclasses.replace(site.configuration, options=changed))


def form(site: Site, code: str = "de", beside: str = "") -> str:
    return str(contribution(Reader(site, code, "stories", beside), "story"))


def test_it_asks_what_the_model_says_in_the_words_of_the_page(orchard: Site) -> None:
    story = orchard.model.types["story"]
    assert story.contribution is not None
    for code in orchard.languages:
        html = form(orchard, code)
        places = set(Controls(html).all("data-at"))
        assert {f"facts/{name}" for name in story.contribution.asks} <= places
        for name in story.contribution.asks:
            assert story.fields[name].label[code] in html
        for id_, section in story.sections.items():
            assert section.label[code] in html
            assert {f"words/sections/{id_}/{each}" for each in orchard.languages} <= places
        for type_ in story.contribution.links:
            for entry in orchard.of_type(type_):
                assert str(Reader(orchard, code, "stories").title(entry.key)) in html


def test_everything_has_an_id_of_its_own_and_what_is_named_is_there(orchard: Site) -> None:
    controls = Controls(form(orchard))
    ids = Counter(controls.all("id"))
    assert [id_ for id_, number in ids.items() if number > 1] == []
    for name in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
        assert {id_ for value in controls.all(name) for id_ in value.split()} <= set(ids)


def test_beside_another_language_it_only_says_what_is_asked(orchard: Site) -> None:
    html = form(orchard, "fr-CH", beside="de")
    assert {tag for tag, _ in Controls(html).found} & {
        "form",
        "input",
        "textarea",
        "button",
        "script",
        "label",
    } == set()
    assert Controls(html).all("id") == []
    assert "Raconté par" in html


def test_its_scripts_are_there(orchard: Site) -> None:
    addresses = re.findall(r'<script defer src="([^"]+)"', form(orchard))
    assert addresses[0] == "contribution/story.js"
    assert addresses[1:] == [f"assets/make-the-connection/{name}.js" for name in SCRIPTS]
    (later, *_) = Controls(form(orchard)).all("data-later")
    assert later.split(" ") == [f"assets/make-the-connection/{name}.js" for name in LATER]
    assert [name for name in (*SCRIPTS, *LATER) if not (THEME / f"{name}.js").is_file()] == []


def test_what_the_scripts_know_can_end_no_attribute(orchard: Site) -> None:
    (given, *_), (words, *_) = (Controls(form(orchard)).all(name) for name in ("data-contribution", "data-words"))
    data = json.loads(given)
    assert list(data["fields"])[:3] == ["told_by", "place", "ground"], "in the order of the form"
    assert list(data["languages"]) == ["de", "fr-CH"]
    assert json.loads(words)["error"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"repository": None, "contact": None}, "Noch ist niemand bestimmt"),
        ({"repository": None, "contact": "mailto:a@b.example"}, '<a href="mailto:a@b.example">a@b.example</a>'),
        (
            {"repository": "https://forge.example/x", "contact": None},
            '<a href="https://forge.example/x" rel="noopener">',
        ),
        ({"repository": FORGE, "contact": None}, 'href="https://github.com/someone/a-site/upload/main/stories"'),
        ({"repository": FORGE, "contact": None}, 'href="https://github.com/someone/a-site/issues/new/choose"'),
        # The page for uploads leads into the folder of all; the zip has it around the one that is dragged there.
        ({"repository": FORGE, "contact": None}, "ziehen Sie den Ordner darauf, der in „stories“ liegt"),
    ],
)
def test_it_says_where_to_send_it(orchard: Site, options: dict[str, str | None], told: str) -> None:
    html = form(with_options(orchard, **options))
    assert told in html
    assert ("Noch ist niemand bestimmt" in html) == (options == {"repository": None, "contact": None})


@pytest.mark.parametrize(
    ("address", "upload"),
    [
        ("https://github.com/a/b.c/edit/main", "https://github.com/a/b.c/upload/main/x"),
        ("https://github.com/a/b/blob/v2/sites/one/", "https://github.com/a/b/upload/v2/sites/one/x"),
        ("https://github.com/a/b", None),
        ("https://github.com/a/b/edit/main/../../c", None),
        ("https://github.com.example/a/b/edit/main", None),
        ("https://github.com/a/b/edit/main?x=1", None),
        (None, None),
    ],
)
def test_the_addresses_on_github_follow_from_that_of_the_files(address: str | None, upload: str | None) -> None:
    github = GitHub.of(address)
    assert (github.upload("x") if github else None) == upload


def test_nobody_is_asked_for_what_is_not_contributed(orchard: Site) -> None:
    with pytest.raises(ValueError, match="technique"):
        contribution(Reader(orchard, "de", "stories"), "technique")
