"""The guide of the first start: one question a page."""
