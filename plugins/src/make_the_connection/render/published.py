"""The files that are published above the languages, and what guide pages show of them."""

from collections.abc import Callable, Mapping
from functools import partial

from markupsafe import Markup

from make_the_connection.exports import FILES, Publication, work_file, work_files
from make_the_connection.exports.carried import CARRIED, FORMATS
from make_the_connection.exports.table_csv import formats_of, table_file, table_files
from make_the_connection.references import FORMATS as FORMATS_OF_WORKS
from make_the_connection.render.environment import rendered
from make_the_connection.render.poster import poster_files
from make_the_connection.render.reader import Reader
from make_the_connection.site import Site


def published_files(site: Site, publication: Publication) -> Mapping[str, Callable[[], bytes]]:
    """What makes each file, by its path below the site. Nothing is made before it is called."""
    data = {f"data/{name}": partial(make, site, publication) for name, make in FILES.items()}
    works = {f"data/{name}": make for name, make in work_files(site).items()}
    tables = {f"data/{name}": make for name, make in table_files(site).items()}
    return data | works | tables | {f"poster/{name}": make for name, make in poster_files(site).items()}


def data_files(reader: Reader) -> Markup:
    """The files for other systems, and whom each is for."""
    languages = reader.site.languages if reader.site.works else {}
    tables = {table_file(name): format_.owner for name, format_ in formats_of(reader.site).items()}
    return rendered(
        "data_files.html",
        reader=reader,
        names=FILES,
        tables=tables,
        formats=FORMATS_OF_WORKS,
        languages=languages,
        file=work_file,
    )


def carried(reader: Reader) -> Markup:
    """What of the crosswalk each format carries, as a table."""
    return rendered("carried.html", reader=reader, carried=CARRIED, formats=FORMATS)
