"""OWASP ASVS 5.0, levels 1 and 2: how each requirement is met and which test shows it.

Three tables, written by hand: what is met, what does not apply and why, and what is open. Together
they hold every requirement of both levels once; `security.py` makes docs/security.md of them.
"""

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

PAGES = "tests/sweeps/test_pages.py::"
CONTROLS = "tests/sweeps/test_controls.py::"
WEB = "tests/core/test_web.py::"
UPLOADS = "tests/core/test_uploads.py::"
LOCKOUT = "tests/core/test_lockout.py::"
SECOND = "tests/core/test_second_factor.py::"
SESSIONS = "tests/core/test_sessions.py::"
SIGN_ON = "tests/core/test_single_sign_on.py::"

# Requirements, what they ask for, how it is met, the tests that show it.
MET: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    (
        "6.1.1 6.3.1",
        "Guessing of passwords is slowed down, and locks no owner out",
        "By name and address, by address, and apart in a known browser: docs/signing-in.md.",
        (
            f"{LOCKOUT}test_the_fifth_wrong_password_is_the_last_and_the_right_one_has_to_wait",
            f"{LOCKOUT}test_whoever_guesses_from_elsewhere_does_not_lock_out_the_owner",
            f"{LOCKOUT}test_a_name_that_does_not_exist_costs_and_says_the_same_as_one_that_does",
        ),
    ),
    (
        "6.1.2 6.2.4 6.2.11-12",
        "Common and breached passwords, and the service's own words, are refused",
        "Django's list and zxcvbn's, without a network; the words are in "
        "mdps/core/password_strength.py.",
        ("tests/core/test_reset.py::test_breached_common_and_own_words_are_refused",),
    ),
    (
        "6.1.3 6.3.3-4",
        "Every way in is written down and as strong as the others; the council's people need a "
        "second factor",
        "docs/signing-in.md; a middleware before which nothing else is seen.",
        (
            f"{SECOND}test_every_role_of_the_council_is_held_to_it_and_providers_are_not",
            f"{SECOND}test_every_address_is_behind_it",
        ),
    ),
    (
        "6.4.3-4",
        "A lost password or factor is replaced without a way around the other",
        "A link replaces the password and leaves the second step; an administrator resets that "
        "one, with a reason.",
        (
            "tests/core/test_reset.py::test_a_new_password_leaves_the_second_step",
            f"{SECOND}test_a_lost_factor_is_reset_by_an_administrator_with_a_reason",
        ),
    ),
    (
        "6.5.1",
        "Codes are used once",
        "Those of an app and recovery codes.",
        (
            f"{SECOND}test_a_code_can_be_used_once",
            f"{SECOND}test_a_recovery_code_lets_in_once",
        ),
    ),
    (
        "6.8.1 6.8.4 7.6.2 10.1.2 10.5.2",
        "Single sign-on knows a person by the subject, begins here, and says how strongly it asked",
        "One service, of the environment; state and PKCE; the `amr` claim.",
        (
            f"{SIGN_ON}test_the_next_time_the_subject_counts_whatever_the_address",
            f"{SIGN_ON}test_nobody_comes_back_who_did_not_go",
            f"{SIGN_ON}test_who_answers_for_the_second_factor",
        ),
    ),
    (
        "7.1.1 7.3.1-2",
        "A session ends after half an hour of nothing, and ten hours after it began",
        "mdps/core/signing_in/session_limits.py, docs/signing-in.md.",
        (
            f"{SESSIONS}test_half_an_hour_of_nothing_ends_it",
            f"{SESSIONS}test_whoever_works_stays_signed_in_for_ten_hours_and_no_longer",
        ),
    ),
    (
        "7.4.4",
        "Every page has a button to sign out",
        "In the header, for whoever is signed in.",
        ("tests/core/test_sign_in.py::test_signing_out_takes_a_button_and_ends_the_session",),
    ),
    (
        "7.5.1",
        "Who it is is asked again before factors change, and before what matters most",
        "After 15 minutes; the address of an account is changed by an administrator only.",
        (
            f"{SECOND}test_who_it_is_is_asked_again_after_a_while_and_one_goes_on",
            f"{SECOND}test_before_what_matters_most_who_it_is_is_asked_again",
        ),
    ),
    (
        "1.1.1-2 1.2.1 1.2.3 3.2.2",
        "Output is encoded for where it stands, once, at the end",
        "Django's templates escape everything; `safe` stands only in plain-text e-mails. What is "
        "typed into every field and every address is never part of a page.",
        (f"{PAGES}test_strange_input_breaks_nothing_and_is_never_part_of_the_page",),
    ),
    (
        "1.2.2 3.7.2",
        "Addresses are built safely and lead nowhere else",
        "`reverse` and `urlencode` build them; `next` is taken only for this host.",
        (f"{PAGES}test_a_strange_address_breaks_nothing",),
    ),
    (
        "1.2.4",
        "No SQL injection",
        "The ORM, or SQL with parameters; ruff's S608 is on for all code.",
        (f"{PAGES}test_strange_input_breaks_nothing_and_is_never_part_of_the_page",),
    ),
    (
        "1.2.5 1.3.2 1.3.7 1.5.2 15.2.3",
        "Nothing that is typed is run: no shell, eval, template or pickle of untrusted data",
        "ruff's rules S102, S301, S307, S602 and S605 refuse them; templates are files. "
        "Development packages are in files of their own that the image does not install.",
        ("tests/setup/test_requirements.py::test_there_are_four_of_them",),
    ),
    (
        "1.2.9 1.4.2 2.2.1 15.3.5 15.3.7",
        "Input is checked for kind and range",
        "Every input passes a form, a filter or the reader of imports; numbers without end, other "
        "digits and repeated names break nothing. `re.escape` where a pattern is composed.",
        (
            f"{PAGES}test_strange_input_breaks_nothing_and_is_never_part_of_the_page",
            f"{PAGES}test_a_record_that_is_not_there_is_not_found",
        ),
    ),
    (
        "1.3.3 1.3.11",
        "What is typed cannot break a mail or another context",
        "E-mails hold a reference and a link and nothing else; Django refuses line ends in "
        "headers. In files what starts like a formula gets an apostrophe (1.2.10, level 3).",
        (
            "tests/core/test_outbox.py::test_an_email_holds_a_reference_and_a_link_and_nothing_else",
            f"{PAGES}test_no_file_holds_what_a_spreadsheet_would_run",
            f"{CONTROLS}test_a_line_that_a_spreadsheet_would_run_is_noticed",
        ),
    ),
    (
        "1.3.6 13.2.4-5",
        "No request on behalf of what is typed",
        "A PDF may load the project's own fonts and nothing else; the service asks only the "
        "addresses of its environment: database, broker, mail, scanner, store, sign-on.",
        ("tests/core/test_pdf.py::test_nothing_is_fetched_but_its_own_fonts",),
    ),
    (
        "1.5.1 5.2.3",
        "Archives and XML made to do harm",
        "Of a document only the directory is read; a workbook is refused before more than 20 MB "
        "would be unpacked, and with entities.",
        (
            "tests/core/test_imports.py::"
            "test_a_workbook_that_unpacks_to_more_than_20_megabytes_is_refused_before_it_is_unpacked",
            "tests/core/test_imports.py::"
            "test_a_workbook_that_was_made_to_break_the_reader_is_refused",
        ),
    ),
    (
        "2.1.1-3 8.1.1-2",
        "Rules of input, limits and access are written down",
        "docs/rules.md, docs/gate.md and docs/roles.md are made from the code; "
        "tests/sweeps/access.py says who gets what at each address.",
        ("tests/core/test_documents.py::test_a_diagram_has_each_state_each_step_and_both_ends",),
    ),
    (
        "2.2.2 8.3.1",
        "The server decides, behind the page",
        "Each act asks for its permission and its rules itself, under its locks.",
        (f"{CONTROLS}test_the_act_itself_asks_too",),
    ),
    (
        "2.2.3 2.3.1-2",
        "Steps in their order, limits kept",
        "A record moves only along its states; the gate asks every rule of an award.",
        (
            "tests/sweeps/test_code.py::test_a_state_changes_only_where_it_is_compared_first",
            "tests/contracts/test_race.py::"
            "test_the_last_exact_penny_can_be_awarded_and_a_penny_more_cannot",
        ),
    ),
    (
        "2.3.3-4 16.5.3",
        "Whole or not at all, and never twice",
        "One transaction an act, one order of locks, one-time keys, constraints and triggers.",
        (
            "tests/contracts/test_race.py::"
            "test_of_sixteen_awards_for_the_last_pounds_exactly_those_that_fit_succeed",
            "tests/core/test_once.py::"
            "test_a_second_post_waits_for_the_first_and_is_led_to_its_outcome",
        ),
    ),
    (
        "2.4.1 15.1.3 15.2.2",
        "Nothing is used without end",
        "Public pages, public forms and exports are counted by account or address "
        "(mdps.core.rates); reports are made by workers of their own with limits of time and "
        "memory.",
        ("tests/core/test_rates.py::test_one_more_than_the_most_is_refused_with_the_time_to_wait",),
    ),
    (
        "3.2.1 5.3.1 5.4.1-2",
        "A file is saved, never shown or run",
        "Private files have random names outside any public folder, and are sent as attachments "
        "under a plain name, with `nosniff`.",
        (
            "tests/core/test_files.py::"
            "test_a_download_is_saved_under_its_name_and_kept_by_no_cache",
            f"{WEB}test_every_answer_has_the_headers",
        ),
    ),
    (
        "3.3.1-4",
        "Cookies are of this host, over HTTPS, and not for scripts",
        "`__Host-session` and `__Host-csrf`: Secure, HttpOnly, SameSite=Lax.",
        (f"{WEB}test_in_production_cookies_are_of_this_host_alone",),
    ),
    (
        "3.4.1-6 3.5.4 4.1.1",
        "Headers: HSTS, content security policy, nosniff, referrer, frames, types",
        "HSTS for a year with subdomains; a policy without inline scripts or styles; no CORS "
        "header is ever sent. One host, one application.",
        (
            f"{WEB}test_every_answer_has_the_headers",
            f"{PAGES}test_a_page_is_drawn_as_a_page_should_be",
            f"{CONTROLS}test_a_script_a_handler_and_a_style_in_a_page_are_noticed",
        ),
    ),
    (
        "3.5.1 3.5.3 10.2.1",
        "Nobody else's page can act for a person",
        "Every POST needs its token; nothing is done by GET or any other method.",
        (
            f"{PAGES}test_a_post_without_its_token_does_nothing",
            f"{PAGES}test_nothing_is_done_by_any_other_method",
        ),
    ),
    (
        "4.1.2 12.2.1",
        "HTTPS alone",
        "With MDPS_HTTPS plain HTTP is led to HTTPS; `check --deploy` is part of bin/check.",
        (f"{WEB}test_in_production_cookies_are_of_this_host_alone",),
    ),
    (
        "5.1.1 5.2.1-2 5.4.3",
        "Uploads: size, kind by content, virus scanner",
        "docs/files.md; 10 MB; the content must be what the name says; what is not scanned is not "
        "kept.",
        (
            f"{UPLOADS}test_the_limit_may_be_reached_and_not_passed",
            f"{UPLOADS}test_a_file_that_is_not_what_its_name_says_is_refused",
            f"{UPLOADS}test_a_scanner_that_is_down_lets_nothing_in",
        ),
    ),
    (
        "5.3.2",
        "No path is made of what is typed",
        "Names on disk are random; what the person called it is only shown.",
        (
            "tests/core/test_files.py::test_the_name_on_disk_says_nothing_and_is_never_used_twice",
            f"{UPLOADS}test_what_is_kept_has_its_type_and_a_plain_name",
        ),
    ),
    (
        "6.2.2-3 6.2.9-10 6.4.1 7.4.3",
        "Passwords are chosen anew with the old one; a given one holds until the first sign-in",
        "Up to 200 characters, never expiring. A new password ends the other sessions.",
        (
            "tests/core/test_passwords.py::test_ones_own_password_ends_the_other_sessions",
            "tests/core/test_passwords.py::test_choosing_after_a_temporary_one_is_choosing_once",
        ),
    ),
    (
        "6.2.1 6.2.5-8 6.3.2 6.4.2",
        "Passwords of any composition from 12 characters, as they are typed",
        "No rules of composition, no hints, paste is possible, no account exists before one is "
        "made.",
        ("tests/core/test_passwords.py::test_a_password_is_long_and_uncommon",),
    ),
    (
        "7.2.1-3 11.5.1",
        "Sessions and secrets are random and known to the server alone",
        "Django's sessions in the database; `secrets` everywhere else (ruff S311).",
        (
            "tests/core/test_passwords.py::"
            "test_a_made_up_password_is_strong_readable_and_another_each_time",
        ),
    ),
    (
        "7.4.1-2 7.4.5",
        "A closed account is out at once",
        "Roles and state are read with every request; closing and a given password end sessions.",
        (
            "tests/core/test_accounts.py::"
            "test_a_closed_account_is_signed_out_at_once_and_cannot_sign_in",
            f"{PAGES}test_everybody_related_to_a_record_gets_what_the_table_says",
        ),
    ),
    (
        "8.2.1-3 8.4.1 15.3.1",
        "Each function, each record and each field to those who may",
        "One table of role, address and record, written by hand, for looking and acting; providers "
        "never see one another.",
        (
            f"{PAGES}test_everybody_gets_what_the_table_says",
            f"{PAGES}test_who_may_not_do_an_act_changes_nothing_with_its_filled_form",
            f"{PAGES}test_joining_tells_nothing_of_a_child_and_nothing_of_others",
            f"{CONTROLS}test_a_page_without_its_permission_check_is_noticed",
        ),
    ),
    (
        "15.3.3",
        "No mass assignment",
        "Forms name their fields; no form is made of a model.",
        (
            f"{PAGES}test_a_form_sets_what_it_asks_for_and_nothing_else",
            f"{CONTROLS}test_a_form_that_takes_more_than_it_asks_for_is_noticed",
        ),
    ),
    (
        "9.1.1-2 9.2.1-2",
        "Links that carry a token",
        "Signed by Django's signer (HMAC-SHA-256), each for one purpose and until a moment.",
        (
            "tests/suppliers/test_sign_up.py::test_a_link_that_nobody_here_signed_is_not_found",
            "tests/suppliers/test_sign_up.py::test_a_link_of_one_kind_does_not_open_another",
            "tests/suppliers/test_sign_up.py::test_a_link_cannot_be_used_a_second_later",
        ),
    ),
    (
        "11.2.1 11.4.1-4 11.6.1",
        "Passwords are hashed with a slow function, everything else with SHA-256",
        "Django's PBKDF2 in its present strength; ruff S303, S324.",
        ("tests/suppliers/test_sign_up.py::test_the_password_is_kept_as_a_hash",),
    ),
    (
        "13.1.1 13.2.1-3",
        "Processes have accounts of their own with the least rights",
        "Two roles of the database: the application owns no table. docker-compose.yml.",
        (
            "tests/setup/test_roles.py::test_the_application_owns_nothing_and_administers_nothing",
            "tests/setup/test_roles.py::test_rights_on_tables_are_exactly_these",
        ),
    ),
    (
        "13.3.2",
        "Only who needs a secret has it",
        "Files of secrets are for their owner alone and on no command line; only migration has the "
        "owner's password.",
        (
            "tests/setup/test_servers.py::test_secrets_are_for_their_owner_alone",
            "tests/setup/test_servers.py::test_no_command_line_shows_a_secret",
        ),
    ),
    (
        "13.4.1-4",
        "No debugging, listing, tracing or repository in production",
        "Web and workers do not start with DEBUG or weak secrets; the image holds no .git.",
        (
            "tests/core/test_start_up.py::"
            "test_the_web_server_does_not_start_with_a_weak_key_or_without_one",
            f"{WEB}test_other_methods_are_refused",
        ),
    ),
    (
        "14.2.1 14.2.3",
        "Nothing of a child in an address, and nothing to third parties",
        "Addresses hold a record's own number; every file of a page is ours.",
        (
            "tests/core/test_outbox.py::test_an_email_holds_a_reference_and_a_link_and_nothing_else",
            f"{PAGES}test_a_page_is_drawn_as_a_page_should_be",
        ),
    ),
    (
        "14.2.2 14.3.2",
        "Nothing is cached",
        "`no-store` on all that somebody signed in is shown; no cache holds data.",
        (
            "tests/core/test_private_pages.py::"
            "test_a_request_is_not_there_any_more_when_going_back_after_signing_out",
        ),
    ),
    (
        "11.3.1-3",
        "Authenticated encryption",
        "AES-256-GCM with a random nonce, bound to the column.",
        (
            "tests/core/cases/test_fields.py::"
            "test_what_was_moved_to_another_column_or_changed_is_not_read",
        ),
    ),
    (
        "14.1.1-2 14.2.4",
        "Personal data is in one register, and words about a child are sealed",
        "docs/dpia.md is made from the register; a key for each case, wrapped by a master key.",
        (
            "tests/sweeps/test_personal_data.py::test_every_field_is_in_the_register_once",
            "tests/core/cases/test_keyring.py::test_a_missing_or_weak_master_key_is_refused",
        ),
    ),
    (
        "16.2.1 16.2.4-5 16.3.1",
        "Logs are lines of JSON with a reference, and hold no words and no address of anybody",
        "structlog; signing in and failing to is on the audit trail.",
        (
            "tests/core/test_logs.py::test_a_request_is_one_line_with_its_reference_and_no_address",
            "tests/core/test_logs.py::test_of_an_exception_its_type_and_place_are_kept_and_no_word",
            "tests/core/test_lockout.py::"
            "test_the_trail_says_who_failed_who_has_to_wait_and_who_signed_in",
        ),
    ),
    (
        "13.4.5",
        "Detail for operators is not for everybody",
        "/health/detail/ and /metrics/ are for system administrators; the others say no more than "
        "that all is well.",
        (f"{PAGES}test_everybody_gets_what_the_table_says",),
    ),
    (
        "15.1.2",
        "Every dependency is known and pinned",
        "Requirement files with the hash of each file, made from pyproject.toml.",
        ("tests/setup/test_requirements.py::test_every_requirement_is_pinned_with_a_hash",),
    ),
    (
        "16.3.2-3 16.4.2",
        "What was done is on a trail that nobody can change",
        "Acts write the audit trail in their own transaction; refused requests are in the web log.",
        (
            "tests/core/test_audit.py::test_the_application_can_change_nothing",
            "tests/core/test_audit.py::test_the_owner_of_the_table_can_change_nothing_either",
        ),
    ),
    (
        "16.5.1-2",
        "Errors say nothing of the inside, and a part that is down takes nothing along",
        "Plain pages for 400, 403, 404, 429 and 500; the outbox keeps what cannot be sent.",
        (
            f"{WEB}test_error_pages_are_plain_and_say_nothing_of_the_inside",
            "tests/core/test_outbox.py::"
            "test_a_broker_that_is_down_loses_nothing_and_keeps_nobody_waiting",
        ),
    ),
)

# Requirements that do not apply, and why.
APART: tuple[tuple[str, str], ...] = (
    ("1.2.6-8 1.3.8-9", "No LDAP, XPath, LaTeX, JNDI or memcached."),
    ("1.3.1 1.3.4-5", "No HTML, SVG, Markdown or style sheet is taken from anybody."),
    ("1.3.10 1.4.1 1.4.3", "Python manages memory; no format string is taken from anybody."),
    ("3.5.2 3.5.5", "No API for other origins, no CORS, no `postMessage`."),
    ("3.7.1", "No plug-in of a browser is used."),
    ("4.3.1-2 4.4.1-4", "No GraphQL and no WebSocket."),
    ("6.5.2-4 6.6.1-3", "No code is sent by telephone or message."),
    ("6.8.3", "No SAML."),
    ("9.1.3 9.2.3-4", "Signed links are of this service alone, with its one key."),
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
        "6.5.5 6.8.2 7.1.2-3 7.2.4 7.5.2 7.6.1 10.1.1 10.2.2 10.5.1 10.5.3-5",
        "A code of an app is good for half a minute more than its own. All sessions are ended at "
        "once, and not listed one by one; confirming who one is keeps the session's key. Single "
        "sign-on sends no nonce (it has a state and PKCE), trusts TLS to the council's service for "
        "what it says, and does not end with the session there.",
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
        "16.1.1 16.2.2-3 16.3.4 16.4.1 16.4.3",
        "Where logs go, who reads them, their clocks, and sending them to another system are the "
        "operator's.",
    ),
)
