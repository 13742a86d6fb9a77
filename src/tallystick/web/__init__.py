"""The review site: people read, decide, sign and publish, and see why.

Stands on ``commands``, as the command line does. ``settings`` sets Django up, ``shelf`` holds the casebooks that are
served, ``pages`` says who may open what; each folder is a part of the site with its own views, templates and tests.
"""
