import type { LaunchOptions } from '@playwright/test';
import { chromiumLaunch } from '@/lib/local/chromium.mjs';

/** How Playwright starts the browser on this machine; the measurements start theirs in the same way. */
export async function browserLaunchOptions(): Promise<LaunchOptions> {
  const { executablePath, args, env } = await chromiumLaunch();
  return {
    executablePath,
    args,
    env: Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined)) as Record<string, string>,
  };
}
