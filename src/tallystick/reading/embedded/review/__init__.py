"""Learning from review: the reader's heads refitted to what people decided, the network itself left as it is."""

from __future__ import annotations

from tallystick.reading.embedded.review.learning import Lesson, Trial, learn
from tallystick.reading.embedded.review.measuring import Part, Score
from tallystick.reading.embedded.review.reviewed import Reviewed, ReviewedReport
from tallystick.reading.embedded.review.stored import Learned, load

__all__ = ["Learned", "Lesson", "Part", "Reviewed", "ReviewedReport", "Score", "Trial", "learn", "load"]
