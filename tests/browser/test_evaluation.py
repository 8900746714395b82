"""A person weighs where they stand: answers, keeps, reopens, compares, prints, and goes on to what could help.

The page without answers is among the samples of test_access.py.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from keyboard import by_keyboard, has_focus, tab_to
from playwright.sync_api import Locator, Page, expect
from samples import DESK, PHONE
from test_access import in_states

from make_the_connection.site import Site, recommended

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOST = 400
LONG = ("Rydym wedi cadw’r amser hwn ers dwy flynedd, ac mae cofnodion ein cyfarfodydd yn ei ddangos. " * 5)[:MOST]
BOTH = [(PHONE, "dark"), (DESK, "light")]

# Browsers in which a page may keep nothing: because it is not allowed to look, or because there is no room.
FORBIDDEN = (
    """Object.defineProperty(window, "localStorage", {get() { throw new DOMException("no", "SecurityError"); }})"""
)
FULL = """Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }"""


def statement(page: Page, number: int) -> Locator:
    return page.locator(".statement").nth(number)


def evidence(page: Page, number: int, name: str = "Tystiolaeth") -> Locator:
    return statement(page, number).get_by_role("textbox", name=name)


def level(page: Page, number: int, label: str) -> Locator:
    """A level by the words that it begins with: what it means may have those of another in it."""
    return statement(page, number).get_by_role("radio", name=re.compile(f"^{re.escape(label)}"))


def button(page: Page, name: str) -> Locator:
    return page.locator("form.evaluation").get_by_role("button", name=name, exact=True)


def said(page: Page, text: str) -> None:
    """What a screen reader is told."""
    expect(page.locator("form.evaluation").get_by_role("status").filter(has_text=text)).to_have_count(1)


def saved(page: Page, folder: Path, name: str) -> tuple[str, dict[str, Any]]:
    with page.expect_download() as download:
        button(page, name).last.press("Enter")
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return str(path), json.loads(path.read_text(encoding="utf-8"))


def choose(page: Page, name: str, file: str | dict[str, Any]) -> None:
    """Choose a file as a person does: by the button, then in the window that the browser opens."""
    with page.expect_file_chooser() as chooser:
        button(page, name).press("Enter")
    chooser.value.set_files(file)


def written(text: str, name: str = "rhywbeth.json") -> dict[str, Any]:
    return {"name": name, "mimeType": "application/json", "buffer": text.encode()}


@pytest.fixture
def opened(open_page: Callable[..., Page], from_folder: str) -> Callable[..., Page]:
    def at(address: str, **options: Any) -> Page:
        page = open_page(f"{from_folder}{address}.html", **options)
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        return page

    return at


def test_a_self_evaluation_in_welsh_out_of_a_folder(  # noqa: PLR0915 - one journey, as a person makes it
    opened: Callable[..., Page], known: Site, axe: str, tmp_path: Path
) -> None:
    page = opened("cy/evaluate-hallmarks")
    statements = page.locator(".statement")
    number = statements.count()
    levels = [each.label["cy"] for each in known.model.evaluations["hallmarks"].levels.values()]
    expect(page.locator("[type=radio]:checked")).to_have_count(0)

    # By keyboard: an answer opens what could help, and can be taken back.
    first = statement(page, 0)
    tab_to(first.get_by_role("radio").first)
    page.keyboard.press("ArrowDown")
    expect(level(page, 0, levels[1])).to_be_checked()
    expect(first.locator(".statement-help")).to_have_attribute("open", "")
    said(page, "Mae’r hyn a allai helpu gyda hyn ar agor o dan yr ateb.")
    by_keyboard(first.get_by_role("button", name="Clirio’r ateb hwn"))
    expect(page.locator("[type=radio]:checked")).to_have_count(0)
    assert has_focus(first.get_by_role("radio").first)
    said(page, "Cliriwyd yr ateb.")

    page.get_by_label("Yr hyn yr edrychir arno").fill("Yr ysgol i gyd")
    for each in range(number):
        statement(page, each).get_by_role("radio").nth(each % len(levels)).check()
        evidence(page, each).fill(LONG)
        evidence(page, each, "Beth nesaf").fill(LONG)
    evidence(page, 0).press("End")
    page.keyboard.type("!")
    expect(evidence(page, 0)).to_have_value(LONG)
    evidence(page, 0).press("Backspace")
    page.keyboard.type(LONG[-1])
    said(page, "Nodau ar ôl: 0")

    # What might be done next goes by level, the lowest first, and says no number.
    might = page.get_by_role("region", name="Beth y gallem ei wneud nesaf")
    assert might.get_by_role("heading", level=4).all_inner_texts() == levels
    assert not any(character.isdigit() for character in "".join(might.locator("h3, h4, h3 + p").all_inner_texts()))

    # It is there again when the page is, and in the other language in the words that it was written in.
    page.reload()
    expect(evidence(page, 2)).to_have_value(LONG)
    expect(page.locator("[type=radio]:checked")).to_have_count(number)
    page.get_by_role("banner").get_by_role("link", name="English").click()
    expect(evidence(page, 2, "Evidence")).to_have_value(LONG)
    expect(evidence(page, 2, "Evidence")).to_have_attribute("lang", "cy")
    expect(statement(page, 2).get_by_text("Written in this language: Welsh.")).to_have_count(2)
    expect(page.get_by_label("What is being looked at")).to_have_attribute("lang", "cy")
    page.go_back()

    file, content = saved(page, tmp_path, "Cadw mewn ffeil")
    said(page, f"Cadwyd mewn ffeil: {Path(file).name}")
    assert content["about"] == {"text": "Yr ysgol i gyd", "lang": "cy"}
    assert len(content["answers"]) == number
    assert all(answer["evidence"] == {"text": LONG, "lang": "cy"} for answer in content["answers"].values())

    # A file beside answers: the person decides, and nothing is lost.
    level(page, 0, levels[2]).check()
    level(page, 3, levels[0]).check()
    evidence(page, 0).fill("Yn awr")
    choose(page, "Agor ffeil", file)
    expect(page.get_by_role("group", name="Beth sydd i’w wneud â hi?")).to_be_visible()
    by_keyboard(button(page, "Mynd ymlaen o’r ffeil"))
    expect(evidence(page, 0)).to_have_value(LONG)
    button(page, "Dod â’r atebion blaenorol yn ôl").press("Enter")
    expect(evidence(page, 0)).to_have_value("Yn awr")

    # Then and now, in words.
    choose(page, "Cymharu â’r tro diwethaf", file)
    changes = [statement(page, at).locator(".then-change") for at in (0, 1, 3)]
    expect(changes[0]).to_contain_text(f"Wedi symud ymlaen: {levels[0]} → {levels[2]}")
    expect(changes[1]).to_contain_text(f"Fel o’r blaen: {levels[1]} → {levels[1]}")
    expect(changes[2]).to_contain_text(f"Wedi mynd yn ôl: {levels[3]} → {levels[0]}")
    expect(statement(page, 0).locator(".statement-then").get_by_text(LONG).first).to_have_attribute("lang", "cy")
    assert in_states(page, axe, BOTH) == []
    button(page, "Rhoi’r gorau i gymharu").press("Enter")
    expect(changes[0]).to_have_count(0)

    # On paper: two pages, every answer in full.
    evidence(page, 0).fill(LONG)
    assert page.pdf(format="A4").count(b"/Type /Page\n") == 2
    page.emulate_media(media="print")
    sheet = page.locator(".sheet")
    expect(sheet.get_by_text(LONG)).to_have_count(2 * number)
    assert sheet.locator(".sheet-text").evaluate_all("all => all.every(each => each.lang === 'cy')")
    expect(sheet.get_by_text("Yr ysgol i gyd")).to_be_visible()
    for each in range(number):
        now = page.locator(".sheet-statement").nth(each).locator("[data-level]").filter(visible=True)
        assert now.all_inner_texts() == [levels[{0: 2, 3: 0}.get(each, each % len(levels))]]
    expect(page.get_by_text("allai helpu").filter(visible=True)).to_have_count(0)
    assert in_states(page, axe, [(DESK, "light")]) == []
    page.emulate_media(media="screen")

    # Beginning again asks first, and can be taken back.
    button(page, "Dechrau eto").press("Enter")
    by_keyboard(button(page, "Cadw’r atebion"))
    expect(evidence(page, 0)).to_have_value(LONG)
    button(page, "Dechrau eto").press("Enter")
    by_keyboard(button(page, "Dechrau eto hebddynt"))
    expect(page.locator("[type=radio]:checked")).to_have_count(0)
    assert page.evaluate("Object.keys(localStorage).filter(key => key.endsWith('/hallmarks'))") == []
    button(page, "Dod â’r atebion blaenorol yn ôl").press("Enter")
    expect(evidence(page, 0)).to_have_value(LONG)

    # On to a case study that could help, which has the reason.
    hallmark = known.of_type("hallmark")[3].key
    (way, *_) = recommended(known, known.model.evaluations["hallmarks"], hallmark)["case-study"]
    study = known.title(way[-1].other, "cy").text
    helping = statement(page, 3).locator(".statement-help")
    expect(helping.get_by_text(way[-1].link.why["cy"])).to_be_visible()
    by_keyboard(helping.get_by_role("link", name=study))
    expect(page.get_by_role("heading", level=1)).to_have_text(study)


def test_a_path_puts_what_to_begin_with_first(opened: Callable[..., Page], known: Site, axe: str) -> None:
    page = opened("en/audit", width=PHONE)
    evidence(page, 0, "Evidence").fill("Kept in its place")
    kept = page.locator(".statement").first.get_attribute("data-statement")
    for person in known.of_type("audience"):
        chooser = page.get_by_label("Who you are")
        chooser.select_option(label=known.title(person.key, "en").text)
        steps = person.facts.path
        keys = page.locator(".statement").evaluate_all("all => all.map(each => each.dataset.statement)")
        assert keys[: len(steps)] == [step.page for step in steps]
        assert len(keys) == len(set(keys))
        for number, step in enumerate(steps):
            expect(statement(page, number).locator(".statement-first")).to_have_text(f"Begin here: {step.why['en']}")
        said(page, f"For “{known.title(person.key, 'en').text}”")
        expect(page.locator(f'[data-statement="{kept}"] textarea').first).to_have_value("Kept in its place")
    assert in_states(page, axe, [(PHONE, "light")]) == []


@pytest.mark.parametrize("script", [FORBIDDEN, FULL], ids=["forbidden", "full"])
def test_a_browser_that_keeps_nothing_says_so_at_once_and_loses_nothing(
    opened: Callable[..., Page], axe: str, tmp_path: Path, script: str
) -> None:
    page = opened("en/evaluate-entitlement")
    page.add_init_script(script)
    page.reload()
    told = page.locator("form.evaluation").get_by_role("alert")
    if script == FULL:
        expect(told).to_be_hidden()
    evidence(page, 1, "Evidence").fill("Seen by all")
    expect(told).to_contain_text("This browser cannot keep your answers")
    expect(told).to_contain_text("Save your answers to a file before you close it.")
    evidence(page, 1, "What next").fill("Go on")
    assert in_states(page, axe, [(PHONE, "dark")]) == []

    # Leaving asks, until there is a file.
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.close(run_before_unload=True)
    expect(evidence(page, 1, "Evidence")).to_have_value("Seen by all")
    assert asked == ["beforeunload"]
    file, content = saved(page, tmp_path, "Save to a file")
    (answer,) = content["answers"].values()
    assert answer["evidence"]["text"] == "Seen by all"
    page.reload()
    assert asked == ["beforeunload"]
    choose(page, "Open a file", file)
    expect(evidence(page, 1, "What next")).to_have_value("Go on")


def test_a_file_that_is_refused_leaves_the_answers_as_they_are(
    opened: Callable[..., Page], axe: str, tmp_path: Path
) -> None:
    page = opened("cy/evaluate-entitlement", width=PHONE)
    statement(page, 0).get_by_role("radio").nth(1).check()
    evidence(page, 0).fill("Fy ngeiriau i")
    _, content = saved(page, tmp_path, "Cadw mewn ffeil")
    before = page.evaluate("JSON.stringify(localStorage)")
    refused = {
        "cut short": json.dumps(content)[:-40],
        "foreign": "<html></html>",
        "newer": json.dumps({**content, "version": 99}),
        "of another page": json.dumps({**content, "evaluation": "hallmarks"}),
        "too large": json.dumps({**content, "more": "x" * 1_000_000}),
    }
    words = set()
    for name, text in refused.items():
        choose(page, "Agor ffeil", written(text, f"{name}.json"))
        said(page, f"Ni agorwyd y ffeil {name}.json, ac mae eich atebion fel yr oeddent.")
        words.add(page.locator("[data-said=head]").inner_text().partition("oeddent.")[2])
        expect(evidence(page, 0)).to_have_value("Fy ngeiriau i")
        assert page.evaluate("JSON.stringify(localStorage)") == before
    assert len(words) == len(refused)
    assert in_states(page, axe, BOTH) == []

    # What a file has that is no longer asked is shown, kept, and saved again.
    (key,) = content["answers"]
    gone = {"level": "effective", "evidence": {"text": "<b>Gynt</b>", "lang": "cy"}, "next": None}
    content["answers"] = {key: content["answers"][key], "statement:entitlement-2022/gone": gone}
    choose(page, "Agor ffeil", written(json.dumps(content)))
    button(page, "Mynd ymlaen o’r ffeil").press("Enter")
    expect(page.get_by_role("region", name="Ni ofynnir hyn yma bellach")).to_contain_text("<b>Gynt</b>")
    _, again = saved(page, tmp_path, "Cadw mewn ffeil")
    assert again["answers"] == content["answers"]
    assert again["copy"] == content["copy"]


def test_another_window_shows_what_was_changed_and_says_so(opened: Callable[..., Page]) -> None:
    page = opened("en/evaluate-hallmarks")
    other = page.context.new_page()
    other.goto(page.url.replace("/en/", "/cy/"))
    evidence(page, 0, "Evidence").fill("Here")
    expect(evidence(other, 0)).to_have_value("Here")
    said(other, "Newidiwyd yr atebion mewn ffenestr arall.")
    evidence(other, 0).fill("Yna")
    expect(evidence(page, 0, "Evidence")).to_have_value("Yna")

    # A browser may show a page again as it was left, with answers of before.
    key = page.evaluate("Object.keys(localStorage)[0]")
    page.evaluate("key => localStorage.setItem(key, localStorage[key].replace('Yna', 'Wedyn'))", key)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(evidence(page, 0, "Evidence")).to_have_value("Wedyn")
    said(page, "The answers were changed in another window.")


def test_what_cannot_be_read_is_never_written_over(opened: Callable[..., Page]) -> None:
    page = opened("en/evaluate-hallmarks")
    evidence(page, 0, "Evidence").fill("Here")
    key = page.evaluate("Object.keys(localStorage)[0]")
    newer = [json.dumps({"format": "make-the-connection/evaluation", "version": 2, "is": each}) for each in "abc"]
    for text in newer[:2]:
        page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, text])
        page.reload()
        said(page, "What this browser had kept for this page cannot be read here.")
        evidence(page, 0, "Evidence").fill("Here")
    kept = page.evaluate("({...localStorage})")
    assert {kept[f"{key}/unread"], kept[f"{key}/unread/2"]} == set(newer[:2])

    # There is no room to put it aside: then nothing is kept, not even where there is room again.
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, newer[2]])
    page.add_init_script(f"const {{ setItem }} = Storage.prototype; {FULL}; window.room = setItem")
    page.reload()
    page.evaluate("() => { Storage.prototype.setItem = room; }")
    evidence(page, 0, "Evidence").fill("Here")
    expect(page.locator("form.evaluation").get_by_role("alert")).to_contain_text("cannot keep your answers")
    button(page, "Begin again").press("Enter")
    button(page, "Begin again without them").press("Enter")
    assert page.evaluate("key => localStorage[key]", key) == newer[2]


def test_no_answer_breaks_the_page_or_the_sheet(opened: Callable[..., Page], tmp_path: Path) -> None:
    page = opened("cy/evaluate-hallmarks")
    evidence(page, 0).fill("W" * MOST)
    statement(page, 0).get_by_role("radio").first.check()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for field in page.locator(".statement textarea").all():
        field.fill("a\n" * 100)
    assert page.pdf(format="A4").count(b"/Type /Page\n") == 2
    assert page.locator(".sheet-text").first.inner_text().startswith("a / a / a")

    # A file may ask for the name of what every object has.
    file, content = saved(page, tmp_path, "Cadw mewn ffeil")
    assert Path(file).name.startswith("Ble yr ydym arni gyda’r wyth dilysnod ")
    next(iter(content["answers"].values()))["evidence"]["lang"] = "toString"
    content["answers"]["hallmark:gone"] = {"level": "constructor"}
    choose(page, "Agor ffeil", written(json.dumps(content)))
    button(page, "Mynd ymlaen o’r ffeil").press("Enter")
    expect(statement(page, 0).locator(".answer-language").first).to_contain_text("toString.")
    expect(page.get_by_role("region", name="Ni ofynnir hyn yma bellach")).to_contain_text("constructor")
    assert "native code" not in page.locator("form.evaluation").inner_text()
