"""Chapters 6 to 10: signing in, sessions, access, tokens, single sign-on."""

from mdps.core.documents.asvs.proofs import CONTROLS, LOCKOUT, PAGES, SECOND, SESSIONS, SIGN_ON, Row

SIGNING_IN_TO_ACCESS: tuple[Row, ...] = (
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
        "6.2.1 6.2.5-8 6.3.2 6.4.2",
        "Passwords of any composition from 12 characters, as they are typed",
        "No rules of composition, no hints, paste is possible, no account exists before one is "
        "made.",
        ("tests/core/test_passwords.py::test_a_password_is_long_and_uncommon",),
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
        "6.5.1-5",
        "Codes are used once, made by chance, long enough, kept as hashes, and good for 30 seconds",
        "Those of an app and recovery codes: 8 digits, and keys of 160 bits. Recovery codes are "
        "kept as salted hashes of the password hasher; a code of an app is good for its own half "
        "minute.",
        (
            f"{SECOND}test_recovery_codes_are_kept_as_hashes_of_the_services_own_hasher",
            f"{SECOND}test_a_code_is_good_for_its_own_half_minute_alone",
            f"{SECOND}test_codes_and_keys_are_random_and_long_enough",
            f"{SECOND}test_a_code_can_be_used_once",
            f"{SECOND}test_a_recovery_code_lets_in_once",
        ),
    ),
    (
        "6.8.1-2 6.8.4 7.6.1-2 10.1.1-2 10.2.1 10.5.1-4",
        "Single sign-on knows a person by the subject, begins here, and says how strongly it asked",
        "One service, of the environment, that calls itself so; state, PKCE and nonce; the ID "
        "token's signature, issuer and audience; the `amr` claim. Its tokens are used once, by the "
        "server, and kept nowhere. Signing out offers to end the session there.",
        (
            f"{SIGN_ON}test_a_token_that_repeats_another_nonce_lets_nobody_in",
            f"{SIGN_ON}test_a_token_for_another_service_lets_nobody_in",
            f"{SIGN_ON}test_a_token_that_is_signed_with_other_keys_lets_nobody_in",
            f"{SIGN_ON}test_a_service_that_calls_itself_something_else_lets_nobody_in",
            f"{SIGN_ON}test_signing_out_offers_to_end_the_session_there_too",
            f"{SIGN_ON}test_who_has_an_account_is_let_in_by_the_address_and_led_on",
            f"{SIGN_ON}test_the_next_time_the_subject_counts_whatever_the_address",
            f"{SIGN_ON}test_nobody_comes_back_who_did_not_go",
            f"{SIGN_ON}test_who_answers_for_the_second_factor",
        ),
    ),
    (
        "7.1.1-3 7.3.1-2",
        "A session ends after half an hour of nothing, and ten hours after it began",
        "mdps/core/signing_in/session_limits.py; docs/signing-in.md says it, how many sessions one "
        "may have, and what single sign-on has to do with them.",
        (
            f"{SESSIONS}test_one_signs_out_everywhere_else",
            f"{SESSIONS}test_half_an_hour_of_nothing_ends_it",
            f"{SESSIONS}test_whoever_works_stays_signed_in_for_ten_hours_and_no_longer",
        ),
    ),
    (
        "7.2.1-4 11.5.1",
        "Sessions and secrets are random, known to the server alone, and new after each proof",
        "Django's sessions in the database; `secrets` everywhere else (ruff S311). Signing in and "
        "confirming who one is replace the session's key.",
        (
            "tests/core/test_sign_in.py::test_the_session_is_a_new_one_after_signing_in",
            f"{SECOND}test_who_it_is_is_asked_again_after_a_while_and_one_goes_on",
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
        "7.4.4",
        "Every page has a button to sign out",
        "In the header, for whoever is signed in.",
        ("tests/core/test_sign_in.py::test_signing_out_takes_a_button_and_ends_the_session",),
    ),
    (
        "7.5.2",
        "One sees where one is signed in, and ends one session or all",
        "My account: each with its device, address and last use; who it is is asked again.",
        (
            f"{SESSIONS}test_each_session_is_shown_with_its_device_its_address_and_when_it_was_used",
            f"{SESSIONS}test_one_session_is_ended_and_the_others_go_on",
        ),
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
        "9.1.1-2 9.2.1-2",
        "Links that carry a token",
        "Signed by Django's signer (HMAC-SHA-256), each for one purpose and until a moment.",
        (
            "tests/suppliers/test_sign_up.py::test_a_link_that_nobody_here_signed_is_not_found",
            "tests/suppliers/test_sign_up.py::test_a_link_of_one_kind_does_not_open_another",
            "tests/suppliers/test_sign_up.py::test_a_link_cannot_be_used_a_second_later",
        ),
    ),
)
