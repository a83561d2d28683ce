const quarterMs = 15 * 60_000;
const dayMs = 86_400_000;

/**
 * Whether one of the hours of the day at which digests go has begun in `timeZone` after `since` and by `at`: a slot
 * that passed while nothing ran is made up for.
 */
export function slotHasBegun(
  { digestHours, timeZone }: { digestHours: number[]; timeZone: string },
  since: Date,
  at: Date,
): boolean {
  if (digestHours.length === 0 || at.getTime() - since.getTime() >= dayMs) return true;
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  // Zones are whole quarters of an hour apart, so hours begin at quarters of UTC's.
  for (let time = at.getTime() - (at.getTime() % quarterMs); time > since.getTime(); time -= quarterMs) {
    const [hour, minute] = format.format(time).split(':').map(Number);
    if (minute === 0 && digestHours.includes(hour as number)) return true;
  }
  return false;
}
