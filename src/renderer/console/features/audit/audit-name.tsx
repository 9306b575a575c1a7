import { useMemo } from 'react';
import { useAuditedName } from '../../../i18n/index.ts';
import { useCommandQuery } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import classes from './audit.module.css';

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

/** Members of staff by their id, as the accounts call them. */
export function useStaffNames(): ReadonlyMap<string, string> {
  const { data } = useCommandQuery('users_list', {}, keys.users);
  return useMemo(() => new Map(data?.users.map(({ id, displayName, username }) => [id, displayName || username])), [data]);
}

/**
 * Who or what an entry speaks of. A member of staff is named; of anything else stand its kind and enough of the id to tell two apart.
 * All of it, as it is sealed, on hover.
 */
export function AuditName({ text, names }: { text: string; names: ReadonlyMap<string, string> }) {
  const nameOf = useAuditedName();
  const [id = ''] = ID.exec(text) ?? [];
  const name = names.get(id.toLowerCase());
  const [kind = '', rest = ''] = text.split(/:(.*)/s);
  const short = rest.replace(id, `${id.slice(0, 8)}${id === '' ? '' : '…'}`);
  return (
    <span className={classes.name} title={text}>
      {name ?? nameOf(kind)}
      {name !== undefined || rest === '' ? null : (
        <>
          {' '}
          <span className={classes.code}>{short}</span>
        </>
      )}
    </span>
  );
}
