// Requests and answers, as they are handed to whatever sends them and as it hands them back.

/** A request ready to be sent: `fetch(request.url, request)`. Header values and the body may hold secrets. */
export interface HttpRequest {
  /** The HTTP method. */
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** The absolute address, `https` unless the caller allowed otherwise. */
  url: string;
  /** Header fields, spelt as on the vendor's page. */
  headers: Record<string, string>;
  /** The body as text; there is none with `GET`. */
  body?: string;
}

/** An answer: `{ status: response.status, headers: response.headers, body: await response.text() }`. */
export interface HttpResponse {
  /** The HTTP status. */
  status: number;
  /** The header fields; names compare without regard to case. One that came several times may be a list, as Node has it. */
  headers?: Headers | Readonly<Record<string, string | readonly string[] | undefined>> | undefined;
  /** The body as text, or as the value it was parsed to. */
  body: string | object;
}
