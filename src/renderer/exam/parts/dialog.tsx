import { Drawer, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './dialog.module.css';

interface DialogProps {
  readonly isOpen: boolean;
  readonly title: string;
  /** Name of the cross; it says what closing means. */
  readonly closeLabel: string;
  /** Nothing closes it but its own content: for what is already under way. */
  readonly isLocked?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A question in the middle of the page. Its head is no second page banner, as the library's own would be. */
export function Dialog({ isOpen, title, closeLabel, isLocked = false, onClose, children }: DialogProps) {
  return (
    <Modal.Root opened={isOpen} onClose={onClose} centered closeOnEscape={!isLocked} closeOnClickOutside={!isLocked}>
      <Modal.Overlay backgroundOpacity={0.5} blur={2} />
      <Modal.Content radius="lg">
        <div className={classes.head}>
          <Modal.Title className={classes.title}>{title}</Modal.Title>
          {isLocked ? null : <Modal.CloseButton aria-label={closeLabel} />}
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

interface PanelProps extends Omit<DialogProps, 'isLocked'> {
  /** `full`: over the whole page. */
  readonly from: 'right' | 'bottom' | 'full';
}

const SIZES = { right: '30rem', bottom: 'auto', full: '100%' } as const;

/** A sheet from the side or from below. */
export function Panel({ isOpen, title, closeLabel, from, onClose, children }: PanelProps) {
  return (
    <Drawer.Root
      opened={isOpen}
      onClose={onClose}
      position={from === 'right' ? 'right' : 'bottom'}
      size={SIZES[from]}
      zIndex={500}
    >
      <Drawer.Overlay backgroundOpacity={0.5} blur={2} />
      <Drawer.Content radius={from === 'bottom' ? 'lg' : undefined}>
        <div className={classes.panelHead}>
          <Drawer.Title className={classes.title}>{title}</Drawer.Title>
          <Drawer.CloseButton aria-label={closeLabel} />
        </div>
        <Drawer.Body>{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
