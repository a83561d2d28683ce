import { EndpointLoad } from './endpoint-load.js';

const at = (ms: number) => new Date(1_000_000 + ms);

test('an endpoint with enough in hand gets no more, until there is room', () => {
  const load = new EndpointLoad(2);
  load.take('a');
  load.take('b');
  expect(load.unavailable(at(0))).toEqual([]);
  load.take('a');
  expect(load.unavailable(at(0))).toEqual(['a']);
  expect(load.release('b')).toBe(false);
  expect(load.release('a')).toBe(true);
  expect([load.unavailable(at(0)), load.total]).toEqual([[], 1]);
});

test('rests grow with each answer in a row that asks for less, a burst counting once', () => {
  const load = new EndpointLoad(2);
  load.slowDown('a', at(0), 0);
  load.slowDown('a', at(1), 0);
  expect(load.unavailable(at(5_000))).toEqual(['a']);
  expect(load.unavailable(at(5_002))).toEqual([]);
  load.slowDown('a', at(6_000), 0);
  expect(load.unavailable(at(15_999))).toEqual(['a']);
  expect(load.unavailable(at(16_000))).toEqual([]);
});

test('a rest lasts as long as the endpoint asks, and ends when it takes a delivery', () => {
  const load = new EndpointLoad(2);
  load.slowDown('a', at(0), 60_000);
  expect(load.unavailable(at(59_999))).toEqual(['a']);
  load.recovered('a');
  expect(load.unavailable(at(1))).toEqual([]);
});
