import { useState } from 'react';
import type { OwnToolAccess } from '../../shared/model/tool.ts';
import type { ToolFile } from '../../shared/model/tool-content.ts';
import { RoomError } from '../../shared/protocol/errors.ts';
import { AnnouncerProvider } from '../exam/parts/announcer.tsx';
import { DictionaryView } from '../exam/parts/tools/dictionary-view.tsx';
import { FilesView } from '../exam/parts/tools/files-view.tsx';
import { PageView } from '../exam/parts/tools/page-view.tsx';
import { TableView } from '../exam/parts/tools/table-view.tsx';
import { ToolPanel } from '../exam/parts/tools/tool-panel.tsx';
import { TOOLS_WIDTH, ToolsBeside } from '../exam/parts/tools/tools-beside.tsx';
import type { ToolBench } from '../exam/seat/tool-bench.ts';
import type { EndedTool } from '../exam/seat/use-tools.ts';
import { LONG_THAI, LONG_WORD, NOW } from './samples.ts';
import { State, Story } from './story.tsx';

const never = () => new Promise<never>(() => {});
const refuse = async (): Promise<never> => {
  throw new RoomError('tool_not_granted', 'Not granted.');
};
const nothing = async () => ({ words: [], isMore: false });
const many = async () => ({
  words: [{ headword: 'apple', part: 'noun' }, { headword: 'Äpfel' }, { headword: 'แมว' }, { headword: LONG_WORD }],
  isMore: true,
});
const meanings = async (headword: string) => ({
  headword,
  meanings: [{ part: 'noun', meaning: 'a fruit' }, { meaning: LONG_THAI }],
});

const file = (id: number, name: string, kind: ToolFile['kind']): ToolFile =>
  ({ id: `00000000-0000-4000-8000-00000000000${id}`, name, kind, size: 10 }) as ToolFile;
const FILES = [file(1, 'formulas.md', 'text'), file(2, 'masses.csv', 'table'), file(3, LONG_THAI, 'text')];
const text = (html: string) => ({
  mediaType: 'application/json' as const,
  bytes: new TextEncoder().encode(JSON.stringify({ html })),
});
const TABLE = {
  header: ['Symbol', 'Name', 'Mass'],
  rows: [
    ['H', 'Hydrogen', '1.008'],
    ['He', LONG_THAI, '4.0026'],
  ],
};
const grant = (id: string, kind: OwnToolAccess['tool']['kind'], more: object = {}): OwnToolAccess =>
  ({ id, state: 'granted', tool: { id: kind, kind, name: kind, ...more }, dataPoints: [] }) as unknown as OwnToolAccess;
const GRANTS = [
  {
    ...grant('g1', 'dictionary', { files: [file(4, 'words.csv', 'dictionary')] }),
    expiresAt: new Date(NOW + 600_000).toISOString(),
  },
  grant('g2', 'reference', { files: FILES }),
  grant('g3', 'calculator'),
  grant('g4', 'url', { address: 'https://table.example/' }),
] as const;
const BENCH: ToolBench = {
  tell: async () => true,
  search: many,
  lookUp: async (_grant, _file, word) => meanings(word),
  read: async () => text('<h3>Formulas</h3><p>E = m c<sup>2</sup></p>'),
};
const REVOKED: EndedTool = { tool: { id: 'dictionary', name: 'Dictionary' }, why: 'revoked', reason: LONG_THAI };

function Panel({ grants, ended }: { grants: readonly OwnToolAccess[]; ended?: EndedTool }) {
  const [isSaid, setSaid] = useState(true);
  const [chosenId, setChosenId] = useState<string>();
  return (
    <ToolPanel
      grants={grants}
      ended={isSaid ? ended : undefined}
      onDismissEnded={() => setSaid(false)}
      chosenId={chosenId}
      onChoose={setChosenId}
      bench={BENCH}
    />
  );
}

function Beside() {
  const [width, setWidth] = useState(TOOLS_WIDTH);
  return (
    <ToolsBeside width={width} onWidth={setWidth} onClose={() => {}}>
      <Panel grants={GRANTS} />
    </ToolsBeside>
  );
}

/** The tools beside a question, in every state. */
export function ToolStories() {
  return (
    <AnnouncerProvider>
      <Story name="ToolPanel" wide>
        <State of="several tools">
          <Beside />
        </State>
        <State of="none">
          <Panel grants={[]} />
        </State>
        <State of="taken back">
          <Panel grants={[]} ended={REVOKED} />
        </State>
        <State of="its time is over, others go on">
          <Panel
            grants={[{ ...GRANTS[2], id: 'g5' as OwnToolAccess['id'] }]}
            ended={{ ...REVOKED, why: 'time', reason: undefined }}
          />
        </State>
      </Story>
      <Story name="DictionaryView">
        <State of="nothing typed">
          <DictionaryView search={many} lookUp={meanings} />
        </State>
        <State of="words">
          <DictionaryView search={many} lookUp={meanings} startText="a" />
        </State>
        <State of="loading">
          <DictionaryView search={never} lookUp={meanings} startText="a" />
        </State>
        <State of="no match">
          <DictionaryView search={nothing} lookUp={meanings} startText={LONG_WORD.slice(0, 60)} />
        </State>
        <State of="refused">
          <DictionaryView search={refuse} lookUp={refuse} startText="a" />
        </State>
      </Story>
      <Story name="FilesView, TableView, PageView">
        <State of="files">
          <FilesView files={FILES} read={async () => text('<p>Words.</p>')} onOpen={() => {}} />
        </State>
        <State of="no file">
          <FilesView files={[]} read={never} onOpen={() => {}} />
        </State>
        <State of="a table">
          <TableView table={TABLE} name="masses.csv" />
        </State>
        <State of="a web page in a browser">
          <PageView grantId="g4" address="https://table.example/" page={undefined} isShown />
        </State>
        <State of="a web page without an address">
          <PageView grantId="g4" address={undefined} page={undefined} isShown />
        </State>
      </Story>
    </AnnouncerProvider>
  );
}
