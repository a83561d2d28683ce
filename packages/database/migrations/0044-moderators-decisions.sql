-- What moderators decided, and what was decided in a degraded state, found without reading all other decisions: the
-- report on clauses looks at a site's last months of them.
create index decision_looked_at on decision (site_id, id)
  include (comment_id, revision, decided_by, outcome, degraded, block_height, block_index)
  where decided_by = 'moderator' or degraded;

-- The automatic decision under a moderator's is older, but for clocks that differ: a day's margin spares later partitions.
create function latest_decision_id(decision_id uuid) returns uuid language sql immutable parallel safe as $$
  select (lpad(to_hex(('x' || left(replace(decision_id::text, '-', ''), 12))::bit(48)::bigint + 86400000), 12, '0')
    || '00000000000000000000')::uuid
$$;
