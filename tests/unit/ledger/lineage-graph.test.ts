import { describe, expect, test } from 'vitest';
import { drawLineage, LINEAGE_WIDTH } from '@/lib/formats/lineage-drawing';
import { componentSentence, linkWords, nodeWords } from '@/lib/formats/lineage-words';
import { type LineageEdge, type LineageSpeaker, toLineageGraph } from '@/lib/ledger/lineage-graph';

const edge = (from: string, to: string, over: Partial<LineageEdge> = {}): LineageEdge => ({
  kind: 'repeats',
  metric: 'killed_or_wounded',
  side: 'ru',
  from,
  to,
  toMetric: 'killed_or_wounded',
  claims: 1,
  months: 1,
  ...over,
});
const speaker = (source: string, over: Partial<LineageSpeaker> = {}): LineageSpeaker => ({
  metric: 'killed_or_wounded',
  side: 'ru',
  source,
  claims: 5,
  noVoice: 0,
  ...over,
});
const only = (edges: LineageEdge[], speakers: LineageSpeaker[] = []) => {
  const [group] = toLineageGraph(edges, speakers);
  if (!group) throw new Error('no group');
  return group;
};
const componentOf = (edges: LineageEdge[], speakers: LineageSpeaker[] = []) => {
  const [component] = only(edges, speakers).components;
  if (!component) throw new Error('no component');
  return component;
};

describe('the graph of who repeats whom', () => {
  test('a chain has one origin, and each stands under the one that it repeats', () => {
    const { roots, nodes } = componentOf([
      edge('officials', 'uk'),
      edge('uk', 'staff', { claims: 9 }),
      edge('isw', 'staff'),
    ]);
    expect(roots).toEqual(['staff']);
    expect(nodes.map(({ id, depth, parent }) => [id, depth, parent])).toEqual([
      ['staff', 0, null],
      ['uk', 1, 'staff'],
      ['officials', 2, 'uk'],
      ['isw', 1, 'staff'],
    ]);
  });

  test('what does not hang together is apart, the largest first; who has no tie stands alone', () => {
    const group = only(
      [edge('b', 'a'), edge('y', 'x'), edge('z', 'x')],
      ['a', 'b', 'x', 'y', 'z', 'alone'].map((source) => speaker(source)),
    );
    expect(group.components.map(({ nodes }) => nodes.map(({ id }) => id))).toEqual([
      ['x', 'y', 'z'],
      ['a', 'b'],
    ]);
    expect(group.alone).toEqual(['alone']);
  });

  test('a source with two origins stands under the one that most of its claims lead to; both ties are kept', () => {
    const { nodes, roots, links } = componentOf([edge('x', 'few', { claims: 1 }), edge('x', 'many', { claims: 3 })]);
    expect(nodes.find(({ id }) => id === 'x')?.parent).toBe('many');
    expect(roots).toEqual(['many', 'few']);
    expect(links).toHaveLength(2);
  });

  test('a circle has no known origin: the first of the alphabet stands for it, and nobody is lost', () => {
    const { roots, nodes } = componentOf([edge('a', 'b'), edge('b', 'a'), edge('c', 'b')]);
    expect(roots).toEqual(['a']);
    expect(nodes.map(({ id }) => id).sort()).toEqual(['a', 'b', 'c']);
  });

  test('metrics and sides are never mixed; a ratio leads to the other metric by name', () => {
    const groups = toLineageGraph(
      [
        edge('isw', 'staff', { metric: 'casualties_per_km2', toMetric: 'killed_or_wounded', kind: 'ratio_of' }),
        edge('uk', 'staff', { side: 'ua' }),
      ],
      [speaker('isw', { metric: 'casualties_per_km2', claims: 9, noVoice: 9 }), speaker('staff')],
    );
    expect(groups.map(({ metric, side }) => [metric, side])).toEqual([
      ['killed_or_wounded', 'ua'],
      ['casualties_per_km2', 'ru'],
    ]);
    expect(groups[1]?.components[0]?.nodes).toMatchObject([
      { id: 'staff:killed_or_wounded', metric: 'killed_or_wounded', claims: 5 },
      { id: 'isw', metric: 'casualties_per_km2', noVoice: 9 },
    ]);
  });

  test('a source that repeats an earlier statement of its own has no tie', () => {
    expect(toLineageGraph([edge('staff', 'staff')], [speaker('staff')])).toEqual([]);
  });
});

describe('its picture', () => {
  const edges = [edge('uk', 'staff', { claims: 96, months: 47 }), edge('isw', 'staff'), edge('isw', 'uk')];
  const component = componentOf(edges, [speaker('staff'), speaker('uk', { claims: 96 }), speaker('isw')]);
  const drawing = drawLineage(
    component,
    ({ id }) => `${id} ${'with a long name '.repeat(5)}`,
    (node) => nodeWords(node, component),
  );

  test('every source and every tie is drawn once, names end before the edge, rows do not touch', () => {
    expect(drawing.nodes.map(({ node }) => node.id)).toEqual(['staff', 'uk', 'isw']);
    expect(drawing.links).toHaveLength(3);
    expect(drawing.nodes.every(({ name }) => name.endsWith('…'))).toBe(true);
    const rows = drawing.nodes.map(({ y }) => y);
    expect(rows.slice(1).every((y, index) => y - (rows[index] ?? 0) >= 40)).toBe(true);
    expect(drawing.width).toBe(LINEAGE_WIDTH);
    expect(Math.max(...rows)).toBeLessThan(drawing.height);
  });

  test('in words: the origin, what repeats it, and what is no voice', () => {
    expect(drawing.nodes.map(({ words }) => words)).toEqual([
      'origin, 5 claims',
      'repeats it in 96 claims, 47 months',
      'repeats it in 1 claim',
    ]);
    const [link] = component.links;
    expect(link && linkWords({ ...link, kind: 'ratio_of', claims: 2 })).toBe('a ratio of it in 2 claims: no voice');
    expect(componentSentence(component, ({ id }) => id)).toBe('3 sources. Origin: staff. 2 others go back to it.');
  });
});
