"""What of a section must be the same in every language, and what of it tells its versions apart."""

from collections.abc import Callable
from pathlib import Path

import pytest

from make_the_connection.content.guides import Guide, read_guide
from make_the_connection.languages import load_language
from make_the_connection.parity.fingerprint import fingerprints
from make_the_connection.parity.outline import Outline, outlined


class TestAnOutline:
    @pytest.fixture
    def guide(self, tmp_path: Path) -> Callable[[str], Guide]:
        def write(body: str) -> Guide:
            (tmp_path / "en.md").write_text(
                f"---\ntitle: A\nsummary: B\n---\n\n## C {{#c}}\n\n{body}\n", encoding="utf-8"
            )
            guide = read_guide(tmp_path, "docs/c", {"en": load_language("en")}, [])
            assert guide is not None
            return guide

        return write

    @pytest.fixture
    def outline(self, guide: Callable[[str], Guide]) -> Callable[[str], Outline]:
        return lambda body: outlined(guide(body).words["en"])["c"]

    def test_counts_what_stands_twice(self, outline: Callable[[str], Outline]) -> None:
        twice = outline("### One\n\n### Two\n\n!!! note\n\n    A.\n\n!!! note\n\n    B.\n\nC[^c].\n\n[^c]: D.")
        assert twice.parts == {"### …": 2, "!!! note": 2, "[^…]": 1}

    def test_has_the_ids_that_somebody_gave_and_no_others(self, outline: Callable[[str], Outline]) -> None:
        assert outline("### One {#one}\n\n### Two").parts == {"### … {#one}": 1, "### …": 1}

    @pytest.mark.parametrize(
        ("body", "sizes"),
        [
            ("- a\n    - b\n    - c\n- d\n- e", [3, 2]),
            ("1. a\n    1. b\n    2. c\n2. d\n3. e", [3, 2]),
            ("- a\n\n    | b | c |\n    |---|---|\n    | d | e |\n- f", [2]),
        ],
        ids=["points", "numbers", "table"],
    )
    def test_counts_the_items_of_a_list_and_not_of_those_in_it(
        self, outline: Callable[[str], Outline], body: str, sizes: list[int]
    ) -> None:
        assert [each.items for each in outline(body).lists] == sizes

    def test_goes_on_behind_a_table(self, outline: Callable[[str], Outline]) -> None:
        found = outline("- a\n\n| b | c |\n|---|---|\n| d | e |\n\n- f\n- g")
        assert ([each.size for each in found.tables], [each.items for each in found.lists]) == ([(2, 2)], [1, 2])

    def test_names_a_picture_of_which_each_language_has_its_own_as_that_of_all(
        self, outline: Callable[[str], Outline]
    ) -> None:
        assert outline("![A](map-en.png) ![](map-cy.png)").parts == {"![…](map.png)": 1, "![](map-cy.png)": 1}

    def test_has_macros_wherever_they_stand(self, outline: Callable[[str], Outline]) -> None:
        found = outline('{{ cards("a") }}\n\n<div class="x">\n{{  cards("b")  }}\n</div>')
        assert found.parts == {'{{ cards("a") }}': 1, '{{ cards("b") }}': 1}

    @pytest.mark.parametrize(
        "body",
        ["```\nCODE\n```", "    CODE", '<div class="x">\nCODE\n</div>', "CODE"],
        ids=["fence", "indent", "html", "words"],
    )
    def test_stays_while_the_fingerprint_changes_with_every_word(
        self, guide: Callable[[str], Guide], body: str
    ) -> None:
        one, other = (guide(body.replace("CODE", word)).words["en"] for word in ("this", "that"))
        assert outlined(one) == outlined(other)
        assert fingerprints(one)["c"] != fingerprints(other)["c"]
