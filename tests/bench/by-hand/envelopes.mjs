// Caxton's envelopes, as one opens them with JSON.parse.

export function openEnvelope({ status, body }) {
  if (status !== 200) throw new Error(`status ${status}`);
  const answer = typeof body === "string" ? JSON.parse(body) : body;
  const { Model: model, ExpectedResponses: expected } = answer.Content;
  if (!expected.includes(model.ApiStatus)) throw new Error(model.ApiStatus);
  return {
    model,
    ...(answer.AuthorisedClientModel && { authorisedClient: answer.AuthorisedClientModel }),
    ...(answer.AuthorisedUserModel && { authorisedUser: answer.AuthorisedUserModel }),
  };
}

export function readRegistration(response) {
  const { model } = openEnvelope(response);
  return {
    clientPassword: model.ClientPassword,
    startsAt: Date.parse(model.StartDate),
    endsAt: Date.parse(model.EndDate),
    publicKey: model.PublicKey ?? null,
  };
}
