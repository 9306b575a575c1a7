import { create } from 'qrcode';
import { useMemo } from 'react';

/** A QR code as one path, black on white in both colour schemes: cameras expect it so. `label` says what it holds. */
export function QrCode({ text, size, label }: { text: string; size: number; label: string }) {
  const { path, side } = useMemo(() => {
    const { modules } = create(text, { errorCorrectionLevel: 'M' });
    let drawn = '';
    for (let row = 0; row < modules.size; row++) {
      for (let column = 0; column < modules.size; column++) {
        if (modules.get(row, column)) drawn += `M${column + 4} ${row + 4}h1v1h-1z`;
      }
    }
    return { path: drawn, side: modules.size + 8 };
  }, [text]);
  return (
    <svg
      width={size}
      height={size}
      viewBox={`0 0 ${side} ${side}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
      style={{ borderRadius: 8, background: '#ffffff', maxWidth: '100%' }}
    >
      <path d={path} fill="#000000" />
    </svg>
  );
}
