-- Menus count accounts by pathway and plan, and an account is compared with those of its own: from the index alone.
CREATE INDEX account_kind_idx ON account (pathway, plan);
