// One seed for all that is made up: equal output each time.
let state = 20261124;
/** Mulberry32: 0..1. */
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
export const index = (count) => Math.floor(random() * count);
export const one = (list) => list[index(list.length)];
export const chance = (share) => random() < share;
export const capital = (text) => text[0].toUpperCase() + text.slice(1);
