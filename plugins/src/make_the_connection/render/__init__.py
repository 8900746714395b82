"""Views of a site as HTML. Reads no files, and knows no site generator."""

from make_the_connection.render.bibliography import record_scripts
from make_the_connection.render.cells import Reasons, cell_page
from make_the_connection.render.citations import citation_html
from make_the_connection.render.cite_page import PageCitations
from make_the_connection.render.connected import Steps, connected_page
from make_the_connection.render.connected_scripts import connected_scripts
from make_the_connection.render.entries import entry_page
from make_the_connection.render.environment import compile_templates
from make_the_connection.render.feeds import feeds_of_page
from make_the_connection.render.finder import Found, finder_page, finder_pages
from make_the_connection.render.finder_scripts import finder_scripts
from make_the_connection.render.following import next_steps
from make_the_connection.render.listings import LISTINGS
from make_the_connection.render.moved import moved, moved_pages
from make_the_connection.render.page import Block, Heading, Page
from make_the_connection.render.page_facts import page_facts
from make_the_connection.render.parity import parity_notice
from make_the_connection.render.policies import REFERRER, content_policy
from make_the_connection.render.popovers import guide_foot
from make_the_connection.render.published import published_files
from make_the_connection.render.reader import Reader, cell_address, connected_address, side_by_side_address
from make_the_connection.render.reporting import report
from make_the_connection.render.root_pages import choice_page, crawling_files, hosting_files, not_found_page
from make_the_connection.render.side_by_side import (
    Column,
    cell_columns,
    column_readers,
    entry_columns,
    guide_column,
    side_by_side_page,
)
from make_the_connection.render.take_away import taken_away
from make_the_connection.render.terms import button_attributes, term_anchor
from make_the_connection.render.withdrawn import withdrawn_addresses, withdrawn_page

__all__ = [
    "LISTINGS",
    "REFERRER",
    "Block",
    "Column",
    "Found",
    "Heading",
    "Page",
    "PageCitations",
    "Reader",
    "Reasons",
    "Steps",
    "button_attributes",
    "cell_address",
    "cell_columns",
    "cell_page",
    "choice_page",
    "citation_html",
    "column_readers",
    "compile_templates",
    "connected_address",
    "connected_page",
    "connected_scripts",
    "content_policy",
    "crawling_files",
    "entry_columns",
    "entry_page",
    "feeds_of_page",
    "finder_page",
    "finder_pages",
    "finder_scripts",
    "guide_column",
    "guide_foot",
    "hosting_files",
    "moved",
    "moved_pages",
    "next_steps",
    "not_found_page",
    "page_facts",
    "parity_notice",
    "published_files",
    "record_scripts",
    "report",
    "side_by_side_address",
    "side_by_side_page",
    "taken_away",
    "term_anchor",
    "withdrawn_addresses",
    "withdrawn_page",
]
