"""`mlorg serve`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from ..errors import UnsupportedError
from .arguments import HERE, Folder
from .command import command
from .screen import Screen


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeOptions:
    """What `mlorg serve` is asked."""

    folder: Folder = HERE
    port: Annotated[
        int, typer.Option("--port", "-p", min=0, max=65535, metavar="N", help="Port; 0 = any that is free.")
    ] = 8377
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Print the address instead of opening it.")] = False
    show_names: Annotated[
        bool, typer.Option("--show-names", help="The tree says who fills a post, by the key file of this machine.")
    ] = False


@command(ServeOptions, "mlorg serve acme", "mlorg serve acme --port 9000 --no-browser")
def serve(asked: ServeOptions, screen: Screen) -> None:
    """Show a workspace in the browser: every page, a what-if editor, comparisons that run while you watch.

    The server answers this machine only. The address it opens is good for one visit; then the browser is known.
    Ctrl-C ends it.
    """
    screen.note(f"Starting a server for {asked.folder.resolve().name} on this machine.")
    try:
        from ..web import serving
    except ImportError as error:
        message = f'the server needs packages that are not installed ({error.name}): pip install "mlorg[web]"'
        raise UnsupportedError(message) from error

    def opened(address: str) -> None:
        screen.text(f"{address}\n")
        screen.note("Ctrl-C ends the server.")
        if not asked.no_browser:
            import webbrowser

            webbrowser.open(address)

    serving.serve(serving.ServeOptions(asked.folder, asked.port, asked.show_names), opened)
