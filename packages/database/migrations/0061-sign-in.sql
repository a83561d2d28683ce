-- Moderators sign in by e-mail and password, a second factor, or their paper's OpenID provider.
update moderator set email = nullif(lower(trim(email)), '');
-- One account an address and site: of several the first that is in use keeps it. Until now it signed nobody in.
update moderator m set email = null where exists (
  select 1 from moderator o where o.site_id = m.site_id and o.email = m.email
    and (o.disabled_at is not null, o.created_at, o.id) < (m.disabled_at is not null, m.created_at, m.id));
create unique index moderator_email on moderator (site_id, email) where email is not null;
create index moderator_address on moderator (email) where email is not null;

alter table moderator
  -- Argon2id, with its own salt and cost.
  add column password_hash text,
  -- Null: was invited, and has not signed in yet.
  add column joined_at timestamptz,
  add column last_sign_in_at timestamptz,
  -- The secret of the second factor, sealed under the master key that key_version names.
  add column totp_secret bytea,
  add column key_version smallint not null default 1,
  -- Null: begun and not confirmed, or none.
  add column totp_since timestamptz,
  -- The step of the last code that was taken: it and earlier ones are taken no more.
  add column totp_step bigint;
update moderator set joined_at = created_at;

create table recovery_code (
  site_id uuid not null,
  moderator_id uuid not null references moderator,
  -- Keyed hash.
  code_hash bytea not null,
  used_at timestamptz,
  primary key (moderator_id, code_hash)
);

-- Links that were mailed. The token is made of the id and the master key, and kept nowhere.
create table account_link (
  id uuid primary key,
  site_id uuid not null,
  moderator_id uuid not null references moderator,
  purpose text not null check (purpose in ('invitation', 'password-reset')),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index account_link_moderator on account_link (site_id, moderator_id) where used_at is null;

alter table console_session
  add column opened_by text not null default 'link',
  -- Browser and system, in words.
  add column device text;
create index console_session_moderator on console_session (site_id, moderator_id, expires_at);

do $$ declare t text; begin
  foreach t in array array['recovery_code', 'account_link'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_site on %I to moderato_app using (site_id = (select current_site())) with check (site_id = (select current_site()))', t);
  end loop;
end $$;

-- Of no site: whoever tries to sign in has none yet. Keyed hashes of addresses and accounts, for an hour or so.
create table sign_in_attempt (
  key text primary key,
  attempts integer not null,
  since timestamptz not null
);
create index sign_in_attempt_since on sign_in_attempt (since);

-- Whose address this is, by site; without a site's slug the account that was used last comes first.
create function accounts_of_email(wanted text, slug_wanted text) returns table (site_id uuid, moderator_id uuid) language sql stable security definer as
  $$ select m.site_id, m.id from moderator m join site s on s.id = m.site_id
     where m.email = wanted and m.disabled_at is null and (slug_wanted is null or s.slug = slug_wanted)
     order by m.last_sign_in_at desc nulls last, m.created_at, m.id $$;
do $$ begin
  revoke all on function accounts_of_email(text, text) from public;
  grant execute on function accounts_of_email(text, text) to moderato_app;
  execute format('alter function accounts_of_email(text, text) set search_path = %I', current_schema());
end $$;
