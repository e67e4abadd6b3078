"""What Schemathesis must know of Chappe: how to sign in, and what no schema can say."""

import os

import requests
import schemathesis

SESSIONS = os.environ["CHAPPE_ADDRESS"] + "/api/v1/sessions"
CREDENTIALS = {"account_id": "schemathesis", "password": os.environ["CHAPPE_PASSWORD"]}

# Reasons to refuse input that fits the schema: the spelling is right, and the world does not have it.
BEYOND_ANY_SCHEMA = {
    "unknown",  # an id of nothing that is yours
    "unknown_account",
    "unknown_group",
    "unknown_country",
    "unknown_time_zone",
    "not_csv",
    "impossible_number",
    "not_a_number",  # the ways to write a number are many
    "past",
    "own_account",
    "too_many_parts",
}
# The same, of one field: what it holds depends on another, or is more than a pattern can tell.
BEYOND_ITS_SCHEMA = {
    ("mapping.mobile", "required"),  # the mapping's keys are free
    ("after", "malformed"),  # only the `next` of a page
    ("recipients", "required"),  # of a draft, not before the launch
    ("ids", "required"),  # or a campaign
    ("text", "required"),  # of a draft, not before the launch
    ("text", "too_long"),  # in parts
    ("email", "malformed"),
    ("sender", "malformed"),
    ("credits", "out_of_range"),
}


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


@schemathesis.check
def refused_for_a_reason_beyond_the_schema(context, response, case):
    """Input that fits the schema may be refused with 422, but only for what no schema can express."""
    if response.status_code != 422 or case.meta is None or not case.meta.generation.mode.is_positive:
        return
    problem = response.json()
    errors = problem.get("errors", [])
    assert errors or problem["code"] != "invalid_field", "a refusal that names no field"
    for error in errors:
        field, code = error["field"], error["code"]
        known = code in BEYOND_ANY_SCHEMA or (field, code) in BEYOND_ITS_SCHEMA
        assert known, f"the schema allows what the server refuses: {field}: {code}: {error['message']}"
