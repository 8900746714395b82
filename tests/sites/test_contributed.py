"""What a reader sees of an entry that a stranger wrote in one language, with the consent of somebody."""

import re
from pathlib import Path

import pytest

WHY = "C’est ainsi que les bocaux ont commencé chez nous."


class TestAReasonInOneLanguage:
    @pytest.mark.parametrize("page", ["stories/premier-bocal", "techniques/einmachen"])
    def test_stands_on_the_pages_of_both_ends_marked_as_of_its_language(self, built_orchard: Path, page: str) -> None:
        assert f'<span lang="fr-CH">{WHY}</span>' in (built_orchard / f"de/{page}.html").read_text("utf-8")
        assert f'<p class="connection-why">{WHY}</p>' in (built_orchard / f"fr-CH/{page}.html").read_text("utf-8")

    def test_is_told_to_those_who_explore_in_the_other_language(self, built_orchard: Path) -> None:
        script = (built_orchard / "de/connected/story-premier-bocal.js").read_text("utf-8")
        assert WHY in script
        assert 'lang=\\"fr-CH\\"' in script


class TestConsent:
    @pytest.mark.parametrize(
        ("language", "said"),
        [
            ("de", "Gegeben von der Eigentümerin am 1. Oktober 2024, für den Bericht. Wird bis 1. Oktober 2034"),
            (
                "fr-CH",
                "Donné par la propriétaire le 1 octobre 2024, pour le récit. À redemander avant le 1 octobre 2034",
            ),
        ],
    )
    def test_is_shown_by_role_and_day(self, built_orchard: Path, language: str, said: str) -> None:
        html = (built_orchard / language / "stories/premier-bocal.html").read_text("utf-8")
        assert said in re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))
