"""What there is of a release to take away: the whole site in one file, a book in each language, and handouts.

Everything is made from a `Site`, but for the site itself, which is packed as it was built. The same site of the same
day gives the same bytes.
"""
