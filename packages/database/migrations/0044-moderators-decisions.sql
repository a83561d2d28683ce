-- What moderators decided, and what was decided in a degraded state, found without reading all other decisions: the
-- report on clauses looks at a site's last months of them.
create index decision_looked_at on decision (site_id, id) where decided_by = 'moderator' or degraded;
