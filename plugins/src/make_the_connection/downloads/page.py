"""What pages show of the downloads and of the release: a list of the files, and the line that says how old a copy is.

Neither holds anything that changes with a release: what does is in scripts beside the pages, which these fill in from.
"""

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from make_the_connection.downloads.making import SUMS, Download, downloads_of
from make_the_connection.downloads.site_zip import FOLDER
from make_the_connection.render import Reader
from make_the_connection.render.environment import environment
from make_the_connection.site import Site


def downloads(reader: Reader) -> Markup:
    """The files that there are of a release, and what each is good for, by name.

    Nothing is a link until a script has read which of them were made: a copy of the site has none of them.
    """
    options = reader.site.configuration.options.downloads
    if options is None:
        return reader.text("downloads.page-missing")
    files = groupby(downloads_of(reader.site, options, Path()), lambda each: each.kind)
    page = downloads_page(reader.site)
    return _rendered(
        "downloads.html",
        reader=reader,
        sentences=reader.language.catalogue.sentences,
        kinds=[(kind, _by_entry(these, reader)) for kind, these in files],
        handouts=options.handouts,
        folder=reader.file(f"../{FOLDER}"),
        sums=SUMS,
        site_folder=Markup("<code>{}</code>").format(FOLDER),
        online=_online(reader, page),
    )


def age(reader: Reader) -> Markup:
    """The line in which a script says which release a page is of, and how old a copy of it is."""
    page = downloads_page(reader.site)
    sentences = reader.language.catalogue.sentences
    words = {
        **{name: sentences[f"age.{name}"] for name in ("release", "copy", "newer")},
        **{name: _forms(sentences[f"age.{name}"]) for name in ("days", "months", "years")},
    }
    return _rendered(
        "age.html",
        # Not by the filter of templates, which would write every letter with an accent as a number.
        words=htmlsafe_json_dumps(words, ensure_ascii=False),
        days=htmlsafe_json_dumps(reader.language.days_by_month, ensure_ascii=False),
        online=_online(reader, page),
    )


def downloads_page(site: Site) -> str | None:
    """The key of the guide page that asks for `downloads()`: the first, or None."""
    versions = ((guide.key, words) for guide in site.guides.values() for words in guide.words.values())
    return next((key for key, words in versions if any(call.name == downloads.__name__ for call in words.calls)), None)


def _by_entry(files: Iterable[Download], reader: Reader) -> list[tuple[str, list[Download]]]:
    """Files of one kind by the entry that they are about, the reader's own language first."""
    by_key: dict[str, list[Download]] = {}
    for each in files:
        by_key.setdefault(each.key, []).append(each)
    return [(key, sorted(these, key=lambda each: each.language != reader.code)) for key, these in by_key.items()]


def _online(reader: Reader, page: str | None) -> str:
    """The public address of a page in the reader's language; empty where the site has none."""
    address = reader.site.configuration.address
    return f"{address.rstrip('/')}/{reader.code}/{reader.site.address(page)}.html" if address and page else ""


def _forms(written: str) -> dict[str, str]:
    """The forms of a counted word by the numbers that ask for them; that of all others has no number.

    `{number} days; 1: {number} day`. Browsers do not all know the plurals of every language, and where numbers change
    the word behind them, CLDR's few categories do not tell all of them apart.
    """
    usual, *others = written.split("; ")
    return {"": usual, **dict(each.split(": ", 1) for each in others)}


def _rendered(template: str, **values: object) -> Markup:
    made = environment("make_the_connection.downloads").get_template(template).render(**values)
    return Markup(made)  # noqa: S704 - autoescaped
