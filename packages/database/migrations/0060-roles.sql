-- What a moderator may do at their site. Those there were could do everything, and still can.
alter table moderator add column role text not null default 'admin'
  check (role in ('admin', 'moderator', 'triage', 'read_only'));
alter table moderator alter column role set default 'moderator';
