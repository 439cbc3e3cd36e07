import { existsSync } from 'node:fs';

const description = '/usr/lib/chromium/vk_swiftshader_icd.json';
const environment = { VK_ICD_FILENAMES: description, LD_LIBRARY_PATH: '/usr/lib/chromium', XDG_RUNTIME_DIR: '/tmp' };

/** Chromium's software driver for Vulkan, and the loader beside it: a graphics card for tests, without half precision. */
export const hasSoftwareDriver = existsSync(description);

/** Processes that `work` starts find the software driver. */
export async function withSoftwareDriver<Result>(work: () => Promise<Result>): Promise<Result> {
  const before = { ...process.env };
  Object.assign(process.env, environment);
  try {
    return await work();
  } finally {
    process.env = before;
  }
}
