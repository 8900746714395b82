"""Several people's files become one picture without names, on a page out of a folder, or are refused with words."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from keyboard import tab_to
from playwright.sync_api import Locator, Page, expect
from samples import PHONE
from test_access import TOO_WIDE, in_states

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# Each person's answers: a level, or None, for each statement in turn, begun again where they end.
MAKE = """([people, extra]) => {
  const asked = JSON.parse(document.querySelector(".combining").dataset.asked), file = window.mtcEvaluationFile;
  return people.map((levels, person) => {
    const state = file.fresh(asked), text = {text: `SECRET <img src=x onerror=alert(1)> ${person}`, lang: "cy"};
    const answer = at => ({ level: levels[at % levels.length], evidence: text, next: text });
    state.written = `2026-03-${10 + person}`;
    state.about = text;
    state.answers = Object.fromEntries(asked.statements.map(([key], at) => [key, answer(at)]));
    return file.write({...state, ...extra}, asked);
  });
}"""


def made(page: Page, people: Sequence[Sequence[str | None]], **extra: Any) -> list[str]:
    """The text of each person's file, as the page itself writes it."""
    return page.evaluate(MAKE, [people, extra])


def choose(page: Page, texts: Sequence[str], *names: str) -> None:
    """Choose files as a person does: by the button, then in the window that the browser opens."""
    files = [
        {"name": name, "mimeType": "application/json", "buffer": text.encode()}
        for name, text in zip(names or [f"Mari {number}.json" for number in range(len(texts))], texts, strict=True)
    ]
    with page.expect_file_chooser() as chooser:
        page.locator(".combining").get_by_role("button").first.press("Enter")
    chooser.value.set_files(files)


def status(page: Page) -> Locator:
    return page.locator(".combining").get_by_role("status")


def lines(page: Page) -> list[str]:
    return page.locator(".combining-files li > span").all_inner_texts()


@pytest.fixture
def welsh(open_page: Callable[..., Page], from_folder: str) -> Page:
    page = open_page(f"{from_folder}cy/evaluate-entitlement.html", width=PHONE)
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    return page


LEVELS = ["beginning", "effective", None]


def test_four_are_refused_with_words_and_five_combined(welsh: Page, axe: str) -> None:
    people = [LEVELS, LEVELS, LEVELS, LEVELS, ["sustained", "effective", None]]
    texts = made(welsh, people)
    table = welsh.get_by_role("table").filter(has_text="Ble y mae pobl arni")
    choose(welsh, texts[:4])
    expect(status(welsh)).to_have_text(
        "Pobl a gyfrifwyd: 4. Mae angen o leiaf 5 ar gyfer darlun, fel na ellir gweld atebion unrhyw unigolyn ynddo. "
        "Eu hangen o hyd: 1."
    )
    expect(table).to_be_hidden()
    assert in_states(welsh, axe, [(PHONE, "light"), (PHONE, "dark")]) == []

    # The same person once more is not a fifth; what is broken, foreign or hostile leaves the others as they are.
    hostile = json.loads(texts[4])
    many = {f"statement:x{number}": {"level": "effective"} for number in range(6_000)}
    choose(
        welsh,
        [
            texts[0],
            texts[4][:300],
            json.dumps({**hostile, "site": hostile["copy"]}),
            texts[4].replace('"about"', '"__proto__"'),
            json.dumps({**hostile, "answers": {**many, **many}}) + " " * 262_144,
        ],
        "Mari 0 eto.json", "byr.json", "<img src=x onerror=alert(2)>.json", "proto.json", "mawr.json",
    )  # fmt: skip
    expect(status(welsh)).to_contain_text("Ffeiliau a wrthodwyd, gyda’r rheswm yn y rhestr: 4. Pobl a gyfrifwyd: 4.")
    found = lines(welsh)
    assert found[0].startswith("Mari 0.json Heb ei chyfrif: mae atebion yr un person yn Mari 0 eto.json")
    assert found[4] == "Mari 0 eto.json Cyfrifwyd."
    for line, reason in zip(found[5:], ["wedi’i difrodi", "ar safle arall", "“__proto__”", "256 kB"], strict=True):
        assert reason in line
    assert found[6].startswith("<img src=x onerror=alert(2)>.json ")
    expect(table).to_be_hidden()

    choose(welsh, [texts[4]], "Olaf.json")
    expect(status(welsh)).to_contain_text("Gwneir y darlun isod o atebion hyn o bobl: 5.")
    expect(welsh.get_by_role("heading", name="Ble y mae 5 o bobl arni")).to_be_visible()
    cells = table.get_by_role("cell").all_inner_texts()
    assert "Un grŵp o 5. Yr ateb canol: “Wedi dechrau”." in cells[0]
    assert "Un grŵp o 5. Yr ateb canol: “Arferion effeithiol”." in cells[1]
    assert cells[2] == "Atebodd llai na 5."
    shown = welsh.locator(".combined").inner_text()
    for secret in ("SECRET", "Mari", "2026-03"):
        assert secret not in shown
    assert "Sustained" not in shown
    assert in_states(welsh, axe, [(PHONE, "light"), (PHONE, "dark"), (1280, "light")]) == []
    welsh.set_viewport_size({"width": 320, "height": 800})
    assert welsh.evaluate(TOO_WIDE) == []

    # Taken away by keyboard: the picture goes, the words say so, and the next button has the focus.
    welsh.locator(".combining").get_by_role("button", name="Dewis ffeiliau").focus()
    remove = welsh.get_by_role("button", name="Tynnu Mari 1.json")
    tab_to(remove)
    welsh.keyboard.press("Enter")
    expect(status(welsh)).to_contain_text("Tynnwyd Mari 1.json.")
    expect(status(welsh)).to_contain_text("Pobl a gyfrifwyd: 4.")
    expect(table).to_be_hidden()
    expect(welsh.get_by_role("button", name="Tynnu Mari 2.json")).to_be_focused()
    assert "SECRET" not in json.dumps(welsh.evaluate("() => ({...localStorage, ...sessionStorage})"))


def test_is_printed_alone_on_two_pages_at_most(welsh: Page) -> None:
    choose(welsh, made(welsh, [["effective"], ["beginning"], ["sustained"], ["not-yet"]] * 4))
    expect(welsh.locator(".combined")).to_be_visible()
    printed = """() => new Promise(done => {
      window.print = () => done(document.documentElement.classList.contains("prints-combined"));
      document.querySelector(".combined [name=print]").click();
    })"""
    assert welsh.evaluate(printed)
    welsh.emulate_media(media="print")
    expect(welsh.locator(".combined table")).to_be_visible()
    for other in (".combining-here", ".sheet", ".evaluation", ".site-foot"):
        expect(welsh.locator(other)).to_be_hidden()
    assert welsh.pdf(format="A4").count(b"/Type /Page\n") <= 2
    expect(welsh.locator(".combined table"), "what the page prints otherwise is back").to_be_hidden()


def test_another_site_has_the_same(open_page: Callable[..., Page], built_orchard: Path) -> None:
    page = open_page(f"{built_orchard.as_uri()}/de/standing.html")
    people = [["bare"]] * 5 + [["thriving"]] * 6 + [[None]] * 2
    choose(page, made(page, people))
    expect(page.get_by_role("heading", name="Wo 13 Personen stehen")).to_be_visible()
    groups = page.locator(".combined td").first.get_by_role("listitem").all_inner_texts()
    assert groups == ["Keine Antwort oder von „Noch nichts“ bis „Im Wachsen“: 7", "„Gedeiht“: 6"]
