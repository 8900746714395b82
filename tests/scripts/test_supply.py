"""What the site is made of: whose licences have been weighed, and a page that says so."""

import json
from email.message import Message
from pathlib import Path

import pytest

import supply
from environment import Trouble
from supply import Piece


class TestALicence:
    @pytest.mark.parametrize("licence", ["MIT", "Apache-2.0 OR GPL-3.0-or-later", "MIT AND BSD-3-Clause"])
    def test_may_be_passed_on(self, licence: str) -> None:
        assert Piece("herbs", "1", licence).may_be_passed_on

    @pytest.mark.parametrize("licence", ["", "GPL-3.0-or-later", "MIT AND GPL-2.0-or-later", "LicenseRef-Mine"])
    def test_may_not_without_somebody_having_weighed_it(self, licence: str) -> None:
        assert not Piece("herbs", "1", licence).may_be_passed_on

    @pytest.mark.parametrize(
        ("said", "licence"),
        [
            ({"License-Expression": "MIT"}, "MIT"),
            ({"Classifier": "License :: OSI Approved :: BSD License"}, "BSD-3-Clause"),
            ({"License": "Apache License 2.0\nand all its words"}, "Apache-2.0"),
            ({"License": "What you like"}, "What you like"),
            ({}, ""),
        ],
    )
    def test_is_what_a_package_says_as_spdx_has_it(self, said: dict[str, str], licence: str) -> None:
        message = Message()
        for name, value in said.items():
            message[name] = value
        assert supply.spdx(message) == licence


class TestThePage:
    def test_is_as_it_should_be(self) -> None:
        assert supply.write_licences(check=True) == 0

    def test_is_refused_when_a_package_has_changed(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        old = supply.PAGE.read_text(encoding="utf-8").replace("| mkdocs | 1.6.1 |", "| mkdocs | 1.6.0 |")
        (tmp_path / "licences.md").write_text(old, encoding="utf-8")
        monkeypatch.setattr(supply, "PAGE", tmp_path / "licences.md")
        monkeypatch.setattr(supply, "ROOT", tmp_path)
        with pytest.raises(Trouble, match="out of date"):
            supply.write_licences(check=True)

    def test_is_not_written_where_a_licence_has_not_been_weighed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(supply.LOOKED_UP, "mkdocs", ("Ours-Alone", ""))
        with pytest.raises(Trouble, match="mkdocs is under 'Ours-Alone'"):
            supply.write_licences(check=True)


def test_every_script_that_pages_carry_is_in_the_lock_of_npm() -> None:
    locked = json.loads((supply.SCRIPTS / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    scripts = supply.shipped_scripts()
    assert {piece.name for piece in scripts} == {
        path.name.split(".")[0] for path in (supply.ROOT / supply.VENDOR).glob("*.js")
    }
    assert all(f"node_modules/{piece.name}" in locked for piece in scripts)
