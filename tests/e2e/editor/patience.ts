/** What is expected of a busy machine may take its time. */
export const patience = { timeout: 120_000, interval: 200 } as const;
