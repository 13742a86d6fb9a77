"""The controlled vocabulary: data files (YAML) with a small loader. Adding a term means adding a line of data."""
