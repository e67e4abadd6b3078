-- The main job: accounts, the address book, campaigns, messages, credits. One text for both databases.
-- Ids are made by the application; times are epoch milliseconds; amounts are 1/10 000 of a credit; numbers are E.164
-- digits. Enumerations are words with a CHECK, but for a message's status, whose order is asked in every update.

CREATE TABLE node (
    number BIGINT PRIMARY KEY,
    started_at BIGINT NOT NULL,
    lease_until BIGINT NOT NULL
);

CREATE TABLE signing_key (
    id BIGINT PRIMARY KEY,
    secret TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE account (
    id BIGINT PRIMARY KEY,
    -- what the API calls account_id: chosen by its owner, lower case, never changed
    public_id TEXT NOT NULL UNIQUE,
    email TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    locale TEXT NOT NULL CHECK (locale IN ('fr', 'en')),
    time_zone TEXT NOT NULL,
    country TEXT NOT NULL,
    confirmed BOOLEAN NOT NULL,
    balance BIGINT NOT NULL CHECK (balance >= 0),
    -- what its campaigns have had of the dispatcher, in parts: the lane of the account that has had least comes next
    virtual_time BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE session (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES account (id),
    device TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX session_account ON session (account_id);

CREATE TABLE refresh_token (
    -- SHA-256 of the token, in hexadecimal: a stolen copy of the database signs nobody in
    hash TEXT PRIMARY KEY,
    session_id BIGINT NOT NULL REFERENCES session (id),
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX refresh_token_session ON refresh_token (session_id);

-- Credits: a movement is two or more postings that sum to zero; nothing here is ever changed or deleted.
CREATE TABLE movement (
    id BIGINT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('grant', 'transfer', 'sending', 'refund')),
    reference TEXT,
    campaign_id BIGINT,
    message_id BIGINT,
    at BIGINT NOT NULL
);
CREATE INDEX movement_campaign ON movement (campaign_id) WHERE campaign_id IS NOT NULL;

CREATE TABLE posting (
    movement_id BIGINT NOT NULL REFERENCES movement (id),
    -- an account's id, or one of the platform's own small numbers (credits/mod.rs), which have no balance row
    holder BIGINT NOT NULL,
    amount BIGINT NOT NULL CHECK (amount <> 0),
    balance_after BIGINT,
    PRIMARY KEY (movement_id, holder)
);
CREATE INDEX posting_holder ON posting (holder, movement_id);

CREATE TABLE contact (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES account (id),
    mobile BIGINT NOT NULL,
    country TEXT NOT NULL,
    last_name TEXT NOT NULL,
    first_name TEXT NOT NULL,
    email TEXT NOT NULL,
    company TEXT NOT NULL,
    -- the account's own fields, a JSON object of strings
    fields TEXT NOT NULL,
    -- what a search looks in: names, e-mail, company and number in small letters without marks, since neither database
    -- folds É by itself
    search TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX contact_account ON contact (account_id, id);
CREATE INDEX contact_mobile ON contact (account_id, mobile);

CREATE TABLE contact_group (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES account (id),
    name TEXT NOT NULL,
    -- the name in small letters without marks
    search TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (account_id, name)
);
CREATE INDEX contact_group_account ON contact_group (account_id, id);

CREATE TABLE group_member (
    group_id BIGINT NOT NULL REFERENCES contact_group (id) ON DELETE CASCADE,
    contact_id BIGINT NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    PRIMARY KEY (group_id, contact_id)
);
CREATE INDEX group_member_contact ON group_member (contact_id);

CREATE TABLE blacklist (
    account_id BIGINT NOT NULL REFERENCES account (id),
    number BIGINT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('manual', 'import', 'stop')),
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, number)
);

CREATE TABLE job (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES account (id),
    kind TEXT NOT NULL CHECK (kind IN ('import', 'launch')),
    -- what it works on: an import, a campaign
    subject_id BIGINT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('queued', 'running', 'done', 'failed', 'cancelled')),
    due_at BIGINT NOT NULL,
    done BIGINT NOT NULL,
    total BIGINT NOT NULL,
    -- where the next slice begins; its words are the kind's own
    cursor TEXT NOT NULL,
    payload TEXT NOT NULL,
    result TEXT,
    lease_until BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX job_open ON job (due_at) WHERE status IN ('queued', 'running');
CREATE INDEX job_account ON job (account_id, id);

CREATE TABLE import (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES account (id),
    file_name TEXT NOT NULL,
    separator TEXT NOT NULL,
    encoding TEXT NOT NULL,
    has_header BOOLEAN NOT NULL,
    -- where the first row begins: behind a byte order mark, or a line `sep=;`
    start_at BIGINT NOT NULL,
    rows BIGINT NOT NULL,
    -- what was found, as JSON: the columns with their guesses, the first rows
    columns TEXT NOT NULL,
    sample TEXT NOT NULL,
    -- its latest run
    job_id BIGINT REFERENCES job (id),
    -- when it came into the address book; its file is gone then
    imported_at BIGINT,
    created_at BIGINT NOT NULL
);
CREATE INDEX import_account ON import (account_id, id);

-- The numbers that a run has met, while it runs: a file's second row of a number is told from a contact that was there.
CREATE TABLE import_number (
    job_id BIGINT NOT NULL REFERENCES job (id),
    number BIGINT NOT NULL,
    PRIMARY KEY (job_id, number)
);

CREATE TABLE import_refused (
    job_id BIGINT NOT NULL REFERENCES job (id),
    row_number BIGINT NOT NULL,
    reason TEXT NOT NULL,
    cells TEXT NOT NULL,
    PRIMARY KEY (job_id, row_number)
);

CREATE TABLE rate (
    country TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('pro', 'voice')),
    valid_from BIGINT NOT NULL,
    credits BIGINT NOT NULL CHECK (credits > 0),
    credits_with_sender BIGINT NOT NULL CHECK (credits_with_sender > 0),
    PRIMARY KEY (country, kind, valid_from)
);

CREATE TABLE provider (
    name TEXT PRIMARY KEY,
    -- part of the address its receipts come to
    secret TEXT NOT NULL,
    -- when its next message may leave, in microseconds (GCRA): one row paces every node
    next_free BIGINT NOT NULL
);

CREATE TABLE campaign (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES account (id),
    name TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('draft', 'programmed', 'launching', 'running', 'paused', 'asleep',
        'no_credit', 'finished', 'cancelled')),
    kind TEXT NOT NULL CHECK (kind IN ('pro', 'voice')),
    purpose TEXT NOT NULL CHECK (purpose IN ('marketing', 'transactional')),
    text TEXT NOT NULL,
    sender TEXT,
    send_at BIGINT,
    created_at BIGINT NOT NULL,
    launched_at BIGINT,
    -- taken off the list of what was sent; the messages and their charges stay
    hidden BOOLEAN NOT NULL DEFAULT FALSE,
    -- counters, moved in the transaction that moves the messages; `sending` is derived from open batches
    recipients BIGINT NOT NULL DEFAULT 0,
    queued BIGINT NOT NULL DEFAULT 0,
    sent BIGINT NOT NULL DEFAULT 0,
    delivered_operator BIGINT NOT NULL DEFAULT 0,
    received BIGINT NOT NULL DEFAULT 0,
    failed BIGINT NOT NULL DEFAULT 0,
    uncertain BIGINT NOT NULL DEFAULT 0,
    skipped BIGINT NOT NULL DEFAULT 0,
    cancelled BIGINT NOT NULL DEFAULT 0,
    -- of sent and delivered_operator: those whose receipt is no longer waited for
    closed BIGINT NOT NULL DEFAULT 0,
    estimated BIGINT NOT NULL DEFAULT 0,
    charged BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX campaign_account ON campaign (account_id, id);
CREATE INDEX campaign_due ON campaign (send_at) WHERE status = 'programmed';

-- Who a campaign goes to, as it was asked for: typed numbers, contacts, groups.
CREATE TABLE campaign_source (
    campaign_id BIGINT NOT NULL REFERENCES campaign (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('number', 'contact', 'group')),
    value BIGINT NOT NULL,
    PRIMARY KEY (campaign_id, position)
);

CREATE TABLE campaign_skip (
    campaign_id BIGINT NOT NULL REFERENCES campaign (id) ON DELETE CASCADE,
    reason TEXT NOT NULL,
    recipients BIGINT NOT NULL,
    PRIMARY KEY (campaign_id, reason)
);

-- A campaign's messages that share a route: a range of `seq`, taken from the front.
CREATE TABLE lane (
    id BIGINT PRIMARY KEY,
    campaign_id BIGINT NOT NULL REFERENCES campaign (id),
    account_id BIGINT NOT NULL REFERENCES account (id),
    provider TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('filling', 'ready', 'paused', 'asleep', 'no_credit', 'done', 'cancelled')),
    wake_at BIGINT,
    -- the last seq that was claimed
    cursor BIGINT NOT NULL,
    last_seq BIGINT NOT NULL,
    UNIQUE (campaign_id, provider)
);
CREATE INDEX lane_open ON lane (account_id, id) WHERE state IN ('ready', 'asleep', 'no_credit');

CREATE TABLE message (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL,
    campaign_id BIGINT,
    lane_id BIGINT,
    seq BIGINT,
    contact_id BIGINT,
    recipient BIGINT NOT NULL,
    country TEXT NOT NULL,
    -- null: the campaign's own
    kind TEXT,
    sender TEXT,
    text TEXT,
    client_ref TEXT,
    parts INTEGER NOT NULL,
    -- of the whole message, in 1/10 000 of a credit
    price BIGINT NOT NULL,
    -- messages/status.rs: statuses only grow; `was` is what the last update found
    status INTEGER NOT NULL,
    was INTEGER NOT NULL,
    reason TEXT,
    refunded BOOLEAN NOT NULL,
    -- its final receipt is no longer waited for
    closed BOOLEAN NOT NULL DEFAULT FALSE,
    attempt INTEGER NOT NULL,
    provider_ref TEXT,
    sent_at BIGINT,
    received_at BIGINT
);
CREATE UNIQUE INDEX message_lane ON message (lane_id, seq) WHERE lane_id IS NOT NULL;
CREATE INDEX message_account ON message (account_id, id);
CREATE UNIQUE INDEX message_client_ref ON message (account_id, client_ref) WHERE client_ref IS NOT NULL;
-- No index may name a column that dispatch updates, not even in its WHERE: PostgreSQL would give up updates in place.

-- The right to send a slice of a lane, until the lease ends.
CREATE TABLE batch (
    id BIGINT PRIMARY KEY,
    lane_id BIGINT NOT NULL REFERENCES lane (id),
    campaign_id BIGINT NOT NULL,
    from_seq BIGINT NOT NULL,
    to_seq BIGINT NOT NULL,
    provider TEXT NOT NULL,
    node BIGINT NOT NULL,
    lease_until BIGINT NOT NULL
);
CREATE INDEX batch_lease ON batch (lease_until);
CREATE INDEX batch_campaign ON batch (campaign_id);
CREATE INDEX batch_lane ON batch (lane_id);

-- Single messages and retries, paid already. A leased row is being sent.
CREATE TABLE outbox (
    message_id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL,
    campaign_id BIGINT,
    lane_id BIGINT,
    provider TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    due_at BIGINT NOT NULL,
    node BIGINT,
    lease_until BIGINT
);
CREATE INDEX outbox_due ON outbox (due_at) WHERE lease_until IS NULL;
CREATE INDEX outbox_lease ON outbox (lease_until) WHERE lease_until IS NOT NULL;
CREATE INDEX outbox_campaign ON outbox (campaign_id) WHERE campaign_id IS NOT NULL;

-- Messages in doubt whose provider will be asked what became of them.
CREATE TABLE inquiry (
    message_id BIGINT PRIMARY KEY,
    provider TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    due_at BIGINT NOT NULL,
    tries INTEGER NOT NULL
);
CREATE INDEX inquiry_due ON inquiry (due_at);

-- Receipts for references that are not ours (yet): kept, matched again, never lost.
CREATE TABLE stray_receipt (
    id BIGINT PRIMARY KEY,
    provider TEXT NOT NULL,
    reference TEXT NOT NULL,
    body TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX stray_receipt_at ON stray_receipt (at);

CREATE TABLE reply (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES account (id),
    sender BIGINT NOT NULL,
    text TEXT NOT NULL,
    message_id BIGINT,
    campaign_id BIGINT,
    stop BOOLEAN NOT NULL,
    -- the provider's own id of it, so that a repeated call counts once
    provider TEXT NOT NULL,
    provider_ref TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    UNIQUE (account_id, provider, provider_ref)
);
CREATE INDEX reply_account ON reply (account_id, id);

CREATE TABLE idempotency (
    account_id BIGINT NOT NULL,
    method TEXT NOT NULL,
    path TEXT NOT NULL,
    key TEXT NOT NULL,
    body_hash TEXT NOT NULL,
    status BIGINT NOT NULL,
    answer TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, method, path, key)
);
CREATE INDEX idempotency_age ON idempotency (created_at);
