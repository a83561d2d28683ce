import { NativeSelect, Switch } from '@mantine/core';
import { Dialog } from '../desk/dialog.js';
import { usePreferences } from './use-preferences.js';

const blurs = [
  { value: 'off', label: 'Never' },
  { value: 'severe', label: 'Severe comments' },
  { value: 'all', label: 'Every comment' },
];
const breaks = [
  { value: '0', label: 'No reminder' },
  ...[25, 45, 60, 90].map((minutes) => ({ value: String(minutes), label: `After ${minutes} minutes` })),
];
const undos = [0, 5, 10, 20, 30].map((seconds) => ({
  value: String(seconds),
  label: seconds === 0 ? 'Send at once' : `${seconds} seconds`,
}));

/** How this moderator's desk behaves; kept with their account, for every browser that they use. */
export function PreferencesDialog({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const { preferences, change, failed } = usePreferences();
  if (!preferences) return null;
  return (
    <Dialog title="Your desk" opened={opened} onClose={onClose}>
      <div className="preferences">
        <NativeSelect
          label="Blur comments until you point at them or tab to them"
          data={blurs}
          value={preferences.blur}
          onChange={(event) => change({ blur: event.currentTarget.value as typeof preferences.blur })}
        />
        <Switch
          label="Cover the most hurtful words until you point at them"
          checked={preferences.maskSlurs}
          onChange={(event) => change({ maskSlurs: event.currentTarget.checked })}
        />
        <Switch
          label="Show the desk in grey"
          checked={preferences.greyscale}
          onChange={(event) => change({ greyscale: event.currentTarget.checked })}
        />
        <NativeSelect
          label="Remind me to take a break"
          data={breaks}
          value={String(preferences.breakMinutes)}
          onChange={(event) => change({ breakMinutes: Number(event.currentTarget.value) })}
        />
        <NativeSelect
          label="Time to undo a decision before the site hears of it"
          data={undos}
          value={String(preferences.undoSeconds)}
          onChange={(event) => change({ undoSeconds: Number(event.currentTarget.value) })}
        />
        {failed && <p role="alert">That could not be kept. It is as it was.</p>}
      </div>
    </Dialog>
  );
}
