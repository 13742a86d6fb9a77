"""What each command does, for the command line, the site and programs alike: calls the stages, prints nothing."""
