"""The least that any server does: a socket that sends back what it gets; the floor of `group.py`."""

from aiohttp import web


async def echo(request: web.Request) -> web.WebSocketResponse:
    """Send back what comes until the socket is closed."""
    socket = web.WebSocketResponse(compress=False)
    await socket.prepare(request)
    async for message in socket:
        await socket.send_str(message.data)
    return socket


async def serve() -> web.Application:
    """Return the application."""
    application = web.Application()
    application.add_routes([web.get("/", echo)])
    return application


if __name__ == "__main__":
    import socket as sockets

    listening = sockets.create_server(("127.0.0.1", 0), backlog=1024)
    print(listening.getsockname()[1], flush=True)
    web.run_app(serve(), sock=listening, access_log=None, print=None)
