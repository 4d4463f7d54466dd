//! One token call over fetch.
//!
//! The promise of fetch is awaited itself instead of through gloo-net's `send`, which would flatten what fetch threw
//! to a text and so lose abort reasons and causes. For the same reason the caller's `fetch` gets an address and an
//! init object: npm's undici refuses a `Request` of the global kind. gloo-net reads the answer, whose body the shell has
//! received by then, as far as it may be long.

use super::values::decimal;
use crate::error::{AuthError, ErrorCode};
use crate::http::{HttpRequest, HttpResponse};
use crate::json::ObjectWriter;
use crate::token::refusal_words::REDIRECTED;
use crate::token::renewal::CallId;
use alloc::string::String;
use gloo_net::http::Response;
use js_sys::{Function, JSON, Promise};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{AbortSignal, RequestInit, RequestRedirect, ResponseType};

/// A token request about to go out.
#[wasm_bindgen]
pub struct TokenCall {
    pub(super) request: HttpRequest,
    pub(super) id: CallId,
    pub(super) body_limit: usize,
    pub(super) request_id_header: Option<&'static str>,
}

/// What became of it.
#[wasm_bindgen]
pub struct TokenOutcome {
    pub(super) id: CallId,
    pub(super) result: Result<HttpResponse<'static>, Failure>,
}

/// Why there is no answer.
pub(super) enum Failure {
    /// Ours to explain.
    Known(AuthError),
    /// What fetch, or the stream of the body, threw.
    Thrown(JsValue),
}

#[wasm_bindgen]
impl TokenOutcome {
    /// What fetch threw, if it did: the `cause` of the error to come, once the shell has scrubbed it.
    #[wasm_bindgen(getter)]
    pub fn thrown(&self) -> JsValue {
        match &self.result {
            Err(Failure::Thrown(thrown)) => thrown.clone(),
            _ => JsValue::UNDEFINED,
        }
    }
}

#[wasm_bindgen]
impl TokenCall {
    /// Sends the request and reads the answer whole, up to the limit: a promise of a [`TokenOutcome`], which never rejects.
    ///
    /// fetch is called at once and not in the queue of wasm-bindgen-futures, so that it runs in the async context of whoever
    /// caused the call. The request is given back before anything is waited for: a fetch may never answer.
    pub fn send(self, fetch: Function, signal: AbortSignal) -> Promise {
        let TokenCall { request, id, body_limit, request_id_header } = self;
        let answer = begin(&request, &fetch, &signal);
        drop(request);
        future_to_promise(async move {
            let reading = Reading { body_limit, request_id_header };
            let result = match answer {
                Ok(answer) => reading.exchange(answer).await,
                Err(thrown) => Err(Failure::Thrown(thrown)),
            };
            Ok(TokenOutcome { id, result }.into())
        })
    }
}

/// Calls fetch: the promise of an answer.
fn begin(request: &HttpRequest, fetch: &Function, signal: &AbortSignal) -> Result<Promise, JsValue> {
    let init = request_init(request, signal)?;
    let address = JsValue::from_str(&request.url);
    // The shell's `fetch` is an async function.
    Ok(fetch.call2(&JsValue::UNDEFINED, &address, &init)?.unchecked_into())
}

/// How much is read of an answer.
struct Reading {
    body_limit: usize,
    request_id_header: Option<&'static str>,
}

impl Reading {
    async fn exchange(self, answer: Promise) -> Result<HttpResponse<'static>, Failure> {
        let response = JsFuture::from(answer).await.map_err(Failure::Thrown)?;
        // A foreign class of responses is as good as the global one, so its class is not checked.
        self.read(&Response::from(response.unchecked_into::<web_sys::Response>())).await
    }

    async fn read(&self, response: &Response) -> Result<HttpResponse<'static>, Failure> {
        if response.type_() == ResponseType::Opaqueredirect {
            return Err(Failure::Known(AuthError::saying(
                ErrorCode::RedirectRefused,
                &["the token endpoint ", REDIRECTED],
            )));
        }
        let headers = response.headers();
        let names = ["content-type", "retry-after", "date"].into_iter().chain(self.request_id_header);
        let headers = names.filter_map(|name| Some((String::from(name), headers.get(name)?))).collect();
        let status = i64::from(response.status());
        // What the stream of the body threw, the promise of the answer was rejected with.
        let body = response.binary().await.unwrap_or_default();
        if body.len() > self.body_limit {
            return Err(Failure::Known(too_large(self.body_limit)));
        }
        HttpResponse::new(status, headers, body).map_err(Failure::Known)
    }
}

fn too_large(limit: usize) -> AuthError {
    let limit = decimal(limit);
    let message =
        ["the token answer is larger than ", &limit, " bytes (maxResponseBytes): is this the token endpoint?"];
    AuthError::new(ErrorCode::ResponseTooLarge, message.concat())
}

/// The init object of fetch, which is made of one text, since every member would cross by itself. Redirects come back as they
/// are: to follow one would hand the credentials on, and workerd throws where others refuse.
fn request_init(request: &HttpRequest, signal: &AbortSignal) -> Result<RequestInit, JsValue> {
    let mut fields = ObjectWriter::new();
    for (name, value) in &request.headers {
        fields.string(name, value.expose());
    }
    let mut members = ObjectWriter::new();
    members.string("method", request.method.as_str()).raw("headers", &fields.finish());
    if let Some(body) = &request.body {
        members.string("body", body.expose());
    }
    let init: RequestInit = JSON::parse(&members.finish())?.unchecked_into();
    init.set_redirect(RequestRedirect::Manual);
    init.set_signal(Some(signal));
    Ok(init)
}
