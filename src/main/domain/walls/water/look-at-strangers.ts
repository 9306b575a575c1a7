import type { Finding } from '../finding.ts';
import { ASKED, counted, countedNow, ENTERED, OPENED, SHOOK_HANDS } from './lately.ts';
import { OF_ADDRESS, OF_ROOM, type SourceLimits } from './limits.ts';
import { tell, wasTold } from './tell.ts';
import type { Source } from './water-state.ts';

const NOTHING: readonly Finding[] = [];
/** Where nine of ten go on to do something, they are people. */
const SHARE = 0.1;

function lookAtSource(at: number, ip: string | undefined, source: Source, limits: SourceLimits): readonly Finding[] {
  const { lately, told } = source;
  // Every fourth is enough: of what is found there are more than that in a quarter of a second.
  if ((countedNow(lately, OPENED) + countedNow(lately, SHOOK_HANDS)) % 4 !== 0) return NOTHING;
  const who = ip === undefined ? 'From many addresses' : `From ${ip}`;
  const opened = counted(lately, OPENED, true);
  if (opened >= limits.silent && counted(lately, ASKED) < opened * SHARE)
    return tell(told, at, {
      type: 'traffic_flood',
      severity: 'high',
      confidence: 0.8,
      subject: { ip },
      reason: `${who}: ${opened} connections within three seconds, and hardly one asked for anything`,
    });
  const handshakes = counted(lately, SHOOK_HANDS, true);
  if (handshakes >= limits.handshakes && counted(lately, ENTERED) < handshakes * SHARE)
    return tell(told, at, {
      type: 'connection_churn',
      severity: 'medium',
      confidence: 0.7,
      subject: { ip },
      reason: `${who}: ${handshakes} sockets were begun within three seconds, and hardly anybody signed in on them`,
    });
  return NOTHING;
}

/** W3: connections and handshakes nothing follows, from one address or from everywhere. A hall that comes in goes on to ask and to sign in. */
export function lookAtStrangers(
  at: number,
  ip: string | undefined,
  address: Source | undefined,
  room: Source,
): readonly Finding[] {
  const ofAddress = address ? lookAtSource(at, ip, address, OF_ADDRESS) : NOTHING;
  if (ofAddress.length > 0) return ofAddress;
  return wasTold(address?.told, at, 'traffic_flood', 'connection_churn') ? NOTHING : lookAtSource(at, undefined, room, OF_ROOM);
}
