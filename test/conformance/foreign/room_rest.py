"""What both clients ask over REST, with the standard library alone."""

import datetime
import json
import urllib.error
import urllib.request
import uuid


def ask(url, method, path, body=None, token=None):
    """A request to the room: (status, parsed body)."""
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = "Bearer " + token
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url + path, data, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refusal:
        return refusal.code, json.load(refusal)


def sign_in(day):
    """The administrator's token and id."""
    status, answer = ask(
        day["url"], "POST", "/api/v1/auth/login", {"username": day["username"], "password": day["password"]}
    )
    if status != 200:
        raise SystemExit("signing in was answered with %s: %s" % (status, answer))
    return answer["token"], answer["user"]["id"]


def notify(day, token, user_id, message):
    """Sends a notification to one user."""
    body = {"to": {"userIds": [user_id]}, "type": "test", "title": "To you", "message": message, "severity": "info"}
    return ask(day["url"], "POST", "/api/v1/notifications", body, token)


def security_event(seq, kind):
    """What a candidate's client reports."""
    now = datetime.datetime.now(datetime.timezone.utc).isoformat().replace("+00:00", "Z")
    return {"id": str(uuid.uuid4()), "type": kind, "occurredAt": now, "seq": seq}
