"""`crosswalk.case.json`: a CASE 1.1 package, held to the standard's rules, and to its schema where that is at hand.

The rules are those of the information model of 24 January 2025 (https://standards.1edtech.org/case/).
"""

import datetime
import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft201909Validator, FormatChecker
from relinking import EVERY_SITE, REPOSITORY, read, relinked, retitled

from make_the_connection.crosswalk import Link
from make_the_connection.exports import FILES, Publication
from make_the_connection.exports.case import case_package
from make_the_connection.exports.identity import identifier, link_name
from make_the_connection.site import Site

Json = dict[str, Any]

SCHEMA = Path(os.environ.get("CASE_SCHEMA") or REPOSITORY.parent / "shared/schemas/case-v1p1-cfpackage.schema.json")
PUBLICATION = Publication(datetime.date(2024, 2, 29))

ASSOCIATION_TYPES = {
    "isChildOf", "isPeerOf", "isPartOf", "exactMatchOf", "precedes", "isRelatedTo", "replacedBy", "exemplar",
    "hasSkillLevel", "isTranslationOf",
}  # fmt: skip
"""Table 7.4.1."""

RECORD = {"identifier", "uri", "lastChangeDateTime"}
MUST = {
    "CFDocument": {*RECORD, "creator", "title"},
    "CFItems": {*RECORD, "fullStatement"},
    "CFAssociations": {*RECORD, "associationType", "originNodeURI", "destinationNodeURI"},
    "CFItemTypes": {*RECORD, "title", "description", "hierarchyCode"},
    "CFAssociationGroupings": {*RECORD, "title"},
}
MAY = {
    "CFDocument": {
        "frameworkType", "caseVersion", "officialSourceURL", "publisher", "description", "subject", "subjectURI",
        "language", "version", "adoptionStatus", "statusStartDate", "statusEndDate", "licenseURI", "notes",
        "extensions",
    },
    "CFItems": {
        "alternativeLabel", "CFItemType", "humanCodingScheme", "listEnumeration", "abbreviatedStatement",
        "conceptKeywords", "conceptKeywordsURI", "notes", "subject", "subjectURI", "language", "educationLevel",
        "CFItemTypeURI", "licenseURI", "statusStartDate", "statusEndDate", "extensions",
    },
    "CFAssociations": {"sequenceNumber", "CFAssociationGroupingURI", "notes", "extensions"},
    "CFItemTypes": {"typeCode", "extensions"},
    "CFAssociationGroupings": {"description", "extensions"},
}  # fmt: skip
ONE_LINE = {"title", "creator", "publisher", "CFItemType", "abbreviatedStatement", "humanCodingScheme", "hierarchyCode"}
"""What is a NormalizedString."""

UUID_FORM = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
"""Table 7.2.3."""


@pytest.fixture(scope="module", params=EVERY_SITE)
def site(request: pytest.FixtureRequest) -> Site:
    return read(request.param)


@pytest.fixture(scope="module")
def package(site: Site) -> Json:
    return packed(site)


def packed(site: Site) -> Json:
    return json.loads(case_package(site, PUBLICATION))


def records(package: Json) -> Iterator[tuple[str, Json]]:
    """Every record that is identified, with the name of what it stands among."""
    yield "CFDocument", package["CFDocument"]
    for name in ("CFItems", "CFAssociations"):
        yield from ((name, record) for record in package[name])
    for name in ("CFItemTypes", "CFAssociationGroupings"):
        yield from ((name, record) for record in package["CFDefinitions"][name])


def of_type(package: Json, *types: str) -> list[Json]:
    return [each for each in package["CFAssociations"] if each["associationType"] in types]


def ends(association: Json) -> tuple[str, str]:
    return association["originNodeURI"]["identifier"], association["destinationNodeURI"]["identifier"]


def items(package: Json) -> dict[str, Json]:
    return {item["identifier"]: item for item in package["CFItems"]}


def key_of(item: Json) -> str | None:
    return item.get("extensions", {}).get("ext:make-the-connection.entry", {}).get("key")


def item_of(package: Json, site: Site, key: str) -> Json:
    return items(package)[str(identifier(site, key))]


def recorded(association: Json) -> Json:
    return association["extensions"]["ext:make-the-connection.link"]


class TestThePackage:
    @pytest.mark.skipif(not SCHEMA.is_file(), reason="the schema of 1EdTech is not at hand")
    def test_is_valid_against_the_schema_of_the_standard(self, package: Json) -> None:
        schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
        checker = Draft201909Validator(schema, format_checker=FormatChecker())
        assert [f"{error.json_path}: {error.message}" for error in checker.iter_errors(package)] == []

    def test_has_the_members_that_the_standard_asks_for_and_no_others(self, package: Json) -> None:
        assert set(package) == {"CFDocument", "CFItems", "CFAssociations", "CFDefinitions"}
        for name, record in records(package):
            assert MUST[name] <= set(record) <= MUST[name] | MAY[name]

    def test_gives_each_record_a_uuid_of_its_own(self, package: Json) -> None:
        identifiers = [record["identifier"] for _, record in records(package)]
        assert [each for each, times in Counter(identifiers).items() if times > 1] == []
        assert all(UUID_FORM.fullmatch(each) and UUID(each).version == 5 for each in identifiers)

    def test_names_no_host_while_none_is_known(self, package: Json) -> None:
        assert all(record["uri"] == f"urn:uuid:{record['identifier']}" for _, record in records(package))
        assert "officialSourceURL" not in package["CFDocument"]

    def test_writes_its_dates_as_dates_with_a_time(self, package: Json) -> None:
        for _, record in records(package):
            written = datetime.datetime.fromisoformat(record["lastChangeDateTime"])
            assert (written.date(), written.utcoffset()) == (PUBLICATION.as_of, datetime.timedelta())

    def test_keeps_to_one_line_where_the_standard_asks_for_it(self, package: Json) -> None:
        for _, record in records(package):
            for name in ONE_LINE & set(record):
                assert record[name] == " ".join(record[name].split()) != ""

    def test_says_which_version_of_the_standard_it_is(self, package: Json) -> None:
        assert package["CFDocument"]["caseVersion"] == "1.1"

    def test_names_its_extensions_as_the_standard_asks(self, package: Json) -> None:
        every = [*(record for _, record in records(package)), package["CFDefinitions"]]
        names = {name for record in every for name in record.get("extensions", {})}
        assert names
        assert all(re.fullmatch(r"ext:[a-zA-Z0-9.\-_]+", name) for name in names)

    def test_refers_to_nothing_that_is_not_in_it(self, package: Json) -> None:
        titles = {record["identifier"]: record.get("title") for _, record in records(package)}
        for item in package["CFItems"]:
            if "CFItemTypeURI" in item:
                assert titles[item["CFItemTypeURI"]["identifier"]] == item["CFItemTypeURI"]["title"]
        for each in package["CFAssociations"]:
            if "CFAssociationGroupingURI" in each:
                grouping = each["CFAssociationGroupingURI"]
                assert titles[grouping["identifier"]] == grouping["title"]

    def test_says_that_nobody_publishes_it_while_nobody_does(self) -> None:
        assert packed(read("garden"))["CFDocument"]["creator"] == "not yet appointed · heb ei benodi eto"
        assert packed(read("orchard"))["CFDocument"]["publisher"].startswith("die Gartengruppe")

    def test_has_the_same_identifiers_wherever_and_whenever_it_is_published(self, site: Site, package: Json) -> None:
        moved = Publication(datetime.date(2030, 1, 1), "https://elsewhere.example/")
        other = json.loads(case_package(site, moved))
        assert [each["identifier"] for _, each in records(other)] == [
            each["identifier"] for _, each in records(package)
        ]
        assert other["CFDocument"]["officialSourceURL"] == "https://elsewhere.example/"

    def test_is_among_the_published_files(self) -> None:
        assert FILES["crosswalk.case.json"] is case_package


class TestItems:
    def test_stand_in_one_tree_under_the_document(self, package: Json) -> None:
        parents = dict(ends(each) for each in of_type(package, "isChildOf"))
        assert len(of_type(package, "isChildOf")) == len(package["CFItems"]) == len(parents)
        for item in items(package):
            above = [item]
            while above[-1] in parents:
                above.append(parents[above[-1]])
                assert len(above) <= 3
            assert above[-1] == package["CFDocument"]["identifier"]

    def test_stand_under_what_is_in_their_own_language(self, package: Json) -> None:
        every = items(package)
        for each in of_type(package, "isChildOf"):
            child, parent = ends(each)
            if parent in every:
                assert every[child]["language"] == every[parent]["language"]

    def test_are_numbered_in_their_order(self, package: Json) -> None:
        below: dict[str, list[int]] = {}
        for each in of_type(package, "isChildOf"):
            below.setdefault(ends(each)[1], []).append(each["sequenceNumber"])
        document = package["CFDocument"]["identifier"]
        assert all(numbers == sorted(set(numbers)) for parent, numbers in below.items() if parent != document)

    def test_are_every_standard_dimension_and_other_idea_and_what_shows_them(self, site: Site, package: Json) -> None:
        linked = {end for link in site.graph.links for end in (link.subject, link.object)}
        frameworks = {entry.key for entry in site.entries.values() if site.declaration(entry).framework}
        keys = {key for item in package["CFItems"] if (key := key_of(item))}
        assert linked | frameworks <= keys
        assert {key for key in keys - linked if site.model.types[key.partition(":")[0]].contributed} == set()

    def test_have_one_for_each_language_in_which_the_entry_is_written(self, site: Site, package: Json) -> None:
        for key in {key for item in package["CFItems"] if (key := key_of(item))}:
            words = site.entries[key].words
            written = {item["language"]: item["fullStatement"] for item in package["CFItems"] if key_of(item) == key}
            assert written == {code: each.front.title for code, each in words.items()}

    def test_of_other_languages_are_translations_of_the_one_first_written(self, site: Site, package: Json) -> None:
        every = items(package)
        translations = [ends(each) for each in of_type(package, "isTranslationOf")]
        assert len({destination for _, destination in translations}) == len(translations)
        for origin, destination in translations:
            assert every[origin]["language"] != every[destination]["language"]
            assert every[origin]["humanCodingScheme"] == every[destination]["humanCodingScheme"]
            if key := key_of(every[origin]):
                assert every[origin]["language"] == site.entries[key].facts.original
        first = {str(identifier(site, key)) for item in package["CFItems"] if (key := key_of(item))}
        of_entries = {each for each, item in every.items() if key_of(item)}
        assert of_entries - first <= {destination for _, destination in translations}

    def test_say_that_the_wording_of_a_title_is_our_proposal_where_it_is(self, site: Site, package: Json) -> None:
        for item in package["CFItems"]:
            if key := key_of(item):
                front = site.entries[key].words[item["language"]].front
                said = site.languages[item["language"]].text("title.proposed") in item.get("notes", "")
                assert said == (front.title_status == "proposed")

    def test_keep_titles_that_would_break_out_of_other_formats(self) -> None:
        title = "</script> \"ŵ\" 'x' \\ & <b>"
        hostile = retitled(read("garden"), "soil:soils-1/clay", title)
        assert item_of(packed(hostile), hostile, "soil:soils-1/clay")["fullStatement"] == title


class TestLinks:
    def test_are_each_one_association_with_its_pair_and_its_relation(self, site: Site, package: Json) -> None:
        self.check(site, package)

    @pytest.mark.slow
    @settings(suppress_health_check=[HealthCheck.too_slow])
    @given(st.data())
    def test_are_so_in_every_graph(self, data: st.DataObject) -> None:
        site = data.draw(relinked(read("garden")))
        self.check(site, packed(site))
        self.test_of_an_idea_with_an_account_are_exemplars_and_the_account_is_the_example(site, packed(site))
        self.test_join_only_what_is_in_the_package(packed(site))

    def check(self, site: Site, package: Json) -> None:
        found = {each["identifier"]: each for each in of_type(package, "isRelatedTo", "exemplar")}
        wanted = {str(identifier(site, link_name(link))): link for link in site.graph.links}
        assert found.keys() == wanted.keys()
        assert len(of_type(package, "isRelatedTo", "exemplar")) == len(found)
        for id_, association in found.items():
            self.agrees(site, wanted[id_], association)

    def agrees(self, site: Site, link: Link, association: Json) -> None:
        pair = {str(identifier(site, end)) for end in (link.subject, link.object)}
        assert set(ends(association)) == pair
        record = recorded(association)
        assert (record["subject"], record["relation"], record["object"]) == (link.subject, link.relation, link.object)
        assert record["why"] == link.why
        assert all(f"{code}: {why}" in association["notes"] for code, why in link.why.items())
        assert (record["basis"], record["strength"], record.get("source")) == (link.basis, link.strength, link.source)

    def test_of_an_idea_with_an_account_are_exemplars_and_the_account_is_the_example(
        self, site: Site, package: Json
    ) -> None:
        every = items(package)

        def kind(item: str) -> str:
            entry = site.entries[str(key_of(every[item]))]
            return "work" if entry in site.works else "account" if site.declaration(entry).contributed else "idea"

        for each in of_type(package, "exemplar"):
            assert tuple(map(kind, ends(each))) == ("idea", "account")
        for each in of_type(package, "isRelatedTo"):
            assert set(map(kind, ends(each))) != {"idea", "account"}

    def test_are_never_said_to_join_the_same_thing(self, package: Json) -> None:
        kinds = {each["associationType"] for each in package["CFAssociations"]}
        assert kinds <= ASSOCIATION_TYPES
        assert kinds <= {"isChildOf", "isTranslationOf", "isRelatedTo", "exemplar", "replacedBy"}

    def test_join_only_what_is_in_the_package(self, package: Json) -> None:
        titles = {item["identifier"]: " ".join(item["fullStatement"].split()) for item in package["CFItems"]}
        titles[package["CFDocument"]["identifier"]] = package["CFDocument"]["title"]
        for each in package["CFAssociations"]:
            for end in (each["originNodeURI"], each["destinationNodeURI"]):
                assert titles[end["identifier"]] == end["title"]
                assert end["uri"] == f"urn:uuid:{end['identifier']}"

    def test_are_grouped_by_what_they_rest_on(self, package: Json) -> None:
        groups = {group["identifier"]: group["title"] for group in package["CFDefinitions"]["CFAssociationGroupings"]}
        assert len(set(groups.values())) == 2
        bases: dict[str, set[str]] = {}
        for each in of_type(package, "isRelatedTo", "exemplar"):
            bases.setdefault(each["CFAssociationGroupingURI"]["identifier"], set()).add(recorded(each)["basis"])
        assert all(len(of_group) == 1 for of_group in bases.values())


class TestEditions:
    def test_that_have_been_replaced_lead_to_what_has_taken_their_place(self) -> None:
        site = read("orchard")
        package = packed(site)
        every = items(package)
        replaced = {
            (every[old]["humanCodingScheme"], every[new]["humanCodingScheme"])
            for old, new in map(ends, of_type(package, "replacedBy"))
        }
        editions = {(key, each.replaced_by) for key, each in site.model.frameworks.items() if each.replaced_by}
        entries = {
            (old.partition(":")[2], new.partition(":")[2]) for old, later in site.successors.items() for new in later
        }
        assert editions
        assert entries
        assert replaced == editions | entries

    @pytest.mark.slow
    def test_are_each_an_item_of_their_own(self) -> None:
        package = packed(read("this site"))
        codes = {item["humanCodingScheme"] for item in package["CFItems"]}
        assert set(read("this site").model.frameworks) <= codes
