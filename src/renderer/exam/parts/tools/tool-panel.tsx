import { Button, CloseButton } from '@mantine/core';
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../../shared/assert.ts';
import { type OwnToolAccess, ToolKind } from '../../../../shared/model/tool.ts';
import type { ToolFile } from '../../../../shared/model/tool-content.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { TimeAt } from '../../../ui/time.tsx';
import type { ToolBench } from '../../seat/tool-bench.ts';
import type { EndedTool } from '../../seat/use-tools.ts';
import { Calculator } from '../help/calculator.tsx';
import { DictionaryView } from './dictionary-view.tsx';
import { FilesView } from './files-view.tsx';
import { PageView } from './page-view.tsx';
import classes from './tools.module.css';

const NO_FILES: readonly ToolFile[] = [];

/** The usual tools are called by their kind, in the language of the page. */
export function useToolName(): (tool: { readonly id: string; readonly name: string }) => string {
  const { t } = useTranslation('exam');
  return ({ id, name }) => {
    const kind = ToolKind.safeParse(id);
    return kind.success ? t(`help.kind.${kind.data}`) : name;
  };
}

interface OpenToolProps {
  readonly grant: OwnToolAccess;
  readonly bench: ToolBench;
  readonly isShown: boolean;
}

/** One granted tool as it is used. */
function OpenTool({ grant: { id, tool }, bench, isShown }: OpenToolProps) {
  const { t } = useTranslation('exam');
  const book = tool.files?.find(({ kind }) => kind === 'dictionary');
  const bookId = book?.id ?? '';
  const search = useCallback((text: string) => bench.search(id, bookId, text), [bench, id, bookId]);
  const lookUp = useCallback((word: string) => bench.lookUp(id, bookId, word), [bench, id, bookId]);
  const read = useCallback((fileId: string, useId: string) => bench.read(id, fileId, useId), [bench, id]);
  const onOpen = useCallback((file: ToolFile, useId: string) => void bench.tell(id, file.name, useId), [bench, id]);
  switch (tool.kind) {
    case 'calculator':
      return <Calculator onUse={() => bench.tell(id)} />;
    case 'dictionary':
      return book ? <DictionaryView search={search} lookUp={lookUp} /> : <EmptyState compact title={t('tools.noFiles')} />;
    case 'url':
      return <PageView grantId={id} address={tool.address} page={bench.page} isShown={isShown} />;
    case 'reference':
    case 'file':
      return <FilesView files={tool.files ?? NO_FILES} read={read} onOpen={onOpen} />;
    default:
      return assertNever(tool.kind, 'kind of tool');
  }
}

/** Says that a tool was closed, and why, until it is put away. */
function Ended({ ended, onDismiss }: { ended: EndedTool; onDismiss: () => void }) {
  const { t } = useTranslation('exam');
  const toolName = useToolName();
  return (
    <div className={classes.ended} role="alert">
      <p>
        {t(ended.why === 'time' ? 'tools.endedTime' : 'tools.endedRevoked', { tool: toolName(ended.tool) })}
        {ended.reason ? <span className={classes.reason}>{ended.reason}</span> : null}
      </p>
      <CloseButton aria-label={t('notice.close')} onClick={onDismiss} />
    </div>
  );
}

interface ToolPanelProps {
  readonly grants: readonly OwnToolAccess[];
  readonly ended: EndedTool | undefined;
  readonly onDismissEnded: () => void;
  /** The tool in front; the first one unless told. */
  readonly chosenId: string | undefined;
  readonly onChoose: (grantId: string) => void;
  readonly bench: ToolBench;
}

/**
 * The granted tools: one at a time, each as it was left when one comes back to it, and gone with its grant. Choosing one is told to the
 * room.
 */
export function ToolPanel({ grants, ended, onDismissEnded, chosenId, onChoose, bench }: ToolPanelProps) {
  const { t } = useTranslation('exam');
  const toolName = useToolName();
  const [openedIds, setOpenedIds] = useState<readonly string[]>([]);
  const tabs = useRef<HTMLDivElement>(null);
  const chosen = grants.find(({ id }) => id === chosenId) ?? grants[0];
  const shownId = chosen?.id;
  useEffect(() => {
    if (shownId === undefined) return;
    setOpenedIds((before) => (before.includes(shownId) ? before : [...before, shownId]));
    void bench.tell(shownId);
  }, [shownId, bench]);
  const onTabKey = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0 || !chosen) return;
    event.preventDefault();
    const next = (grants.indexOf(chosen) + step + grants.length) % grants.length;
    const nextId = grants[next]?.id;
    if (nextId !== undefined) onChoose(nextId);
    tabs.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    <>
      {ended ? <Ended ended={ended} onDismiss={onDismissEnded} /> : null}
      {grants.length === 0 ? (
        <EmptyState compact title={t('tools.none')}>
          {t('tools.noneText')}
        </EmptyState>
      ) : null}
      {grants.length > 1 ? (
        <div ref={tabs} className={classes.tabs} role="tablist" aria-label={t('tools.title')} onKeyDown={onTabKey}>
          {grants.map((grant) => (
            <Button
              key={grant.id}
              role="tab"
              id={`tool-tab-${grant.id}`}
              aria-controls={`tool-${grant.id}`}
              aria-selected={grant.id === shownId}
              tabIndex={grant.id === shownId ? 0 : -1}
              size="compact-md"
              variant={grant.id === shownId ? 'filled' : 'default'}
              onClick={() => onChoose(grant.id)}
            >
              {toolName(grant.tool)}
            </Button>
          ))}
        </div>
      ) : null}
      {grants
        .filter(({ id }) => id === shownId || openedIds.includes(id))
        .map((grant) => (
          <section
            key={grant.id}
            id={`tool-${grant.id}`}
            className={classes.tool}
            aria-label={toolName(grant.tool)}
            hidden={grant.id !== shownId}
          >
            <h3 className={classes.name}>
              {toolName(grant.tool)}
              {grant.expiresAt ? (
                <span className={classes.until}>
                  {t('tools.until')} <TimeAt at={grant.expiresAt} show="clock" />
                </span>
              ) : null}
            </h3>
            <OpenTool grant={grant} bench={bench} isShown={grant.id === shownId} />
          </section>
        ))}
    </>
  );
}
