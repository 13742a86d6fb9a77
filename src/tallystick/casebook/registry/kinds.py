"""The kinds of decision about who is who and what lies where, and what the payload of each holds.

About informants, beside ``informant``, the id:

- ``source-add``: ``FIELDS``, "aliases" and "people";
- ``source-change``: "changes" {field: value};
- ``source-alias``: "alias", "verdict" (accept or reject), "person" (true for one who speaks for it);
- ``source-merge``: "merged", the id that leads to ``informant`` from then on;
- ``source-rate``: "letter" of the Admiralty code, null where the judgement is taken away; its reason is the decision's.

About actors, beside ``actor``, the id, and ``name``, its name at that time:

- ``actor-merge``: "merged", the id that leads to ``actor`` from then on, and "merged_name";
- ``actor-change``: "changes" {"name": value}.

About places, beside ``spot``, the place as reports and gazetteer tell it ([name, first division, country]):

- ``place-merge``: "merged", the spot that is the same place, "at", where both lie (``spots.Location``, null where
  nobody knows), and "given", true where that is known of the merged one alone;
- ``place-set``: "at", where it lies;
- ``place-change``: "changes" {"name": value}.
"""

from __future__ import annotations

ADD = "source-add"
CHANGE = "source-change"
ALIAS = "source-alias"
MERGE = "source-merge"
RATE = "source-rate"
KINDS = (ADD, CHANGE, ALIAS, MERGE, RATE)
ACTOR_MERGE = "actor-merge"
ACTOR_CHANGE = "actor-change"
ACTOR_KINDS = (ACTOR_MERGE, ACTOR_CHANGE)
PLACE_MERGE = "place-merge"
PLACE_SET = "place-set"
PLACE_CHANGE = "place-change"
PLACE_KINDS = (PLACE_MERGE, PLACE_SET, PLACE_CHANGE)
LONGEST = 200
"""Characters of an id."""
FIELDS = ("name", "kind", "role", "organisation", "side", "interest", "notes")
"""What is told of an informant and can be given anew."""
