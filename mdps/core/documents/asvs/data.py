"""Chapters 11 to 16: ciphers, connections, configuration, data, code, logs and faults."""

from mdps.core.documents.asvs.proofs import (
    CONTROLS,
    DRAFTS,
    PAGES,
    PROXY,
    SIGN_ON,
    TIME_OUT,
    WEB,
    Row,
)

CIPHERS_TO_FAULTS: tuple[Row, ...] = (
    (
        "11.2.1 11.4.1-4 11.6.1",
        "Passwords are hashed with a slow function, everything else with SHA-256",
        "Django's PBKDF2 in its present strength; ruff S303, S324.",
        ("tests/suppliers/test_sign_up.py::test_the_password_is_kept_as_a_hash",),
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
        "11.1.1-2 11.2.2-3",
        "Keys are listed, replaced in time, and what they made says with what",
        "docs/operations.md, Secrets: where each is, how long it is good for, how another takes "
        "its place. Nothing below 128 bits.",
        (
            "tests/setup/test_secrets.py::test_every_secret_that_is_read_is_in_the_inventory",
            "tests/core/cases/test_keyring.py::test_a_missing_or_weak_master_key_is_refused",
        ),
    ),
    (
        "12.1.1-2",
        "TLS 1.2 and 1.3 alone, with the strongest ciphers first",
        "docker/proxy.conf; forward secrecy and authenticated encryption only.",
        (
            f"{PROXY}test_older_tls_is_refused",
            f"{PROXY}test_present_tls_is_taken",
            f"{PROXY}test_ciphers_without_authenticated_encryption_are_refused",
        ),
    ),
    (
        "12.3.1-4",
        "What is said to other machines is encrypted, and certificates are checked",
        "Database, broker, mail, sign-on, store, Sentry and scanner; in production the service "
        "does not start otherwise. Hosts without a network between are named (MDPS_PRIVATE_HOSTS).",
        (
            "tests/core/test_transport.py::test_every_way_that_can_be_read_is_named",
            "tests/core/test_transport.py::test_the_certificate_of_the_database_is_checked",
            "tests/core/test_transport.py::test_the_broker_is_reached_by_tls",
        ),
    ),
    (
        "13.3.1",
        "Secrets come from the files of a vault, or from the environment",
        "NAME_FILE for every variable of the settings.",
        ("tests/setup/test_secrets.py::test_a_secret_is_read_from_the_file_that_is_named",),
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
        "13.4.5",
        "Detail for operators is not for everybody",
        "/health/detail/ and /metrics/ are for system administrators and for monitoring with its "
        "token; the others say no more than what keeps the service from being well.",
        (f"{PAGES}test_everybody_gets_what_the_table_says",),
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
        "`no-store` on all that somebody signed in is shown; the cache holds only which codes were "
        "used.",
        (
            "tests/core/test_private_pages.py::"
            "test_a_request_is_not_there_any_more_when_going_back_after_signing_out",
        ),
    ),
    (
        "14.3.1 14.3.3",
        "What a tab shows goes with the session, and what it stores is ciphertext",
        "At the end of a session its pages are left, also where the service cannot be reached. "
        "What is typed and not saved waits encrypted in the tab; the key is in memory alone.",
        (
            f"{TIME_OUT}test_a_childs_page_is_left_when_nothing_was_done_for_half_an_hour",
            f"{TIME_OUT}test_it_is_left_too_where_the_service_cannot_be_reached",
            f"{TIME_OUT}test_whoever_signs_out_in_one_tab_leaves_the_others",
            f"{DRAFTS}test_nothing_that_was_typed_and_no_key_lies_in_what_the_browser_stores",
            f"{DRAFTS}test_after_a_session_ended_only_its_person_finds_what_was_typed",
        ),
    ),
    (
        "15.1.1",
        "It is written down how soon what is weak is updated",
        "docs/operations.md, Updates of what it is built on.",
        (
            "tests/setup/test_requirements.py::test_every_weakness_has_a_time_within_which_it_is_mended",
        ),
    ),
    (
        "15.1.2",
        "Every dependency is known and pinned",
        "Requirement files with the hash of each file, made from pyproject.toml.",
        ("tests/setup/test_requirements.py::test_every_requirement_is_pinned_with_a_hash",),
    ),
    (
        "15.3.2 15.3.6",
        "No redirect of another service is followed, and no script is led to change what all "
        "objects are",
        "Single sign-on's own requests follow none. The packaged scripts are those that were "
        "listed when they were made, and make no property of an address or a form.",
        (
            f"{SIGN_ON}test_a_service_that_leads_elsewhere_is_not_followed",
            "tests/setup/test_packaged_scripts.py::test_each_file_is_the_one_that_was_listed",
            "tests/core/test_scripts_browser.py::test_no_address_changes_what_every_object_is",
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
        "16.1.1 16.2.1-5 16.3.1 16.3.4 16.4.1",
        "Logs are lines of JSON with a reference, and hold no words and no address of anybody",
        "structlog; signing in and failing to is on the audit trail. A fault that nobody caught is "
        "a line of its own; what is logged is encoded. Times are UTC; docs/operations.md lists the "
        "logs, where they go and who reads them.",
        (
            "tests/core/test_logs.py::"
            "test_a_page_that_fails_shows_the_reference_that_its_lines_have",
            "tests/core/test_logs.py::test_what_is_logged_cannot_pretend_to_be_a_line",
            "tests/core/test_logs.py::test_a_host_that_somebody_made_up_is_not_written",
            "tests/core/test_logs.py::test_a_request_is_one_line_with_its_reference_and_no_address",
            "tests/core/test_logs.py::test_of_an_exception_its_type_and_place_are_kept_and_no_word",
            "tests/core/test_lockout.py::"
            "test_the_trail_says_who_failed_who_has_to_wait_and_who_signed_in",
        ),
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
        "Plain pages for 400, 403, 404, 413, 429, 500 and 503; the outbox keeps what cannot be "
        "sent.",
        (
            f"{WEB}test_error_pages_are_plain_and_say_nothing_of_the_inside",
            "tests/core/test_outbox.py::"
            "test_a_broker_that_is_down_loses_nothing_and_keeps_nobody_waiting",
        ),
    ),
)
