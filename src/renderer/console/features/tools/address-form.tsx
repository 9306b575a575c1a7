import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tool } from '../../../../shared/model/tool.ts';
import { useCommand } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { Refused } from '../../parts/refused.tsx';

/** One address a line, as they are typed. */
export const addressesOf = (text: string): string[] => text.split('\n').flatMap((line) => line.trim() || []);

interface AddressFieldsProps {
  readonly address: string;
  readonly allow: string;
  readonly onAddress: (address: string) => void;
  readonly onAllow: (allow: string) => void;
}

/** Where a web page is, and where it may go from there. */
export function AddressFields({ address, allow, onAddress, onAllow }: AddressFieldsProps) {
  const { t } = useTranslation('console');
  return (
    <>
      <TextInput
        label={t('tools.address')}
        description={t('tools.addressText')}
        placeholder="https://table.example.org/"
        value={address}
        onChange={(event) => onAddress(event.currentTarget.value)}
        maxLength={2000}
        required
      />
      <Textarea
        label={t('toolContents.allow')}
        description={t('toolContents.allowText')}
        value={allow}
        onChange={(event) => onAllow(event.currentTarget.value)}
        autosize
        minRows={2}
      />
    </>
  );
}

/** Changes the address of a web page's tool. */
export function AddressForm({ tool }: { tool: Tool }) {
  const { t } = useTranslation(['console', 'common']);
  const save = useCommand('tool_address_set', [keys.allTools]);
  const [address, setAddress] = useState(tool.address ?? '');
  const [allow, setAllow] = useState((tool.allow ?? []).join('\n'));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ toolId: tool.id, address: address.trim(), allow: addressesOf(allow) });
      }}
    >
      <Stack gap="md">
        <AddressFields address={address} allow={allow} onAddress={setAddress} onAllow={setAllow} />
        <Refused error={save.error} />
        <Group gap="sm">
          <Button type="submit" loading={save.isPending} disabled={address.trim() === ''}>
            {t('common:action.save')}
          </Button>
          <span role="status">{save.isSuccess ? t('exam.saved') : ''}</span>
        </Group>
      </Stack>
    </form>
  );
}
