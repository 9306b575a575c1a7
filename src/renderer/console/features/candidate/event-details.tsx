import { useTranslation } from 'react-i18next';
import { useEventName } from '../../../i18n/index.ts';
import classes from './timeline.module.css';

const MOST = 6;
/** What Invigil's own client says along with events; whatever else is said keeps its own name. */
const KNOWN = [
  'awayMs',
  'durationMs',
  'gapMs',
  'length',
  'characters',
  'count',
  'times',
  'keys',
  'where',
  'left',
  'host',
] as const;
const PLACES = ['answer', 'page'] as const;

const rawText = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/** Says one field in the language of the page: its name where it is known, and a length of time in seconds. */
function useFieldText(): (name: string, value: unknown) => string {
  const { t, i18n } = useTranslation('console');
  const eventName = useEventName();
  const valueText = (name: string, value: unknown): string => {
    if (typeof value === 'number' && name.endsWith('Ms')) {
      const seconds = value / 1_000;
      return new Intl.NumberFormat(i18n.language, {
        style: 'unit',
        unit: 'second',
        unitDisplay: 'short',
        maximumFractionDigits: Math.abs(seconds) < 10 ? 1 : 0,
      }).format(seconds);
    }
    if (name === 'left' && typeof value === 'string') return eventName(value);
    const place = name === 'where' ? PLACES.find((one) => one === value) : undefined;
    return place ? t(`timeline.place.${place}`) : rawText(value).slice(0, 160);
  };
  return (name, value) => {
    const known = KNOWN.find((one) => one === name);
    const label = known ? t(`timeline.detail.${known}`) : name;
    return `${label}: ${valueText(name, value)}`;
  };
}

/** What the client said along with an event, field by field: a claim, shown as text and nothing else. On hover as it came. */
export function EventDetails({ details }: { details: Record<string, unknown> | undefined }) {
  const fieldText = useFieldText();
  const fields = Object.entries(details ?? {}).slice(0, MOST);
  if (fields.length === 0) return null;
  return (
    <span className={classes.details}>
      {fields.map(([name, value]) => (
        <span key={name} className={classes.detail} title={`${name}: ${rawText(value).slice(0, 160)}`}>
          {fieldText(name, value)}
        </span>
      ))}
    </span>
  );
}
