"""What is said about a child lies encrypted in the database, and is read as plain text."""

import copy
import pickle

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError

from mdps.core import states
from mdps.core.cases import ciphers, keys
from mdps.core.cases.fields import encrypted
from mdps.core.cases.sealed import DISPOSED, PREFIX
from mdps.core.models import CaseKey
from referrals.draft import edit
from referrals.models import Narrative, SupportRequest
from tests.build.referrals import DAY, given_a_request, given_a_submitted_request

pytestmark = pytest.mark.django_db

NEED = "A need that nobody else reads."


def lying(record, column="need") -> str:
    """What the database holds."""
    table, pk = record._meta.db_table, record._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE {pk} = %s", [record.pk])
        return cursor.fetchone()[0]


def read_again(request: SupportRequest) -> Narrative:
    keys.forget()
    return Narrative.objects.get(request=request)


def test_the_database_holds_only_what_is_encrypted_and_the_model_reads_it():
    request = given_a_request(need=NEED)

    words = lying(request.narrative)
    assert (words.startswith(PREFIX), NEED in words) == (True, False)
    assert read_again(request).need == NEED


def test_two_that_say_the_same_do_not_look_the_same():
    first, second = given_a_request(need=NEED), given_a_request(need=NEED)

    assert lying(first.narrative) != lying(second.narrative)


def test_nothing_said_stays_nothing():
    request = given_a_request(supplier_reason="")

    assert lying(request.narrative, "supplier_reason") == ""
    assert Narrative.objects.filter(supplier_reason="", request=request).exists()


def test_what_is_saved_unchanged_lies_as_it_lay():
    request = given_a_request(need=NEED)
    before = lying(request.narrative)

    narrative = read_again(request)
    narrative.need = str(NEED)
    narrative.save()
    narrative.refresh_from_db()
    narrative.save()
    assert lying(narrative) == before
    narrative.need = "Another"
    narrative.save()
    assert (lying(narrative) == before, read_again(request).need) == (False, "Another")


def test_what_is_changed_by_an_act_or_with_a_state_is_encrypted_too():
    request = given_a_submitted_request()
    states.move(
        request, SupportRequest.State.RETURNED, by=None, return_reason="Say more.", state_since=DAY
    )
    assert lying(request, "return_reason").startswith(PREFIX)
    edit(request, by=request.requester, on=DAY, need=NEED)

    keys.forget()
    assert SupportRequest.objects.get(pk=request.pk).return_reason == "Say more."
    assert read_again(request).need == NEED


def test_an_update_that_forgot_to_encrypt_is_refused_before_the_database():
    request = given_a_request()

    with pytest.raises(TypeError, match="need is encrypted"):
        Narrative.objects.filter(request=request).update(need=NEED)


def test_the_database_refuses_plain_text_from_anybody():
    given_a_request()

    with (
        pytest.raises(IntegrityError, match="referrals_narrative_need"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE referrals_narrative SET need = 'x'")


def test_what_was_moved_to_another_column_or_changed_is_not_read():
    request = given_a_request(need=NEED)
    words = lying(request.narrative)
    for column, text in (("tried", words), ("need", f"{words[:-8]}AAAAAAA=")):
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE referrals_narrative SET {column} = %s WHERE request_id = %s",
                [text, request.pk],
            )
        with pytest.raises(ciphers.Tampered):
            getattr(read_again(request), column)


def test_what_was_copied_to_another_case_is_encrypted_with_its_key():
    first, second = given_a_request(need=NEED), given_a_request()
    target = read_again(second)
    target.need = read_again(first).need
    target.save()

    assert lying(target)[:24] == lying(target, "tried")[:24] != lying(first.narrative)[:24]
    assert read_again(second).need == NEED


def test_keys_are_fetched_once_for_all_that_were_read(django_assert_num_queries):
    for count in (1, 3):
        for _ in range(count):
            given_a_request(need=NEED)
        keys.forget()
        with django_assert_num_queries(2):
            assert {each.need for each in Narrative.objects.all()} == {NEED}


def test_what_nobody_reads_fetches_no_key(django_assert_num_queries):
    given_a_request(need=NEED)
    keys.forget()

    with django_assert_num_queries(1):
        assert len(Narrative.objects.all()) == 1


def test_values_are_sealed_until_they_are_text():
    given_a_request(need=NEED)

    sealed = Narrative.objects.values_list("need", flat=True).get()
    assert (repr(sealed), str(sealed)) == ("<sealed referrals_narrative.need>", NEED)


def test_a_copy_of_a_record_keeps_its_words():
    narrative = read_again(given_a_request(need=NEED))

    assert copy.deepcopy(narrative).need == narrative.need == NEED
    assert pickle.loads(pickle.dumps(narrative.need)) == NEED  # noqa: S301 - our own


def test_every_request_has_a_key_of_its_own():
    first, second = given_a_request(), given_a_request()

    assert first.case_key_id != second.case_key_id
    assert CaseKey.objects.filter(destroyed_on=None).count() == 2


def test_with_its_key_destroyed_a_case_says_nothing_and_takes_nothing_more():
    request, other = given_a_request(need=NEED), given_a_request(need=NEED)
    before = lying(request.narrative)
    keys.destroy([request.case_key_id], on=DAY)

    narrative = read_again(request)
    assert narrative.need == DISPOSED
    narrative.save()
    assert lying(narrative) == before
    with pytest.raises(keys.Destroyed):
        encrypted(narrative, {"need": "More"})
    assert read_again(other).need == NEED


def test_a_destroyed_key_stays_destroyed():
    request = given_a_request()
    keys.destroy([request.case_key_id], on=DAY)

    with pytest.raises(IntegrityError, match="stays so"), transaction.atomic():
        CaseKey.objects.filter(pk=request.case_key_id).update(
            wrapped=b"x", wrapped_by="x", destroyed_on=None
        )
