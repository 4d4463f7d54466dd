// The header fields to serve the page with, in the form of `_headers`, which several static hosts read. The page holds
// its policy itself; fields can say more: who may frame it, and what browsers may guess.

export function headerFields(html) {
  const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html);
  const fields = {
    "Content-Security-Policy": `${policy}; frame-ancestors 'none'`,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Strict-Transport-Security": "max-age=31536000",
    "Cache-Control": "no-cache",
  };
  return `/*\n${Object.entries(fields).map(([name, value]) => `  ${name}: ${value}\n`).join("")}`;
}
