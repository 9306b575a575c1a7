/** Calls `change` with each `<name ...>inner</name>`; joined in one pass, so that many openings without an end cost nothing. */
export function eachElement(html: string, name: string, change: (tag: string, inner: string) => string | undefined): string {
  const pieces = html.split(new RegExp(`</${name}\\s*>`, 'i'));
  if (pieces.length === 1) return html;
  const opening = new RegExp(`<${name}(?=[\\s>])`, 'gi');
  const end = `</${name}>`;
  return pieces
    .map((piece, index) => {
      if (index === pieces.length - 1) return piece;
      const start = [...piece.matchAll(opening)].at(-1)?.index;
      const close = start === undefined ? -1 : piece.indexOf('>', start);
      if (start === undefined || close < 0) return `${piece}${end}`;
      const changed = change(piece.slice(start, close + 1), piece.slice(close + 1));
      return changed === undefined ? `${piece}${end}` : `${piece.slice(0, start)}${changed}`;
    })
    .join('');
}
