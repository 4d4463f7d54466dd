//! One token call over fetch.
//!
//! The promise of fetch is awaited itself instead of through gloo-net's `send`, which would flatten what fetch threw
//! to a text and so lose abort reasons and causes. For the same reason the caller's `fetch` gets an address and an
//! init object: npm's undici refuses a `Request` of the global kind. gloo-net reads the answer.

use super::values;
use crate::error::{AuthError, ErrorCode};
use crate::http::{HttpRequest, HttpResponse};
use alloc::string::String;
use alloc::vec::Vec;
use gloo_net::http::Response;
use js_sys::{Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, ReadableStreamDefaultReader, RequestInit, RequestRedirect};

/// A token request on its way out.
#[wasm_bindgen]
pub struct TokenCall {
    pub(super) request: HttpRequest,
    pub(super) id: u32,
    pub(super) body_limit: usize,
    pub(super) request_id_header: Option<&'static str>,
}

/// What became of it.
#[wasm_bindgen]
pub struct TokenOutcome {
    pub(super) id: u32,
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
impl TokenCall {
    /// Which call this is.
    #[wasm_bindgen(getter)]
    pub fn id(&self) -> u32 {
        self.id
    }

    /// Sends the request and reads the answer whole, up to the limit. It never rejects.
    pub async fn send(self, fetch: Function, signal: AbortSignal) -> TokenOutcome {
        let id = self.id;
        TokenOutcome { id, result: self.exchange(&fetch, &signal).await }
    }
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

impl TokenCall {
    async fn exchange(self, fetch: &Function, signal: &AbortSignal) -> Result<HttpResponse<'static>, Failure> {
        let init = request_init(&self.request, signal).map_err(Failure::Thrown)?;
        let address = JsValue::from_str(&self.request.url);
        let promise = fetch.call2(&JsValue::UNDEFINED, &address, &init).map_err(Failure::Thrown)?;
        let response = JsFuture::from(Promise::resolve(&promise)).await.map_err(Failure::Thrown)?;
        // A foreign class of responses is as good as the global one, so its class is not checked.
        let response = Response::from(response.unchecked_into::<web_sys::Response>());
        self.read(&response).await
    }

    async fn read(&self, response: &Response) -> Result<HttpResponse<'static>, Failure> {
        if response.type_() == web_sys::ResponseType::Opaqueredirect {
            return Err(Failure::Known(AuthError::new(
                ErrorCode::RedirectRefused,
                "the token endpoint answered with a redirect, which credentials never follow: check the host",
            )));
        }
        let headers = response.headers();
        let names = ["content-type", "retry-after", "date"].into_iter().chain(self.request_id_header);
        let headers = names.filter_map(|name| Some((String::from(name), headers.get(name)?))).collect();
        let status = i64::from(response.status());
        let body = self.read_body(response).await?;
        HttpResponse::new(status, headers, body).map_err(Failure::Known)
    }

    async fn read_body(&self, response: &Response) -> Result<Vec<u8>, Failure> {
        let mut body = Vec::new();
        let Some(stream) = response.body() else {
            return Ok(body);
        };
        let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
        loop {
            let chunk = JsFuture::from(reader.read()).await.map_err(Failure::Thrown)?;
            if Reflect::get(&chunk, &JsValue::from_str("done")).is_ok_and(|done| done.is_truthy()) {
                return Ok(body);
            }
            let bytes = Reflect::get(&chunk, &JsValue::from_str("value")).map_err(Failure::Thrown)?;
            let bytes = Uint8Array::new(&bytes);
            let length = usize::try_from(bytes.length()).unwrap_or(usize::MAX);
            if body.len().saturating_add(length) > self.body_limit {
                // Nobody waits for the rest.
                let _ = reader.cancel();
                return Err(Failure::Known(too_large(self.body_limit)));
            }
            body.extend(bytes.to_vec());
        }
    }
}

fn too_large(limit: usize) -> AuthError {
    let limit = values::decimal(limit);
    let message =
        ["the token answer is larger than ", &limit, " bytes (maxResponseBytes): is this the token endpoint?"];
    AuthError::new(ErrorCode::ResponseTooLarge, message.concat())
}

/// The init object of fetch. Redirects come back as they are: to follow one would hand the credentials on, and
/// workerd throws where others refuse.
fn request_init(request: &HttpRequest, signal: &AbortSignal) -> Result<RequestInit, JsValue> {
    let headers = Object::new();
    for (name, value) in &request.headers {
        Reflect::set(&headers, &JsValue::from_str(name), &JsValue::from_str(value.expose()))?;
    }
    let init = RequestInit::new();
    init.set_method(request.method.as_str());
    init.set_headers(&headers);
    init.set_redirect(RequestRedirect::Manual);
    init.set_signal(Some(signal));
    if let Some(body) = &request.body {
        init.set_body(&JsValue::from_str(body.expose()));
    }
    Ok(init)
}
