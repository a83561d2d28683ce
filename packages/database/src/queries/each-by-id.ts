/**
 * Looks each of the ids in $2 up by its key, the lookup in brackets behind it with `limit 1`. Asked for by `any`, and
 * before the table was analysed, Postgres would go through all that the site has, batch for batch, for the site's index
 * seems to narrow it down.
 */
export const eachById = 'unnest($2::uuid[]) as wanted(id) cross join lateral';
