import classes from './timeline.module.css';

const MOST = 6;
const text = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/** What the client said along with an event, field by field: a claim, shown as text and nothing else. */
export function EventDetails({ details }: { details: Record<string, unknown> | undefined }) {
  const fields = Object.entries(details ?? {}).slice(0, MOST);
  if (fields.length === 0) return null;
  return (
    <span className={classes.details}>
      {fields.map(([name, value]) => (
        <span key={name} className={classes.detail}>
          {name}: {text(value).slice(0, 160)}
        </span>
      ))}
    </span>
  );
}
