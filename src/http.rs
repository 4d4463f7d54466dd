//! HTTP values: what is sent, what came back, and what may stand in a URL and in a header field.

mod answer;
mod base_url;
mod form;
mod header_value;
mod ipv6;
mod no_answer;
mod request;
mod response;
mod retry_after;

pub use answer::{Answer, NoJson};
pub use base_url::{BaseUrl, Transport};
pub use form::form_pairs;
pub use header_value::check_header_value;
pub use no_answer::no_answer;
pub use request::{HeaderName, Headers, HttpRequest, Method, push_field};
pub use response::HttpResponse;
pub(crate) use retry_after::days_since_1970;
pub use retry_after::{imf_fixdate_ms, retry_after_ms};
