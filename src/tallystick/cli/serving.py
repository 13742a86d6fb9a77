"""The command ``serve``."""

from __future__ import annotations

import sys
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from tallystick.cli.terminal import say


def serve(
    casebook: Annotated[
        list[Path] | None, typer.Option("--casebook", help="A casebook to serve; may be given several times.")
    ] = None,
    host: Annotated[str, typer.Option(help="Address to listen on; the default is reached from this machine only.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8765,
    name: Annotated[
        list[str] | None, typer.Option("--name", help="A host name by which browsers reach the site.")
    ] = None,
    https: Annotated[bool, typer.Option("--https", help="The site is reached by HTTPS alone, behind a proxy.")] = False,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes that answer.")] = 2,
    database: Annotated[
        str, typer.Option(help="The site's own database: a file in the casebook's folder, or a URL.")
    ] = "site.sqlite3",
    browser: Annotated[bool, typer.Option(help="At the first start, open the entry link in the browser.")] = True,
) -> None:
    """Open the review site on one or more casebooks.

    At the first start you become its administrator and enter by a link that works once, for ten minutes.

    \b
    Examples:

    tallystick serve --port 8080

    tallystick serve --https --name tallystick.example.org
    """
    from tallystick.web import serving
    from tallystick.web.site import LOCAL, Site

    hosts = (*LOCAL, host, *(name or ()))
    site = serving.prepare(Site(serving.folders(casebook or []), database, hosts, https))
    address = f"https://{name[0] if name else host}" if https else f"http://{_reached(host)}:{port}"
    entry = serving.entry()
    serving.serve(site, host, port, workers, lambda: _tell(address, entry, browser))


def _reached(host: str) -> str:
    """How a browser on this machine writes the address that is listened on."""
    if host in ("0.0.0.0", "::"):
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _tell(address: str, entry: str | None, browser: bool) -> None:
    say(f"The site is open at {address}/ (Ctrl-C ends).")
    if entry is None:
        return
    say(f"Enter by this link; it works once, for ten minutes: {address}{entry}")
    if browser and sys.stderr.isatty():
        webbrowser.open(f"{address}{entry}")


def register(app: typer.Typer) -> None:
    """Adds the command to ``app``."""
    app.command()(serve)
