import { connection } from 'next/server';
import { readDailyHeads } from '@/lib/data/chain';
import { toHeadsJson } from '@/lib/formats/heads-json';

/** The head of every day: what a copy kept elsewhere proves, and how to check it (T16). */
export async function GET(): Promise<Response> {
  await connection();
  const today = new Date().toISOString().slice(0, 10);
  return new Response(toHeadsJson(await readDailyHeads(), today), {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'public, max-age=0, s-maxage=60',
      'Access-Control-Allow-Origin': '*',
    },
  });
}
