/**
 * For every service: the young generation, which V8 lets grow to 48 MB under load, kept at half of that. It costs a few
 * more collections and is what holds a service under 200 MB.
 */
export const nodeArguments = ['--max-semi-space-size=8'];
