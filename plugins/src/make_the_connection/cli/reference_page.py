"""The reference page of a site's content model, its options and its diagnostics, in Markdown."""

from collections.abc import Iterator, Mapping

from make_the_connection.content.configuration import Options
from make_the_connection.content.model import FieldDeclaration, TypeDeclaration
from make_the_connection.diagnostics import CODES
from make_the_connection.languages import Language
from make_the_connection.site import Site


def reference_page(site: Site) -> str:
    """The page, made from the declarations themselves."""
    first = next(iter(site.languages.values()))
    return "\n".join(_lines(site, first)) + "\n"


def _lines(site: Site, language: Language) -> Iterator[str]:
    yield "# Content model, options and diagnostics"
    yield ""
    yield "Made by `make-the-connection schemas`; change the declarations, not this page."
    for key, declared in site.model.types.items():
        yield from _type(key, declared, language.code)
    yield from ("", "## Relations", "", "| relation | words | from the other end | meaning |", "|---|---|---|---|")
    for key, relation in site.model.relations.items():
        words = relation.label[language.code]
        yield f"| `{key}` | {words} | `{relation.inverse}` | {relation.explained[language.code]} |"
    if site.model.rules:
        yield from ("", "## Rules", "", "| rule | what it asks | severity |", "|---|---|---|")
    for key, rule in site.model.rules.items():
        yield f"| `{key}` | {rule.label[language.code]} | {rule.severity} |"
    yield from ("", "## Options of the plugin", "", "| option | default | meaning |", "|---|---|---|")
    for name, field in Options.model_fields.items():
        default = "required" if field.is_required() else f"`{field.get_default(call_default_factory=True)!r}`"
        yield f"| `{name}` | {default} | {field.description} |"
    yield from ("", "## Diagnostics", "", "| code | severity | what is wrong | what to do |", "|---|---|---|---|")
    for code, severity in CODES.items():
        sentence, hint = (language.catalogue.sentences[f"diagnostic.{code}{end}"] for end in ("", ".hint"))
        yield f"| `{code}` | {severity} | {sentence} | {hint} |".replace("{{", "{").replace("}}", "}")


def _type(key: str, declared: TypeDeclaration, code: str) -> Iterator[str]:
    yield from ("", f"## `{key}`: {declared.label[code]['one']}", "")
    yield f"One folder for each, below `{declared.folder}/`."
    yield from ("", "| field of `facts.yml` | kind | required | meaning |", "|---|---|---|---|")
    yield from _fields(declared.fields, "", code)
    if declared.sections:
        yield from ("", "| section of the words | required | words |", "|---|---|---|")
        for id_, section in declared.sections.items():
            words = f"{section.words[0]} to {section.words[1]}" if section.words else ""
            yield f"| `{id_}`: {section.label[code]} | {'yes' if section.required else ''} | {words} |"


def _fields(fields: Mapping[str, FieldDeclaration], prefix: str, code: str) -> Iterator[str]:
    for name, field in fields.items():
        kind = f"list of {field.kind}" if field.many else field.kind
        if field.choices:
            kind += ": " + ", ".join(f"`{choice}`" for choice in field.choices)
        yield f"| `{prefix}{name}` | {kind} | {'yes' if field.required else ''} | {field.label[code]} |"
        yield from _fields(field.fields, f"{prefix}{name}.", code)
