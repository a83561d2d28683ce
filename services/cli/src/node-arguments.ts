/**
 * For every service, what holds it under 200 MB. A young generation of 16 MB lets what one request or batch makes die
 * in it; promoted, it would lie in the old one until that is collected. With a ceiling of 1 GB, V8 lets the old
 * generation grow by half between collections, not to four times its size.
 */
export const nodeArguments = ['--max-semi-space-size=16', '--max-old-space-size=1024'];
