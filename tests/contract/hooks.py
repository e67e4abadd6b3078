"""What Schemathesis must know of Chappe: how to sign in, and what no schema can say."""

import os
import re

import requests
import schemathesis

SESSIONS = os.environ["CHAPPE_ADDRESS"] + "/api/v1/sessions"
ACCOUNT = os.environ["CHAPPE_ADDRESS"] + "/api/v1/account"
CREDENTIALS = {"account_id": "schemathesis", "password": os.environ["CHAPPE_PASSWORD"]}

# Reasons to refuse input that fits the schema: the spelling is right, and the world does not have it.
BEYOND_ANY_SCHEMA = {
    "unknown",  # an id of nothing that is yours
    "unknown_account",
    "unknown_group",
    "unknown_country",
    "unknown_time_zone",
    "not_csv",
    "markup",
    "spreadsheet",
    "archive",
    "damaged",
    "impossible_number",
    "not_a_number",  # the ways to write a number are many
    "not_mobile",
    "no_rate",
    "past",
    "gone",  # deleted since it was written
    "own_account",
    "disabled_account",
    "zero_amount",
    "negative_amount",
    "too_many_parts",
    "wrong",  # a password, a code
    "expired",
    "too_many_tries",
    "too_common",
    "same",  # the old password as the new one
    "country_not_served",
    "no_public_url",
    "not_offered",
    "more_than_left",  # of a purchase
    "worthless",  # credits of less than a cent
}
# The same, of one field: what it holds depends on another, or is more than a pattern can tell.
BEYOND_ITS_SCHEMA = [
    (r"after", "malformed"),  # only the `next` of a page
    (r"recipients", "required"),  # of a draft, not before the launch
    (r"messages", "required"),  # or a status, and not both
    (r"reason", "unexpected"),  # beside messages
    (r"ids", "required"),  # or the filter that stands in its place, and not both
    (r"group", "required"),  # of two of the actions
    (r"filter\.fields\..*", "malformed"),
    (r"filter\.q|consent\.source", "malformed"),
    (r"mapping\..*", "required|(unknown|ambiguous)_.+"),  # its keys are free, and its columns the file's
    (r"mapping|fields", "too_many|too_many_fields"),  # of the account's own fields, with those that it has
    (r"file", "empty|unclosed_quote|row_too_long|too_many_columns"),
    (r"name|group|to|mobile|reason", "required"),  # of blanks
    (r"ids", "required"),  # or what stands in its place
    (r"text", "required"),  # of a draft, not before the launch
    (r"text", "too_long"),  # in parts
    (r"text", "empty"),  # once its fields are filled
    (r"send_at", "required"),  # of what is programmed
    (r"(.+\.)?numbers\[\d+\]", "required"),  # a number of blanks
    (r"fields\..*", ".*"),  # names and values of one's own
    (r"email|sender", "malformed"),
    (r"otp", "required"),  # where a second factor is on
    (r"scopes", "required"),
    (r"credits|credit_alert|received", "out_of_range"),
    (r"countries", "out_of_range"),  # all of them together
    (r"billing\..*", "malformed"),  # control characters, and what a VAT number is
    # Control characters: no phone shows them and PostgreSQL keeps no NUL.
    (r"reason|q|name|folder|text|first_name|last_name|company|reference|client_ref|group", "malformed"),
]


# To JSON Schema 7.0 is an integer; to most readers of JSON, ours among them, it is not.
@schemathesis.hook
def map_body(context, body):
    return whole(body)


def whole(value):
    if isinstance(value, dict):
        return {key: whole(item) for key, item in value.items()}
    if isinstance(value, list):
        return [whole(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


# A token that works for each case: some of the operations end the session they are called with, or another.
@schemathesis.auth(refresh_interval=None)
class LivingToken:
    def __init__(self):
        # Keeps its cookies: the wrong passwords of other cases do not make a known browser wait.
        self.browser = requests.Session()
        self.token = None

    def get(self, case, context):
        if self.token is None or not self.lives():
            answer = self.browser.post(SESSIONS, json=CREDENTIALS, timeout=30)
            answer.raise_for_status()
            self.token = answer.json()["access_token"]
        return self.token

    def lives(self):
        headers = {"Authorization": f"Bearer {self.token}"}
        return requests.get(ACCOUNT, headers=headers, timeout=30).status_code == 200

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
        known = code in BEYOND_ANY_SCHEMA or any(
            re.fullmatch(fields, field, re.DOTALL) and re.fullmatch(codes, code) for fields, codes in BEYOND_ITS_SCHEMA
        )
        assert known, f"the schema allows what the server refuses: {field}: {code}: {error['message']}"
