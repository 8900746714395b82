"""Load a site: the one door to it for the command line and for site generators."""

from make_the_connection.api.loading import Loaded, load, load_configured

__all__ = ["Loaded", "load", "load_configured"]
