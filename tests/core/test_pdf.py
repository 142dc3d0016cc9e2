"""PDFs of any kind: what they may load."""

import pytest
from weasyprint.urls import FatalURLFetchingError

from mdps.core import pdf


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/x.woff2",
        "file:///etc/passwd",
        "asset:../../mdps/settings.py",
        "asset:../fonts/x.woff2",
    ],
)
def test_nothing_is_fetched_but_its_own_fonts(url):
    with pytest.raises(FatalURLFetchingError):
        pdf.OwnAssets().fetch(url)
