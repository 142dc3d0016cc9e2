"""OWASP ASVS 5.0, levels 1 and 2: how each requirement is met and which test shows it.

Tables, written by hand: what is met, what does not apply and why, and what is open. Together they
hold every requirement of both levels once; `security.py` makes docs/security.md of them.
"""

from mdps.core.documents.asvs.data import CIPHERS_TO_FAULTS
from mdps.core.documents.asvs.not_met import APART, OPEN
from mdps.core.documents.asvs.signing_in import SIGNING_IN_TO_ACCESS
from mdps.core.documents.asvs.web import ENCODING_TO_FILES

__all__ = ["ALL", "APART", "MET", "OPEN"]

# Every requirement of levels 1 and 2. `1.1.1-2` is 1.1.1 and 1.1.2.
ALL = """
1.1.1-2 1.2.1-9 1.3.1-11 1.4.1-3 1.5.1-2 2.1.1-3 2.2.1-3 2.3.1-4 2.4.1 3.2.1-2 3.3.1-4 3.4.1-6
3.5.1-5 3.7.1-2 4.1.1-3 4.2.1 4.3.1-2 4.4.1-4 5.1.1 5.2.1-3 5.3.1-2 5.4.1-3 6.1.1-3 6.2.1-12
6.3.1-4 6.4.1-4 6.5.1-5 6.6.1-3 6.8.1-4 7.1.1-3 7.2.1-4 7.3.1-2 7.4.1-5 7.5.1-2 7.6.1-2 8.1.1-2
8.2.1-3 8.3.1 8.4.1 9.1.1-3 9.2.1-4 10.1.1-2 10.2.1-2 10.3.1-4 10.4.1-11 10.5.1-5 10.6.1-2
10.7.1-3 11.1.1-2 11.2.1-3 11.3.1-3 11.4.1-4 11.5.1 11.6.1 12.1.1-3 12.2.1-2 12.3.1-4 13.1.1
13.2.1-5 13.3.1-2 13.4.1-5 14.1.1-2 14.2.1-4 14.3.1-3 15.1.1-3 15.2.1-3 15.3.1-7 16.1.1 16.2.1-5
16.3.1-4 16.4.1-3 16.5.1-3 17.1.1 17.2.1-4 17.3.1-2
"""

MET = (*ENCODING_TO_FILES, *SIGNING_IN_TO_ACCESS, *CIPHERS_TO_FAULTS)
