"""What opens on a page, closed until then: explanations of its terms, and previews of the works that it cites."""

from markupsafe import Markup

from make_the_connection.content.guides import GuideWords
from make_the_connection.content.words import Words
from make_the_connection.render.citations import guide_references, previews
from make_the_connection.render.environment import rendered
from make_the_connection.render.page import Heading
from make_the_connection.render.reader import Reader
from make_the_connection.render.terms import explanations


def popovers(words: Words | GuideWords, reader: Reader) -> Markup:
    """What the links and citations of these words open."""
    return explanations(words.mentions, reader) + previews(words, reader)


def guide_foot(words: GuideWords, reader: Reader) -> tuple[Markup, tuple[Heading, ...]]:
    """What stands behind a guide page's own words, and the headings in it."""
    block = guide_references([words], reader)
    listed = rendered("guide_references.html", reader=reader, block=block) if block else Markup("")
    return listed + popovers(words, reader), (Heading(block.id, block.title),) if block else ()
