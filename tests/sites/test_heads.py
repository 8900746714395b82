"""Every page of a finished site says to programs what it is, in JSON-LD that asks nobody for anything."""

import json
import posixpath
import re
import socket
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from rdflib import RDF, Graph, Namespace, URIRef

# rdflib's own reader of JSON-LD uses a name of rdflib's that is going away.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

SCHEMA = Namespace("https://schema.org/")
MOST = 12_000
"""Characters that a head may spend on this."""

HOST = "https://reader.example/"


class _Scripts(HTMLParser):
    """The JSON-LD in a page's head; whether the page only sends its readers on, or is not to be found."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self.sends_on = self.hidden = self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.sends_on |= tag == "meta" and (values.get("http-equiv") or "").lower() == "refresh"
        self.hidden |= tag == "meta" and (values.get("name"), values.get("content")) == ("robots", "noindex")
        if tag == "script" and values.get("type") == "application/ld+json":
            self.inside = True
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.blocks[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "script"


@pytest.fixture(scope="module", params=["built_site", "built_orchard"])
def folder(request: pytest.FixtureRequest) -> Path:
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def heads(folder: Path) -> dict[str, str]:
    """The JSON-LD of each page that is there to be read, by its path."""
    found = {}
    for path in sorted(folder.rglob("*.html")):
        page = _Scripts()
        head, _, body = path.read_text(encoding="utf-8").partition("</head>")
        assert "application/ld+json" not in body
        page.feed(head)
        name = path.relative_to(folder).as_posix()
        if not page.sends_on and not page.hidden:
            (found[name],) = page.blocks
    return found


@pytest.fixture(scope="module")
def address(folder: Path) -> str:
    """Where the site says that it stands, or where some reader found it."""
    for page in sorted(folder.rglob("index.html")):
        if match := re.search(r'rel="canonical" href="([^"]*)"', page.read_text(encoding="utf-8")):
            return urljoin(match[1], "../")
    return HOST


@pytest.fixture(scope="module")
def graphs(heads: dict[str, str], address: str) -> dict[str, Graph]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _refuse)
        patch.setattr(socket, "getaddrinfo", _refuse)
        return {
            path: Graph().parse(data=data, format="json-ld", base=urljoin(address, path))
            for path, data in heads.items()
        }


def _refuse(*_: object, **__: object) -> None:
    raise AssertionError("a head asked for the network")


class TestEveryHead:
    def test_is_linked_data_of_this_very_page(self, graphs: dict[str, Graph], address: str) -> None:
        for path, graph in graphs.items():
            if "/" in path:
                (page,) = set(graph.subjects(SCHEMA.isPartOf)) - set(graph.objects(None, SCHEMA.mainEntity))
                assert graph.value(page, SCHEMA.url) == URIRef(urljoin(address, path))

    def test_leads_only_to_pages_that_are_there(self, graphs: dict[str, Graph], folder: Path, address: str) -> None:
        for path, graph in graphs.items():
            for term in (SCHEMA.url, SCHEMA.targetUrl):
                for target in set(map(str, graph.objects(None, term))):
                    if target.startswith(address):
                        assert (folder / target.removeprefix(address)).is_file(), f"{path}: {target}"

    def test_names_the_page_and_its_language(self, graphs: dict[str, Graph]) -> None:
        for path, graph in graphs.items():
            assert list(graph.objects(None, SCHEMA.name)), path
            assert list(graph.objects(None, SCHEMA.inLanguage)), path

    def test_stays_small(self, heads: dict[str, str]) -> None:
        assert {path: len(data) for path, data in heads.items() if len(data) > MOST} == {}

    def test_uses_the_words_of_schema_org_alone(self, graphs: dict[str, Graph]) -> None:
        for graph in graphs.values():
            assert {urlsplit(str(term)).netloc for term in graph.predicates() if term != RDF.type} == {"schema.org"}
            assert {urlsplit(str(kind)).netloc for kind in graph.objects(None, RDF.type)} == {"schema.org"}

    def test_says_of_every_language_the_same(self, heads: dict[str, str]) -> None:
        for path, data in heads.items():
            code, _, rest = path.partition("/")
            for other in {page.partition("/")[0] for page in heads if "/" in page} - {code}:
                if rest:
                    assert _kinds(json.loads(data)) == _kinds(json.loads(heads[f"{other}/{rest}"])), path


def _kinds(data: dict[str, Any]) -> tuple[Any, ...]:
    """What a page is and of what, whatever its language."""
    about = data.get("about", [])
    main = data.get("mainEntity", {})
    targets = [posixpath.basename(each["targetUrl"]) for each in data.get("educationalAlignment", [])]
    return data["@type"], data.get("identifier"), main.get("@id"), [each["@id"] for each in about], targets


class TestThisSite:
    @pytest.mark.parametrize(
        ("page", "kinds"),
        [
            ("hallmarks/bespoke", {"LearningResource", "AlignmentObject"}),
            ("standards/ps-2017/leadership", {"DefinedTerm", "DefinedTermSet", "WebPage"}),
            ("dimensions/slo-2017/team-learning", {"DefinedTerm", "DefinedTermSet", "WebPage"}),
            ("case-studies/bro-morgannwg", {"Article", "DefinedTerm", "LearningResource"}),
            ("references/cordingley-2015", {"WebPage", "Report", "Person"}),
            ("about", {"WebPage", "WebSite"}),
        ],
    )
    @pytest.mark.parametrize("code", ["en", "cy"])
    def test_calls_each_kind_of_page_what_it_is(self, built_site: Path, code: str, page: str, kinds: set[str]) -> None:
        scripts = _Scripts()
        scripts.feed((built_site / code / f"{page}.html").read_text(encoding="utf-8"))
        graph = Graph().parse(data=scripts.blocks[0], format="json-ld", base=HOST)
        assert {SCHEMA[kind] for kind in kinds} <= set(graph.objects(None, RDF.type))
