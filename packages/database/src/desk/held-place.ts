/** Comments of a story beyond which it counts as read by everybody. */
export const widestReach = 500;

/** SQL for how far a story reaches, 1..2: 1 for a first comment, 2 from `widestReach` on. `story` is an expression. */
export const reachOf = (story: string): string =>
  `(select 1 + least(1, ln(greatest(count(*), 1)) / ln(${widestReach})) from (
     select from comment counted where counted.site_id = $1 and counted.story_id = ${story} limit ${widestReach}) s)::real`;
