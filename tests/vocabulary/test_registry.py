"""Who is meant by a name: the list that ships, what people gave over it, and names that mean two."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tallystick.vocabulary.informants import Informant, Registry, shipped
from tallystick.vocabulary.names import name_words

names = st.sampled_from(["Marsh League", "the Monitor", "MRM", "Harbour Watch", "Ivo Tarn", "Reed Observatory"])
informants = st.builds(
    lambda number, own, further, by: Informant(
        f"i{number}", own, "monitor", aliases=tuple(further), taught=dict.fromkeys((own, *further), by) if by else {}
    ),
    st.integers(0, 4),
    names,
    st.lists(names, max_size=3),
    st.sampled_from(["", "ada"]),
)


def registry(*rows: Informant) -> Registry:
    return Registry.of(rows)


def test_a_name_that_means_two_informants_means_neither() -> None:
    known = registry(
        Informant("a", "Marsh League", "monitor", aliases=("the Monitor",)), Informant("b", "the Monitor", None)
    )
    assert known.canonical("the Monitor") is None
    assert known.canonical("the Marsh League") == "a"
    assert known.conflicts == (("monitor", ("a", "b")),)


def test_a_name_that_people_gave_goes_before_one_that_ships() -> None:
    given_here = Informant(
        "reed", "Reed Observatory", "monitor", aliases=("the Observatory",), taught={"the Observatory": "ada"}
    )
    known = Registry.of((*shipped().informants.values(), given_here))
    assert known.canonical("the Observatory") == "reed"
    assert shipped().canonical("the Observatory") == "sohr"
    assert known.informants["reed"].giver("the observatory") == "ada"


def test_a_name_that_people_gave_means_its_informant_in_whatever_words() -> None:
    given_here = Informant(
        "reed", "Reed Aid", "humanitarian", aliases=("Red Crescent",), taught={"Red Crescent": "ada"}
    )
    known = Registry.of((*shipped().informants.values(), given_here))
    assert known.canonical("the Turkish Red Crescent") == "reed"


def test_an_informant_is_named_in_a_text_by_any_name_but_a_surname() -> None:
    observatory = shipped().informants["sohr"]
    assert observatory.is_named_in("Its Observatory counts them.")
    assert not observatory.is_named_in("Abdel Rahman counts them.")


def test_an_id_that_was_merged_away_leads_on() -> None:
    known = Registry({"a": Informant("a", "Marsh League", None)}, {"c": "b", "b": "a"})
    assert known.get("c") == known.informants["a"]
    assert known.get("nobody") is None


@given(st.lists(informants, max_size=5))
def test_a_name_stands_for_one_of_those_that_bear_it_or_for_none(rows: list[Informant]) -> None:
    known = Registry.of(rows)
    for informant in known.informants.values():
        for name in informant.names():
            meant = known.meaning(name)
            assert known.canonical(name) in {*meant, None}
            assert (known.canonical(name) is None) == (len(meant) != 1)


@given(st.lists(informants, max_size=5))
def test_who_is_meant_does_not_hang_on_the_order(rows: list[Informant]) -> None:
    unique = list({row.id: row for row in rows}.values())
    for name in ("Marsh League", "the Monitor", "MRM", "Ivo Tarn"):
        assert Registry.of(unique).canonical(name) == Registry.of(reversed(unique)).canonical(name)


def test_no_two_informants_that_ship_share_a_name() -> None:
    assert shipped().conflicts == ()
    assert all(name_words(name) for informant in shipped().informants.values() for name in informant.names())
