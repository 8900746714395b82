"""The records of the works on a page stand beside it as files, for readers of each language."""

import json
from dataclasses import replace
from urllib.parse import parse_qs

import pytest

from make_the_connection.content.csl import CslType
from make_the_connection.content.reading import Entry
from make_the_connection.references import FORMATS, context_object
from make_the_connection.render import taken_away
from make_the_connection.site import Site


@pytest.fixture(params=["en", "cy"])
def code(request: pytest.FixtureRequest) -> str:
    return request.param


class TestTheFiles:
    def test_stand_beside_each_page_that_cites(self, garden: Site, code: str) -> None:
        names = {path.rpartition(".")[0] for path, _ in taken_away(garden, code)}
        assert "plants/rose" in names
        assert "plants/cumin" not in names, "which cites nothing"

    def test_are_one_of_each_format(self, garden: Site, code: str) -> None:
        paths = [path for path, _ in taken_away(garden, code)]
        assert len(paths) == len(set(paths))
        assert {path.rpartition(".")[2] for path in paths if path.startswith("plants/rose.")} == set(FORMATS)

    def test_hold_what_the_page_cites_in_the_order_of_its_list(self, garden: Site, code: str) -> None:
        items = json.loads(dict(taken_away(garden, code))["plants/rose.json"])
        assert [item["id"] for item in items] == ["jones-2020", "owen-2018"]
        assert items[0]["title"] == {"en": "Roses & thorns", "cy": "Rhosod a drain"}[code]


class TestWhatReferenceManagersFindInAPage:
    @pytest.mark.parametrize(
        ("id_", "told"),
        [
            ("jones-2020", {"rft.genre": ["book"], "rft.btitle": ["Rhosod a drain"], "rft.aulast": ["Jones"]}),
            ("owen-2018", {"rft.pub": ["Garden Press"], "rft.date": ["2018"], "rft.language": ["en"]}),
        ],
    )
    def test_is_the_work_itself(self, garden: Site, id_: str, told: dict[str, list[str]]) -> None:
        (work,) = [work for work in garden.works if work.id == id_]
        pairs = parse_qs(context_object(work, "cy"))
        assert {**pairs, **told} == pairs
        assert pairs["ctx_ver"] == ["Z39.88-2004"]

    @pytest.mark.parametrize(
        ("type_", "format_", "title"),
        [
            ("article-journal", "journal", "atitle"),
            ("chapter", "book", "atitle"),
            ("report", "book", "btitle"),
            ("thesis", "dissertation", "title"),
            ("webpage", "dc", "title"),
        ],
    )
    def test_is_told_in_the_words_for_its_kind(self, garden: Site, type_: CslType, format_: str, title: str) -> None:
        work = garden.works[0]
        record = work.facts.csl.model_copy(update={"type": type_, "DOI": "10.1000/(x)1"})
        pairs = parse_qs(context_object(_with(work, record), "en"))
        assert pairs["rft_val_fmt"] == [f"info:ofi/fmt:kev:mtx:{format_}"]
        assert pairs[f"rft.{title}"] == ["Roses & thorns"]
        assert "info:doi/10.1000/(x)1" in pairs["rft_id"]


def _with(work: Entry, record: object) -> Entry:
    return replace(work, facts=work.facts.model_copy(update={"csl": record}))
