/** Sentences that a suggestion quotes, in the quotation marks of any of Patina's languages. */
export function quotedExamples(suggestion: string): readonly string[] {
  const quoted = suggestion.matchAll(/"([^"]+)"|“([^”]+)”|「([^」]+)」|《([^》]+)》/g);
  return [...quoted].flatMap((match) => match.slice(1).filter((text) => text !== undefined));
}
