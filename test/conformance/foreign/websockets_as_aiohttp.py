"""python-socketio asks aiohttp for its WebSocket, and Debian does not install the one with the other. Where it is not there,
python3-websockets carries the frames: this module is what python-socketio uses of aiohttp, and nothing else."""

import asyncio
import sys
import types

import websockets


class Refused(Exception):
    """The upgrade was not answered with 101."""


class Closed(Exception):
    """The other side is gone."""


class Frame:
    def __init__(self, data):
        self.data = data


class Socket:
    def __init__(self, connection):
        self.connection = connection

    async def receive(self):
        try:
            return Frame(await self.connection.recv())
        except websockets.ConnectionClosed:
            return Frame(None)

    async def send_str(self, text):
        await self._send(text)

    async def send_bytes(self, data):
        await self._send(data)

    async def _send(self, data):
        try:
            await self.connection.send(data)
        except websockets.ConnectionClosed as end:
            raise Closed() from end

    async def close(self):
        await self.connection.close()


class Jar:
    def update_cookies(self, cookies):
        if cookies:
            raise NotImplementedError("the room sets no cookies")


class ClientSession:
    def __init__(self):
        self.cookie_jar = Jar()
        self.closed = False

    async def ws_connect(self, url, headers, timeout):
        try:
            connecting = websockets.connect(url, extra_headers=headers, max_size=None)
            return Socket(await asyncio.wait_for(connecting, timeout))
        except (OSError, websockets.InvalidHandshake) as refusal:
            raise Refused(str(refusal)) from refusal

    async def close(self):
        self.closed = True


def install():
    """To be called before socketio is imported."""
    aiohttp = types.ModuleType("aiohttp")
    aiohttp.ClientSession = ClientSession
    aiohttp.ClientError = Refused
    aiohttp.client_exceptions = types.SimpleNamespace(
        WSServerHandshakeError=Refused,
        ServerConnectionError=Refused,
        ClientConnectionError=Refused,
        ServerDisconnectedError=Closed,
    )
    sys.modules["aiohttp"] = aiohttp
