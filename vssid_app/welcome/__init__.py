"""The start page, and the frame that stands around every page."""
