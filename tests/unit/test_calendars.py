"""Sessions as iCalendar: read back by a package, and looked at byte by byte."""

import datetime
from collections.abc import Callable, Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
from walks import MODEL

from make_the_connection.api import load
from make_the_connection.exports.calendars import calendars
from make_the_connection.site import Site

LONDON = ZoneInfo("Europe/London")
AS_OF = datetime.date(2025, 3, 1)
SUMMER = """
dates:
  - {name: {en: Buds, cy: Blagur}, on: 2025-03-29, from: '10:00', until: '11:30', zone: Europe/London, place: Shed}
  - {name: {en: Buds, cy: Blagur}, on: 2025-03-31, from: '10:00', until: '11:30', zone: Europe/London, online: true}
"""
AUTUMN = """
dates:
  - {name: {en: Fruit, cy: Ffrwyth}, on: 2025-10-25, from: '10:00', zone: Europe/London}
  - {name: {en: Fruit, cy: Ffrwyth}, on: 2025-10-27, from: '10:00', zone: Europe/London}
  - {name: {en: Party, cy: Parti}, on: 2025-11-01}
"""

Walks = Callable[..., Site]


def walk(facts: str, title: str = "Walk") -> dict[str, str]:
    words = f"---\ntitle: {title}\nsummary: Go.\n---\n"
    return {"facts.yml": facts, "en.md": words, "cy.md": words}


@pytest.fixture
def walks(planted: Callable[[Mapping[str, str | bytes | None]], Path]) -> Walks:
    """The garden with walks, each by its id and the text of its facts, as of a day."""

    def made(as_of: datetime.date = AS_OF, title: str = "Walk", **facts: str) -> Site:
        files = {f"walks/{id_}/{name}": text for id_, each in facts.items() for name, text in walk(each, title).items()}
        loaded = load(planted({"model.yml": MODEL, **files}), as_of=as_of)
        assert not loaded.errors
        return loaded.site

    return made


def events(site: Site, path: str = "walks/spring.ics", code: str = "en") -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(dict(calendars(site, code))[path]).events


class TestWhen:
    @pytest.mark.parametrize("facts", [SUMMER, AUTUMN], ids=["March", "October"])
    def test_a_session_stays_at_its_time_of_day_when_the_clock_changes(self, walks: Walks, facts: str) -> None:
        first, second = events(walks(spring=facts))[:2]
        assert [event.start.time() for event in (first, second)] == [datetime.time(10)] * 2
        assert second.start.astimezone(datetime.UTC).hour != first.start.astimezone(datetime.UTC).hour

    def test_the_file_itself_holds_the_rules_of_the_zone(self, walks: Walks) -> None:
        calendar = icalendar.Calendar.from_ical(dict(calendars(walks(spring=SUMMER), "en"))["walks/spring.ics"])
        zone = calendar.timezones[0].to_tz(lookup_tzid=False)
        for day, hour in ((29, 12), (30, 0), (30, 3), (31, 12)):
            there = datetime.datetime(2025, 3, day, hour, tzinfo=LONDON)
            assert there.replace(tzinfo=zone).utcoffset() == there.utcoffset()

    @pytest.mark.parametrize(
        ("part", "start", "before", "after"),
        [("DAYLIGHT", "20250330T010000", "+0000", "+0100"), ("STANDARD", "20251026T020000", "+0100", "+0000")],
    )
    def test_each_change_stands_at_the_time_that_the_clock_showed_before_it(
        self, walks: Walks, part: str, start: str, before: str, after: str
    ) -> None:
        rule = raw(walks(spring=SUMMER)).partition(f"BEGIN:{part}\r\nDTSTART:{start}\r\n")[2].split("\r\n")
        assert rule[1:3] == [f"TZOFFSETFROM:{before}", f"TZOFFSETTO:{after}"]

    def test_a_day_without_times_is_a_day(self, walks: Walks) -> None:
        party = events(walks(spring=AUTUMN))[2]
        assert party.start == datetime.date(2025, 11, 1)
        assert "times not yet known" in party["description"]
        assert party["transp"] == "TRANSPARENT"


class TestWhich:
    def test_a_session_keeps_its_identifier_when_it_moves(self, walks: Walks, tmp_path: Path) -> None:
        site = walks(spring=SUMMER)
        before = [event["uid"] for event in events(site)]
        (tmp_path / "garden").rename(tmp_path / "before")
        moved = SUMMER.replace("2025-03-31, from: '10:00'", "2025-04-07, from: '09:00'")
        assert [event["uid"] for event in events(walks(spring=moved))] == before
        assert len(set(before)) == 2

    def test_it_is_the_same_in_every_language(self, walks: Walks) -> None:
        site = walks(spring=SUMMER)
        assert [event["uid"] for event in events(site)] == [event["uid"] for event in events(site, code="cy")]

    def test_the_calendar_of_a_type_holds_what_is_not_over(self, walks: Walks) -> None:
        site = walks(datetime.date(2025, 4, 1), spring=SUMMER, autumn=AUTUMN)
        assert {event["summary"] for event in events(site, "walks.ics")} == {"Fruit · Walk", "Party · Walk"}
        assert len(events(site)) == 2

    def test_no_entry_takes_its_place_whatever_it_is_called(self, walks: Walks) -> None:
        paths = [path for path, _ in calendars(walks(calendar=SUMMER, walks=SUMMER, feed=SUMMER), "en")]
        assert len(set(paths)) == len(paths) == 4

    def test_it_stands_even_where_nothing_is_to_come(self, walks: Walks) -> None:
        site = walks(datetime.date(2026, 1, 1), spring=SUMMER)
        assert events(site, "walks.ics") == []

    def test_what_has_no_sessions_has_no_file(self, walks: Walks) -> None:
        assert dict(calendars(walks(spring="added: 2025-01-01\n"), "en")) == {}


def raw(site: Site, code: str = "en") -> str:
    return dict(calendars(site, code))["walks/spring.ics"].decode()


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


class TestText:
    HOSTILE = '"A, b; c\\\\nEND:VEVENT\\nBEGIN:VEVENT ŵŷ ' + "ŵ" * 80 + '"'

    def test_what_an_author_writes_stays_text(self, walks: Walks) -> None:
        site = walks(spring=SUMMER.replace("en: Buds", f"en: {self.HOSTILE}"))
        lines = unfolded(raw(site))
        assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 2
        assert events(site)[0]["summary"].startswith("A, b; c\\nEND:VEVENT\nBEGIN:VEVENT ŵŷ")

    def test_lines_end_as_the_standard_has_it_and_are_folded_between_letters(self, walks: Walks) -> None:
        site = walks(spring=SUMMER.replace("cy: Blagur", f"cy: {self.HOSTILE}"))
        made = dict(calendars(site, "cy"))["walks/spring.ics"]
        assert b"\n" not in made.replace(b"\r\n", b"")
        lines = made.split(b"\r\n")
        assert max(map(len, lines)) <= 75
        assert all(line.decode() for line in lines[:-1])

    def test_words_say_their_language(self, walks: Walks) -> None:
        lines = unfolded(raw(walks(spring=SUMMER), "cy"))
        assert "SUMMARY;LANGUAGE=cy:Blagur · Walk" in lines
        assert "LOCATION;LANGUAGE=cy:ar-lein" in lines
        assert "DTSTART;TZID=Europe/London:20250331T100000" in lines
        assert "DTEND;TZID=Europe/London:20250331T113000" in lines

    def test_a_file_says_when_it_was_made_and_last_changed(self, walks: Walks) -> None:
        lines = unfolded(raw(walks(spring=f"added: 2025-01-02\nchanged: 2025-02-03{SUMMER}")))
        assert lines.count("DTSTAMP:20250301T000000Z") == lines.count("LAST-MODIFIED:20250203T000000Z") == 2
        assert lines[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//make-the-connection//calendar//EN"]

    def test_the_same_site_gives_the_same_bytes(self, walks: Walks) -> None:
        site = walks(spring=SUMMER, autumn=AUTUMN)
        assert dict(calendars(site, "cy")) == dict(calendars(site, "cy"))
