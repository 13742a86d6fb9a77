"""The casebook on a map, along time and in totals."""
