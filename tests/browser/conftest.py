"""One Chromium for all browser tests, and the site as its readers meet it: from a web server or out of a folder."""

import importlib.util
import io
import os
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from make_the_connection.api import load
from make_the_connection.downloads.site_zip import site_zip
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
FOLDER = "Fy nghopi o’r wefan – ŵ ŷ"
# What leaves it open how the site is opened tries both ways, or with --opened-from that alone.
WAYS = ("http", "file")


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
def serve(*, only_files: bool) -> Iterator[Callable[[Path], str]]:
    """Serves a folder as a web server does, and gives the address that its pages begin with."""
    servers: list[tuple[ThreadingHTTPServer, threading.Thread]] = []

    def served(folder: Path) -> str:
        if only_files:
            pytest.skip("there is no server where the site is opened from its zip")
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
def only_files(pytestconfig: pytest.Config) -> bool:
    """Whether every test opens the site out of its zip, with the network off."""
    return bool(pytestconfig.getoption("--opened-from") == "zip")


@pytest.fixture(scope="session")
def over_http(built_site: Path, serve: Callable[[Path], str]) -> str:
    """The address of the site for what is about servers, or stands in the way of what they answer."""
    return serve(built_site)


@pytest.fixture(scope="session")
def unpacked(built_site: Path, known: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a reader has who took the site away as a zip and unpacked it."""
    folder = tmp_path_factory.mktemp("unpacked") / FOLDER
    with zipfile.ZipFile(io.BytesIO(site_zip(known, built_site))) as packed:
        packed.extractall(folder)
    return folder


@pytest.fixture(scope="session")
def from_folder(unpacked: Path) -> str:
    return f"{unpacked.as_uri()}/"


@pytest.fixture(scope="session")
def opened_from(request: pytest.FixtureRequest, *, only_files: bool) -> str:
    """The address that every page of the site begins with, for what is the same in both ways to open it."""
    return request.getfixturevalue("from_folder" if only_files else "over_http")


@pytest.fixture
def site(request: pytest.FixtureRequest) -> str:
    """The address that every page of the site begins with, in each of the ways to open it."""
    return request.getfixturevalue("over_http" if request.param == "http" else "from_folder")


@pytest.hookimpl(tryfirst=True)
def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "site" in metafunc.fixturenames:
        only_files = metafunc.config.getoption("--opened-from") == "zip"
        metafunc.parametrize("site", WAYS[1:] if only_files else WAYS, indirect=True)


@pytest.fixture
def open_page(browser: Browser, *, only_files: bool) -> Iterator[Callable[..., Page]]:
    """Opens an address in a window that has seen nothing yet. `width` in px; the rest goes to Playwright."""
    contexts = []

    def opened(address: str, width: int = 1280, **options: Any) -> Page:
        size = {"width": width, "height": 800}
        context = browser.new_context(**{"viewport": size, "locale": NEITHER, "offline": only_files, **options})
        context.set_default_timeout(5000)
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def reading(browser: Browser, *, only_files: bool) -> Iterator[Page]:
    """A page shared by tests that leave nothing behind: a new window costs more than most of them."""
    context = browser.new_context(locale=NEITHER, offline=only_files)
    context.set_default_timeout(5000)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def reading_without_scripts(browser: Browser, *, only_files: bool) -> Iterator[Page]:
    context = browser.new_context(locale=NEITHER, java_script_enabled=False, offline=only_files)
    context.set_default_timeout(5000)
    yield context.new_page()
    context.close()


@pytest.fixture
def visit(reading: Page, opened_from: str) -> Callable[..., Page]:
    """Shows a page of the site to a reader with this width of window (px) and this choice of colours."""
    return partial(_visit, reading, opened_from)


@pytest.fixture
def visit_without_scripts(reading_without_scripts: Page, opened_from: str) -> Callable[..., Page]:
    return partial(_visit, reading_without_scripts, opened_from)


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
