/**
 * For every service, what holds it under 200 MB. The young generation is kept at half of the 48 MB that V8 would let it
 * grow to under load: a few more collections. With a ceiling of 1 GB, V8 lets the old generation grow by half between
 * collections, not to four times its size.
 */
export const nodeArguments = ['--max-semi-space-size=8', '--max-old-space-size=1024'];

/**
 * What else holds it there: glibc gives each thread heaps of its own, and what they have freed stays with them. Two are
 * enough for Node, whose threads seldom allocate, and save some 10 MB. Without glibc it says nothing.
 */
export const leanAllocation = { MALLOC_ARENA_MAX: '2' };
