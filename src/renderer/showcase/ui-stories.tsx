import { Button } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import type { ConnectionState } from '../../shared/client/connection-contract.ts';
import { Severity } from '../../shared/model/severity.ts';
import { RoomError } from '../../shared/protocol/errors.ts';
import { Brand, BrandSign } from '../ui/brand.tsx';
import { ConnectionIndicator } from '../ui/connection-indicator.tsx';
import { CountButton } from '../ui/count-button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { LanguageSwitch } from '../ui/language-switch.tsx';
import { LoadingState } from '../ui/loading-state.tsx';
import { SeverityBadge, SeverityIcon, SeverityWord } from '../ui/severity-badge.tsx';
import { ThemeToggle } from '../ui/theme-toggle.tsx';
import { Countdown, RoomTime, TimeAgo, TimeAt } from '../ui/time.tsx';
import { LONG_THAI, LONG_WORD, NOW } from './samples.ts';
import { State, Story } from './story.tsx';

const CONNECTIONS: readonly ConnectionState[] = [
  { state: 'connecting' },
  { state: 'connected', since: NOW },
  { state: 'waiting', retryAt: NOW + 86_400_000, attempt: 999 },
  { state: 'waiting', retryAt: NOW, attempt: 1 },
  { state: 'refused', code: 'token_revoked', message: 'The session was ended.' },
  { state: 'stopped' },
];
const nothing = () => {};
const MINUTE = 60_000;

/** What both apps share. */
export function UiStories() {
  return (
    <>
      <Story name="Brand">
        <State of="sign and name">
          <Brand />
        </State>
        <State of="large, long subtitle">
          <Brand size={44} subtitle={LONG_THAI} />
        </State>
        <State of="sign alone">
          <BrandSign size={64} />
        </State>
      </Story>
      <Story name="ConnectionIndicator">
        {CONNECTIONS.map((connection, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list
          <State key={place} of={connection.state}>
            <ConnectionIndicator connection={connection} onRetry={nothing} />
          </State>
        ))}
      </Story>
      <Story name="CountButton">
        {[0, 7, 100_000].map((count) => (
          <State key={count} of={`${count} wait`}>
            <CountButton label={`${count} wait`} count={count} onClick={nothing}>
              <IconFileText size={18} />
            </CountButton>
            <CountButton label={`${count} wait: urgent, a link`} count={count} most={9} isUrgent href="#/ui">
              <IconFileText size={18} />
            </CountButton>
          </State>
        ))}
      </Story>
      <Story name="SeverityBadge, SeverityIcon, SeverityWord">
        {Severity.options.map((severity) => (
          <State key={severity} of={severity}>
            <SeverityBadge severity={severity} /> <SeverityBadge severity={severity} size="md" />{' '}
            <SeverityIcon severity={severity} /> <SeverityWord severity={severity} />
          </State>
        ))}
      </Story>
      <Story name="LoadingState">
        <State of="four lines">
          <LoadingState />
        </State>
        <State of="compact, ten lines">
          <LoadingState rows={10} compact />
        </State>
      </Story>
      <Story name="EmptyState">
        <State of="title alone">
          <EmptyState title="No exams yet" compact />
        </State>
        <State of="icon, reason, action">
          <EmptyState title="No exams yet" icon={<IconFileText size={22} />} action={<Button>Import an exam</Button>}>
            An exam comes from a teacher’s file.
          </EmptyState>
        </State>
        <State of="long Thai and one long word">
          <EmptyState title={LONG_THAI} compact>
            <span style={{ overflowWrap: 'anywhere' }}>{LONG_WORD}</span>
          </EmptyState>
        </State>
      </Story>
      <Story name="ErrorState">
        <State of="a refusal of the room">
          <ErrorState error={new RoomError('role_forbidden', 'Not for this role.')} />
        </State>
        <State of="a fault, with a way to try again">
          <ErrorState error={new Error('boom')} onRetry={nothing} />
        </State>
        <State of="compact, long title">
          <ErrorState error={new Error('boom')} title={LONG_THAI} compact />
        </State>
      </Story>
      <Story name="TimeAgo, TimeAt, Countdown, RoomTime">
        <State of="now, minutes, days, years, ahead">
          <TimeAgo at={NOW} /> · <TimeAgo at={NOW - 3 * MINUTE} /> · <TimeAgo at={NOW - 2_000 * MINUTE} /> · <TimeAgo at={0} /> ·{' '}
          <TimeAgo at={NOW + 90 * MINUTE} />
        </State>
        <State of="clock, date, both, full">
          <TimeAt at={NOW} show="clock" /> · <TimeAt at={NOW} show="date" /> · <TimeAt at={NOW} /> ·{' '}
          <TimeAt at={NOW} show="full" />
        </State>
        <State of="an hour, a year, over">
          <Countdown until={NOW + 60 * MINUTE} /> · <Countdown until={NOW + 525_600 * MINUTE} /> · <Countdown until={NOW} />
        </State>
        <State of="room time">
          <RoomTime />
        </State>
      </Story>
      <Story name="LanguageSwitch, ThemeToggle">
        <State of="two sizes">
          <LanguageSwitch /> <LanguageSwitch size="md" /> <ThemeToggle /> <ThemeToggle size="md" />
        </State>
      </Story>
    </>
  );
}
