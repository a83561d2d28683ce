-- What the guidelines' address hears of: what the rules found, and what readers reported. Of each a decision has one
-- row at most, so that ten thousand reports of one comment are one line of one mail.
alter table report_item
  add column source text not null default 'rules' check (source in ('rules', 'readers')),
  -- Whether it goes at once, as far as the hour's number of mails allows, rather than in the next digest.
  add column severe boolean not null default false,
  drop constraint report_item_decision_id_key,
  add constraint report_item_once unique (decision_id, source);
-- For the mails about one comment: they make a thread.
create index report_item_mail on report_item (site_id, mail_id) where mail_id is not null;
