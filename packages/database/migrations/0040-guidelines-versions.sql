-- A draft that came to nothing is kept, and told apart from a version that was live once.
alter table guidelines drop constraint guidelines_state_check;
alter table guidelines add constraint guidelines_state_check
  check (state in ('draft', 'shadow', 'live', 'retired', 'discarded'));
create unique index guidelines_shadow on guidelines (site_id) where state = 'shadow';
