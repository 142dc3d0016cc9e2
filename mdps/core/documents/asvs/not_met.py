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
        "4.1.3 4.2.1 12.1.1-2 12.2.2 15.3.4",
        "The reverse proxy in front: TLS versions and ciphers, certificates, message boundaries, "
        "and that X-Forwarded-For and X-Forwarded-Proto are its own. Set by whoever runs it.",
    ),
    (
        "12.3.1-4",
        "TLS to the database, the broker and the mail server is a matter of their addresses "
        "(`sslmode`, `rediss://`, `smtp+tls://`); nothing here enforces it.",
    ),
    (
        "6.5.2 6.5.5 6.8.2 7.5.2 7.6.1 10.5.1 10.5.3-4",
        "Recovery codes are encrypted with a key of the environment, not hashed. A code of an app "
        "is good for half a minute more than its own. All other sessions are ended at once, and "
        "not listed one by one. Single sign-on sends no nonce (it has a state and PKCE), trusts "
        "TLS to the council's service for what it says, and its sessions do not end with the one "
        "there.",
    ),
    (
        "11.1.1-2 11.2.2-3 13.3.1 14.3.1 14.3.3",
        "Secrets come from the environment and not from a vault. There is no inventory of keys "
        "beyond the tests of encryption. What is typed and not saved stays in the tab until its "
        "person signs out.",
    ),
    ("15.1.1 15.2.1", "Times for updating packages with known weaknesses are the operator's."),
    (
        "15.3.2 15.3.6",
        "Redirects of single sign-on's own requests and the packaged JavaScript are not tested.",
    ),
    (
        "16.1.1 16.2.2-3 16.4.3",
        "Where logs go, who reads them, their clocks, and sending them to another system are the "
        "operator's.",
    ),
)
