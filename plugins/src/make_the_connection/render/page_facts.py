"""What stands under a page's title: how long it takes to read, and when it was last reviewed."""

from markupsafe import Markup

from make_the_connection.content.guides import GuideWords
from make_the_connection.content.words import Words
from make_the_connection.render.reader import Reader

WORDS_PER_MINUTE = 200
SHORT = 150
"""Words: who opens a page of fewer has read it before wondering how long that takes."""


def page_facts(words: Words | GuideWords, reader: Reader) -> Markup:
    """One line of facts about a page, or nothing where there is nothing to say."""
    language, front = reader.language, words.front
    said = []
    length = sum(section.words for section in words.sections.values())
    if length >= SHORT:
        minutes = max(1, round(length / WORDS_PER_MINUTE))
        said.append(reader.text("page.reading", time=language.minutes(minutes)))
    if front.reviewed:
        said.append(reader.text("page.reviewed", date=language.date(front.reviewed.on)))
    elif front.translation != "draft" or words.language != reader.code:
        # That a draft has not been reviewed is said by its notice.
        said.append(reader.text("page.not-reviewed"))
    # The head of a guide page that another language wrote is marked as being in that.
    lang = Markup(' lang="{}"').format(reader.code) if words.language != reader.code else ""
    return Markup('<p class="page-facts"{}>{}</p>').format(lang, Markup(" · ").join(said)) if said else Markup("")
