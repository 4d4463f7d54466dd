//! Where the API stands ("Authentication", section "Links", dev.caxton.io/docs).

use crate::http::BaseUrl;

/// The environments by name, each with its base address as the page prints it.
///
/// For the sandbox the page has two addresses: `caxapi-integration.azurewebsites.net` in its table, and this one in
/// every example of the authentication flow. The other can be given as `host`.
pub const ENVIRONMENTS: &[(&str, &str)] = &[
    ("sandbox", "https://sandbox.caxton.io/api/"),
    ("staging", "https://caxapi-staging.caxton.io/api/"),
    ("production", "https://caxtonapi.caxtonfx.com/api/"),
];

/// The base address of a host. One without a path gets `/api`, where the API of every environment stands; one with a
/// path, `/api/` or that of a proxy, names the base itself and is left as it is.
///
/// So neither a slash nor `/api` is ever doubled: the vendor's own examples ask for `/api//clients/subsidiary`.
///
/// ```
/// use commerce_auth::http::{BaseUrl, Transport};
/// use commerce_auth::api::caxton::environments::base_url;
/// for host in ["sandbox.caxton.io", "https://sandbox.caxton.io/api", "https://sandbox.caxton.io/api/"] {
///     let host = BaseUrl::parse(host, Transport::Https, "host").unwrap();
///     assert_eq!(base_url(host).join("token"), "https://sandbox.caxton.io/api/token");
/// }
/// ```
pub fn base_url(host: BaseUrl) -> BaseUrl {
    host.with_default_path("/api")
}
