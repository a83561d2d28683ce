-- What is known of each address that a site has mailed to.
create table mail_address (
  id uuid primary key,
  -- No reference to site: each row written would lock the one row of its site.
  site_id uuid not null,
  -- Keyed hash of the address.
  address_hash bytea not null,
  -- The address itself, where the site named it for its mails; of a reader nothing but the hash.
  address text,
  -- Streams of mail that it wants no more.
  unsubscribed text[] not null default '{}',
  complained_at timestamptz,
  -- Nothing is sent to it since; why, as a status of RFC 3463 or `failures`.
  suppressed_at timestamptz,
  suppressed_for text,
  -- Its server refuses mail for what the sender is or does (5.7.x): a fault for the operator to mend.
  refused_at timestamptz,
  refused_for text,
  created_at timestamptz not null,
  unique (site_id, address_hash)
);
create index mail_address_alarm on mail_address (site_id)
  where suppressed_at is not null or refused_at is not null or complained_at is not null;

-- What came back for good, one row an attempt at a mail: three within seven days suppress the address.
create table mail_failure (
  mail_id uuid not null,
  attempt smallint not null,
  site_id uuid not null,
  address_id uuid not null,
  -- RFC 3463.
  status text not null,
  -- What the server said, at most 200 characters, addresses left out: for people, not for logic.
  diagnostic text,
  failed_at timestamptz not null,
  primary key (mail_id, attempt)
);
create index mail_failure_address on mail_failure (address_id, failed_at);

alter table mail
  -- To whom it went, as `mail_address` has it.
  add column address_id uuid,
  -- The mail that took its place, to another address.
  add column readdressed_to uuid;
create index mail_readdressed on mail (readdressed_to) where readdressed_to is not null;
-- Owed, and nobody to send it to: it goes once there is an address again.
create index mail_parked on mail (site_id, id) where state = 'pending' and next_attempt_at is null;

do $$ declare t text; begin
  foreach t in array array['mail_address', 'mail_failure'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_site on %I to moderato_app using (site_id = (select current_site())) with check (site_id = (select current_site()))', t);
  end loop;
end $$;

create function sites_with_parked_mail() returns setof uuid language sql stable security definer as
  $$ select distinct m.site_id from mail m where m.state = 'pending' and m.next_attempt_at is null $$;
-- Whose mail came back: a bounce address names the mail alone.
create function site_of_mail(wanted uuid) returns uuid language sql stable security definer as
  $$ select m.site_id from mail m where m.id = wanted $$;
-- Whose address wants no more mail: the link in the mail names the address alone.
create function site_of_mail_address(wanted uuid) returns uuid language sql stable security definer as
  $$ select a.site_id from mail_address a where a.id = wanted $$;
-- For /metrics and /readyz: how many addresses of sites' own are in which state, and how many mails wait for one.
create function mail_alarms(at timestamptz) returns table (kind text, count bigint) language sql stable security definer as
  $$ select 'address_dead', count(*) from mail_address where suppressed_at is not null and address is not null
     union all
     select 'mail_refused', count(*) from mail_address where refused_at > at - interval '7 days' and address is not null
     union all
     select 'mail_parked', count(*) from (select from mail where state = 'pending' and next_attempt_at is null limit 100000) m $$;
do $$ declare f regprocedure; begin
  foreach f in array array['sites_with_parked_mail()', 'site_of_mail(uuid)', 'site_of_mail_address(uuid)', 'mail_alarms(timestamptz)']::regprocedure[] loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to moderato_app', f);
    execute format('alter function %s set search_path = %I', f, current_schema());
  end loop;
end $$;
