"""How a reader tells of a mistake on a page: a link that carries the page's title and address. Nothing sends itself."""

from urllib.parse import quote

from markupsafe import Markup

from make_the_connection.content.resolving import GUIDE
from make_the_connection.render.reader import Reader


def report(reader: Reader, title: str, address: str, issue: str = "") -> Markup:
    """The ways in which a mistake on a page can be reported.

    `issue` is the page of the repository that begins an issue. Where nobody has been appointed, a guide page that says
    so is led to instead.
    """
    options = reader.site.configuration.options
    subject = reader.language.text("report.subject", title=title)
    ways = []
    if contact := options.contact:
        asked = f"?subject={quote(subject)}&body={quote(address)}" if contact.startswith("mailto:") else ""
        ways.append((contact + asked, "report.page"))
    if issue:
        ways.append((f"{issue}?title={quote(subject)}&body={quote(address)}", "report.issue"))
    if not ways and options.report:
        guide, _, anchor = options.report.partition("#")
        ways += [(reader.url(f"{GUIDE}:{guide}", anchor), "report.page")] if reader.site.has(f"{GUIDE}:{guide}") else []
    links = [Markup('<a href="{}" rel="nofollow">{}</a>').format(url, reader.text(key)) for url, key in ways]
    return Markup('<p class="report">{}</p>').format(Markup(" ").join(links)) if links else Markup("")
