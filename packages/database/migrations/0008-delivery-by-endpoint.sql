-- Dispatching takes a few due deliveries of each endpoint: the backlog of a slow one must not be read for the others.
create index delivery_endpoint_due on delivery (endpoint_id, next_attempt_at) where state = 'pending';
