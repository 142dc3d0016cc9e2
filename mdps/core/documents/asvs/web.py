"""Chapters 1 to 5: input and output, rules of the business, browsers, requests, files."""

from mdps.core.documents.asvs.proofs import CONTROLS, PAGES, PROXY, UPLOADS, WEB, Row

ENCODING_TO_FILES: tuple[Row, ...] = (
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
        (
            f"{PAGES}test_a_strange_address_breaks_nothing",
            "tests/core/test_sign_in.py::test_nobody_is_led_to_another_place",
        ),
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
            "tests/sweeps/test_twice.py::test_each_form_sent_twice_does_its_act_once",
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
            f"{WEB}test_in_production_cookies_are_of_this_host_alone",
            f"{PAGES}test_every_answer_says_what_it_is_and_in_which_letters",
            f"{PAGES}test_a_page_is_drawn_as_a_page_should_be",
            f"{CONTROLS}test_a_script_a_handler_and_a_style_in_a_page_are_noticed",
        ),
    ),
    (
        "3.5.1 3.5.3",
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
        (
            f"{WEB}test_in_production_cookies_are_of_this_host_alone",
            f"{PROXY}test_plain_http_is_led_to_https",
        ),
    ),
    (
        "4.1.3 4.2.1 15.3.4",
        "Where a request ends and who asks is said by our own proxy alone",
        "docker/proxy.conf drops what a browser says in the headers of proxies, and refuses a "
        "request with two ends; gunicorn does too.",
        (
            f"{PROXY}test_what_the_proxy_says_of_a_request_is_its_own",
            f"{PROXY}test_the_trail_holds_the_address_of_who_asked_and_not_the_one_they_gave",
            f"{PROXY}test_a_request_whose_end_is_not_plain_goes_no_further",
            f"{PROXY}test_the_web_server_refuses_it_too",
        ),
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
)
