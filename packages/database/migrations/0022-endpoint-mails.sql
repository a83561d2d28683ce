-- A site hears by mail that one of its webhook endpoints gets nothing any more.
alter table mail drop constraint mail_kind_check;
alter table mail add constraint mail_kind_check check (kind in ('report', 'digest', 'endpoint-disabled'));
-- What the mail is about, where it is not about comments: the endpoint's id.
alter table mail add column about_id uuid;
