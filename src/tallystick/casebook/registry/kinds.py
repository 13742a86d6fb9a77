"""The kinds of decision about informants, and what the payload of each holds beside ``informant``, the id.

- ``source-add``: ``FIELDS``, "aliases" and "people";
- ``source-change``: "changes" {field: value};
- ``source-alias``: "alias", "verdict" (accept or reject), "person" (true for one who speaks for it);
- ``source-merge``: "merged", the id that leads to ``informant`` from then on;
- ``source-rate``: "letter" of the Admiralty code, null where the judgement is taken away; its reason is the decision's.
"""

from __future__ import annotations

ADD = "source-add"
CHANGE = "source-change"
ALIAS = "source-alias"
MERGE = "source-merge"
RATE = "source-rate"
KINDS = (ADD, CHANGE, ALIAS, MERGE, RATE)
LONGEST = 200
"""Characters of an id."""
FIELDS = ("name", "kind", "role", "organisation", "side", "interest", "notes")
"""What is told of an informant and can be given anew."""
