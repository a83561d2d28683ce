import { PasswordInput, type PasswordInputProps } from '@mantine/core';

/** Can be shown by the keyboard too; a bad one is marked on the field itself, where readers of the screen find it. */
export const PasswordField = (props: PasswordInputProps) => (
  <PasswordInput
    aria-invalid={Boolean(props.error) || undefined}
    visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password', tabIndex: 0 }}
    {...props}
  />
);
