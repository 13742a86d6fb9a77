import pytest
from attrs import evolve

from tallystick.casebook import Casebook
from tallystick.casebook.decided import pins
from tallystick.errors import CasebookError
from tallystick.record import Evidence, Incident, Membership, Place, When


def test_incidents_come_back_as_linking_gave_them(linked: Casebook) -> None:
    first, second, third = linked.incidents()
    assert first == Incident(
        "I0001", "shelling", (Membership("a-0"), Membership("b-0", "a-0", 0.5), Membership("c-0", "a-0"))
    )
    assert (second.id, second.claims, second.principal_of) == ("I0002", ("a-1", "b-1"), ("b",))
    assert (third.time, third.place) == (When("2024-05-03"), Place("Sarda"))


def test_saving_what_stands_changes_nothing(linked: Casebook) -> None:
    before = linked.incidents()
    linked.save_incidents(before, new=())
    assert linked.incidents() == before


def test_facts_and_evidence_are_brought_up_to_date(linked: Casebook) -> None:
    first = linked.incidents()[0]
    evidence = (Evidence("place", "both in Sarda", 2.5),)
    newer = evolve(
        first,
        place=Place("Sarda"),
        members=(first.members[0], Membership("b-0", "a-0", 0.9, evidence), first.members[2]),
    )
    linked.save_incidents([newer], new=())
    assert linked.incidents()[0] == newer


def test_a_claim_moves_where_linking_says(linked: Casebook) -> None:
    third = linked.incidents()[2]
    linked.save_incidents([evolve(third, members=(*third.members, Membership("c-0", "c-1")))], new=())
    assert [incident.claims for incident in linked.incidents()] == [("a-0", "b-0"), ("a-1", "b-1"), ("c-1", "c-0")]


def test_ids_go_on_from_the_highest_ever(linked: Casebook) -> None:
    linked.merge("I0002", "I0003", author="me", reason="one strike")
    ids = linked.next_incident_ids()
    assert [next(ids), next(ids)] == ["I0004", "I0005"]


@pytest.mark.parametrize(
    ("incident", "new"),
    [
        (Incident("I0003", "shelling", (Membership("c-1"),)), ["I0003"]),
        (Incident("I0009", "shelling", (Membership("c-1"),)), []),
        (Incident("I0004", "shelling", (Membership("nobody-0"),)), ["I0004"]),
    ],
)
def test_what_changed_meanwhile_is_not_overwritten(linked: Casebook, incident: Incident, new: list[str]) -> None:
    before = linked.incidents()
    with pytest.raises(CasebookError, match="run `tallystick link` again"):
        linked.save_incidents([incident], new=new)
    assert linked.incidents() == before


def test_linking_does_not_move_what_a_person_placed(linked: Casebook) -> None:
    linked.move("c-1", "I0001", author="me", reason="same market")
    assert pins(linked.alias) == dict.fromkeys(("a-0", "b-0", "c-0", "c-1"), "I0001")
    with pytest.raises(CasebookError, match="run `tallystick link` again"):
        linked.save_incidents([Incident("I0004", "shelling", (Membership("c-1"),))], new=["I0004"])


@pytest.mark.parametrize("text", ["I0002", "i2", " I2 ", "I00002"])
def test_an_id_is_read_with_or_without_zeros(linked: Casebook, text: str) -> None:
    assert linked.resolve_incident(text) == "I0002"


@pytest.mark.parametrize("text", ["", "2", "I", "I0", "I-1", "I0004", "I1.5", "I" + "9" * 30, "I٣"])
def test_an_unknown_id(linked: Casebook, text: str) -> None:
    with pytest.raises(CasebookError):
        linked.resolve_incident(text)


def test_an_incident_that_went_up_in_another_leads_there_with_what_was_rejected_in_it(linked: Casebook) -> None:
    linked.reject("b-1", author="me", reason="a drill")
    first = linked.incidents()[0]
    grown = evolve(first, members=(*first.members, Membership("a-1", "a-0")))
    linked.save_incidents([grown], new=(), redirects={"I0002": "I0001"})
    assert linked.resolve_incident("I0002") == "I0001"
    linked.undo(1, author="me", reason="no drill")
    assert [set(i.claims) for i in linked.incidents()] == [{"a-0", "b-0", "c-0", "a-1", "b-1"}, {"c-1"}]


def test_an_incident_with_claims_leads_nowhere(linked: Casebook) -> None:
    before = linked.incidents()
    with pytest.raises(CasebookError, match="run `tallystick link` again"):
        linked.save_incidents([], new=(), redirects={"I0002": "I0001"})
    assert (linked.incidents(), linked.resolve_incident("I0002")) == (before, "I0002")


def test_incidents_are_counted_by_event(linked: Casebook) -> None:
    linked.reject("c-1", author="me", reason="a drill")
    assert linked.events() == {"shelling": 2}


def test_a_decision_has_the_reports_of_its_claims_linked_again(linked: Casebook) -> None:
    kept = linked.neighbourhood
    kept.file(kept.unlinked(), [])
    assert kept.unlinked() == []
    linked.accept("a-0", author="me", reason="seen")
    assert kept.unlinked() == ["a"]
    linked.split("I0001", ["b-0"], author="me", reason="another street")
    assert kept.unlinked() == ["a", "b", "c"]
