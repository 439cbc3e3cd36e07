/** 0 up to `low`, 1 from `high` on, 3t² - 2t³ between; smooth and never falling. */
export function smoothStep(low: number, high: number, value: number): number {
  if (value <= low) return 0;
  if (value >= high) return 1;
  const t = (value - low) / (high - low);
  return t * t * (3 - 2 * t);
}
