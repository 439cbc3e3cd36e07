type Every<Part> = (Part extends unknown ? (part: Part) => void : never) extends (all: infer All) => void ? All : never;

/**
 * Words of several parts as one. Copied, not spread into a literal of hundreds of words: that took a twentieth of a second
 * at every start, for V8 then makes a new shape for each word.
 */
export function together<Parts extends readonly object[]>(...parts: Parts): Every<Parts[number]> {
  return Object.assign({}, ...parts) as Every<Parts[number]>;
}
