"""The socket the server listens on."""

import asyncio
import socket

import pytest

from mlorg.web.serving import HOST, listening_socket


def test_answers_do_not_wait_for_acknowledgement_of_their_head() -> None:
    async def nodelay() -> int:
        set_to: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        def accepted(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            connection = writer.get_extra_info("socket")
            set_to.set_result(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        listening = listening_socket(0)
        async with await asyncio.start_server(accepted, sock=listening):
            _, writer = await asyncio.open_connection(HOST, listening.getsockname()[1])
            found = await set_to
            writer.close()
        return found

    assert asyncio.run(nodelay())


def test_a_port_that_is_taken_is_refused() -> None:
    with listening_socket(0) as first:
        first.listen()
        with pytest.raises(OSError, match="in use"):
            listening_socket(first.getsockname()[1])
