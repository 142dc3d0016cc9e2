"""`manage.py check_ledger`: sound is exit 0 and drift £0.00; a tampered total is found."""

import io

import pytest
from django.core.management import call_command

from tests.build.contracts import given_an_award


def check() -> str:
    out = io.StringIO()
    call_command("check_ledger", stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_a_sound_ledger_has_no_drift():
    given_an_award()

    assert check() == (
        "Professional services in children's social care: committed £1,200.00, drift £0.00\n"
    )


@pytest.mark.django_db(transaction=True)
def test_a_total_that_is_not_the_sum_of_its_lines_is_found(as_owner, capsys):
    given_an_award()
    as_owner("UPDATE lots_scheme SET committed = 1199.99")

    with pytest.raises(SystemExit) as ended:
        call_command("check_ledger")

    assert ended.value.code == 1
    assert "drift -£0.01" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_a_contract_whose_value_was_changed_is_listed(as_owner, capsys):
    contract = given_an_award()
    as_owner(
        "ALTER TABLE contracts_calloffcontract DISABLE TRIGGER USER",
        "UPDATE contracts_calloffcontract SET value = 1.00, parts = "
        """'[{"units": 1, "amount": "1.00", "percent": "0.00"}]'""",
    )

    with pytest.raises(SystemExit):
        call_command("check_ledger")

    assert capsys.readouterr().out.splitlines()[1] == (
        f"  {contract.reference}: value £1.00, ledger £1,200.00"
    )
