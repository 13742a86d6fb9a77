"""The actions of the custody log's entries about the database; ``casebook.custody`` tells what their fields mean."""

READING = "reading"
DECISION = "decision"
RECORD = "record"
LINKED = "linked"
TRANSFERRED = "transferred"
