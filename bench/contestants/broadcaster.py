"""The FastAPI contestant: `broadcaster.py SECRET_HEX`. Checks the token on connect, keeps nothing, acknowledges each
event and tells the consoles, repeats coalesced as in alert-book.ts. Prints its port."""

import asyncio
import json
import os
import socket
import sys
import threading
import time
import uuid
from datetime import datetime, timezone

import jwt
import uvicorn
from fastapi import FastAPI, WebSocket, WebSocketDisconnect

SECRET = bytes.fromhex(sys.argv[1])
GROUPING_S = 60
APART_S = 0.1

app = FastAPI()
consoles: set[WebSocket] = set()
candidates: set[WebSocket] = set()
alerts: dict[tuple[str, str], "Entry"] = {}
counters = {"seq": 0, "rev": 0}


def dumps(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def count(name: str) -> int:
    counters[name] += 1
    return counters[name]


def iso_now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Entry:
    def __init__(self, alert: dict) -> None:
        self.alert = alert
        self.last = self.told = time.monotonic()
        self.waiting = False


async def tell(group: set[WebSocket], name: str, payload: dict) -> None:
    text = f'{{"event":"{name}","payload":{dumps(payload)}}}'
    for websocket in tuple(group):
        await websocket.send_text(text)


async def tell_later(entry: Entry, delay: float) -> None:
    await asyncio.sleep(delay)
    entry.waiting = False
    entry.told = time.monotonic()
    await tell(consoles, "alert-updated", entry.alert)


async def raise_alert(attempt_id: str, event_type: str) -> None:
    now = time.monotonic()
    at = iso_now()
    entry = alerts.get((attempt_id, event_type))
    if entry and now - entry.last <= GROUPING_S:
        entry.last = now
        entry.alert["count"] += 1
        entry.alert["rev"] = count("rev")
        entry.alert["lastAt"] = at
        if entry.waiting:
            return
        due = entry.told + APART_S - now
        if due <= 0:
            entry.told = now
            await tell(consoles, "alert-updated", entry.alert)
        else:
            entry.waiting = True
            asyncio.get_running_loop().create_task(tell_later(entry, due))
        return
    alert = {
        "type": "suspicious_activity",
        "severity": "medium",
        "title": "Copied text",
        "message": "Copied text.",
        "source": "student-client",
        "examId": "7f0c2b1e-0f4f-4a3e-9c57-2d8d6c1f9a01",
        "attemptId": attempt_id,
        "userId": attempt_id,
        "sessionId": attempt_id,
        "riskScore": 41.5,
        "data": {"eventType": event_type},
        "id": str(uuid.uuid4()),
        "seq": count("seq"),
        "rev": count("rev"),
        "status": "new",
        "count": 1,
        "reasons": ["Pasted text (3 times): 24.5 points", "Copied text (2 times): 18 points", "Left the window: 8 points"],
        "threat_level": "medium",
        "firstAt": at,
        "lastAt": at,
        "timestamp": at,
    }
    alerts[(attempt_id, event_type)] = Entry(alert)
    await tell(consoles, "security-alert", alert)


@app.websocket("/ws")
async def serve(websocket: WebSocket, token: str) -> None:
    try:
        claims = jwt.decode(
            token,
            SECRET,
            algorithms=["HS256"],
            audience="bench-room",
            issuer="bench",
            options={"require": ["exp", "iat", "sub", "sid"]},
        )
    except jwt.InvalidTokenError:
        await websocket.close(4401)
        return
    await websocket.accept()
    is_staff = claims["role"] == "admin"
    group = consoles if is_staff else candidates
    group.add(websocket)
    try:
        await websocket.send_text('{"connected":true}')
        while True:
            message = json.loads(await websocket.receive_text())
            payload = message["payload"]
            if message["event"] == "security_event":
                await websocket.send_text(
                    dumps({"ack": message["ackId"], "ok": True, "id": payload["id"], "lastSeq": payload["seq"]})
                )
                await raise_alert(claims["sub"], payload["type"])
            elif message["event"] == "exam_broadcast" and is_staff:
                await tell(candidates, "exam-message", payload)
    except WebSocketDisconnect:
        pass
    finally:
        group.discard(websocket)


def end_with_parent() -> None:
    sys.stdin.read()
    os._exit(1)


threading.Thread(target=end_with_parent, daemon=True).start()
listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("127.0.0.1", 0))
# Now already, so that whoever reads the port can connect.
listener.listen(2048)
print(listener.getsockname()[1], flush=True)
uvicorn.Server(uvicorn.Config(app, ws="websockets", log_level="critical", ws_ping_interval=None)).run(sockets=[listener])
