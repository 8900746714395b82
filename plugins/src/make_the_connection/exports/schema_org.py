"""schema.org's words for each page, to stand in its head as JSON-LD.

What a page is follows from what the model declares of its type: an entry of a framework is a `DefinedTerm` of its
edition's set; what strangers contribute is an `Article` about the terms it is linked with; a work is what its CSL type
says; any other entry is a `LearningResource` aligned with the terms it is linked with, and its sessions an
`EventSeries`. A page about something that is not itself a text of ours (a term, a work, a cell) is a `WebPage`, and so
is every other page.

The context maps schema.org's words without naming a document, so that nothing is fetched to read it. Addresses are
relative while the site has none of its own; then they are resolved against the page, as all links are.

What it cannot carry: links between terms, and of the others the relation, the reason, the basis, the strength and the
review; pairs found unrelated; which account a summary rests on, since no kind of field says so. Lists that grow with
what strangers contribute are left out: an account names its terms, a term not its accounts.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from make_the_connection.content.guides import HOME
from make_the_connection.content.reading import Entry
from make_the_connection.content.resolving import GUIDE
from make_the_connection.content.sessions import Session
from make_the_connection.content.words import version_for
from make_the_connection.exports.identity import framework_name, urn
from make_the_connection.exports.schema_org_works import spoken, work
from make_the_connection.exports.schemes import is_concept
from make_the_connection.references import in_language
from make_the_connection.site import Site

_ADDRESSES = ("url", "targetUrl", "sameAs")
CONTEXT = {"@vocab": "https://schema.org/", **{name: {"@type": "@id"} for name in _ADDRESSES}}

_HOME = f"{GUIDE}:{HOME}"

ALIGNMENT = "educationalSubject"
"""Of the recommended types of alignment the one that claims least: what the resource is about."""

Json = dict[str, Any]


@dataclass(frozen=True)
class Head:
    """A page whose head is to be written.

    `subject` is the key of the entry or guide that it is the page of, and `about` those of the entries that a page made
    of them speaks of. `address_of` gives the address of a page from a language and an address below its folder.
    """

    site: Site
    code: str
    address: str
    title: str
    description: str
    address_of: Callable[[str, str], str]
    subject: str = ""
    about: tuple[str, ...] = ()


def head_data(head: Head) -> Json:
    """What schema.org has words for, of one page for readers of one language."""
    entry = head.site.entries.get(head.subject)
    own = _of_entry(head, entry) if entry else {"about": [_about(head, key) for key in head.about]}
    described = [head.description, *(_proposed(head, entry, "").values() if entry else ())]
    page = {
        "@type": "WebPage",
        "url": head.address_of(head.code, head.address),
        "name": _page_name(head),
        "description": " ".join(filter(None, described)),
        "inLanguage": _written_in(head),
        **own,
        **_translations(head, str(own.get("@type", "WebPage"))),
        "isPartOf": _website(head),
    }
    return {"@context": CONTEXT, **{name: value for name, value in page.items() if value}}


def choice_data(site: Site) -> Json:
    """The same of the page above the languages: the site in each of them."""
    sites = [
        {
            "@type": "WebSite",
            "name": site.title(_HOME, code).text,
            "url": f"{code}/{site.address(_HOME)}.html",
            "inLanguage": code,
            **_publisher(site, code),
        }
        for code in site.languages
    ]
    return {"@context": CONTEXT, "@graph": sites}


def _of_entry(head: Head, entry: Entry) -> Json:
    declared, name = head.site.declaration(entry), urn(head.site, entry.key)
    if declared.framework:
        return {"mainEntity": {**_about(head, entry.key), "inDefinedTermSet": _term_set(head, entry)}}
    if declared.title == "csl":
        return {"mainEntity": {"@id": name, **work(entry, head.code)}}
    if declared.contributed:
        return {"@type": "Article", "identifier": name, "about": [_about(head, key) for key in _ideas(head, entry)]}
    return {
        "@type": "LearningResource",
        "identifier": name,
        "educationalAlignment": list(_alignments(head, entry)),
        "mainEntity": _series(head, entry),
    }


def _series(head: Head, entry: Entry) -> Json:
    """What people can come to, session by session; nothing of an entry without sessions."""
    sessions = head.site.sessions(entry)
    if not sessions:
        return {}
    events = [_event(head, session) for session in sessions]
    name = _name(head, entry.key)
    days = {"startDate": sessions[0].on, "endDate": sessions[-1].on}
    return {
        "@type": "EventSeries",
        "@id": urn(head.site, f"{entry.key}|sessions"),
        "name": name,
        **days,
        "subEvent": events,
    }


def _event(head: Head, session: Session) -> Json:
    """A session. An offset from UTC is all that schema.org knows of its zone."""
    times = [("startDate", session.start), ("endDate", session.end)]
    place, lang = in_language(session.place, head.code)
    mode = "MixedEventAttendanceMode" if place else "OnlineEventAttendanceMode"
    return {
        "@type": "Event",
        "name": session.name[head.code],
        "startDate": session.on,
        **{name: session.moment(time).isoformat(timespec="minutes") for name, time in times if time},
        **({"location": {"@type": "Place", "name": spoken(place, "" if lang == head.code else lang)}} if place else {}),
        **({"eventAttendanceMode": f"https://schema.org/{mode}"} if session.online else {}),
    }


def _ideas(head: Head, entry: Entry) -> Iterator[str]:
    """What an account is linked with and is about."""
    for connection in head.site.graph.connections(entry.key):
        if is_concept(head.site, head.site.entries[connection.other].type):
            yield connection.other


def _page_name(head: Head) -> str | Json:
    """What a page is called, with its language where the words of the page are in another: a work keeps its title."""
    lang = head.site.title(head.subject, head.code).lang if head.subject else ""
    return spoken(head.title, "" if lang == _written_in(head) else lang)


def _name(head: Head, key: str) -> str | Json:
    title = head.site.title(key, head.code)
    return spoken(title.text, title.lang)


def _about(head: Head, key: str) -> Json:
    """An idea, in brief, with the address of its page."""
    entry = head.site.entries[key]
    framework = head.site.declaration(entry).framework
    return {
        "@type": "DefinedTerm" if framework else "LearningResource",
        "@id": urn(head.site, key),
        "name": _name(head, key),
        **({"termCode": entry.id} if framework else {}),
        **_proposed(head, entry, "description"),
        "url": head.address_of(head.code, entry.address),
    }


def _proposed(head: Head, entry: Entry, name: str) -> Json:
    """That the wording of a title is our proposal, where it is: a name without it would seem to be the framework's."""
    words = version_for(entry.words, head.code)
    proposed = words is not None and words.front.title_status == "proposed"
    return {name: head.site.languages[head.code].text("title.proposed")} if proposed else {}


def _term_set(head: Head, entry: Entry) -> Json:
    edition = head.site.model.edition_of(entry.id) or ""
    return {"@type": "DefinedTermSet", "@id": urn(head.site, framework_name(edition)), "name": _edition(head, entry)}


def _edition(head: Head, entry: Entry) -> str:
    """The framework that an entry belongs to and its edition, as pages name them."""
    declared = head.site.model.frameworks[head.site.model.edition_of(entry.id) or ""]
    return f"{declared.title[head.code]} ({declared.edition})"


def _alignments(head: Head, entry: Entry) -> Iterator[Json]:
    for connection in head.site.graph.connections(entry.key):
        other = head.site.entries[connection.other]
        if head.site.declaration(other).framework:
            yield {
                "@type": "AlignmentObject",
                "alignmentType": ALIGNMENT,
                "educationalFramework": _edition(head, other),
                "targetName": _name(head, other.key),
                **_proposed(head, other, "targetDescription"),
                "targetUrl": head.address_of(head.code, other.address),
            }


def _website(head: Head) -> Json:
    if not head.site.has(_HOME):
        return {}
    return {
        "@type": "WebSite",
        "name": head.site.title(_HOME, head.code).text,
        "url": head.address_of(head.code, head.site.address(_HOME)),
        **_publisher(head.site, head.code),
    }


def _publisher(site: Site, code: str) -> Json:
    name = in_language(site.configuration.options.publisher, code)[0]
    return {"publisher": {"@type": "Organization", "name": name}} if name else {}


def _words(head: Head) -> Mapping[str, Any]:
    """The words of a page that somebody wrote, by language; none for a page that is made."""
    type_, _, id_ = head.subject.partition(":")
    source = head.site.guides.get(id_) if type_ == GUIDE else head.site.entries.get(head.subject)
    return source.words if source else {}


def _written_in(head: Head) -> str:
    words = version_for(_words(head), head.code)
    return words.language if words else head.code


def _translations(head: Head, type_: str) -> Json:
    """The same words in other languages, told from the language in which they were first written."""
    words = _words(head)
    if head.code not in words or len(words) == 1:
        return {}
    others = {
        code: {"@type": type_, "url": head.address_of(code, head.address), "inLanguage": code}
        for code in words
        if code != head.code
    }
    original = _original(head, words)
    if original == head.code:
        return {"workTranslation": list(others.values())}
    return {"translationOfWork": others[original]}


def _original(head: Head, words: Mapping[str, Any]) -> str:
    """The language that words were first written in. A guide page says of itself when it is a translation."""
    entry = head.site.entries.get(head.subject)
    if entry and entry.facts.original in words:
        return entry.facts.original
    return next((code for code, each in words.items() if each.front.translation is None), next(iter(words)))
