"""Under a page's title how long it takes and when it was reviewed; at its foot what to do next and what is wrong."""

from collections.abc import Callable, Mapping
from html import unescape
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, urlsplit

import pytest

from make_the_connection.api import load
from make_the_connection.contribute.repository import GitHub
from make_the_connection.render import Reader, entry_page, next_steps, page_facts, report
from make_the_connection.site import Site

Plant = Callable[[Mapping[str, str | bytes | None]], Path]

GARDEN = Path(__file__).parent / "garden"
STEPS = """\
    finder:
      facets:
        height: {field: height, bands: [50, 100]}
      like: [height]
      like_label: {en: A plant like mine, cy: Planhigyn fel f’un i}
    next:
      - {section: uses, label: {en: Use it, cy: Defnyddiwch ef}}
      - {linked: soil, label: {en: Dig <here>, cy: Palwch yma}}
      - {like: true, label: {en: Others like it, cy: Rhai tebyg}}
      - {to: 'guide:home#top', label: {en: Begin again, cy: Dechreuwch eto}}
    page:
      - facts: [height]
"""


def planted_site(plant: Plant, changes: Mapping[str, str | bytes | None]) -> Site:
    model = (GARDEN / "model.yml").read_text(encoding="utf-8").replace("    page:\n      - facts: [height]\n", STEPS, 1)
    model = model.replace("      uses:\n", "      uses:\n        sheet: true\n", 1)
    model += "\nnext:\n  home:\n    - {to: 'plant:rose', label: {en: See a rose, cy: Gwelwch rosyn}}\n"
    home = "---\ntitle: Garden\nsummary: All.\n---\n\n# Garden {#top}\n\n{{ finder('plant') }}\n"
    guides = {f"docs/home/{code}.md": home for code in ("en", "cy")}
    site = load(plant({"model.yml": model, **guides, **changes})).site
    assert site is not None
    return site


@pytest.fixture
def stepped(planted: Plant) -> Site:
    """The garden with steps after its plants and after its home page."""
    return planted_site(planted, {})


def reader_of(site: Site, key: str, code: str = "en") -> Reader:
    return Reader(site, code, site.address(key))


def written(words: int, front: str = "") -> str:
    return f"---\ntitle: Rose\nsummary: A rose.\n{front}---\n\n## Growing it {{#growing}}\n\n{'rose ' * words}\n"


def test_the_steps_after_an_entry_stand_in_their_order(stepped: Site) -> None:
    html = str(next_steps("plant:rose", reader_of(stepped, "plant:rose")))

    places = ["#uses", "Use it", "soils", "Dig &lt;here&gt; –", "?like.height=2&amp;order=like", "index.html#top"]
    assert [html.index(place) for place in places] == sorted(html.index(place) for place in places)


def test_a_step_that_leads_nowhere_from_a_page_is_left_out(stepped: Site) -> None:
    html = str(next_steps("plant:cranberry", reader_of(stepped, "plant:cranberry")))

    assert "Use it" not in html
    assert "Dig" not in html
    assert html.count("<li>") == 2


def test_the_closest_link_is_a_central_one_before_a_published_one(planted: Plant) -> None:
    facts = (GARDEN / "plants" / "rose" / "facts.yml").read_text(encoding="utf-8")
    editorial = """\
  - to: soil:soils-1/sand
    relation: suits
    why: {en: It drains., cy: Mae’n draenio.}
    basis: editorial
    by: gardener
    on: 2024
    strength: central
    review: not-yet
unrelated:
"""
    site = planted_site(planted, {"plants/rose/facts.yml": facts.replace("unrelated:\n", editorial)})

    assert "soils-1/sand.html" in next_steps("plant:rose", reader_of(site, "plant:rose"))


def test_steps_after_a_guide_page_and_none_where_none_are_declared(stepped: Site, garden: Site) -> None:
    assert 'href="plants/rose.html"' in next_steps("guide:home", reader_of(stepped, "guide:home", "cy"))
    assert next_steps("plant:rose", reader_of(garden, "plant:rose")) == ""


def test_a_section_can_be_printed_with_room_for_notes_where_it_is_declared(stepped: Site) -> None:
    html = entry_page(stepped, "en", "plant:rose").html

    assert html.count('<div class="notes-offer" lang="en" hidden>') == 1
    assert html.index('id="uses"') < html.index("notes-offer")


@pytest.mark.parametrize(
    ("words", "minutes"), [(149, None), (150, "1 minute"), (420, "2 minutes"), (1000, "5 minutes")]
)
def test_a_page_says_how_long_it_takes_to_read_unless_it_is_short(
    planted: Plant, words: int, minutes: str | None
) -> None:
    site = planted_site(planted, {"plants/rose/en.md": written(words)})

    facts = page_facts(site.entries["plant:rose"].words["en"], reader_of(site, "plant:rose"))

    assert ("to read" in facts) == (minutes is not None)
    assert minutes is None or f">About {minutes} to read ·" in facts


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("translation: reviewed\nreviewed: {by: a gardener, on: 2026-12-01}\n", "Last reviewed: 1 December 2026"),
        ("translation: draft\n", None),
        ("", "Not yet reviewed by an editor"),
    ],
)
def test_a_page_says_when_it_was_reviewed_and_a_draft_not_twice_that_it_was_not(
    planted: Plant, front: str, said: str | None
) -> None:
    site = planted_site(planted, {"plants/rose/en.md": written(10, front)})

    facts = page_facts(site.entries["plant:rose"].words["en"], reader_of(site, "plant:rose"))

    assert facts == (f'<p class="page-facts">{said}</p>' if said else "")


def configured(plant: Plant, options: str) -> Site:
    return planted_site(plant, {"mkdocs.yml": (GARDEN / "mkdocs.yml").read_text(encoding="utf-8").rstrip() + options})


def leading_to(html: str) -> SplitResult:
    """Where the first link of some HTML leads."""
    return urlsplit(unescape(html.partition('href="')[2].partition('"')[0]))


TITLE, ADDRESS = 'Rose & "thorn"', "https://garden.example/en/plants/rose.html"


def test_a_report_by_mail_carries_the_title_and_address_of_the_page(planted: Plant) -> None:
    site = configured(planted, "\n      contact: mailto:a@garden.example\n")

    html = str(report(reader_of(site, "plant:rose"), TITLE, ADDRESS))

    address = leading_to(html)
    assert (address.scheme, address.path) == ("mailto", "a@garden.example")
    assert parse_qs(address.query) == {"subject": [f"A mistake on the page “{TITLE}”"], "body": [ADDRESS]}


def test_a_report_in_a_repository_begins_an_issue_with_the_title_and_address(stepped: Site) -> None:
    repository = GitHub.of("https://github.com/gardeners/garden/edit/main")
    assert repository is not None

    html = str(report(reader_of(stepped, "plant:rose"), TITLE, ADDRESS, repository.blank_issue))

    address = leading_to(html)
    assert f"{address.netloc}{address.path}" == "github.com/gardeners/garden/issues/new"
    assert parse_qs(address.query) == {"title": [f"A mistake on the page “{TITLE}”"], "body": [ADDRESS]}


def test_where_nobody_is_appointed_the_page_that_says_so_is_led_to(planted: Plant, garden: Site) -> None:
    site = configured(planted, "\n      report: home#top\n")

    assert 'href="../index.html#top"' in report(reader_of(site, "plant:rose"), TITLE, ADDRESS)
    assert report(reader_of(garden, "plant:rose"), TITLE, ADDRESS) == ""
