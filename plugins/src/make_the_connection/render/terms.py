"""The list of terms as a page, and the explanations that open where the words of a page name a term.

A term is marked as a link to its place in the glossary. Where it is explained a button follows that opens the
explanation in place, by the browser's own means (the popover attribute of HTML): no script is needed, Escape and a
touch elsewhere close it, and the focus stays. On paper and in old browsers the link is all there is.
"""

from collections.abc import Iterable, Mapping
from itertools import groupby

from markupsafe import Markup

from make_the_connection.content.inspection import Mention
from make_the_connection.content.terms import TERM
from make_the_connection.render.environment import rendered
from make_the_connection.render.reader import Reader


def glossary(reader: Reader) -> Markup:
    """Every term by the letters of the language."""
    alphabet = reader.language.alphabet
    terms = sorted(
        reader.site.terms.terms.items(), key=lambda item: (alphabet.sort_key(item[1].name[reader.code]), item[0])
    )
    letters = [
        (letter, tuple(group))
        for letter, group in groupby(terms, key=lambda item: alphabet.first_letter(item[1].name[reader.code]))
    ]
    others = [code for code in reader.site.languages if code != reader.code]
    return rendered("glossary.html", reader=reader, letters=letters, others=others, anchor=term_anchor)


def term_anchor(id_: str) -> str:
    """The id of a term on the glossary's page."""
    return f"term-{id_}"


def term_url(id_: str, reader: Reader) -> str | None:
    """The relative address of a term's place in the glossary; None where the site has no page for it."""
    key = reader.site.glossary
    return reader.url(key, term_anchor(id_)) if key and id_ in reader.site.terms.terms else None


def button_attributes(id_: str, reader: Reader) -> Mapping[str, str]:
    """The attributes of the button that opens a term's explanation; none where it is not explained."""
    term = reader.site.terms.terms.get(id_)
    if term is None or term.explained is None:
        return {}
    return {
        "type": "button",
        "class": "explain",
        "popovertarget": reader.anchor(f"explained-{id_}"),
        "aria-describedby": reader.anchor(f"explained-{id_}-words"),
        "aria-label": str(reader.text("term.explain", term=term.name[reader.code])),
        "lang": reader.code,
    }


def explain_button(id_: str, reader: Reader) -> Markup:
    """The button that opens a term's explanation; nothing where it is not explained."""
    attributes = button_attributes(id_, reader).items()
    named = Markup(" ").join(Markup('{}="{}"').format(name, value) for name, value in attributes)
    return Markup("<button {}></button>").format(named) if named else Markup("")


def explanations(mentions: Iterable[Mention], reader: Reader) -> Markup:
    """The explanations, closed, of the terms among these links of a page's words."""
    ids = dict.fromkeys(mention.id for mention in mentions if mention.type == TERM)
    terms = [(id_, reader.site.terms.terms[id_]) for id_ in ids if button_attributes(id_, reader)]
    return rendered("explanations.html", reader=reader, terms=terms, term_url=term_url) if terms else Markup("")
