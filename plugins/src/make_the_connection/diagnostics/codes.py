"""Every diagnostic code, with its severity."""

from enum import StrEnum


class Severity(StrEnum):
    """How much a diagnostic matters.

    An error stops the build; a warning is shown, and stops a strict build; a notice is shown.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


_ERRORS = (
    # files
    "missing-file",
    "not-utf-8",
    "too-large",
    "too-deep",
    "control-character",
    "symbolic-link",
    "bad-folder-name",
    "svg-from-contributor",
    "stray-file",
    "picture-not-readable",
    "picture-too-large",
    "picture-of-another-kind",
    # YAML
    "yaml-syntax",
    "yaml-colon",
    "yaml-tab",
    "yaml-alias",
    "yaml-tag",
    "yaml-not-a-mapping",
    "duplicate-key",
    # fields
    "missing-field",
    "missing-language",
    "missing-links",
    "unknown-field",
    "not-one-of",
    "wrong-kind",
    "empty-text",
    "bad-date",
    "bad-address",
    "bad-source",
    "bad-id",
    "bad-doi",
    "bad-isbn",
    "bad-issn",
    "bad-page-range",
    "bad-year",
    "bad-day",
    "bad-time",
    "wrong-weekday",
    "unknown-zone",
    "ends-too-early",
    "consent-without-words",
    "no-such-time",
    "bad-file-name",
    # words
    "front-matter",
    "missing-section",
    "unknown-section",
    "duplicate-section",
    "section-without-id",
    "text-before-section",
    "raw-html",
    "admonition-without-title",
    "macro",
    "bad-link",
    "piled-marks",
    "missing-image",
    "missing-alt",
    "wrong-weekday-in-words",
    # the whole
    "unknown-entry",
    "wrong-type",
    "unknown-framework",
    "unknown-guide",
    "unknown-term",
    "unknown-anchor",
    "unknown-citation",
    "self-link",
    "duplicate-link",
    "duplicate-id",
    "former-id-taken",
    "not-an-earlier-edition",
    # configuration and content model
    "unknown-type",
    "unknown-macro",
    "macro-arguments",
    "unknown-relation",
    "reserved-name",
    "not-a-part",
    "bad-name",
    "unknown-language-pack",
    "unknown-citation-style",
    "unsuitable-citation-style",
    "missing-plugin",
    # files of records of works
    "import-format",
    "import-syntax",
    "import-empty",
    "import-needs-field",
)
_WARNINGS = (
    # what may tell who somebody is
    "personal-email",
    "personal-phone",
    "personal-handle",
    "personal-postcode",
    "personal-number",
    "named-person",
    "small-group",
    # the others
    "picture-place",
    "picture-camera",
    "picture-without-consent",
    "mixed-script",
    "misleading-link",
    "not-markdown-here",
    "other-term",
    "too-few-words",
    "too-many-words",
    "link-not-shown",
    "link-to-withdrawn",
    "unused-work",
    "handwritten-citation",
    "author-variants",
    # rules over the whole graph, unless the site declares another severity
    "too-few-links",
    "too-few-links-in-each",
    "link-with-superseded",
    "link-not-reviewed",
    "link-not-published",
    # languages
    "parity-section",
    "parity-part",
    "parity-list",
    "parity-table",
    "lock-line",
)
_OF_TRANSLATIONS = ("missing-translation", "untranslated-text", "stale-section", "unrecorded-section")
_NOTICES = (*_OF_TRANSLATIONS, "needless-kept", "consent-due", "withdrawn-files", "long-sentence")

CODES: dict[str, Severity] = {
    **dict.fromkeys(_ERRORS, Severity.ERROR),
    **dict.fromkeys(_WARNINGS, Severity.WARNING),
    **dict.fromkeys(_NOTICES, Severity.NOTICE),
}

PARITY = frozenset({*_OF_TRANSLATIONS, "parity-section", "parity-part", "parity-list", "parity-table"})
"""The codes of what readers of one language lack that those of another have: errors where parity is asked for."""
