/** Patina's icon as a drawing: one scene in a disc, faded on the left and restored on the right. */

/** Below this many pixels the scene would be mud: the plain mark is drawn instead. */
const leastForScene = 48;

/** The icon as SVG, drawn for a size in pixels. */
export function iconDrawing(size: number): string {
  return size < leastForScene ? mark(size) : scene(size);
}

function mark(size: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 32 32">
  <rect width="32" height="32" rx="7" fill="#17211f"/>
  <circle cx="16" cy="16" r="10.5" fill="#5d6562"/>
  <path d="M16 5.5a10.5 10.5 0 0 1 0 21z" fill="#4fc3b0"/>
  <path d="M15 3.5h2v25h-2z" fill="#f4f1ea"/>
</svg>`;
}

/** Colours of one half: sky above and below, sun, far hills, near hills, water. */
interface Light {
  readonly sky: readonly [string, string];
  readonly sun: string;
  readonly far: string;
  readonly near: string;
  readonly water: readonly [string, string];
}

const faded: Light = {
  sky: ['#8d8a7f', '#a9a494'],
  sun: '#b9b4a4',
  far: '#84816f',
  near: '#6b695b',
  water: ['#97937f', '#7c796a'],
};
const restored: Light = {
  sky: ['#1f7f9c', '#ffd9a0'],
  sun: '#fff3cf',
  far: '#3d8f86',
  near: '#1d5f4f',
  water: ['#49a7b0', '#14566b'],
};

function scene(size: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 512 512">
  <defs>
    <linearGradient id="ground" x1="0" y1="0" x2="0" y2="1"><stop stop-color="#2a3936"/><stop offset="1" stop-color="#0f1716"/></linearGradient>
    <clipPath id="left"><path d="M256 76a180 180 0 0 0 0 360z"/></clipPath>
    <clipPath id="right"><path d="M256 76a180 180 0 0 1 0 360z"/></clipPath>
    ${gradients('faded', faded)}
    ${gradients('restored', restored)}
  </defs>
  <rect x="16" y="16" width="480" height="480" rx="108" fill="url(#ground)"/>
  <rect x="17.5" y="17.5" width="477" height="477" rx="106.5" fill="none" stroke="#ffffff" stroke-opacity="0.10" stroke-width="3"/>
  <g clip-path="url(#left)">${landscape('faded', faded)}${wear()}</g>
  <g clip-path="url(#right)">${landscape('restored', restored)}</g>
  <circle cx="256" cy="256" r="180" fill="none" stroke="#f4f1ea" stroke-opacity="0.9" stroke-width="9"/>
  <path d="M256 58v396" stroke="#f4f1ea" stroke-width="11" stroke-linecap="round"/>
  <circle cx="256" cy="256" r="27" fill="#f4f1ea"/>
  <path d="M248 245l-11 11 11 11M264 245l11 11-11 11" fill="none" stroke="#17211f" stroke-width="7" stroke-linecap="round" stroke-linejoin="round"/>
</svg>`;
}

function gradients(name: string, { sky, water }: Light): string {
  const gradient = (part: string, [top, bottom]: readonly [string, string]) =>
    `<linearGradient id="${name}-${part}" x1="0" y1="0" x2="0" y2="1"><stop stop-color="${top}"/><stop offset="1" stop-color="${bottom}"/></linearGradient>`;
  return gradient('sky', sky) + gradient('water', water);
}

function landscape(name: string, { sun, far, near }: Light): string {
  return `<rect x="70" y="70" width="372" height="235" fill="url(#${name}-sky)"/>
    <circle cx="330" cy="196" r="40" fill="${sun}"/>
    <path d="M70 300l62-62 46 34 70-82 62 74 40-30 92 66v10H70z" fill="${far}"/>
    <path d="M70 318l80-34 74 26 96-38 122 44v40H70z" fill="${near}"/>
    <rect x="70" y="338" width="372" height="110" fill="url(#${name}-water)"/>
    <path d="M300 362h70M282 384h56M318 406h44" stroke="${sun}" stroke-width="8" stroke-linecap="round" opacity="0.55"/>`;
}

/** Scratches and dust. */
function wear(): string {
  return `<g stroke="#ddd8c8" stroke-linecap="round" fill="none" opacity="0.85">
      <path d="M150 120l-22 96" stroke-width="5"/><path d="M214 150l-16 150" stroke-width="4"/><path d="M120 300l30 70" stroke-width="4"/>
    </g>
    <g fill="#e6e1d2" opacity="0.8"><circle cx="186" cy="196" r="6"/><circle cx="112" cy="250" r="5"/><circle cx="222" cy="352" r="6"/><circle cx="166" cy="398" r="5"/><circle cx="232" cy="112" r="5"/></g>`;
}
