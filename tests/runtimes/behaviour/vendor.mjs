// A case's own vendor, behind a desk in another process (`vendor-desk.mjs`): asked over HTTP, because the emulator runs in Node only.

const PATIENCE_MS = 20_000;

/** Opens a vendor for as long as `use` runs. */
export async function withVendor({ vendorDesk }, use) {
  const ask = (question) => asked(vendorDesk, question);
  const { id, ...description } = await ask({ what: "open" });
  const vendor = {
    ...description,
    count: (filter) => ask({ what: "count", id, filter }),
    counted: (filter, count) => until(async () => (await ask({ what: "count", id, filter })) === count),
    requests: () => ask({ what: "requests", id }),
    fault: (fault) => ask({ what: "fault", id, fault }),
    expireTokens: () => ask({ what: "expireTokens", id }),
    close: () => ask({ what: "close", id }),
  };
  try {
    await use(vendor);
  } finally {
    await vendor.close();
  }
}

async function asked(desk, question) {
  const response = await fetch(desk, { method: "POST", body: JSON.stringify(question) });
  const answer = await response.json();
  if (answer.error !== undefined) throw new Error(`the vendor's desk: ${answer.error}`);
  return answer.value;
}

async function until(holds) {
  const end = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not so within ${PATIENCE_MS} ms: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
