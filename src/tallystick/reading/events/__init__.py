"""From words that tell of an event to typed events: cues, grouping within a sentence, types by the document."""
