import { TextInput } from '@mantine/core';
import { IconLockOpen2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { NoRoomCode } from '../../../../shared/ipc.ts';
import { parseRoomAddress } from '../../../../shared/model/room-address.ts';
import classes from './join.module.css';
import { shapeCode } from './join-code-shape.ts';

interface AddressFieldProps {
  /** Undefined where nobody is asked for it: then there is no field. */
  readonly value: string | undefined;
  readonly isTried: boolean;
  /** What was found there instead of a room. */
  readonly noRoom: NoRoomCode | undefined;
  /** A link of a room brings the code along. */
  readonly onChange: (address: string, code?: string) => void;
}

/** Where the room is: HOST:PORT as shown in the room, or the link the console gives. */
export function AddressField({ value, isTried, noRoom, onChange }: AddressFieldProps) {
  const { t } = useTranslation('exam');
  if (value === undefined) return null;
  const isMissing = isTried && value.trim() === '';
  return (
    <TextInput
      label={t('join.address')}
      description={t('join.addressHint')}
      error={isMissing ? t('join.addressMissing') : noRoom ? t(`join.noRoom.${noRoom}`, { address: value.trim() }) : undefined}
      required
      size="lg"
      name="address"
      placeholder="192.168.1.5:3000"
      autoComplete="off"
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      inputMode="url"
      maxLength={300}
      value={value}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        const link = parseRoomAddress(typed);
        if (link?.code === undefined) onChange(typed);
        else onChange(link.shown, shapeCode(link.code));
      }}
    />
  );
}

/** Said before anything is sent: the address asks for a way over the network without encryption. */
export function PlaintextNotice({ address }: { address: string | undefined }) {
  const { t } = useTranslation('exam');
  const isReadable = address !== undefined && (parseRoomAddress(address)?.shown.startsWith('http://') ?? false);
  if (!isReadable) return null;
  return (
    <p className={classes.plaintext}>
      <IconLockOpen2 size={18} aria-hidden />
      {t('join.plaintext')}
    </p>
  );
}
