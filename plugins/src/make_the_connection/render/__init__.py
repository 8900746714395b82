"""Views of a site as HTML. Reads no files, and knows no site generator."""

from make_the_connection.render.cells import cell_page
from make_the_connection.render.entries import entry_page
from make_the_connection.render.listings import LISTINGS
from make_the_connection.render.page import Heading, Page
from make_the_connection.render.reader import Reader, cell_address
from make_the_connection.render.root_pages import choice_page, not_found_page

__all__ = [
    "LISTINGS",
    "Heading",
    "Page",
    "Reader",
    "cell_address",
    "cell_page",
    "choice_page",
    "entry_page",
    "not_found_page",
]
