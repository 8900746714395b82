"""What every page has, whatever puts it on the site."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """A heading that a page's contents list leads to."""

    id: str
    title: str


@dataclass(frozen=True)
class Page:
    """A page of one language. `source` is the file to edit, from the root of the site, or empty for a made page."""

    address: str
    title: str
    description: str
    html: str
    headings: tuple[Heading, ...]
    source: str = ""
