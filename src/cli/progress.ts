import type { TileProgress } from '../engine/ports.ts';
import type { Terminal } from './terminal.ts';

const barWidth = 24;
const linesEveryPercent = 25;

/** Seconds as a person says them: `8 s`, `2 min 05 s`. */
export function spokenSeconds(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}

/** One line of progress: operation, bar, tiles, time left. */
export function progressLine(progress: TileProgress): string {
  const { step, steps, operation, tilesDone, tilesTotal, etaSeconds } = progress;
  const share = tilesTotal === 0 ? 1 : tilesDone / tilesTotal;
  const filled = Math.round(share * barWidth);
  const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled);
  const of = steps > 1 ? ` (step ${step} of ${steps})` : '';
  const left = etaSeconds === null ? '' : ` · ${spokenSeconds(etaSeconds)} left`;
  return `${operation}${of} ${bar} tile ${tilesDone} of ${tilesTotal}${left}`;
}

/** Shows progress: a bar that redraws on a terminal; elsewhere a line for a step's first tile and at every quarter. */
export function createProgress(terminal: Terminal): (progress: TileProgress) => void {
  const said = new Set<string>();
  return (progress) => {
    if (terminal.isInteractive) {
      terminal.sayInPlace(progressLine(progress).slice(0, terminal.columns - 1));
      return;
    }
    const percent = progress.tilesTotal === 0 ? 100 : (100 * progress.tilesDone) / progress.tilesTotal;
    const place = progress.tilesDone === 1 ? 'first' : Math.floor(percent / linesEveryPercent);
    const key = `${progress.step}:${place}`;
    if (said.has(key)) return;
    said.add(key);
    terminal.say(progressLine(progress));
  };
}
