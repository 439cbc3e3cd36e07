/** What ONNX Runtime, C++ and the drivers below them say where memory runs out. */
const signs =
  /out of memory|out_of_(?:device|host|pool)_memory|outofmemory|bad_alloc|bad allocation|failed to allocate|alloc_failed|allocation failed|8007000e/i;

/** True where something was thrown because there was too little memory. */
export function isOutOfMemory(thrown: unknown): boolean {
  return signs.test(thrown instanceof Error ? thrown.message : String(thrown));
}
