"""A browser for the tests that need one."""

from browsing import browser, page

__all__ = ["browser", "page"]
