import { eachElement } from '../html-elements.ts';

const ATTRIBUTE = /\b(?:src|href)\s*=\s*(?:"([^"]{1,2000})"|'([^']{1,2000})'|([^\s"'<>]{1,2000}))/i;
const addressIn = (tag: string): string | undefined => {
  const found = ATTRIBUTE.exec(tag);
  return found?.[1] ?? found?.[2] ?? found?.[3];
};

const IS_SOUND = /\.(?:mp3|ogg|oga|wav)(?:[?#]|$)/i;
/** No text has more; beyond it the text is left as it is and the sanitiser takes out what must go. */
const MAX_TEXT = 1_000_000;

const player = (address: string): string => `<audio src="${address.replaceAll('"', '&quot;')}"></audio>`;

/**
 * Puts sounds where the page can play them: Moodle writes them as a link to a file, which its filter makes a player of, or
 * as `<audio><source>`. Only files of the question itself; the words of the link stay. Source: features EX1.
 */
export function soundsInPlace(html: string): string {
  if (html.length > MAX_TEXT || !/<(?:audio|a)[\s>]/i.test(html)) return html;
  const withPlayers = eachElement(html, 'audio', (tag, inner) => {
    const address = addressIn(tag) ?? addressIn(/<source\b[^<>]{0,4000}>/i.exec(inner)?.[0] ?? '');
    return address === undefined ? undefined : player(address);
  });
  return eachElement(withPlayers, 'a', (tag, inner) => {
    const address = addressIn(tag);
    const isSound = address?.startsWith('@@PLUGINFILE@@') && IS_SOUND.test(address);
    return isSound && address !== undefined ? `${inner} ${player(address)}` : undefined;
  });
}
