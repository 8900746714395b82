"""What the head of each page says of it in schema.org's words."""

from dataclasses import replace
from typing import Any, get_args

import pytest
from jinja2.utils import htmlsafe_json_dumps
from rdflib import Graph, Literal, Namespace, URIRef
from relinking import read, retitled

from make_the_connection.content.csl import CslType
from make_the_connection.exports.identity import framework_name, urn
from make_the_connection.exports.schema_org import Head, choice_data, head_data
from make_the_connection.exports.schema_org_works import work
from make_the_connection.site import Site

# rdflib's own reader of JSON-LD uses a name of rdflib's that is going away.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

Json = dict[str, Any]

SCHEMA = Namespace("https://schema.org/")


@pytest.fixture
def orchard() -> Site:
    return read("orchard")


def head(site: Site, key: str, code: str = "en", **more: Any) -> Json:
    values = {
        "site": site,
        "code": code,
        "address": site.address(key) if key else "made",
        "title": site.title(key, code).text if key else "Made",
        "description": site.summary(key, code).text if key in site.entries else "",
        "address_of": lambda code, address: f"/{code}/{address}.html",
        "subject": key,
    }
    return head_data(Head(**{**values, **more}))


def proposed(site: Site, key: str, code: str) -> Site:
    entry = site.entries[key]
    front = entry.words[code].front.model_copy(update={"title_status": "proposed"})
    words = {**entry.words, code: replace(entry.words[code], front=front)}
    return replace(site, entries={**site.entries, key: replace(entry, words=words)})


class TestWhatAPageIs:
    def test_of_an_entry_of_a_framework_is_a_page_about_a_defined_term(self, garden: Site) -> None:
        data = head(garden, "soil:soils-1/clay")
        assert (data["@type"], data["name"], data["description"]) == ("WebPage", "Clay", "Heavy.")
        assert data["mainEntity"] == {
            "@type": "DefinedTerm",
            "@id": urn(garden, "soil:soils-1/clay"),
            "name": "Clay",
            "termCode": "soils-1/clay",
            "url": "/en/soils/soils-1/clay.html",
            "inDefinedTermSet": {
                "@type": "DefinedTermSet",
                "@id": urn(garden, framework_name("soils-1")),
                "name": "Soils (1)",
            },
        }

    def test_of_what_strangers_contribute_is_an_article_about_its_terms(self, garden: Site) -> None:
        data = head(garden, "plant:rose", "cy")
        assert (data["@type"], data["identifier"]) == ("Article", urn(garden, "plant:rose"))
        assert [(each["@type"], each["name"], each["url"]) for each in data["about"]] == [
            ("DefinedTerm", "Gwanwyn", "/cy/seasons/plan-2020/spring.html"),
            ("DefinedTerm", "Clai", "/cy/soils/soils-1/clay.html"),
        ]

    def test_of_any_other_entry_is_a_learning_resource_aligned_with_its_terms(self, orchard: Site) -> None:
        data = head(orchard, "technique:winterschnitt", "fr-CH")
        assert data["@type"] == "LearningResource"
        linked = [c.other for c in orchard.graph.connections("technique:winterschnitt")]
        terms = [key for key in linked if orchard.declaration(orchard.entries[key]).framework]
        assert [each["targetName"] for each in data["educationalAlignment"]] == [
            orchard.title(key, "fr-CH").text for key in terms
        ]
        assert data["educationalAlignment"][0] == {
            "@type": "AlignmentObject",
            "alignmentType": "educationalSubject",
            "educationalFramework": "Objectifs pour les milieux (2024)",
            "targetName": orchard.title(terms[0], "fr-CH").text,
            "targetUrl": f"/fr-CH/{orchard.address(terms[0])}.html",
        }

    def test_of_a_work_is_a_page_about_what_its_csl_type_says(self, garden: Site) -> None:
        data = head(garden, "source:jones-2020", "cy")
        assert data["@type"] == "WebPage"
        assert data["mainEntity"] == {
            "@id": urn(garden, "source:jones-2020"),
            "@type": "Book",
            "name": "Rhosod a drain",
            "inLanguage": "cy",
            "author": [
                {"@type": "Person", "name": "Ann Jones", "givenName": "Ann", "familyName": "Jones"},
                {"@type": "Person", "name": "Bryn Evans", "givenName": "Bryn", "familyName": "Evans"},
            ],
            "datePublished": "2020",
            "publisher": {"@type": "Organization", "name": "Garden Press"},
        }

    @pytest.mark.parametrize("type_", get_args(CslType))
    def test_is_known_for_every_type_of_work(self, garden: Site, type_: str) -> None:
        entry = garden.entries["source:jones-2020"]
        csl = entry.facts.csl.model_copy(update={"type": type_, "container_title": "The Whole", "DOI": "10.1/x"})
        facts = entry.facts.model_copy(update={"csl": csl})
        data = work(replace(entry, facts=facts), "en")
        assert data["@type"].isalpha()
        assert data["isPartOf"]["name"] == "The Whole"
        assert data["sameAs"] == "https://doi.org/10.1/x"

    def test_of_a_body_that_wrote_a_work_is_an_organisation(self, garden: Site) -> None:
        entry = garden.entries["source:jones-2020"]
        person = type(entry.facts.csl.author[0])(literal="The Garden Board")
        facts = entry.facts.model_copy(update={"csl": entry.facts.csl.model_copy(update={"author": (person,)})})
        assert work(replace(entry, facts=facts), "en")["author"] == [
            {"@type": "Organization", "name": "The Garden Board"}
        ]

    def test_made_of_two_entries_is_a_page_about_both(self, garden: Site) -> None:
        data = head(garden, "", about=("season:plan-2020/spring", "soil:soils-1/clay"))
        assert (data["@type"], [each["name"] for each in data["about"]]) == ("WebPage", ["Spring", "Clay"])

    def test_of_a_guide_or_any_other_page_is_a_page_of_the_site(self, garden: Site) -> None:
        for key in ("guide:home", ""):
            data = head(garden, key)
            assert data["@type"] == "WebPage"
            assert data["isPartOf"] == {"@type": "WebSite", "name": "A garden", "url": "/en/index.html"}

    def test_names_who_publishes_the_site_once_somebody_does(self, garden: Site, orchard: Site) -> None:
        assert "publisher" not in head(garden, "plant:rose")["isPartOf"]
        site = head(orchard, "technique:winterschnitt", "de")["isPartOf"]
        assert site["publisher"] == {"@type": "Organization", "name": "die Gartengruppe, die es nicht gibt"}

    def test_above_the_languages_is_the_site_in_each(self, garden: Site) -> None:
        sites = choice_data(garden)["@graph"]
        assert [(site["name"], site["inLanguage"], site["url"]) for site in sites] == [
            ("A garden", "en", "en/index.html"),
            ("Gardd", "cy", "cy/index.html"),
        ]

    def test_does_not_grow_with_what_strangers_contribute(self, garden: Site) -> None:
        data = str(head(garden, "soil:soils-1/clay"))
        assert all(garden.title(entry.key, "en").text not in data for entry in garden.of_type("plant"))


class TestLanguages:
    def test_lead_from_what_was_first_written_to_its_translations_and_back(self, garden: Site) -> None:
        assert head(garden, "plant:rose", "en")["workTranslation"] == [
            {"@type": "Article", "url": "/cy/plants/rose.html", "inLanguage": "cy"}
        ]
        assert head(garden, "plant:rose", "cy")["translationOfWork"] == {
            "@type": "Article",
            "url": "/en/plants/rose.html",
            "inLanguage": "en",
        }

    def test_follow_the_language_in_which_an_entry_was_first_written(self, garden: Site) -> None:
        entry = garden.entries["plant:rose"]
        welsh = replace(entry, facts=entry.facts.model_copy(update={"original": "cy"}))
        site = replace(garden, entries={**garden.entries, welsh.key: welsh})
        assert "workTranslation" in head(site, welsh.key, "cy")
        assert "translationOfWork" in head(site, welsh.key, "en")

    def test_of_a_guide_follow_what_it_says_of_its_translation(self, garden: Site) -> None:
        guide = garden.guides["home"]
        draft = guide.words["en"].front.model_copy(update={"translation": "draft"})
        words = {**guide.words, "en": replace(guide.words["en"], front=draft)}
        site = replace(garden, guides={**garden.guides, "home": replace(guide, words=words)})
        assert "translationOfWork" in head(site, "guide:home", "en")
        assert "workTranslation" in head(site, "guide:home", "cy")

    def test_of_a_page_that_nobody_has_translated_is_the_one_it_is_in(self, garden: Site) -> None:
        data = head(garden, "plant:nettle", "cy")
        assert data["inLanguage"] == "en"
        assert not {"workTranslation", "translationOfWork"} & set(data)

    def test_of_what_is_called_otherwise_than_its_readers_speak_is_told(self, orchard: Site) -> None:
        data = head(orchard, "source:verein-merkblatt", "fr-CH")
        title = {"@value": "Merkblatt Äste", "@language": "de"}
        author = {"@type": "Organization", "name": {"@value": "Verein Musterwiese", "@language": "de"}}
        assert (data["inLanguage"], data["name"]) == ("fr-CH", title)
        assert (data["mainEntity"]["inLanguage"], data["mainEntity"]["name"]) == ("de", title)
        assert data["mainEntity"]["author"] == [author]

    def test_say_where_the_wording_of_a_title_is_our_proposal(self, garden: Site) -> None:
        site = proposed(garden, "soil:soils-1/clay", "cy")
        said = site.languages["cy"].text("title.proposed")
        assert head(site, "soil:soils-1/clay", "cy")["mainEntity"]["description"] == said
        assert head(site, "soil:soils-1/clay", "cy")["description"] == f"Trwm. {said}"
        assert said in [each.get("description") for each in head(site, "plant:rose", "cy")["about"]]
        assert said not in str(head(site, "soil:soils-1/clay", "en"))

    def test_say_so_where_a_resource_is_aligned_with_one(self, orchard: Site) -> None:
        key = orchard.graph.connections("technique:winterschnitt", "skill")[0].other
        site = proposed(orchard, key, "de")
        said = site.languages["de"].text("title.proposed")
        alignments = head(site, "technique:winterschnitt", "de")["educationalAlignment"]
        assert [each["targetName"] for each in alignments if each.get("targetDescription") == said] == [
            site.title(key, "de").text
        ]


class TestTheJson:
    def test_is_read_as_linked_data_and_addresses_are_resolved_against_the_page(self, garden: Site) -> None:
        def relative(code: str, address: str) -> str:
            return f"../../{code}/{address}.html"

        data = head(garden, "soil:soils-1/clay", address_of=relative)
        base = "https://garden.example/en/soils/page.html"
        graph = Graph().parse(data=str(htmlsafe_json_dumps(data)), format="json-ld", base=base)
        term = URIRef(urn(garden, "soil:soils-1/clay"))
        assert graph.value(term, SCHEMA.url) == URIRef("https://garden.example/en/soils/soils-1/clay.html")
        assert graph.value(term, SCHEMA.termCode) == Literal("soils-1/clay")

    @pytest.mark.parametrize("title", ["</script><script>alert(1)</script>", "<!-- \"ŵ\" 'x' \\ & -->", "]]>"])
    def test_keeps_titles_that_would_break_out_of_a_page(self, garden: Site, title: str) -> None:
        data = head(retitled(garden, "soil:soils-1/clay", title), "soil:soils-1/clay")
        written = str(htmlsafe_json_dumps(data, ensure_ascii=False))
        assert not set("<>&") & set(written)
        graph = Graph().parse(data=written, format="json-ld")
        term = URIRef(urn(garden, "soil:soils-1/clay"))
        assert graph.value(term, SCHEMA.name) == Literal(title)

    def test_has_nothing_that_is_empty(self, garden: Site, orchard: Site) -> None:
        for site in (garden, orchard):
            for key in [*site.entries, *(f"guide:{id_}" for id_ in site.guides), ""]:
                for code in site.languages:
                    assert list(_empty(head(site, key, code))) == []


def _empty(value: object, path: str = "") -> Any:
    if value in (None, "", [], {}):
        yield path
    for name, inside in (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    ):
        yield from _empty(inside, f"{path}/{name}")
