"""A day over both raw sockets with python-websockets: told on stdin, reported on stdout as one JSON object."""

import asyncio
import json
import sys

import websockets

from room_rest import ask, notify, security_event, sign_in

PATIENCE_S = 10
ALERTS = "/ws/security/alerts"
NOTIFICATIONS = "/api/v1/notifications/ws"


def open_socket(day, path, token=None, headers=None, query=""):
    bearer = {"Authorization": "Bearer " + token} if token else {}
    address = day["url"].replace("http", "ws", 1) + path + query
    return websockets.connect(address, extra_headers={**bearer, **(headers or {})}, open_timeout=PATIENCE_S)


async def hear(socket, kind, fits=lambda frame: True):
    """The next frame of this type that fits."""
    while True:
        frame = json.loads(await asyncio.wait_for(socket.recv(), PATIENCE_S))
        if frame["type"] == kind and fits(frame):
            return frame


async def refusal_of(connecting):
    """The HTTP status an upgrade is refused with."""
    try:
        socket = await connecting
    except websockets.InvalidStatusCode as refusal:
        return refusal.status_code
    await socket.close()
    return "let in"


async def run(day):
    token, user_id = sign_in(day)
    alerts = await open_socket(day, ALERTS, query="?token=" + token)
    notifications = await open_socket(day, NOTIFICATIONS, token)
    first = [json.loads(await asyncio.wait_for(socket.recv(), PATIENCE_S)) for socket in (alerts, notifications)]
    # Over REST, as a client that has no Socket.IO would.
    reported, results = ask(
        day["url"],
        "POST",
        "/api/v1/security/events",
        {"events": [security_event(day["seq"], day["eventType"])]},
        day["studentToken"],
    )
    alert = await hear(alerts, "alert")
    sent = notify(day, token, user_id, day["words"])
    # What waited for the administrator comes as well.
    notification = await hear(notifications, "test", lambda one: one["message"] == day["words"])
    await notifications.send(json.dumps({"type": "mark_read", "id": notification["id"]}))
    await notifications.send("no JSON")
    error = await hear(notifications, "error")
    await alerts.send('{"type":"ping"}')
    pong = await hear(alerts, "pong")
    # Protocol-level pings are answered too.
    await asyncio.wait_for(await alerts.ping(), PATIENCE_S)
    for socket in (alerts, notifications):
        await socket.close()
    evil = {"Origin": "https://evil.example"}
    return {
        "first": first,
        "reported": [reported, results],
        "alert": alert,
        "sent": sent[0],
        "notification": notification,
        "error": error,
        "pong": pong,
        "refused": {
            "no token": await refusal_of(open_socket(day, ALERTS)),
            "bad token": await refusal_of(open_socket(day, NOTIFICATIONS, "nonsense")),
            "wrong role": await refusal_of(open_socket(day, ALERTS, day["studentToken"])),
            "foreign origin": await refusal_of(open_socket(day, ALERTS, token, evil)),
            "foreign origin, notifications": await refusal_of(open_socket(day, NOTIFICATIONS, token, evil)),
            "unknown path": await refusal_of(open_socket(day, "/ws/nothing", token)),
        },
    }


print(json.dumps(asyncio.run(run(json.load(sys.stdin)))))
