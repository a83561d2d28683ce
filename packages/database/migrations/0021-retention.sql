-- How far retention has gone through the comments, so that it does not begin at the first one each time. Written by
-- the owner of the tables, as all that retention does: the application's role can remove nothing from the record.
create table retention_mark (
  what text primary key,
  -- Every comment with a smaller id has no text any more.
  below uuid not null
);
revoke all on retention_mark from moderato_app;
