"""What people are told about their mistakes, word for word.

`pytest tests/golden --update-goldens` writes what is reported into the cases. Read it: lines, sentences and ways out.
"""

import re
import string
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from laying import CASES, CLEAN, Case, case_at, update

from make_the_connection import languages
from make_the_connection.cli import main
from make_the_connection.diagnostics import CODES, Severity

PACKS = Path(languages.__file__).parent / "packs"
PATHS = sorted(CASES.rglob("*.yml"))
HEAD = re.compile(
    r"^(?:\S+:\d+:\d+: |::)(?P<severity>\w+)(?:\[| file=\S+,title=)(?P<code>[a-z0-9-]+)(?:\]|::)", re.MULTILINE
)
"""How a report begins, for people and for GitHub's runners."""


def name_of(path: Path) -> str:
    return path.relative_to(CASES).with_suffix("").as_posix()


# With --fast, every third one.
@pytest.mark.parametrize(
    "path",
    [pytest.param(path, marks=[pytest.mark.slow] * bool(at % 3), id=name_of(path)) for at, path in enumerate(PATHS)],
)
def test_the_report_is_as_expected(path: Path, tmp_path: Path, pytestconfig, capsys, monkeypatch) -> None:
    case = case_at(path)
    monkeypatch.chdir(case.lay(tmp_path / "site").parent)

    failed = main([*case.command, "-f", "mkdocs.yml"])

    printed = capsys.readouterr()
    report = printed.out if HEAD.search(printed.out) else CLEAN
    if pytestconfig.getoption("--update-goldens", default=False):
        update(path, report)
    else:
        assert report == case.expect
    assert failed == any(match["severity"] == Severity.ERROR for match in HEAD.finditer(report))


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return [case_at(path) for path in PATHS]


def test_every_code_is_fired_by_a_case_and_nearly_fired_by_another(cases: list[Case]) -> None:
    fired = {match["code"] for case in cases for match in HEAD.finditer(case.expect)}
    nearly = {code for case in cases for code in case.nearly if f"[{code}]" not in case.expect}
    assert fired == nearly == set(CODES)


def test_every_case_says_in_a_sentence_what_it_is_for(cases: list[Case]) -> None:
    purposes = [case.purpose for case in cases]
    assert all(purpose.endswith(".") for purpose in purposes)
    assert len(set(purposes)) == len(purposes)


def catalogue(code: str) -> dict[str, set[str]]:
    """The parameters in the sentences of a shipped pack, by key."""
    with (PACKS / code / "messages.po").open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    return {
        str(message.id if isinstance(message.id, str) else message.id[0]): {
            name
            for form in ([message.string] if isinstance(message.string, str) else message.string)
            for _, name, _, _ in string.Formatter().parse(form)
            if name
        }
        for message in messages
        if message.string
    }


@pytest.mark.parametrize("code", sorted(path.name for path in PACKS.iterdir() if path.is_dir()))
def test_every_pack_has_words_and_a_way_out_for_every_code(code: str) -> None:
    keys = {key for key in catalogue(code) if key.startswith("diagnostic.")}
    assert keys == {f"diagnostic.{code}{end}" for code in CODES for end in ("", ".hint")} | {"diagnostic.nearest"}


def test_the_packs_have_the_same_keys_with_the_same_parameters() -> None:
    assert catalogue("en") == catalogue("cy")
