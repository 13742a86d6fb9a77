"""The command ``serve``."""

from __future__ import annotations

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
) -> None:
    """Open the review site on one or more casebooks.

    Example: tallystick serve --port 8080
    """
    from tallystick.web import serving
    from tallystick.web.site import Site

    hosts = (*Site.__attrs_attrs__.hosts.default, host, *(name or ()))
    site = serving.prepare(Site(serving.folders(casebook or []), database, hosts, https))
    scheme = "https" if https else "http"
    serving.serve(
        site, host, port, workers, lambda: say(f"The site is open at {scheme}://{host}:{port}/ (Ctrl-C ends).")
    )


def register(app: typer.Typer) -> None:
    """Adds the command to ``app``."""
    app.command()(serve)
