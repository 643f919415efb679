"""Content, not engine: one file a site or forum engine, stem = name."""
