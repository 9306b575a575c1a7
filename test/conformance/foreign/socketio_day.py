"""A day over python-socketio: told on stdin, reported on stdout as one JSON object."""

import asyncio
import importlib.util
import json
import sys

has_aiohttp = importlib.util.find_spec("aiohttp") is not None
if not has_aiohttp:
    import websockets_as_aiohttp

    websockets_as_aiohttp.install()

import socketio  # noqa: E402  (after its HTTP library is settled)

from room_rest import notify, security_event, sign_in  # noqa: E402

PATIENCE_S = 10


async def connect(day, token, transport, headers=None):
    """A connected client and a queue for each event it hears; raises what the connection was refused with."""
    client = socketio.AsyncClient(reconnection=False, handle_sigint=False)
    heard = {}
    # Its own waiting sits a refusal out until time is up.
    decided = asyncio.get_running_loop().create_future()

    def queue(name):
        return heard.setdefault(name, asyncio.Queue())

    @client.on("*")
    async def _(name, payload):
        await queue(name).put(payload)

    @client.on("connect")
    async def _():
        decided.set_result(None)

    @client.on("connect_error")
    async def _(refusal):
        if not decided.done():
            decided.set_result(refusal)

    auth = {"token": token} if token else None
    try:
        await client.connect(day["url"], headers=headers or {}, auth=auth, transports=[transport], wait=False)
    except socketio.exceptions.ConnectionError as refusal:
        raise PermissionError(str(refusal)) from refusal
    refusal = await asyncio.wait_for(decided, PATIENCE_S)
    if refusal is not None:
        await client.disconnect()
        raise PermissionError(refusal)
    return client, queue


async def next_of(queue, fits=lambda payload: True):
    """The next payload that fits."""
    while True:
        payload = await asyncio.wait_for(queue.get(), PATIENCE_S)
        if fits(payload):
            return payload


async def refusal_of(connecting):
    """What a connection is refused with; its code, where the room says one."""
    try:
        client, _ = await connecting
    except PermissionError as refusal:
        said = refusal.args[0]
        return said["data"]["code"] if isinstance(said, dict) else "no handshake"
    await client.disconnect()
    return "let in"


async def run(day, transport):
    token, user_id = sign_in(day)
    staff, staff_heard = await connect(day, token, transport)
    student, student_heard = await connect(day, day["studentToken"], transport)
    first = [await next_of(student_heard(name)) for name in ("exam-state", "attempt-state")]
    ack = await student.call("security_event", security_event(day["seq"], day["eventType"]), timeout=PATIENCE_S)
    alert = await next_of(staff_heard("security-alert"))
    sent = notify(day, token, user_id, day["words"])
    # What waited for the administrator comes as well.
    notification = await next_of(staff_heard("notification"), lambda one: one["message"] == day["words"])
    synced = await staff.call("sync", {"afterSeq": 0, "limit": 1}, timeout=PATIENCE_S)
    denied = await student.call("sync", {"afterSeq": 0}, timeout=PATIENCE_S)
    await student.disconnect()
    await staff.disconnect()
    return {
        "transport": transport,
        "first": first,
        "ack": ack,
        "alert": alert,
        "sent": sent[0],
        "notification": notification,
        "synced": synced["ok"],
        "studentLeftOut": student_heard("security-alert").empty(),
        "refused": {
            "no token": await refusal_of(connect(day, None, transport)),
            "bad token": await refusal_of(connect(day, "nonsense", transport)),
            "wrong role": denied["error"]["code"],
            "foreign origin": await refusal_of(
                connect(day, token, transport, {"Origin": "https://evil.example"})
            ),
        },
    }


def main():
    day = json.load(sys.stdin)
    # Its polling needs aiohttp itself.
    if day["transport"] == "polling" and not has_aiohttp:
        print(json.dumps({"leftOut": "python3-aiohttp is not installed, and python-socketio polls with nothing else"}))
        return
    print(json.dumps(asyncio.run(run(day, day["transport"]))))


main()
