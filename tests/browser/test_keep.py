"""Keeping the site on a device: not before its reader asks, whole or not at all, and gone when it is to go."""

import hashlib
import json
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from keyboard import tab_to
from playwright.sync_api import Error, Page, expect
from test_access import HALVES, in_states

from make_the_connection.api import load
from make_the_connection.downloads.site_zip import site_zip
from make_the_connection.site import Site

pytestmark = pytest.mark.browser

ORCHARD = Path(__file__).resolve().parents[1] / "sites" / "orchard" / "mkdocs.yml"
ZIP = "downloads/orchard.zip"
PAGE = "{}/downloads.html"
# What a reader sees in each language: the buttons, and what is said after each.
WORDS = {
    "de": {
        "keep": "Diese Website auf diesem Gerät behalten",
        "renew": "Jetzt erneuern",
        "remove": "Von diesem Gerät entfernen",
        "stop": "Abbrechen",
        "offer": "Zu behalten ist der Stand vom 1. Mai 2026",
        "kept": "der Stand vom 1. Mai 2026",
        "done": "Die Website ist jetzt auf diesem Gerät.",
        "removed": "Die Website ist von diesem Gerät entfernt.",
    },
    "fr-CH": {
        "keep": "Garder ce site sur cet appareil",
        "renew": "Renouveler maintenant",
        "remove": "Retirer de cet appareil",
        "stop": "Arrêter",
        "offer": "On peut garder la version du 1 mai 2026",
        "kept": "la version du 1 mai 2026",
        "done": "Le site est gardé sur cet appareil.",
        "removed": "Le site a été retiré de cet appareil.",
    },
}
GERMAN, FRENCH = WORDS["de"], WORDS["fr-CH"]
REGISTRATIONS = "async () => (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope)"
CACHES = "async () => (await caches.keys()).sort()"
AN_HOUR_AGO = """async () => {
  const [name] = (await caches.keys()).filter(name => name.startsWith("mtc-keep "));
  await (await caches.open(name)).put(new URL("../downloads/checked.json", location), Response.json(0));
}"""


@dataclass
class Host:
    """A site below an address of its own, on a host that can be slow, cut a file off, or be gone."""

    folder: Path
    orchard: Site
    port: int = 0
    asked: list[str] = field(default_factory=list)
    cuts: bool = False
    is_slow: bool = False
    server: ThreadingHTTPServer | None = None

    def start(self) -> None:
        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), partial(Hosted, self))
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        if self.server:
            self.server.shutdown()
            self.server.server_close()
        self.server = None

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}/garten/"

    @property
    def site(self) -> Path:
        return self.folder / "garten"

    def publish(self, day: str, commit: str) -> None:
        """Make a release of the site as it stands, with the one download that there must be."""
        release = {"day": day, "commit": commit}
        (self.site / "release.js").write_text(f"var mtcRelease = {json.dumps(release)};\n", encoding="utf-8")
        data = site_zip(self.orchard, self.site)
        (self.site / ZIP).write_bytes(data)
        sum_ = hashlib.sha256(data).hexdigest()
        about = {"path": "orchard.zip", "kind": "site", "language": "", "key": "", "bytes": len(data), "sha256": sum_}
        script = f"var mtcDownloads = {json.dumps({'release': release, 'files': [about]})};\n"
        (self.site / "downloads/downloads.js").write_text(script, encoding="utf-8")


class Hosted(SimpleHTTPRequestHandler):
    def __init__(self, host: Host, *args: Any) -> None:
        self.host = host
        super().__init__(*args, directory=str(host.folder))

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the library's
        pass

    def copyfile(self, source: Any, outputfile: Any) -> None:
        self.host.asked.append(self.path.removeprefix("/garten/").partition("?")[0])
        data = source.read()
        if self.path.endswith(".zip"):
            # Begun and not ended: whoever waits for the rest waits in vain.
            data = data[: len(data) // 2] if self.host.cuts else data
            for place in range(0, len(data), 1 + len(data) // 10):
                outputfile.write(data[place : place + 1 + len(data) // 10])
                time.sleep(0.3 * self.host.is_slow)
        else:
            outputfile.write(data)


@pytest.fixture(scope="module")
def orchard() -> Site:
    site = load(ORCHARD).site
    assert site is not None
    return site


@pytest.fixture
def host(built_orchard: Path, tmp_path: Path, orchard: Site) -> Iterator[Host]:
    host = Host(tmp_path, orchard)
    shutil.copytree(built_orchard, host.site)
    host.publish("2026-05-01", "abc")
    host.start()
    yield host
    host.stop()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def says(page: Page, words: str) -> None:
    expect(page.locator(".keep").get_by_role("status")).to_contain_text(words, timeout=15000)


def test_nothing_is_kept_before_a_reader_asks(open_page: Callable[..., Page], host: Host) -> None:
    page = open_page(f"{host.root}de/index.html")
    page.goto(f"{host.root}{PAGE.format('de')}")
    expect(page.get_by_text(GERMAN["offer"])).to_be_visible()
    expect(page.get_by_role("button", name=GERMAN["keep"])).to_be_visible()
    for name in ("renew", "remove", "stop"):
        expect(page.get_by_role("button", name=GERMAN[name])).to_be_hidden()
    assert page.evaluate(REGISTRATIONS) == []
    assert page.evaluate(CACHES) == []
    assert not {ZIP, "keep-worker.js"} & set(host.asked)


def test_it_is_read_without_a_connection_and_can_be_removed(
    open_page: Callable[..., Page], host: Host, axe: str
) -> None:
    page = open_page(f"{host.root}{PAGE.format('de')}")
    page.evaluate("caches.open('another site of this host')")
    tab_to(page.get_by_role("button", name=GERMAN["keep"]))
    page.keyboard.press("Enter")
    says(page, GERMAN["done"])
    assert page.evaluate(REGISTRATIONS) == [host.root]
    assert [name.startswith(f"mtc-keep {host.root} 2026-05-01 abc") for name in page.evaluate(CACHES)] == [False, True]
    found = in_states(page, axe, HALVES[0])
    assert found == [], "\n".join(found)

    host.stop()
    page.goto(f"{host.root}de/index.html?from=elsewhere#content")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate("document.styleSheets[0].cssRules.length") > 100
    page.get_by_role("contentinfo").get_by_role("link", name="Français").click()
    expect(page.locator("html")).to_have_attribute("lang", "fr-CH")
    page.goto(f"{host.root}de/a-z.html?q=baum")
    expect(page.get_by_role("listbox").get_by_role("option").first).to_be_visible()
    for folder in ("", "de/", "de", "de/index"):
        page.goto(f"{host.root}{folder}")
        expect(page.get_by_role("heading", level=1).first).to_be_visible()
    missing = page.goto(f"{host.root}de/nothing/here.html")
    assert missing is not None
    assert missing.status == 404
    assert missing.headers["content-type"].startswith("text/html")
    expect(page.get_by_role("heading", name="Diese Seite wurde nicht gefunden")).to_be_visible()
    page.locator('[lang="de"]').get_by_role("link").first.click()
    expect(page).to_have_url(f"{host.root}de/index.html")
    fetched = "path => fetch(path).then(answer => answer.text())"
    assert "2026-05-01" in page.evaluate(fetched, f"{host.root}release.js?fresh=1")

    page.goto(f"{host.root}{PAGE.format('fr-CH')}")
    expect(page.get_by_text(FRENCH["kept"])).to_be_visible()
    press(page, FRENCH["renew"])
    says(page, "Ce qui était gardé auparavant est toujours là.")
    expect(page.locator(".keep :focus")).to_have_count(1)
    found = in_states(page, axe, HALVES[1])
    assert found == [], "\n".join(found)
    press(page, FRENCH["remove"])
    says(page, FRENCH["removed"])
    assert page.evaluate(CACHES) == ["another site of this host"]
    assert page.evaluate(REGISTRATIONS) == []
    with pytest.raises(Error, match="ERR_CONNECTION_REFUSED"):
        page.goto(f"{host.root}de/index.html")
    host.start()
    # The one before is still on its way to the browser's own page of errors.
    again = page.context.new_page()
    again.goto(f"{host.root}{PAGE.format('de')}")
    expect(again.get_by_text(GERMAN["offer"])).to_be_visible()


def test_a_newer_release_takes_the_place_of_what_is_kept_only_whole(open_page: Callable[..., Page], host: Host) -> None:
    page = open_page(f"{host.root}{PAGE.format('de')}")
    press(page, GERMAN["keep"])
    says(page, GERMAN["done"])
    (names,) = [page.evaluate(CACHES)]
    page.reload()
    expect(page.get_by_text(GERMAN["kept"])).to_be_visible()
    press(page, GERMAN["renew"])
    says(page, "Es gibt nichts Neueres zu behalten.")

    home = host.site / "de/index.html"
    home.write_text(home.read_text("utf-8").replace("<h1", "<p>Neu im Juni</p><h1", 1), encoding="utf-8")
    host.publish("2026-06-01", "def")
    whole = (host.site / ZIP).read_bytes()
    for broken in (whole[:-1] + b"!", whole + b"!"):
        (host.site / ZIP).write_bytes(broken)
        press(page, GERMAN["renew"])
        says(page, "Die Datei kam nicht so an, wie sie abging, und wurde verworfen.")
        says(page, "Was vorher behalten wurde, ist noch da.")
        page.reload()
        expect(page.get_by_text(GERMAN["kept"])).to_be_visible()
    (host.site / ZIP).write_bytes(whole)
    host.cuts = True
    press(page, GERMAN["renew"])
    says(page, "Die Datei kam nicht so an, wie sie abging, und wurde verworfen.")
    host.cuts, host.is_slow = False, True
    press(page, GERMAN["renew"])
    expect(page.get_by_role("button", name=GERMAN["stop"])).to_be_visible()
    expect(page.get_by_role("progressbar")).to_be_visible()
    press(page, GERMAN["stop"])
    says(page, "Abgebrochen.")
    assert page.evaluate(CACHES) == names
    host.is_slow = False

    # Somebody reads on, and less than an hour after the last look nobody looks again.
    host.asked.clear()
    other = page.context.new_page()
    other.goto(f"{host.root}de/index.html")
    expect(other.get_by_text("Neu im Juni")).to_be_hidden()
    assert ZIP not in host.asked
    page.evaluate(AN_HOUR_AGO)
    other.reload()
    says(page, "Jetzt ist ein neuerer Stand behalten.")
    other.reload()
    expect(other.get_by_text("Neu im Juni")).to_be_visible()
    page.get_by_role("link", name="Die Seite neu laden").click()
    expect(page.get_by_text("der Stand vom 1. Juni 2026 (def)")).to_be_visible()
    (name,) = page.evaluate(CACHES)
    assert name.startswith(f"mtc-keep {host.root} 2026-06-01 def")


def test_no_button_moves_when_the_browser_is_late_to_promise(open_page: Callable[..., Page], host: Host) -> None:
    page = open_page(f"{host.root}{PAGE.format('de')}")
    press(page, GERMAN["keep"])
    says(page, GERMAN["done"])
    page.add_init_script("navigator.storage.persisted = () => new Promise(resolve => { window.promise = resolve; })")
    page.reload()
    button = page.get_by_role("button", name=GERMAN["remove"])
    expect(button).to_be_visible()
    before = button.bounding_box()
    page.evaluate("window.promise(false)")
    expect(page.locator(".keep-note")).to_be_visible()
    assert button.bounding_box() == before


def test_a_first_attempt_that_fails_leaves_nothing(open_page: Callable[..., Page], host: Host) -> None:
    (host.site / ZIP).write_bytes(b"!")
    page = open_page(f"{host.root}{PAGE.format('fr-CH')}")
    press(page, FRENCH["keep"])
    says(page, "Le fichier n’est pas arrivé tel qu’il était parti")
    expect(page.get_by_role("link", name="Prendre plutôt le fichier zip")).to_have_attribute(
        "href", f"{host.root}{ZIP}"
    )
    assert page.evaluate(REGISTRATIONS) == []
    assert page.evaluate(CACHES) == []
    host.publish("2026-05-01", "abc")
    press(page, FRENCH["keep"])
    says(page, FRENCH["done"])


WITHOUT = {
    "delete window.DecompressionStream": "Ihr Browser kann keine Website behalten",
    "Object.defineProperty(window, 'isSecureContext', { value: false })": "wenn ihre Adresse mit https beginnt",
}


@pytest.mark.parametrize("lack", WITHOUT)
def test_where_it_cannot_be_done_the_reader_is_told_why_and_led_to_the_zip(
    open_page: Callable[..., Page], host: Host, lack: str
) -> None:
    page = open_page("about:blank")
    page.add_init_script(lack)
    page.goto(f"{host.root}{PAGE.format('de')}")
    expect(page.get_by_text(WITHOUT[lack])).to_be_visible()
    expect(page.get_by_role("link", name="Stattdessen die Zip-Datei nehmen")).to_be_visible()
    expect(page.locator(".keep").get_by_role("button")).to_have_count(0)


def test_neither_can_it_out_of_a_folder_nor_of_a_site_without_a_zip(open_page: Callable[..., Page], host: Host) -> None:
    page = open_page(f"{host.site.as_uri()}/{PAGE.format('de')}")
    expect(page.get_by_text("Sie ist schon auf diesem Gerät")).to_be_visible()
    expect(page.locator(".keep").get_by_role("button")).to_have_count(0)
    (host.site / "downloads/downloads.js").unlink()
    page.goto(f"{host.root}{PAGE.format('de')}")
    expect(page.get_by_text("Hier gibt es keine Datei dieser Website")).to_be_visible()
    expect(page.locator(".keep").get_by_role("button")).to_have_count(0)
