-- Intake writes comments by the hundred, several flushes of a site at once. The reference to site made each row lock
-- the one row of its site, for a third of the write's cost; the policy own_site already ties a comment to its site.
alter table comment drop constraint comment_site_id_fkey;

-- A flush asks whether one of its authors was erased meanwhile: nearly never, so nearly nothing to look through.
create index author_erased on author (site_id, id) where erased_at is not null;
