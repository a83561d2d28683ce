-- Whose words an earlier revision holds, where the site has since said that the comment is another author's.
alter table superseded_revision add column author_id uuid;
create index superseded_revision_author on superseded_revision (site_id, author_id) where author_id is not null;

-- A person's own mails, for their export and erasure.
create index inbound_mail_from on inbound_mail (site_id, sender_hash, id) where sender_hash is not null;
