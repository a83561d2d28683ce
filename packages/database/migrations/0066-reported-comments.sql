-- The page of reports: what has open reports, the most pressing first; and what was resolved, the newest first, once a
-- comment.
create index held_comment_by_reports on held_comment (site_id, reported desc, comment_id) where reported > 0;
create index reader_report_resolved on reader_report (site_id, id) where state <> 'open';
create index reader_report_resolved_comment on reader_report (comment_id, id) where state <> 'open';
