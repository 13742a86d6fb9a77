"""Pictures of every page of the site for the documentation: ``.venv/bin/python docs/screenshots.py [NAME ...]``.

Made from the example casebook at desktop and phone width, as PNG files of at most 256 colours, in ``docs/screens``.
"""

from __future__ import annotations

import base64
import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
import urllib.request
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
SCREENS = ROOT / "docs" / "screens"
sys.path.insert(0, str(ROOT / "tests" / "support"))
from browsing import FLAGS, PASSWORD, Watch, visiting  # noqa: E402
from scene import OUTSIDE, PAGES, Scene  # noqa: E402

ROLES = ("viewer", "coder", "reviewer", "publisher", "administrator")
SIZES = {"": ({"width": 1280, "height": 800}, 1100), "-phone": ({"width": 390, "height": 760}, 1100)}
"""The window of each kind of picture, and how much of a longer page is shown."""
DARK = ("incident", "overview")
"""Pages that are also shown in the dark."""
COLOURS = 256
_PIXELS = """async (data) => {
  const image = new Image();
  image.src = `data:image/png;base64,${data}`;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height), pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  const pixels = pen.getImageData(0, 0, image.width, image.height).data;
  let signs = "";
  for (let at = 0; at < pixels.length; at += 32768) signs += String.fromCharCode(...pixels.subarray(at, at + 32768));
  return [image.height, image.width, btoa(signs)];
}"""
Pixels = NDArray[np.uint8]


def build(home: Path) -> None:
    """The example casebook with a person for each role, in ``home``."""
    from tallystick.web.settings import configure
    from tallystick.web.site import Site

    configure(Site(casebooks=(str(home),), key="made anew when the site is served"))
    from django.contrib.auth.models import User

    from tallystick.casebook.folder import identity
    from tallystick.commands import adding, casebooks, digests, linking
    from tallystick.commands.pipeline import pipeline
    from tallystick.commands.reading import ReadOptions
    from tallystick.web.people.membership import set_role
    from tallystick.web.tables import bring_up_to_date

    book = casebooks.create(home)
    adding.add(book, adding.plan(["examples/aleppo"], None, ReadOptions()), pipeline(), by="reviewer")
    linking.link(book)
    digests.catch_up(book)
    book.casebook.close()
    bring_up_to_date()
    for role in ROLES:
        set_role(User.objects.create_user(role, password=PASSWORD), identity(home).id, role)


@contextmanager
def served(home: Path) -> Iterator[str]:
    """The address of a server on the casebook."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "tallystick", "serve", "--casebook", str(home), "--port", str(port)]
    server = subprocess.Popen([*command, "--workers", "1", "--no-browser"], env=dict(os.environ))
    try:
        _wait_for(f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


def _wait_for(address: str) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(f"{address}/sign-in", timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    sys.exit("The server did not start.")


def picture(page: Page, address: str, path: Path, tallest: int) -> None:
    """One page as a file."""
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(300)
    width = page.viewport_size["width"] if page.viewport_size else 0
    tall = int(page.evaluate("document.documentElement.scrollHeight"))
    taken = page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": width, "height": min(tall, tallest)})
    blank = page.context.new_page()
    height, width, data = blank.evaluate(_PIXELS, base64.b64encode(taken).decode())
    blank.close()
    pixels = np.frombuffer(base64.b64decode(data), np.uint8).reshape(height, width, 4)[:, :, :3]
    path.write_bytes(indexed(pixels))


def indexed(pixels: Pixels) -> bytes:
    """A PNG file of ``pixels`` (height x width x 3) in the 256 colours that are most of it."""
    height, width = pixels.shape[:2]
    packed = pixels.reshape(-1, 3).astype(np.uint32) @ np.array([1 << 16, 1 << 8, 1], np.uint32)
    found, places = np.unique(packed, return_inverse=True)
    colours = np.stack([found >> 16, found >> 8 & 255, found & 255], axis=1)
    often = np.argsort(-np.bincount(places.ravel()), kind="stable")[:COLOURS]
    palette = colours[often].astype(np.int32)
    away = ((colours[:, None].astype(np.int32) - palette[None]) ** 2).sum(axis=2)
    marks = away.argmin(axis=1).astype(np.uint8)[places.ravel()].reshape(height, width)
    rows = np.hstack([np.zeros((height, 1), np.uint8), marks])
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = ((b"IHDR", header), (b"PLTE", palette.astype(np.uint8).tobytes()))
    body = (b"IDAT", zlib.compress(rows.tobytes(), 9))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in (*parts, body, (b"IEND", b"")))


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def take(scene: Scene, wanted: list[str]) -> None:
    """All pictures, or those of the pages that are wanted."""
    SCREENS.mkdir(exist_ok=True)
    inside, outside = scene.addresses(PAGES), scene.addresses(OUTSIDE)
    for suffix, (size, tallest) in SIZES.items():
        with scene.person("administrator", viewport=size, color_scheme="light") as page:
            for name in wanted or inside:
                if name in inside:
                    picture(page, inside[name], SCREENS / f"{name}{suffix}.png", tallest)
        with visiting(scene.browser, scene.watch, viewport=size, color_scheme="light") as page:
            for name in wanted or outside:
                if name in outside:
                    picture(page, outside[name], SCREENS / f"{name}{suffix}.png", tallest)
    size, tallest = SIZES[""]
    with scene.person("administrator", viewport=size, color_scheme="dark") as page:
        for name in DARK:
            if not wanted or name in wanted:
                picture(page, inside[name], SCREENS / f"{name}-dark.png", tallest)


def main() -> None:
    """Builds, serves, takes."""
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "aleppo"
        build(home)
        with served(home) as address, sync_playwright() as play:
            browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
            take(Scene(browser, Watch(address)), sys.argv[1:])
            browser.close()


if __name__ == "__main__":
    main()
