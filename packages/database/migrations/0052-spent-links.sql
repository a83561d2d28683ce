-- Signed links that were used, so that each acts once. A row goes when its link would be too late anyhow.
create table spent_link (
  -- SHA-256 of the token: who reads this table can use none.
  token_hash bytea primary key,
  site_id uuid not null references site,
  spent_at timestamptz not null,
  expires_at timestamptz not null
);
create index spent_link_expiry on spent_link (site_id, expires_at);
alter table spent_link enable row level security;
create policy own_site on spent_link to moderato_app
  using (site_id = (select current_site())) with check (site_id = (select current_site()));
