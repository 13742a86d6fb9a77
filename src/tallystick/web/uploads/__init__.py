"""Reports handed in on the site and read in the background."""
