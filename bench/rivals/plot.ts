/** One program in the plane of quality and cost. */
export interface Point {
  readonly name: string;
  readonly secondsPerMegapixel: number;
  /** PSNR in dB. */
  readonly psnr: number;
  readonly isOurs: boolean;
}

const width = 720;
const height = 420;
const frame = { left: 64, right: 24, top: 24, bottom: 56 };

/** Quality against cost as an SVG picture; the axis of seconds is logarithmic. */
export function plot(points: readonly Point[], title: string): string {
  const logs = points.map(({ secondsPerMegapixel }) => Math.log10(secondsPerMegapixel));
  const [first, last] = [Math.floor(Math.min(...logs)), Math.ceil(Math.max(...logs))];
  const values = points.map(({ psnr }) => psnr);
  const [low, high] = [Math.floor(Math.min(...values)) - 1, Math.ceil(Math.max(...values)) + 1];
  const x = (log: number): number => frame.left + ((log - first) / (last - first)) * (width - frame.left - frame.right);
  const y = (psnr: number): number =>
    height - frame.bottom - ((psnr - low) / (high - low)) * (height - frame.top - frame.bottom);
  const whole = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const parts = [
    ...whole(first, last).map(
      (log) =>
        `<path d="M${x(log)} ${frame.top}V${height - frame.bottom}" stroke="#ddd"/>` +
        `<text x="${x(log)}" y="${height - frame.bottom + 20}" text-anchor="middle">${10 ** log}</text>`,
    ),
    ...whole(low, high).map(
      (level) =>
        `<path d="M${frame.left} ${y(level)}H${width - frame.right}" stroke="#ddd"/>` +
        `<text x="${frame.left - 8}" y="${y(level) + 4}" text-anchor="end">${level}</text>`,
    ),
    ...points.map(({ name, psnr, isOurs }, index) => {
      const at = x(logs[index] ?? 0);
      // On the right a label goes above its point or to the left of it: on its other side it would leave the picture.
      const isRight = at > width / 2;
      const beside = isRight ? { x: at - 11, y: y(psnr) + 4 } : { x: at + 11, y: y(psnr) + 4 };
      const label = isRight && index % 2 === 0 ? { x: at + 8, y: y(psnr) - 12 } : beside;
      return (
        `<circle cx="${at}" cy="${y(psnr)}" r="6" fill="${isOurs ? '#0b6e4f' : '#888'}"/>` +
        `<text x="${label.x}" y="${label.y}" text-anchor="${isRight ? 'end' : 'start'}"` +
        `${isOurs ? ' font-weight="bold"' : ''}>${name}</text>`
      );
    }),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="13">
<title>${title}</title>
<rect width="${width}" height="${height}" fill="#fff"/>
${parts.join('\n')}
<text x="${width / 2}" y="${height - 12}" text-anchor="middle">seconds per megapixel (less is better)</text>
<text transform="translate(16 ${height / 2}) rotate(-90)" text-anchor="middle">PSNR in dB (more is better)</text>
</svg>
`;
}
