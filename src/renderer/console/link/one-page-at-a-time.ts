import { newRandomId as newId } from '../../link/random-id.ts';

const LOCK_KEY = 'invigil.console.renewing';
const HOLD_MS = 20_000;
const LOOK_AGAIN_MS = 60;
const pause = (milliseconds: number) =>
  new Promise<void>((resolve) => {
    window.setTimeout(resolve, milliseconds);
  });

/** Plain http has no `navigator.locks`: a claim in the shared storage, looked at twice, serves for two tabs of one person. */
async function claimInStorage(): Promise<() => void> {
  const mine = newId();
  const giveUpAt = Date.now() + HOLD_MS;
  while (Date.now() < giveUpAt) {
    const [holder, until] = (window.localStorage.getItem(LOCK_KEY) ?? '').split(' ');
    if (holder === mine) break;
    if (!holder || Number(until) < Date.now()) window.localStorage.setItem(LOCK_KEY, `${mine} ${Date.now() + HOLD_MS}`);
    await pause(LOOK_AGAIN_MS);
  }
  return () => {
    if (window.localStorage.getItem(LOCK_KEY)?.startsWith(mine)) window.localStorage.removeItem(LOCK_KEY);
  };
}

/** Runs `work` while no other page of this console runs its own; see `CredentialsOptions.exclusive`. */
export async function onePageAtATime<T>(work: () => Promise<T>): Promise<T> {
  if ('locks' in navigator && navigator.locks) return navigator.locks.request(LOCK_KEY, work);
  const release = await claimInStorage();
  try {
    return await work();
  } finally {
    release();
  }
}
