// What stands above the fold: what this is, and what may be done with it.

export function introduction(text) {
  const list = (items) => `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
  return `<header class="head">
    <p class="name">${text.name}</p>
    <h1>${text.heading}</h1>
    <p class="lead">${text.lead}</p>
    <p class="brief">${text.brief}</p>
  </header>
  <section class="rules" id="rules" aria-labelledby="rules-title">
    <h2 id="rules-title" class="unseen">${text.rules.title}</h2>
    <div class="rule may"><h3>${text.rules.may}</h3>${list(text.rules.mayList)}</div>
    <div class="rule may-not"><h3>${text.rules.mayNot}</h3>${list(text.rules.mayNotList)}</div>
  </section>
  <p class="served" id="served" role="alert" hidden></p>
  <noscript><p class="served">${text.noScript}</p></noscript>`;
}
