import { Fragment, isValidElement, type ReactNode } from 'react';

/** Elements without content or end tag. */
const VOID = new Set(['br', 'col', 'hr', 'img', 'input', 'wbr']);

/** Properties whose attribute is spelt otherwise than in lower case. Anything else in camel case is refused, not guessed. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  className: 'class',
  htmlFor: 'for',
  dateTime: 'dateTime',
  colSpan: 'colSpan',
  rowSpan: 'rowSpan',
  tabIndex: 'tabindex',
  defaultChecked: 'checked',
  defaultValue: 'value',
  viewBox: 'viewBox',
  strokeDasharray: 'stroke-dasharray',
  strokeWidth: 'stroke-width',
  textAnchor: 'text-anchor',
};

const SIGNS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
};

/** Text as it may stand between tags and in quoted attributes. */
export function escapeMarkup(text: string): string {
  return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign) : text;
}

function attribute(tag: string, name: string, value: unknown): string {
  const isOwn = name.startsWith('aria-') || name.startsWith('data-');
  const attributeName = ATTRIBUTES[name] ?? name;
  if (!isOwn && ATTRIBUTES[name] === undefined && /[^a-z]/.test(name))
    throw new TypeError(`<${tag}> has ${name}, which inert markup cannot have.`);
  if (value === null || value === undefined) return '';
  if (typeof value === 'string' || typeof value === 'number')
    return ` ${attributeName}="${escapeMarkup(String(value))}"`;
  if (typeof value !== 'boolean') throw new TypeError(`<${tag}> has ${name}, which inert markup cannot have.`);
  if (isOwn) return ` ${name}="${value}"`;
  return value ? ` ${attributeName}=""` : '';
}

type Properties = Readonly<Record<string, unknown>> & { readonly children?: ReactNode };
type Component = (properties: Properties) => ReactNode;

const isComponent = (type: unknown): type is Component => typeof type === 'function' && !('$$typeof' in type);

/**
 * Elements as HTML text: what React’s server renderer writes for them, for everything that only shows something. Components must be plain
 * functions; one that runs in the browser, waits, or handles events has no place in inert markup and is refused.
 */
export function toMarkup(node: ReactNode): string {
  return write(node, null);
}

/** `chosen` is the value of the list of options around the node. */
function write(node: ReactNode, chosen: string | null): string {
  if (node === null || node === undefined || typeof node === 'boolean') return '';
  if (typeof node === 'string') return escapeMarkup(node);
  if (typeof node === 'number' || typeof node === 'bigint') return String(node);
  if (Array.isArray(node)) {
    let text = '';
    for (const child of node) text += write(child, chosen);
    return text;
  }
  if (!isValidElement<Properties>(node)) throw new TypeError('Inert markup holds elements and text only.');
  const { type, props } = node;
  if (type === Fragment) return write(props.children, chosen);
  if (isComponent(type)) return write(type(props), chosen);
  if (typeof type !== 'string') throw new TypeError('A component of the browser has no place in inert markup.');
  let open = `<${type}`;
  const isList = type === 'select';
  for (const name in props)
    if (name !== 'children' && !(isList && name === 'defaultValue')) open += attribute(type, name, props[name]);
  if (type === 'option' && chosen !== null && props.value === chosen) open += ' selected=""';
  if (VOID.has(type)) return `${open}/>`;
  const value = isList && typeof props.defaultValue === 'string' ? props.defaultValue : chosen;
  return `${open}>${write(props.children, value)}</${type}>`;
}
