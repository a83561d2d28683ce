-- What the engine's rules ask for beside a comment's text.

-- Keyed hash of what the comment says, whatever its case and spacing: equal for the same text again at one site. Null
-- where the guidelines do not forbid repeats, where the text is too short, and once the text is gone.
alter table comment add column fingerprint bytea;
create index comment_same_text on comment (site_id, fingerprint, received_at) where fingerprint is not null;

-- What the site's form told beside the text: {hasEmail, isStaff, missingFields, acceptedTerms}; null where nothing that
-- a rule could hold against the comment.
alter table comment add column form jsonb;

-- What the story is about in a few sentences.
alter table story add column summary text;

-- Keyed hash of the author's name as it looks at a glance: equal for names that readers take for one another.
alter table author add column name_key bytea;
create index author_name_key on author (site_id, name_key) where name_key is not null;
