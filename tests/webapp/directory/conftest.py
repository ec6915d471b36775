"""The company and its browsers, as for the pages of a review."""

from tests.webapp.review.conftest import browser, company

__all__ = ["browser", "company"]
