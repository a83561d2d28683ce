import { drops, toRecord } from './figure.js';

test('a figure that is worse by more than allowed is a drop, in its own direction; one that is gone is a drop', () => {
  const before = toRecord([
    { name: 'AUC', value: 0.95 },
    { name: 'error', value: 0.02, lowerIsBetter: true },
    { name: 'gone', value: 1 },
  ]);
  const now = (auc: number, error: number) => [
    { name: 'AUC', value: auc },
    { name: 'error', value: error, lowerIsBetter: true },
    { name: 'gone', value: 1 },
  ];
  expect(drops(now(0.946, 0.024), before)).toEqual([]);
  expect(drops(now(0.944, 0.01), before)).toEqual(['AUC: was 0.95, is 0.9440']);
  expect(drops(now(1, 0.026), before)).toEqual(['error: was 0.02, is 0.0260']);
  expect(drops(now(1, 0).slice(0, 2), before)).toEqual(['gone: was 1, is measured no more']);
});
