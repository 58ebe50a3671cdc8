"""What the tests use of playwright, which is installed for them alone (`make test-extra`).

Without it the tests are collected all the same, and the fixture `browser` skips them.
"""

try:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, expect
except ImportError:
    Browser = BrowserContext = Locator = Page = Request = expect = None

__all__ = ["Browser", "BrowserContext", "Locator", "Page", "Request", "expect"]
