"""What readers can do after a page, as a content model declares it."""

import re
from typing import Any

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from make_the_connection.content.annotations import ENTRY_KEY, of_form
from make_the_connection.content.declaration import Declaration, Text

PageKey: Any = of_form(re.compile(rf"{ENTRY_KEY.pattern}(#[A-Za-z0-9_-]+)?"), "bad-id")
"""An entry or guide page, or a place on it: `guide:find-us#report`."""


class StepAfterGuide(Declaration):
    """One thing to do after a guide page, in the words of `label`; `to` is the page that it leads to."""

    label: Text
    to: PageKey


class StepAfterEntry(Declaration):
    """One thing to do after the page of an entry, in the words of `label`.

    It leads to one of these: `to`, a page; `section`, a part of the page itself; `linked`, of the entries of a type the
    one that is linked most closely; `like`, the finder of the type, asked for entries like this one. A step that leads
    nowhere from some entry is left out there.
    """

    label: Text
    to: PageKey | None = None
    section: str | None = None
    linked: str | None = None
    like: bool = False

    @model_validator(mode="after")
    def _one_of_them(self) -> "StepAfterEntry":
        if [bool(each) for each in (self.to, self.section, self.linked, self.like)].count(True) != 1:
            raise PydanticCustomError("missing-field", "none or several", {"name": "to"})
        return self
