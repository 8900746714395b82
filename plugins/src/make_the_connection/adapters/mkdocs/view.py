"""What the theme's templates see of a page."""

from dataclasses import dataclass

from markupsafe import Markup

from make_the_connection.render import Reader
from make_the_connection.search.page import search_dialog


@dataclass(frozen=True)
class Twin:
    """The same page in another language."""

    code: str
    name: str
    url: str


@dataclass(frozen=True)
class View:
    """What the theme's templates see of a page, as `mtc`.

    `source` is the file to edit; `foreign` the language of a guide page that has not been written in this one;
    `parity` what its readers are told of parts that another language has or has changed; `title_lang` the language of
    its title and description where that is another; `told_apart` tells its title from one that is the same
    (`titles.py`); `side_by_side` the address of the page in all its languages, empty where there is none; `cite` how
    to cite it, empty on a page that search engines are not to find, and on that of a work, which is cited itself;
    `search_page` the key of the page on which readers search and `search` its address, None and empty where a site
    has none; `facts` is what stands under the title of a guide page, `next` what readers can do after a page, and
    `report` how they tell of a mistake on it; in `age` a script says which release it is of.
    """

    reader: Reader
    site_title: str
    source: str
    foreign: str
    twins: tuple[Twin, ...]
    parity: Markup
    title_lang: str
    told_apart: str
    side_by_side: str
    cite: Markup
    search: str
    search_page: str | None
    facts: Markup
    next: Markup
    report: Markup
    age: Markup

    @property
    def search_dialog(self) -> Markup:
        """What opens in place of the page on which readers search, on all others."""
        return search_dialog(self.reader, self.search_page)
