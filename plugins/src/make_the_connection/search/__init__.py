"""Search: the index that is built here, and the page and scripts that read it there."""
