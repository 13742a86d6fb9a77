"""The command line: parses, calls ``tallystick.commands`` and prints."""
