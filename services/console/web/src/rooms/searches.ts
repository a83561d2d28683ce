// What of each page its address says: of anything else nothing comes.

const oneOf =
  <Value extends string>(values: readonly Value[]) =>
  (value: unknown): Value | undefined =>
    values.find((one) => one === value);

export interface ReportsSearch {
  state?: 'resolved' | undefined;
}
const reportsState = oneOf(['resolved'] as const);
export const reportsSearch = ({ state }: Record<string, unknown>): ReportsSearch => ({ state: reportsState(state) });
