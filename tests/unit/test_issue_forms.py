"""The forms on GitHub: every question of a contribution, wholly in one language, as GitHub takes them."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from contributed import plant_contributions

from make_the_connection.api import load
from make_the_connection.cli import main
from make_the_connection.contribute.issue_forms import FOLDER, issue_forms
from make_the_connection.site import Site

ROOT = Path(__file__).parents[2]
ORCHARD = ROOT / "tests" / "sites" / "orchard" / "mkdocs.yml"


@pytest.fixture(scope="module")
def planted_garden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return plant_contributions(tmp_path_factory.mktemp("forms") / "garden")


@pytest.fixture(scope="module")
def contributed(planted_garden: Path) -> Site:
    loaded = load(planted_garden)
    assert not loaded.errors
    assert loaded.site is not None
    return loaded.site


def forms(site: Site) -> dict[str, Any]:
    return {path.removeprefix(f"{FOLDER}/"): yaml.safe_load(text) for path, text in issue_forms(site)}


def asked(form: dict[str, Any]) -> list[dict[str, Any]]:
    return [item for item in form["body"] if item["type"] != "markdown"]


def words(node: object) -> list[str]:
    """Every text that a person reads in a form."""
    if isinstance(node, dict):
        return [text for key, value in node.items() if key not in {"type", "id", "labels"} for text in words(value)]
    if isinstance(node, list):
        return [text for each in node for text in words(each)]
    return [node] if isinstance(node, str) else []


class TestAForm:
    def test_is_there_for_each_language_of_each_type_that_is_contributed(self, contributed: Site) -> None:
        assert list(forms(contributed)) == ["plant-en.yml", "plant-cy.yml", "config.yml"]

    def test_asks_for_everything_in_the_order_of_the_form_on_the_site(self, contributed: Site) -> None:
        assert [(item["id"], item["type"]) for item in asked(forms(contributed)["plant-en.yml"])] == [
            ("facts-place", "input"),
            ("facts-ground", "dropdown"),
            ("facts-height", "input"),
            ("facts-hardy", "checkboxes"),
            ("facts-seen", "input"),
            ("facts-visit-name", "input"),
            ("facts-visit-address", "input"),
            ("facts-note", "input"),
            ("words-title", "input"),
            ("words-summary", "textarea"),
            ("sections-growing", "textarea"),
            ("sections-uses", "textarea"),
            ("links-season-1", "dropdown"),
            ("whys-season-1", "textarea"),
            ("links-season-2", "dropdown"),
            ("whys-season-2", "textarea"),
            ("links-season-3", "dropdown"),
            ("whys-season-3", "textarea"),
            ("links-soil-1", "dropdown"),
            ("whys-soil-1", "textarea"),
            ("facts-uses", "checkboxes"),
            ("facts-sources", "textarea"),
            ("facts-agreed-by_role", "dropdown"),
            ("facts-agreed-on", "input"),
            ("facts-agreed-covers", "checkboxes"),
            ("facts-agreed-review_by", "input"),
            ("agreed", "checkboxes"),
        ]

    def test_requires_what_a_contribution_cannot_be_without(self, contributed: Site) -> None:
        form = forms(contributed)["plant-cy.yml"]
        assert [item["id"] for item in asked(form) if item.get("validations", {}).get("required")] == [
            "facts-place",
            "words-title",
            "words-summary",
            "sections-growing",
            "links-season-1",
            "whys-season-1",
            "facts-agreed-by_role",
            "facts-agreed-on",
        ]
        assert asked(form)[-1]["attributes"]["options"][0]["required"] is True

    def test_helps_with_prompts_choices_and_the_form_of_each_line(self, contributed: Site) -> None:
        by_id = {item["id"]: item["attributes"] for item in asked(forms(contributed)["plant-cy.yml"])}
        assert by_id["facts-place"] == {"label": "Lle", "description": "Ble y mae’n tyfu."}
        assert by_id["facts-ground"]["options"] == ["llethr", "gwastad"]
        assert by_id["facts-sources"]["description"].endswith("Teitl | Cyfeiriad")
        assert by_id["links-season-1"]["options"] == ["Gwanwyn", "Gaeaf"]
        assert by_id["links-season-1"]["label"] in by_id["whys-season-1"]["label"]

    def test_gives_no_two_questions_one_label(self, contributed: Site) -> None:
        labels = [item["attributes"]["label"] for item in asked(forms(contributed)["plant-en.yml"])]
        assert "Uses" in labels, "a section"
        assert "Uses (2)" in labels, "a field"
        assert len(set(map(str.casefold, labels))) == len(labels)

    def test_says_first_and_last_that_all_of_it_is_public(self, contributed: Site) -> None:
        form = forms(contributed)["plant-en.yml"]
        first, *_, last = form["body"]
        assert first["attributes"]["value"].startswith("**Everything that you write here is public at once")
        assert "public at once" in last["attributes"]["options"][0]["label"]
        assert "public at once" in form["description"]

    def test_is_wholly_in_its_language(self, contributed: Site) -> None:
        english, welsh = (set(words(forms(contributed)[f"plant-{code}.yml"])) for code in ("en", "cy"))
        assert english & welsh == set()

    def test_bears_the_label_by_which_it_is_known(self, contributed: Site) -> None:
        assert forms(contributed)["plant-cy.yml"]["labels"] == ["plant"]


class TestWhatIsOfferedBesideTheForms:
    def test_is_a_blank_issue_and_no_other_way_where_none_is_configured(self, contributed: Site) -> None:
        assert forms(contributed)["config.yml"] == {"blank_issues_enabled": True}

    def test_is_the_site_and_the_contact_where_they_are_on_the_web(self, tmp_path: Path) -> None:
        path = plant_contributions(tmp_path / "garden")
        options = path.read_text(encoding="utf-8").replace(
            "make-the-connection:\n", "make-the-connection:\n      contact: https://a.example/ask\n"
        )
        path.write_text(f"site_url: https://garden.example/\n{options}", encoding="utf-8")
        loaded = load(path)
        assert loaded.site is not None, loaded.diagnostics
        links = forms(loaded.site)["config.yml"]["contact_links"]
        assert [(link["name"], link["url"]) for link in links] == [
            ("The form on the site · Y ffurflen ar y safle", "https://garden.example/"),
            ("Contact · Cyswllt", "https://a.example/ask"),
        ]


@pytest.mark.slow
class TestSchemas:
    def test_write_the_forms_where_the_site_is_at_the_root_of_a_repository_on_github(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = plant_contributions(tmp_path / "garden")
        assert main(["schemas", "-f", str(path)]) == 0
        assert not (path.parent / ".github").exists()
        (path.parent / ".github").mkdir()
        assert main(["schemas", "--check", "-f", str(path)]) == 1
        assert "plant-cy.yml" in capsys.readouterr().out
        assert main(["schemas", "-f", str(path)]) == 0
        assert main(["schemas", "--check", "-f", str(path)]) == 0


@pytest.mark.slow
class TestAnotherSite:
    def test_has_forms_in_its_own_languages_and_words(self) -> None:
        loaded = load(ORCHARD)
        assert loaded.site is not None
        made = forms(loaded.site)
        assert list(made) == ["story-de.yml", "story-fr-CH.yml", "config.yml"]
        french = made["story-fr-CH.yml"]
        assert french["name"] == "Récit · Français (Suisse)"
        assert [item["attributes"]["label"] for item in asked(french)][:3] == ["Raconté par", "Où", "Terrain"]


@pytest.mark.slow
def test_github_takes_the_forms(contributed: Site, tmp_path: Path) -> None:
    """By the schemas that GitHub's forms are described with, and by the rules that these cannot say."""
    for path, text in issue_forms(contributed):
        kind = "config" if path.endswith("config.yml") else "forms"
        file = tmp_path / Path(path).name
        file.write_text(text, encoding="utf-8")
        check = [
            Path(sys.executable).parent / "check-jsonschema",
            "--builtin-schema",
            f"vendor.github-issue-{kind}",
            file,
        ]
        ran = subprocess.run(check, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stdout + ran.stderr
    for form in (form for name, form in forms(contributed).items() if name != "config.yml"):
        ids = [item["id"] for item in asked(form)]
        assert len(set(ids)) == len(ids)
        for item in asked(form):
            options = item["attributes"].get("options", [])
            labels = [each["label"] if isinstance(each, dict) else each for each in options]
            assert len(set(labels)) == len(labels)
            assert "None" not in labels
