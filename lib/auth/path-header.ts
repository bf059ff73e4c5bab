/** Where proxy.ts notes the path that was asked for, so that signing in can lead back to it. */
export const PATH_HEADER = 'x-al-path';
