-- Accounts: confirmed addresses, certified mobiles, second factors, API keys, mail, the audit.

ALTER TABLE account ADD COLUMN pending_email TEXT;
ALTER TABLE account ADD COLUMN mobile BIGINT;
ALTER TABLE account ADD COLUMN mobile_certified_at BIGINT;
-- the operator does without a mobile
ALTER TABLE account ADD COLUMN mobile_waived BOOLEAN NOT NULL DEFAULT FALSE;
-- an e-mail leaves when the balance falls to this or below; 0: never
ALTER TABLE account ADD COLUMN credit_alert BIGINT NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN billing_name TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN billing_company TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN billing_address TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN billing_postal_code TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN billing_city TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN billing_country TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN billing_vat_number TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN operator BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE account ADD COLUMN disabled_at BIGINT;
ALTER TABLE account ADD COLUMN disabled_reason TEXT;

ALTER TABLE session ADD COLUMN address TEXT NOT NULL DEFAULT '';
-- when its owner last gave the password; for ten minutes it need not be given again
ALTER TABLE session ADD COLUMN proved_at BIGINT NOT NULL DEFAULT 0;

-- How often a used token was taken again: tabs that refresh together are few.
ALTER TABLE refresh_token ADD COLUMN again BIGINT NOT NULL DEFAULT 0;
CREATE INDEX refresh_token_age ON refresh_token (expires_at);
CREATE INDEX session_age ON session (last_seen_at);

-- A browser that has signed in before: strangers who guess elsewhere do not lock its owner out of it.
CREATE TABLE known_device (
    -- SHA-256 of the cookie
    hash TEXT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES account (id),
    last_used_at BIGINT NOT NULL
);
CREATE INDEX known_device_account ON known_device (account_id);
CREATE INDEX known_device_age ON known_device (last_used_at);

-- Wrong guesses at an account, from an address, on a device: when the next one may be made.
CREATE TABLE guess (
    subject TEXT PRIMARY KEY,
    failures BIGINT NOT NULL,
    blocked_until BIGINT NOT NULL,
    last_at BIGINT NOT NULL
);
CREATE INDEX guess_age ON guess (last_at);

-- What may be done only so often an hour: codes, welcome e-mails, new accounts of one address.
CREATE TABLE allowance (
    subject TEXT PRIMARY KEY,
    used BIGINT NOT NULL,
    began_at BIGINT NOT NULL
);
CREATE INDEX allowance_age ON allowance (began_at);

-- The links of e-mails. A used one stays for a while, so that it can say that it was used.
CREATE TABLE link (
    -- SHA-256 of its token
    hash TEXT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES account (id),
    purpose TEXT NOT NULL CHECK (purpose IN ('confirm_account', 'confirm_email', 'reset_password')),
    -- the address it was sent to
    email TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX link_account ON link (account_id, purpose);
CREATE INDEX link_age ON link (expires_at);

-- E-mails that wait to be sent. They hold no secret: a link's token is made when its e-mail is.
CREATE TABLE mail (
    id BIGINT PRIMARY KEY,
    -- an account's public ID; there may be no such account (a reset that a stranger asked for)
    public_id TEXT NOT NULL,
    -- the letter, as JSON
    letter TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    tries INTEGER NOT NULL,
    lease_until BIGINT NOT NULL
);
CREATE INDEX mail_due ON mail (due_at);

CREATE TABLE second_factor (
    account_id BIGINT PRIMARY KEY REFERENCES account (id),
    -- base32, as the authenticator app has it
    secret TEXT NOT NULL,
    -- null until a first code has confirmed it
    enabled_at BIGINT,
    -- the time step of the last code that was taken: none is taken twice
    last_step BIGINT NOT NULL
);

CREATE TABLE recovery_code (
    account_id BIGINT NOT NULL REFERENCES account (id),
    -- the code's first letter, so that one hash is computed and not ten
    letter TEXT NOT NULL,
    hash TEXT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (account_id, letter)
);

CREATE TABLE api_key (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES account (id),
    name TEXT NOT NULL,
    -- words, separated by a space
    scopes TEXT NOT NULL,
    test BOOLEAN NOT NULL,
    prefix TEXT NOT NULL,
    -- SHA-256 of the key
    hash TEXT NOT NULL UNIQUE,
    last_used_at BIGINT,
    revoked_at BIGINT
);
CREATE INDEX api_key_account ON api_key (account_id, id);

-- The code that certifies an account's mobile; the newest counts.
CREATE TABLE mobile_code (
    account_id BIGINT PRIMARY KEY REFERENCES account (id),
    number BIGINT NOT NULL,
    -- Argon2id
    hash TEXT NOT NULL,
    message_id BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX mobile_code_age ON mobile_code (expires_at);

-- Credits for a certified mobile are given once an account and once a number.
CREATE TABLE mobile_gift (
    number BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL UNIQUE REFERENCES account (id),
    movement_id BIGINT NOT NULL
);

CREATE TABLE audit_event (
    id BIGINT PRIMARY KEY,
    -- null for a sign-in to an account that does not exist
    account_id BIGINT,
    what TEXT NOT NULL,
    address TEXT,
    device TEXT,
    detail TEXT,
    -- the operator who did it
    by_account_id BIGINT
);
CREATE INDEX audit_event_account ON audit_event (account_id, id);

-- Of a test key: reaches the sandbox only, and costs nothing.
ALTER TABLE campaign ADD COLUMN test BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE message ADD COLUMN test BOOLEAN NOT NULL DEFAULT FALSE;
-- An integrator's reference is unique among what leaves, and among what was only tried.
DROP INDEX message_client_ref;
CREATE UNIQUE INDEX message_client_ref ON message (account_id, client_ref, test) WHERE client_ref IS NOT NULL;
