-- An invitation lives no longer than its inviter's right to give it. Null: made by an operator, or before this was kept; those that
-- are open from then end now, since nobody can say whose they are.
alter table invitations add column inviter_id uuid;
update invitations set revoked_at = now() where accepted_at is null and revoked_at is null;
