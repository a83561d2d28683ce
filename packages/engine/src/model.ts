import type { Scores } from '@moderato/domain';
import type { Item } from './item.js';

/** A trained judge of tone: measures, and decides nothing. */
export interface CivilityModel {
  readonly version: string;
  /** The scores that it knows of, each 0..1. */
  signals(item: Item): Partial<Scores>;
}
