import type { Declined } from '../../shared/model/instruction.ts';

const example =
  'Say what is wrong with the picture or how it should look, for example "remove the noise" or "a little brighter".';
const longestQuote = 60;

/** Refusals in plain, kind sentences: why, and what to say instead. */
export const refusals = {
  empty: (): Declined => ({ reason: 'There is no instruction yet.', suggestion: example }),
  tooLong: (length: number, limit: number): Declined => ({
    reason: `The instruction has ${length} characters; Patina reads at most ${limit}.`,
    suggestion: 'Please say it more briefly, or in several instructions one after the other.',
  }),
  tooManyParts: (count: number, limit: number): Declined => ({
    reason: `The instruction has ${count} parts; Patina plans at most ${limit} at once.`,
    suggestion: 'Please give it in several instructions one after the other.',
  }),
  code: (): Declined => ({
    reason: 'This looks like program code, a file or an address. Patina understands only plain words about a picture.',
    suggestion: example,
  }),
  nothing: (): Declined => ({
    reason: 'Nothing to do: the instruction says to leave the picture as it is.',
    suggestion: 'If something should change after all, say what, for example "remove the noise".',
  }),
  noWish: (): Declined => ({ reason: 'There is no wish for the picture in this instruction.', suggestion: example }),
  unsupported: (words: readonly string[]): Declined => ({
    reason: `Patina restores and adjusts pictures; it cannot do this: ${quoted(words)}.`,
    suggestion: `It removes noise, blur, rain, haze, JPEG traces and scratches, lights up, enlarges, and adjusts light and colour. ${example}`,
  }),
  unclear: (words: readonly string[]): Declined => ({
    reason: `Patina is not sure what is meant by ${quoted(words)}.`,
    suggestion: example,
  }),
  leftOut: (words: readonly string[]): Declined => ({
    reason: `Left out, because Patina cannot do it or did not understand it: ${quoted(words)}.`,
    suggestion:
      'The other steps are planned. Say the part that was left out in other words if it is about restoring or adjusting.',
  }),
  remark: (remark: string): Declined => ({
    reason: remark,
    suggestion: 'Change the step if that is not what you want.',
  }),
} as const;

function quoted(words: readonly string[]): string {
  return words.map((part) => `"${shortened(part)}"`).join(', ');
}

function shortened(words: string): string {
  const characters = Array.from(words);
  return characters.length <= longestQuote ? words : `${characters.slice(0, longestQuote).join('')}…`;
}
