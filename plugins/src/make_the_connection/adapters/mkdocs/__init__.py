"""The MkDocs plugin: options, events of a few lines, mounting, reporting. The only place that imports MkDocs."""
