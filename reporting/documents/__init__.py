"""Documents: what a report says, from its frozen figures alone.

The page, the PDF and any later rendering draw the same document, so they cannot disagree.
"""
