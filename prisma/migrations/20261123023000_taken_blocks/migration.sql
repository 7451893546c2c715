-- Blocks of hidden reasoning that an account presented and was not issued, by account: of some accounts they are found without all others'.
CREATE INDEX reasoning_block_taken_idx ON reasoning_block (account_key) WHERE issued_at IS NULL;
