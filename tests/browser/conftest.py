"""One Chromium for all browser tests, and the site as its readers meet it: from a web server or out of a folder."""

import importlib.util
import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from make_the_connection.api import load
from make_the_connection.site import Site

HERE = Path(__file__).resolve().parent
SCRIPTS = HERE.parents[1] / "scripts"
AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"
# At the end of the path: scripts/test.py must not take the place of Python's own `test`.
sys.path += [str(HERE), str(SCRIPTS)]

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # What a page asks of others is counted by the tests; it must not reach them either.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
# A language that the site does not have, so that `index.html` does not choose one.
NEITHER = "fr-FR"
# Letters and spaces that an address must write in another way.
FOLDER = "Ysgol Dŵr y Felin – copi"


class Served(SimpleHTTPRequestHandler):
    """Answers as a static host does: what is not there gets the site's own 404.html."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / f"{code}.html"
        if page.is_file():
            self.send_response(code, message)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.read_bytes())
        else:
            super().send_error(code, message, explain)

    def end_headers(self) -> None:
        # The site does not change while the tests look at it.
        self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the library's
        pass


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or _chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


def _chromium() -> str:
    """What scripts/test.py would find. It is loaded by its path, because its name is also that of a part of Python."""
    found = importlib.util.spec_from_file_location("scripts_test", SCRIPTS / "test.py")
    script = importlib.util.module_from_spec(found)
    sys.modules[found.name] = script
    found.loader.exec_module(script)
    path = script.find_chromium()
    if not path:
        pytest.fail("No Chromium was found: scripts/test.py installs one, CHROMIUM names one.", pytrace=False)
    return path


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serves a folder as a web server does, and gives the address that its pages begin with."""
    servers: list[tuple[ThreadingHTTPServer, threading.Thread]] = []

    def served(folder: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Served, directory=str(folder)))
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        servers.append((server, thread))
        return f"http://127.0.0.1:{server.server_port}/"

    yield served
    for server, thread in servers:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="session")
def over_http(built_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(built_site)


@pytest.fixture(scope="session")
def from_folder(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    copy = tmp_path_factory.mktemp("copied") / FOLDER
    shutil.copytree(built_site, copy)
    return f"{copy.as_uri()}/"


@pytest.fixture(params=["http", "file"])
def site(request: pytest.FixtureRequest) -> str:
    """The address that every page of the site begins with, in each of the two ways to open it."""
    return request.getfixturevalue("over_http" if request.param == "http" else "from_folder")


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens an address in a window that has seen nothing yet. `width` in px; the rest goes to Playwright."""
    contexts = []

    def opened(address: str, width: int = 1280, **options: Any) -> Page:
        size = {"width": width, "height": 800}
        context = browser.new_context(**{"viewport": size, "locale": NEITHER, **options})
        context.set_default_timeout(5000)
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def reading(browser: Browser) -> Iterator[Page]:
    """A page shared by tests that leave nothing behind: a new window costs more than most of them."""
    context = browser.new_context(locale=NEITHER)
    context.set_default_timeout(5000)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def reading_without_scripts(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale=NEITHER, java_script_enabled=False)
    context.set_default_timeout(5000)
    yield context.new_page()
    context.close()


@pytest.fixture
def visit(reading: Page, over_http: str) -> Callable[..., Page]:
    """Shows a page of the site to a reader with this width of window (px) and this choice of colours."""
    return partial(_visit, reading, over_http)


@pytest.fixture
def visit_without_scripts(reading_without_scripts: Page, over_http: str) -> Callable[..., Page]:
    return partial(_visit, reading_without_scripts, over_http)


def _visit(page: Page, site: str, path: str, width: int = 1280, scheme: str = "light") -> Page:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(media="screen", color_scheme=scheme)
    page.goto(f"{site}{path}")
    return page


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core."""
    if not AXE.is_file():
        pytest.fail("axe-core is missing: run `npm ci --ignore-scripts` in tests/browser.", pytrace=False)
    return AXE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def known() -> Site:
    """The same site as its entries say it, before anyone made a page of it."""
    site = load(HERE.parents[1] / "mkdocs.yml").site
    assert site is not None
    return site
