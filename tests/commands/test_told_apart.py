"""From raw reports to incidents: what is told apart, what later figures replace, and on which day things land."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tallystick.cli.app import program

Shown = dict[str, Any]
Told = Callable[..., list[Shown]]


def report(city: str, day: int, outlet: str, title: str, *paragraphs: str) -> str:
    """An invented report with its dateline in December 2016."""
    return f"{title}\n\n{city}, {day} December 2016 ({outlet}) - " + "\n\n".join(paragraphs) + "\n"


def run(*arguments: object) -> str:
    done = CliRunner().invoke(program(), [str(a) for a in arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """What ``show --json`` says of each incident that some reports tell, the earliest first; read by the rules."""

    def tell(**texts: str) -> list[Shown]:
        book = ("--casebook", tmp_path / "book")
        run("init", tmp_path / "book")
        for name, text in texts.items():
            (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
            run("add", tmp_path / f"{name}.txt", "--reader", "rules", *book)
            run("link", *book)
        ids = [json.loads(line)["id"] for line in run("incidents", "--json", *book).splitlines()]
        return [json.loads(run("show", name, "--json", *book)) for name in ids]

    return tell


def killed(shown: Shown, group: str = "all") -> tuple[int | None, ...]:
    return next(
        (f["low"], f["best"], f["high"]) for f in shown["figures"] if (f["measure"], f["group"]) == ("killed", group)
    )


def reports(shown: Shown) -> set[str]:
    return {Path(r["path"]).stem for r in shown["reports"]}


def day(shown: Shown) -> str:
    return str(shown["time"]["edtf"])


STRIKE = report(
    "IDLIB",
    14,
    "Harbour Wire",
    "Warplane bombs bakery in Saraqib",
    "A warplane bombed a bakery in Saraqib on Tuesday morning, killing 12 people, the Marsh Rights Monitor said.",
)


def test_an_air_strike_and_a_car_bomb_in_one_town_on_one_day_are_two(told: Told) -> None:
    both = report(
        "BEIRUT",
        14,
        "Plainsman",
        "Strike and bomb in Saraqib",
        "Twelve people were killed on Tuesday when a warplane bombed a bakery in Saraqib, residents said.",
        "A car bomb outside a courthouse killed four people in the town on Tuesday, they said.",
    )
    bomb = report(
        "IDLIB",
        14,
        "Valley Observer",
        "Car bomb in Saraqib",
        "A car bomb exploded outside a courthouse in Saraqib on Tuesday, killing four people, a doctor said.",
    )
    found = {shown["event"]: shown for shown in told(strike=STRIKE, bomb=bomb, both=both)}
    assert {event: (day(s), reports(s), killed(s)) for event, s in found.items()} == {
        "airstrike": ("2016-12-13", {"strike", "both"}, (12, 12, 12)),
        "bombing": ("2016-12-13", {"bomb", "both"}, (4, 4, 4)),
    }


def test_another_strike_on_the_same_town_that_day_is_an_incident_of_its_own(told: Told) -> None:
    two = report(
        "IDLIB",
        14,
        "Meridian Post",
        "Two strikes on Saraqib",
        "Twelve people were killed when a warplane bombed a bakery in Saraqib on Tuesday, the Marsh Rights Monitor "
        "said. Another five people were killed in an air strike on a clinic in the town in the evening, it said.",
    )
    found = {reports(shown) == {"two"}: shown for shown in told(strike=STRIKE, two=two)}
    assert {alone: killed(shown) for alone, shown in found.items()} == {True: (5, 5, 5), False: (12, 12, 12)}


HOUSE = report(
    "IDLIB",
    12,
    "Harbour Wire",
    "Air strike kills nine in Binnish",
    "An air strike on a house in Binnish killed nine people on Sunday, the Marsh Rights Monitor said.",
)


def test_an_attack_and_the_later_strike_on_its_mourners_are_two(told: Told) -> None:
    funeral = report(
        "IDLIB",
        14,
        "Harbour Wire",
        "Strike on funeral in Binnish kills 21",
        "An air strike hit a funeral in Binnish on Tuesday and killed 21 mourners, the Marsh Rights Monitor said.",
        "They were burying nine people killed in an air strike on a house in the town on Sunday.",
    )
    mourners = report(
        "BEIRUT",
        14,
        "Meridian Post",
        "Mourners bombed in Binnish",
        "At least 20 mourners were killed on Tuesday when warplanes bombed a funeral procession in Binnish, "
        "residents said.",
    )
    found = told(house=HOUSE, funeral=funeral, mourners=mourners)
    assert {day(shown): (reports(shown), killed(shown)) for shown in found} == {
        "2016-12-11": ({"house", "funeral"}, (9, 9, 9)),
        "2016-12-13": ({"funeral", "mourners"}, (20, 20, 21)),
    }


def test_mourners_shot_the_day_after_the_shelling_are_an_incident_of_their_own(told: Told) -> None:
    house = HOUSE.replace("Air strike kills", "Shells kill").replace("An air strike on", "Shelling of")
    funeral = report(
        "IDLIB",
        13,
        "Harbour Wire",
        "Gunmen fire on funeral",
        "Gunmen shot dead seven mourners at a funeral in Binnish on Monday, the Marsh Rights Monitor said.",
        "The mourners were burying nine people killed when shells hit a house in the town on Sunday.",
    )
    mourners = report(
        "BEIRUT",
        13,
        "Meridian Post",
        "Mourners shot dead",
        "Seven mourners were shot dead on Monday at a funeral in Binnish, residents said.",
    )
    found = {shown["event"]: shown for shown in told(house=house, funeral=funeral, mourners=mourners)}
    assert {event: (day(s), reports(s), killed(s)) for event, s in found.items()} == {
        "shelling": ("2016-12-11", {"house", "funeral"}, (9, 9, 9)),
        "shooting": ("2016-12-12", {"funeral", "mourners"}, (7, 7, 7)),
    }


MARKET = report(
    "IDLIB",
    13,
    "Harbour Wire",
    "Air strike on market in Ariha kills 11",
    "An air strike on a market in Ariha on Monday killed 11 people, the Marsh Rights Monitor said.",
)
LATER = report(
    "IDLIB",
    14,
    "Harbour Wire",
    "Toll of Ariha market strike rises to 17",
    "The death toll from an air strike on a market in Ariha on Monday rose to 17, the Marsh Rights Monitor said.",
)


@pytest.mark.parametrize("order", [("first", "later"), ("later", "first")])
def test_the_same_informants_later_figure_supersedes_the_earlier_which_is_kept(
    told: Told, order: tuple[str, str]
) -> None:
    texts = {"first": MARKET, "later": LATER}
    (shown,) = told(**{name: texts[name] for name in order})
    (figure,) = [f for f in shown["explained"]["figures"] if (f["measure"], f["group"]) == ("killed", "all")]
    assert killed(shown) == (17, 17, 17)
    assert day(shown) == "2016-12-12"
    (gone,) = figure["left_out"]
    assert gone["rule"] == "superseded"
    assert "17" in gone["reason"]
    words = {claim["id"]: claim["words"] for claim in figure["claims"]}
    assert words[gone["claim"]] == "An air strike on a market in Ariha on Monday killed 11 people"


def test_another_informants_earlier_figure_is_not_superseded(told: Told) -> None:
    council = MARKET.replace("the Marsh Rights Monitor", "the White Helmets").replace("Harbour Wire", "Far Post")
    (shown,) = told(first=council, later=LATER)
    assert killed(shown)[0] == 11
    assert killed(shown)[2] == 17


def test_a_bulletin_about_earlier_days_lands_on_the_days_of_the_events(told: Told) -> None:
    bulletin = report(
        "GENEVA",
        19,
        "Relief Desk",
        "Weekly protection bulletin",
        "On 12 December, an air strike on a market in Ariha killed 11 people, according to the White Helmets. "
        "On 15 December, shelling of a school in Binnish killed three children, according to the White Helmets.",
    )
    found = told(bulletin=bulletin, strike=MARKET)
    assert {day(shown): (shown["event"], reports(shown)) for shown in found} == {
        "2016-12-12": ("airstrike", {"bulletin", "strike"}),
        "2016-12-15": ("shelling", {"bulletin"}),
    }
