// biome-ignore lint/suspicious/noControlCharactersInRegex: what XML has no way to write
const IMPOSSIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const MARKS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' };

/** Text for an element or an attribute; characters XML cannot hold become the sign for one. */
export const xmlText = (text: string): string =>
  text
    .toWellFormed()
    .replace(IMPOSSIBLE, '\ufffd')
    .replace(/[&<>"\r]/g, (character) => MARKS[character] ?? character);

/** Markup in CDATA, so that people can read it, unless a return stands in it, which CDATA would change. */
export const xmlMarkup = (text: string): string =>
  !/[<&]/.test(text) || text.includes('\r')
    ? xmlText(text)
    : `<![CDATA[${text.toWellFormed().replace(IMPOSSIBLE, '\ufffd').replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
