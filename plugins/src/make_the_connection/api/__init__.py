"""Load a site, and say what its exports are of: the one door for the command line and for site generators."""

from make_the_connection.api.loading import Held, Loaded, load, load_configured
from make_the_connection.api.publishing import publication, today

__all__ = ["Held", "Loaded", "load", "load_configured", "publication", "today"]
