//! A new sub-account ("Sub-Accounts", "Step 1(a). Create a New Sub-Account", dev.caxton.io/docs). The model of the answer
//! holds the `Username` and the `Name` that the sub-account registers with.

use super::check_name;
use super::headers::{Caller, bearer_headers};
use crate::error::AuthError;
use crate::http::{BaseUrl, HttpRequest, Method, push_field};
use crate::json::ObjectWriter;
use crate::secret::Secret;

/// The request for a sub-account of the account the token belongs to.
///
/// # Errors
/// As [`bearer_headers`]; `invalid_argument` for a name or an address that is empty or holds a control character.
///
/// ```
/// use commerce_auth::http::{BaseUrl, Transport};
/// use commerce_auth::api::caxton::subsidiary::subsidiary_request;
/// let base = BaseUrl::parse("https://sandbox.caxton.io/api/", Transport::Https, "host").unwrap();
/// let request = subsidiary_request(&base, "my-token", "demo45", "accounts@demo45.example").unwrap();
/// assert_eq!(request.url, "https://sandbox.caxton.io/api/clients/subsidiary");
/// assert_eq!(request.body.unwrap().expose(), r#"{"CompanyName":"demo45","Email":"accounts@demo45.example"}"#);
/// ```
pub fn subsidiary_request(
    base: &BaseUrl,
    access_token: &str,
    company_name: &str,
    email: &str,
) -> Result<HttpRequest, AuthError> {
    check_name(company_name, "companyName")?;
    check_name(email, "email")?;
    let mut headers = bearer_headers(access_token, Caller::default())?;
    push_field(&mut headers, "Content-Type", "application/json");
    push_field(&mut headers, "Accept", "application/json");
    let mut body = ObjectWriter::new();
    body.string("CompanyName", company_name).string("Email", email);
    Ok(HttpRequest {
        method: Method::Post,
        url: base.join("clients/subsidiary"),
        headers,
        body: Some(Secret::new(body.finish())),
    })
}
