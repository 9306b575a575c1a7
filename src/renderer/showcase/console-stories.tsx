import { Button } from '@mantine/core';
import { useState } from 'react';
import { AttemptState, Identity, Monitoring } from '../../shared/model/attempt.ts';
import { ActionDialog } from '../console/parts/action-dialog.tsx';
import { Chip } from '../console/parts/chip.tsx';
import { CopyButton } from '../console/parts/copy-button.tsx';
import { DataTable } from '../console/parts/data-table.tsx';
import { DropZone } from '../console/parts/drop-zone.tsx';
import { ExamActions } from '../console/parts/exam-actions.tsx';
import { JoinButton } from '../console/parts/join-button.tsx';
import { JoinCard } from '../console/parts/join-card.tsx';
import { NewPassword } from '../console/parts/new-password.tsx';
import { PageHeader } from '../console/parts/page-header.tsx';
import { Panel } from '../console/parts/panel.tsx';
import { QrCode } from '../console/parts/qr-code.tsx';
import { RiskMark } from '../console/parts/risk-mark.tsx';
import {
  AttemptStateChip,
  DisconnectedChip,
  IdentityChip,
  MonitoringChip,
  ReducedIntegrityChip,
  SittingStateChip,
} from '../console/parts/state-chips.tsx';
import { CannotSaveBanner } from '../console/shell/cannot-save.tsx';
import { HUES } from '../ui/palette.ts';
import { exam, LONG_THAI, LONG_WORD } from './samples.ts';
import { never, StandInRoom } from './stand-in-room.tsx';
import { State, Story } from './story.tsx';

const SITTINGS = ['draft', 'open', 'running', 'paused', 'ended'] as const;
const COLUMNS = [
  { key: 'name', header: 'Name', cell: (row: Row) => row.name, sortBy: (row: Row) => row.name, isRowHeader: true },
  { key: 'points', header: 'Points', cell: (row: Row) => row.points, sortBy: (row: Row) => row.points, isNumber: true },
];
interface Row {
  readonly name: string;
  readonly points: number;
}
const ROOM = { code: '000000000000', urls: ['http://192.0.2.1:8443', `http://${'a'.repeat(60)}.example:8443`] };

function Dialogs() {
  const [open, setOpen] = useState<'plain' | 'danger'>();
  return (
    <>
      <Button onClick={() => setOpen('plain')}>Ask</Button>{' '}
      <Button color="red" onClick={() => setOpen('danger')}>
        Ask before harm
      </Button>
      <ActionDialog
        isOpen={open !== undefined}
        isDanger={open === 'danger'}
        onClose={() => setOpen(undefined)}
        title={LONG_THAI}
        text="Refused whatever is chosen, to show the reason."
        actionLabel="Do it"
        onAction={() => Promise.reject(new Error('refused'))}
      />
    </>
  );
}

function Passwords() {
  const [password, setPassword] = useState('short');
  return <NewPassword value={password} onChange={setPassword} />;
}

/** The parts of the console's pages. */
export function ConsoleStories() {
  return (
    <>
      <Story name="Chip">
        {HUES.map((hue) => (
          <State key={hue} of={hue}>
            <Chip hue={hue}>12 345</Chip> <Chip hue={hue} dot>{`${LONG_THAI.slice(0, 30)}…`}</Chip>
          </State>
        ))}
      </Story>
      <Story name="State chips">
        <State of="attempt">
          {AttemptState.options.map((state) => (
            <AttemptStateChip key={state} state={state} />
          ))}
        </State>
        <State of="sitting">
          {SITTINGS.map((state) => (
            <SittingStateChip key={state} state={state} />
          ))}
        </State>
        <State of="monitoring">
          {Monitoring.options.map((each) => (
            <MonitoringChip key={each} monitoring={each} />
          ))}
        </State>
        <State of="identity">
          {Identity.options.map((each) => (
            <IdentityChip key={each} identity={each} isAlwaysShown />
          ))}
        </State>
        <State of="integrity, connection">
          <ReducedIntegrityChip /> <ReducedIntegrityChip isSmall /> <DisconnectedChip />
        </State>
      </Story>
      <Story name="RiskMark">
        {[0, 29.9, 30, 60, 85, 100, 99.999].map((score) => (
          <State key={score} of={String(score)}>
            <RiskMark score={score} /> <RiskMark score={score} size="lg" />
          </State>
        ))}
      </Story>
      <Story name="DataTable" wide>
        <State of="empty">
          <DataTable<Row> label="Empty" columns={COLUMNS} rows={[]} rowKey={({ name }) => name} />
        </State>
        <State of="long Thai, a long word, extreme numbers, more than a page">
          <DataTable<Row>
            label="Full"
            columns={COLUMNS}
            rows={[LONG_THAI, LONG_WORD, 'c', 'd'].map((name, place) => ({
              name,
              points: [-1e9, Number.MAX_SAFE_INTEGER, 0, 0.1][place] ?? 0,
            }))}
            rowKey={({ name }) => name}
            pageSize={3}
          />
        </State>
      </Story>
      <Story name="DropZone">
        {[false, true].map((isBusy) => (
          <State key={String(isBusy)} of={isBusy ? 'busy' : 'ready'}>
            <DropZone
              title="Import"
              hint={LONG_THAI}
              buttonLabel="Choose a file"
              accept=".txt"
              isBusy={isBusy}
              onFile={() => {}}
            />
          </State>
        ))}
      </Story>
      <Story name="ExamActions, by the state of the sitting">
        {SITTINGS.map((state) => (
          <State key={state} of={state}>
            <StandInRoom answer={never}>
              <ExamActions exam={exam({}, { state })} readyCount={3} />
            </StandInRoom>
          </State>
        ))}
      </Story>
      <Story name="JoinCard, JoinButton" wide>
        <State of="loading">
          <StandInRoom answer={never}>
            <JoinCard />
          </StandInRoom>
        </State>
        <State of="error">
          <StandInRoom answer={() => Promise.reject(new Error('boom'))}>
            <JoinCard />
          </StandInRoom>
        </State>
        <State of="ready, a long address">
          <StandInRoom answer={() => Promise.resolve(ROOM)}>
            <JoinCard />
            <JoinButton />
          </StandInRoom>
        </State>
      </Story>
      <Story name="CannotSave" wide>
        <State of="while the room cannot save">
          <CannotSaveBanner />
        </State>
      </Story>
      <Story name="PageHeader, Panel" wide>
        <State of="long Thai">
          <Panel title={LONG_THAI} subtitle={LONG_THAI} actions={<Button>Act</Button>}>
            A panel’s content.
          </Panel>
        </State>
      </Story>
      <Story name="ActionDialog, CopyButton, QrCode, NewPassword">
        <State of="asks">
          <Dialogs />
        </State>
        <State of="copies">
          <CopyButton text="text" label="Copy the text" />
        </State>
        <State of="code">
          <QrCode text="http://192.0.2.1/join" size={120} label="The way in" />
        </State>
        <State of="password">
          <Passwords />
        </State>
      </Story>
      <Story name="PageHeader" wide>
        <State of="with actions">
          <PageHeaderInPlace />
        </State>
      </Story>
    </>
  );
}

/** The component page has its own h1; this one is shown for its looks. */
function PageHeaderInPlace() {
  return (
    <PageHeader title={LONG_THAI} subtitle="0 questions · 1e21 points" aside={<SittingStateChip state="running" />}>
      <Button>Act</Button>
    </PageHeader>
  );
}
