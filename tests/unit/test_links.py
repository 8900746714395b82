"""The record of the addresses that a site leads to: what is found in its files, what is learnt of it, what is said."""

import datetime
from pathlib import Path

import pytest

import link_sources
import links
from asking import Answer, Asker
from environment import Trouble
from link_record import Known, question, read_record, with_archive, write_record
from link_sources import addresses, files_of
from make_the_connection.site import Site

DAY, LATER = datetime.date(2026, 11, 1), datetime.date(2026, 11, 8)
COPY = (
    b'{"archived_snapshots": {"closest": {"available": true, "status": "200", "timestamp": "20250102030405",'
    b' "url": "http://web.archive.org/web/20250102030405/https://a.cymru/"}}}'
)
A, B, C = "https://a.cymru/", "https://b.cymru/b", "https://c.cymru/"


class Web(Asker):
    """Answers by heart, and counts."""

    def __init__(self, answers: dict[str, Answer], archive: bytes = b"") -> None:
        super().__init__("test")
        self.answers, self.archive, self.asked, self.fetched = answers, archive, list[str](), list[str]()

    def ask(self, address: str) -> Answer:
        self.asked.append(address)
        return self.answers[address]

    def fetch(self, address: str) -> bytes:
        self.fetched.append(address)
        return self.archive


class TestAddresses:
    def found(self, tmp_path: Path, text: str) -> list[str]:
        (tmp_path / "a.md").write_text(text, encoding="utf-8")
        return list(addresses(tmp_path, iter([Path("a.md")])))

    @pytest.mark.parametrize(
        ("text", "address"),
        [
            ("see https://a.cymru/b.", "https://a.cymru/b"),
            ("[words](https://a.cymru/b) and", "https://a.cymru/b"),
            ("<https://a.cymru/b?c=d#e>", "https://a.cymru/b?c=d"),
            ("(https://a.cymru/10.1016/S0(99)1-2)", "https://a.cymru/10.1016/S0(99)1-2"),
            ("URL: 'https://a.cymru/b'", "https://a.cymru/b"),
            ("  DOI: 10.1080/a.b-c", "https://doi.org/10.1080/a.b-c"),
        ],
    )
    def test_end_where_the_words_around_them_begin(self, text: str, address: str, tmp_path: Path) -> None:
        assert self.found(tmp_path, text) == [address]

    @pytest.mark.parametrize("text", ["https://…", "http://localhost:8000/", "https://a.example/", "mailto:a@b.cymru"])
    def test_of_nobody_are_none(self, text: str, tmp_path: Path) -> None:
        assert self.found(tmp_path, text) == []

    def test_stand_once_with_all_their_places(self, tmp_path: Path) -> None:
        (tmp_path / "a.md").write_text(f"{B}\n\n{A}#x {A}", encoding="utf-8")
        (tmp_path / "b.yml").write_text(f"URL: {A}", encoding="utf-8")
        found = addresses(tmp_path, iter([Path("b.yml"), Path("a.md"), Path("missing.md")]))
        assert found == {A: (("a.md", 3), ("b.yml", 1)), B: (("a.md", 1),)}

    def test_are_looked_for_in_entries_and_guide_pages(self, garden: Site) -> None:
        names = {path.name for path in files_of(garden)}
        assert {"facts.yml", "en.md"} <= names


class TestWhatIsKnown:
    def test_keeps_the_day_on_which_something_was_last_there(self) -> None:
        known = Known().told(Answer(200), DAY).told(Answer(404), LATER)
        assert (known.seen, known.asked, known.answer) == ("2026-11-01", "2026-11-08", 404)

    def test_is_read_as_it_was_written(self, tmp_path: Path) -> None:
        record = {B: Known("2026-11-01", "timeout"), A: Known("2026-11-01", 200, "2026-11-01", C, C, "2025-01-02")}
        write_record(tmp_path / "links.yml", record)
        assert read_record(tmp_path / "links.yml") == record
        text = (tmp_path / "links.yml").read_text(encoding="utf-8")
        assert text.index(A) < text.index(B)
        assert [path.name for path in tmp_path.iterdir()] == ["links.yml"]

    def test_is_nothing_before_the_first_run(self, tmp_path: Path) -> None:
        assert read_record(tmp_path / "links.yml") == {}

    @pytest.mark.parametrize("text", ["a: [", "- a", "https://a.cymru/: {colour: red}", "https://a.cymru/: red"])
    def test_is_not_written_over_where_it_cannot_be_read(self, text: str, tmp_path: Path) -> None:
        (tmp_path / "links.yml").write_text(text)
        with pytest.raises(Trouble, match="no record of links"):
            read_record(tmp_path / "links.yml")

    def test_has_the_copy_that_an_archive_says_it_has(self) -> None:
        known = with_archive(Known(), COPY)
        assert known.archived == "https://web.archive.org/web/20250102030405/https://a.cymru/"
        assert known.archived_on == "2025-01-02"

    @pytest.mark.parametrize(
        "said",
        [
            b"",
            b"<html>",
            b"[]",
            b'{"archived_snapshots": {}}',
            COPY.replace(b'"200"', b'"404"'),
            COPY.replace(b"http:", b"ftp:"),
        ],
    )
    def test_keeps_the_copy_that_it_had_where_the_archive_says_nothing(self, said: bytes) -> None:
        known = with_archive(Known(), COPY)
        assert with_archive(known, said) == known

    def test_asks_the_archive_by_its_interface(self) -> None:
        assert question("https://x.cymru/a", "https://a.cymru/?b=c&d") == (
            "https://x.cymru/a?url=https%3A%2F%2Fa.cymru%2F%3Fb%3Dc%26d"
        )


class TestARun:
    def run(self, web: Web, known: dict[str, Known] | None = None, *arguments: str) -> dict[str, Known]:
        options = links.parse(["--as-of", LATER.isoformat(), *arguments])
        asking = links.Asking(web, options, known or {})
        asking.all(web.answers)
        return asking.known

    def test_asks_every_address_once_and_for_a_copy_of_each(self) -> None:
        web = Web({A: Answer(200), B: Answer(404), C: Answer("timeout")}, COPY)
        known = self.run(web)
        assert sorted(web.asked) == [A, B, C]
        assert len(web.fetched) == 3
        assert {address: each.answer for address, each in known.items()} == {A: 200, B: 404, C: "timeout"}
        assert all(each.archived_on == "2025-01-02" for each in known.values())

    def test_asks_for_no_copy_of_what_is_there_and_has_one(self) -> None:
        before = {A: with_archive(Known(), COPY), B: with_archive(Known(), COPY)}
        web = Web({A: Answer(200), B: Answer(410)}, COPY)
        self.run(web, before)
        assert web.fetched == [question("https://archive.org/wayback/available", B)]

    def test_asks_no_archive_where_that_is_not_wanted(self) -> None:
        web = Web({A: Answer(404)})
        self.run(web, None, "--no-archive")
        assert web.fetched == []

    def test_says_where_something_is_to_be_done(self, capsys: pytest.CaptureFixture[str]) -> None:
        web = Web({A: Answer(200), B: Answer(404), C: Answer(200, A), "https://d.cymru/": Answer(403)})
        known = self.run(web, {B: with_archive(Known(seen="2026-10-01"), COPY)})
        places = dict.fromkeys(known, (("a.md", 3), ("b.yml", 1)))
        links.told(places, known)
        *lines, numbers = capsys.readouterr().out.splitlines()
        copy = "archived on 2025-01-02: https://web.archive.org/web/20250102030405/https://a.cymru/"
        assert f"a.md:3: {B} is gone (404), last seen on 2026-10-01; {copy}: lead elsewhere, or to the copy" in lines
        assert f"b.yml:1: {C} has moved for good to {A}: lead there" in lines
        assert any(
            line.startswith("a.md:3: https://d.cymru/ did not let itself be seen (403), never") for line in lines
        )
        assert len(lines) == 6
        assert numbers == "seen 1, moved 1, gone 1, not seen 1"

    def test_never_fails_for_what_it_finds_and_forgets_what_nothing_leads_to(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, garden: Site, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(links, "site_of", lambda _: garden)
        monkeypatch.setattr(link_sources, "addresses", lambda *_: {B: (("a.md", 1),)})
        monkeypatch.setattr("asking.Asker.ask", lambda *_: Answer(410))
        record = tmp_path / "links.yml"
        write_record(record, {A: Known(seen="2026-10-01"), B: Known(seen="2026-10-01")})
        assert links.run(links.parse(["--record", str(record), "--no-archive", "--as-of", "2026-11-08"])) == 0
        assert read_record(record) == {B: Known("2026-11-08", 410, "2026-10-01")}
        assert "gone 1" in capsys.readouterr().out

    def test_keeps_what_it_has_learnt_where_it_is_stopped(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, garden: Site
    ) -> None:
        def answer(_: Asker, address: str) -> Answer:
            if address == B:
                raise KeyboardInterrupt
            return Answer(200)

        monkeypatch.setattr(links, "site_of", lambda _: garden)
        monkeypatch.setattr(link_sources, "addresses", lambda *_: {f"{A}{n}": () for n in range(3)} | {B: ()})
        monkeypatch.setattr("asking.Asker.ask", answer)
        record = tmp_path / "links.yml"
        with pytest.raises(KeyboardInterrupt):
            links.run(links.parse(["--record", str(record), "--no-archive"]))
        assert B not in read_record(record)
        assert f"{A}0" in read_record(record)

    def test_only_lists_where_that_is_wanted(
        self, monkeypatch: pytest.MonkeyPatch, garden: Site, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(links, "site_of", lambda _: garden)
        monkeypatch.setattr(link_sources, "addresses", lambda *_: {A: (("a.md", 1), ("b.md", 2))})
        assert links.run(links.parse(["--list"])) == 0
        assert capsys.readouterr().out == f"{A} a.md:1 b.md:2\n"
