"""What the last test of how far everybody can use the pages found, for the statement about it."""

from markupsafe import Markup

from make_the_connection.render.environment import rendered
from make_the_connection.render.reader import Reader


def access_tested(reader: Reader) -> Markup:
    """What was tried, when and with what, how many faults there were, and which; or that nothing is recorded."""
    tested = reader.site.tested
    if tested is None:
        return Markup("<p>{}</p>").format(reader.text("access.none"))
    by_language = [
        (code, [row for row in tested.counts if row.language == code])
        for code in reader.site.languages
        if code in tested.all_pages
    ]
    schemes = {"light": reader.text("access.light"), "dark": reader.text("access.dark")}
    return rendered("tested.html", reader=reader, tested=tested, by_language=by_language, schemes=schemes)
