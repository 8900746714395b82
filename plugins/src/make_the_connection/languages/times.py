"""Days with their weekdays, times of day and time zones as people of a language write them, by CLDR."""

import datetime
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_time, get_timezone_location

from make_the_connection.languages.language import Language


def full_day(language: Language, day: datetime.date) -> str:
    """A day with its weekday: `Tuesday, 23 January 2024`."""
    return str(format_date(day, "full", locale=language.locale))


def time_of_day(language: Language, time: str) -> str:
    """A time of the form HH:MM."""
    return str(format_time(datetime.time.fromisoformat(time), "short", locale=language.locale))


def weekday_names(language: Language) -> tuple[str, ...]:
    """The names of the days of the week, from Monday on."""
    return tuple(str(language.locale.days["format"]["wide"][number]) for number in range(7))


@cache
def zone_name(locale: Locale, zone: str) -> str:
    """What people call the time in a zone whether or not its clock has gone forward: `United Kingdom Time`.

    A zone shared by several countries has a name of its own in CLDR; another is called by its country, and one of no
    country by its own name.
    """
    shared = get_global("meta_zones").get(zone)
    names = locale.meta_zones.get(shared, {}).get("long", {}) if shared else {}
    if "generic" in names:
        return str(names["generic"])
    if get_global("zone_territories").get(zone, "001") in {"001", "ZZ"}:
        return zone.removeprefix("Etc/").replace("_", " ")
    return str(get_timezone_location(zone, locale=locale))
