"""What does not apply, and what is open."""

# Requirements that do not apply, and why.
APART: tuple[tuple[str, str], ...] = (
    ("1.2.6-8 1.3.8-9", "No LDAP, XPath, LaTeX, JNDI or memcached."),
    ("1.3.1 1.3.4-5", "No HTML, SVG, Markdown or style sheet is taken from anybody."),
    ("1.3.10 1.4.1 1.4.3", "Python manages memory; no format string is taken from anybody."),
    ("3.5.2 3.5.5", "No API for other origins, no CORS, no `postMessage`."),
    ("3.7.1", "No plug-in of a browser is used."),
    ("4.3.1-2 4.4.1-4", "No GraphQL and no WebSocket."),
    ("6.6.1-3", "No code is sent by telephone or message."),
    ("6.8.3", "No SAML."),
    ("9.1.3 9.2.3-4", "Signed links are of this service alone, with its one key."),
    ("10.2.2 10.5.5", "One service of single sign-on, and no sign-out that begins there."),
    ("10.3.1-4 10.4.1-11 10.6.1-2 10.7.1-3", "Not an OAuth resource or authorisation server."),
    ("12.1.3", "No client certificates."),
    ("17.1.1 17.2.1-4 17.3.1-2", "No WebRTC."),
)

# What is open, outside the code, or not shown by a test of this page.
OPEN: tuple[tuple[str, str], ...] = (
    (
        "12.2.2",
        "A certificate that browsers trust is the operator's to get (docs/operations.md, The proxy "
        "in front).",
    ),
    (
        "15.2.1",
        "Whether the times for updates are kept is the operator's to see; nothing here asks a list "
        "of known weaknesses.",
    ),
    (
        "16.4.3",
        "docker/logs-elsewhere.yml sends the logs to another system by TLS; it has not been tried "
        "with Docker.",
    ),
)
