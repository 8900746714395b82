"""`crosswalk.csv`: one link a row, for a spreadsheet (RFC 4180, UTF-8).

It begins with a byte order mark: without one, Excel takes the file for the machine's old code page and spoils every
letter that is not English. A cell that a spreadsheet would take for a formula, or that begins with an apostrophe, is
given one apostrophe in front; taking one apostrophe off every cell that begins with one gives the text back.
"""

import csv
import io
from collections.abc import Callable, Mapping

from make_the_connection.crosswalk import Link
from make_the_connection.exports.crosswalk_format import UNDETERMINED
from make_the_connection.exports.crosswalk_json import words_of
from make_the_connection.exports.identity import link_name, urn
from make_the_connection.exports.published import Publication
from make_the_connection.site import Site

_RISKY = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "'")
"""What a formula may begin with, also in full width as keyboards of East Asia write it; and the apostrophe itself."""

_Column = Callable[[Link], str | None]


def crosswalk_csv(site: Site, _publication: Publication) -> bytes:
    """The links by subject and object, with the titles of both ends and the reason in each language."""
    columns = _columns(site)
    written = io.BytesIO()
    text = io.TextIOWrapper(written, "utf-8-sig", newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([harmless(column(link) or "") for column in columns.values()] for link in site.graph.links)
    text.flush()
    return written.getvalue()


def harmless(text: str) -> str:
    """A text as it stands in a cell: nothing that a spreadsheet would calculate."""
    return f"'{text}" if text.lstrip().startswith(_RISKY) else text


def _columns(site: Site) -> Mapping[str, _Column]:
    return {
        "identifier": lambda link: urn(site, link_name(link)),
        **_end(site, "subject", lambda link: link.subject),
        "relation": lambda link: link.relation,
        **_in_each(site, "relation", lambda link: site.model.relations[link.relation].label),
        **_end(site, "object", lambda link: link.object),
        **_in_each(site, "why", lambda link: link.why),
        "basis": lambda link: link.basis,
        "source": lambda link: link.source,
        # As printed: one text for all languages, or one in the language of the source.
        "wording": lambda link: (link.wording or {}).get(""),
        **_in_each(site, "wording", lambda link: link.wording or {}),
        "by": lambda link: link.by,
        "on": lambda link: link.on,
        "strength": lambda link: link.strength,
        "reviewed_by": lambda link: link.reviewed[0] if link.reviewed else None,
        "reviewed_on": lambda link: link.reviewed[1] if link.reviewed else None,
    }


def _end(site: Site, name: str, key: Callable[[Link], str]) -> dict[str, _Column]:
    """The columns of one end of a link: its key, its identifier, and its titles with what they rest on."""
    words = {entry.key: words_of(site, entry) for entry in site.entries.values()}
    titles = {key: {code: each.title for code, each in of_entry.items()} for key, of_entry in words.items()}
    statuses = {key: {code: each.title_status for code, each in of_entry.items()} for key, of_entry in words.items()}
    return {
        name: key,
        f"{name}_identifier": lambda link: urn(site, key(link)),
        **_in_each(site, f"{name}_title", lambda link: titles[key(link)]),
        **_in_each(site, f"{name}_title_status", lambda link: statuses[key(link)]),
    }


def _in_each(site: Site, name: str, text: Callable[[Link], Mapping[str, str]]) -> dict[str, _Column]:
    """A column for each language of the site; a title that is the same in all stands in each."""

    def column(code: str) -> _Column:
        return lambda link: text(link).get(code) or text(link).get(UNDETERMINED)

    return {f"{name}_{code}": column(code) for code in site.languages}
