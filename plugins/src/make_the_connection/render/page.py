"""What every page has, whatever puts it on the site."""

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True)
class Heading:
    """A heading that a page's contents list leads to."""

    id: str
    title: str


@dataclass(frozen=True)
class Block:
    """A part of a page under its own heading; one without an id stands under the title.

    `once` is true of what stands once on a page, whatever its languages.
    """

    id: str
    title: str
    html: Markup
    lang: str = ""
    once: bool = False


@dataclass(frozen=True)
class Page:
    """A page of one language. `source` is the file to edit, from the root of the site, or empty for a made page."""

    address: str
    title: str
    description: str
    html: str
    headings: tuple[Heading, ...]
    source: str = ""
