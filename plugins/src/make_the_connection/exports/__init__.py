"""The graph and the records in the formats that others read. No HTML; writes no files."""

from collections.abc import Callable, Mapping

from make_the_connection.exports.case import case_package
from make_the_connection.exports.crosswalk_csv import crosswalk_csv
from make_the_connection.exports.crosswalk_json import crosswalk_json, crosswalk_schema
from make_the_connection.exports.evaluation_file import evaluation_schema
from make_the_connection.exports.parity_json import parity_json, parity_schema
from make_the_connection.exports.published import Publication
from make_the_connection.exports.skos import json_ld, turtle
from make_the_connection.exports.works import work_file, work_files
from make_the_connection.site import Site

FILES: Mapping[str, Callable[[Site, Publication], bytes]] = {
    "crosswalk.json": crosswalk_json,
    "crosswalk.schema.json": crosswalk_schema,
    "crosswalk.csv": crosswalk_csv,
    "crosswalk.case.json": case_package,
    "crosswalk.ttl": turtle,
    "crosswalk.jsonld": json_ld,
    "parity.json": parity_json,
    "parity.schema.json": parity_schema,
    "evaluation.schema.json": evaluation_schema,
}
"""What makes each file, by its name. The same site and publication always give the same bytes.

Beside these stand the works of a site, in a file for each language and format (`work_files`).
"""

__all__ = ["FILES", "Publication", "work_file", "work_files"]
