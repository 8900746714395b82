"""Somebody who has never used git writes an account on the page, and what they take away is a folder of this site."""

import base64
import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import building
import pytest
from keyboard import by_keyboard, has_focus
from playwright.sync_api import Locator, Page, expect
from samples import DESK, PHONE
from test_access import NARROWEST, TOO_WIDE, in_states
from test_contribution_conformance import ASSETS, TABLE, row
from test_contribution_conformance import ground as every_kind  # noqa: F401 - a fixture
from test_pictures import photograph, written_by_a_camera

from make_the_connection.api import load
from make_the_connection.cli import main
from make_the_connection.content.pictures import read_picture
from make_the_connection.contribute.form import LONGEST_ADDRESS, contribution
from make_the_connection.contribute.rules import contribution_scripts
from make_the_connection.render import Reader, entry_page
from make_the_connection.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BOTH = [(PHONE, "dark"), (DESK, "light")]
FORM = "form.contribution"
SETTING = "Ysgol y Bont"
TITLE = "Cynllunio gyda’n gilydd"
STORY = {
    "Cyd-destun": "Ysgol fach wledig ydym ni. Roedd pawb yn cynllunio ar wahân, a gwnaed **yr un gwaith** ddwywaith.",
    "Beth a wnaed": "Cafodd dwy adran awr bob pythefnos:\n\n- i gynllunio uned;\n- i wylio ei gilydd yn ei haddysgu.",
    "Beth a newidiodd": "Mae’r staff yn dweud eu bod yn dysgu oddi wrth ei gilydd. Mae’n rhy gynnar i ddweud mwy.",
    "Beth y byddent yn ei ddweud wrth eraill": "Dechreuwch ag un uned, a chadwch yr awr.",
}
WHY = "Cynlluniodd dwy adran yr un uned a gwylio ei gilydd yn ei haddysgu."
HALLMARK = "hallmark:strengthened-by-collaboration"
DIMENSION = "dimension:slo-2017/team-learning"
# What a page is made of, and what makes no page of itself; the repository's own folders for tools are left out.
CONTENT = ("mkdocs.yml", "model.yml", "parity.lock", "docs", "hallmarks", "case_studies", "references")
HOSTILE = (
    '<img src=x onerror="window.ran=1"><script>window.ran=1</script>\'"` [a](javascript:window.ran=1) {{ 7*7 }}\u202e'
)
POND = "activities/pond/pond.png"
PICTURE = {"name": "pond.png", "section": "afterwards", "alt": {"cy": "Gwrych"}}
FINDINGS = """Array.from(document.querySelectorAll(".asked-findings"))
  .filter(each => each.childElementCount)
  .map(each => [each.closest(".asked").dataset.at, Array.from(each.children, found =>
    [found.childNodes[2].textContent, found.querySelector(".finding-hint").textContent])])"""
"""Where anything is said, and the sentences and the ways out that are said there."""
FULL = """Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }"""


@pytest.fixture
def opened(open_page: Callable[..., Page]) -> Callable[..., Page]:
    def at(address: str, **options: Any) -> Page:
        page = open_page(address, **options)
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        page.on(
            "dialog", lambda dialog: pytest.fail(dialog.message) if dialog.type != "beforeunload" else dialog.accept()
        )
        return page

    return at


def form(page: Page) -> Locator:
    return page.locator(FORM)


def box(page: Page, name: str) -> Locator:
    """A place to write, by what it is called; where languages stand beside each other, by that as well."""
    return (
        form(page).get_by_role("textbox", name=re.compile(rf"^{re.escape(name)}( \((optional|dewisol)\))?( |$)")).first
    )


def button(page: Page, name: str) -> Locator:
    return form(page).get_by_role("button", name=name)


def said(page: Page, text: str) -> None:
    """What a screen reader is told."""
    expect(form(page).get_by_role("status").filter(has_text=text)).to_have_count(1)


def linkable(page: Page, key: str) -> Locator:
    return form(page).locator(f'[data-link="{key}"]')


def fill_in_welsh(page: Page) -> None:
    """Everything that is needed, and no more."""
    box(page, "Lleoliad").fill(SETTING)
    form(page).get_by_role("radio", name="Cymru", exact=True).check()
    box(page, "Teitl").fill(TITLE)
    box(page, "Crynodeb").fill("Awr bob pythefnos i ddwy adran gynllunio ac addysgu gyda’i gilydd.")
    for name, text in STORY.items():
        box(page, name).fill(text)
    linkable(page, HALLMARK).get_by_role("checkbox").first.check()
    linkable(page, HALLMARK).get_by_role("textbox").fill(WHY)
    form(page).get_by_role("radio", name="y pennaeth", exact=True).check()
    form(page).get_by_role("checkbox", name="yr hanes", exact=True).check()
    form(page).get_by_label("Ar ba ddiwrnod").fill("2026-03-02")


def downloaded(page: Page, name: str = "Lawrlwytho’r ffeil zip") -> tuple[str, bytes]:
    with page.expect_download() as download:
        button(page, name).press("Enter")
    return download.value.suggested_filename, download.value.path().read_bytes()


def files_in(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def copy_of_the_repository(folder: Path) -> Path:
    folder.mkdir()
    for name in CONTENT:
        source = building.ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, folder / name)
    return folder


def drawn(page: Page, width: int, height: int) -> bytes:
    """A picture as a camera has it: it says how it was held and where, and is larger than a page needs."""
    address = page.evaluate(
        """([width, height]) => {
          const canvas = Object.assign(document.createElement("canvas"), { width, height });
          const pen = canvas.getContext("2d");
          pen.fillStyle = "rgb(200 30 30)"; pen.fillRect(0, 0, width, height / 2);
          pen.fillStyle = "rgb(30 30 200)"; pen.fillRect(0, height / 2, width, height / 2);
          return canvas.toDataURL("image/jpeg", 0.9).split(",")[1];
        }""",
        [width, height],
    )
    return photograph("image/jpeg", base64.b64decode(address), written_by_a_camera(6))


def pages_alone(root: Path, folder: Path, *keys: str) -> Path:
    """The pages of these entries without what stands around them, since a whole build takes a minute."""
    site = load(root / "mkdocs.yml").site
    assert site is not None
    for code, key in product(site.languages, keys):
        entry, page = site.entries[key], entry_page(site, code, key)
        path = folder / code / f"{page.address}.html"
        (folder / code / page.address).mkdir(parents=True, exist_ok=True)
        path.write_text(f'<!doctype html><html lang="{code}"><meta charset="utf-8"><main>{page.html}</main>', "utf-8")
        for image in entry.images:
            shutil.copy(root / entry.folder / image, folder / code / page.address / image)
    return folder


def test_an_account_in_welsh_becomes_a_page_of_both_languages(  # noqa: PLR0915 - one journey, as a person makes it
    opened: Callable[..., Page], from_folder: str, known: Site, axe: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    page = opened(f"{from_folder}cy/join-in.html", offline=True, width=PHONE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    assert page.evaluate("Object.keys(localStorage)") == []

    # Whoever finishes before having begun is told what is missing, and led there; nobody is before that.
    expect(form(page).locator(".finding")).to_have_count(0)
    by_keyboard(button(page, "Gwirio a gorffen"))
    summary = page.get_by_role("group", name="Rhaid cywiro hyn yn gyntaf")
    assert has_focus(summary.get_by_role("heading"))
    expect(box(page, "Lleoliad")).to_have_attribute("aria-invalid", "true")
    expect(box(page, "Lleoliad")).to_have_accessible_description(re.compile("I’w gywiro: .*Llenwch ef"))
    assert in_states(page, axe, BOTH) == []
    by_keyboard(summary.get_by_role("link", name="Crynodeb"))
    assert has_focus(box(page, "Crynodeb"))

    page.set_viewport_size({"width": DESK, "height": 800})
    fill_in_welsh(page)
    linkable(page, DIMENSION).get_by_role("checkbox").first.check()
    linkable(page, DIMENSION).get_by_role("textbox").fill(WHY)
    linkable(page, HALLMARK).get_by_role("checkbox", name="Mae hyn wrth wraidd yr hanes").check()
    expect(form(page).get_by_label("Gofyn eto erbyn")).to_have_value("2029-03-02")
    expect(box(page, "Lleoliad")).not_to_have_attribute("aria-invalid", "true")

    # A source, and one too many.
    by_keyboard(button(page, "Ychwanegu un"))
    sources = form(page).locator(".contribution-item")
    assert has_focus(sources.get_by_role("textbox").first)
    sources.get_by_role("textbox", name="Teitl").fill("Dysgu gyda’n gilydd")
    sources.get_by_role("textbox", name="Cyfeiriad").fill("https://example.org/dysgu")
    button(page, "Ychwanegu un").press("Enter")
    by_keyboard(sources.nth(1).get_by_role("button"))
    expect(sources).to_have_count(1)
    said(page, "Tynnwyd allan.")

    # A picture that says where it was taken, larger than any page is.
    with page.expect_file_chooser() as chooser:
        button(page, "Dewis lluniau").press("Enter")
    taken = drawn(page, 2400, 1200)
    assert read_picture(taken).place
    chooser.value.set_files({"name": "Ein Dosbarth (1).JPG", "mimeType": "image/jpeg", "buffer": taken})
    said(page, "Ychwanegwyd: ein-dosbarth-1.jpg.")
    by_keyboard(button(page, "Gwirio a gorffen"))
    expect(summary.get_by_role("listitem")).to_have_count(1)
    expect(form(page).locator(".finding--warning")).to_contain_text("Nid oes cofnod bod neb wedi cytuno")
    box(page, "Yr hyn y mae’r llun yn ei ddangos").fill("Dwy athrawes [wrth] fwrdd gwyn")
    form(page).get_by_role("checkbox", name="y lluniau", exact=True).check()

    # The page as it will look.
    by_keyboard(button(page, "Dangos y dudalen"))
    preview = page.get_by_role("region", name="Y dudalen fel y bydd yn edrych")
    assert has_focus(preview)
    for text in (TITLE, SETTING, WHY, "Cymru", "golygyddol", "canolog", "2 Mawrth 2026"):
        expect(preview.get_by_text(text).first).to_be_visible()
    expect(preview.get_by_text("yr un gwaith")).to_have_css("font-weight", "700")
    expect(preview.get_by_role("img", name="Dwy athrawes [wrth] fwrdd gwyn")).to_be_visible()
    expect(preview).to_contain_text(
        "Yn y ciw i’w gyfieithu, ac mae’r dudalen yn yr iaith honno’n dweud hynny: Saesneg."
    )
    assert in_states(page, axe, BOTH) == []

    # It is there again when the page is, picture and all.
    expect(form(page).locator(".contribution-kept")).to_contain_text("Cadwyd y drafft yn y porwr hwn")
    page.reload()
    expect(box(page, "Cyd-destun")).to_have_value(STORY["Cyd-destun"])
    expect(linkable(page, HALLMARK).get_by_role("textbox")).to_have_value(WHY)
    expect(box(page, "Yr hyn y mae’r llun yn ei ddangos")).to_have_value("Dwy athrawes [wrth] fwrdd gwyn")
    expect(form(page).get_by_label("Enw’r ffolder")).to_have_value("ysgol-y-bont")
    page.emulate_media(media="print")
    expect(form(page).get_by_text(STORY["Cyd-destun"])).to_be_visible()
    expect(form(page).get_by_role("button")).to_have_count(0)
    page.emulate_media(media="screen")

    by_keyboard(button(page, "Gwirio a gorffen"))
    done = page.get_by_role("group", name="Mae eich tudalen yn barod i’w hanfon")
    assert has_focus(done.get_by_role("heading").first)
    expect(done).to_contain_text("Nid oes neb wedi’i benodi eto i dderbyn cyfraniadau.")
    assert in_states(page, axe, BOTH) == []
    name, data = downloaded(page)
    assert name == "ysgol-y-bont.zip"
    assert downloaded(page)[1] == data
    assert [each for each in asked if not each.startswith((from_folder, "data:", "blob:"))] == []

    # In a copy of the repository it is a case study like the others.
    written = files_in(data)
    study = "case_studies/ysgol-y-bont"
    assert sorted(written) == [f"{study}/{each}" for each in ("cy.md", "ein-dosbarth-1.jpg", "facts.yml")]
    picture = read_picture(written[f"{study}/ein-dosbarth-1.jpg"])
    assert (picture.width, picture.height, picture.place, picture.camera) == (800, 1600, False, False)
    root = copy_of_the_repository(tmp_path / "repository")
    for path, content in written.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_bytes(content)
    checked = building.run("make_the_connection", "check", "--strict", "-f", str(root / "mkdocs.yml"))
    assert checked.returncode == 0, checked.stdout + checked.stderr
    said_of_it = [line for line in (checked.stdout + checked.stderr).splitlines() if line.startswith(study)]
    assert said_of_it
    assert all("notice[" in line for line in said_of_it)
    if request.config.getoption("--whole"):
        site = building.build(root / "mkdocs.yml", tmp_path / "site")
    else:
        site = pages_alone(root, tmp_path / "site", HALLMARK, "case-study:ysgol-y-bont")
    for code, awaited in (("cy", ""), ("en", "This page has only been written in Welsh so far.")):
        page.goto((site / code / f"{known.address(HALLMARK)}.html").as_uri())
        links = page.get_by_role("main").get_by_role("link", name=TITLE, exact=True)
        expect(links.first).to_be_visible()
        expect(page.get_by_role("main").get_by_text(WHY)).to_have_attribute("lang", "cy") if code == "en" else None
        by_keyboard(links.first)
        expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
        expect(page.get_by_role("main")).to_contain_text(awaited)
        expect(page.get_by_role("img", name="Dwy athrawes [wrth] fwrdd gwyn")).to_be_visible()


def test_what_is_wrong_is_said_where_it_is_written(opened: Callable[..., Page], opened_from: str, axe: str) -> None:
    page = opened(f"{opened_from}en/join-in.html")
    setting = box(page, "Setting")
    setting.fill("St Anyone’s, 01632 960123")
    expect(form(page).locator(".finding")).to_have_count(0)
    page.keyboard.press("Tab")
    expect(setting).to_have_accessible_description(re.compile("Look at this again: .*phone number"))
    expect(setting).not_to_have_attribute("aria-invalid", "true")
    said(page, "phone number")
    setting.fill("St Anyone’s")
    expect(form(page).locator(".finding")).to_have_count(0)

    # The folder is given a name that would put it in no other’s place.
    setting.fill("Gresford")
    expect(form(page).get_by_label("Name of the folder")).to_have_value("gresford-2")

    # Typing that pauses is judged as well, before the place is left.
    context = box(page, "Context")
    context.fill("Read <b>this</b>.")
    expect(context).to_have_attribute("aria-invalid", "true")
    expect(context).to_have_accessible_description(re.compile("To mend: HTML is not used in entries"))
    context.fill("Read **this**.")
    expect(context).not_to_have_attribute("aria-invalid", "true")

    # What is pressed is not moved away by what is said of the place that was left.
    context.fill("Read <b>this</b>.")
    form(page).get_by_role("radio", name="Scotland").click()
    expect(form(page).get_by_role("radio", name="Scotland")).to_be_checked()
    assert in_states(page, axe, BOTH) == []

    # A second language stands beside the first; what is written there is asked for as a whole.
    by_keyboard(button(page, "Write in this language as well: Welsh"))
    welsh = box(page, "Title Welsh")
    assert has_focus(welsh)
    expect(welsh).to_have_attribute("lang", "cy")
    welsh.fill("Teitl")
    button(page, "Check it and finish").click()
    summary = page.get_by_role("group", name="This has to be mended first")
    expect(summary.get_by_role("link", name="Summary, Welsh")).to_be_visible()
    expect(summary.get_by_role("link", name="Setting")).to_have_count(0)
    assert in_states(page, axe, BOTH) == []
    page.set_viewport_size({"width": NARROWEST, "height": 800})
    assert page.evaluate(TOO_WIDE) == []


def test_a_draft_is_the_persons_own(opened: Callable[..., Page], opened_from: str, tmp_path: Path) -> None:
    page = opened(f"{opened_from}en/join-in.html")
    box(page, "Title").fill("Kept")
    with page.expect_download() as download:
        button(page, "Save the draft to a file").press("Enter")
    saved = tmp_path / "draft.json"
    download.value.save_as(saved)

    # The page in the other language goes on with it, in the language that it was begun in.
    expect(form(page).locator(".contribution-kept")).not_to_be_empty()
    page.goto(f"{opened_from}cy/join-in.html")
    expect(box(page, "Teitl")).to_have_value("Kept")
    expect(box(page, "Teitl")).to_have_attribute("lang", "en")
    expect(form(page)).to_contain_text("Rydych yn ysgrifennu yn yr iaith hon: Saesneg.")

    # Another window shows what was changed, and says so.
    other = page.context.new_page()
    other.goto(f"{opened_from}en/join-in.html")
    box(other, "Title").fill("Changed")
    expect(box(page, "Teitl")).to_have_value("Changed")
    said(page, "Newidiwyd y drafft mewn ffenestr arall.")

    by_keyboard(button(page, "Dileu’r drafft"))
    expect(box(page, "Teitl")).to_have_value("")
    assert page.evaluate("Object.keys(localStorage)") == []
    assert has_focus(button(page, "Dod â’r hyn a oedd yno yn ôl"))
    page.keyboard.press("Enter")
    expect(box(page, "Teitl")).to_have_value("Changed")

    for text, name in (
        ("{}", "not a draft"),
        (json.dumps({**json.loads(saved.read_text("utf-8")), "version": 2}), "newer"),
    ):
        with page.expect_file_chooser() as chooser:
            button(page, "Agor drafft o ffeil").press("Enter")
        chooser.value.set_files({"name": f"{name}.json", "mimeType": "application/json", "buffer": text.encode()})
        said(page, f"Nid drafft o’r ffurflen hon yw {name}.json.")
    with page.expect_file_chooser() as chooser:
        button(page, "Agor drafft o ffeil").press("Enter")
    chooser.value.set_files(saved)
    expect(box(page, "Teitl")).to_have_value("Kept")


def test_a_browser_that_keeps_nothing_says_so(opened: Callable[..., Page], opened_from: str) -> None:
    page = opened(f"{opened_from}en/join-in.html")
    page.add_init_script(FULL)
    page.reload()
    box(page, "Title").fill("Not kept")
    expect(form(page).get_by_role("alert")).to_contain_text("This browser cannot keep your draft")


def test_on_github_files_are_begun_only_while_their_addresses_are_short(
    opened: Callable[..., Page], from_folder: str, known: Site
) -> None:
    """The page of a site whose repository is on GitHub."""
    options = known.configuration.options.model_copy(update={"repository": "https://github.com/a/b/edit/main/site"})
    site = replace(known, configuration=replace(known.configuration, options=options))
    built = Path(unquote(urlsplit(from_folder).path), "cy", "join-in.html")
    whole = re.compile(r'<form class="contribution".*?</form>', re.DOTALL)
    asking = whole.search(contribution(Reader(site, "cy", "join-in"), "case-study"))
    assert asking
    changed = whole.sub(lambda _: asking[0], built.read_text(encoding="utf-8"))
    built.with_name("join-in-on-github.html").write_text(changed, encoding="utf-8")

    page = opened(f"{from_folder}cy/join-in-on-github.html", offline=True)
    fill_in_welsh(page)
    button(page, "Gwirio a gorffen").press("Enter")
    upload = form(page).get_by_role("link", name="tudalen lanlwytho GitHub")
    expect(upload).to_have_attribute("href", "https://github.com/a/b/upload/main/site/case_studies")
    begun = form(page).get_by_role("link", name=re.compile("^Dechrau"))
    expect(begun).to_have_text(["Dechrau facts.yml ar GitHub", "Dechrau cy.md ar GitHub"])
    files = page.evaluate("window.mtcContribution.files(window.mtcForm.answers(), window.mtcForm.rules)")
    for link, name in zip(begun.all(), files, strict=True):
        address = urlsplit(link.get_attribute("href"))
        assert address.path == "/a/b/new/main/site/case_studies"
        assert parse_qs(address.query) == {"filename": [f"ysgol-y-bont/{name}"], "value": [files[name]]}
        assert len(address.geturl()) <= LONGEST_ADDRESS
    box(page, "Cyd-destun").fill("Gair arall. " * 700)
    button(page, "Gwirio a gorffen").press("Enter")
    expect(upload).to_be_visible()
    expect(begun).to_have_count(0)


def test_nothing_that_is_written_runs_or_breaks_the_files(opened: Callable[..., Page], from_folder: str) -> None:
    page = opened(f"{from_folder}en/join-in.html")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    linkable(page, HALLMARK).get_by_role("checkbox").first.check()
    button(page, "Add one").click()
    button(page, "Write in this language as well: Welsh").click()
    button(page, "Show the page").click()
    for field in form(page).locator("textarea, input[type=text]").filter(visible=True).all():
        field.fill(HOSTILE)
    form(page).get_by_role("radio", name="Wales", exact=True).check()
    expect(form(page).locator(".contribution-preview").get_by_text("onerror").first).to_be_visible()
    button(page, "Check it and finish").click()
    expect(page.get_by_role("group", name="This has to be mended first")).to_contain_text("onerror")
    expect(form(page).locator("img, script, [onerror]")).to_have_count(0)
    assert (
        form(page)
        .locator(".contribution-preview a")
        .evaluate_all("all => all.every(each => /^(https?|file):/.test(each.href))")
    )
    written = page.evaluate(
        "window.mtcContribution.files({...window.mtcForm.answers(), name: 'x'}, window.mtcForm.rules)"
    )
    assert written["en.md"].count("\n---\n") == 1

    # Nor does a draft that somebody else has made.
    expect(form(page).locator(".contribution-kept")).not_to_be_empty()
    draft = page.evaluate("localStorage[Object.keys(localStorage)[0]]")
    given = json.loads(draft)
    given["answers"]["words"]["<b>"] = given["answers"]["words"]["en"]
    given["answers"]["links"].append({"to": '"]<img src=x onerror=window.ran=1>', "why": [HOSTILE]})
    given["answers"]["facts"]["country"] = {"toString": HOSTILE}
    given["answers"]["facts"]["sources"] = [HOSTILE, {"name": {"a": HOSTILE}, "address": [HOSTILE]}]
    given["answers"]["images"] = [{"name": "../x.svg", "section": HOSTILE}, {"name": "constructor"}, HOSTILE]
    with page.expect_file_chooser() as chooser:
        button(page, "Open a draft from a file").press("Enter")
    file = {"name": "<img src=x onerror=window.ran=1>.json", "mimeType": "application/json"}
    chooser.value.set_files({**file, "buffer": json.dumps(given).encode()})
    said(page, "<img src=x")
    expect(box(page, "Setting")).to_have_value(HOSTILE)

    # Nor does one that somebody has put where the browser keeps it: what is right of it is there all the same.
    given["kept"], given["answers"]["images"] = HOSTILE, [{"name": "pond.png", "section": HOSTILE, "alt": [HOSTILE]}]
    page.goto(f"{from_folder}en/about.html")
    page.evaluate(
        """draft => {
          const [key] = Object.keys(localStorage), picture = document.createElement("canvas").toDataURL();
          localStorage[key] = draft;
          localStorage[`${key}/pictures`] = JSON.stringify({ "pond.png": picture });
        }""",
        json.dumps(given),
    )
    page.goto(f"{from_folder}en/join-in.html")
    expect(form(page).locator(".picture")).to_have_count(1)
    expect(box(page, "Setting")).to_have_value(HOSTILE)

    # A picture gets a name that every system can keep: nobody is asked for another.
    with page.expect_file_chooser() as chooser:
        button(page, "Choose pictures").press("Enter")
    chooser.value.set_files({"name": "CON.jpg", "mimeType": "image/jpeg", "buffer": drawn(page, 4, 4)})
    said(page, "Added: picture.jpg.")
    assert page.evaluate("window.ran") is None
    assert [each for each in asked if not each.startswith((from_folder, "data:", "blob:"))] == []


def form_alone(root: Path, code: str, folder: Path) -> str:
    """The address of a page with nothing but the form for activities of a site."""
    site = load(root / "mkdocs.yml").site
    assert site is not None
    for path, text in contribution_scripts(site, code):
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    html = contribution(Reader(site, code, "asking"), "activity").replace("assets/make-the-connection", ASSETS.as_uri())
    asking = folder / "asking.html"
    asking.write_text(f'<!doctype html><html lang="{code}"><meta charset="utf-8">{html}', encoding="utf-8")
    return asking.as_uri()


def test_whatever_kind_of_thing_is_asked_comes_out_as_it_was_put_in(
    opened: Callable[..., Page], request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    asking = form_alone(request.getfixturevalue("every_kind"), "cy", tmp_path)
    given = deepcopy(TABLE["draft"])
    given["facts"] |= {
        "intro": {"cy": "Dechrau", "en": "Beginning"}, "outdoors": True, "tried": "2026-02", "page": "https://a.example/",
        "equipment": [{"name": "Rhaw", "number": 2}, {"name": "Bwced", "number": ""}],
    }  # fmt: skip
    given["words"]["en"] = {
        "title": "A hedge",
        "summary": "",
        "sections": {"what-to-do": "Plant it.", "afterwards": ""},
    }
    given["links"][0]["why"]["en"] = "The buds are looked at."

    page = opened(asking)
    page.evaluate("answers => window.mtcForm.replace(answers)", given)
    got = page.evaluate("window.mtcForm.answers()")
    assert list(got["words"]) == ["cy", "en"]
    assert got["facts"] == given["facts"]
    assert {**got, "on": given["on"]} == given


WRONG = [
    {
        "facts/place": "", "facts/order": "tri", "facts/tried": "2026-02-30", "facts/page": "www.example.org",
        "facts/agreed/covers": ["setting", "images"], "words/cy/sections/what-to-do": "",
        "words/cy/sections/afterwards": "Mae <b>adar</b> yno.", "images/0": {**PICTURE, "alt": {}},
    },
    {"links": [], "words/cy/summary": "Ffoniwch 07700 900123.", "images/0": PICTURE},
    {"words/cy/title": "", "facts/agreed/by_role": "", "facts/equipment": [{"name": "Rhaw", "number": "dau"}]},
]  # fmt: skip
SAID_AT = [
    {
        "facts/place": {"missing-field"}, "facts/order": {"wrong-kind"}, "facts/tried": {"bad-date"},
        "facts/page": {"bad-address"}, "facts/agreed/covers": {"consent-without-words"},
        "words/sections/what-to-do/cy": {"missing-section"},
        "words/sections/afterwards/cy": {"raw-html"}, "images/1/alt/cy": {"missing-alt"},
    },
    {
        "links": {"missing-links", "too-few-links"}, "words/summary/cy": {"personal-phone"},
        "facts/agreed/covers": {"picture-without-consent"},
    },
    {
        "words/title/cy": {"empty-text"}, "facts/agreed/by_role": {"missing-field"},
        "facts/equipment/3/number": {"wrong-kind"},
    },
]  # fmt: skip
REPORTED = re.compile(r"^\S+: (\w+)\[([\w-]+)\] (.+)\n +(.+)$", re.MULTILINE)


@pytest.mark.parametrize("code", ["cy", "en"])
def test_the_form_says_what_the_command_line_and_github_say(
    opened: Callable[..., Page],
    request: pytest.FixtureRequest,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    code: str,
) -> None:
    root: Path = request.getfixturevalue("every_kind")
    page = opened(form_alone(root, code, tmp_path))
    for wrong, at in zip(WRONG, SAID_AT, strict=True):
        draft = row("", [], wrong).draft
        picture = f"data:image/png;base64,{base64.b64encode((root / POND).read_bytes()).decode()}"
        page.evaluate("answers => window.mtcForm.replace(answers)", draft)
        page.evaluate("given => window.mtcForm.pictures.replace(...given)", [draft["images"], {"pond.png": picture}])
        page.evaluate("window.mtcForm.ready(() => {})")
        form(page).evaluate("form => form.requestSubmit()")
        shown = {path: {tuple(each) for each in said} for path, said in page.evaluate(FINDINGS)}
        summary = set(form(page).locator(".contribution-summary").get_by_role("listitem").all_inner_texts())

        files = page.evaluate("window.mtcContribution.files(window.mtcForm.answers(), window.mtcForm.rules)")
        folder = root / "activities" / draft["name"]
        folder.mkdir()
        shutil.copy(root / POND, folder)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
        main(["check", "--language", code, "-f", str(root / "mkdocs.yml")])
        reported = [each for each in REPORTED.findall(capsys.readouterr().out) if each[0] != "notice"]
        main(["check", "--format", "github", "-f", str(root / "mkdocs.yml")])
        commands = capsys.readouterr().out
        shutil.rmtree(folder)

        by_code = {code_: {each[2:] for each in reported if each[1] == code_} for _, code_, *_ in reported}
        assert shown == {path: set().union(*(by_code[each] for each in codes)) for path, codes in at.items()}
        assert set(by_code) == set().union(*at.values())
        errors = [f"{sentence} {hint}" for severity, _, sentence, hint in reported if severity == "error"]
        assert len(summary) == len(set(errors))
        assert all(any(each.endswith(error) for each in summary) for error in errors)
        assert all(f"{sentence}%0A{hint}" in commands for _, _, sentence, hint in reported)


def test_without_a_script_it_is_a_sheet_to_think_with(visit_without_scripts: Callable[..., Page], known: Site) -> None:
    page = visit_without_scripts("cy/join-in.html", PHONE)
    shown = form(page)
    expect(shown).to_contain_text("Mae angen JavaScript ar y ffurflen")
    for section in known.model.types["case-study"].sections.values():
        expect(shown.get_by_text(section.prompt["cy"])).to_be_visible()
    expect(shown.locator("input, textarea, select, button").filter(visible=True)).to_have_count(0)
    page.emulate_media(media="print")
    assert shown.locator("textarea").filter(visible=True).count() >= len(STORY)
    expect(shown.get_by_role("button")).to_have_count(0)


def test_what_does_not_load_is_said_and_asked_for_again(open_page: Callable[..., Page], opened_from: str) -> None:
    page = open_page("about:blank", PHONE)
    page.route("**/contribution_rules.js", lambda route: route.abort())
    page.goto(f"{opened_from}cy/join-in.html")
    box(page, "Teitl").fill(TITLE)
    finish = button(page, "Gorffen")
    finish.press("Enter")
    said(page, "Ni ellid llwytho")
    expect(box(page, "Teitl")).to_have_value(TITLE)
    page.unroute("**/contribution_rules.js")
    finish.press("Enter")
    expect(form(page).locator(".contribution-summary")).to_be_visible()
