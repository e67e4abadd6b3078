"""What Schemathesis must know of Chappe: how to sign in."""

import os

import requests
import schemathesis

SESSIONS = os.environ["CHAPPE_ADDRESS"] + "/api/v1/sessions"
CREDENTIALS = {"account_id": "schemathesis", "password": os.environ["CHAPPE_PASSWORD"]}


# A token for each case: some of the operations end the session they are called with.
@schemathesis.auth(refresh_interval=None)
class FreshToken:
    def get(self, case, context):
        answer = requests.post(SESSIONS, json=CREDENTIALS, timeout=30)
        answer.raise_for_status()
        return answer.json()["access_token"]

    def set(self, case, token, context):
        case.headers = case.headers or {}
        case.headers["Authorization"] = f"Bearer {token}"
