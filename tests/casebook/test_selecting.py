"""Rows found by a key."""

import pytest

from tallystick.casebook import Casebook
from tallystick.casebook.errors import writing
from tallystick.casebook.models import Bookkeeping, Claim, Membership, Unlogged
from tallystick.casebook.selecting import LIVE, only, plain, select
from tallystick.casebook.updating import delete_some


def test_the_rows_of_many_keys_are_found_once_each_and_those_of_unknown_ones_are_none(linked: Casebook) -> None:
    known = [claim.id for report in linked.reports() for claim in report.claims]
    wanted = [*known, *(f"unknown {number}" for number in range(2000))]
    rows = list(select(linked.alias, Claim, ["id", "document"], "id", wanted))
    assert sorted(rows) == sorted((c.id, r.document.id) for r in linked.reports() for c in r.claims)
    assert not list(select(linked.alias, Claim, ["id"], "id", []))


def test_json_comes_as_it_was_stored(linked: Casebook) -> None:
    ((claim, data),) = select(linked.alias, Claim, ["id", "data"], "id", ["a-0"])
    assert plain(data) == Claim.objects.using(linked.alias).get(id=claim).data
    assert plain(None) is None
    assert plain(*only(linked.alias, Bookkeeping, ["events"])) == dict(linked.events())


def test_memberships_that_ended_do_not_stand(linked: Casebook) -> None:
    linked.move("a-0", "I0003", author="Dana", reason="another day")
    everything = select(linked.alias, Membership, ["incident"], "claim", ["a-0"])
    assert sorted(everything) == [(1,), (3,)]
    assert list(select(linked.alias, Membership, ["incident"], "claim", ["a-0"], LIVE)) == [(3,)]


def test_rows_of_some_keys_are_deleted_and_no_others(linked: Casebook) -> None:
    with writing(linked.alias):
        delete_some(linked.alias, Unlogged, "document", ["a", "c", "unknown"])
    assert [row.document_id for row in Unlogged.objects.using(linked.alias)] == ["b"]


class _StoppedError(Exception):
    pass


def test_what_is_stored_within_a_transaction_goes_with_all_of_it(linked: Casebook) -> None:
    before = linked.record_lthash()
    with pytest.raises(_StoppedError), writing(linked.alias):
        linked.merge("I0001", "I0002", author="Dana", reason="one strike")
        assert linked.record_lthash() != before
        raise _StoppedError
    assert linked.record_lthash() == before
    assert not linked.decisions()
