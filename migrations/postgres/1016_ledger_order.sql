-- Every posting of an account has its number and what it is found by; a server from before 0016 is refused here.
ALTER TABLE posting ADD CONSTRAINT posting_of_account CHECK (
    (holder > 1000) = (seq IS NOT NULL AND at IS NOT NULL AND kind IS NOT NULL AND balance_after IS NOT NULL));
