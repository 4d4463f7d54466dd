// Elements from text: nothing that was typed is ever read as markup.

/** `element('p.hint', 'text', otherElement)` */
export function element(what, ...children) {
  const [name, ...classes] = what.split('.');
  const made = document.createElement(name);
  if (classes.length > 0) made.className = classes.join(' ');
  made.append(...children);
  return made;
}

export function byId(id) {
  return document.getElementById(id);
}

/** A row of a table, its first cell the heading. */
export function row(heading, ...cells) {
  const first = element('th', heading);
  first.scope = 'row';
  return element('tr', first, ...cells.map((cell) => element('td', cell)));
}
