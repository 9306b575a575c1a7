import { Button, Group } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Refused } from './refused.tsx';

interface ListFootProps {
  readonly addLabel: string;
  readonly canAdd: boolean;
  readonly onAdd: () => void;
  readonly saveLabel: string;
  readonly canSave: boolean;
  readonly onSave: () => void;
  /** How the last saving went. */
  readonly save: { readonly isPending: boolean; readonly error: unknown };
  /** Said once it is saved. */
  readonly saved?: string | undefined;
}

/** Below a list that is changed line by line and saved as a whole: one more, save, and why it was refused. */
export function ListFoot({ addLabel, canAdd, onAdd, saveLabel, canSave, onSave, save, saved = '' }: ListFootProps) {
  return (
    <>
      <Refused error={save.error} />
      <Group gap="sm">
        <Button variant="default" leftSection={<IconPlus size={15} aria-hidden />} disabled={!canAdd} onClick={onAdd}>
          {addLabel}
        </Button>
        <Button loading={save.isPending} disabled={!canSave} onClick={onSave}>
          {saveLabel}
        </Button>
        <span role="status">{saved}</span>
      </Group>
    </>
  );
}
