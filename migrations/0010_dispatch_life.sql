-- When messages could last leave: nodes that send write it down now and then. One row, since any of them will do.
CREATE TABLE dispatch_life (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    at BIGINT NOT NULL
);
