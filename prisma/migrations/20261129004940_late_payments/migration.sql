-- A payment that was declined may be paid after all, when the crossing's next one is there already: what Stripe took is credited, both
-- times. One crossing still has one payment under way.
drop index payments_signal;
create unique index payments_signal on payments (account_id, signal_id) where state = 'pending';
