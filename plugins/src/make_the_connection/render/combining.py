"""Several people’s files of an evaluation put together: one picture without names, made by combining.js on the page."""

from markupsafe import Markup

from make_the_connection.render.environment import rendered
from make_the_connection.render.evaluation_file import asked, question, statements
from make_the_connection.render.reader import Reader

FEWEST = 5
"""People in the smallest group that is shown. Who works with the others every day could tell the answers of fewer."""

_SENTENCES = (
    "few", "too-few", "title", "counted", "earlier", "remove", "remove-one", "removed", "refused", "shown", "middle",
    "group.none", "group.none-one", "group.none-run", "group.one", "group.run",
)  # fmt: skip
"""What the script fills in."""


def combining(reader: Reader, name: str) -> Markup:
    """The means to put together the files of an evaluation; on a page of several languages, the rules alone."""
    declared, sentences = reader.site.model.evaluations[name], reader.language.catalogue.sentences
    words = {each: sentences[f"combining.{each}"] for each in _SENTENCES}
    return rendered(
        "combining.html",
        reader=reader,
        declared=declared,
        statements=[(entry, question(reader, name, entry)) for entry in statements(reader, name)],
        asked=asked(reader, name),
        words={**words, "fewest": FEWEST, "levels": [reader.own(each.label) for each in declared.levels.values()]},
        fewest=reader.language.number(FEWEST),
    )
