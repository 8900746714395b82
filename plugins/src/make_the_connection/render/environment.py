"""The templates of this package."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup


@cache
def environment(package: str = "make_the_connection.render") -> Environment:
    """What makes HTML of the templates of a package."""
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def rendered(template: str, /, **values: object) -> Markup:
    """A template of this package with these values."""
    return Markup(environment().get_template(template).render(**values))  # noqa: S704 - autoescaped


def part(template: str, macro: str, /, *arguments: object) -> Markup:
    """What a macro of a template of this package makes of these arguments."""
    return Markup(getattr(environment().get_template(template).module, macro)(*arguments).strip())  # noqa: S704 - autoescaped
