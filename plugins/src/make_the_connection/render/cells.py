"""The page of a cell of the crosswalk: what joins its row and its column, with both reasons."""

from make_the_connection.crosswalk import Cell, State
from make_the_connection.render.environment import rendered
from make_the_connection.render.page import Heading, Page
from make_the_connection.render.reader import Reader, cell_address
from make_the_connection.site import Site


def cell_page(site: Site, code: str, cell: Cell) -> Page:
    """The page of a cell for readers of a language."""
    reader = Reader(site, code, cell_address(cell))
    types = [type_ for type_ in site.model.types if cell.of_type(type_)]
    ruled_out = site.graph.unrelated_with((cell.row, cell.column)) if cell.state is State.NONE else ()
    row, column = (site.short(key, code).text for key in (cell.row, cell.column))
    title = reader.language.text("cell.title", row=row, column=column)
    return Page(
        address=reader.address,
        title=title,
        description=reader.language.text("cell.description", row=row, column=column),
        html=str(rendered("cell.html", reader=reader, cell=cell, types=types, title=title, ruled_out=ruled_out)),
        headings=tuple(Heading(type_, reader.types(type_)) for type_ in types),
    )
