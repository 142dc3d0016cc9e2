"""Where the tests stand that are named most often, and what a row says."""

PAGES = "tests/sweeps/test_pages.py::"
CONTROLS = "tests/sweeps/test_controls.py::"
WEB = "tests/core/test_web.py::"
UPLOADS = "tests/core/test_uploads.py::"
LOCKOUT = "tests/core/test_lockout.py::"
SECOND = "tests/core/test_second_factor.py::"
SESSIONS = "tests/core/test_sessions.py::"
DRAFTS = "tests/core/test_drafts_browser.py::"
TIME_OUT = "tests/core/test_time_out_browser.py::"
PROXY = "tests/setup/test_proxy.py::"
SIGN_ON = "tests/core/test_single_sign_on.py::"

# Requirements, what they ask for, how it is met, the tests that show it.
Row = tuple[str, str, str, tuple[str, ...]]
