// Elements from text: nothing that was typed is ever read as markup.

type Tag = keyof HTMLElementTagNameMap;
/** A tag, and classes behind points. */
type Description = Tag | `${Tag}.${string}`;
type Described<What extends string> = What extends Tag
  ? HTMLElementTagNameMap[What]
  : What extends `${infer Name extends Tag}.${string}`
    ? HTMLElementTagNameMap[Name]
    : never;

/** `element('p.hint', 'text', otherElement)` */
export function element<What extends Description>(what: What, ...children: (Node | string)[]): Described<What> {
  const [name = '', ...classes] = what.split('.');
  const made = document.createElement(name);
  if (classes.length > 0) made.className = classes.join(' ');
  made.append(...children);
  return made as Described<What>;
}

/** An element of the markup, which the build puts into the same page: the caller knows what it is. */
export function byId<Kind extends HTMLElement = HTMLElement>(id: string): Kind {
  return document.getElementById(id) as Kind;
}

/** A row of a table, its first cell the heading. */
export function row(heading: string, ...cells: (Node | string)[]): HTMLTableRowElement {
  const first = element('th', heading);
  first.scope = 'row';
  return element('tr', first, ...cells.map((cell) => element('td', cell)));
}
