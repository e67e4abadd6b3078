"""What Stripe's own library says of signatures.

`stripe_signatures.py` reads one JSON object from standard input: `sign`, a list of [body, secret, seconds], and `verify`,
a list of [body, header, secret, tolerance]. It writes the headers of the first and the verdicts on the second.
"""

import json
import sys

from stripe import SignatureVerificationError, WebhookSignature


def verdict(body, header, secret, tolerance):
    try:
        return WebhookSignature.verify_header(body, header, secret, tolerance)
    except SignatureVerificationError:
        return False


asked = json.load(sys.stdin)
json.dump(
    {
        "signed": [WebhookSignature.generate_signature_header(body, secret, seconds) for body, secret, seconds in asked["sign"]],
        "verified": [verdict(*one) for one in asked["verify"]],
    },
    sys.stdout,
)
