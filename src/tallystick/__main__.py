"""``python -m tallystick``."""

from tallystick.cli.app import main

main()
