-- What PostgreSQL alone needs: room in each page so that status updates stay in place (HOT), and vacuum by count
-- rather than by share, since a share of a large table is too late.
ALTER TABLE message SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE campaign SET (fillfactor = 50);
ALTER TABLE account SET (fillfactor = 50);
ALTER TABLE lane SET (fillfactor = 50);
ALTER TABLE batch SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
ALTER TABLE outbox SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
ALTER TABLE inquiry SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
