"""What is to come and what is over: on pages, in lists, and for who reads an old copy."""

import datetime
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from walks import MODEL

from make_the_connection.api import load
from make_the_connection.content.sessions import Period
from make_the_connection.exports.schema_org import Head, head_data
from make_the_connection.render import LISTINGS, Reader, entry_page
from make_the_connection.site import Site
from make_the_connection.site.timing import opening

FACTS = {
    "spring": """
booking: {opens: 2025-02-01, closes: 2025-03-20}
dates:
  - {name: {en: After, cy: Wedyn}, on: 2025-03-31, from: '10:00', until: '11:30', zone: Europe/London, online: true}
  - {name: {en: Before, cy: Cyn}, on: 2025-03-29, from: '10:00', zone: Europe/London, place: <b>Shed</b>}
""",
    "autumn": """
dates:
  - name: {en: Fruit, cy: Ffrwyth}
    on: 2025-10-02
    weekday: thursday
    printed: Friday 2 October 2025
    note: {en: We asked., cy: Gofynnwyd.}
""",
    "any": "{}",
}
LAST = datetime.date(2025, 3, 31)


@pytest.fixture
def walks(planted: Callable[[Mapping[str, str | bytes | None]], Path]) -> Callable[[datetime.date], Site]:
    """The garden with three walks, one of them without sessions, as of a day."""
    files = {f"walks/{id_}/facts.yml": facts for id_, facts in FACTS.items()}
    for id_ in FACTS:
        words = f"---\ntitle: {id_.title()}\nsummary: Go.\n---\n"
        files |= {f"walks/{id_}/{code}.md": words for code in ("en", "cy")}
    path = planted({"model.yml": MODEL, **files})

    def as_of(day: datetime.date) -> Site:
        loaded = load(path, as_of=day)
        assert not loaded.errors
        return loaded.site

    return as_of


Walks = Callable[[datetime.date], Site]


def page(site: Site, id_: str, code: str = "en") -> str:
    return entry_page(site, code, f"walk:{id_}").html


def titles(html: str) -> list[str]:
    return re.findall(r'card-title"><a [^>]*>(\w+)<', html)


class TestOver:
    def test_an_entry_is_over_on_the_day_after_its_last_session(self, walks: Walks) -> None:
        spring = "walk:spring"
        on_the_day, after = walks(LAST), walks(LAST + datetime.timedelta(days=1))
        assert not on_the_day.is_over(on_the_day.entries[spring])
        assert after.is_over(after.entries[spring])

    def test_one_without_sessions_is_never_over(self, walks: Walks) -> None:
        site = walks(datetime.date(2999, 1, 1))
        assert not site.is_over(site.entries["walk:any"])
        assert not site.is_over(site.entries["plant:swede"])

    def test_its_page_is_kept_and_says_so(self, walks: Walks) -> None:
        html = page(walks(datetime.date(2025, 4, 1)), "spring")
        assert '<p class="notice over">This is over, and kept as a record. Its last session: ' in html
        assert "data-since" not in html

    def test_before_that_a_page_carries_the_moment_from_which_it_will_be(self, walks: Walks) -> None:
        site = walks(LAST)
        notice = '<p class="notice over" data-since="2025-03-31T23:00:00Z" hidden>'
        assert f'<div role="status">{notice}' in page(site, "spring")
        # Where nobody knows the place, the day lasts as long as it does anywhere.
        assert 'data-since="2025-10-03T12:00:00Z"' in page(site, "autumn")
        assert "data-since" not in page(site, "any")


class TestSessions:
    def test_stand_in_order_with_times_that_programs_read_right(self, walks: Walks) -> None:
        html = page(walks(LAST), "spring")
        assert re.findall(r'session-name">(\w+)<', html) == ["Before", "After"]
        assert '<time datetime="2025-03-29">Saturday, 29 March 2025</time>' in html
        assert 'from <time datetime="2025-03-29T10:00+00:00">10:00</time>, United Kingdom Time' in html
        assert '<time datetime="2025-03-31T10:00+01:00">10:00</time>–<time datetime="2025-03-31T11:30+01:00">' in html

    def test_say_where_and_what_the_source_prints(self, walks: Walks) -> None:
        site = walks(LAST)
        assert "&lt;b&gt;Shed&lt;/b&gt;" in page(site, "spring")
        autumn = page(site, "autumn")
        assert "The source prints the day as “Friday 2 October 2025”." in autumn
        assert "We asked." in autumn
        assert "place not stated" in autumn
        assert "times not yet known" in autumn

    def test_are_in_the_words_of_each_language(self, walks: Walks) -> None:
        assert "Dydd Llun, 31 Mawrth 2025" in page(walks(LAST), "spring", "cy")
        assert "Amser Y Deyrnas Unedig" in page(walks(LAST), "spring", "cy")

    def test_can_be_taken_into_a_calendar(self, walks: Walks) -> None:
        assert '<a href="spring.ics" download type="text/calendar">' in page(walks(LAST), "spring")
        assert ".ics" not in page(walks(LAST), "any")

    def test_are_events_for_search_engines(self, walks: Walks) -> None:
        head = Head(walks(LAST), "cy", "walks/spring", "", "", lambda code, to: f"{code}/{to}", "walk:spring")
        series = head_data(head)["mainEntity"]
        assert (series["@type"], series["startDate"], series["endDate"]) == ("EventSeries", "2025-03-29", "2025-03-31")
        before, after = series["subEvent"]
        assert (before["startDate"], before["location"]["name"]) == ("2025-03-29T10:00+00:00", "<b>Shed</b>")
        assert after["endDate"] == "2025-03-31T11:30+01:00"
        assert after["eventAttendanceMode"].endswith("OnlineEventAttendanceMode")


class TestPeriods:
    @pytest.mark.parametrize(
        ("day", "state"),
        [("01-31", "not-yet"), ("02-01", "open"), ("03-20", "open"), ("03-21", "closed")],
    )
    def test_hold_from_their_first_day_to_their_last(self, day: str, state: str) -> None:
        period = Period(opens="2025-02-01", closes="2025-03-20")
        assert opening(period, datetime.date.fromisoformat(f"2025-{day}")) == state

    @pytest.mark.parametrize(
        ("day", "shown"),
        [
            ("2025-01-31", ["not yet open (as of 31 January 2025)"]),
            ("2025-03-01", ["open (as of 1 March 2025)"]),
            ("2025-03-21", ["closed"]),
        ],
    )
    def test_say_what_holds_on_the_day_of_the_site(self, walks: Walks, day: str, shown: list[str]) -> None:
        _, _, period = page(walks(datetime.date.fromisoformat(day)), "spring").partition('class="period"')
        states = re.findall(r"<span([^>]*)>([^<]+)</span>", period)
        assert [words for attributes, words in states if "hidden" not in attributes] == shown

    def test_carry_the_moments_at_which_another_state_holds(self, walks: Walks) -> None:
        _, _, period = page(walks(datetime.date(2025, 1, 1)), "spring").partition('class="period"')
        assert re.findall(r'data-(since|until)="([^"]+)"', period) == [
            ("until", "2025-02-01T12:00:00Z"),
            ("since", "2025-02-01T12:00:00Z"),
            ("until", "2025-03-21T12:00:00Z"),
            ("since", "2025-03-21T12:00:00Z"),
        ]


class TestLists:
    def shown(self, site: Site, name: str, *arguments: str) -> str:
        return LISTINGS[name](Reader(site, "en", "about"), *(arguments or ("walk",)))

    def test_what_is_coming_begins_with_the_soonest(self, walks: Walks) -> None:
        html = self.shown(walks(datetime.date(2025, 3, 30)), "coming")
        assert titles(html) == ["Spring", "Autumn", "Any"]
        assert 'Next session: <time datetime="2025-03-31">' in html

    def test_what_is_over_leaves_that_list_for_the_other(self, walks: Walks) -> None:
        site = walks(datetime.date(2026, 1, 1))
        assert titles(self.shown(site, "coming")) == ["Any"]
        assert titles(self.shown(site, "over")) == ["Autumn", "Spring"]
        assert titles(self.shown(site, "cards")) == ["Any", "Autumn", "Spring"]

    def test_an_empty_list_is_a_sentence(self, walks: Walks) -> None:
        assert self.shown(walks(LAST), "over").strip() == "<p>Nothing is over yet.</p>"
        assert self.shown(walks(LAST), "over", "soil").strip() == "<p>Nothing is over yet.</p>"

    def test_a_card_says_itself_that_it_is_over_in_an_old_copy(self, walks: Walks) -> None:
        html = self.shown(walks(LAST), "coming")
        assert html.count('data-since="2025-03-31T23:00:00Z" hidden') == 2
        assert html.index('role="status"') < html.index("<ul")

    def test_the_calendar_of_all_is_beside_its_feed(self, walks: Walks) -> None:
        html = self.shown(walks(LAST), "calendar_files")
        assert '<a href="walks.ics" download type="text/calendar">' in html
        assert self.shown(walks(LAST), "calendar_files", "soil") == ""
