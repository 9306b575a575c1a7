import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { QuestionDraft, SourceText } from '../../../../../shared/model/question-draft.ts';
import { RichHtml } from '../../../../ui/rich-html.tsx';
import { useCommandQuery } from '../../../link/queries.ts';
import { keys } from '../../../link/query-keys.ts';
import classes from './writing.module.css';

const REST_MS = 350;
/** As many as are rendered in one call. */
const MOST = 20;

function textsOf(draft: QuestionDraft): SourceText[] {
  const { format } = draft.stem;
  const parts = 'choices' in draft ? draft.choices : 'items' in draft ? draft.items : [];
  return [draft.stem, ...parts.map(({ text }) => ({ text, format }))].filter(({ text }) => text.trim() !== '').slice(0, MOST);
}

/** What is being written, as the room renders and sanitises it. */
export function LiveText({ draft }: { draft: QuestionDraft }) {
  const { t } = useTranslation('console');
  const [texts] = useDebouncedValue(textsOf(draft), REST_MS);
  const rendered = useCommandQuery('exam_text_render', { texts }, keys.renderedTexts(texts), { enabled: texts.length > 0 });
  const [stem, ...parts] = texts.length > 0 ? (rendered.data?.html ?? []) : [];
  return (
    <section className={classes.live} aria-label={t('writing.live')}>
      <h3>{t('writing.live')}</h3>
      {stem === undefined ? null : <RichHtml html={stem} />}
      <ul>
        {parts.map((html, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts stand in the order they are written in
          <li key={place}>
            <RichHtml html={html} inline />
          </li>
        ))}
      </ul>
    </section>
  );
}
