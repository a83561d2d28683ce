import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  title: string;
  opened: boolean;
  onClose(): void;
  /** What the cross is called; `Close` unless told. */
  closeLabel?: string;
  children: ReactNode;
}

/** A dialog over the page: named by its title, left by Escape, at once. */
export function Dialog({ title, opened, onClose, closeLabel = 'Close', children }: Props) {
  return (
    // Scrolling is not locked: the lock writes a style element of its own, which the page's policy forbids.
    <Modal.Root opened={opened} onClose={onClose} size="lg" lockScroll={false} transitionProps={{ duration: 0 }}>
      <Modal.Overlay backgroundOpacity={0.5} />
      <Modal.Content>
        <Modal.Body className="dialog-body">
          <div className="dialog-head">
            <Modal.Title className="dialog-title">{title}</Modal.Title>
            <Modal.CloseButton aria-label={closeLabel} size={36} />
          </div>
          {children}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
