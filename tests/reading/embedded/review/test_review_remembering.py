"""A network that remembers answers as the network itself, and asks it once."""

from collections import Counter
from typing import Any

import numpy as np

from tallystick.reading.embedded.heads import Heads
from tallystick.reading.embedded.policy import Policy
from tallystick.reading.embedded.reader import read_with
from tallystick.reading.embedded.review.remembering import Reheaded, Remembering
from tallystick.record import Document

TEXT = "An air strike on a market in Marea killed 9 people on Monday, residents said. "
DOCUMENT = Document("d", TEXT * 30, published="2016-12-13", anchor="2016-12-13")


class Counting:
    """A network that counts what it is asked."""

    def __init__(self, network: Any) -> None:
        self.network, self.heads, self.asked = network, network.heads, Counter[str]()

    def window(self, *given: Any) -> Any:
        self.asked["window"] += 1
        return self.network.window(*given)

    def marked(self, *given: Any) -> Any:
        self.asked["marked"] += 1
        return self.network.marked(*given)


def test_a_document_is_run_once_however_often_it_is_read(toy: Any) -> None:
    counting = Counting(toy)
    once = Remembering(counting)
    plain = read_with(toy, Policy(), DOCUMENT)
    assert plain
    assert read_with(once, Policy(), DOCUMENT) == plain
    asked = dict(counting.asked)
    assert read_with(once, Policy(), DOCUMENT) == plain
    assert dict(counting.asked) == asked


def test_other_heads_read_otherwise_and_leave_the_network_as_it_is(toy: Any) -> None:
    sterner = {**toy.heads.values, "judged.bias": toy.heads.values["judged.bias"].copy()}
    sterner["judged.bias"][0] = np.float32(-20)
    assert read_with(Reheaded(toy, Heads(sterner)), Policy(), DOCUMENT) == ()
    assert read_with(toy, Policy(), DOCUMENT)
