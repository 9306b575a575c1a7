import { Button } from '@mantine/core';
import { useState } from 'react';
import { TimeLeft } from '../exam/features/player/time-left.tsx';
import { AnnouncerProvider } from '../exam/parts/announcer.tsx';
import { CrashGuard } from '../exam/parts/crash-guard.tsx';
import { Dialog, Panel } from '../exam/parts/dialog.tsx';
import { DisplaySettings } from '../exam/parts/display-settings.tsx';
import { Calculator } from '../exam/parts/help/calculator.tsx';
import { Notices } from '../exam/parts/notices.tsx';
import { RoomCannotSave } from '../exam/parts/room-cannot-save.tsx';
import type { Notice } from '../exam/seat/notice.ts';
import { LONG_THAI, LONG_WORD, NOW } from './samples.ts';
import { StandInSeat } from './stand-in-seat.tsx';
import { State, Story } from './story.tsx';

const MINUTE = 60_000;
const at = new Date(NOW).toISOString();
const NOTICES = [
  { id: 'n1', kind: 'message', title: LONG_THAI, text: LONG_WORD, from: 'admin', at, reasons: [] },
  { id: 'n2', kind: 'security_warning', text: '', reasons: ['tab_switch'], at },
  { id: 'n3', kind: 'monitoring_increased', text: '', reasons: [], at },
  { id: 'n4', kind: 'time_changed', endsAt: at, at, reasons: [] },
] as unknown as readonly Notice[];

function Stumbling(): never {
  throw new Error('shown to see the page that catches it');
}

function Dialogs() {
  const [open, setOpen] = useState<'dialog' | 'right' | 'bottom'>();
  const close = () => setOpen(undefined);
  return (
    <>
      {(['dialog', 'right', 'bottom'] as const).map((each) => (
        <Button key={each} mr="xs" onClick={() => setOpen(each)}>
          {each}
        </Button>
      ))}
      <Dialog isOpen={open === 'dialog'} title={LONG_THAI} closeLabel="Close" onClose={close}>
        Words.
      </Dialog>
      <Panel
        isOpen={open === 'right' || open === 'bottom'}
        from={open === 'bottom' ? 'bottom' : 'right'}
        title="Panel"
        closeLabel="Close"
        onClose={close}
      >
        {LONG_THAI}
      </Panel>
    </>
  );
}

/** The parts of the candidate's pages. */
export function ExamStories() {
  return (
    <AnnouncerProvider>
      <Story name="TimeLeft">
        <State of="an hour">
          <TimeLeft endsAt={NOW + 60 * MINUTE} isStopped={false} />
        </State>
        <State of="four minutes">
          <TimeLeft endsAt={NOW + 4 * MINUTE} isStopped={false} />
        </State>
        <State of="stopped">
          <TimeLeft endsAt={NOW + 60 * MINUTE} isStopped />
        </State>
        <State of="over">
          <TimeLeft endsAt={NOW} isStopped={false} />
        </State>
        <State of="a year">
          <TimeLeft endsAt={NOW + 525_600 * MINUTE} isStopped={false} />
        </State>
        <State of="without an end">
          <TimeLeft endsAt={undefined} isStopped={false} />
        </State>
      </Story>
      <Story name="Notices" wide>
        <State of="each kind">
          <StandInSeat notices={NOTICES}>
            <Notices />
          </StandInSeat>
        </State>
        <State of="one by one">
          <StandInSeat notices={NOTICES.slice(0, 2)}>
            <Notices isOneByOne />
          </StandInSeat>
        </State>
      </Story>
      <Story name="RoomCannotSave" wide>
        <State of="while the room cannot save">
          <StandInSeat roomCannotSave>
            <RoomCannotSave />
          </StandInSeat>
        </State>
      </Story>
      <Story name="Dialog, Panel, DisplaySettings">
        <State of="opened by a button">
          <Dialogs />
        </State>
        <State of="settings">
          <DisplaySettings />
        </State>
      </Story>
      <Story name="Calculator">
        <State of="open">
          <Calculator onUse={async () => true} />
        </State>
      </Story>
      <Story name="CrashGuard" wide>
        <State of="after a fault">
          <CrashGuard>
            <Stumbling />
          </CrashGuard>
        </State>
      </Story>
    </AnnouncerProvider>
  );
}
